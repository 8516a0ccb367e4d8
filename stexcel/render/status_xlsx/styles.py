"""Fonts, colours and formats that all sheets share. A colour never stands alone: the cell says the same in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from stexcel.render.excel_sheet import LEVEL_COLOURS
from stexcel.status.model import Link
from stexcel.status.status import BarKind, CourseState, Gap, Light
from stexcel.status.trend import Arrow

FONT = "Arial"
"""On every machine, or with another font of the same widths in its place, so that the pages come out alike."""
SIZE = 10

INK, MUTED, LINE, RULE, LINKED = "#1F2933", "#4A5560", "#B8C0C8", "#DDE2E7", "#0B4F9E"
HEADING = ("#23405C", "#FFFFFF")

_RED = ("#F8D9D6", "#7A1712")
_ORANGE = ("#FCE3CF", "#6B3300")
_YELLOW = ("#FBEBC8", "#5F4300")
_GREEN = ("#D8EEDD", "#14502D")
_FULL_GREEN = ("#9FD8B0", "#0B3B1E")
_BLUE = ("#D9E8F7", "#123F6B")
_TEAL = ("#CDE9E7", "#0B4A55")
_GREY = ("#E4E7EA", "#3A424A")
_WHITE = ("#FFFFFF", INK)

Palette = Mapping[str, tuple[str, str]]
"""The colours of the cell and of its text for each word that a cell can hold."""
NO_COLOURS: Palette = MappingProxyType({})


def light_word(light: Light) -> str:
    """The light as a cell says it."""
    return f"{light.value} – {light.word}"


LIGHTS: Palette = {
    light_word(Light.RED): _RED,
    light_word(Light.YELLOW): _YELLOW,
    light_word(Light.GREEN): _GREEN,
    light_word(Light.GREY): _GREY,
}
LEVELS: Palette = {level.value: colours for level, colours in LEVEL_COLOURS.items()}
ARROWS: Palette = {
    f"{arrow.sign} {arrow.value}": colours
    for arrow, colours in (
        (Arrow.UP, _GREEN),
        (Arrow.SAME, _WHITE),
        (Arrow.DOWN, _RED),
        (Arrow.UNKNOWN, _GREY),
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
        (Link.DONE, _FULL_GREEN),
        (Link.PLANNED, _TEAL),
        (Link.LINKED, _BLUE),
        (Link.ACTIVITY_ONLY, _YELLOW),
        (Link.ASSESSMENT_ONLY, _ORANGE),
        (Link.EMPTY, _RED),
        (Link.MISSING, _GREY),
    )
}
GAPS: Palette = {
    Gap.NEVER_PLANNED.value: _RED,
    Gap.NEVER_MADE.value: _YELLOW,
    Gap.NO_ACTIVITY.value: _ORANGE,
    Gap.NOTHING.value: _RED,
}
COURSES: Palette = {
    CourseState.OVERDUE.value: _RED,
    CourseState.NOT_DONE.value: _ORANGE,
    CourseState.RUNNING.value: _BLUE,
    CourseState.COMING.value: _BLUE,
    CourseState.DONE.value: _GREEN,
    CourseState.UNDATED.value: _GREY,
}
TERMS: Palette = {"nått": _GREEN, "för få": _RED, "pågår": _BLUE, Light.GREY.word: _GREY}
BARS: Mapping[BarKind, tuple[str, str]] = {
    BarKind.PLACEMENT: _BLUE,
    BarKind.SIDE: _TEAL,
    BarKind.LEAVE: _GREY,
}
COLLIDING = _RED
YES_NO: Palette = {"ja": _GREEN, "nej": _YELLOW}
STATES: Palette = {"läst": _GREEN}

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


class Kind(StrEnum):
    """What a column holds, which decides how it is written and aligned."""

    TEXT = "text"
    CENTRED = "centred"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Styles:
    """The formats, made once for a workbook."""

    book: Workbook
    title: Format
    lead: Format
    section: Format
    remark: Format
    heading: Format
    upright: Format
    cells: Mapping[Kind, Format]
    links: Mapping[Kind, Format]
    tight_links: Mapping[Kind, Format]
    """For words that are longer than their column: LibreOffice breaks no lines in cells with links."""
    quoted: Format
    totals: Mapping[Kind, Format]
    strong: Format
    tiny: Format
    tiny_heading: Format
    bars: Mapping[tuple[BarKind | None, bool], Format]
    """By kind, or ``None`` for a collision, and by whether the text may be broken into lines."""
    grid: Format
    lane: Format
    tints: Mapping[tuple[str, str], Format]

    @classmethod
    def of(cls, book: Workbook) -> Styles:
        """The formats in a workbook whose default is :data:`FONT` in :data:`SIZE` points."""
        fill, ink = HEADING
        heading = {"bold": True, "bg_color": fill, "font_color": ink, "border": 1, "border_color": LINE}
        palettes = (LIGHTS, LEVELS, ARROWS, LINKS, GAPS, COURSES, TERMS, YES_NO, STATES)
        tints = dict.fromkeys(colours for palette in palettes for colours in palette.values())
        return cls(
            book=book,
            title=book.add_format({"bold": True, "font_size": 18, "font_color": HEADING[0]}),
            lead=book.add_format({"font_color": MUTED, "text_wrap": True, "valign": "top"}),
            section=book.add_format({"bold": True, "font_size": 13, "font_color": HEADING[0]}),
            remark=book.add_format(
                {"text_wrap": True, "valign": "top", "bg_color": _YELLOW[0], "font_color": _YELLOW[1], "left": 5}
            ),
            heading=book.add_format({**heading, "text_wrap": True, "valign": "vcenter"}),
            upright=book.add_format({**heading, "rotation": 90, "align": "center", "valign": "bottom"}),
            cells={kind: book.add_format(_cell(kind)) for kind in Kind},
            links={kind: book.add_format({**_cell(kind), **_LINK}) for kind in Kind},
            tight_links={
                kind: book.add_format({**_cell(kind), **_LINK, "text_wrap": False, "shrink": True}) for kind in Kind
            },
            quoted=book.add_format({**_cell(Kind.TEXT), "quote_prefix": True}),
            totals={kind: book.add_format({**_cell(kind), "bold": True, "top": 2}) for kind in Kind},
            strong=book.add_format({"bold": True, "valign": "top"}),
            tiny=book.add_format({"font_size": 8, "align": "center", "valign": "vcenter", "font_color": INK}),
            tiny_heading=book.add_format({**heading, "font_size": 8, "align": "center", "valign": "vcenter"}),
            bars={
                (kind, wrapped): book.add_format({**_bar(kind), "text_wrap": wrapped})
                for kind in (None, *BarKind)
                for wrapped in (False, True)
            },
            grid=book.add_format({"left": 1, "left_color": RULE, "bottom": 1, "bottom_color": RULE}),
            lane=book.add_format({"valign": "vcenter", "font_color": LINKED, "underline": 1, "text_wrap": True}),
            tints={colours: book.add_format({"bg_color": colours[0], "font_color": colours[1]}) for colours in tints},
        )

    def bar(self, kind: BarKind, collides: bool, wrapped: bool) -> Format:
        """That of a bar in the timeline."""
        return self.bars[(None if collides else kind, wrapped)]


_LINK = MappingProxyType({"font_color": LINKED, "underline": 1})


def _bar(kind: BarKind | None) -> dict[str, object]:
    fill, ink = BARS[kind] if kind else COLLIDING
    bar: dict[str, object] = {"font_size": 8, "valign": "vcenter", "bg_color": fill, "font_color": ink}
    if kind is None:
        return {**bar, "bold": True, "border": 2, "border_color": ink}
    return {**bar, "border": 1, "border_color": MUTED}


def _cell(kind: Kind) -> dict[str, object]:
    base: dict[str, object] = {"valign": "top", "font_color": INK, "bottom": 1, "bottom_color": RULE}
    more: Mapping[Kind, dict[str, object]] = {
        Kind.TEXT: {"text_wrap": True},
        Kind.CENTRED: {"align": "center", "text_wrap": True},
        Kind.NUMBER: {"align": "center", "num_format": "0"},
        Kind.PERCENT: {"align": "center", "num_format": '0" %"'},
        Kind.DATE: {"align": "center", "num_format": "yyyy-mm-dd"},
    }
    return {**base, **more[kind]}
