"""A form filled in: only what is known, every other field named with the reason, and the result read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from stexcel.intyg.facts import BY_HAND, Content, Fact
from stexcel.intyg.pdf import Field, FieldType, FormError, inherited, qualified_name, value_of
from stexcel.intyg.understand import Understood

_LETTER_WIDTH = 5.0
"""Points; a letter in a filled field is about as wide, in which a line is broken in time."""
_NARROW = 4.2
"""Points; a text of narrower letters than this is hard to read, so that one of more letters may not fit in a field."""
_PERSONAL_ID_FORMS = {13: "{0}{1}-{2}", 12: "{0}{1}{2}", 11: "{1}-{2}", 10: "{1}{2}"}
"""How a personal number is written where a field has room for so many signs."""


@dataclass(frozen=True, slots=True)
class FilledField:
    """A field that got a value; ``tight`` tells that it may be too long to be seen in full."""

    name: str
    shown: str
    fact: Fact
    value: str
    tight: bool = False


@dataclass(frozen=True, slots=True)
class EmptyField:
    """A field that was left as it was, and why; ``shown`` is what the form calls it."""

    name: str
    shown: str
    why: str


@dataclass(frozen=True)
class Filled:
    """A filled form. Every field of it is among the filled or the empty ones.

    ``unplaced`` are delmål of the activity for which the form has no place.
    """

    data: bytes
    filled: tuple[FilledField, ...]
    empty: tuple[EmptyField, ...]
    unplaced: tuple[str, ...] = ()


def fill(form: Understood, content: Content) -> Filled:
    """The form with what is known; raises :class:`FormError` where the result does not read back as it should."""
    outcome = list(_outcome(form, content))
    filled = tuple(one for one in outcome if isinstance(one, FilledField))
    values = {one.name: one.value for one in filled}
    try:
        data = _written(form, values)
        wrong = _differs(data, form, values)
    except Exception as error:  # whatever in the form makes it fail
        raise FormError("blanketten går inte att fylla i med program. Fyll i den för hand.") from error
    if wrong is not None:
        raise FormError(f"fältet ”{wrong}” fick inte rätt innehåll. Fyll i blanketten för hand.")
    empty = tuple(one for one in outcome if isinstance(one, EmptyField))
    return Filled(data, filled, empty, _unplaced(form, content, filled))


def _unplaced(form: Understood, content: Content, filled: tuple[FilledField, ...]) -> tuple[str, ...]:
    """The delmål that are in no field: neither ticked nor written."""
    goals = [one for one in filled if one.fact is Fact.DELMAL]
    if any(one.name not in form.codes for one in goals):
        return ()
    ticked = {form.codes[one.name] for one in goals}
    return tuple(code for code in content.delmal if code not in ticked)


def shown_name(one: Field) -> str:
    """What a user finds a field by: its tooltip, its printed label, else its name."""
    return " ".join((one.tip or one.label or one.name).split())


def _outcome(form: Understood, content: Content) -> Iterator[FilledField | EmptyField]:
    spread = _spread(form, content)
    for one in form.form.fields:
        fact, shown = form.facts[one.name], shown_name(one)
        if one.name in form.codes:
            yield _box(one, form.codes[one.name], content)
            continue
        given = spread.get(one.name) if fact is Fact.DELMAL else content.values.get(fact) if fact else None
        value, why = _fitting(one, fact, given, content)
        if value is not None and fact is not None:
            tight = one.type is FieldType.TEXT and not one.multiline and len(value) * _NARROW > one.width
            yield FilledField(one.name, shown, fact, value, tight)
        else:
            yield EmptyField(one.name, shown, why)


def _box(one: Field, code: str, content: Content) -> FilledField | EmptyField:
    """A box for one delmål: ticked only where the IUP links the activity with it."""
    if code in content.delmal and one.states and not one.locked:
        return FilledField(one.name, shown_name(one), Fact.DELMAL, one.states[0])
    return EmptyField(one.name, shown_name(one), f"{code} är inte kopplat till aktiviteten i IUP")


def _spread(form: Understood, content: Content) -> Mapping[str, str]:
    """The delmål of each field for them: one in each where there are several, the last takes what is left."""
    fields = [one for one in form.of(Fact.DELMAL) if one.name not in form.codes]
    if len(fields) <= 1:
        return {one.name: ", ".join(content.delmal) for one in fields}
    codes, last = list(content.delmal), len(fields) - 1
    parts = [*codes[:last], ", ".join(codes[last:])]
    return {one.name: part for one, part in zip(fields, parts, strict=False)}


def _fitting(one: Field, fact: Fact | None, given: str | None, content: Content) -> tuple[str | None, str]:
    """The value as the field takes it, or ``None`` and the reason why it is left alone."""
    why = _why_empty(one, fact, given, content)
    if why is not None or given is None or fact is None:
        return None, why or "står inte i IUP"
    if one.type is FieldType.CHOICE:
        found = next((option for option in one.options if option.casefold().strip() == given.casefold()), None)
        return found, f"”{given}” finns inte bland fältets val"
    value = next((text for text in _ways(fact, given, one.most) if one.most is None or len(text) <= one.most), None)
    if value is None:
        return None, f"texten är längre än fältets {one.most} tecken"
    return (_broken(value, one) if one.multiline else value), ""


def _why_empty(one: Field, fact: Fact | None, given: str | None, content: Content) -> str | None:
    if fact is None:
        return "det framgår inte säkert vad fältet frågar efter"
    if fact in BY_HAND:
        return BY_HAND[fact]
    if one.locked:
        return "fältet är låst"
    if one.value and one.type is FieldType.TEXT:
        return "fältet har redan ett innehåll"
    if one.type not in (FieldType.TEXT, FieldType.CHOICE):
        return "fältet går inte att skriva i"
    return None if given else content.lacking.get(fact, "står inte i IUP")


def _ways(fact: Fact, given: str, most: int | None) -> Iterator[str]:
    """The ways to write a value, the fullest first."""
    if fact is Fact.PERSONAL_ID:
        digits = "".join(filter(str.isdigit, given))
        pattern = _PERSONAL_ID_FORMS.get(most or 0)
        if pattern:
            yield pattern.format(digits[:-10], digits[-10:-4], digits[-4:])
    yield given
    if fact is Fact.PERCENT:
        yield given.removesuffix(" %")


def _broken(text: str, one: Field) -> str:
    """The text with lines that the field has room for."""
    most = max(10, int(one.width / _LETTER_WIDTH))
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def _written(form: Understood, values: Mapping[str, str]) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(form.form.data)))
    acro: Any = writer.root_object["/AcroForm"].get_object()
    if "/XFA" in acro:
        del acro["/XFA"]  # a second form of the same content, which some programs would show instead, still empty
    boxes = {one.name for one in form.form.fields if one.type is FieldType.BOX}
    texts = {name: value for name, value in values.items() if name not in boxes}
    for page in writer.pages:
        if "/Annots" in page:
            _write_texts(writer, page, texts)
            _tick(page, {name: values[name] for name in boxes & set(values)})
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _write_texts(writer: PdfWriter, page: Any, texts: Mapping[str, str]) -> None:
    """Shallow names first: the library takes ``namn`` for ``chef.namn`` too, which is then written over."""
    names = {qualified_name(note.get_object()) for note in page["/Annots"].get_object()}
    mixed = {name for name in names if name not in texts and name.rpartition(".")[2] in texts}
    old = {name: _old_value(page, name) for name in mixed}
    given = {name: text for name, text in {**texts, **old}.items() if name in names}
    if given:
        ordered = {name: given[name] for name in sorted(given, key=lambda name: (name.count("."), name))}
        writer.update_page_form_field_values(page, ordered, auto_regenerate=True)


def _old_value(page: Any, name: str) -> str:
    notes = (note.get_object() for note in page["/Annots"].get_object())
    return next((str(inherited(note, "/V") or "") for note in notes if qualified_name(note) == name), "")


def _tick(page: Any, boxes: Mapping[str, str]) -> None:
    for reference in page["/Annots"].get_object():
        note = reference.get_object()
        name = qualified_name(note)
        if name in boxes:
            owner = note if "/T" in note else note["/Parent"].get_object()
            owner[NameObject("/V")] = NameObject(boxes[name])
            note[NameObject("/AS")] = NameObject(boxes[name])


def _differs(data: bytes, form: Understood, values: Mapping[str, str]) -> str | None:
    """A field that does not hold what it should, or ``None``."""
    wanted = {one.name: values.get(one.name, one.value) for one in form.form.fields}
    for page in PdfReader(BytesIO(data)).pages:
        for reference in page.get("/Annots") or ():
            note = reference.get_object()
            name = qualified_name(note)
            if name in wanted and wanted[name].strip() != value_of(note):
                return name
    return None
