"""The columns of a table whose roles a profile has settled: what their headings say, and whether that fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from stexcel.layout.delmal_text import exact_codes
from stexcel.layout.header_cells import HeaderCell
from stexcel.layout.headers import find_headers
from stexcel.layout.methods import names_method
from stexcel.layout.reading import Column
from stexcel.layout.roles import Role, roles_of
from stexcel.layout.times import period
from stexcel.layout.view import View

SETTLED = "profilen"
"""The reason of what a profile decides."""


def settled_columns(view: View, header: tuple[int, int], roles: Mapping[int, Role]) -> tuple[Column, ...]:
    """The columns with their roles, which are by number from 1; ``header`` are the rows of headings from 0.

    Columns that the workbook lacks are left out.
    """
    headings = _headings(view, header)
    return tuple(
        _column(headings.get(number - 1) or _heading(view, header, number - 1), role)
        for number, role in sorted(roles.items())
        if number <= view.width
    )


def _headings(view: View, header: tuple[int, int]) -> dict[int, HeaderCell]:
    """The headings of the rows by column, where the reader of headings finds some there too."""
    return {
        cell.column: cell
        for found in find_headers(view)
        if (found.first_row, found.last_row) == header
        for cell in found.cells
    }


def _heading(view: View, header: tuple[int, int], index: int) -> HeaderCell:
    """A heading that only the profile knows of: the lowest text speaks, those above it are its group."""
    texts = [
        str(value)
        for row in range(max(header[0], 0), min(header[1] + 1, view.height))
        if (value := view.spread(row, index)) is not None
    ]
    lowest = texts[-1] if texts else ""
    return HeaderCell(
        index,
        " ".join(dict.fromkeys(texts)),
        roles_of(lowest),
        exact_codes(lowest),
        period(lowest) or period(" ".join(texts)),
        " ".join(texts[:-1]),
    )


def _column(heading: HeaderCell, role: Role) -> Column:
    """The column with its settled role. A role that needs something of the heading which is not there is doubtful."""
    column = Column(heading.column, heading.text, role, 1.0, SETTLED, period=heading.time)
    if role is Role.CODE_MARKS:
        missing = "rubriken är inget delmål"
        return replace(column, codes=heading.codes) if heading.codes else _doubtful(column, missing)
    if role is Role.TERM:
        missing = "rubriken är ingen termin"
        return replace(column, period=heading.period) if heading.period else _doubtful(column, missing)
    if role is Role.MARKS:
        group = roles_of(heading.above) if heading.above else heading.roles
        return replace(
            column,
            method=names_method(heading.text) or any(named is Role.ASSESSMENT for named, _ in group),
        )
    return column


def _doubtful(column: Column, reason: str) -> Column:
    return replace(column, score=0.0, reason=f"{SETTLED}, men {reason}")
