"""The tables of a sheet: every reading, in both directions, is scored, and the best that do not overlap are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from stexcel.layout.column_roles import BY_CONTENT
from stexcel.layout.columns import assign, with_numbered_key
from stexcel.layout.content import Content, content_of
from stexcel.layout.delmal_text import group_heading
from stexcel.layout.empty_tables import is_empty_of_delmal
from stexcel.layout.header_cells import Header, HeaderCell
from stexcel.layout.headers import find_headers
from stexcel.layout.hints import ONE_CODE
from stexcel.layout.kinds import kind_of, single_code
from stexcel.layout.labels import part_of
from stexcel.layout.meeting_words import names_meeting
from stexcel.layout.orientation import holds_a_form, lies_on_its_side
from stexcel.layout.raised_headings import raised
from stexcel.layout.reading import Column, Kind, Table
from stexcel.layout.roles import Role, roles_of
from stexcel.layout.rotations import asks_follow_up
from stexcel.layout.sections import find_sections
from stexcel.layout.times import days
from stexcel.layout.topics import speaks_of, topic_of
from stexcel.layout.view import View

_MIN_RUN = 3
_TITLE_ROWS = 4
_MAX_TITLE = 90
_GOOD = 0.8
_REMARK = 0.6
_METHODS = 0.3
"""The share of cells with methods from which a column of follow-up is one of assessments."""
_TURNED = 0.9
"""Tables are seldom turned, so a turned reading must explain more."""


def find_tables(view: View) -> list[Table]:
    """The tables of a sheet, from the top; those that overlap are settled by score."""
    candidates = list(_tables_in(view))
    if not _is_explained(view, candidates):
        candidates += (table for table in _tables_in(view.turned) if _worth_turning(view.turned, table))
    chosen: list[Table] = []
    for table in sorted(candidates, key=lambda one: (-one.score, one.transposed, one.header)):
        if not any(_overlap(table, other) for other in chosen):
            chosen.append(table)
    return sorted(chosen, key=lambda table: (table.transposed, table.header, table.columns[0].index))


def _is_explained(view: View, tables: Sequence[Table]) -> bool:
    """Whether the upright reading leaves nothing that a turned one could explain better: no delmål outside good
    tables, and at least one table of a known kind."""
    good = [table for table in tables if table.quality >= _GOOD and table.kind is not Kind.OTHER]
    if not good:
        return False
    areas = [_area(table) for table in good]
    if any(_goes_beyond(view, table) for table in good if table.kind is Kind.DELMAL):
        return False
    return all(
        any(top <= row <= bottom and first <= column <= last for top, first, bottom, last in areas)
        for row, hints in enumerate(view.hints)
        for column, one in enumerate(hints)
        if one & ONE_CODE
    )


def _goes_beyond(view: View, table: Table) -> bool:
    """Whether every other row of a table goes on to the right of its columns, so that it lacks most of its headings."""
    right = table.columns[-1].index + 1
    rows = range(table.body[0], min(table.body[1], view.height - 1) + 1)
    beyond = sum(1 for row in rows if any(value is not None for value in view.rows[row][right:]))
    return beyond * 2 > len(rows)


def _worth_turning(view: View, table: Table) -> bool:
    """A turned reading needs several rows of no labels, or it is a form that the reader of forms knows better."""
    if table.kind in (Kind.OTHER, Kind.PART) or holds_a_form(view, table):
        return False
    return table.body[1] > table.body[0] and len({column.role for column in table.columns} - {Role.IGNORED}) >= 2


def _overlap(left: Table, right: Table) -> bool:
    (top, first, bottom, last), (top2, first2, bottom2, last2) = _area(left), _area(right)
    return top <= bottom2 and top2 <= bottom and first <= last2 and first2 <= last


def _area(table: Table) -> tuple[int, int, int, int]:
    """First row, first column, last row, last column in the sheet as it is."""
    columns = [column.index for column in table.columns]
    rows = (table.header[0], max(table.body[1], table.header[1]))
    if table.transposed:
        return min(columns), rows[0], max(columns), rows[1]
    return rows[0], min(columns), rows[1], max(columns)


def _tables_in(view: View) -> Iterable[Table]:
    headers = find_headers(view)
    headers += find_sections(view, headers)
    headers += _headless(view, headers)
    headers.sort(key=lambda header: (header.first_row, header.left))
    for header in headers:
        table = _table(view, header, headers)
        if table is not None:
            yield table


def _table(view: View, header: Header, headers: Sequence[Header]) -> Table | None:
    end = _end(view, header, headers)
    rows = _sample(view, header, end)
    if is_empty_of_delmal(view, header, rows):
        rows, end = [], rows[0] - 1
    columns, contents = assign(view, header, rows)
    title = header.title or _title(view, header, headers)
    if _names_group(title) or _names_group(view.sheet.name):
        columns, contents = with_numbered_key(view, columns, contents, rows)
    columns = tuple(_with_topic(column, title, view.sheet.name) for column in columns)
    if header.kind is not None:
        kind, reason = header.kind, "titeln ovanför"
    else:
        kind, reason = kind_of(columns, contents, title, view.sheet.name)
    if kind is Kind.PLACEMENTS:
        columns = tuple(_without_follow_up(column, contents[column.index]) for column in columns)
        beside = _remarks_beside(view, header, rows)
        columns = (*columns, *beside)
        contents |= {column.index: content_of(view, column.index, rows) for column in beside}
    last = rows[-1] if rows else header.last_row
    table = Table(
        view.sheet.name, kind, (header.first_row, header.last_row), (header.last_row + 1, max(last, end)),
        columns, view.transposed, title, part=part_of(title) or part_of(view.sheet.name), reasons=(reason,),
    )  # fmt: skip
    return _scored(view, table, rows, contents)


def _without_follow_up(column: Column, content: Content) -> Column:
    """``Uppföljning`` beside placements is their own, unless it names methods by which delmål are assessed."""
    assessing = column.role is Role.ASSESSMENT or (column.role is Role.MARKS and column.method)
    if not assessing or content.method >= _METHODS or not asks_follow_up(column.header):
        return column
    return replace(column, role=Role.COMMENT, method=False, reason="uppföljning av placeringen")


def _remarks_beside(view: View, header: Header, rows: Sequence[int]) -> Sequence[Column]:
    """The column right of the last heading, where remarks about some of the rows stand without one."""
    column = header.right + 1
    if column >= view.width or any(view.rows[row][column] is not None for row in (header.first_row, header.last_row)):
        return ()
    said = [view.rows[row][column] for row in rows if view.rows[row][column] is not None]
    beside = all(view.rows[row][header.left] is not None for row in rows if view.rows[row][column] is not None)
    if not said or not beside or not all(isinstance(one, str) for one in said):
        return ()
    return (Column(column, "", Role.COMMENT, _REMARK, "anmärkningar utan rubrik"),)


def _names_group(text: str) -> bool:
    """Whether a title names a goal group, whose goals may then just be numbered."""
    return group_heading(text) is not None


def _with_topic(column: Column, title: str, sheet_name: str) -> Column:
    """A column of ticks without a group heading means what the title says: courses, or assessments."""
    dated = column.role is Role.PLANNED and column.reason == BY_CONTENT
    if column.group or not (column.role is Role.MARKS or dated):
        return column
    for text in (title, sheet_name):
        for topic in (Kind.COURSES, Kind.ASSESSMENTS):
            if speaks_of(text, topic):
                method = column.method or topic is Kind.ASSESSMENTS
                return replace(column, role=Role.MARKS, group=text, method=method)
    return column


def _end(view: View, header: Header, headers: Sequence[Header]) -> int:
    """Last row before the next headings in the same columns, without the titles that stand right above those."""
    below = [
        other.first_row
        for other in headers
        if other.first_row > header.last_row and other.left <= header.right and header.left <= other.right
    ]
    return (min(below) if below else view.height) - 1


def _sample(view: View, header: Header, end: int) -> list[int]:
    """The filled rows that surely belong to the table: the first unbroken run, and on to the last code."""
    columns = range(header.left, header.right + 1)
    filled = [
        row
        for row in range(header.last_row + 1, end + 1)
        if any(view.rows[row][column] is not None for column in columns)
    ]
    run: list[int] = []
    for row in filled:
        if run and row - run[-1] > 1:
            break
        run.append(row)
    last_code = max((row for column in columns for row in _code_rows(view, column, filled)), default=-1)
    return [row for row in filled if row <= max(last_code, run[-1] if run else -1)]


def _code_rows(view: View, column: int, rows: Sequence[int]) -> list[int]:
    """Rows whose cell in a column is one delmål, where the column is mostly that."""
    coded = [row for row in rows if view.hints[row][column] & ONE_CODE]
    if len(coded) < 2:
        return []
    texts = sum(1 for row in rows if isinstance(view.rows[row][column], str))
    return coded if len(coded) * 2 >= texts else []


def _headless(view: View, headers: Sequence[Header]) -> list[Header]:
    """Tables that have a key column of delmål but no headings that were recognised."""
    found: list[Header] = []
    for column, hints in enumerate(view.turned.hints):
        run: list[int] = []
        for row in [row for row, one in enumerate(hints) if one & ONE_CODE]:
            if _covered(row, column, headers):
                continue
            if run and row - run[-1] > 2:
                found.extend(_from_run(view, column, run))
                run = []
            run.append(row)
        found.extend(_from_run(view, column, run))
    return found


def _covered(row: int, column: int, headers: Sequence[Header]) -> bool:
    above = [header for header in headers if header.last_row < row and header.left <= column <= header.right]
    return bool(above) and any(_has_key(header, column) for header in above[-1:])


def _has_key(header: Header, column: int) -> bool:
    cell = next((cell for cell in header.cells if cell.column == column), None)
    return cell is None or not cell.roles or any(role in (Role.DELMAL, Role.TITLE) for role, _ in cell.roles)


def _from_run(view: View, column: int, run: Sequence[int]) -> list[Header]:
    if len(run) < _MIN_RUN or len({single_code(view.rows[row][column]) for row in run}) < _MIN_RUN:
        return []
    header = raised(view, run[0], column)
    if header is not None:
        return [header]
    used = [
        other for other in range(view.width) if sum(view.rows[row][other] is not None for row in run) * 4 >= len(run)
    ]
    above = run[0] - 1
    heading = view.rows[above] if above >= 0 else ()
    cells = tuple(
        HeaderCell(
            other,
            text if heading and isinstance(text := heading[other], str) else "",
            ((Role.DELMAL, 0.6),) if other == column else (),
        )
        for other in used
    )
    return [Header(max(above, 0), above, cells)] if len(used) >= 2 else []


def _title(view: View, header: Header, headers: Sequence[Header]) -> str:
    """The nearest short text above the headings that stands alone in its row; the row right above may group them."""
    others = {row for other in headers if other is not header for row in range(other.first_row, other.last_row + 1)}
    for row in range(header.first_row - 1, max(header.first_row - 1 - _TITLE_ROWS, -1), -1):
        if row in others:
            return ""
        filled = [value for value in view.rows[row][header.left : header.right + 1] if value is not None]
        if len(filled) == 1 and isinstance(filled[0], str) and len(filled[0]) <= _MAX_TITLE and not days(filled[0]):
            if topic_of(filled[0]) is not None or single_code(filled[0]) is not None or names_meeting(filled[0]):
                return filled[0]
        elif len(filled) > 1 and row < header.first_row - 1:
            return ""
    return ""


def _scored(view: View, table: Table, rows: Sequence[int], contents: dict[int, Content]) -> Table | None:
    """The table with its score: the filled cells that its columns explain, less those that they do not."""
    if lies_on_its_side(view, table, rows) or _says_nothing(table):
        return None
    explained = unexplained = 0.0
    for column in table.columns:
        filled = contents[column.index].filled
        if column.role is Role.CODE_MARKS:
            share = contents[column.index].marks + contents[column.index].time
            explained += filled * share
            unexplained += 2 * filled * (1 - share)
        elif column.role is Role.IGNORED:
            unexplained += 0.5 * filled
        else:
            explained += filled * column.score
    headings = sum(column.score for column in table.columns if column.role is not Role.IGNORED)
    score = (explained + headings - unexplained) * (_TURNED if table.transposed else 1.0)
    if score <= 0 and rows:
        return None
    return replace(table, score=round(score, 2), quality=round(explained / max(explained + unexplained, 1.0), 2))


def _says_nothing(table: Table) -> bool:
    """Whether codes stand among columns of which none is known, as A1 does in a list of wards."""
    return (
        table.kind is Kind.DELMAL
        and all(column.role in (Role.DELMAL, Role.IGNORED) for column in table.columns)
        and not any(column.role is Role.DELMAL and roles_of(column.header) for column in table.columns)
    )
