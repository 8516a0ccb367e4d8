"""Single headings: what each may mean, and the headings of a table together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from stexcel.layout.delmal_text import exact_codes
from stexcel.layout.hints import ONE_CODE
from stexcel.layout.reading import Kind
from stexcel.layout.roles import Candidates, Role, roles_of
from stexcel.layout.times import period
from stexcel.layout.view import View
from stexcel.model import Period
from stexcel.workbook import Cell


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """One heading: its column, its text over all levels, and what it may mean.

    ``period`` is the heading itself where it is a term; ``time`` is when the activity that it names takes place.
    """

    column: int
    text: str
    roles: Candidates = ()
    codes: tuple[str, ...] = ()
    period: Period | None = None
    above: str = ""
    time: Period | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of one table: first and last row, and the cells from left to right.

    ``title`` and ``kind`` are set where a title stands in place of headings and says what is listed below it.
    """

    first_row: int
    last_row: int
    cells: tuple[HeaderCell, ...]
    title: str = ""
    kind: Kind | None = None

    @property
    def left(self) -> int:
        return self.cells[0].column

    @property
    def right(self) -> int:
        return self.cells[-1].column


def heading(column: int, value: Cell, above: str = "") -> HeaderCell:
    """A filled cell as a possible heading; ``above`` is the text of the group that it stands under."""
    if not isinstance(value, str):
        return HeaderCell(column, str(value), period=period(value), above=above)
    roles, codes, time = _meaning(value)
    return HeaderCell(column, value, roles, codes, time, above)


@lru_cache(maxsize=16384)
def _meaning(text: str) -> tuple[Candidates, tuple[str, ...], Period | None]:
    """What a text may mean as a heading: roles, delmål or a time."""
    codes = exact_codes(text)
    time = None if codes else period(text)
    return (() if codes or time else roles_of(text)), codes, time


@lru_cache(maxsize=64)
def row_cells(view: View, row: int) -> tuple[HeaderCell, ...]:
    """The filled cells of a row as possible headings; neighbouring rows are compared, so each is asked for again."""
    return tuple(heading(column, value) for column, value in enumerate(view.rows[row]) if value is not None)


def top_role(cell: HeaderCell) -> Role | None:
    """The likeliest role of a heading by its words."""
    return cell.roles[0][0] if cell.roles else None


def codes_below(view: View, row: int, column: int) -> int:
    """How many of the next cells below are one delmål each."""
    return sum(1 for other in range(row + 1, min(row + 6, view.height)) if view.hints[other][column] & ONE_CODE)
