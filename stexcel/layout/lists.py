"""Tables whose rows are not delmål: placements, courses, other activities, logs of assessments, meetings, revisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from stexcel.layout.activities import activity_types, looks_like_activity
from stexcel.layout.answers import is_answer
from stexcel.layout.build import activities_from
from stexcel.layout.cells import Entry, Row
from stexcel.layout.delmal_text import exact_codes, named_codes, without_codes
from stexcel.layout.facts import ActivityLink, AssessmentLink, Extract, Fact
from stexcel.layout.labels import field_of, is_introduction, named_part, part_of
from stexcel.layout.list_sections import TIMES, TYPED, goes_on, is_certain, section_of
from stexcel.layout.logs import assessed, in_diary, logged
from stexcel.layout.meeting_words import meeting_named
from stexcel.layout.meetings import meeting_among, meeting_in, meeting_in_log
from stexcel.layout.methods import known_method, methods_in
from stexcel.layout.parts import are_parts, part_of_row
from stexcel.layout.reading import Kind, Table
from stexcel.layout.revisions import revision_among, revision_in
from stexcel.layout.roles import Role, best_role, is_known
from stexcel.layout.rotations import side_of_table, side_of_title
from stexcel.layout.subjects import activity_record, completed, placement
from stexcel.layout.times import days, period
from stexcel.layout.topics import topic_of
from stexcel.layout.view import View
from stexcel.model import (
    Activity,
    ActivityType,
    Assessment,
    Course,
    Period,
    Placement,
)

_LETTERS = 2
_OF_LETTER = {"k": Role.COURSE, "p": Role.PLACEMENT, "t": Role.PLACEMENT, "b": Role.ASSESSMENT}
"""The types of rows as clinics abbreviate them: kurs, placering, tjänstgöring, bedömning."""
_IN_PARENTHESES = re.compile(r"\s*\([^()]*\)\s*")
"""A remark such as ``(fortsätter sedan tidigare)``, no name."""
_SUBJECTS = (Role.PLACEMENT, Role.COURSE, Role.ACTIVITY, Role.NAME)


def read_list(view: View, table: Table) -> Extract:
    """The facts of a table of this sort, row by row; rows that do not fit the table are left for other readers."""
    facts: list[Fact] = []
    rows: list[int] = []
    section: Role | None = None
    side = side_of_table(table)
    of_parts = not table.having(Role.DELMAL) and are_parts(_body(view, table))
    for row in _body(view, table):
        side = _side(row, side)
        heading = section_of(row)
        if heading is not None:
            section = heading
            continue
        if of_parts and part_of_row(row) is not None:
            continue
        found = list(_row_facts(row, _told(row) or section))
        if found or row.is_example:
            facts.extend(_with_side(fact, side) for fact in found)
            rows.append(row.index)
    return Extract(tuple(facts), tuple(rows))


def _side(row: Row, above: bool | None) -> bool | None:
    """Whether the rows from here on are side rotations, where a heading between the rows says so."""
    texts = [entry.value for entry in row.filled]
    told = side_of_title(texts[0]) if len(texts) == 1 and isinstance(texts[0], str) else None
    return above if told is None else told


def _with_side(fact: Fact, side: bool | None) -> Fact:
    return replace(fact, side=side) if isinstance(fact, Placement) and fact.side is None else fact


def _told(row: Row) -> Role | None:
    """What a column of types says that the row is, as a word or as its first letter."""
    kind = row.text(Role.KIND)
    if kind is None or meeting_named(kind) is not None:
        return None
    role = best_role(kind) if len(kind) > _LETTERS else _OF_LETTER.get(kind.casefold())
    return role if role in (Role.COURSE, Role.PLACEMENT, Role.ASSESSMENT) else None


def _body(view: View, table: Table) -> Iterator[Row]:
    """The filled rows, up to a heading below which the rows no longer fit the table."""
    for index in range(table.body[0], min(table.body[1], view.height - 1) + 1):
        row = Row(view, table, index)
        if row.is_empty:
            continue
        if (section_of(row) is not None and not goes_on(row)) or _heads_others(row):
            return
        yield row


def _heads_others(row: Row) -> bool:
    """Whether a row below an empty one asks for a time where the table has its times: ``Årets möten | Datum``."""
    if row.index == row.table.body[0] or not Row(row.view, row.table, row.index - 1).is_empty:
        return False
    texts = [entry.value for entry in row.filled if isinstance(entry.value, str)]
    asks = any(is_known(entry.text) and best_role(entry.text) in TIMES for entry in row.entries(*TIMES))
    return asks and len(texts) == len(row.filled) > 1


def _row_facts(row: Row, section: Role | None) -> Iterator[Fact]:
    if row.is_example or _is_label_row(row):
        return
    kind = row.table.kind
    if kind is Kind.ASSESSMENTS:
        yield from logged(row)
        yield from meeting_in_log(row)
    elif kind is Kind.MEETINGS:
        yield from _event(row, section)
        yield from revision_among(row)
    elif kind is Kind.REVISIONS:
        yield from revision_in(row)
    elif revised := list(revision_among(row)):
        yield from revised
    else:
        yield from meeting_among(row, *_SUBJECTS) if section is not Role.ASSESSMENT else ()
        if _belongs(row):
            yield from _activity(row, section)
            yield from in_diary(row, *_SUBJECTS) if section is Role.ASSESSMENT else ()


def _event(row: Row, section: Role | None) -> Iterator[Fact]:
    """The assessment, the course or the meeting that a row of a diary or of a list of meetings is about."""
    stated = row.text(Role.KIND) or ""
    meeting = meeting_named(stated)
    if known_method(stated) is not None and meeting is None:
        yield from in_diary(row, Role.KIND)
    elif stated and meeting is None and (section is Role.COURSE or ActivityType.KURS in activity_types(stated)):
        yield from _activity(row, Role.COURSE, Role.KIND)
    elif _told(row) is None:
        yield from meeting_in(row)


def _is_label_row(row: Row) -> bool:
    """Whether a row is a label below the table, with nothing but itself or an answer beside it.

    Where the table begins with times, so does every row of its own, and no label does.
    """
    first = row.filled[0].value if row.filled else None
    if not isinstance(first, str):
        return False
    role = best_role(first)
    if row.filled[0].column.role in TIMES and period(first) is None and (named_part(first) or field_of(first)):
        return True
    asks = is_known(first) and role in (Role.DONE, Role.SIGNATURE, Role.CERTIFICATE)
    return asks or (first.rstrip().endswith(":") and role is not None)


def _belongs(row: Row) -> bool:
    """Whether the row is one of the table's: it names a subject, and no label of something else."""
    subjects = list(row.answers(*_SUBJECTS))
    typed = [entry for entry in row.entries(*TYPED) if _is_typed(entry)]
    if not subjects:
        return bool(row.table.scope) and any(True for _ in row.answers(Role.ASSESSMENT))
    text = subjects[0].text
    if named_codes(text):
        return True
    if field_of(text) is not None and not any(entry.column.role is Role.DELMAL for entry in typed):
        return False
    if is_introduction(text) and not row.table.scope:
        return any(not isinstance(entry.value, str) or period(entry.value) is not None for entry in typed)
    if part_of(text) is not None and not row.table.scope:
        return any(entry.column.role is Role.DELMAL for entry in typed) or sum(map(is_certain, typed)) >= 2
    names = bool(row.table.scope) or (topic_of(text) is None and best_role(text) is None)
    return bool(typed) or (names and _is_alone_plausible(row))


