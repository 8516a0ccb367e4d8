"""Fonts, colours and formats that all our workbooks share. A colour never stands alone: the cell says it in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from xlsxwriter import Workbook
from xlsxwriter.format import Format

FONT = "Arial"
"""On every machine, or with another font of the same widths in its place, so that the pages come out alike."""
SIZE = 10

INK, MUTED, LINE, RULE, LINKED = "#1F2933", "#4A5560", "#B8C0C8", "#DDE2E7", "#0B4F9E"
HEADING = ("#23405C", "#FFFFFF")

RED = ("#F8D9D6", "#7A1712")
ORANGE = ("#FCE3CF", "#6B3300")
YELLOW = ("#FBEBC8", "#5F4300")
GREEN = ("#D8EEDD", "#14502D")
FULL_GREEN = ("#9FD8B0", "#0B3B1E")
BLUE = ("#D9E8F7", "#123F6B")
TEAL = ("#CDE9E7", "#0B4A55")
GREY = ("#E4E7EA", "#3A424A")
WHITE = ("#FFFFFF", INK)

Palette = Mapping[str, tuple[str, str]]
"""The colours of the cell and of its text for each word that a cell can hold."""
NO_COLOURS: Palette = MappingProxyType({})
_LINK = MappingProxyType({"font_color": LINKED, "underline": 1})


def options() -> dict[str, object]:
    """For XlsxWriter, a new copy each time since it adds to it; no text is ever taken for something else."""
    return {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": SIZE},
    }


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
    large: Format
    middle: Format
    tints: Mapping[tuple[str, str], Format]

    @classmethod
    def of(cls, book: Workbook, palettes: Iterable[Palette]) -> Styles:
        """The formats in a workbook made with :func:`options`, with those of the words that it colours."""
        tints = dict.fromkeys(colours for palette in palettes for colours in palette.values())
        return cls(
            book=book,
            title=book.add_format({"bold": True, "font_size": 18, "font_color": HEADING[0]}),
            lead=book.add_format({"font_color": MUTED, "text_wrap": True, "valign": "top"}),
            section=book.add_format({"bold": True, "font_size": 13, "font_color": HEADING[0]}),
            remark=book.add_format(
                {"text_wrap": True, "valign": "top", "bg_color": YELLOW[0], "font_color": YELLOW[1], "left": 5}
            ),
            heading=book.add_format({**heading(), "text_wrap": True, "valign": "vcenter"}),
            upright=book.add_format({**heading(), "rotation": 90, "align": "center", "valign": "bottom"}),
            cells={kind: book.add_format(_cell(kind)) for kind in Kind},
            links={kind: book.add_format({**_cell(kind), **_LINK}) for kind in Kind},
            tight_links={
                kind: book.add_format({**_cell(kind), **_LINK, "text_wrap": False, "shrink": True}) for kind in Kind
            },
            quoted=book.add_format({**_cell(Kind.TEXT), "quote_prefix": True}),
            totals={kind: book.add_format({**_cell(kind), "bold": True, "top": 2}) for kind in Kind},
            strong=book.add_format({"bold": True, "valign": "top"}),
            large=book.add_format({"bold": True, "font_size": 14, "align": "center", "valign": "vcenter"}),
            middle=book.add_format({"valign": "vcenter", "text_wrap": True, "indent": 1}),
            tints={colours: book.add_format({"bg_color": colours[0], "font_color": colours[1]}) for colours in tints},
        )


def heading() -> dict[str, object]:
    """What the formats of all headings have in common."""
    fill, ink = HEADING
    return {"bold": True, "bg_color": fill, "font_color": ink, "border": 1, "border_color": LINE}


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
