"""The best role for one column by itself: what its heading names, weighed against what its cells hold."""

from __future__ import annotations

from stexcel.layout.content import Content
from stexcel.layout.header_cells import HeaderCell
from stexcel.layout.methods import known_method, names_method
from stexcel.layout.reading import Column
from stexcel.layout.roles import Role, roles_of

ACTIVITY_ROLES = frozenset({Role.ACTIVITY, Role.PLACEMENT, Role.COURSE, Role.NAME})
_FULFILMENT = frozenset({Role.DONE, Role.NOT_DONE, Role.CERTIFICATE, Role.CHECKED, Role.SIGNATURE})
_TIME_ROLES = frozenset({Role.PLANNED, Role.START, Role.END, Role.DATE, Role.NEXT})
_PEOPLE = (Role.SUPERVISOR, Role.ASSESSOR, Role.RESPONSIBLE)
_UNKNOWN = 0.3
BY_CONTENT = "innehållet"
"""The reason of a role that the heading does not name."""


def column_of(cell: HeaderCell, content: Content) -> Column:
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
    assessing = group_roles(cell) if cell.above else {named for named, _ in cell.roles}
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


def group_roles(cell: HeaderCell) -> set[Role]:
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
    if role in ACTIVITY_ROLES:
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
    grouped = group_roles(cell)
    in_group = bool(grouped & {Role.ACTIVITY, Role.ASSESSMENT}) and not named & _FULFILMENT
    if ticks >= 0.6 and (known_method(cell.text) is not None or in_group):
        suggested.append((Role.MARKS, 0.95))
    elif content.marks + brief >= 0.6 and not named & _FULFILMENT:
        suggested.append((Role.MARKS, 0.7 if named & ACTIVITY_ROLES or Role.ASSESSMENT in named else 0.6))
    elif ticks >= 0.6 and (not named or named & ACTIVITY_ROLES):
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
