"""Where tables begin: rows of headings, in one or two levels, several beside each other, anywhere on a sheet."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from stexcel.layout.header_cells import Header, HeaderCell, row_cells, top_role
from stexcel.layout.header_levels import (
    SOME_MONTHS,
    month_columns,
    second_level,
    with_blanks,
    with_group_row,
    with_time_row,
    with_years,
)
from stexcel.layout.heading_rows import heads_codes, is_group_row, is_header, reads_as_form
from stexcel.layout.hints import NAMED, ONE_CODE, may_be_headings
from stexcel.layout.labels import field_of, part_of
from stexcel.layout.meeting_words import names_meeting
from stexcel.layout.methods import names_method
from stexcel.layout.roles import Role
from stexcel.layout.times import days
from stexcel.layout.view import View

_FOLLOWING = 4
"""A heading and those after it that tell whether a second table begins with it."""
_LOOK_BELOW = 8
"""Rows below a heading row that are looked at to tell an unused column from a gap between two tables."""
_BLANK = 2
"""Rows without anything in its columns after which a table has ended."""
_NEAR, _FAR = 2, 4
"""Columns from one heading to the next over an empty one, and over several, where only equal rows tell that they belong
together."""
_KEYS = frozenset({Role.DELMAL})
_SUBJECTS = frozenset({Role.ACTIVITY, Role.PLACEMENT, Role.COURSE, Role.NAME})


def find_headers(view: View) -> list[Header]:
    """Every row of headings on the sheet, from the top; two-level headings as one."""
    found: list[Header] = []
    for row in range(view.height):
        if view.row_hints[row] and (
            may_be_headings(view.hints[row]) or _codes_follow(view, row) or _is_calendar(view, row)
        ):
            found.extend(_headers_of_row(view, row, row_cells(view, row), found))
    return found


def _codes_follow(view: View, row: int) -> bool:
    """Whether a row with one known word stands above a delmål, as a heading would."""
    if row + 1 >= view.height or not (view.row_hints[row] & NAMED and view.row_hints[row + 1] & ONE_CODE):
        return False
    return any(
        here & NAMED and below & ONE_CODE for here, below in zip(view.hints[row], view.hints[row + 1], strict=True)
    )


def _is_calendar(view: View, row: int) -> bool:
    """Whether a row goes on with the first letters of the months after its one known word."""
    letters = sum(1 for value in view.rows[row] if isinstance(value, str) and len(value) == 1)
    return letters >= SOME_MONTHS and bool(month_columns(row_cells(view, row)))


def _headers_of_row(view: View, row: int, cells: Sequence[HeaderCell], above: Sequence[Header]) -> list[Header]:
    """The headings that begin in one row, from left to right; parts that an empty column divides are joined."""
    headers: list[Header] = []
    passed: Sequence[HeaderCell] = ()
    taken = {column for header in above if header.last_row == row for column in range(header.left, header.right + 1)}
    for segment in _segments(view, row, cells, {header.left for header in above if _reaches(view, header, row)}):
        if any(cell.column in taken for cell in segment):
            continue
        header = _accepted(view, row, segment)
        if header is None:
            if headers and not _are_two_logs(headers[-1].cells, segment) and _goes_on(view, headers[-1], row, segment):
                headers[-1] = _widened(view, headers[-1], segment)
            passed = segment
            continue
        left = headers[-1].cells if headers else passed
        alike = bool(left) and _are_two_logs(left, header.cells)
        if left and not alike and header.first_row == row and _belongs_right(view, header, left):
            header = Header(row, header.last_row, tuple(with_blanks(view, row, [*left, *header.cells])))
            headers = headers[:-1]
        headers.append(header)
    return headers


def _are_two_logs(left: Sequence[HeaderCell], right: Sequence[HeaderCell]) -> bool:
    """Whether headings left of an empty column begin with days, and those right of it have days of their own."""
    days_left, alike = top_role(left[0]) is Role.DATE, left[0].text == right[0].text
    if top_role(left[0]) is Role.PLANNED:
        return alike
    return days_left and any(top_role(cell) is Role.DATE for cell in right)


def _reaches(view: View, header: Header, row: int) -> bool:
    """Whether a table above may go on beside a row: something stands in its columns in one of the rows before."""
    last = range(max(row - _BLANK, header.first_row), row)
    return any(value is not None for other in last for value in view.rows[other][header.left : header.right + 1])


def _goes_on(view: View, header: Header, row: int, segment: Sequence[HeaderCell]) -> bool:
    """Whether headings that are none by themselves go on the table to the left of an empty column."""
    distance = segment[0].column - header.right
    if header.first_row != row or distance > _FAR or any(cell.codes for cell in segment):
        return False
    if distance > _NEAR and not _are_parallel(view, row, header.cells, segment):
        return False
    if not all(isinstance(view.rows[row][cell.column], str) for cell in segment):
        return False
    keyed = any(role is Role.DELMAL for cell in header.cells for role, _ in cell.roles)
    if len(segment) == 1 and _is_form_column(view, row, segment[0].column):
        return False
    if len(segment) == 1:
        return keyed or bool(segment[0].roles)
    return all(cell.roles or names_method(cell.text) for cell in segment)


def _is_form_column(view: View, row: int, column: int) -> bool:
    """Whether labels of a form stand below, rather than the cells of a column."""
    below = (view.rows[other][column] for other in range(row + 1, min(row + 1 + _LOOK_BELOW, view.height)))
    return any(isinstance(value, str) and (field_of(value) or part_of(value)) for value in below)


def _belongs_right(view: View, header: Header, left: Sequence[HeaderCell]) -> bool:
    """Whether headings without delmål belong to the delmål right of an empty column: the same rows are filled."""
    roles = {top_role(cell) for cell in left}
    other = {top_role(cell) for cell in header.cells}
    subjects = _SUBJECTS | {Role.ASSESSMENT}
    if Role.DELMAL in roles or Role.DELMAL not in other or bool(roles & subjects) == bool(other & subjects):
        return False
    near = header.left - left[-1].column <= _FAR
    return near and all(cell.roles for cell in left) and _are_parallel(view, header.last_row, left, header.cells)


def _are_parallel(view: View, row: int, left: Sequence[HeaderCell], right: Sequence[HeaderCell]) -> bool:
    """Whether two groups of columns are filled in the same rows below their headings."""
    below = range(row + 1, min(row + 1 + 2 * _LOOK_BELOW, view.height))
    pairs = [
        tuple(any(view.rows[other][cell.column] is not None for cell in cells) for cells in (left, right))
        for other in below
    ]
    run = list(itertools.takewhile(any, pairs))
    return bool(run) and sum(map(all, run)) >= 0.8 * len(run)


def _widened(view: View, header: Header, segment: Sequence[HeaderCell]) -> Header:
    return Header(
        header.first_row,
        header.last_row,
        header.cells + tuple(with_blanks(view, header.first_row, list(segment))),
    )


def _segments(view: View, row: int, cells: Sequence[HeaderCell], edges: Set[int]) -> Iterator[list[HeaderCell]]:
    """The row's cells, split where one table ends and the next begins beside it.

    ``edges`` are the first columns of the tables above, which go on below their headings.
    """
    segment = [cells[0]]
    for index, cell in enumerate(cells[1:], start=1):
        if (
            cell.column in edges
            or _is_gap(view, row, segment[-1].column, cell.column)
            or _starts_again(segment, cells[index : index + _FOLLOWING])
        ):
            yield segment
            segment = []
        segment.append(cell)
    yield segment


def _is_gap(view: View, row: int, left: int, right: int) -> bool:
    """Whether a whole column between two headings is unused, here and in the rows below."""
    last = view.extent(row, left)[1]
    below = range(row + 1, min(row + 1 + _LOOK_BELOW, view.height))
    return any(all(view.rows[other][column] is None for other in below) for column in range(max(left, last) + 1, right))


def _starts_again(segment: list[HeaderCell], rest: Sequence[HeaderCell]) -> bool:
    """Whether a second table stands directly beside the first: its key heading comes again, or another one
    begins after the first is complete."""
    role = top_role(rest[0])
    if role in _KEYS:
        return any(top_role(other) is role and other.text == rest[0].text for other in segment)
    if len(segment) < 3:
        return False
    if role is Role.PLACEMENT:
        return {Role.START, Role.END} <= {top_role(cell) for cell in rest[1:]}
    if role is Role.COURSE:
        before = {top_role(cell) for cell in segment}
        return {Role.START, Role.END} <= before or (top_role(rest[1]) is Role.DATE if len(rest) > 1 else False)
    return False


def _accepted(view: View, row: int, segment: list[HeaderCell]) -> Header | None:
    """The header that begins in this row, alone or with the row below as its second level."""
    segment = _with_days(view, row, segment)
    if len(segment) == 2 and reads_as_form(view, row, segment):
        return None
    if is_group_row(view, row, segment):
        return None
    below = second_level(view, row, segment)
    if below is not None and (is_header(below) or is_header(segment)):
        cells = with_blanks(view, row + 1, below)
        timed = with_time_row(view, row + 1, cells)
        return Header(row, row + 1, tuple(cells)) if timed is None else Header(row, row + 2, tuple(timed))
    if not is_header(segment) and not heads_codes(view, row, segment):
        return None
    cells = with_years(view, row, with_blanks(view, row, with_group_row(view, row, segment)))
    timed = with_time_row(view, row, cells)
    return Header(row, row + 1, tuple(timed)) if timed is not None else Header(row, row, tuple(cells))


def _with_days(view: View, row: int, segment: list[HeaderCell]) -> list[HeaderCell]:
    """The headings, the first as one of days where it names a meeting and days stand below it."""
    first = segment[0]
    below = [view.rows[other][first.column] for other in range(row + 1, min(row + 3, view.height))]
    if len(segment) < 2 or first.roles or not (below and all(days(value) for value in below)):
        return segment
    named = names_meeting(first.text)
    return [replace(first, roles=((Role.DATE, 1.0),)), *segment[1:]] if named else segment
