"""Placements that are headings: ``Placering 2: Anestesikliniken``, then its period, then a table of its delmål."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from stexcel.layout.activities import activity_types
from stexcel.layout.facts import ActivityLink, Fact, KeyRow
from stexcel.layout.person_values import percent
from stexcel.layout.reading import Kind, Table
from stexcel.layout.roles import Role
from stexcel.layout.rotations import side_of_title
from stexcel.layout.times import period
from stexcel.layout.view import Place, View
from stexcel.model import Activity, ActivityType, CellRef, Period, Placement

_HEADING = re.compile(
    r"(?P<sort>placering|tjänstgöring|sidotjänstgöring|sidoplacering|randning)\s*(?:nr\.?\s*)?\d*\s*[:–—-]\s*(?P<name>\S.+)",
    re.IGNORECASE,
)
_SUPERVISOR = re.compile(r"\s*handl(?:edare|\.)?\s*:\s*(?P<name>\S.*)", re.IGNORECASE)
_ROWS_BELOW = 3
"""Rows from a heading within which its period stands and its table begins."""


@dataclass(frozen=True, slots=True)
class Owner:
    """A placement that a heading names, with what stands in the rows right below it."""

    row: int
    name: str
    cell: CellRef
    when: Period | None
    percent: int | None
    supervisor: str | None
    side: bool | None


def placement_facts(view: View, tables: Sequence[tuple[Table, Sequence[Fact]]], taken: Set[Place]) -> Iterator[Fact]:
    """The placements that headings name, each linked to the delmål of the tables right below it."""
    titles = {table.title for table, _ in tables if table.having(Role.PLACEMENT)}
    headings = [
        (row, column, match)
        for row, column, text in view.texts
        if text not in titles and (match := _HEADING.fullmatch(text))
    ]
    owners = [_owner(view, row, column, match) for row, column, match in headings if (row, column) not in taken]
    for owner, following in itertools.zip_longest(owners, owners[1:]):
        last = min(owner.row + _ROWS_BELOW, following.row if following else view.height)
        codes = tuple(dict.fromkeys(_codes(tables, owner.row, last)))
        if codes or owner.when is not None:
            yield from _links(owner, codes)
            yield _placement(owner, codes)


def _codes(tables: Sequence[tuple[Table, Sequence[Fact]]], first: int, last: int) -> Iterator[str]:
    for table, facts in tables:
        if table.kind is Kind.DELMAL and not table.transposed and first < table.header[0] <= last:
            yield from (fact.code for fact in facts if isinstance(fact, KeyRow))


def _links(owner: Owner, codes: Sequence[str]) -> Iterator[ActivityLink]:
    kinds = activity_types(owner.name) - {ActivityType.ANNAN} | {ActivityType.KLINISK}
    activity = Activity(owner.name, kinds, owner.cell, owner.when)
    yield from (ActivityLink(code, activity, owner.cell) for code in codes)


def _placement(owner: Owner, codes: tuple[str, ...]) -> Placement:
    start, end = (owner.when.start, owner.when.end) if owner.when else (None, None)
    return Placement(owner.name, owner.cell, start, end, owner.percent, codes, owner.supervisor, side=owner.side)


def _owner(view: View, row: int, column: int, heading: re.Match[str]) -> Owner:
    rows = view.rows[row : row + _ROWS_BELOW]
    below = [one for cells in rows for one in cells[column:] if one is not None]
    texts = [one for one in below if isinstance(one, str)]
    return Owner(
        row,
        heading["name"].strip(),
        view.ref(row, column),
        next((found for one in below if (found := period(one)) is not None), None),
        next((percent(one) for one in texts if one.endswith("%")), None),
        next((match["name"] for one in texts if (match := _SUPERVISOR.fullmatch(one))), None),
        side_of_title(heading["sort"]),
    )
