"""Where tables begin: rows of headings, in one or two levels, several beside each other, anywhere on a sheet."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from stexcel.layout.delmal_text import exact_codes, leading_code
from stexcel.layout.hints import NAMED, ONE_CODE, may_be_headings
from stexcel.layout.labels import PERSON_FIELDS, Field, field_of, part_of
from stexcel.layout.marks import is_box
from stexcel.layout.methods import known_method, names_method
from stexcel.layout.roles import Candidates, Role, is_known, roles_of
from stexcel.layout.text import fold
from stexcel.layout.times import is_undated_time, period
from stexcel.layout.view import View
from stexcel.model import Period
from stexcel.workbook import Cell

_LOOK_BELOW = 8
"""Rows below a heading row that are looked at to tell an unused column from a gap between two tables."""
_KEYS = frozenset({Role.DELMAL})
_SUBJECTS = frozenset({Role.ACTIVITY, Role.PLACEMENT, Role.COURSE, Role.NAME})
_PERSON_ONLY = PERSON_FIELDS - {Field.START, Field.PLANNED_END, Field.FTE, Field.SUPERVISOR, Field.UNIT}
_MIN_AXIS = 3
_YES_NO = frozenset({"ja", "j", "x", "nej", "n", "ja/nej", "ja nej"})
_MIN_WEIGHT = 1.5
"""Two good headings; two texts that merely contain a known word are rather a label and its answer."""


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """One heading: its column, its text over all levels, and what it may mean.

    ``period`` is the heading itself where it is a term; ``time`` is when the activity that it names takes place.
    """

    column: int
    text: str
    roles: Candidates = ()
    codes: tuple[str, ...] = ()
    period: Period | None = None
    above: str = ""
    time: Period | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of one table: first and last row, and the cells from left to right."""

    first_row: int
    last_row: int
    cells: tuple[HeaderCell, ...]

    @property
    def left(self) -> int:
        return self.cells[0].column

    @property
    def right(self) -> int:
        return self.cells[-1].column


def find_headers(view: View) -> list[Header]:
    """Every row of headings on the sheet, from the top; two-level headings as one."""
    found: list[Header] = []
    for row in range(view.height):
        if view.row_hints[row] and (may_be_headings(view.hints[row]) or _codes_follow(view, row)):
            found.extend(_headers_of_row(view, row, _row_cells(view, row), found))
    return found


def _codes_follow(view: View, row: int) -> bool:
    """Whether a row with one known word stands above a delmål, as a heading would."""
    if row + 1 >= view.height or not (view.row_hints[row] & NAMED and view.row_hints[row + 1] & ONE_CODE):
        return False
    return any(
        here & NAMED and below & ONE_CODE for here, below in zip(view.hints[row], view.hints[row + 1], strict=True)
    )


def _headers_of_row(view: View, row: int, cells: Sequence[HeaderCell], above: Sequence[Header]) -> list[Header]:
    """The headings that begin in one row, from left to right; parts that an empty column divides are joined."""
    headers: list[Header] = []
    passed: Sequence[HeaderCell] = ()
    taken = {column for header in above if header.last_row == row for column in range(header.left, header.right + 1)}
    for segment in _segments(view, row, cells, {header.left for header in above}):
        if any(cell.column in taken for cell in segment):
            continue
        header = _accepted(view, row, segment)
        if header is None:
            if headers and _goes_on(view, headers[-1], row, segment):
                headers[-1] = _widened(view, headers[-1], segment)
            passed = segment
            continue
        left = headers[-1].cells if headers else passed
        if left and header.first_row == row and _belongs_right(view, header, left):
            header = Header(row, header.last_row, tuple(_with_blanks(view, row, [*left, *header.cells])))
            headers = headers[:-1]
        headers.append(header)
    return headers


