"""A PDF form as its fields and its printed text; the only place, beside the filling, that knows how PDF files look."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject

from stexcel.system_errors import reason

_LARGEST = 50 * 2**20
_MOST_PAGES = 50
_MOST_FIELDS = 2000
_LINE = 7.0
"""Points; what stands higher or lower is on another line."""
_ABOVE = 22.0
"""Points; a label stands no higher above its field."""
_LETTER = 0.5
"""The width of a letter, as a share of its size."""
_RADIO, _PUSH, _READ_ONLY, _MULTILINE = 1 << 15, 1 << 16, 1, 1 << 12

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # its remarks on slips in a file are nothing for users


class FormError(Exception):
    """The file is no form that can be used; the text is a Swedish clause that says why and what to do."""


class FieldType(StrEnum):
    """What can be put in a field."""

    TEXT = "text"
    BOX = "kryss"
    CHOICE = "val"
    SIGNATURE = "signatur"
    OTHER = "annat"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form. ``tip`` is its tooltip and ``label`` the printed text beside it, as far as it can be told.

    ``value`` is what is filled in; of a ticked box the name of its state, and the empty string if nothing is.
    ``most`` is the largest number of letters. ``states`` are those in which a box is ticked.
    """

    name: str
    type: FieldType
    tip: str = ""
    label: str = ""
    value: str = ""
    most: int | None = None
    options: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    locked: bool = False
    multiline: bool = False
    width: float = 0.0


@dataclass(frozen=True)
class Form:
    """The fields of a PDF in reading order, its printed text, and the title that the file itself tells."""

    path: str
    data: bytes
    fields: tuple[Field, ...]
    text: str
    title: str = ""


class _Word(NamedTuple):
    """A piece of printed text and where it begins; points from the lower left corner."""

    x: float
    y: float
    text: str
    end: float


def read_form(path: Path) -> Form:
    """The form in a file; raises :class:`FormError` for a file that is none, is damaged, encrypted or has no fields."""
    data = _bytes(path)
    try:
        return _form(path, data)
    except FormError:
        raise
    except Exception as error:  # whatever damage makes the parser fail
        raise FormError("filen är skadad eller går inte att tolka som PDF. Hämta blanketten på nytt.") from error


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise FormError("filen är för stor för att vara en blankett.")
        data = path.read_bytes()
    except OSError as error:
        raise FormError(f"filen går inte att läsa ({reason(error)}).") from error
    if b"%PDF-" not in data[:1024]:
        raise FormError("filen är ingen PDF. Hämta blanketten på nytt och spara den som PDF.")
    return data


def _form(path: Path, data: bytes) -> Form:
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        raise FormError(
            "filen är krypterad eller skyddad mot ändringar och kan inte läsas. Spara en kopia utan skydd, eller fyll "
            "i den för hand."
        )
    if len(reader.pages) > _MOST_PAGES:
        raise FormError(f"filen har fler än {_MOST_PAGES} sidor och är ingen blankett.")
    acro = _get(reader.trailer["/Root"], "/AcroForm") or {}
    found: dict[str, Field] = {}
    texts: list[str] = []
    for page in reader.pages:
        words = tuple(_words(page))
        texts += [word.text for word in words]
        for field in _fields(page, words):
            found.setdefault(field.name, field)
    if not found or len(found) > _MOST_FIELDS:
        raise FormError(_no_fields(is_dynamic="/XFA" in acro, has_text=any(text.strip() for text in texts)))
    title = (reader.metadata.title if reader.metadata else None) or ""
    return Form(path.as_posix(), data, tuple(found.values()), " ".join(texts), str(title))


def _no_fields(*, is_dynamic: bool, has_text: bool) -> str:
    if is_dynamic:
        return (
            "blanketten är av ett slag (XFA) som bara Adobe Reader kan fylla i. Öppna den där, eller sök efter en "
            "vanlig PDF-version."
        )
    if has_text:
        return "filen har inga fält att fylla i. Är den utskriven till PDF eller inskannad: använd originalet."
    return "filen har varken fält eller text, som en inskannad bild. Använd originalblanketten."


def _get(thing: Any, key: str) -> Any:
    """What a dictionary of a PDF holds under a key, with references followed."""
    found = thing.get(key)
    return found.get_object() if found is not None else None


