"""Rows of logs of assessments, and rows of other lists that hold assessments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from stexcel.layout.build import assessments_from
from stexcel.layout.cells import Entry, Row
from stexcel.layout.dated import is_plan
from stexcel.layout.delmal_text import named_codes, without_codes
from stexcel.layout.facts import AssessmentLink
from stexcel.layout.meeting_words import meeting_named
from stexcel.layout.methods import known_method, methods_in
from stexcel.layout.reading import Kind
from stexcel.layout.roles import Role
from stexcel.layout.subjects import completed
from stexcel.layout.times import days
from stexcel.model import Assessment, LoggedAssessment, MeetingKind

_PIECE = re.compile(r"\n|;")
_NO_ASSESSMENT = (MeetingKind.RECONCILIATION, MeetingKind.DEVELOPMENT)
"""Meetings that are noted among the assessments without being any."""
_MADE = (Role.DATE, Role.START, Role.DONE)
"""Where the day of what was done stands."""


def assessed(row: Row) -> Iterator[tuple[Assessment, tuple[str, ...]]]:
    """The row's assessments, each with the delmål that are written beside it in the same cell."""
    for entry in row.answers(Role.ASSESSMENT):
        pieces = _PIECE.split(entry.value) if isinstance(entry.value, str) else []
        if any(named_codes(piece) for piece in pieces):
            for piece in pieces:
                part = Entry(entry.column, without_codes(piece), entry.ref)
                yield from ((one, named_codes(piece)) for one in assessments_from(part))
        else:
            yield from ((one, ()) for one in assessments_from(entry))
    for entry in row.entries(Role.MARKS):
        if entry.column.method:
            yield from ((one, ()) for one in assessments_from(entry))
    if row.table.kind is Kind.ASSESSMENTS and not row.table.having(Role.ASSESSMENT, Role.MARKS):
        yield from _of_title(row)


def _of_title(row: Row) -> Iterator[tuple[Assessment, tuple[str, ...]]]:
    """The assessment of a dated row in a list whose title is the method: ``CBD-bedömningar``."""
    method = known_method(row.table.title)
    for entry in row.entries(Role.DATE, Role.PLANNED):
        if method is not None and days(entry.value):
            yield Assessment(method, row.table.title, entry.ref), ()


def days_made(row: Row) -> tuple[date, ...]:
    """The days on which what the row tells of was done; none where the row or the heading says that it is planned.

    A heading that only asks for a time, such as ``När``, is that of the day where the table has no other, unless a
    column for what is done leaves it open.
    """
    if row.is_planned:
        return ()
    entries = [entry for entry in row.entries(*_MADE) if not is_plan(entry.column.header)]
    found = tuple(day for entry in entries for day in days(entry.value))
    others = [column for column in row.table.having(Role.DATE, Role.START) if not is_plan(column.header)]
    if found or others or (row.table.having(Role.DONE) and not completed(row)):
        return found
    entries = [entry for entry in row.entries(Role.PLANNED) if not is_plan(entry.column.header)]
    return tuple(day for entry in entries for day in days(entry.value))


def logged(row: Row) -> Iterator[AssessmentLink | LoggedAssessment]:
    """One row of a log or a plan of assessments. With a day on which it was made it is a logged assessment."""
    methods = list(assessed(row))
    dates = days_made(row)
    codes, mention = row.codes()
    for one, own in methods:
        yield from (AssessmentLink(code, one, mention or one.cell) for code in own or codes)
        if dates and not (meeting_named(one.text) in _NO_ASSESSMENT and not (own or codes)):
            yield LoggedAssessment(
                one.method,
                one.text,
                one.cell,
                dates[0],
                own or codes,
                row.text(Role.ASSESSOR, Role.SUPERVISOR),
            )


def in_diary(row: Row, *subjects: Role) -> Iterator[LoggedAssessment]:
    """A row of a diary that says of itself that it is an assessment which was made."""
    codes, _ = row.codes()
    for day in days_made(row)[:1]:
        for entry in row.answers(*subjects):
            for method, text in methods_in(without_codes(entry.text)):
                own = named_codes(entry.text) or codes
                yield LoggedAssessment(method, text, entry.ref, day, own, row.text(Role.ASSESSOR, Role.SUPERVISOR))
