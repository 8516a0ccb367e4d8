"""Tables as the template draws them, and the few words and colours that their cells need.

A colour is only ever a :attr:`Cell.mark` on a cell whose text says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from stexcel.findings import Level
from stexcel.status.model import Link
from stexcel.status.status import CourseState, Gap, Light, MethodCount, Place, TermStanding
from stexcel.status.trend import Arrow

UNKNOWN = "okänt"
"""For what is not known, which is never the same as nothing."""

LIGHTS: Mapping[Light, str] = {Light.RED: "red", Light.YELLOW: "yellow", Light.GREEN: "green", Light.GREY: "grey"}
LEVELS: Mapping[Level, str] = {Level.KRAV: "red", Level.RAD: "yellow", Level.LOKAL: "teal", Level.INFO: "grey"}
ARROWS: Mapping[Arrow, str] = {Arrow.UP: "green", Arrow.SAME: "", Arrow.DOWN: "red", Arrow.UNKNOWN: "grey"}
LINKS: Mapping[Link, tuple[str, str]] = {
    Link.DONE: ("klart", "full"),
    Link.PLANNED: ("plan", "teal"),
    Link.LINKED: ("koppl", "blue"),
    Link.ACTIVITY_ONLY: ("akt", "yellow"),
    Link.ASSESSMENT_ONLY: ("bed", "orange"),
    Link.EMPTY: ("tomt", "red"),
    Link.MISSING: ("ej", "grey"),
}
"""The short word and the colour of each stage in the heat map, the furthest first."""
GAPS: Mapping[Gap, str] = {
    Gap.NONE: "",
    Gap.NEVER_PLANNED: "red",
    Gap.NEVER_MADE: "yellow",
    Gap.NO_ACTIVITY: "orange",
    Gap.NOTHING: "red",
}
COURSES: Mapping[CourseState, str] = {
    CourseState.OVERDUE: "red",
    CourseState.NOT_DONE: "orange",
    CourseState.RUNNING: "blue",
    CourseState.COMING: "blue",
    CourseState.DONE: "green",
    CourseState.UNDATED: "grey",
}
TERMS: Mapping[str, str] = {"nått": "green", "för få": "red", "pågår": "blue", Light.GREY.word: "grey"}

Href = Callable[[Place], str]
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


def percent(value: float | None) -> str:
    """``17 %``."""
    return UNKNOWN if value is None else f"{value:.0f} %"


def day(value: date | None, otherwise: str = UNKNOWN) -> str:
    """``2026-11-01``."""
    return str(value) if value is not None else otherwise


def amount(value: int | None) -> str:
    """A number."""
    return UNKNOWN if value is None else str(value)


def light(light: Light) -> Cell:
    """The light as a colour and in words."""
    return Cell(f"{light.value} – {light.word}", mark=LIGHTS[light])


def methods(counts: tuple[MethodCount, ...]) -> str:
    """``Mini-CEX 2, CBD 1``."""
    return ", ".join(f"{one.method} {one.count}" for one in counts)


def term(standing: TermStanding | None) -> Cell:
    """``2 av 4, för få`` with the methods below."""
    if standing is None:
        return Cell("ingår inte")
    of = "" if standing.wanted is None else f" av {standing.wanted}"
    return Cell(f"{standing.made}{of}, {standing.word}", mark=TERMS[standing.word], below=methods(standing.methods))
