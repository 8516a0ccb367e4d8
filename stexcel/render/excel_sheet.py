"""One list of a result as a sheet of Excel: a table with a filter, a frozen heading and print set-up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count, islice
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from stexcel.findings import Level
from stexcel.personal_ids import has_personal_id, hide

_LONGEST_TEXT = 32_767
_LONGEST_LINK = 2_079
LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that Excel would take for a formula if somebody edited its cell."""
_A4 = 9
_LINE, _TALLEST = 15.0, 409.0
_FILLED = 0.9
"""Part of a column's width that can be counted on, since letters are of different widths."""
_PIECES = re.compile(r"[^\s/-]+[\s/-]*|[\s/-]+")
"""Text with the places after it at which a line may be broken."""
_NOT_IN_FILE_LINKS = {character: f"%{ord(character):02X}" for character in '%"# <>[]^`{}'}
LEVEL_COLOURS = {
    Level.KRAV: ("#F8D9D6", "#7A1712"),
    Level.RAD: ("#FBEBC8", "#5F4300"),
    Level.LOKAL: ("#D5EBEE", "#0B4A55"),
    Level.INFO: ("#E9EBEE", "#40474F"),
}
"""The colour of the cell and of the text; the level is always told in words too."""


UNKNOWN = "–"
"""Stands where a number would, when there is none to tell."""


class Capacity(NamedTuple):
    """What one sheet of Excel holds: rows, with the heading, and links."""

    rows: int = 1_048_576
    links: int = 65_530


EXCEL = Capacity()


class Column(NamedTuple):
    """A heading and the width in characters."""

    heading: str
    width: int


class Cell(NamedTuple):
    """A text or a number, and the link that it opens, if any, as :func:`file_link` writes it."""

    value: str | int
    link: str = ""


