"""What the rows of a table are: delmål, placements, courses, meetings and so on."""

from __future__ import annotations

from collections.abc import Sequence

from stexcel.layout.content import Content
from stexcel.layout.delmal_text import group_heading, stated_codes
from stexcel.layout.meeting_words import names_meeting
from stexcel.layout.methods import known_method
from stexcel.layout.reading import Column, Kind
from stexcel.layout.roles import Role
from stexcel.layout.topics import topic_of

_SUBJECTS = (Role.ACTIVITY, Role.PLACEMENT, Role.COURSE, Role.NAME)
_TIMES = (Role.START, Role.END, Role.PLANNED, Role.DATE, Role.TERM)
_OWN_TIMES = {Role.START, Role.END, Role.DATE, Role.PERCENT, Role.MONTHS}
"""Times that only a placement or a course has; a delmål is planned for a term."""
_OF_DELMAL = {
    Role.ACTIVITY,
    Role.ASSESSMENT,
    Role.MARKS,
    Role.TITLE,
    Role.PLANNED,
    Role.TERM,
    Role.DONE,
    Role.SIGNATURE,
}
"""What a table of delmål tells of them."""
_MIN_RUN = 3
_SOME = 0.3
_MOST = 0.6
_EVENTS = 0.5
"""Share of the types in a diary that are meetings or methods; the others are courses and whatever else happened."""
_NAMING = (Role.KIND, Role.NAME, Role.ACTIVITY, Role.CONTENT, Role.TITLE, Role.IGNORED)
"""Roles of columns in which the name of a meeting may stand."""


def kind_of(columns: Sequence[Column], contents: dict[int, Content], title: str, sheet_name: str) -> tuple[Kind, str]:
    """What the rows of a table are, and why. Roles speak first, then the title, then the sheet's name."""
    roles = {column.role for column in columns}
    topic = None if single_code(title) else topic_of(title)
    topic = topic or (None if single_code(title) or single_code(sheet_name) else topic_of(sheet_name))
    if sum(column.role is Role.CODE_MARKS for column in columns) >= _MIN_RUN:
        return Kind.MATRIX, "delmålen står som kolumnrubriker"
    of_group = group_heading(title) is not None or group_heading(sheet_name) is not None
    if (
        Role.DELMAL in roles
        and not _lists_assessments(columns, contents, title)
        and _is_key(columns, contents, of_group=of_group)
        and not _is_log(columns, contents)
    ):
        return Kind.DELMAL, "ett delmål per rad"
    if Role.PROBLEM in roles and Role.DELMAL not in roles:
        return Kind.ACTION_PLAN, "problem och åtgärd"
    if topic is Kind.PART and not roles & {Role.DELMAL, Role.END}:
        return Kind.PART, "rubriken"
    if _are_meetings(columns, contents, topic, title, sheet_name):
        return Kind.MEETINGS, "datum och mötets namn"
    if Role.DATE in roles and Role.CHANGE in roles:
        return Kind.REVISIONS, "datum och ändring"
    if {Role.DATE, Role.KIND, Role.NAME} <= roles and any(
        column.role is Role.KIND and contents[column.index].meeting > 0 for column in columns
    ):
        return Kind.ACTIVITIES, "dagbok med typ på varje rad"
    named = Role.NAME in roles and topic is Kind.ACTIVITIES
    dated = _lists_assessments(columns, contents, title)
    if dated or (Role.ASSESSMENT in roles and not roles & {Role.ACTIVITY, Role.COURSE, Role.PLACEMENT} and not named):
        return Kind.ASSESSMENTS, "metod per rad"
    if Role.DATE in roles and (
        roles & {Role.CHECKED, Role.NEXT}
        or (topic is Kind.MEETINGS and roles & {Role.SUPERVISOR, Role.CONTENT, Role.TITLE, Role.COMMENT, Role.NAME})
    ):
        return Kind.MEETINGS, "datum och samtal"
    if Role.DATE in roles and roles & {Role.SUPERVISOR, Role.CONTENT} and not roles & set(_SUBJECTS):
        return Kind.MEETINGS, "datum och samtal"
    names = any(column.role is Role.NAME and contents[column.index].named >= _SOME for column in columns)
    if names and Role.TERM in roles and topic is None:
        return Kind.ACTIVITIES, "namn med delmål och en tidslinje"
    return _subject_kind(roles, topic)


