"""Columns of logs of assessments: the setting and the outcome beside the method."""

from __future__ import annotations

from dataclasses import replace

from stexcel.layout.content import Content
from stexcel.layout.methods import known_method
from stexcel.layout.reading import Column
from stexcel.layout.roles import Role, roles_of

_SUBJECTS = frozenset({Role.ACTIVITY, Role.PLACEMENT, Role.COURSE, Role.NAME})
_OF_PLANS = frozenset({Role.PLANNED, Role.DONE, Role.START, Role.END, Role.PERCENT, Role.TITLE})
"""What a log of assessments has no columns for."""
_SURE = 0.9
_METHODS = 0.6
"""Share of the cells that name a listed method, from which a column surely holds methods."""

_OF_OTHERS = (_OF_PLANS | _SUBJECTS | {Role.ASSESSMENT, Role.KIND}) - {Role.NAME}
"""What a diary has no columns for, or what tells already what its rows are."""
_EVENTS = 0.5
"""Share of the names in a diary that are meetings or methods; the others are courses and whatever else happened."""


def as_log(columns: list[Column], contents: dict[int, Content], guessed: str) -> list[Column]:
    """In a log of assessments (days, methods, assessors) activities are the setting in which one was made.

    They are where only their content makes them activities. In a log by day they are under any heading, if an assessor
    or the method before them shows that the row is about the assessment. ``guessed`` is the reason of a role that only
    the content gave.
    """
    roles = {column.role for column in columns}
    methods = [
        column.index
        for column in columns
        if column.role is Role.ASSESSMENT
        and contents[column.index].method >= _METHODS
        and contents[column.index].filled > 1
    ]
    by_day, assessor = columns[0].role is Role.DATE, Role.ASSESSOR in roles
    if not methods or roles & _OF_PLANS or not (by_day or (assessor and Role.DATE in roles)):
        return columns
    return [
        replace(column, role=Role.CONTENT, reason="sammanhanget i en logg över bedömningar")
        if column.role in _SUBJECTS
        and (column.reason == guessed or (by_day and (assessor or column.index > methods[0])))
        else column
        for column in columns
    ]


def as_diary(columns: list[Column], contents: dict[int, Content]) -> list[Column]:
    """In a diary (days and delmål, no plans) names that are mostly meetings and methods tell what each row is.

    They stand under ``Händelse`` or ``Vad``, and under ``Kod``, which would be a delmål if it held any.
    """
    roles = {column.role for column in columns}
    if not {Role.DATE, Role.DELMAL} <= roles or roles & _OF_OTHERS:
        return columns
    return [
        replace(column, role=Role.KIND, score=_SURE, reason="möten och bedömningar i en dagbok")
        if column.role in (Role.NAME, Role.DELMAL) and _names_events(contents[column.index])
        else column
        for column in columns
    ]


def _names_events(content: Content) -> bool:
    return content.meeting > 0 and content.meeting + content.method >= _EVENTS and content.codes == 0


def without_verdicts(columns: list[Column]) -> list[Column]:
    """``Ok`` under ``Återkoppling`` beside the method is its outcome, and no further method that is ticked."""
    if not any(column.role is Role.ASSESSMENT for column in columns):
        return columns
    return [
        replace(column, role=Role.COMMENT, method=False, reason="utfallet av bedömningen bredvid")
        if column.role is Role.MARKS and _tells_outcome(column)
        else column
        for column in columns
    ]


def _tells_outcome(column: Column) -> bool:
    """Whether a heading over ticks asks for a remark or an assessment without naming any method."""
    remark = any(role is Role.COMMENT and weight >= _SURE for role, weight in roles_of(column.header))
    return remark or (column.method and known_method(column.header) is None and not column.group)
