"""Tables whose rows are delmål: one row each, or several rows (one per activity) under a merged or blank code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from stexcel.layout.activities import activity_types, looks_like_activity, split_activities
from stexcel.layout.answers import is_answer
from stexcel.layout.build import (
    activities_from,
    assessments_from,
    ticked_activity,
    unique_activities,
    unique_assessments,
)
from stexcel.layout.cells import Entry, Row, codes_in
from stexcel.layout.columns import OF_ASSESSMENT
from stexcel.layout.dated import dated_assessments
from stexcel.layout.delmal_text import exact_codes, group_heading, leading_code
from stexcel.layout.done import DoneCell, read_done
from stexcel.layout.facts import Extract, Fact, KeyRow
from stexcel.layout.marks import options, ticked_of
from stexcel.layout.methods import names_method
from stexcel.layout.reading import Table
from stexcel.layout.roles import Role, best_role
from stexcel.layout.view import View
from stexcel.model import Activity, ActivityType, Assessment, CellRef, DelmalRow, Done, Period, Value
from stexcel.workbook import Cell

_ACTIVITY = (Role.ACTIVITY, Role.PLACEMENT, Role.COURSE, Role.NAME)
_CONTENT = (
    *_ACTIVITY,
    Role.ASSESSMENT,
    Role.MARKS,
    Role.TERM,
    Role.DONE,
    Role.PLANNED,
    Role.START,
    Role.DATE,
)


_WITH_ST = re.compile(r"\bst\s?-?\s?[abc]", re.IGNORECASE)
_LETTERS = {
    "k": frozenset({ActivityType.KURS}),
    "p": frozenset({ActivityType.KLINISK}),
    "t": frozenset({ActivityType.KLINISK}),
    "kt": frozenset({ActivityType.KLINISK}),
    "a": frozenset({ActivityType.AUSKULTATION}),
}
"""Abbreviated types of activities: kurs, placering, tjänstgöring, klinisk tjänstgöring, auskultation."""
_BULLETED = re.compile(r"\s*(?:[-–—•*·○▪]|\d{1,2}[.)]\s)")
_FEW_TITLES, _MOST_TITLED = 3, 0.7
"""How many delmål, and which share of them, have a title of their own above their activities in a column of titles."""


@dataclass(slots=True)
class Group:
    """The rows of one delmål of a table, and the cell that names it."""

    codes: tuple[str, ...]
    cell: CellRef
    title: str | None
    rows: list[Row] = field(default_factory=list)


def read_delmal_table(view: View, table: Table) -> Extract:
    """The delmål of a table, each with what its rows say."""
    groups = list(groups_of(view, table))
    titled = _titled(groups)
    per_delmal = _done_per_delmal(table, groups)
    facts: list[Fact] = [
        KeyRow(code, _delmal_row(table, group, titled, per_delmal=per_delmal))
        for group in groups
        for code in group.codes
    ]
    for group in groups:
        for row in group.rows:
            dates = [entry for entry in row.entries(Role.COMMENT) if entry.column.reason == OF_ASSESSMENT]
            facts.extend(dated_assessments(row.entries(Role.ASSESSMENT, Role.MARKS), group.codes, dates))
    return Extract(tuple(facts), tuple(row.index for group in groups for row in group.rows))


def groups_of(view: View, table: Table) -> Iterator[Group]:
    """The delmål of the table from the top, each with its rows; rows that are still empty belong to none."""
    key = table.first(Role.DELMAL)
    if key is None:
        return
    group: Group | None = None
    letter = _letter(table.title) or _letter(table.sheet)
    for index in range(table.body[0], min(table.body[1], view.height - 1) + 1):
        row = Row(view, table, index)
        origin = view.origin(index, key.index)
        value = view.rows[origin[0]][origin[1]]
        letter = _letter(value) or letter
        codes = codes_in(value) or _numbered(value, letter)
        if codes and row.is_example:
            continue
        if group is not None and (codes == group.codes if codes else value is None and _continues(row, group)):
            group.rows.append(row)
            continue
        if group is not None and (codes or not row.is_empty):
            yield group
            group = None
        if codes:
            group = Group(codes, view.ref(*origin), _title(row, value), [row])
    if group is not None:
        yield group


def _letter(value: object) -> str | None:
    """Prefix and group that a heading such as ``STb-mål`` gives to the numbers below it."""
    if not isinstance(value, str):
        return None
    group = group_heading(value)
    return None if group is None else ("ST" + group if _WITH_ST.search(value) else group)


def _numbered(value: object, letter: str | None) -> tuple[str, ...]:
    """A bare number below a heading that names the goal group."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if letter is None or not isinstance(text, str) or not text.rstrip(".").isdigit():
        return ()
    return exact_codes(f"{letter}{text.rstrip('.')}")