def _is_typed(entry: Entry) -> bool:
    """Whether a cell holds the sort of value that its heading asks for."""
    value = entry.value
    if entry.column.role is Role.DELMAL:
        return isinstance(value, str) and bool(exact_codes(value) or named_codes(value))
    if entry.column.role in (Role.START, Role.END, Role.DATE, Role.PLANNED):
        return not isinstance(value, str) or bool(days(value)) or len(value) <= 24
    if entry.column.role is Role.ASSESSMENT:
        return isinstance(value, str) and is_answer(value)
    return not isinstance(value, str) or len(value) <= 40


def _is_alone_plausible(row: Row) -> bool:
    """A name without anything beside it counts only directly below another row of the table."""
    previous = row.index - 1
    return previous >= row.table.header[0] and any(
        row.view.rows[previous][column.index] is not None for column in row.table.columns
    )


def _activity(row: Row, section: Role | None, *subjects: Role) -> Iterator[Fact]:
    """One row that names activities: links to their delmål, and records of placements and courses.

    ``subjects`` are the roles of the columns that name them, where those are other than usual.
    """
    codes, mention = row.codes()
    span = row.span() or row.table.time
    for entry in row.answers(*(subjects or _SUBJECTS)):
        named = _with_role(entry, row.table, section)
        for activity in _activities(row, named, span):
            own = named_codes(activity.text) or codes
            if own and not _is_placement(row, named) and _is_assessment(activity.text, named.column.role):
                yield from _methods(activity, own)
                continue
            plain = replace(activity, text=without_codes(activity.text))
            yield from (
                ActivityLink(code, plain, mention if own is codes and mention else activity.cell) for code in own
            )
        yield from _records(row, named, span, codes)
    yield from _term_cells(row)
    named_beside = tuple(
        code for entry in row.answers(*_SUBJECTS) if isinstance(entry.value, str) for code in named_codes(entry.value)
    )
    for one, own in assessed(row):
        yield from (AssessmentLink(code, one, mention or one.cell) for code in own or codes or named_beside)


