"""The words that the status workbook gives a colour, and the formats of its drawings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from stexcel.render.excel_sheet import LEVEL_COLOURS
from stexcel.render.xlsx.styles import (
    BLUE,
    FULL_GREEN,
    GREEN,
    GREY,
    LINKED,
    MUTED,
    ORANGE,
    RED,
    RULE,
    TEAL,
    WHITE,
    YELLOW,
    Palette,
    heading,
)
from stexcel.status.model import Link
from stexcel.status.status import BarKind, CourseState, Gap, Light
from stexcel.status.trend import Arrow


def light_word(light: Light) -> str:
    """The light as a cell says it."""
    return f"{light.value} – {light.word}"


LIGHTS: Palette = {
    light_word(Light.RED): RED,
    light_word(Light.YELLOW): YELLOW,
    light_word(Light.GREEN): GREEN,
    light_word(Light.GREY): GREY,
}
LEVELS: Palette = {level.value: colours for level, colours in LEVEL_COLOURS.items()}
ARROWS: Palette = {
    f"{arrow.sign} {arrow.value}": colours
    for arrow, colours in (
        (Arrow.UP, GREEN),
        (Arrow.SAME, WHITE),
        (Arrow.DOWN, RED),
        (Arrow.UNKNOWN, GREY),
    )
}
LINK_WORDS: Mapping[Link, str] = {
    Link.DONE: "klart",
    Link.PLANNED: "plan",
    Link.LINKED: "koppl",
    Link.ACTIVITY_ONLY: "akt",
    Link.ASSESSMENT_ONLY: "bed",
    Link.EMPTY: "tomt",
    Link.MISSING: "ej",
}
"""The words of the matrix, short enough for its narrow columns; the sheet explains them."""
LINKS: Palette = {
    LINK_WORDS[link]: colours
    for link, colours in (
        (Link.DONE, FULL_GREEN),
        (Link.PLANNED, TEAL),
        (Link.LINKED, BLUE),
        (Link.ACTIVITY_ONLY, YELLOW),
        (Link.ASSESSMENT_ONLY, ORANGE),
        (Link.EMPTY, RED),
        (Link.MISSING, GREY),
    )
}
GAPS: Palette = {
    Gap.NEVER_PLANNED.value: RED,
    Gap.NEVER_MADE.value: YELLOW,
    Gap.NO_ACTIVITY.value: ORANGE,
    Gap.NOTHING.value: RED,
}
COURSES: Palette = {
    CourseState.OVERDUE.value: RED,
    CourseState.NOT_DONE.value: ORANGE,
    CourseState.RUNNING.value: BLUE,
    CourseState.COMING.value: BLUE,
    CourseState.DONE.value: GREEN,
    CourseState.UNDATED.value: GREY,
}
TERMS: Palette = {"nått": GREEN, "för få": RED, "pågår": BLUE, Light.GREY.word: GREY}
BARS: Mapping[BarKind, tuple[str, str]] = {
    BarKind.PLACEMENT: BLUE,
    BarKind.SIDE: TEAL,
    BarKind.LEAVE: GREY,
}
COLLIDING = RED
YES_NO: Palette = {"ja": GREEN, "nej": YELLOW}
STATES: Palette = {"läst": GREEN}

SERIES = (
    "#1F5FA8",
    "#B3470E",
    "#1E6B3A",
    "#7A3E9D",
    "#A31545",
    "#0B6B75",
    "#6B5200",
    "#44515E",
)
"""Lines and stacks of charts; each can be told from the white behind it, and lines differ in their dashes too."""
PALETTES = (LIGHTS, LEVELS, ARROWS, LINKS, GAPS, COURSES, TERMS, YES_NO, STATES)
"""Every word that gets a colour."""


@dataclass(frozen=True, slots=True)
class TimelineStyles:
    """The formats of the timeline, made once for a workbook."""

    months: Format
    bars: Mapping[tuple[BarKind | None, bool], Format]
    """By kind, or ``None`` for a collision, and by whether the text may be broken into lines."""
    grid: Format
    lane: Format

    @classmethod
    def of(cls, book: Workbook) -> TimelineStyles:
        """The formats in a workbook."""
        return cls(
            months=book.add_format({**heading(), "font_size": 8, "align": "center", "valign": "vcenter"}),
            bars={
                (kind, wrapped): book.add_format({**_bar(kind), "text_wrap": wrapped})
                for kind in (None, *BarKind)
                for wrapped in (False, True)
            },
            grid=book.add_format({"left": 1, "left_color": RULE, "bottom": 1, "bottom_color": RULE}),
            lane=book.add_format({"valign": "vcenter", "font_color": LINKED, "underline": 1, "text_wrap": True}),
        )

    def bar(self, kind: BarKind, collides: bool, wrapped: bool) -> Format:
        """That of a bar."""
        return self.bars[(None if collides else kind, wrapped)]


def _bar(kind: BarKind | None) -> dict[str, object]:
    fill, ink = BARS[kind] if kind else COLLIDING
    bar: dict[str, object] = {"font_size": 8, "valign": "vcenter", "bg_color": fill, "font_color": ink}
    if kind is None:
        return {**bar, "bold": True, "border": 2, "border_color": ink}
    return {**bar, "border": 1, "border_color": MUTED}
