"""Meetings: rows of tables about them, rows of other tables that name one, and labels with dates."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Set

from stexcel.layout.answers import is_answer
from stexcel.layout.cells import Row
from stexcel.layout.marks import mark
from stexcel.layout.meeting_words import dated_meeting, meeting_and_content, meeting_named, meeting_told, meeting_with
from stexcel.layout.roles import Role, best_role
from stexcel.layout.times import days, without_days
from stexcel.layout.view import Place, View
from stexcel.model import Meeting, MeetingKind

_CONTENT = (Role.CONTENT, Role.TITLE, Role.COMMENT, Role.NAME)
_OF_SUPERVISION = (Role.SUPERVISOR, Role.CHECKED, Role.NEXT, Role.CONTENT)
"""Columns that only a log of supervision has."""
_HELD = (Role.DONE, Role.DATE, Role.START, Role.PLANNED)
"""Where the day of a meeting stands in a table of other things, the surest first."""
_MAX_LABEL = 60
"""Characters of a label, or of what a line says beside its dates."""


def meeting_in(row: Row) -> Iterator[Meeting]:
    """The meeting of a row in a table of meetings, if it has a date."""
    planned_apart = row.table.having(Role.DONE) and not row.table.having(Role.DATE)
    roles = (Role.DONE,) if planned_apart else (Role.DATE, Role.START, Role.PLANNED)
    held = [(day, entry.ref) for entry in row.entries(*roles) for day in days(entry.value)]
    kind = _kind(row)
    if held and kind is not None:
        checked = next((mark(one.value) for one in row.entries(Role.CHECKED)), None)
        yield Meeting(*held[0], row.text(Role.SUPERVISOR), _content(row), checked, kind)


def _content(row: Row, *more: Role) -> str | None:
    """What was said; the name of the meeting only where it is the content, and ``Handledarsamtal`` never is."""
    texts = [entry.text for entry in row.answers(*_CONTENT, *more)]
    notes = [note[1] if (note := meeting_and_content(text)) is not None else text for text in texts]
    said = [text for text in notes if meeting_named(text) is None]
    return next((text for text in [*said, *notes] if meeting_named(text) is not MeetingKind.SUPERVISION), None)


def _kind(row: Row) -> MeetingKind | None:
    """What the meeting was: as its type, else its content, those present, the title or the sheet say.

    Supervision where nothing says; ``None`` for the one row that names something else in a list of meetings by name.
    """
    stated = row.text(Role.KIND, Role.ACTIVITY)
    texts = [entry.text for entry in row.answers(*_CONTENT)]
    people = row.text(Role.RESPONSIBLE)
    found = (
        meeting_named(stated) if stated else None,
        *(note[0] if (note := meeting_and_content(text)) is not None else meeting_told(text) for text in texts),
        meeting_with(people) if people else None,
        meeting_named(row.table.title),
        meeting_named(row.table.sheet),
    )
    by_name = stated and not row.table.having(*_OF_SUPERVISION)
    return next((kind for kind in found if kind is not None), None if by_name else MeetingKind.SUPERVISION)


def meeting_among(row: Row, *subjects: Role) -> Iterator[Meeting]:
    """The meeting that a row of another table names by its type or subject: ``H | 2026-01-12 | Handledarsamtal``."""
    named = [entry.value for entry in row.answers(Role.KIND, *subjects) if isinstance(entry.value, str)]
    kind = next((kind for text in named if (kind := dated_meeting(_name(text))) is not None), None)
    if kind is None or row.is_planned:
        return
    held = [(day, entry.ref) for role in _HELD for entry in row.entries(role) for day in days(entry.value)]
    people = row.text(Role.SUPERVISOR, Role.ASSESSOR, Role.RESPONSIBLE)
    checked = next((mark(one.value) for one in row.entries(Role.CHECKED)), None)
    yield from (Meeting(day, ref, people, _content(row, *subjects), checked, kind) for day, ref in held[:1])


def _name(text: str) -> str:
    """The name of the meeting that a text begins with, without what it says after that."""
    return text if meeting_and_content(text) is None else re.split(r":|\s[-–—]\s", text, maxsplit=1)[0]


def meeting_in_log(row: Row) -> Iterator[Meeting]:
    """The meeting that a row of a log of assessments holds; a specialistkollegium is an assessment and stays one."""
    yield from (one for one in meeting_among(row, Role.ASSESSMENT) if one.kind is not MeetingKind.KOLLEGIUM)


def labelled_meetings(view: View, taken: Set[Place]) -> Iterator[tuple[Meeting, Place]]:
    """Meetings outside tables: a label with its dates in it, beside it or below it, and every cell that it used."""
    for row, column, text in view.texts:
        place = (row, column)
        inside = days(text) if place not in taken else ()
        label = without_days(text) if inside else text
        if place in taken or len(label) > _MAX_LABEL or not is_answer(text):
            continue
        kind = dated_meeting(label)
        if kind is None:
            continue
        if inside:
            yield from ((Meeting(day, view.ref(row, column), kind=kind), place) for day in inside)
            continue
        for one in _beside(view, place, taken) or _below(view, place, taken):
            for day in days(view.rows[one[0]][one[1]]):
                yield Meeting(day, view.ref(*one), kind=kind), one


def _beside(view: View, place: Place, taken: Set[Place]) -> list[Place]:
    """The cells with dates to the right of a label, from the first filled one on."""
    row, column = place
    filled = [
        (row, other)
        for other in range(view.extent(row, column)[1] + 1, view.width)
        if view.rows[row][other] is not None and not _asks_date(view, (row, other))
    ]
    return list(itertools.takewhile(lambda one: _is_dated(view, one, taken), filled))


def _below(view: View, place: Place, taken: Set[Place]) -> list[Place]:
    """The cells with dates below a label, a heading for dates between them aside."""
    row, column = place
    first = view.extent(row, column)[0] + 1
    cells = [(other, column) for other in range(first, view.height)]
    if cells and _asks_date(view, cells[0]):
        cells = cells[1:]
    return list(itertools.takewhile(lambda one: _is_dated(view, one, taken), cells))


def _asks_date(view: View, place: Place) -> bool:
    value = view.rows[place[0]][place[1]]
    return isinstance(value, str) and best_role(value) is Role.DATE


def _is_dated(view: View, place: Place, taken: Set[Place]) -> bool:
    return place not in taken and bool(days(view.rows[place[0]][place[1]]))