@dataclass(frozen=True, slots=True)
class Styles:
    """The formats that all sheets share."""

    heading: Format
    above: Format
    text: Format
    number: Format
    quoted: Format
    link: Format
    levels: dict[Level, Format]

    @classmethod
    def of(cls, book: Workbook) -> Styles:
        """The formats, made in the workbook."""
        body = {"text_wrap": True, "valign": "top"}
        return cls(
            heading=book.add_format({**body, "bold": True, "bottom": 1, "bg_color": "#EEF1F5"}),
            above=book.add_format({"bold": True}),
            text=book.add_format(body),
            number=book.add_format({**body, "align": "center"}),
            quoted=book.add_format({**body, "quote_prefix": True}),
            link=book.add_format({**body, "font_color": "#0B4F9E", "underline": 1}),
            levels={
                level: book.add_format({"bg_color": fill, "font_color": ink})
                for level, (fill, ink) in LEVEL_COLOURS.items()
            },
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list: its name, columns and rows, and what to say when there are no rows.

    ``level_column`` is the index of the column with levels, which get their colours. ``above`` is a sentence over the
    headings, and ``aside`` the number of columns at the right that are not printed.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    nothing: str
    level_column: int | None = None
    above: str = ""
    aside: int = 0

    @property
    def _top(self) -> int:
        """The row of the headings."""
        return 1 if self.above else 0

    def draw(self, book: Workbook, styles: Styles, footer: str, capacity: Capacity) -> None:
        """Adds the list to the workbook, on as many sheets as it needs; the first always exists."""
        rows = iter(self.rows)
        for number in count(1):
            chunk = list(islice(rows, capacity.rows - 1 - self._top))
            if not chunk and number > 1:
                return
            sheet = book.add_worksheet(self.name if number == 1 else f"{self.name} {number}")
            self._fill(sheet, chunk or [[Cell(self.nothing)]], styles, capacity.links)
            self._set_up(sheet, max(1, len(chunk)), styles, footer)

    def _fill(self, sheet: Worksheet, rows: Sequence[Sequence[Cell]], styles: Styles, links: int) -> None:
        wanted = 0
        for index, row in enumerate(rows, start=self._top + 1):
            for column, cell in enumerate(row):
                wanted += bool(cell.link)
                _write(sheet, index, column, cell if wanted <= links or not cell.link else Cell(cell.value), styles)
            sheet.set_row(index, self._height(row))
        if wanted > links:
            sheet.write_comment(0, 0, _out_of_links(links), {"x_scale": 2})

    def _height(self, row: Sequence[Cell]) -> float:
        """Points that show all the wrapped text; not every program works that out when it opens a file."""
        lines = [
            lines_of(cell.value, column.width)
            for cell, column in zip(row, self.columns, strict=False)
            if isinstance(cell.value, str)
        ]
        return min(_TALLEST, _LINE * max(1, *lines))

    def _set_up(self, sheet: Worksheet, rows: int, styles: Styles, footer: str) -> None:
        last = len(self.columns) - 1
        for index, column in enumerate(self.columns):
            sheet.set_column(index, index, column.width)
        headings = [{"header": column.heading, "header_format": styles.heading} for column in self.columns]
        top, bottom = self._top, self._top + rows
        sheet.set_row(top, _LINE * max(lines_of(column.heading, column.width) for column in self.columns))
        if self.above:
            sheet.write_string(0, 0, plain(self.above), styles.above)
        sheet.add_table(top, 0, bottom, last, {"columns": headings, "style": "Table Style Light 1"})
        sheet.freeze_panes(top + 1, 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{bottom + 1}"})
        self._colour(sheet, bottom, styles)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(top)
        if self.aside:
            sheet.print_area(0, 0, bottom, last - self.aside)
        sheet.set_footer(f"&L{footer.replace('&', '&&')}&C&A&RSida &P av &N")

    def _colour(self, sheet: Worksheet, bottom: int, styles: Styles) -> None:
        if self.level_column is None:
            return
        for level, style in styles.levels.items():
            rule = {"type": "cell", "criteria": "==", "value": f'"{level.value}"', "format": style}
            sheet.conditional_format(self._top + 1, self.level_column, bottom, self.level_column, rule)


def file_link(path: str, place: str = "") -> str:
    """The link to a file, and to a place inside it as in ``'Delmål A'!C7``; empty when Excel cannot have it.

    There is none either to a file or a sheet with a personal number in its name.

    Excel wants letters beyond ASCII as they are, and few characters escaped.
    """
    escaped = "".join(_NOT_IN_FILE_LINKS.get(character, character) for character in path)
    too_long = utf16_length(escaped) > _LONGEST_LINK - len("file:///") or utf16_length(place) > _LONGEST_LINK
    if too_long or "\\" in path or plain(path) != path or has_personal_id(place):
        return ""
    return f"external:{escaped}" + (f"#{place}" if place else "")


def plain(text: str) -> str:
    """The text without personal numbers, and what no file in UTF-8 can hold (half letters of badly encoded names)."""
    safe = hide(text).encode("utf-8", "replace").decode("utf-8")
    return text if text == safe else safe  # the same object where it can be: a workbook has a great many of them


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, styles: Styles) -> None:
    if isinstance(cell.value, int):
        sheet.write_number(row, column, cell.value, styles.number)
        return
    text = short_enough(plain(cell.value))
    if not text:
        sheet.write_blank(row, column, None, styles.text)
    elif text == UNKNOWN:
        sheet.write_string(row, column, text, styles.number)
    elif cell.link:
        sheet.write_url(row, column, cell.link, styles.link, text)
    else:
        sheet.write_string(row, column, text, styles.quoted if text.startswith(LIKE_A_FORMULA) else styles.text)


def lines_of(text: str, width: int) -> int:
    """How many lines the text takes, with words and pieces of paths kept whole where they fit."""
    room = max(1, int(width * _FILLED))
    if len(text) <= room:
        return 1
    lines, used = 1, 0
    for piece in _PIECES.findall(text):
        length = len(piece.rstrip())
        if used and used + length > room:
            lines, used = lines + 1, 0
        used += len(piece)
        if used > room + 1:
            lines, used = lines + (used - 1) // room, used % room
    return lines


def short_enough(text: str) -> str:
    """The text, cut where a cell ends."""
    if utf16_length(text) <= _LONGEST_TEXT:
        return text
    units = text.encode("utf-16-le")[: 2 * (_LONGEST_TEXT - 1)]
    return units.decode("utf-16-le", "ignore") + "…"


def utf16_length(text: str) -> int:
    """The length as Excel counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _out_of_links(links: int) -> str:
    return f"Ett blad i Excel rymmer {links} länkar. Rader längre ned saknar länk; fil, blad och cell står där ändå."
