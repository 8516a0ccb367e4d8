"""Matrices: activities or methods down the rows, delmål along the headings, ticks, dates or terms in the field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stexcel.layout.activities import activity_types
from stexcel.layout.answers import is_answer
from stexcel.layout.build import tick
from stexcel.layout.cells import Entry, Row
from stexcel.layout.dated import is_plan
from stexcel.layout.facts import ActivityLink, AssessmentLink, DatedAssessment, Extract, Fact, KeyRow
from stexcel.layout.methods import known_method, looks_like_method
from stexcel.layout.reading import Kind, Table
from stexcel.layout.roles import Role, best_role
from stexcel.layout.subjects import activity_record
from stexcel.layout.times import days, period
from stexcel.layout.topics import topic_of
from stexcel.layout.view import View
from stexcel.model import OTHER_METHOD, Activity, ActivityType, Assessment, DelmalRow

_LABELS = (
    Role.ACTIVITY,
    Role.ASSESSMENT,
    Role.PLACEMENT,
    Role.COURSE,
    Role.NAME,
    Role.TITLE,
    Role.DELMAL,
    Role.IGNORED,
)
_LONGEST_TICK = 20
_MANY = 5
_OF_TOPIC = {
    Kind.COURSES: Role.COURSE,
    Kind.PLACEMENTS: Role.PLACEMENT,
    Kind.ASSESSMENTS: Role.ASSESSMENT,
    Kind.ACTIVITIES: Role.ACTIVITY,
}
_SECTIONS = {
    Role.COURSE: ActivityType.KURS,
    Role.PLACEMENT: ActivityType.KLINISK,
    Role.ACTIVITY: None,
    Role.ASSESSMENT: None,
}


def read_matrix(view: View, table: Table) -> Extract:
    """Every tick as a link between the row's activity or method and the delmål of its column.

    The delmål of the headings exist even where nothing is ticked below them.
    """
    facts: list[Fact] = [_axis(view, table, code) for column in table.having(Role.CODE_MARKS) for code in column.codes]
    rows: list[int] = []
    section: Role | None = None
    assessing = _is_assessing(view, table)
    for index in range(table.body[0], min(table.body[1], view.height - 1) + 1):
        row = Row(view, table, index)
        label = _label(row)
        if label is None or row.is_example:
            continue
        rows.append(index)
        filled = list(row.entries(Role.CODE_MARKS))
        if _is_text_row(filled):
            continue
        section = _group_beside(view, table, index) or section
        ticked = [entry for entry in filled if tick(entry)[0]]
        if not ticked and _is_section(row, label):
            section = _section_role(label.text)
            continue
        facts.extend(_row_facts(row, label, ticked, section, assessing))
    return Extract(tuple(facts), tuple(rows))


def _is_text_row(filled: Sequence[Entry]) -> bool:
    """Whether the cells of the field hold texts of their own rather than ticks, as in a row of titles."""
    texts = [entry.text for entry in filled if tick(entry)[1]]
    long = sum(1 for text in texts if len(text) > _LONGEST_TICK)
    return long * 2 > len(filled) or (len(filled) >= _MANY and len(set(texts)) > 0.7 * len(filled))


def _group_beside(view: View, table: Table, row: int) -> Role | None:
    """What a group heading left of the labels, merged over its rows, says of the row."""
    texts = (view.spread(row, column) for column in range(table.columns[0].index))
    topics = (topic_of(text) for text in texts if isinstance(text, str))
    return next((_OF_TOPIC[topic] for topic in topics if topic in _OF_TOPIC), None)


def _axis(view: View, table: Table, code: str) -> KeyRow:
    column = next(column for column in table.columns if column.codes == (code,))
    return KeyRow(code, DelmalRow(view.ref(table.header[1], column.index)))


def _label(row: Row) -> Entry | None:
    """The cell that names what the row is: the first text left of the ticks."""
    return next(
        (
            entry
            for column in row.table.columns
            if column.role in _LABELS
            for entry in row.entries(column.role)
            if isinstance(entry.value, str) and is_answer(entry.value)
        ),
        None,
    )


def _is_section(row: Row, label: Entry) -> bool:
    """Whether a row without ticks is a heading inside the matrix: alone in its row and known as a heading."""
    others = [column for column in row.table.columns if column is not label.column]
    alone = all(row.view.rows[row.index][column.index] is None for column in others)
    return alone and (best_role(label.text) is not None or topic_of(label.text) is not None)


def _section_role(text: str) -> Role | None:
    role = best_role(text)
    if role in _SECTIONS:
        return role
    return _OF_TOPIC.get(topic_of(text) or Kind.OTHER, Role.ACTIVITY)


def _is_assessing(view: View, table: Table) -> bool:
    """Whether the rows of the matrix are methods: the heading says so, or most of the labels do."""
    label = next((column for column in table.columns if column.role in _LABELS), None)
    texts = [
        value
        for row in range(table.body[0], min(table.body[1], view.height - 1) + 1)
        if label and isinstance(value := view.rows[row][label.index], str)
    ]
    methods = sum(1 for text in texts if known_method(text) is not None)
    named = label is not None and label.role is Role.ASSESSMENT
    return methods * 2 > len(texts) or (named and methods * 4 >= len(texts))


def _row_facts(row: Row, label: Entry, ticked: list[Entry], section: Role | None, assessing: bool) -> Iterator[Fact]:
    codes = tuple(code for entry in ticked for code in entry.column.codes)
    by_section = section is Role.ASSESSMENT or (section is None and assessing)
    if by_section or (known_method(label.text) is not None and looks_like_method(label.text) and section is None):
        yield from (
            AssessmentLink(code, Assessment(known_method(label.text) or OTHER_METHOD, label.text, entry.ref), entry.ref)
            for entry in ticked
            for code in entry.column.codes
        )
        yield from _dated(row, label, ticked)
        return
    span = row.span()
    kind = _SECTIONS.get(section) if section else None
    kinds = frozenset({kind}) if kind else activity_types(label.text)
    yield from (
        ActivityLink(code, Activity(label.text, kinds, entry.ref, period(entry.value) or span), entry.ref)
        for entry in ticked
        for code in entry.column.codes
    )
    yield from activity_record(row, label.text, kinds, label.ref, codes)


def _dated(row: Row, label: Entry, ticked: list[Entry]) -> Iterator[DatedAssessment]:
    """The ticks that are days: the method was used then."""
    method = known_method(label.text)
    if method is not None and not is_plan(row.table.title):
        yield from (
            DatedAssessment(code, Assessment(method, label.text, entry.ref), day)
            for entry in ticked
            for code in entry.column.codes
            for day in days(entry.value)
        )