def _goes_on(view: View, header: Header, row: int, segment: Sequence[HeaderCell]) -> bool:
    """Whether headings that are none by themselves go on the table to the left of an empty column."""
    if header.first_row != row or segment[0].column - header.right > 2 or any(cell.codes for cell in segment):
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
    roles = {_top(cell) for cell in left}
    other = {_top(cell) for cell in header.cells}
    if Role.DELMAL in roles or Role.DELMAL not in other or bool(roles & _SUBJECTS) == bool(other & _SUBJECTS):
        return False
    if header.left - left[-1].column > 2 or not all(cell.roles for cell in left):
        return False
    below = range(header.last_row + 1, min(header.last_row + 1 + 2 * _LOOK_BELOW, view.height))
    pairs = [
        tuple(any(view.rows[row][cell.column] is not None for cell in cells) for cells in (left, header.cells))
        for row in below
    ]
    run = list(itertools.takewhile(any, pairs))
    return bool(run) and sum(map(all, run)) >= 0.8 * len(run)


def _widened(view: View, header: Header, segment: Sequence[HeaderCell]) -> Header:
    return Header(
        header.first_row,
        header.last_row,
        header.cells + tuple(_with_blanks(view, header.first_row, list(segment))),
    )


@lru_cache(maxsize=64)
def _row_cells(view: View, row: int) -> tuple[HeaderCell, ...]:
    """The filled cells of a row as possible headings; neighbouring rows are compared, so each is asked for again."""
    return tuple(_cell(column, value) for column, value in enumerate(view.rows[row]) if value is not None)


def _cell(column: int, value: Cell, above: str = "") -> HeaderCell:
    if not isinstance(value, str):
        return HeaderCell(column, str(value), period=period(value), above=above)
    roles, codes, time = _meaning(value)
    return HeaderCell(column, value, roles, codes, time, above)


@lru_cache(maxsize=16384)
def _meaning(text: str) -> tuple[Candidates, tuple[str, ...], Period | None]:
    """What a text may mean as a heading: roles, delmål or a time."""
    codes = exact_codes(text)
    time = None if codes else period(text)
    return (() if codes or time else roles_of(text)), codes, time