def _continues(row: Row, group: Group) -> bool:
    """Whether a row without a code goes on with the delmål above it."""
    return row.index - group.rows[-1].index <= 1 and not row.is_empty and any(True for _ in row.entries(*_CONTENT))


def _title(row: Row, value: object) -> str | None:
    leading = leading_code(value) if isinstance(value, str) else None
    return leading[1] if leading else row.text(Role.TITLE)


def _delmal_row(table: Table, group: Group, titled: Set[int], *, per_delmal: bool) -> DelmalRow:
    several = len(group.rows) > 1
    return DelmalRow(
        group.cell,
        title=group.title or next((one for row in group.rows if (one := _own_title(row, titled))), None),
        requirement=next((text for row in group.rows if (text := row.text(Role.TITLE))), None),
        activities=unique_activities(one for row in group.rows for one in _activities(row, titled, several=several)),
        assessments=_without_bare_dates(unique_assessments(one for row in group.rows for one in _assessments(row))),
        planned=tuple(dict.fromkeys(one for row in group.rows for one in _planned(table, row)))
        or _of_sheet(table, group.cell),
        done=_done(table, group, per_delmal=per_delmal),
    )


def _titled(groups: Sequence[Group]) -> Set[int]:
    """The columns of activities in which most delmål have their own title above the list, ``ETIK`` and then ``- Kurs``.

    ``Kurs:`` above the courses of many delmål is none: a title is there only once.
    """
    above: dict[int, list[str]] = {}
    for row in (group.rows[0] for group in groups):
        for entry in row.entries(*_ACTIVITY):
            above.setdefault(entry.column.index, []).append(_listed(entry.value)[0].casefold())
    return {
        index
        for index, titles in above.items()
        if len(set(titles) - {""}) >= max(_FEW_TITLES, _MOST_TITLED * len(titles))
    }


def _listed(value: Cell) -> tuple[str, str]:
    """The line above a list in a cell, and the list: one that ends with a colon, or the only one without a bullet."""
    first, _, rest = value.strip().partition("\n") if isinstance(value, str) else ("", "", "")
    bullets = [_BULLETED.match(line) is not None for line in (first, *filter(str.strip, rest.split("\n")))]
    if len(bullets) > 1 and not bullets[0] and (first.rstrip().endswith(":") or all(bullets[1:])):
        return first.rstrip(" :"), rest
    return "", str(value)


def _own_title(row: Row, titled: Set[int]) -> str | None:
    return next((_listed(entry.value)[0] for entry in row.entries(*_ACTIVITY) if entry.column.index in titled), None)


def _says(row: Row) -> Role | None:
    """What the row holds, where a column tells (``Aktivitet`` above, ``Bedömning`` below)."""
    kind = row.text(Role.KIND)
    role = best_role(kind) if kind is not None else None
    return role if role in (Role.ACTIVITY, Role.ASSESSMENT) else None


def _named_kinds(row: Row) -> frozenset[ActivityType]:
    """The type of activity that a column of its own names."""
    kind = row.text(Role.KIND)
    if kind is None:
        return frozenset()
    kind = ", ".join(ticked_of(kind)) if options(kind) else kind
    if len(kind) <= 2:
        return _LETTERS.get(kind.casefold(), frozenset())
    return activity_types(kind) - {ActivityType.ANNAN} if looks_like_activity(kind) else frozenset()


