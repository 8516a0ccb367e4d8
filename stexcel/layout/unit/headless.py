"""Registers of supervisors without headings: a title, and below it rows that tell by themselves what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set

from stexcel.layout.unit.headings import Heading
from stexcel.layout.unit.people import one_name
from stexcel.layout.unit.tables import Register
from stexcel.layout.unit.words import Fact, facts_of, section_of
from stexcel.layout.view import Place, View
from stexcel.unit import Section
from stexcel.workbook import Cell

_FEWEST = 2
"""Rows that make a register without any headings."""
_MOST = 0.6
"""Share of a column's texts that have to be of a sort."""
_SORTS: Mapping[Fact, re.Pattern[str]] = {
    Fact.DOCTORS: re.compile(r"\b(?:huvud)?handle(?:der|dare (?:för|åt|till))\b", re.IGNORECASE),
    Fact.TRAINING: re.compile(r"handledar\w*\W?(?:utb|kurs)|handledningsutb|handledarutbildad|\bhlu\b", re.IGNORECASE),
    Fact.SPECIALTY: re.compile(r"\bspecialist|\böverläkare", re.IGNORECASE),
}
"""What a text says about a supervisor, by its own words."""


def headless_supervisors(view: View, taken: Set[Place]) -> Iterator[Register]:
    """The registers below a title that stands alone on its row, where the rows tell of training or of residents."""
    for row, column, text in view.texts:
        if (row, column) in taken or section_of(text) is not Section.SUPERVISORS or len(_filled(view, row)) > 1:
            continue
        rows = _rows_below(view, row, column, taken)
        headings = _headings(view, rows, column)
        found = {heading.facts[0] for heading in headings if heading.facts}
        if len(rows) >= _FEWEST and found & {Fact.TRAINING, Fact.DOCTORS}:
            yield Register(Section.SUPERVISORS, view, row, headings, rows, Section.SUPERVISORS)


def _filled(view: View, row: int) -> list[int]:
    return [column for column, value in enumerate(view.rows[row]) if value is not None]


def _rows_below(view: View, title: int, column: int, taken: Set[Place]) -> tuple[int, ...]:
    """The rows right below the title that begin with somebody's name and tell something of that person."""
    rows: list[int] = []
    for row in range(title + 1, view.height):
        if any((row, other) in taken for other in _filled(view, row)) or not _is_person(view.rows[row], column):
            break
        rows.append(row)
    return tuple(rows)


def _is_person(cells: tuple[Cell, ...], column: int) -> bool:
    name = cells[column]
    if not isinstance(name, str) or facts_of(name) or any(value is not None for value in cells[:column]):
        return False
    return one_name(name) is not None and any(value is not None for value in cells[column + 1 :])


def _headings(view: View, rows: tuple[int, ...], first: int) -> tuple[Heading, ...]:
    """The columns with what their own words say; the name comes first."""
    found = [Heading(first, "", (Fact.NAME,))]
    given: set[Fact] = set()
    for column in range(first + 1, view.width):
        texts = [value for row in rows if isinstance(value := view.rows[row][column], str)]
        if not any(view.rows[row][column] is not None for row in rows):
            continue
        fact = next((one for one in _SORTS if one not in given and _is_of(texts, _SORTS[one])), None)
        found.append(Heading(column, "", (fact,) if fact is not None else ()))
        given |= {fact} if fact is not None else set()
    return tuple(found)


def _is_of(texts: list[str], pattern: re.Pattern[str]) -> bool:
    return bool(texts) and sum(pattern.search(text) is not None for text in texts) >= _MOST * len(texts)
