"""Which role a column has: its heading and its content are two witnesses, and the heading does not win alone."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from stexcel.layout.column_roles import ACTIVITY_ROLES, BY_CONTENT, column_of, group_roles
from stexcel.layout.content import Content, content_of
from stexcel.layout.header_cells import Header
from stexcel.layout.log_columns import as_diary, as_log, without_verdicts
from stexcel.layout.reading import Column
from stexcel.layout.roles import Role
from stexcel.layout.text import fold
from stexcel.layout.view import View
from stexcel.workbook import Cell

_OWN_NAME = frozenset({"benämning", "rubrik", "titel", "namn", "ämne", "name", "topic"})
_SURE = 0.9
_HOLDS = 0.6
"""Share of cells with methods from which a column surely holds them."""
_HIGHEST = 24
"""More goals than any group has."""
OF_ASSESSMENT = "datum för bedömningen"
"""The reason why a column of dates is none of fulfilment."""


def assign(view: View, header: Header, rows: Sequence[int]) -> tuple[tuple[Column, ...], dict[int, Content]]:
    """The role of every column of a table, with the content of each by column index."""
    contents = {cell.column: content_of(view, cell.column, rows) for cell in header.cells}
    columns = _with_title([column_of(cell, contents[cell.column]) for cell in header.cells])
    columns = _with_placement(_one_status(_without_assessment_dates(_one_key(columns, contents), header)))
    columns = _by_methods(_settle_methods(columns, header), header, contents)
    columns = _with_assessment(_with_activity(columns, contents), contents)
    return tuple(as_diary(without_verdicts(as_log(columns, contents, BY_CONTENT)), contents)), contents


def with_numbered_key(
    view: View, columns: Sequence[Column], contents: dict[int, Content], rows: Sequence[int]
) -> tuple[tuple[Column, ...], dict[int, Content]]:
    """Where a title names the goal group and no column has codes, a column of running numbers is the key."""
    if any(contents[column.index].single_code > 0 or column.role is Role.CODE_MARKS for column in columns):
        return tuple(columns), contents
    for column in columns[:2]:
        numbers = [_whole(view.rows[row][column.index]) for row in rows if view.rows[row][column.index] is not None]
        found = [number for number in numbers if number is not None]
        if len(found) >= 2 and len(found) * 2 > len(numbers) and found == sorted(set(found)) and found[-1] <= _HIGHEST:
            key = replace(column, role=Role.DELMAL, score=0.8, reason="löpande nummer under målgruppens rubrik")
            content = Content(len(found), len(found), ascending=True, single_code=1.0, codes=1.0)
            others = [key if other is column else other for other in columns]
            return tuple(others), {**contents, column.index: content}
    return tuple(columns), contents


def _whole(value: Cell) -> int | None:
    """A whole number as a number or as text with a full stop; ``None`` for all else."""
    if isinstance(value, str) and value.rstrip(".").isdecimal():
        return int(value.rstrip("."))
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _with_placement(columns: list[Column]) -> list[Column]:
    """A place with from and to is a placement, where the table has no other subject."""
    roles = {column.role for column in columns}
    if not {Role.PLACE, Role.START, Role.END} <= roles or roles & {*ACTIVITY_ROLES, Role.ASSESSMENT}:
        return columns
    return [
        replace(column, role=Role.PLACEMENT, reason="plats med från och till") if column.role is Role.PLACE else column
        for column in columns
    ]


def _with_activity(columns: list[Column], contents: dict[int, Content]) -> list[Column]:
    """A table of delmål has activities: where no heading says which column, the one that reads most like them."""
    roles = {column.role for column in columns}
    if Role.DELMAL not in roles or roles & {*ACTIVITY_ROLES, Role.MARKS, Role.TERM}:
        return columns
    if any(column.role is Role.KIND and contents[column.index].label >= 0.8 for column in columns):
        unknown = [column for column in columns if column.role in (Role.IGNORED, Role.TITLE, Role.CONTENT)]
    else:
        unknown = [
            column for column in columns if column.role is Role.IGNORED and contents[column.index].activity >= 0.5
        ]
    best = max(unknown, key=lambda column: (contents[column.index].activity, contents[column.index].text), default=None)
    return [
        replace(column, role=Role.ACTIVITY, score=0.5, reason=BY_CONTENT) if column is best else column
        for column in columns
    ]


def _with_assessment(columns: list[Column], contents: dict[int, Content]) -> list[Column]:
    """Likewise for assessments, where no heading is known and no other column can be them."""
    roles = {column.role for column in columns}
    if Role.DELMAL not in roles or Role.ASSESSMENT in roles or any(column.method for column in columns):
        return columns
    unknown = [column for column in columns if column.role is Role.IGNORED and contents[column.index].method >= 0.3]
    best = max(unknown, key=lambda column: contents[column.index].method, default=None)
    return [
        replace(column, role=Role.ASSESSMENT, score=0.5, reason=BY_CONTENT) if column is best else column
        for column in columns
    ]


def _one_key(columns: list[Column], contents: dict[int, Content]) -> list[Column]:
    """At most one key column of delmål: the one whose cells are codes; the others hold titles."""
    keys = [column for column in columns if column.role is Role.DELMAL]
    if len(keys) < 2:
        return columns
    best = max(
        keys,
        key=lambda key: (contents[key.index].codes + contents[key.index].single_code, key.score, -key.index),
    )
    return [
        Column(column.index, column.header, Role.TITLE, column.score, "en annan kolumn har koderna")
        if column.role is Role.DELMAL and column is not best
        else column
        for column in columns
    ]


def _with_title(columns: list[Column]) -> list[Column]:
    """A name right of the delmål is the delmål's own, not that of an activity."""
    keys = {column.index for column in columns if column.role is Role.DELMAL}
    return [
        replace(column, role=Role.TITLE, reason="namnet på delmålet")
        if column.role is Role.NAME and column.index - 1 in keys and fold(column.header) in _OWN_NAME
        else column
        for column in columns
    ]