def _activities(row: Row, titled: Set[int], *, several: bool) -> Iterator[Activity]:
    if _says(row) is Role.ASSESSMENT:
        return
    when = row.span() if several else None
    kinds = _named_kinds(row)
    named = (
        (Role.NAME,) if not row.table.having(Role.ACTIVITY, Role.PLACEMENT, Role.COURSE, Role.MARKS, Role.TERM) else ()
    )
    for entry in row.entries(Role.ACTIVITY, Role.PLACEMENT, Role.COURSE, *named):
        read = entry._replace(value=_listed(entry.value)[1]) if entry.column.index in titled else entry
        yield from (replace(one, types=kinds) if kinds else one for one in activities_from(read, when))
    for entry in row.entries(Role.MARKS):
        if not entry.column.method:
            yield from ticked_activity(entry, when)
    for entry in row.entries(Role.TERM):
        if isinstance(entry.value, str) and len(entry.value) > 2:
            yield from (one for one in activities_from(entry, entry.column.period) if not names_method(one.text))


def _assessments(row: Row) -> Iterator[Assessment]:
    told = _says(row)
    for entry in row.entries(Role.ASSESSMENT, *((Role.ACTIVITY,) if told is Role.ASSESSMENT else ())):
        yield from assessments_from(entry)
    for entry in row.entries(Role.MARKS):
        if entry.column.method:
            yield from assessments_from(entry)
    for entry in row.entries(Role.TERM):
        if not isinstance(entry.value, str) or told is Role.ACTIVITY:
            continue
        for piece in split_activities(entry.value):
            if told is Role.ASSESSMENT or names_method(piece):
                yield from assessments_from(Entry(entry.column, piece, entry.ref))


def _without_bare_dates(found: tuple[Assessment, ...]) -> tuple[Assessment, ...]:
    """A date under 'Utförd bedömning' is no second assessment beside the one that is named."""
    named = tuple(one for one in found if one.method != "Annan")
    return named or found


def _planned(table: Table, row: Row) -> Iterator[Value[Period | None]]:
    dated = not _date_is_done(table) and _says(row) is None
    yield from row.planned(Role.PLANNED, Role.START, *((Role.DATE,) if dated else ()))
    for entry in row.entries(Role.TERM):
        if entry.column.period is not None and _fills(entry):
            yield Value(entry.column.period, entry.column.header, entry.ref)


def _of_sheet(table: Table, cell: CellRef) -> tuple[Value[Period | None], ...]:
    """The year or term of a sheet that plans for it, where the rows state no time."""
    return (Value(table.time, table.sheet, cell),) if table.time is not None else ()


def _fills(entry: Entry) -> bool:
    return not isinstance(entry.value, str) or is_answer(entry.value)


def _date_is_done(table: Table) -> bool:
    """Whether a plain ``Datum`` is when the delmål was reached: planned times or signatures stand beside it."""
    if table.first(Role.PLANNED) is not None or table.first(Role.START) is not None:
        return True
    return table.first(Role.DONE) is None and bool(table.having(Role.SIGNATURE, Role.CERTIFICATE))


def _done(table: Table, group: Group, *, per_delmal: bool) -> Done | None:
    """Fulfilment of the whole delmål: one cell for it, or every row with a claim of its own."""
    statements = [_row_done(table, row) for row in group.rows]
    if per_delmal:
        return statements[0]
    working = [done for row, done in zip(group.rows, statements, strict=True) if _is_step(row)] or statements
    if any(done is None for done in working):
        return None
    return _latest([done for done in working if done is not None])


def _row_done(table: Table, row: Row) -> Done | None:
    roles = (
        Role.DONE,
        Role.NOT_DONE,
        Role.SIGNATURE,
        Role.CERTIFICATE,
        *((Role.DATE,) if _date_is_done(table) else ()),
    )
    return read_done([DoneCell(entry.column.role, entry.value, entry.ref) for entry in row.entries(*roles)])


def _done_per_delmal(table: Table, groups: Sequence[Group]) -> bool:
    """Whether fulfilment is only ever written in the first row of a delmål, whose code is not repeated below."""
    key = table.first(Role.DELMAL)
    below = [row for group in groups for row in group.rows[1:]]
    repeated = key is not None and any(row.view.rows[row.index][key.index] is not None for row in below)
    return not repeated and all(_row_done(table, row) is None for row in below)


def _is_step(row: Row) -> bool:
    return any(True for _ in row.entries(*_ACTIVITY, Role.MARKS))


def _latest(statements: Sequence[Done]) -> Done | None:
    """The statement that holds for all: an open one if any is open, else the last dated."""
    for done in statements:
        if not done.fulfilled:
            return done
    return max(statements, key=lambda done: (done.date is not None, str(done.date)), default=None)
