"""Suggestions in the empty cells of an IUP: what could lead to a delmål, and how it could be assessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stexcel import ooxml
from stexcel.fill.errors import FillError
from stexcel.fill.idea_library.read import Library
from stexcel.fill.places.book import Places
from stexcel.fill.suggestions.cells import (
    ACTIVITY_ROLES,
    ASSESSMENT_ROLES,
    Placed,
    is_waiting,
    placed,
    room_for,
    why_unplaced,
)
from stexcel.fill.suggestions.ideas import Idea, Programme, activity_ideas, assessment_ideas, lacks
from stexcel.fill.suggestions.notes import AUTHOR, earlier_notes, note_text
from stexcel.fill.template.choices import SUGGESTED
from stexcel.layout.roles import Role
from stexcel.model import CellRef, Delmal, Iup
from stexcel.ooxml import CellEdit, Note, Notes, RefusedEdits, Written
from stexcel.regelverk import Regelverk

PREFIX = f"{SUGGESTED} "
"""What every suggestion begins with, and what a person removes to accept it."""
_NO_NOTES = Notes(AUTHOR, ())
ACTIVITY, REQUIRED, ASSESSMENT = "utbildningsaktivitet", "krävd utbildningsaktivitet", "bedömningsmetod"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What was suggested in one cell for its delmål. ``text`` is what stands there, ``origin`` what its note says."""

    codes: tuple[str, ...]
    cell: CellRef
    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A delmål without a suggestion: ``what`` it lacks, and why nothing was written, in Swedish."""

    code: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Suggested:
    """The workbook with the suggestions in it (the source itself where there was nothing to write).

    ``waiting`` is how many suggestions stood there before and were left as they are. ``remarks`` are Swedish
    sentences about the run as a whole, such as a library of which nothing fits. ``notes`` are all the notes at
    suggestions that the workbook then has.
    """

    data: bytes
    made: tuple[Suggestion, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    waiting: int = 0
    remarks: tuple[str, ...] = ()
    notes: Notes = _NO_NOTES


@dataclass(frozen=True, slots=True)
class _Plan:
    """What to write for one delmål."""

    code: str
    placed: tuple[Placed, ...]


def suggest(source: bytes, places: Places, regelverk: Regelverk, library: Library | None = None) -> Suggested:
    """Puts suggestions into the empty cells for activities and assessments of each delmål that lacks them.

    ``source`` is an .xlsx or .xlsm file and ``places`` where things are in it
    (:func:`stexcel.fill.places.book.places_in`); the library is read with
    :func:`stexcel.fill.idea_library.read.read_library`. Nothing that stands in the workbook is changed.
    Raises :class:`FillError` for a workbook without delmål, and :class:`stexcel.workbook.WorkbookError` for one that
    cannot be written without loss.
    """
    if not places.iup.delmal:
        raise FillError("Inga delmål hittades i arbetsboken. Kontrollera med stexcel inspect hur den läses.")
    programme = _programme(places.iup, regelverk, library)
    planned = [one for delmal in places.iup.delmal.values() for one in _plans(places, programme, delmal)]
    wanted = _suggestions([one for one in planned if isinstance(one, _Plan)])
    earlier = tuple(earlier_notes(source))
    kept = tuple(note for cell, note in earlier if is_waiting(places, cell))
    data, made, refused, unplaced = _written(source, wanted, kept, is_less=len(kept) < len(earlier))
    skipped = (*(one for one in planned if isinstance(one, Skipped)), *refused)
    remarks = (*_doubts(places.iup, programme), *unplaced)
    return Suggested(data, made, skipped, sum(1 for _ in _waiting(places)), remarks, _notes(made, kept))


def told(suggested: Suggested) -> tuple[str, ...]:
    """What a run says of itself, as Swedish lines: how much was suggested, what was left out and why, the remarks."""
    made, waiting = len(suggested.made), suggested.waiting
    lines = [f"{_counted(made, 'cell', 'celler')} fick förslag." if made else "Inget nytt förslag skrevs."]
    if waiting:
        lines.append(f"{_counted(waiting, 'förslag', 'förslag')} som redan fanns i arbetsboken är kvar som de var.")
    groups: dict[tuple[str, str], list[str]] = {}
    for one in suggested.skipped:
        groups.setdefault((one.what, one.reason), []).append(one.code)
    lines += [
        f"{what.capitalize()}, inget förslag för {', '.join(codes)}: {why}." for (what, why), codes in groups.items()
    ]
    return (*lines, *suggested.remarks)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _programme(iup: Iup, regelverk: Regelverk, library: Library | None) -> Programme:
    specialty = iup.person.specialty.value if iup.person.specialty is not None else None
    known = specialty if specialty in regelverk.specialties else None
    goals = regelverk.malbeskrivning(iup.regulation, known) if iup.regulation and known else None
    return Programme(goals, library, known, iup.regulation)


def _plans(places: Places, programme: Programme, delmal: Delmal) -> Iterator[_Plan | Skipped]:
    """What to write for a delmål that lacks something, or why that cannot be."""
    if lacks(programme, delmal):
        ideas = activity_ideas(programme, delmal)
        why = "varken målbeskrivningen eller biblioteket har något att föreslå"
        what = REQUIRED if delmal.activities else ACTIVITY
        yield from _plan(places, delmal, ACTIVITY_ROLES, ideas, Skipped(delmal.code, what, why))
    if not delmal.assessments:
        ideas = assessment_ideas(programme, delmal)
        why = "målbeskrivningen anger ingen metod, och biblioteket har ingen för delmålet"
        yield from _plan(places, delmal, ASSESSMENT_ROLES, ideas, Skipped(delmal.code, ASSESSMENT, why))


def _plan(
    places: Places, delmal: Delmal, roles: Sequence[Role], ideas: Sequence[Idea], without: Skipped
) -> Iterator[_Plan | Skipped]:
    room = room_for(places, delmal.code, roles)
    if room.suggested:
        return
    found = tuple(placed(places, room, ideas))
    if found:
        yield _Plan(delmal.code, found)
    elif not ideas:
        yield without
    else:
        yield Skipped(without.code, without.what, why_unplaced(room, ideas))


def _suggestions(plans: Sequence[_Plan]) -> list[Suggestion]:
    """One suggestion for each cell; delmål that share a cell share the suggestion."""
    cells: dict[CellRef, list[tuple[str, Placed]]] = {}
    for plan in plans:
        for one in plan.placed:
            cells.setdefault(one.cell, []).append((plan.code, one))
    return [
        Suggestion(
            tuple(dict.fromkeys(code for code, _ in share)),
            cell,
            PREFIX + "; ".join(dict.fromkeys(one.text for _, one in share)),
            note_text([one for _, one in share]),
        )
        for cell, share in cells.items()
    ]


def _waiting(places: Places) -> Iterator[CellRef]:
    """The cells of the whole workbook whose suggestions nobody has decided on."""
    return (one.cell for one in places.reading.unread if is_waiting(places, one.cell))


def _written(
    source: bytes, wanted: Sequence[Suggestion], kept: Sequence[Note], *, is_less: bool
) -> tuple[bytes, tuple[Suggestion, ...], list[Skipped], list[str]]:
    """The workbook with what could be written in it, what that was, what was refused, and what has no note.

    Of the notes from earlier runs only those that are ``kept`` stay; ``is_less`` tells whether any has to go.
    """
    if not wanted and not is_less:
        return source, (), [], []
    try:
        written, made, refused = _applied(source, wanted, kept), tuple(wanted), list[Skipped]()
    except RefusedEdits:
        reasons = {one.cell: _refusal(source, one) for one in wanted}
        made = tuple(one for one in wanted if reasons[one.cell] is None)
        refused = [Skipped(code, "förslag", why) for one in wanted if (why := reasons[one.cell]) for code in one.codes]
        written = _applied(source, made, kept)
    unplaced = [f"{one.note.sheet}!{one.note.cell} fick ingen anteckning: {one.reason}" for one in written.unplaced]
    return written.data, made, refused, unplaced


def _applied(source: bytes, wanted: Sequence[Suggestion], kept: Sequence[Note]) -> Written:
    edits = [CellEdit(one.cell.sheet, one.cell.a1, one.text) for one in wanted]
    return ooxml.apply(source, [*edits, _notes(wanted, kept)])


def _notes(wanted: Sequence[Suggestion], kept: Sequence[Note]) -> Notes:
    """The notes at suggestions: those of earlier runs that somebody has still to decide on, and the new ones.

    Notes at suggestions that somebody has decided on meanwhile go.
    """
    return Notes(AUTHOR, (*kept, *(Note(one.cell.sheet, one.cell.a1, one.origin) for one in wanted)))


def _refusal(source: bytes, wanted: Suggestion) -> str | None:
    """Why the writer does not write the cell; ``None`` if it does."""
    try:
        ooxml.apply(source, [CellEdit(wanted.cell.sheet, wanted.cell.a1, wanted.text)])
    except RefusedEdits as error:
        return str(error).rstrip(".")
    return None


def _doubts(iup: Iup, programme: Programme) -> Iterator[str]:
    """What kept the målbeskrivning or the library from being used; the library's own faults are told by its reader."""
    if programme.goals is None:
        what = "Specialiteten" if programme.specialty is None else "Föreskriften"
        yield f"{what} är inte känd, så inget är föreslaget ur målbeskrivningen."
    library, regulation = programme.library, iup.regulation
    if library is None:
        return
    if library.entries and regulation is not None and not library.speaks_of(regulation):
        yield (
            f"Ingen rad i {library.name} gäller {regulation}. Skriv delmålen som i den, eller ange föreskriften "
            "i en egen kolumn."
        )
    if library.idle:
        yield f"{_counted(len(library.idle), 'rad', 'rader')} i {library.name} anger inget delmål och används inte."
