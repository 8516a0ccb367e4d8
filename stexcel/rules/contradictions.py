"""When several places about the same delmål cannot all be true.

Many templates give a delmål one row per activity, and such rows complement each other. Rows that follow
directly on each other about different activities are therefore one statement; it is between statements
that contradictions are sought.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from stexcel.model import CellRef, DelmalRow


class Contradiction(NamedTuple):
    """Two places that do not agree, and a Swedish clause that says how."""

    first: CellRef
    second: CellRef
    difference: str


def contradiction(rows: Sequence[DelmalRow]) -> Contradiction | None:
    """The first contradiction among the places of one delmål, in reading order."""
    for first, second in combinations(_statements(rows), 2):
        difference = _difference(first, second)
        if difference:
            return Contradiction(first[0].cell, second[0].cell, difference)
    return None


def _statements(rows: Sequence[DelmalRow]) -> list[list[DelmalRow]]:
    statements: list[list[DelmalRow]] = []
    for row in rows:
        if statements and _continues(statements[-1], row):
            statements[-1].append(row)
        else:
            statements.append([row])
    return statements


def _continues(statement: list[DelmalRow], row: DelmalRow) -> bool:
    """Whether the row stands directly below the statement and is about another activity."""
    above = statement[-1].cell
    below = (above.sheet, above.column, above.row + 1) == (row.cell.sheet, row.cell.column, row.cell.row)
    return below and _about_different(statement, [row])


def _about_different(first: list[DelmalRow], second: list[DelmalRow]) -> bool:
    """Whether both name activities and share none."""
    one, other = _activities(first), _activities(second)
    return bool(one and other) and one.isdisjoint(other)


def _activities(rows: list[DelmalRow]) -> frozenset[str]:
    return frozenset(activity.text.casefold() for row in rows for activity in row.activities)


def _difference(first: list[DelmalRow], second: list[DelmalRow]) -> str:
    claims = [{row.done.fulfilled for row in rows if row.done} for rows in (first, second)]
    if (True in claims[0] and claims[1] == {False}) or (True in claims[1] and claims[0] == {False}):
        return "på det ena stället står det som uppfyllt, på det andra som inte uppfyllt"
    dates = [{row.done.date for row in rows if row.done and row.done.date} for rows in (first, second)]
    if dates[0] and dates[1] and dates[0].isdisjoint(dates[1]) and not _about_different(first, second):
        days = sorted(dates[0] | dates[1])
        return f"de anger olika datum för när det blev klart ({', '.join(map(str, days))})"
    return ""
