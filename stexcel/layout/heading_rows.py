"""Whether the cells of a row are headings: of columns, of groups of columns, or rather labels with their answers."""

from __future__ import annotations

from collections.abc import Sequence

from stexcel.layout.delmal_text import leading_code
from stexcel.layout.header_cells import HeaderCell, codes_below, row_cells, top_role
from stexcel.layout.header_levels import below_times, month_columns
from stexcel.layout.labels import PERSON_FIELDS, Field, field_of
from stexcel.layout.marks import is_box
from stexcel.layout.methods import known_method
from stexcel.layout.roles import Role, is_known, roles_of
from stexcel.layout.times import is_undated_time
from stexcel.layout.view import View

_PERSON_ONLY = PERSON_FIELDS - {Field.START, Field.PLANNED_END, Field.FTE, Field.SUPERVISOR, Field.UNIT}
_MIN_AXIS = 3
_MIN_WEIGHT = 1.5
"""Two good headings; two texts that merely contain a known word are rather a label and its answer."""


def is_group_row(view: View, row: int, segment: Sequence[HeaderCell]) -> bool:
    """Whether the row only groups the complete headings below it, over rows of times: fewer texts, more columns."""
    left, right = segment[0].column, min(view.extent(row, segment[-1].column)[1], view.width - 1)
    under = below_times(view, row + 1, left, right)
    if under >= view.height:
        return False
    whole = row_cells(view, under)
    lower = [cell for cell in whole if left <= cell.column <= right]
    if len(lower) > len(segment) and heads_codes(view, under, whole):
        return True
    return (
        under == row + 1
        and len(lower) > len(segment)
        and len(lower) > right - left
        and is_header(lower)
        and not any(cell.codes for cell in lower)
    )


def heads_codes(view: View, row: int, segment: Sequence[HeaderCell]) -> bool:
    """Whether a heading for delmål stands right above a column of codes; the other headings may then be anything."""
    if len(segment) < 3 or _is_form_line(segment) or _is_dated_row(segment):
        return False
    return any(
        any(role is Role.DELMAL for role, _ in cell.roles) and codes_below(view, row, cell.column) >= 2
        for cell in segment
    )


def _is_dated_row(segment: Sequence[HeaderCell]) -> bool:
    """Whether a row that does not begin with its delmål holds days, as the rows of a list do."""
    days = any(cell.period is not None and cell.period.is_day for cell in segment)
    return days and top_role(segment[0]) is not Role.DELMAL


def is_header(cells: Sequence[HeaderCell]) -> bool:
    """Whether enough of the cells are headings: known words, or a row of delmål or terms."""
    named = sum(1 for cell in cells if cell.roles)
    axis = sum(1 for cell in cells if len(cell.codes) == 1)
    months = month_columns(cells)
    terms = sum(1 for cell in cells if cell.period or cell.column in months or is_undated_time(cell.text))
    if len(cells) < 2 or _is_form_line(cells) or any(leading_code(cell.text) or is_box(cell.text) for cell in cells):
        return False
    if len({cell.text for cell in cells if cell.roles}) < 0.7 * named:
        return False
    if axis >= _MIN_AXIS and axis * 2 >= len(cells) - named:
        return len({cell.codes for cell in cells if cell.codes}) == axis
    if axis:
        return False
    if terms >= 2 and named >= 1:
        return terms + named > len(cells) // 2 and not any(cell.period and cell.period.is_day for cell in cells)
    weight = sum(cell.roles[0][1] for cell in cells if cell.roles)
    return named >= 2 and named * 2 >= len(cells) and terms == 0 and weight >= max(_MIN_WEIGHT, 0.75 * named)


def reads_as_form(view: View, row: int, segment: Sequence[HeaderCell]) -> bool:
    """Whether two cells are a label and its answer: nothing follows them, or another label does."""
    first = segment[0]
    if first.text.endswith(":") or any(
        cell.roles and cell.roles[0][1] < 0.9 and not is_known(cell.text) for cell in segment
    ):
        return True
    if row + 1 >= view.height:
        return True
    below = view.rows[row + 1][first.column]
    return below is None or (isinstance(below, str) and _is_label(below) and known_method(below) is None)


def _is_label(text: str) -> bool:
    """Whether a text is surely a heading or a label rather than an answer."""
    roles, field = roles_of(text), field_of(text)
    return bool(roles and roles[0][1] >= 0.8) or bool(field and field[1] >= 0.8)


def _is_form_line(cells: Sequence[HeaderCell]) -> bool:
    """Whether the row is labels and answers of a form about a person rather than headings."""
    fields = [field_of(cell.text) for cell in cells]
    if sum(1 for field, _ in _asked(cells) if field in _PERSON_ONLY) >= 2:
        return True
    if any(field in _PERSON_ONLY and not cell.roles for field, cell in _asked(cells)) and all(
        field_of(cell.text) for cell in cells if cell.roles
    ):
        return True
    labels, answers = fields[::2], cells[1::2]
    return (
        len(cells) in (2, 4, 6) and all(labels) and not any(cell.roles and cell.roles[0][1] >= 0.8 for cell in answers)
    )


def _asked(cells: Sequence[HeaderCell]) -> list[tuple[Field, HeaderCell]]:
    """The basic facts that the cells ask for without doubt."""
    return [(field[0], cell) for cell in cells if (field := field_of(cell.text)) is not None and field[1] > 0.8]
