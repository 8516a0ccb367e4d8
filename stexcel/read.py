"""A file to a document: whose programme it is, a unit's own workbook, or why it could not be judged."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from stexcel.document import Document, Problem, ProblemKind
from stexcel.layout import Profile, read_iup
from stexcel.layout.unit import read_unit
from stexcel.model import CellRef, Iup, Note, NoteKind
from stexcel.own_results import is_library, is_own_result
from stexcel.personal_ids import has_personal_id
from stexcel.regelverk import Regelverk
from stexcel.unit import Unit
from stexcel.workbook import EncryptedFile, Grid, WorkbookError, read_bytes, read_grid_bytes
from stexcel.workbook.comments import comments_in
from stexcel.workbook.limits import DEFAULTS, Limits, told

_SOME_DELMAL = 3
_MANY_DELMAL = 10
_SURELY_UNIT = 3
"""Registers of a unit in a workbook that also looks somewhat like an IUP."""
NO_IUP_TEXT = (
    "Arbetsboken ser inte ut att vara ett IUP: där hittades varken delmål (minst tre) eller en namngiven ST-läkare "
    "med någon del av ett IUP. Innehållet är inte granskat."
)
NO_UNIT_TEXT = (
    "Filen är angiven som enhetens arbetsbok, men där hittades inget register: varken handledare, studierektor, "
    "styrdokument, extern granskning, handlingsplan eller ST-läkare. Kontrollera att det är rätt fil, eller utgå från "
    "mallen enhet.xlsx."
)
OWN_RESULT = Problem(
    ProblemKind.NO_IUP,
    "Filen är ett resultat som stexcel har skrivit, inget IUP. Innehållet är inte granskat.",
    "Peka på IUP-filerna, eller på mappen: där hoppas resultaten över.",
)
LIBRARY = Problem(
    ProblemKind.NO_IUP,
    "Filen är klinikens bibliotek för förslag, inget IUP. Innehållet är inte granskat.",
    "Peka på IUP-filerna, eller på mappen: där hoppas biblioteket över.",
)
LOCK_FILE = Problem(
    ProblemKind.UNREADABLE,
    "Filen är ett tillfälligt lås som Excel lägger bredvid en öppen arbetsbok, och har inget innehåll.",
    "Peka på arbetsboken själv, utan ”~$” först i namnet.",
)
_SMALLER = (
    "Innehållet är inte granskat. Kontrollera var filen kommer ifrån. Är den rätt: öppna den i Excel, ta bort blad, "
    "rader och kolumner som inte hör till IUP:t, spara den och kör igen."
)
_LOCK_MARK, _LOCK_SIZE = "~$", 1024


def read(
    path: Path,
    rule_data: Regelverk,
    profiles: Sequence[Profile] = (),
    *,
    is_unit: bool = False,
    limits: Limits = DEFAULTS,
) -> Document:
    """One file as a document; ``is_unit`` tells that somebody has named it as a unit's own workbook.

    An unreadable file is a document with a problem, not an exception.
    """
    name = path.as_posix()
    digest: str | None = None
    if is_own_result(path):
        return Document(name, digest, problem=OWN_RESULT)
    if is_library(path):
        return Document(name, digest, problem=LIBRARY)
    if _is_lock(path):
        return Document(name, digest, problem=LOCK_FILE)
    try:
        data = read_bytes(path, limits)
        digest = hashlib.sha256(data).hexdigest()
        grid = read_grid_bytes(data, path.suffix, limits)
    except WorkbookError as error:
        kind = ProblemKind.ENCRYPTED if isinstance(error, EncryptedFile) else ProblemKind.UNREADABLE
        return Document(name, digest, problem=Problem(kind, _sentence(error.what), error.remedy))
    iup = read_iup(grid, rule_data, profiles)
    unit = unit_in(grid, iup, rule_data, expected=is_unit)
    if is_unit:
        problem = None if unit else Problem(ProblemKind.NO_IUP, NO_UNIT_TEXT)
        return Document(name, digest, problem=problem, unit=unit)
    if unit is not None:
        return Document(name, digest, unit=replace(unit, notes=(*unit.notes, *_on_comments(data))))
    if not _is_iup(iup):
        return Document(name, digest, problem=Problem(ProblemKind.NO_IUP, NO_IUP_TEXT))
    return Document(name, digest, replace(iup, notes=(*iup.notes, *_on_comments(data))))


def _on_comments(data: bytes) -> tuple[Note, ...]:
    """Notes on comments with a personal number, which are not read otherwise."""
    text = "Cellens kommentar kan innehålla ett personnummer."
    cells = (CellRef(one.sheet, one.row, one.column) for one in comments_in(data) if has_personal_id(one.text))
    return tuple(Note(NoteKind.PERSONAL_ID, text, cell) for cell in dict.fromkeys(cells))


def unit_in(grid: Grid, iup: Iup, rule_data: Regelverk, *, expected: bool = False) -> Unit | None:
    """The unit whose own workbook this is, where that is more than what was read in it as an IUP; else ``None``.

    ``expected`` tells that somebody has named it as one.
    """
    if _is_surely_iup(iup):
        return None
    unit = read_unit(grid, rule_data, expected=expected and not _is_iup(iup))
    if unit is None or expected or len(unit.sections) >= _SURELY_UNIT or len(iup.delmal) < _SOME_DELMAL:
        return unit
    return None


def _is_lock(path: Path) -> bool:
    """Whether the file is Excel's sign that somebody has the workbook open; it holds little but a name."""
    try:
        return path.name.startswith(_LOCK_MARK) and path.stat().st_size < _LOCK_SIZE
    except OSError:
        return False


def _is_surely_iup(iup: Iup) -> bool:
    """Whether nothing else can be meant: criteria of an action plan may look like a few delmål, but of nobody."""
    taught = sum(bool(delmal.activities or delmal.assessments) for delmal in iup.delmal.values())
    return len(iup.delmal) >= _MANY_DELMAL and (iup.person.name is not None or 2 * taught >= len(iup.delmal))


def _is_iup(iup: Iup) -> bool:
    """Whether the workbook is someone's programme: it has delmål, or some part of a programme and a name."""
    return len(iup.delmal) >= _SOME_DELMAL or (iup.person.name is not None and bool(iup.layouts or iup.delmal))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def crashed(path: Path, error: Exception | None, limits: Limits = DEFAULTS) -> Document:
    """The document of a file that made the program fail, or its process die when there is no error."""
    if error is None or isinstance(error, MemoryError):
        text = (
            "Processen som läste filen avslutades oväntat, kanske för att minnet tog slut."
            if error is None
            else "Läsningen av filen tog mer minne än den får, och avbröts."
        )
        return _stopped(path, text, told("memory_mb", limits.memory_mb))
    text = f"Ett fel i programmet avbröt läsningen av filen: {type(error).__name__}."
    return Document(path.as_posix(), None, problem=Problem(ProblemKind.CRASH, text))


def never_done(path: Path, limits: Limits = DEFAULTS) -> Document:
    """The document of a file whose reading was stopped because it never came to an end."""
    text = (
        f"Läsningen av filen tog mer än {limits.seconds} sekunder och avbröts: filen är mycket stor eller gjord för "
        "att göra skada, eller så svarade inte nätverket."
    )
    return _stopped(path, text, told("seconds", limits.seconds))


def _stopped(path: Path, text: str, limit: str) -> Document:
    """The document of a file that took more than it may."""
    return Document(path.as_posix(), None, problem=Problem(ProblemKind.CRASH, text, f"{_SMALLER} {limit}"))
