"""Which cells of a delmål could take a suggestion: those that nothing and nobody has a claim on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from stexcel.fill.places.book import DelmalPlace, MarkPlace, Places
from stexcel.fill.suggestions.ideas import Idea
from stexcel.layout.activities import activity_types
from stexcel.layout.answers import is_suggestion
from stexcel.layout.delmal_text import without_codes
from stexcel.layout.methods import known_method, names_method
from stexcel.layout.roles import Role
from stexcel.layout.text import fold
from stexcel.model import ActivityType, CellRef
from stexcel.workbook import Cell

ACTIVITY_ROLES = (Role.ACTIVITY, Role.PLACEMENT, Role.COURSE)
ASSESSMENT_ROLES = (Role.ASSESSMENT,)
_TICK = "X"
_FILLED = "cellen är inte tom"
_NOWHERE = "delmålet har ingen cell för det"
_NOT_LISTED = "inget av förslagen finns i cellens lista"
_OTHER_KIND = "de tomma cellerna är för annat än det som föreslås"
_NO_PLACE = "delmålet har ingen egen plats i arbetsboken"


@dataclass(frozen=True, slots=True)
class Placed:
    """An idea for a cell, and the text that stands for it there."""

    cell: CellRef
    idea: Idea
    text: str


@dataclass(frozen=True)
class Room:
    """The free cells of one delmål by role, the free cells to tick, and why nothing else is free.

    ``suggested`` tells that something was suggested there before and still waits for somebody to decide.
    """

    cells: Mapping[Role, CellRef]
    marks: tuple[MarkPlace, ...]
    reason: str
    suggested: bool


def room_for(places: Places, code: str, roles: Sequence[Role]) -> Room:
    """Where something can be suggested for a delmål: activities or assessments, as the roles say."""
    spots = places.delmal.get(code, ())
    asked = [(role, cell) for spot in spots for role in roles for cell in spot.cells.get(role, ())]
    ticks = [mark for spot in spots for mark in _ticks(spot, assessing=Role.ASSESSMENT in roles)]
    every = [cell for _, cell in asked] + [mark.cell for mark in ticks]
    obstacles = {cell: _obstacle(places, cell) for cell in every}
    cells: dict[Role, CellRef] = {}
    for role, cell in asked:
        if obstacles[cell] is None:
            cells.setdefault(role, cell)
    told = next((why for why in obstacles.values() if why is not None), _NOWHERE if spots else _NO_PLACE)
    free = tuple(mark for mark in ticks if obstacles[mark.cell] is None)
    return Room(cells, free, told, any(is_waiting(places, cell) for cell in every))


def placed(places: Places, room: Room, ideas: Sequence[Idea]) -> Iterator[Placed]:
    """The ideas in the cells that ask for them; those that no cell asks for are left out."""
    shares: dict[CellRef, list[tuple[Idea, str]]] = {}
    for idea in ideas:
        role = _role_for(idea, room.cells)
        if role is not None:
            text = idea.text if role is Role.ACTIVITY else idea.name
            shares.setdefault(room.cells[role], []).append((idea, text))
            continue
        mark = _mark_for(idea, room.marks)
        if mark is not None and mark.cell not in shares:
            shares[mark.cell] = [(idea, _TICK)]
    for cell, share in shares.items():
        yield from (Placed(cell, idea, text) for idea, text in _as_listed(places, cell, share))


def why_unplaced(room: Room, ideas: Sequence[Idea]) -> str:
    """Why none of the ideas could be placed, in Swedish."""
    if any(_role_for(idea, room.cells) is not None for idea in ideas):
        return _NOT_LISTED
    return _OTHER_KIND if room.cells or room.marks else room.reason


def value_at(places: Places, cell: CellRef) -> Cell:
    """What stands in a cell of the workbook as it is, suggestions included."""
    sheet = next(sheet for sheet in places.grid.sheets if sheet.name == cell.sheet)
    inside = cell.row <= sheet.height and cell.column <= sheet.width
    return sheet.rows[cell.row - 1][cell.column - 1] if inside else None


def is_waiting(places: Places, cell: CellRef) -> bool:
    """Whether a suggestion stands in the cell that nobody has decided on."""
    value = value_at(places, cell)
    return isinstance(value, str) and is_suggestion(value)


def _ticks(spot: DelmalPlace, *, assessing: bool) -> Iterator[MarkPlace]:
    """The cells to tick for activities or for assessments; those of terms stand for neither."""
    for mark in spot.marks:
        if mark.period is None and (mark.method or names_method(mark.heading)) is assessing:
            yield mark


def _obstacle(places: Places, cell: CellRef) -> str | None:
    """Why nothing may be written in the cell, in Swedish; ``None`` where it may."""
    if value_at(places, cell) is not None:
        return _FILLED
    if places.canvas.is_formula(cell):
        return "i cellen står en formel"
    if places.canvas.is_locked(cell):
        return "bladet är skyddat och cellen låst"
    if _is_merged_away(places, cell):
        return "cellen är sammanslagen med andra"
    return None


def _is_merged_away(places: Places, cell: CellRef) -> bool:
    """Whether the cell lies in a merged range without being its first, so that nothing in it is seen."""
    sheet = next(sheet for sheet in places.grid.sheets if sheet.name == cell.sheet)
    row, column = cell.row - 1, cell.column - 1
    return any(
        top <= row <= bottom and left <= column <= right and (row, column) != (top, left)
        for top, left, bottom, right in sheet.merged
    )


def _role_for(idea: Idea, cells: Mapping[Role, CellRef]) -> Role | None:
    """The column that an idea belongs in: one of its own kind before the one for all activities."""
    if not idea.types:
        return Role.ASSESSMENT if Role.ASSESSMENT in cells else None
    own = (
        (Role.COURSE, ActivityType.KURS in idea.types),
        (Role.PLACEMENT, ActivityType.KLINISK in idea.types),
        (Role.ACTIVITY, True),
    )
    return next((role for role, fits in own if fits and role in cells), None)


def _mark_for(idea: Idea, marks: Iterable[MarkPlace]) -> MarkPlace | None:
    """The column of ticks that stands for the idea: by its name, else the only one of its kind."""
    named = [mark for mark in marks if fold(without_codes(mark.heading)) == fold(idea.name)]
    if named:
        return named[0]
    alike = [mark for mark in marks if _stands_for(mark.heading, idea)]
    return alike[0] if len({mark.heading for mark in alike}) == 1 else None


def _stands_for(heading: str, idea: Idea) -> bool:
    if not idea.types:
        method = known_method(idea.name)
        return method is not None and known_method(heading) == method
    return bool(activity_types(heading) & idea.types)


def _as_listed(places: Places, cell: CellRef, share: Sequence[tuple[Idea, str]]) -> list[tuple[Idea, str]]:
    """What a cell's list to choose from allows: where Excel accepts nothing else, one of its items."""
    choices = places.canvas.choices(cell)
    if choices is None:
        return list(share)
    items = {fold(item): item for item in choices.items}
    methods = {method: item for item in choices.items if (method := known_method(item)) is not None}
    listed = [
        (idea, item)
        for idea, text in share
        if (item := items.get(fold(text)) or (methods.get(known_method(text) or "") if not idea.types else None))
    ]
    return listed[:1] if choices.strict else listed or list(share)
