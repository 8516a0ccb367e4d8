"""A sheet that is filled from the top: title, sentences and tables, set up for the screen and for A4 paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_range, xl_rowcol_to_cell

from stexcel.render.excel_sheet import EXCEL, LIKE_A_FORMULA, Capacity, file_link, plain, short_enough
from stexcel.render.links import Linked, anchor, relative_path
from stexcel.render.xlsx.sheet import LongSheet
from stexcel.render.xlsx.styles import FONT, Kind, Palette, Styles
from stexcel.render.xlsx.table import Area, Cell, Row, Table, Value, height_of, lines_of, plain_value, unique

_A4 = 9
_NOT_SHOWN = "Visas inte."
_LEAST_YEAR = 1900
"""Excel knows no earlier days."""
_LONGEST_TIP = 255
_LONGEST_TITLE = 90
_HEAT = ("#FFFFFF", "#8FBFE8")
_BAR = "#9CC3E6"
_ROW, _SECTION_ROW = 15.0, 21.0
_PAGE_WIDE, _PAGE_HIGH = 1040, (470.0, 555.0)
"""What A4 lying down has room for between the margins: pixels, and points, the least and the most of any program."""
_LEAST_SECTION = 100.0
"""Points that a heading and the first rows below it take."""
_PIXELS_PER_CHARACTER, _PADDING = 7, 5


@dataclass(frozen=True)
class Letterhead:
    """What is printed over and under every page of a workbook, beside the sheet's name and the page's number."""

    title: str
    day: date
    version: str


@dataclass(frozen=True)
class Desk:
    """What every sheet is drawn with: the letterhead, the formats, and the folder that links start from."""

    letterhead: Letterhead
    styles: Styles
    folder: Path
    capacity: Capacity = EXCEL
    paths: dict[str, str] = field(default_factory=dict)
    """The relative paths of the files that have been linked to; finding one asks the disk."""

    def link(self, place: Linked) -> str:
        """The link that opens the place; the empty string when there is none or Excel cannot have it."""
        if not place.path:
            return ""
        path = self.paths.get(place.path)
        if path is None:
            path = self.paths[place.path] = relative_path(place.path, self.folder)
        return file_link(path, anchor(place))

    def page(self, name: str, title: str, lead: str, widths: Sequence[float], wide: int | None = None) -> Page:
        """A new sheet with its heading. The widths are those of its columns, for the tables that follow.

        Sentences go over the first ``wide`` columns, else over all.
        """
        sheet = self.styles.book.add_worksheet(name, LongSheet)
        for index, width in enumerate(widths):
            sheet.set_column(index, index, width)
        page = Page(self, sheet, tuple(widths), wide or len(widths))
        page.head(title, lead)
        page.remarks(self.kept_back(name))
        return page

    def kept_back(self, name: str) -> list[str]:
        """What is to be said where a part of that name is not shown, or not all of it."""
        return []

    def nothing(self, name: str, text: str) -> str:
        """What stands where there is nothing: the text, unless something may have been kept back."""
        return _NOT_SHOWN if self.kept_back(name) else text


@dataclass
class Page:
    """A sheet being filled: ``row`` is the next free row, zero-based, and ``wide`` how many columns text may take."""

    desk: Desk
    sheet: LongSheet
    widths: tuple[float, ...]
    wide: int
    row: int = 0
    links: int = 0
    breaks: list[int] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    """Points of the rows that are not as high as others."""

    @property
    def styles(self) -> Styles:
        """The formats."""
        return self.desk.styles

    @property
    def quoted_name(self) -> str:
        """The sheet as formulas name it."""
        return str(quote_sheetname(self.sheet.get_name()))

    def tall(self, row: int, points: float) -> None:
        """Makes a row so high."""
        self.heights[row] = points
        self.sheet.set_row(row, points)

    def points(self, first: int, after: int) -> float:
        """The height of the rows from the first up to the one after the last."""
        return sum(self.heights.get(row, _ROW) for row in range(first, after))

    def head(self, title: str, lead: str) -> None:
        """The title, and a sentence on what the sheet shows and how to read it."""
        self.tall(self.row, 26)
        self.sheet.write_string(self.row, 0, _text(title), self.styles.title)
        self.row += 1
        self.sentence(lead, self.styles.lead)

    def sentence(self, text: str, style: Format | None = None) -> None:
        """A sentence over the whole width of what is printed first."""
        wide = self.wide
        if wide > 1:
            self.sheet.merge_range(self.row, 0, self.row, wide - 1, "", style or self.styles.lead)
        self.sheet.write_string(self.row, 0, _text(text), style or self.styles.lead)
        self.tall(self.row, _ROW * lines_of(text, sum(self.widths[:wide])) + 1)
        self.row += 1

    def remarks(self, texts: Iterable[str]) -> None:
        """Sentences that must not be missed."""
        for text in texts:
            self.sentence(f"Obs: {text}", self.styles.remark)

    def section(self, heading: str, *, new_page: bool = False) -> None:
        """A heading between tables."""
        self.row += 1
        if new_page or not self._has_room():
            self.breaks.append(self.row)
        self.tall(self.row, _SECTION_ROW)
        self.sheet.write_string(self.row, 0, _text(heading), self.styles.section)
        self.row += 1

    def _has_room(self) -> bool:
        """Whether a heading and the beginning of what follows it have room on the same printed page."""
        printed = min(1.0, _PAGE_WIDE / pixels(self.widths[: self.wide]))
        least, most = (points / printed for points in _PAGE_HIGH)
        used = self.points(self.breaks[-1] if self.breaks else 0, self.row)
        return used + _LEAST_SECTION <= (int(used / most) + 1) * least

    def table(self, table: Table) -> Area:
        """Draws the table in the next free row and leaves an empty row below it."""
        top, columns = self.row, table.columns
        count = 0
        formats = [self.styles.cells[column.kind] for column in columns]
        values: list[list[float]] = [[] for _ in columns]
        for count, row in enumerate(table.rows, start=1):
            self._draw_row(top + count, row, table, formats, values)
            self.sheet.finish(top + 1, top + count)
        if not count:
            nothing = self.desk.nothing(self.sheet.get_name(), table.nothing)
            self.sheet.write_string(top + 1, 0, nothing, self.styles.cells[Kind.TEXT])
            self.tall(top + 1, height_of([nothing], self.widths))
        first, last = top + 1, top + max(1, count)
        totals = bool(count) and any(column.total for column in columns)
        bottom = last + totals
        area = Area(top, first, last, bottom, len(columns), count)
        self._add_table(table, area, values, totals)
        self._colour(table, area)
        self.row = bottom + 2
        return area

    def chart(self, chart: Chart, column: int, description: str, *, at: int | None = None, below: int = 0) -> None:
        """Puts a chart at a row, else at the next free one; the description is for those who cannot see it."""
        options = {"description": plain(description), "object_position": 2, "x_offset": 4, "y_offset": 4 + below}
        self.sheet.insert_chart(self.row if at is None else at, column, chart, options)

    def fit(self, row: int, text: str, first: int, after: int) -> None:
        """Makes a row high enough for a text in the columns from the first up to the one after the last."""
        self.tall(row, _ROW * lines_of(text, sum(self.widths[first:after])) + 1)

    def formula(self, row: int, column: int, formula: str, value: float, kind: Kind = Kind.NUMBER) -> None:
        """A formula with the value that it has."""
        self.sheet.write_formula(row, column, formula, self.styles.cells[kind], value)

    def colour(self, area: tuple[int, int, int, int], palette: Palette) -> None:
        """Gives the words of the palette their colours wherever they stand in the area."""
        for word, colours in palette.items():
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": self.styles.tints[colours]}
            self.sheet.conditional_format(*area, rule)

    def colour_rows(self, area: tuple[int, int, int, int], column: int, palette: Palette) -> None:
        """Gives each row of the area the colours of the word that it has in a column."""
        cell = xl_rowcol_to_cell(area[0], column, col_abs=True)
        for word, colours in palette.items():
            rule = {"type": "formula", "criteria": f'={cell}="{word}"', "format": self.styles.tints[colours]}
            self.sheet.conditional_format(*area, rule)

    def set_up(self, *, frozen: tuple[int, int] | None = None, heading: int | None = None) -> None:
        """Screen and paper: the frozen rows and columns, and the row that is repeated on every printed page."""
        sheet, above = self.sheet, self.desk.letterhead
        if frozen is not None:
            sheet.freeze_panes(*frozen)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        if self.breaks:
            sheet.set_h_pagebreaks(self.breaks)
        if heading is not None:
            sheet.repeat_rows(heading)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        title = _text(above.title)[:_LONGEST_TITLE].replace("&", "&&")
        sheet.set_header(f'&L&"{FONT},Bold"{title}&R&A, per {above.day}', {"margin": 0.3})
        version = above.version.replace("&", "&&")
        sheet.set_footer(f"&Lstexcel {version}&RSida &P av &N", {"margin": 0.3})
        if self.links > self.desk.capacity.links:
            sheet.write_comment(0, 0, _out_of_links(self.desk.capacity.links), {"x_scale": 2})

    def write(self, row: int, column: int, cell: Cell | Value, kind: Kind, style: Format | None = None) -> None:
        """One cell, with its link; text is always written as text."""
        told = cell if isinstance(cell, Cell) else Cell(cell)
        shown = style or self._styles_of(told, self.widths[column])[kind]
        if told.formula and isinstance(told.value, int | float):
            self.sheet.write_formula(row, column, told.formula, shown, told.value)
        elif told.link and told.value is not None and self._may_link():
            words = _as_text(told.value)
            self.sheet.write_url(row, column, told.link, shown, words, _text(told.tip)[:_LONGEST_TIP])
            if not isinstance(told.value, str):
                _write_number(self.sheet, row, column, told.value, shown)
        else:
            _write_value(self.sheet, row, column, told.value, style or self.styles.cells[kind], self.styles.quoted)

    def _styles_of(self, cell: Cell, width: float) -> Mapping[Kind, Format]:
        if not cell.link:
            return self.styles.cells
        return self.styles.links if lines_of(str(cell.value), width) == 1 else self.styles.tight_links

    def _may_link(self) -> bool:
        self.links += 1
        return self.links <= self.desk.capacity.links

    def _draw_row(
        self, at: int, row: Row, table: Table, formats: Sequence[Format], values: Sequence[list[float]]
    ) -> None:
        for index, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            if isinstance(cell, Cell):
                self.write(at, index, cell, column.kind)
            elif cell is not None:
                _write_value(self.sheet, at, index, cell, formats[index], self.styles.quoted)
            else:
                self.sheet.write_blank(at, index, None, formats[index])
            value = plain_value(cell)
            if column.total and isinstance(value, int | float):
                values[index].append(value)
        height = height_of(row, self.widths)
        self.tall(at, height)

    def _add_table(self, table: Table, area: Area, values: Sequence[list[float]], totals: bool) -> None:
        headings = unique(column.heading for column in table.columns)
        columns: list[dict[str, object]] = []
        for column, heading in zip(table.columns, headings, strict=True):
            style = self.styles.upright if column.upright else self.styles.heading
            columns.append({"header": heading, "header_format": style})
        for index, column in enumerate(table.columns):
            if totals and column.total and values[index]:
                columns[index]["total_function"] = column.total
        if totals:
            columns[0]["total_string"] = _label(table)
        options = {"name": table.name, "columns": columns, "style": "Table Style Light 1", "total_row": totals}
        self.sheet.add_table(area.top, 0, area.bottom, area.columns - 1, options)
        self.tall(area.top, table.heading_height or self._heading_height(table, headings))
        if totals:
            self._totals(table, area, values)

    def _heading_height(self, table: Table, headings: Sequence[str]) -> float:
        turned = [len(heading) for column, heading in zip(table.columns, headings, strict=True) if column.upright]
        level = [
            lines_of(heading, column.width - 2)
            for column, heading in zip(table.columns, headings, strict=True)
            if not column.upright
        ]
        return max(_ROW * max(level, default=1) + 4, min(240.0, 6.0 * max(turned, default=0) + 24))

    def _totals(self, table: Table, area: Area, values: Sequence[list[float]]) -> None:
        """The row below the table, over the rows that a filter leaves; written anew, with the values that it has."""
        self.sheet.write_string(area.bottom, 0, _label(table), self.styles.totals[Kind.TEXT])
        for index, (column, numbers) in enumerate(zip(table.columns, values, strict=True)):
            style = self.styles.totals[column.kind]
            if not column.total or not numbers:
                if index:
                    self.sheet.write_blank(area.bottom, index, None, style)
                continue
            function, value = _TOTALS[column.total]
            formula = f"=SUBTOTAL({function},{xl_range(area.first, index, area.last, index)})"
            self.sheet.write_formula(area.bottom, index, formula, style, value(numbers))

    def _colour(self, table: Table, area: Area) -> None:
        if not area.rows:
            return
        for index, column in enumerate(table.columns):
            self.colour((area.first, index, area.last, index), column.palette)
        for index in table.bars:
            bar = {"type": "data_bar", "bar_color": _BAR, "min_type": "num", "min_value": 0}
            self.sheet.conditional_format(area.first, index, area.last, index, bar)
        if table.heat is not None:
            low, high = _HEAT
            scale = {"type": "2_color_scale", "min_color": low, "max_color": high, "min_type": "num", "min_value": 0}
            self.sheet.conditional_format(area.first, table.heat[0], area.last, table.heat[1], scale)


def pixels(widths: Iterable[float]) -> int:
    """How wide columns of such widths are on the screen, together."""
    return int(sum(width * _PIXELS_PER_CHARACTER + _PADDING for width in widths))


def _label(table: Table) -> str:
    return "Summa, medel av %" if any(column.total == "average" for column in table.columns) else "Summa"


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


_TOTALS: Mapping[str, tuple[int, Callable[[Sequence[float]], float]]] = {"sum": (109, sum), "average": (101, _mean)}
"""The function of SUBTOTAL that leaves out hidden rows, and the value while no row is hidden."""


def _write_value(sheet: LongSheet, row: int, column: int, value: Value, style: Format, quoted: Format) -> None:
    if isinstance(value, str):
        text = _text(value)
        if not text:
            sheet.write_blank(row, column, None, style)
        else:
            sheet.write_string(row, column, text, quoted if text.startswith(LIKE_A_FORMULA) else style)
    elif value is None:
        sheet.write_blank(row, column, None, style)
    else:
        _write_number(sheet, row, column, value, style)


def _write_number(sheet: LongSheet, row: int, column: int, value: float | date, style: Format) -> None:
    if not isinstance(value, date):
        sheet.write_number(row, column, value, style)
    elif value.year < _LEAST_YEAR:
        sheet.write_string(row, column, str(value), style)
    else:
        sheet.write_datetime(row, column, value, style)


def _text(text: str) -> str:
    return short_enough(plain(text))


def _as_text(value: Value) -> str:
    return _text(str(value))


def _out_of_links(links: int) -> str:
    return (
        f"Ett blad i Excel rymmer {links} länkar. Celler längre ned saknar länk; fil, blad och cell står som text ändå."
    )
