"""Delmål that have a block or a whole sheet of their own: a code as heading, and labels with answers below it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from stexcel.layout.answers import is_answer
from stexcel.layout.build import activities_from, assessments_from, unique_activities, unique_assessments
from stexcel.layout.cells import Entry
from stexcel.layout.delmal_text import exact_codes, group_heading, leading_code
from stexcel.layout.done import DoneCell, read_done
from stexcel.layout.facts import KeyRow
from stexcel.layout.labels import Field, field_of, part_of
from stexcel.layout.marks import choices, mark
from stexcel.layout.reading import Column
from stexcel.layout.roles import Role, roles_of
from stexcel.layout.times import days_in, is_undated_time, period
from stexcel.layout.view import View
from stexcel.model import Activity, Assessment, DelmalRow, Period, Value
from stexcel.workbook import Cell, Sheet

Place = tuple[int, int]
_LABEL_WEIGHT = 0.7
_ASKED_WEIGHT = 0.6
_NAME_WEIGHT = 0.85
"""Names of courses and workplaces contain the very words that ask for them."""
_BLOCK_ROLES = frozenset(Role) - {
    Role.DELMAL,
    Role.NAME,
    Role.MARKS,
    Role.CODE_MARKS,
    Role.TERM,
    Role.IGNORED,
    Role.NOT_DONE,
}
_MAX_LABEL = 60
_ASIDE = re.compile(r"\s{2,}|\s*\b(?:datum|sign)", re.IGNORECASE)
_BOX_CELLS = frozenset("☐☑☒□■✓✔")
_OF_PROGRAMME = frozenset(
    {
        Field.REVISED,
        Field.SIGNED_ST,
        Field.SIGNED_SUPERVISOR,
        Field.APPROVED,
        Field.NAME,
        Field.SPECIALTY,
        Field.REGULATION,
        Field.HEAD,
    }
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A cell that names the delmål of a block, and the block's area (zero-based, both ends included)."""

    codes: tuple[str, ...]
    title: str | None
    place: Place
    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in the block."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def sheet_codes(sheet: Sheet) -> tuple[str, ...]:
    """The delmål that a sheet's name says it is about."""
    exact = exact_codes(sheet.name)
    if exact:
        return exact
    leading = leading_code(sheet.name)
    return (leading[0],) if leading else ()


def find_anchors(view: View, taken: Set[Place]) -> tuple[Anchor, ...]:
    """The blocks of a sheet, by the cells that name one delmål outside tables."""
    starts = [
        (row, column, codes, title)
        for row, cells in enumerate(view.rows)
        for column, value in enumerate(cells)
        if isinstance(value, str) and (row, column) not in taken and (named := _named(value)) is not None
        if not _is_among_headings(cells, column)
        for codes, title in (named,)
    ]
    lefts = {(row, column): _left(view, row, column) for row, column, _, _ in starts}
    return tuple(
        Anchor(
            codes,
            title,
            (row, column),
            row,
            lefts[row, column],
            _bottom(view, row, lefts[row, column], starts, lefts),
            _right(view, row, column, starts, lefts),
        )
        for row, column, codes, title in starts
    )


def _is_among_headings(cells: Sequence[Cell], column: int) -> bool:
    """Whether other texts stand directly to the left, none of them a delmål or a label for it, so that the code is
    rather one of many headings (C4 in a list of laboratory values)."""
    left = list(itertools.takewhile(lambda value: value is not None, reversed(cells[:column])))
    if len(left) < 2 or any(isinstance(value, str) and _named(value) for value in left):
        return False
    return not any(role in (Role.DELMAL, Role.TITLE) for role, _ in roles_of(str(left[0])))


def _named(value: str) -> tuple[tuple[str, ...], str | None] | None:
    codes = exact_codes(value)
    if codes:
        return (codes, None) if len(codes) == 1 else None
    leading = leading_code(value)
    return ((leading[0],), leading[1]) if leading and len(value) <= 160 else None


def _left(view: View, row: int, column: int) -> int:
    """The block's first column: that of the label (``Delmål:``) beside the code, if there is one."""
    if column > 0:
        label = view.rows[row][column - 1]
        if isinstance(label, str) and any(role in (Role.DELMAL, Role.TITLE) for role, _ in roles_of(label)):
            return column - 1
    return column


def _bottom(
    view: View,
    row: int,
    left: int,
    starts: Sequence[tuple[int, int, tuple[str, ...], str | None]],
    lefts: dict[Place, int],
) -> int:
    below = [other for other, column, _, _ in starts if other > row and abs(lefts[other, column] - left) <= 1]
    limit = min(below) if below else view.height
    ends = (
        other
        for other in range(row + 1, limit)
        if isinstance(value := view.rows[other][left], str)
        and ends_block(value)
        and not _is_answer_below(view, other, left)
    )
    return next(ends, limit) - 1


