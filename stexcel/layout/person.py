"""Labels of basic facts, revisions and signatures outside tables, with the answer beside, below or in the label."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace

from stexcel.layout.answers import is_answer
from stexcel.layout.inline_labels import inline_fields
from stexcel.layout.labels import PERSON_FIELDS, Field, field_of, part_of
from stexcel.layout.likely_fields import PEOPLE, WEIGHT, is_label_for_another, is_own_name, likely_field
from stexcel.layout.likely_fields import answers as is_of_sort
from stexcel.layout.person_values import person_name
from stexcel.layout.roles import roles_of
from stexcel.layout.times import days, period
from stexcel.layout.view import Place, View
from stexcel.model import CellRef
from stexcel.workbook import Cell, Sheet

_Labels = dict[Place, tuple[Field, float]]
_SURE = 0.8
"""The weight of a role from which a text is rather a label than an answer."""
_SERIES = 2
"""More dates than this beside ``start`` or ``slut`` are those of many activities."""
_TYPED = (Field.START, Field.PLANNED_END, Field.FTE, Field.REGULATION)
"""Facts whose answers can only be of one sort."""
_FORM = 3
"""Sure labels, and rows of them, that together make a form."""
_NEAR = 6
"""Rows within which labels of basic facts belong to the same form."""


@dataclass(frozen=True, slots=True)
class Found:
    """A label that asks for a field, and what stands as its answer (``None`` where nothing does)."""

    field: Field
    weight: float
    label: str
    place: Place
    value: Cell
    value_place: Place
    ref: CellRef
    value_ref: CellRef
    support: int = 0
    more: tuple[tuple[Cell, CellRef], ...] = ()


def find_fields(view: View, taken: Set[Place]) -> list[Found]:
    """Every labelled field of a sheet outside ``taken``; ``support`` counts other basic facts near by."""
    labels = dict(_labels(view, taken))
    labels |= dict(_likely_labels(view, taken, labels))
    answer = _answer_before if _stand_after(view, labels) else _answers
    found = [
        one for place, (field, weight) in labels.items() for one in answer(view, place, field, weight, labels, taken)
    ]
    rows = [one.place[0] for one in found if one.field in PERSON_FIELDS]
    return [_with_support(one, rows) for one in found]


def at_cell(field: Field, cell: CellRef, sheet: Sheet) -> Found:
    """The field with what stands in a known cell."""
    row, column = cell.row - 1, cell.column - 1
    value = sheet.rows[row][column] if row < sheet.height and column < sheet.width else None
    return Found(field, 1.0, field.value, (row, column), value, (row, column), cell, cell)


def _with_support(found: Found, rows: list[int]) -> Found:
    support = sum(1 for row in rows if abs(row - found.place[0]) <= _NEAR) - 1
    return replace(found, support=support)


def _labels(view: View, taken: Set[Place]) -> Iterator[tuple[Place, tuple[Field, float]]]:
    for row, column, text in view.texts:
        if (row, column) not in taken:
            found = field_of(text) or next((field for _, field in inline_fields(text)), None)
            if found is not None:
                yield (row, column), found


def _likely_labels(view: View, taken: Set[Place], sure: _Labels) -> Iterator[tuple[Place, tuple[Field, float]]]:
    """Labels of facts that the sure labels of a form do not ask for, by parts of words and the sort of answer."""
    rows = {row for (row, _), (field, _) in sure.items() if field in PERSON_FIELDS}
    if len(rows) + len(sure) < _FORM:
        return
    asked = {field for field, _ in sure.values()}
    found: set[Place] = set()
    for row, column, text in view.texts:
        field = likely_field(text)
        place = (row, column)
        if field is None or field in asked or place in taken or place in sure:
            continue
        near = any(abs(row - other) <= _NEAR for other in rows)
        known = sure.keys() | found
        if near and not _is_answer(view, place, known) and is_of_sort(field, _nearest(view, place, known)):
            found.add(place)
            asked.add(field)
            yield place, (field, WEIGHT)


def _is_answer(view: View, place: Place, labels: Set[Place]) -> bool:
    """Whether a cell stands right after a label in its row, or right below one."""
    row, column = place
    left = _filled_left(view, place)
    above = (row - 1, column) in labels and not any(value is not None for value in view.rows[row - 1][column + 1 :])
    side_by_side = sum(1 for other, _ in labels if other == row) >= _FORM
    return above or ((row, left) in labels and not side_by_side)


def _nearest(view: View, place: Place, labels: Set[Place]) -> Cell:
    """The nearest filled cell to the right that is no label, else the one below."""
    row, column = place
    right = next((other for other in range(column + 1, view.width) if view.rows[row][other] is not None), None)
    if right is not None and (row, right) not in labels:
        return view.rows[row][right]
    return view.rows[row + 1][column] if row + 1 < view.height else None


def _answers(
    view: View,
    place: Place,
    field: Field,
    weight: float,
    labels: _Labels,
    taken: Set[Place],
) -> Iterator[Found]:
    row, column = place
    text = view.rows[row][column]
    assert isinstance(text, str)
    inline = inline_fields(text) if field_of(text) is None else ()
    if inline:
        ref = view.ref(row, column)
        for (label, answer), (one, one_weight) in inline:
            yield Found(one, one_weight, label, place, answer or None, place, ref, ref)
        return
    places = _beside(view, place, labels, taken) or _below(view, place, labels, taken)
    if field in (Field.START, Field.PLANNED_END) and len(places) > _SERIES:
        return
    if not places:
        empty = view.extent(row, column)[1] + 1
        yield Found(field, weight, text, place, None, (row, empty), view.ref(*place), view.ref(row, empty))
        return
    first = places[0]
    more = tuple((view.rows[r][c], view.ref(r, c)) for r, c in places[1:])
    value = view.rows[first[0]][first[1]]
    yield Found(field, weight, text, place, value, first, view.ref(*place), view.ref(*first), more=more)


def _stand_after(view: View, labels: _Labels) -> bool:
    """Whether the labels of a form stand after their answers: seen from the facts that can only be of one sort."""
    typed = [(place, field) for place, (field, _) in labels.items() if field in _TYPED]
    before = sum(1 for place, field in typed if is_of_sort(field, _value_left(view, place)))
    after = sum(1 for place, field in typed if is_of_sort(field, _nearest(view, place, labels.keys())))
    return before > after and before >= 2


def _filled_left(view: View, place: Place) -> int | None:
    """The column of the nearest filled cell to the left."""
    row, column = place
    return next((other for other in range(column - 1, -1, -1) if view.rows[row][other] is not None), None)


def _value_left(view: View, place: Place) -> Cell:
    left = _filled_left(view, place)
    return None if left is None else view.rows[place[0]][left]


def _answer_before(
    view: View, place: Place, field: Field, weight: float, labels: _Labels, taken: Set[Place]
) -> Iterator[Found]:
    """The filled cell to the left of a label, as far as the next label."""
    row, column = place
    found = _filled_left(view, place)
    left = column if found is None else found
    value = None if found is None or (row, left) in labels or (row, left) in taken else view.rows[row][left]
    ref = view.ref(row, left)
    yield Found(field, weight, str(view.rows[row][column]), place, value, (row, left), view.ref(*place), ref)


def _beside(view: View, place: Place, labels: _Labels, taken: Set[Place]) -> list[Place]:
    """Filled cells to the right of a label, up to the next label."""
    row, column = place
    found: list[Place] = []
    for other in range(view.extent(row, column)[1] + 1, view.width):
        value = view.rows[row][other]
        if value is None:
            if found:
                break
            continue
        if ((row, other) in labels and not _is_own_answer(view, place, (row, other))) or (
            row,
            other,
        ) in taken:
            break
        far = not found and other > view.extent(row, column)[1] + 1
        if far and isinstance(value, str) and is_label_for_another(labels[place][0], value):
            break
        found.append((row, other))
    return found + _more_dates(view, found[0], labels, taken) if found else found


def _more_dates(view: View, first: Place, labels: _Labels, taken: Set[Place]) -> list[Place]:
    """Dates that go on below the first one, with nothing to their left."""
    row, column = first
    found: list[Place] = []
    for other in range(view.extent(row, column)[0] + 1, view.height):
        value = view.rows[other][column]
        if not days(value) or (other, column) in taken or any(one is not None for one in view.rows[other][:column]):
            break
        found.append((other, column))
    return found


def _is_own_answer(view: View, label: Place, place: Place) -> bool:
    """Whether a cell that could be a label is rather the answer, as in ``Enhet | Vårdcentral``."""
    field = field_of(str(view.rows[label[0]][label[1]]))
    other = field_of(str(view.rows[place[0]][place[1]]))
    return (
        field is not None
        and other is not None
        and field[0] in (Field.UNIT, Field.REGULATION)
        and other[0] in (Field.UNIT, Field.REGULATION)
    )


def _below(view: View, place: Place, labels: _Labels, taken: Set[Place]) -> list[Place]:
    """Filled cells under a label: a list of dates, or one answer where answers are seen to stand below."""
    row, column = place
    start = view.extent(row, column)[0] + 1
    found: list[Place] = []
    for other in range(start, view.height):
        value = view.rows[other][column]
        if value is None or (other, column) in labels or (other, column) in taken or part_of(str(value)) is not None:
            break
        if not found and (not _fits_below(view, place, value, labels) or _is_register(view, row, labels)):
            break
        if found and not days(value):
            break
        found.append((other, column))
        if labels[place][0] is Field.REVISED:
            found.extend((other, one) for one in _dates_beside(view, other, column))
    return found


def _dates_beside(view: View, row: int, column: int) -> Iterator[int]:
    """The columns to the right that go on with dates."""
    return itertools.takewhile(lambda other: bool(days(view.rows[row][other])), range(column + 1, view.width))


def _is_register(view: View, row: int, labels: _Labels) -> bool:
    """Whether the labels of a row head a list of several people rather than the form of one."""
    columns = [column for (other, column), (field, _) in labels.items() if other == row and field is Field.NAME]
    return any(
        all(_is_name(view, below, column) and (below, column) not in labels for below in (row + 1, row + 2))
        for column in columns
    )


def _is_name(view: View, row: int, column: int) -> bool:
    value = view.rows[row][column] if row < view.height else None
    return isinstance(value, str) and person_name(value) is not None


def _may_answer(field: Field, text: str) -> bool:
    """Whether a text below a label can be its answer; for a person that is a name, or a dated signature."""
    if not is_answer(text) or is_label_for_another(field, text):
        return False
    return field not in PEOPLE or is_own_name(text) or bool(days(text))


def _fits_below(view: View, place: Place, value: Cell, labels: _Labels) -> bool:
    """Whether a cell under a label can be its answer: a date for a list of dates, else only in a row of labels."""
    field = labels[place][0]
    if field is Field.REVISED:
        return bool(days(value))
    row, column = place
    in_row = sum(1 for (other, other_column) in labels if other == row and other_column != column)
    alone = not any(other_column == column and abs(other - row) <= 2 and other != row for other, other_column in labels)
    after = view.rows[row + 2][column] if row + 2 < view.height else None
    between = after is None or (row + 2, column) in labels
    sure = isinstance(value, str) and any(weight >= _SURE for _, weight in roles_of(value))
    is_label = sure and field not in (Field.UNIT, Field.SPECIALTY)
    if isinstance(value, str) and not _may_answer(field, value):
        return False
    return (
        (in_row >= 1 or alone or between)
        and not is_label
        and (field not in (Field.START, Field.PLANNED_END) or period(value) is not None)
    )