def _is_log(columns: Sequence[Column], contents: dict[int, Content]) -> bool:
    """Whether a table with delmål is a log: method, date and assessor, and the delmål in no order; or a diary."""
    if _is_diary(columns, contents):
        return True
    roles = {column.role for column in columns}
    key = next(column for column in columns if column.role is Role.DELMAL)
    return (
        {Role.ASSESSMENT, Role.DATE, Role.ASSESSOR} <= roles
        and not roles & {*_SUBJECTS, Role.PLANNED, Role.DONE, Role.TITLE, Role.SIGNATURE, Role.CERTIFICATE}
        and not contents[key.index].ascending
    )


def _are_meetings(
    columns: Sequence[Column], contents: dict[int, Content], topic: Kind | None, title: str, sheet_name: str
) -> bool:
    """Whether most of the rows name a meeting beside a date, or the title does and no other subject stands there."""
    if _is_diary(columns, contents):
        return True
    roles = {column.role for column in columns if not _is_number(column, contents[column.index])}
    if Role.DELMAL in roles or not roles & {Role.DATE, Role.PLANNED, Role.START}:
        return False
    named = any(contents[column.index].meeting >= _MOST for column in columns if column.role in _NAMING)
    if _lists_days(columns, contents, title) and names_meeting(title):
        return True
    alone = not roles & {*_SUBJECTS, Role.ASSESSMENT, Role.END, Role.PERCENT, Role.CHANGE}
    announced = topic is Kind.MEETINGS and roles & {Role.KIND, Role.RESPONSIBLE}
    titled = Role.DATE in roles and topic in (None, Kind.MEETINGS) and names_meeting(title or sheet_name)
    return named or (alone and bool(announced or titled))


def _lists_assessments(columns: Sequence[Column], contents: dict[int, Content], title: str) -> bool:
    """Whether the title is the method of what was done on the days below it."""
    return known_method(title) is not None and not names_meeting(title) and _lists_days(columns, contents, title)


def _lists_days(columns: Sequence[Column], contents: dict[int, Content], title: str) -> bool:
    """Whether a titled table is nothing but days, under ``När`` or ``Datum``, and what belongs to each."""
    plain = {Role.DATE, Role.PLANNED, Role.NAME, Role.CONTENT, Role.COMMENT, Role.DELMAL, Role.IGNORED, Role.ASSESSOR}
    first = columns[0]
    dated = first.role in (Role.DATE, Role.PLANNED) and contents[first.index].time >= _MOST
    return bool(title) and dated and all(column.role in plain for column in columns)


def _is_diary(columns: Sequence[Column], contents: dict[int, Content]) -> bool:
    """Whether the types of dated rows are meetings and methods of assessment."""
    roles = {column.role for column in columns}
    kinds = [contents[column.index] for column in columns if column.role is Role.KIND]
    return (
        Role.DATE in roles
        and not roles & {*_SUBJECTS, Role.ASSESSMENT, Role.PLANNED, Role.DONE}
        and any(one.meeting > 0 and one.meeting + one.method >= _EVENTS for one in kinds)
    )


def _is_number(column: Column, content: Content) -> bool:
    """Whether a column under ``Nr``, which may mean delmål, only numbers the rows."""
    return column.role is Role.DELMAL and content.filled > 0 and content.codes == content.single_code == 0


