"""Lists without headings of their own: ``Kurser`` alone in a row, and below it names, days and delmål in columns."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from stexcel.layout.content import Content, content_of
from stexcel.layout.header_cells import Header, HeaderCell, top_role
from stexcel.layout.labels import field_of, named_part
from stexcel.layout.meeting_words import names_meeting
from stexcel.layout.methods import known_method
from stexcel.layout.person_values import person_name
from stexcel.layout.reading import Kind
from stexcel.layout.roles import Role, is_known
from stexcel.layout.times import days, period
from stexcel.layout.topics import topic_of
from stexcel.layout.view import View

_SUBJECT = {
    Kind.COURSES: Role.COURSE,
    Kind.PLACEMENTS: Role.PLACEMENT,
    Kind.ASSESSMENTS: Role.ASSESSMENT,
    Kind.MEETINGS: Role.KIND,
}
"""What the names in each sort of list are: its first column of texts."""
_PERSON = {Kind.COURSES: Role.RESPONSIBLE, Kind.PLACEMENTS: Role.SUPERVISOR, Kind.ASSESSMENTS: Role.ASSESSOR}
_REST = {Kind.COURSES: Role.DONE, Kind.PLACEMENTS: Role.CERTIFICATE, Kind.MEETINGS: Role.CONTENT}
"""What the first further column of texts holds."""
_MAX_TITLE = 60
_MOST_COLUMNS = 8
"""A wider table is a plan of months or terms, or a matrix."""
_MOST = 0.6
_SURE = 0.9


def find_sections(view: View, headers: Sequence[Header]) -> list[Header]:
    """The lists that a title alone heads, as headings over the columns that their rows use."""
    found = (_section(view, row, column, text, headers) for row, column, text in view.texts)
    return [header for header in found if header is not None]


def _section(view: View, row: int, column: int, text: str, headers: Sequence[Header]) -> Header | None:
    kind = _kind(text)
    if kind is None or not _stands_alone(view, row, column) or _is_headed(row, column, headers):
        return None
    if _is_band(kind, row, column, headers):
        return None
    rows = list(itertools.takewhile(lambda one: view.rows[one][column] is not None, range(row + 1, view.height)))
    if not rows or any(_is_no_entry(view, one, column) for one in rows):
        return None
    beside = next((other for other in range(column + 1, view.width) if view.rows[row][other] is not None), view.width)
    last = min(max(_last_filled(view, one, column) for one in rows), beside - 1)
    if last - column >= _MOST_COLUMNS:
        return None
    contents = {one: content_of(view, one, rows) for one in range(column, last + 1)}
    roles = dict(_roles(view, kind, contents, rows))
    if not {Role.DATE, Role.PLANNED} & set(roles.values()) or not {_SUBJECT[kind], Role.CONTENT} & set(roles.values()):
        return None
    cells = tuple(HeaderCell(one, "", ((roles[one], _SURE),) if one in roles else ()) for one in contents)
    return Header(row, row, cells, text, kind)


def _kind(text: str) -> Kind | None:
    """What a title says that the list below it holds."""
    if len(text) > _MAX_TITLE or days(text) or period(text) is not None or known_method(text) is not None:
        return None
    topic = Kind.MEETINGS if names_meeting(text) else topic_of(text)
    return topic if topic in _SUBJECT else None


def _stands_alone(view: View, row: int, column: int) -> bool:
    """Whether nothing stands beside a title, nor right above it."""
    beside = (*view.rows[row][max(column - 1, 0) : column], *view.rows[row][column + 1 : column + 3])
    above = view.rows[row - 1][column : column + 3] if row else ()
    return not any(value is not None for value in (*beside, *above))


def _is_headed(row: int, column: int, headers: Sequence[Header]) -> bool:
    """Whether a row of headings is the title's own row, or follows in one of the next two."""
    return any(
        header.first_row <= row <= header.last_row or row < header.first_row <= row + 2
        for header in headers
        if header.left <= column <= header.right
    )


def _is_band(kind: Kind, row: int, column: int, headers: Sequence[Header]) -> bool:
    """Whether the list goes on a table above under its headings: one of the same sort, of any, or of delmål."""
    above = [one for one in headers if one.last_row < row and one.left <= column <= one.right]
    if not above:
        return False
    cells = max(above, key=lambda one: one.last_row).cells
    roles = {top_role(cell) for cell in cells}
    key = top_role(cells[0]) is Role.DELMAL or any(cell.codes for cell in cells)
    return key or bool(roles & {Role.ACTIVITY, Role.NAME, _SUBJECT[kind]})


def _is_no_entry(view: View, row: int, column: int) -> bool:
    """Whether a row begins with neither a name nor a day, or with a label of a form, or has nothing beside it."""
    first = view.rows[row][column]
    if _last_filled(view, row, column) == column:
        return True
    if not isinstance(first, str) or period(first) is not None:
        return not days(first)
    if days(first) or first.rstrip().endswith(":"):
        return True
    return is_known(first) or field_of(first) is not None or named_part(first) is not None


def _last_filled(view: View, row: int, column: int) -> int:
    """The last column of a row's unbroken cells; one of them may be empty."""
    last = column
    for other in range(column + 1, view.width):
        if view.rows[row][other] is not None:
            last = other
        elif other - last > 1:
            break
    return last


def _roles(view: View, kind: Kind, contents: Mapping[int, Content], rows: Sequence[int]) -> Iterator[tuple[int, Role]]:
    """The role of each column, from the sort of list and what its cells hold."""
    rest = [_SUBJECT[kind], *([_REST[kind]] if kind in _REST else [])]
    for column, content in contents.items():
        if max(content.codes, content.single_code) >= _MOST:
            yield column, Role.DELMAL
        elif content.share >= _MOST:
            yield column, Role.PERCENT
        elif content.time >= _MOST:
            yield column, Role.PLANNED if kind is Kind.PLACEMENTS else Role.DATE
        elif kind in _PERSON and _SUBJECT[kind] not in rest and _are_people(view, column, rows):
            yield column, _PERSON[kind]
        elif content.filled:
            if rest[:1] == [Role.KIND] and content.meeting < _MOST:
                rest.pop(0)
            yield column, rest.pop(0) if rest else Role.COMMENT


def _are_people(view: View, column: int, rows: Sequence[int]) -> bool:
    texts = [value for row in rows if isinstance(value := view.rows[row][column], str)]
    return bool(texts) and sum(person_name(text) is not None for text in texts) >= _MOST * len(texts)