def _is_answer_below(view: View, row: int, column: int) -> bool:
    """Whether a cell stands right under a label of a block, so that it is the answer to that."""
    above = view.rows[row - 1][column]
    return (
        isinstance(above, str)
        and not ends_block(above)
        and bool(roles_of(above))
        and roles_of(above)[0][1] >= _LABEL_WEIGHT
    )


def _right(
    view: View,
    row: int,
    column: int,
    starts: Sequence[tuple[int, int, tuple[str, ...], str | None]],
    lefts: dict[Place, int],
) -> int:
    beside = [
        lefts[other, other_column]
        for other, other_column, _, _ in starts
        if abs(other - row) <= 2 and lefts[other, other_column] > column
    ]
    return (min(beside) if beside else view.width) - 1


def ends_block(value: str) -> bool:
    """Whether a label belongs to the programme as a whole, so that the last block ends above it."""
    field = field_of(value)
    return (
        (field is not None and field[0] in _OF_PROGRAMME)
        or part_of(value) is not None
        or group_heading(value) is not None
    )


def label_role(value: object) -> Role | None:
    """The role of a cell that is a label in a block; ``None`` for an answer."""
    if not isinstance(value, str) or len(value) > _MAX_LABEL or "\n" in value.strip():
        return None
    if ends_block(value):
        return None
    roles = [(role, weight) for role, weight in roles_of(value) if role in _BLOCK_ROLES]
    if not roles:
        return None
    role, weight = roles[0]
    asked = value.rstrip().endswith((":", "?"))
    needed = _ASKED_WEIGHT if asked else _NAME_WEIGHT if role in (Role.COURSE, Role.PLACEMENT) else _LABEL_WEIGHT
    return role if weight >= needed else None


@dataclass(frozen=True, slots=True)
class Answer:
    """A label's role, its text, and the place of one cell of its answer."""

    role: Role
    label: str
    place: Place


def answers_in(view: View, anchor: Anchor, taken: Set[Place]) -> Iterator[Answer]:
    """The labelled answers of a block: beside the label, or below it where another label stands beside it."""
    for row in range(anchor.top, min(anchor.bottom, view.height - 1) + 1):
        for column in range(anchor.left, min(anchor.right, view.width - 1) + 1):
            if (row, column) in taken or (row, column) == anchor.place:
                continue
            value = view.rows[row][column]
            role = None if _is_choice(view, row, column) else label_role(value)
            if role is not None and isinstance(value, str):
                places = _beside(view, anchor, row, column, taken) or _below(view, anchor, row, column, taken)
                yield from (Answer(role, value, place) for place in places)


def _beside(view: View, anchor: Anchor, row: int, column: int, taken: Set[Place]) -> list[Place]:
    """Filled cells to the right, up to the next label; merged ranges count once."""
    found: list[Place] = []
    last = view.extent(row, column)[1]
    for other in range(last + 1, min(anchor.right, view.width - 1) + 1):
        value = view.rows[row][other]
        if value is None:
            continue
        own = None if found else label_role(view.rows[row][column])
        is_label = label_role(value) not in (None, own) and not _is_choice(view, row, other)
        if (row, other) in taken or is_label or _is_other_code(value):
            break
        found.append((row, other))
    return found + _going_on(view, anchor, found[0], taken) if found else found


def _is_choice(view: View, row: int, column: int) -> bool:
    """Whether a text belongs to the tick box in the cell before it."""
    before = view.rows[row][column - 1] if column else None
    return isinstance(before, str) and before.strip() in _BOX_CELLS


def _going_on(view: View, anchor: Anchor, first: Place, taken: Set[Place]) -> list[Place]:
    """More lines of an answer: rows below its first cell with nothing to their left in the block."""
    found: list[Place] = []
    row, column = first
    for other in range(view.extent(row, column)[0] + 1, min(anchor.bottom, view.height - 1) + 1):
        cells = view.rows[other]
        if cells[column] is None or any(one is not None for one in cells[anchor.left : column]):
            break
        places = [
            (other, one) for one in range(column, min(anchor.right, view.width - 1) + 1) if cells[one] is not None
        ]
        labels = [one for _, one in places if label_role(cells[one]) and not _is_choice(view, other, one)]
        if labels or any(place in taken for place in places) or any(_is_other_code(cells[one]) for _, one in places):
            break
        found.extend(places)
    return found


def _below(view: View, anchor: Anchor, row: int, column: int, taken: Set[Place]) -> list[Place]:
    """Filled cells under the label, up to the next label, code or empty row."""
    found: list[Place] = []
    for other in range(view.extent(row, column)[0] + 1, min(anchor.bottom, view.height - 1) + 1):
        value = view.rows[other][column]
        if value is None or (other, column) in taken or _is_other_code(value):
            break
        if label_role(value) not in (None, label_role(view.rows[row][column]) if not found else None):
            break
        found.append((other, column))
    return found