def _subject_kind(roles: set[Role], topic: Kind | None) -> tuple[Kind, str]:
    """The kind of a table whose rows are activities of some sort."""
    timed = bool(roles & {*_TIMES, Role.PERCENT, Role.MONTHS, Role.DONE})
    span = Role.START in roles and Role.END in roles
    if (
        Role.PLACEMENT in roles
        and (timed or Role.DELMAL in roles)
        and not (Role.ACTIVITY in roles and Role.ASSESSMENT in roles)
    ):
        return Kind.PLACEMENTS, "placering och tid"
    if Role.COURSE in roles and (timed or Role.DELMAL in roles or Role.PROVIDER in roles):
        return Kind.COURSES, "kurs och tid"
    if topic is Kind.REVISIONS and Role.DATE in roles:
        return Kind.REVISIONS, "rubriken"
    if roles & {Role.ACTIVITY, Role.NAME} and topic in (Kind.COURSES, Kind.PLACEMENTS) and timed:
        return topic, "rubriken"
    if roles & {Role.ACTIVITY, Role.NAME} and span and Role.ASSESSMENT not in roles and Role.PERCENT in roles:
        return Kind.PLACEMENTS, "tid från och till"
    named = Role.NAME in roles and (Role.DELMAL in roles or topic is Kind.ACTIVITIES)
    if Role.ACTIVITY in roles or named or Role.ASSESSMENT in roles:
        return Kind.ACTIVITIES, "aktivitet per rad"
    return Kind.OTHER, "inga kända kolumner"


def _is_key(columns: Sequence[Column], contents: dict[int, Content], *, of_group: bool) -> bool:
    """Whether the delmål column is what the rows are about: one code a row, hardly repeated out of order.

    ``of_group`` tells that the title names a group of goals, as ``B-mål``; then a few rows are enough, wherever the
    codes stand.
    """
    key = next(column for column in columns if column.role is Role.DELMAL)
    content = contents[key.index]
    once = content.single_code >= _MOST and content.filled == content.distinct_codes
    if of_group and once and not any(column.role in (Role.DATE, Role.START) for column in columns):
        return True
    if content.filled == 0:
        return not any(column.role in (Role.DATE, Role.COURSE, Role.START) for column in columns) and key is columns[0]
    if _names_records(columns, key):
        return False
    subjects = [
        column for column in columns if column.role in (*_SUBJECTS, Role.ASSESSMENT) and column.index < key.index
    ]
    if content.single_code < 0.6 or content.distinct_codes < 2:
        return (
            content.single_code >= 0.6
            and not subjects
            and not any(column.role in (Role.DATE, Role.START) for column in columns)
        )
    titled = content.text > 0.5 or any(
        column.role in (Role.TITLE, Role.NAME) and column.index != key.index for column in columns
    )
    roles = {column.role for column in columns}
    whole = content.filled == content.distinct_codes and {Role.ACTIVITY, Role.ASSESSMENT} <= roles
    if content.ascending and content.distinct_codes >= _MIN_RUN and (not subjects or titled or content.blanks or whole):
        return True
    repeats = content.filled / content.distinct_codes
    dated = any(column.role in (Role.DATE, Role.START) and column.index < key.index for column in columns)
    timed = any(column.role in _TIMES for column in columns)
    return not ((subjects or dated) and (repeats > 1.15 or (timed and subjects)))


def _names_records(columns: Sequence[Column], key: Column) -> bool:
    """Whether a placement or a course with a time of its own stands before the delmål: the rows are about those.

    So they are where nothing but a supervisor or a certificate stands beside the placement.

    Their delmål may well come in order, one a row, with a leave between them that has none.
    """
    before, roles = {column.role for column in columns if column.index < key.index}, {one.role for one in columns}
    if Role.PLACEMENT in before and roles & {Role.SUPERVISOR, Role.CERTIFICATE} and not roles & _OF_DELMAL:
        return True
    return bool(before & {Role.PLACEMENT, Role.COURSE} and before & _OWN_TIMES)


def single_code(value: object) -> str | None:
    """The one delmål that a text is or begins with."""
    codes = stated_codes(value) if isinstance(value, str) else ()
    return codes[0] if len(codes) == 1 else None
