"""Which role a column has: its heading and its content are two witnesses, and the heading does not win alone."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from stexcel.layout.content import Content, content_of
from stexcel.layout.header_cells import Header, HeaderCell
from stexcel.layout.log_columns import as_diary, as_log, without_verdicts
from stexcel.layout.methods import known_method, names_method
from stexcel.layout.reading import Column
from stexcel.layout.roles import Role, roles_of
from stexcel.layout.text import fold
from stexcel.layout.view import View
from stexcel.workbook import Cell

_ACTIVITY_ROLES = frozenset({Role.ACTIVITY, Role.PLACEMENT, Role.COURSE, Role.NAME})
_FULFILMENT = frozenset({Role.DONE, Role.NOT_DONE, Role.CERTIFICATE, Role.CHECKED, Role.SIGNATURE})
_TIME_ROLES = frozenset({Role.PLANNED, Role.START, Role.END, Role.DATE, Role.NEXT})
_PEOPLE = (Role.SUPERVISOR, Role.ASSESSOR, Role.RESPONSIBLE)
_OWN_NAME = frozenset({"benämning", "rubrik", "titel", "namn", "ämne", "name", "topic"})
_UNKNOWN = 0.3
_SURE = 0.9
_HOLDS = 0.6
"""Share of cells with methods from which a column surely holds them."""
_HIGHEST = 24
"""More goals than any group has."""
BY_CONTENT = "innehållet"
"""The reason of a role that the heading does not name."""
OF_ASSESSMENT = "datum för bedömningen"
"""The reason why a column of dates is none of fulfilment."""


def assign(view: View, header: Header, rows: Sequence[int]) -> tuple[tuple[Column, ...], dict[int, Content]]:
    """The role of every column of a table, with the content of each by column index."""
    contents = {cell.column: content_of(view, cell.column, rows) for cell in header.cells}
    columns = _with_title([_column(cell, contents[cell.column]) for cell in header.cells])
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
    if not {Role.PLACE, Role.START, Role.END} <= roles or roles & {*_ACTIVITY_ROLES, Role.ASSESSMENT}:
        return columns
    return [
        replace(column, role=Role.PLACEMENT, reason="plats med från och till") if column.role is Role.PLACE else column
        for column in columns
    ]


def _with_activity(columns: list[Column], contents: dict[int, Content]) -> list[Column]:
    """A table of delmål has activities: where no heading says which column, the one that reads most like them."""
    roles = {column.role for column in columns}
    if Role.DELMAL not in roles or roles & {*_ACTIVITY_ROLES, Role.MARKS, Role.TERM}:
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


def _column(cell: HeaderCell, content: Content) -> Column:
    """The best role for one column by itself."""
    if len(cell.codes) == 1:
        return Column(cell.column, cell.text, Role.CODE_MARKS, 1.0, "delmål i rubriken", codes=cell.codes)
    if cell.period is not None:
        return Column(cell.column, cell.text, Role.TERM, 1.0, "tid i rubriken", period=cell.period)
    scored = {role: weight + _support(role, content) for role, weight in cell.roles}
    for role, weight in _by_content(cell, content):
        scored[role] = max(scored.get(role, 0.0), weight)
    if not scored:
        return Column(cell.column, cell.text, Role.IGNORED, _UNKNOWN, "okänd rubrik", group=cell.above)
    role = max(scored, key=lambda one: (scored[one], one.value))
    by_header = any(role is named for named, _ in cell.roles)
    reason = "rubriken" if by_header else BY_CONTENT
    assessing = _group_roles(cell) if cell.above else {named for named, _ in cell.roles}
    method = names_method(cell.text) or Role.ASSESSMENT in assessing
    return Column(
        cell.column,
        cell.text,
        role,
        round(min(scored[role], 1.0), 2),
        reason,
        period=cell.time,
        method=method and role is Role.MARKS,
        group=cell.above,
    )


def _group_roles(cell: HeaderCell) -> set[Role]:
    """What the group that a heading stands under may mean."""
    return {role for role, _ in roles_of(cell.above)}


def _support(role: Role, content: Content) -> float:
    """How far the content speaks for (or against) a role that the heading names."""
    if content.filled == 0:
        return 0.0
    if role is Role.DELMAL:
        share = max(content.single_code, content.codes)
        return 0.4 * share if share >= 0.3 else -0.7
    if role in _TIME_ROLES:
        return 0.2 * content.time if content.time >= 0.3 or content.filled < 3 else -0.3
    if role is Role.ASSESSMENT:
        wrong = max(content.marks, content.time - content.method, content.codes)
        return -0.6 if wrong > 0.6 else 0.35 * content.method - (0.25 if content.method_like < 0.2 else 0.0)
    if role in _ACTIVITY_ROLES:
        wrong = max(content.marks, content.time, content.codes, content.requirement, content.share)
        return -0.6 if wrong > 0.6 else -0.45 * (content.method >= 0.75) + 0.1 * content.text
    if role is Role.KIND:
        return -0.5 if content.method >= 0.75 > content.meeting and content.filled > 1 else 0.0
    if role is Role.TITLE:
        return -0.8 if content.single_code > 0.5 or content.marks > 0.5 else 0.15 * content.requirement
    if (role is Role.CHANGE and content.time > 0.6) or (role is Role.EXTENT and content.share > 0.6):
        return -0.6
    if role in (Role.CONTENT, Role.COMMENT, Role.CHANGE, *_PEOPLE):
        return -0.6 if content.marks > 0.6 else 0.0
    if role is Role.MONTHS:
        return -0.6 if content.time > 0.6 else 0.0
    if role is Role.PERCENT:
        wordy = content.text > 0.6 and content.number < 0.3
        return -0.7 if wordy or (content.marks > 0.6 and content.number < 0.5) else 0.0
    return 0.0


def _by_content(cell: HeaderCell, content: Content) -> list[tuple[Role, float]]:
    """Roles that the content alone suggests, whatever the heading says."""
    if content.filled == 0:
        return []
    named = {role for role, _ in cell.roles}
    suggested: list[tuple[Role, float]] = []
    if content.label >= 0.8 and content.filled >= 4 and not named:
        return [(Role.KIND, 0.8)]
    if content.single_code >= 0.7 and content.distinct_codes >= 2:
        suggested.append((Role.DELMAL, 0.75))
    of_one_sort = _of_one_sort(named, content)
    if of_one_sort is not None:
        return [of_one_sort]
    brief = content.brief if content.blanks or content.marks + content.time > 0 else 0.0
    ticks = content.marks + content.time + brief
    grouped = _group_roles(cell)
    in_group = bool(grouped & {Role.ACTIVITY, Role.ASSESSMENT}) and not named & _FULFILMENT
    if ticks >= 0.6 and (known_method(cell.text) is not None or in_group):
        suggested.append((Role.MARKS, 0.95))
    elif content.marks + brief >= 0.6 and not named & _FULFILMENT:
        suggested.append((Role.MARKS, 0.7 if named & _ACTIVITY_ROLES or Role.ASSESSMENT in named else 0.6))
    elif ticks >= 0.6 and (not named or named & _ACTIVITY_ROLES):
        suggested.append((Role.MARKS, 0.6))
    if content.requirement >= 0.6:
        suggested.append((Role.TITLE, 0.65))
    meets = content.meeting >= content.method and Role.ASSESSMENT not in named | grouped
    if content.method >= 0.6 and content.filled >= 2 and not meets:
        sure = Role.ASSESSMENT in grouped or (content.method >= 0.8 and content.filled >= 3)
        suggested.append((Role.ASSESSMENT, 0.95 if sure else 0.6))
    elif content.activity >= 0.5 and content.filled >= 3 and not cell.roles:
        suggested.append((Role.ACTIVITY, 0.5))
    return suggested


def _of_one_sort(named: set[Role], content: Content) -> tuple[Role, float] | None:
    """The role of a column of nothing but degrees or times, if its heading leaves that open."""
    if content.share >= 0.6 and not named & _FULFILMENT:
        return Role.PERCENT, 0.9
    if Role.CHANGE in named and content.time >= 0.8:
        return Role.DATE, 0.8
    if Role.MONTHS in named and content.time >= 0.8:
        return Role.PLANNED, 0.9
    return (Role.PLANNED, 0.5) if not named and content.time >= 0.8 and not content.blanks else None


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
    assessing = {cell.column for cell in header.cells if Role.ASSESSMENT in _group_roles(cell)}
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