def _one_status(columns: list[Column]) -> list[Column]:
    """Where one of several columns of status speaks of the goal, the others speak of its activities."""
    of_goal = [column for column in columns if column.role is Role.DONE and "mål" in column.header.casefold()]
    if len(of_goal) != 1:
        return columns
    return [
        replace(column, role=Role.COMMENT, reason="en annan kolumn gäller målet")
        if column.role is Role.DONE and column is not of_goal[0] and "status" in column.header.casefold()
        else column
        for column in columns
    ]


def _without_assessment_dates(columns: list[Column], header: Header) -> list[Column]:
    """When an assessment was made is not when the delmål was reached, if the table has another column for that."""
    speaking = (Role.DONE, Role.SIGNATURE, Role.CERTIFICATE, Role.DATE)
    assessing = {cell.column for cell in header.cells if Role.ASSESSMENT in group_roles(cell)}
    assessing |= {
        after.index
        for before, after in itertools.pairwise(columns)
        if before.role is Role.ASSESSMENT and after.role is Role.DATE
    }
    if not any(
        column.role in speaking and column.role is not Role.DATE and column.index not in assessing for column in columns
    ):
        return columns
    return [
        Column(column.index, column.header, Role.COMMENT, column.score, OF_ASSESSMENT)
        if column.role in speaking and column.index in assessing
        else column
        for column in columns
    ]


def _by_methods(columns: list[Column], header: Header, contents: dict[int, Content]) -> list[Column]:
    """Where the methods stand under ``Metod`` and not under ``Bedömningar`` before it, that is a remark or a title."""
    asking = {cell.column for cell in header.cells if any(role is Role.ASSESSMENT for role, _ in cell.roles)}
    methods = {one.index: contents[one.index].method * contents[one.index].filled for one in columns}
    holding = [one for one in columns if one.index in asking and contents[one.index].method >= _HOLDS]
    holding = [one for one in holding if methods[one.index] == max(methods.values())]
    named = [one for one in columns if one.role is Role.ASSESSMENT]
    if len(holding) != 1 or len(named) != 1 or methods[named[0].index] > methods[holding[0].index] / 2:
        return columns
    roles = {holding[0].index: Role.ASSESSMENT, named[0].index: Role.COMMENT}
    return [
        replace(one, role=roles[one.index], score=_SURE, reason="metoderna står i en av två kolumner")
        if one.index in roles
        else one
        for one in columns
    ]


def _settle_methods(columns: list[Column], header: Header) -> list[Column]:
    """``Metod`` beside ``Uppföljning`` is how one learns; beside ``Aktivitet`` or ``Bedömare`` how one is assessed."""
    candidates = {cell.column: dict(cell.roles) for cell in header.cells}
    strong = {
        role
        for role in (Role.ACTIVITY, Role.ASSESSMENT)
        if any(c.role is role and candidates[c.index].get(role, 0) >= 0.8 for c in columns)
    }
    if any(column.role is Role.ASSESSOR for column in columns) and Role.ASSESSMENT not in strong:
        strong.add(Role.ACTIVITY)
    settled = []
    for column in columns:
        own = candidates[column.index]
        other = {Role.ACTIVITY: Role.ASSESSMENT, Role.ASSESSMENT: Role.ACTIVITY}.get(column.role)
        if (
            other is not None
            and own.get(column.role, 0) < 0.8
            and other in own
            and column.role in strong
            and other not in strong
        ):
            column = Column(column.index, column.header, other, own[other], "en annan kolumn har rollen")
        settled.append(column)
    return settled
