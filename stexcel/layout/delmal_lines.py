"""Delmål told in one line: ``c4 Infektion: tjg Kirurgen, SK Antibiotika. VT25. Bedöms med DOPS.``

The code may stand in the cell before the line, and what says that the delmål was reached in one after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stexcel.layout.anchors import code_named_by
from stexcel.layout.blocks import block_facts
from stexcel.layout.cells import Entry
from stexcel.layout.delmal_text import exact_codes, leading_code
from stexcel.layout.facts import DatedAssessment, KeyRow
from stexcel.layout.methods import names_method
from stexcel.layout.reading import Column
from stexcel.layout.roles import Role
from stexcel.layout.times import is_undated_time, period
from stexcel.layout.view import Place, View
from stexcel.model import CellRef

_MAX_LINE = 400
_MAX_REMARK = 12
_ASSESSED = re.compile(
    r"[.;,]\s+(?:bedöm(?:s|d|t|ning(?:ar|smetod(?:er)?)?)|utvärderas|kontrolleras|prövas)(?:\s+(?:med|genom|via|av))?\s*:?\s+"
    r"(?P<methods>[^.:]{2,120})\.?\s*",
    re.IGNORECASE,
)
"""Where a line goes on with how the delmål is assessed."""
_TIMED = re.compile(r"(?:^|[.;,]\s+)(?P<when>[^.;,:]{3,25})[.\s]*$")
"""A time that ends the line."""
_DONE = re.compile(r"klar|uppnå|uppfyll|godkän|genomför", re.IGNORECASE)
_Told = tuple[tuple[str, ...], str, str]
"""The delmål, its title, and what is said of it."""


def read_delmal_lines(view: View) -> tuple[list[KeyRow | DatedAssessment], set[Place]]:
    """What such lines tell, and their cells; without any that says how it is assessed there are none on the sheet."""
    lines = {(row, column): told for row, column, text in view.texts if (told := _told(view, row, column, text))}
    columns = {column for (_, column), told in lines.items() if _assessment(told[2]) is not None}
    facts: list[KeyRow | DatedAssessment] = []
    used: set[Place] = set()
    for (row, column), (codes, title, said) in lines.items():
        if column in columns:
            entries = list(_entries(view, row, column, said))
            facts.extend(block_facts(codes, title, view.ref(row, _key(view, row, column)), entries))
            used |= {(row, other) for other, value in enumerate(view.rows[row]) if value is not None}
    return facts, used


def _key(view: View, row: int, column: int) -> int:
    """The column of the code, which may stand in the cell before the line."""
    return column - 1 if column and view.rows[row][column - 1] is not None else column


def _told(view: View, row: int, column: int, text: str) -> _Told | None:
    """The delmål of a line that begins with it, or has it in the cell before, with its title and a colon."""
    title, colon, said = text.partition(": ")
    if not colon or not said.strip() or len(text) > _MAX_LINE or "\n" in text:
        return None
    key = _key(view, row, column)
    if any(value is not None for value in view.rows[row][:key]) or _goes_on(view, row, column):
        return None
    if key == column:
        leading = leading_code(title)
        return ((leading[0],), leading[1], said) if leading is not None else None
    before = view.rows[row][key]
    named = code_named_by(before) if isinstance(before, str) and exact_codes(before) else None
    return (named[0], title.strip(), said) if named is not None else None


def _goes_on(view: View, row: int, column: int) -> bool:
    """Whether more than fulfilment and a short remark stands after the line, as in the columns of a table."""
    after = [value for value in view.rows[row][column + 1 :] if value is not None]
    return any(not (isinstance(value, str) and (_DONE.search(value) or len(value) <= _MAX_REMARK)) for value in after)


def _assessment(said: str) -> re.Match[str] | None:
    match = _ASSESSED.search(said)
    return match if match is not None and names_method(match["methods"]) else None


def _entries(view: View, row: int, column: int, said: str) -> Iterator[tuple[Role, Entry]]:
    """What a line says, by role, and the cells after it: fulfilment, or a remark."""
    cell = view.ref(row, column)
    assessed = _assessment(said)
    if assessed is not None:
        yield _entry(Role.ASSESSMENT, column, assessed["methods"].strip(), cell)
        said = f"{said[: assessed.start()]}. {said[assessed.end() :]}".strip(" .")
    timed = _TIMED.search(said.rstrip(". "))
    if timed is not None and _is_time(timed["when"]):
        yield _entry(Role.PLANNED, column, timed["when"].strip(), cell)
        said = said[: timed.start()]
    elif period(view.sheet.name) is not None:
        yield _entry(Role.PLANNED, column, view.sheet.name, cell)
    if said.strip(" ."):
        yield _entry(Role.ACTIVITY, column, said.strip(" ."), cell)
    for other in range(column + 1, view.width):
        value = view.rows[row][other]
        if isinstance(value, str) and _DONE.search(value):
            yield _entry(Role.DONE, other, value, view.ref(row, other))


def _is_time(text: str) -> bool:
    return period(text) is not None or is_undated_time(text)


def _entry(role: Role, column: int, text: str, cell: CellRef) -> tuple[Role, Entry]:
    return role, Entry(Column(column, "", role), text, cell)
