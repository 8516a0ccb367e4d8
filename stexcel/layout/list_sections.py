"""Headings between the rows of a list, and what in a row shows that it belongs to the list."""

from __future__ import annotations

from stexcel.layout.cells import Entry, Row
from stexcel.layout.methods import known_method
from stexcel.layout.reading import Kind
from stexcel.layout.roles import Role
from stexcel.layout.times import days, period
from stexcel.layout.topics import topic_of

_SECTIONS = {Kind.COURSES: Role.COURSE, Kind.PLACEMENTS: Role.PLACEMENT, Kind.ASSESSMENTS: Role.ASSESSMENT}
TIMES = (Role.START, Role.END, Role.DATE, Role.PLANNED, Role.PERCENT, Role.MONTHS)
"""What a column of times may be."""
TYPED = (
    *TIMES,
    Role.DELMAL,
    Role.DONE,
    Role.CERTIFICATE,
    Role.TERM,
    Role.ASSESSMENT,
    Role.MARKS,
)
"""Columns whose cells hold values of one sort."""


def section_of(row: Row) -> Role | None:
    """What a heading that stands alone in its row, below an empty one or first, says of the rows below it."""
    cells = row.view.rows[row.index]
    values = [value for column in row.table.columns if (value := cells[column.index]) is not None]
    if len(values) != 1 or not isinstance(values[0], str):
        return None
    topic = topic_of(values[0])
    if topic is not None and _stands_for_time(row):
        return _SECTIONS.get(topic, Role.NAME)
    first = row.index == row.table.body[0]
    below_empty = not first and Row(row.view, row.table, row.index - 1).is_empty
    announced = goes_on(row) and (first or below_empty)
    if known_method(values[0]) is not None or not (announced or (topic is not None and below_empty)):
        return None
    return _SECTIONS.get(topic, Role.NAME) if topic is not None else Role.NAME


def _stands_for_time(row: Row) -> bool:
    """Whether what stands alone in a row stands where the other rows have their time, as a banner across them does."""
    return any(entry.column.role in TIMES and not is_certain(entry) for entry in row.filled)


def goes_on(row: Row) -> bool:
    """Whether the rows below a heading are still rows of the table: the next one has a time or a tick."""
    if row.index >= min(row.view.height - 1, row.table.body[1]):
        return False
    following = Row(row.view, row.table, row.index + 1)
    return any(is_certain(entry) or entry.column.role is Role.TERM for entry in following.entries(*TYPED))


def is_certain(entry: Entry) -> bool:
    """Whether a cell holds a time or a number, not just a short text."""
    return not isinstance(entry.value, str) or period(entry.value) is not None or bool(days(entry.value))
