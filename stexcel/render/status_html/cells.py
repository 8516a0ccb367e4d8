"""The words and the colours that the cells of the status page need."""

from __future__ import annotations

from collections.abc import Mapping

from stexcel.findings import Level
from stexcel.render.html_tables import UNKNOWN, Cell
from stexcel.status.model import Link
from stexcel.status.status import CourseState, Gap, Light, MethodCount, TermStanding
from stexcel.status.trend import Arrow

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


def percent(value: float | None) -> str:
    """``17 %``."""
    return UNKNOWN if value is None else f"{value:.0f} %"


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
