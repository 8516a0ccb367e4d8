"""Assessments listed under the name of their method: ``Mini-CEX`` alone in a row, and below it ``2025-03-04 | c1``."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from stexcel.layout.delmal_text import exact_codes
from stexcel.layout.facts import Fact
from stexcel.layout.methods import known_method
from stexcel.layout.times import days, without_days
from stexcel.layout.view import Place, View
from stexcel.model import LoggedAssessment
from stexcel.workbook import Cell

_MAX_NAME = 45
_FEWEST = 2
"""Methods with a list of their own that make a sheet one of such lists; a single one may be a heading in a table."""


def read_method_lists(view: View) -> tuple[list[Fact], set[Place]]:
    """The assessments under their methods, and the cells that this used."""
    found = [(row, column, method) for row, column, text in view.texts if (method := _heading(view, row, column, text))]
    listed = [(head, rows) for head in found if (rows := _rows_below(view, head[0], head[1]))]
    if len({method for (_, _, method), _ in listed}) < _FEWEST:
        return [], set()
    facts: list[Fact] = []
    used: set[Place] = set()
    for (row, column, method), rows in listed:
        name = str(view.rows[row][column])
        facts += [_assessment(view, other, column, method, name) for other in rows]
        used |= {place for other in (row, *rows) for place in _filled(view, other)}
    return facts, used


def _heading(view: View, row: int, column: int, text: str) -> str | None:
    """The method that a text alone in its row names."""
    if len(text) > _MAX_NAME or not _is_alone(view.rows[row]) or days(text):
        return None
    return known_method(text)


def _is_alone(cells: Sequence[Cell]) -> bool:
    """Whether one cell of a row has content, and no other; looks no further than to the second."""
    return len(list(itertools.islice((value for value in cells if value is not None), 2))) == 1


def _rows_below(view: View, row: int, column: int) -> list[int]:
    """The rows right below a heading that begin with a day and nothing else, in its column."""
    rows = range(row + 1, view.height)
    return list(itertools.takewhile(lambda other: _begins_with_day(view, other, column), rows))


def _begins_with_day(view: View, row: int, column: int) -> bool:
    value = view.rows[row][column]
    first = next((other for other, one in enumerate(view.rows[row]) if one is not None), None)
    bare = not isinstance(value, str) or not without_days(value)
    return first == column and len(days(value)) == 1 and bare


def _assessment(view: View, row: int, column: int, method: str, name: str) -> LoggedAssessment:
    beside = [value for value in view.rows[row][column + 1 :] if isinstance(value, str)]
    codes = tuple(dict.fromkeys(code for text in beside for code in exact_codes(text)))
    return LoggedAssessment(method, name, view.ref(row, column), days(view.rows[row][column])[0], codes)


def _filled(view: View, row: int) -> Iterator[Place]:
    yield from ((row, column) for column, value in enumerate(view.rows[row]) if value is not None)