def _is_other_code(value: object) -> bool:
    return isinstance(value, str) and _named(value) is not None


def read_block(view: View, anchor: Anchor, taken: Set[Place]) -> tuple[tuple[KeyRow, ...], frozenset[Place]]:
    """The delmål of a block with what its labels say, and the cells that this used."""
    answers = list(answers_in(view, anchor, taken))
    ref = view.ref(*anchor.place)
    entries = _chosen([(answer.role, _entry(view, answer)) for answer in answers])
    row = DelmalRow(
        ref,
        title=anchor.title or next((entry.text for role, entry in entries if role is Role.TITLE), None),
        requirement=next((entry.text for role, entry in entries if role is Role.TITLE), None),
        activities=unique_activities(_activities(entries)),
        assessments=unique_assessments(_assessments(entries)),
        planned=tuple(_planned(entries)),
        done=read_done(
            [
                DoneCell(role, entry.value, entry.ref)
                for role, entry in entries
                if role in (Role.DONE, Role.SIGNATURE, Role.CERTIFICATE) or (role is Role.DATE and _dated_done(entries))
            ]
        ),
    )
    used = frozenset({anchor.place} | {answer.place for answer in answers} | _labels(view, anchor, taken))
    return tuple(KeyRow(code, row) for code in anchor.codes), used


def _labels(view: View, anchor: Anchor, taken: Set[Place]) -> set[Place]:
    return {
        (row, column)
        for row in range(anchor.top, min(anchor.bottom, view.height - 1) + 1)
        for column in range(anchor.left, min(anchor.right, view.width - 1) + 1)
        if (row, column) not in taken
        and (label_role(view.rows[row][column]) is not None or (column < anchor.place[1] and row == anchor.place[0]))
    }


def _entry(view: View, answer: Answer) -> Entry:
    row, column = answer.place
    return Entry(Column(column, answer.label, answer.role), view.rows[row][column], view.ref(row, column))


_Entries = Sequence[tuple[Role, Entry]]


def _dated_done(entries: _Entries) -> bool:
    return any(role in (Role.SIGNATURE, Role.PLANNED) for role, _ in entries)


def _chosen(entries: _Entries) -> list[tuple[Role, Entry]]:
    """The entries with tick boxes resolved: a ticked one is its text, one that is not ticked is no answer.

    A box may stand in its text's own cell, several in one cell, or in a cell of its own before the text.
    """
    chosen: list[tuple[Role, Entry]] = []
    waiting: tuple[str, bool] | None = None
    for role, entry in entries:
        if waiting is not None and waiting[0] == entry.column.header and mark(entry.value) is None:
            if waiting[1]:
                chosen.append((role, entry))
            waiting = None
            continue
        state = mark(entry.value) if isinstance(entry.value, str) and entry.value.strip() in _BOX_CELLS else None
        boxes = choices(entry.text)
        if state is not None:
            waiting = (entry.column.header, state)
        elif boxes and role is Role.DONE:
            chosen.extend((role, _dated(entry, text)) for ticked, text in boxes if ticked and text)
        elif boxes:
            chosen.extend((role, Entry(entry.column, text, entry.ref)) for ticked, text in boxes if ticked and text)
        else:
            chosen.append((role, entry))
    return chosen


def _dated(entry: Entry, text: str) -> Entry:
    """A ticked yes or no with the date that stands after the boxes: ``☒ Ja ☐ Nej Datum: 2026-01-17``."""
    answer = _ASIDE.split(text)[0]
    return Entry(entry.column, " ".join([answer, *(day.isoformat() for day in days_in(entry.text))]), entry.ref)


def _activities(entries: _Entries) -> Iterator[Activity]:
    for role, entry in entries:
        if role in (Role.ACTIVITY, Role.PLACEMENT, Role.COURSE):
            yield from activities_from(entry)


def _assessments(entries: _Entries) -> Iterator[Assessment]:
    for role, entry in entries:
        if role is Role.ASSESSMENT:
            yield from assessments_from(entry)


def _planned(entries: _Entries) -> Iterator[Value[Period | None]]:
    for role, entry in entries:
        if role not in (Role.PLANNED, Role.START) and not (role is Role.DATE and not _dated_done(entries)):
            continue
        if isinstance(entry.value, str) and not is_answer(entry.value):
            continue
        found = period(entry.value, serial=True)
        if found is not None or (isinstance(entry.value, str) and is_undated_time(entry.value)):
            yield Value(found, entry.text, entry.ref)