def _is_placement(row: Row, entry: Entry) -> bool:
    """Whether a row of placements goes from one day to another: it is one then, whatever its name reminds of."""
    ends = (Role.START, Role.END)
    return entry.column.role is Role.PLACEMENT and all(any(map(_is_typed, row.entries(end))) for end in ends)


def _is_assessment(text: str, role: Role) -> bool:
    return role is Role.ASSESSMENT or (known_method(text) is not None and not looks_like_activity(text))


def _methods(activity: Activity, codes: tuple[str, ...]) -> Iterator[AssessmentLink]:
    """A line among the activities that names methods: ``DOPS: a3, c6``."""
    for method, text in methods_in(without_codes(activity.text)):
        yield from (AssessmentLink(code, Assessment(method, text, activity.cell), activity.cell) for code in codes)


def _term_cells(row: Row) -> Iterator[ActivityLink]:
    """Delmål written in the cells of terms: the row's activity aims at them in that term."""
    subject = row.text(*_SUBJECTS)
    for entry in row.entries(Role.TERM):
        if subject is not None and isinstance(entry.value, str):
            activity = Activity(subject, activity_types(subject), entry.ref, entry.column.period)
            yield from (ActivityLink(code, activity, entry.ref) for code in exact_codes(entry.value))


def _with_role(entry: Entry, table: Table, section: Role | None) -> Entry:
    """The entry with the role that its section or table gives a column of names: a list of courses holds courses."""
    if section is None:
        role = {Kind.COURSES: Role.COURSE, Kind.PLACEMENTS: Role.PLACEMENT}.get(table.kind)
        if role is None or table.having(role) or entry.column.role in (Role.COURSE, Role.PLACEMENT):
            return entry
    else:
        role = section
    return Entry(replace(entry.column, role=role), entry.value, entry.ref)


def _activities(row: Row, entry: Entry, span: Period | None) -> Iterator[Activity]:
    """The activities of a subject cell; a placement or course is one, however many commas its name has."""
    if entry.column.role in (Role.PLACEMENT, Role.COURSE) and isinstance(entry.value, str) and "\n" not in entry.value:
        yield Activity(entry.value, _kinds(row, entry), entry.ref, span)
    else:
        yield from activities_from(entry, span)


def _kinds(row: Row, entry: Entry) -> frozenset[ActivityType]:
    if entry.column.role is Role.COURSE:
        return frozenset({ActivityType.KURS})
    kind = row.text(Role.KIND)
    kinds = activity_types(f"{kind}: {entry.text}" if kind else entry.text)
    return (
        kinds | {ActivityType.KLINISK}
        if entry.column.role is Role.PLACEMENT and ActivityType.KURS not in kinds
        else kinds
    )


def _records(row: Row, entry: Entry, span: Period | None, codes: tuple[str, ...]) -> Iterator[Placement | Course]:
    """The row as one placement, or each line of it as a course."""
    if not isinstance(entry.value, str) or _IN_PARENTHESES.fullmatch(entry.value):
        return
    name, kinds = without_codes(entry.value), _kinds(row, entry)
    own = named_codes(entry.value) or codes
    if entry.column.role is Role.COURSE:
        when = row.as_written(span)
        for line in entry.value.split("\n"):
            if is_answer(line):
                yield Course(without_codes(line.strip()), entry.ref, when, named_codes(line) or codes, completed(row))
    elif not _is_placement(row, entry) and (_is_assessment(name, Role.NAME) or topic_of(name) is Kind.REVISIONS):
        return
    elif entry.column.role is Role.PLACEMENT and ActivityType.KURS not in kinds:
        yield placement(row, name, entry.ref, span, own)
    else:
        yield from activity_record(row, name, kinds, entry.ref, own)