def _segments(view: View, row: int, cells: Sequence[HeaderCell], edges: Set[int]) -> Iterator[list[HeaderCell]]:
    """The row's cells, split where one table ends and the next begins beside it.

    ``edges`` are the first columns of the tables above, which go on below their headings.
    """
    segment = [cells[0]]
    for index, cell in enumerate(cells[1:], start=1):
        if (
            cell.column in edges
            or _is_gap(view, row, segment[-1].column, cell.column)
            or _starts_again(segment, cells[index:])
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
    role = _top(rest[0])
    if role in _KEYS:
        return any(_top(other) is role and other.text == rest[0].text for other in segment)
    following = {_top(cell) for cell in rest[1:4]}
    before = {_top(cell) for cell in segment}
    if len(segment) < 3:
        return False
    if role is Role.PLACEMENT:
        return {Role.START, Role.END} <= following
    if role is Role.COURSE:
        return {Role.START, Role.END} <= before or (_top(rest[1]) is Role.DATE if len(rest) > 1 else False)
    return False


def _top(cell: HeaderCell) -> Role | None:
    return cell.roles[0][0] if cell.roles else None


def _accepted(view: View, row: int, segment: list[HeaderCell]) -> Header | None:
    """The header that begins in this row, alone or with the row below as its second level."""
    if len(segment) == 2 and _reads_as_form(view, row, segment):
        return None
    if _is_group_row(view, row, segment):
        return None
    below = _second_level(view, row, segment)
    if below is not None and (_is_header(below) or _is_header(segment)):
        cells = _with_blanks(view, row + 1, below)
        timed = _with_time_row(view, row + 1, cells)
        return Header(row, row + 1, tuple(cells)) if timed is None else Header(row, row + 2, tuple(timed))
    if not _is_header(segment) and not _heads_codes(view, row, segment):
        return None
    cells = _with_years(view, row, _with_blanks(view, row, _with_group_row(view, row, segment)))
    timed = _with_time_row(view, row, cells)
    return Header(row, row + 1, tuple(timed)) if timed is not None else Header(row, row, tuple(cells))


def _is_group_row(view: View, row: int, segment: Sequence[HeaderCell]) -> bool:
    """Whether the row only groups the complete headings right below it: fewer texts over more columns."""
    if row + 1 >= view.height:
        return False
    right = min(view.extent(row, segment[-1].column)[1], view.width - 1)
    whole = _row_cells(view, row + 1)
    lower = [cell for cell in whole if segment[0].column <= cell.column <= right]
    if len(lower) > len(segment) and _heads_codes(view, row + 1, whole):
        return True
    return (
        len(lower) > len(segment)
        and len(lower) > right - segment[0].column
        and _is_header(lower)
        and not any(cell.codes for cell in lower)
    )


def _heads_codes(view: View, row: int, segment: Sequence[HeaderCell]) -> bool:
    """Whether a heading for delmål stands right above a column of codes; the other headings may then be anything."""
    if len(segment) < 3 or _is_form_line(segment):
        return False
    return any(
        any(role is Role.DELMAL for role, _ in cell.roles) and _codes_below(view, row, cell.column) >= 2
        for cell in segment
    )


def _codes_below(view: View, row: int, column: int) -> int:
    """How many of the next cells below are one delmål each."""
    return sum(1 for other in range(row + 1, min(row + 6, view.height)) if view.hints[other][column] & ONE_CODE)


def _with_blanks(view: View, row: int, cells: list[HeaderCell]) -> list[HeaderCell]:
    """The headings with empty ones for the columns between them, and a column of codes just left of them."""
    known = {cell.column: cell for cell in cells}
    left, right = cells[0].column, cells[-1].column
    if left > 0 and view.rows[row][left - 1] is None and _codes_below(view, row, left - 1) >= 2:
        left -= 1
    return [known.get(column) or HeaderCell(column, "") for column in range(left, right + 1)]


def _with_years(view: View, row: int, cells: list[HeaderCell]) -> list[HeaderCell]:
    """Headings such as ``Q1`` or ``VT`` with the years that stand above them."""
    if row == 0:
        return cells
    dated = []
    for cell in cells:
        year = period(_nearest_left(view, row - 1, cell.column)) if is_undated_time(cell.text) else None
        whole = period(f"{cell.text} {year.start.year}") if year is not None else None
        dated.append(
            replace(cell, period=whole, roles=(), text=f"{cell.text} {year.start.year}") if whole and year else cell
        )
    return dated


def _with_time_row(view: View, row: int, cells: list[HeaderCell]) -> list[HeaderCell] | None:
    """The headings with the times of a row right below them that tells when each activity takes place."""
    if row + 1 >= view.height or any(cell.period for cell in cells):
        return None
    values = {cell.column: view.rows[row + 1][cell.column] for cell in cells}
    times = {column: found for column, value in values.items() if (found := period(value)) is not None}
    texts = [value for column, value in values.items() if value is not None and column not in times]
    if len(times) < 2 or len(texts) > 1 or any(not isinstance(text, str) or not roles_of(text) for text in texts):
        return None
    return [replace(cell, time=times.get(cell.column)) for cell in cells]


def _is_header(cells: Sequence[HeaderCell]) -> bool:
    """Whether enough of the cells are headings: known words, or a row of delmål or terms."""
    named = sum(1 for cell in cells if cell.roles)
    axis = sum(1 for cell in cells if len(cell.codes) == 1)
    terms = sum(1 for cell in cells if cell.period is not None or is_undated_time(cell.text))
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


def _reads_as_form(view: View, row: int, segment: Sequence[HeaderCell]) -> bool:
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


def _second_level(view: View, row: int, segment: list[HeaderCell]) -> list[HeaderCell] | None:
    """The segment's columns with the row below taken into their headings, if that row is a second level."""
    if row + 1 >= view.height or len(segment) < 2:
        return None
    left, right = segment[0].column, min(view.extent(row, segment[-1].column)[1], view.width - 1)
    lower = [(column, view.rows[row + 1][column]) for column in range(left, right + 1)]
    filled = [(column, value) for column, value in lower if value is not None]
    if not filled or not (
        all(_may_be_sub(view, row, column, value) for column, value in filled)
        or _leaves_key(view, row, segment, filled)
    ):
        return None
    if not any(view.rows[row][column] is None for column, _ in filled) or len(filled) >= right - left + 1:
        return None
    tops = {cell.column: cell for cell in segment}
    return [
        _combined(view, row, column, value, tops.get(column))
        for column, value in lower
        if value is not None or column in tops
    ]


def _leaves_key(view: View, row: int, segment: Sequence[HeaderCell], filled: Sequence[tuple[int, Cell]]) -> bool:
    """Whether the row below says nothing under the heading for delmål, whose codes begin further down, and groups
    of headings stand above it: then it is a second level whatever its words are."""
    keys = [cell.column for cell in segment if any(role is Role.DELMAL for role, _ in cell.roles)]
    texts = all(isinstance(value, str) and not value.startswith(("Ex", "ex")) for _, value in filled)
    grouped = any(view.extent(row, cell.column)[1] > cell.column for cell in segment)
    return (
        texts
        and grouped
        and any(view.rows[row + 1][key] is None and _codes_below(view, row + 1, key) >= 2 for key in keys)
    )


def _may_be_sub(view: View, row: int, column: int, value: Cell) -> bool:
    """Whether a cell below a heading is a heading itself: under a merged or empty one, short and of a known kind."""
    top = view.origin(row, column)
    below_group = view.extent(*top)[1] > top[1] or view.rows[row][column] is None
    if not below_group:
        return isinstance(value, str) and is_known(value)
    if not isinstance(value, str):
        return period(value) is not None and not isinstance(value, float)
    return bool(
        is_undated_time(value)
        or roles_of(value)
        or len(exact_codes(value)) == 1
        or period(value)
        or value.casefold() in ("ja", "nej", "x", "j", "n")
    )


def _combined(view: View, row: int, column: int, value: Cell, top: HeaderCell | None) -> HeaderCell:
    """One heading of two levels: the lower text speaks, the upper one is kept as its group."""
    above = view.spread(row, column)
    if value is None:
        assert top is not None
        return top
    lower = _cell(column, value, above if isinstance(above, str) else "")
    if lower.codes or lower.period:
        return lower
    year = period(_nearest_left(view, row, column))
    dated = period(f"{value} {year.start.year}") if year is not None else None
    if dated is not None and year is not None:
        return replace(lower, roles=(), period=dated, text=f"{value} {year.start.year}")
    return replace(lower, roles=_roles_with_group(lower.text, lower.above), text=f"{lower.above} {lower.text}".strip())


def _nearest_left(view: View, row: int, column: int) -> Cell:
    """The heading that a group goes on from: in its own column or the nearest filled one to the left."""
    return next((value for other in range(column, -1, -1) if (value := view.rows[row][other]) is not None), None)


def _with_group_row(view: View, row: int, segment: list[HeaderCell]) -> list[HeaderCell]:
    """The segment with the texts of a group row above it (merged over several, not over all, headings)."""
    if row == 0:
        return segment
    left, right = segment[0].column, segment[-1].column
    row = _above_times(view, row, left, right)
    groups: dict[int, str] = {}
    for r0, c0, r1, c1 in view.merges:
        if r0 <= row - 1 <= r1 and r1 < row and c1 > c0 and c0 >= left and c1 <= right and c1 - c0 < right - left:
            value = view.rows[r0][c0]
            if isinstance(value, str):
                groups.update(dict.fromkeys(range(c0, c1 + 1), value))
    if not groups:
        return segment
    return [
        replace(
            cell,
            above=groups[cell.column],
            roles=_roles_with_group(cell.text, groups[cell.column]),
        )
        if cell.column in groups and not cell.codes and cell.period is None
        else cell
        for cell in segment
    ]


def _above_times(view: View, row: int, left: int, right: int) -> int:
    """The heading row, or the first of the rows right above it that only tell when its activities take place."""
    while row > 1:
        values = [value for value in view.rows[row - 1][left : right + 1] if value is not None]
        times = sum(1 for value in values if period(value) is not None)
        if times < 2 or times < 0.8 * len(values):
            break
        row -= 1
    return row


def _roles_with_group(text: str, group: str) -> Candidates:
    """The roles of a heading under a group heading: an ambiguous one means what its group says."""
    own, of_group = roles_of(text), dict(roles_of(group))
    if not own:
        negative = text.casefold() in ("nej", "n")
        if Role.DONE in of_group and fold(text) in _YES_NO:
            return ((Role.NOT_DONE if negative else Role.DONE, 1.0),)
        return ()
    if of_group.get(Role.DELMAL, 0) >= 0.8 and own[0][0] in (Role.NAME, Role.CONTENT, Role.COMMENT):
        return ((Role.TITLE, 1.0),)
    agreed = tuple((role, 1.0) for role, weight in own if role in of_group and weight < 1.0)
    return agreed + tuple(pair for pair in own if pair[0] not in {role for role, _ in agreed})
