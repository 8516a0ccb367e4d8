"""Headings over several rows: second levels, group headings, years above terms, and rows of times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stexcel.layout.delmal_text import exact_codes
from stexcel.layout.header_cells import HeaderCell, codes_below, heading
from stexcel.layout.roles import Candidates, Role, is_known, roles_of
from stexcel.layout.text import fold
from stexcel.layout.times import is_undated_time, period
from stexcel.layout.view import View
from stexcel.model import Period
from stexcel.workbook import Cell

_LETTERS = "JFMAMJJASOND"
SOME_MONTHS = 5
"""Letters in a row from which they are a calendar."""
_YES_NO = frozenset({"ja", "j", "x", "nej", "n", "ja/nej", "ja nej"})


def with_blanks(view: View, row: int, cells: list[HeaderCell]) -> list[HeaderCell]:
    """The headings with empty ones for the columns between them, and a column of codes just left of them."""
    known = {cell.column: cell for cell in cells}
    left, right = cells[0].column, cells[-1].column
    if left > 0 and view.rows[row][left - 1] is None and codes_below(view, row, left - 1) >= 2:
        left -= 1
    return [known.get(column) or HeaderCell(column, "") for column in range(left, right + 1)]


def with_years(view: View, row: int, cells: list[HeaderCell]) -> list[HeaderCell]:
    """Headings such as ``Q1``, ``VT`` or the first letters of the months, with the years that stand above them."""
    if row == 0:
        return cells
    months = month_columns(cells)
    dated = []
    for cell in cells:
        if cell.column in months:
            dated.append(_month(cell, months[cell.column], period(_nearest_left(view, row - 1, cell.column))))
            continue
        year = period(_nearest_left(view, row - 1, cell.column)) if is_undated_time(cell.text) else None
        whole = period(f"{cell.text} {year.start.year}") if year is not None else None
        dated.append(
            replace(cell, period=whole, roles=(), text=f"{cell.text} {year.start.year}") if whole and year else cell
        )
    return dated


def month_columns(cells: Sequence[HeaderCell]) -> dict[int, int]:
    """The month (1 to 12) of each column in a row of first letters, ``J F M A M J J A S O N D``, from any month on."""
    run = [cell for cell in cells if len(cell.text) == 1 and cell.text.isalpha()]
    letters = "".join(cell.text.upper() for cell in run)
    first = (_LETTERS * (len(letters) // 12 + 2)).find(letters) if len(letters) >= SOME_MONTHS else -1
    return {cell.column: (first + index) % 12 + 1 for index, cell in enumerate(run)} if first >= 0 else {}


def _month(cell: HeaderCell, month: int, year: Period | None) -> HeaderCell:
    found = period(f"{year.start.year}-{month:02}") if year is not None else None
    return cell if found is None else replace(cell, period=found, roles=(), text=f"{found.start:%Y-%m}")


def with_time_row(view: View, row: int, cells: list[HeaderCell]) -> list[HeaderCell] | None:
    """The headings with the times of a row right below them that tells when each activity takes place."""
    if row + 1 >= view.height or any(cell.period for cell in cells):
        return None
    values = {cell.column: view.rows[row + 1][cell.column] for cell in cells}
    times = {column: found for column, value in values.items() if (found := period(value)) is not None}
    texts = [value for column, value in values.items() if value is not None and column not in times]
    if len(times) < 2 or len(texts) > 1 or any(not isinstance(text, str) or not roles_of(text) for text in texts):
        return None
    return [replace(cell, time=times.get(cell.column)) for cell in cells]


def second_level(view: View, row: int, segment: list[HeaderCell]) -> list[HeaderCell] | None:
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
        and any(view.rows[row + 1][key] is None and codes_below(view, row + 1, key) >= 2 for key in keys)
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
    lower = heading(column, value, above if isinstance(above, str) else "")
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


def with_group_row(view: View, row: int, segment: list[HeaderCell]) -> list[HeaderCell]:
    """The segment with the texts of a group row above it (merged over several, not over all, headings)."""
    if row == 0:
        return segment
    left, right = segment[0].column, segment[-1].column
    first = _above_times(view, row, left, right)
    times = _times_between(view, first, row, left, right)
    row = first
    groups: dict[int, str] = {}
    for r0, c0, r1, c1 in view.merges:
        if r0 <= row - 1 <= r1 and r1 < row and c1 > c0 and c0 >= left and c1 <= right and c1 - c0 < right - left:
            value = view.rows[r0][c0]
            if isinstance(value, str):
                groups.update(dict.fromkeys(range(c0, c1 + 1), value))
    segment = [replace(cell, time=times.get(cell.column, cell.time)) for cell in segment] if times else segment
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
        if not _tells_times(view, row - 1, left, right):
            break
        row -= 1
    return row


def below_times(view: View, row: int, left: int, right: int) -> int:
    """The row, or the first one below it that does more than tell times."""
    while row < view.height and _tells_times(view, row, left, right):
        row += 1
    return row


def _tells_times(view: View, row: int, left: int, right: int) -> bool:
    values = [value for value in view.rows[row][left : right + 1] if value is not None]
    times = sum(1 for value in values if period(value) is not None)
    return times >= 2 and times >= 0.8 * len(values)


def _times_between(view: View, first: int, last: int, left: int, right: int) -> dict[int, Period]:
    """From the first to the last time that stands in each column of some rows."""
    found: dict[int, Period] = {}
    for column in range(left, right + 1):
        times = [time for row in range(first, last) if (time := period(view.rows[row][column])) is not None]
        if times:
            found[column] = Period(min(time.start for time in times), max(time.end for time in times))
    return found


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