def _words(page: PageObject) -> Iterator[_Word]:
    found: list[_Word] = []

    def visit(text: str, matrix: list[float], place: list[float], _: object, size: float) -> None:
        if text.strip():
            x = matrix[0] * place[4] + matrix[2] * place[5] + matrix[4]
            y = matrix[1] * place[4] + matrix[3] * place[5] + matrix[5]
            shown = " ".join(text.split())
            found.append(_Word(x, y, shown, x + len(shown) * size * _LETTER))

    page.extract_text(visitor_text=visit)
    yield from found


def _fields(page: PageObject, words: tuple[_Word, ...]) -> Iterator[Field]:
    """The fields with a place on the page, from the top down and from left to right."""
    placed = []
    for reference in _get(page, "/Annots") or ArrayObject():
        note = reference.get_object()
        if note.get("/Subtype") == "/Widget" and (name := qualified_name(note)):
            left, low, right, high = sorted_box(note)
            placed.append((-round(high / _LINE), left, name, note, (left, low, right, high)))
    for _, _, name, note, box in sorted(placed, key=lambda one: one[:3]):
        yield _field(name, note, _label(box, words, is_box=_type(note) is FieldType.BOX), box[2] - box[0])


def sorted_box(note: Any) -> tuple[float, float, float, float]:
    """Left, lower, right and upper side of a field, in points."""
    x1, y1, x2, y2 = (float(number) for number in _get(note, "/Rect"))
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def qualified_name(note: Any) -> str:
    """The whole name of a field with those it is inside of: ``sida1.namn``."""
    parts: list[str] = []
    while note is not None and len(parts) < _MOST_PAGES:
        if "/T" in note:
            parts.append(str(note["/T"]))
        note = _get(note, "/Parent")
    return ".".join(reversed(parts))


def inherited(note: Any, key: str) -> Any:
    """What a field, or one that it is inside of, says under a key."""
    steps = 0
    while note is not None and steps < _MOST_PAGES:
        if key in note:
            return _get(note, key)
        note, steps = _get(note, "/Parent"), steps + 1
    return None


def _type(note: Any) -> FieldType:
    flags = int(inherited(note, "/Ff") or 0)
    kind = inherited(note, "/FT")
    if kind == "/Btn":
        return FieldType.OTHER if flags & (_PUSH | _RADIO) else FieldType.BOX
    types = {"/Tx": FieldType.TEXT, "/Ch": FieldType.CHOICE, "/Sig": FieldType.SIGNATURE}
    return types.get(str(kind), FieldType.OTHER)


def _field(name: str, note: Any, label: str, width: float) -> Field:
    flags, most = int(inherited(note, "/Ff") or 0), inherited(note, "/MaxLen")
    kind = _type(note)
    return Field(
        name,
        kind,
        str(inherited(note, "/TU") or ""),
        label,
        value_of(note),
        int(most) if most is not None else None,
        tuple(_options(inherited(note, "/Opt") or ArrayObject())),
        _states(note) if kind is FieldType.BOX else (),
        bool(flags & _READ_ONLY),
        bool(flags & _MULTILINE) and kind is FieldType.TEXT,
        width,
    )


def value_of(note: Any) -> str:
    """What is filled in; see :class:`Field`."""
    value, kind = inherited(note, "/V"), _type(note)
    if kind is FieldType.SIGNATURE:
        return "signerad" if value is not None else ""
    if value is None or (kind is FieldType.BOX and value == "/Off"):
        return ""
    return str(value).strip() if kind is not FieldType.BOX else str(value)


def _options(given: Any) -> Iterator[str]:
    for one in given:
        option = one.get_object()
        yield str(option[-1] if isinstance(option, ArrayObject) else option)


def _states(note: Any) -> tuple[str, ...]:
    shown = _get(_get(note, "/AP") or {}, "/N") or {}
    return tuple(str(name) for name in shown if name != "/Off")


def _label(box: tuple[float, float, float, float], words: tuple[_Word, ...], *, is_box: bool) -> str:
    """The text that most likely tells what a field is for: beside a box, else in it, above it or before it."""
    left, low, right, high = box
    level = [word for word in words if low - _LINE / 2 <= word.y <= max(high - 2, low + _LINE)]
    after = min((word for word in level if word.x >= right - 1), key=lambda word: word.x, default=None)
    before = max((word for word in level if word.x < left), key=lambda word: word.x, default=None)
    if is_box:
        return _text(after or before)
    above = [word for word in words if high - 2 < word.y <= high + _ABOVE and word.x < right and word.end > left]
    nearest = min(above, key=lambda word: (word.y, abs(word.x - left)), default=None)
    return _text(nearest or before)


def _text(word: _Word | None) -> str:
    return word.text if word is not None else ""
