"""Tables as the templates of our pages draw them.

A colour is only ever a :attr:`Cell.mark` on a cell whose text says the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from stexcel.render.links import Linked, anchor, relative_path, web_link

UNKNOWN = "okänt"
"""For what is not known, which is never the same as nothing."""

Href = Callable[[Linked], str]
"""The link to a place, as seen from the folder of the page; the empty string where there is none."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, where it leads, the colour of its badge, and a smaller line below."""

    text: str
    href: str = ""
    mark: str = ""
    below: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column; numbers are set to the right."""

    heading: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its name. The first cell of a row is the row's heading; ``empty`` is told where there are no rows.

    A wide one scrolls on a telephone, where the others become one block for each row.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str
    wide: bool = False


def columns(*headings: str, numbers: tuple[str, ...] = ()) -> tuple[Column, ...]:
    """Columns with these headings; those named in ``numbers`` hold numbers."""
    return tuple(Column(heading, heading in numbers) for heading in headings)


def day(value: date | None, otherwise: str = UNKNOWN) -> str:
    """``2026-11-01``."""
    return str(value) if value is not None else otherwise


def links_from(folder: Path) -> Href:
    """Links as seen from the folder; a place without a path, as where names are hidden, has none."""

    @cache
    def relative(path: str) -> str:
        return relative_path(path, folder)

    def href(place: Linked) -> str:
        return web_link(relative(place.path), anchor(place)) if place.path else ""

    return href
