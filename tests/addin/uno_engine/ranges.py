"""Cells."""

from __future__ import annotations

from typing import Any

from xlwings import base_classes

from tests.addin.uno_engine.native import RangeApi, refuse_protected_objects
from tests.addin.uno_engine.program import Refused

_EVERYTHING = 1 | 2 | 4 | 8 | 16 | 32 | 64 | 128 | 256 | 512
_CONTENT = 1 | 2 | 4 | 16
_HUNDREDTHS_PER_CHARACTER = 196


def cells_of(sheet: Any, first: Any, last: Any = None) -> Any:
    """The cells that xlwings means: an address, a row and a column, one corner or two."""
    if isinstance(first, str) and last is None:
        return sheet.getCellRangeByName(first.replace("$", ""))
    start, end = _corner(sheet, first), _corner(sheet, last if last is not None else first)
    if isinstance(first, tuple) and len(first) == 4:
        end = (first[0] + first[2] - 1, first[1] + first[3] - 1)
    return sheet.getCellRangeByPosition(start[1] - 1, start[0] - 1, end[1] - 1, end[0] - 1)


def _corner(sheet: Any, given: Any) -> tuple[int, int]:
    if isinstance(given, tuple):
        return given[0], given[1]
    address = (given.xl if isinstance(given, Range) else sheet.getCellRangeByName(given)).RangeAddress
    return address.StartRow + 1, address.StartColumn + 1


class Range(base_classes.Range):
    """A block of cells; ``xl`` is the cell range."""

    def __init__(self, sheet: Any, xl: Any) -> None:
        self.sheet = sheet
        self.xl = xl
        self.options: dict[str, Any] = {}
        self._at = xl.RangeAddress
        self._first: Any = None

    @property
    def api(self) -> RangeApi:
        return RangeApi(self.sheet.book.xl, self.xl)

    @property
    def row(self) -> int:
        return int(self._at.StartRow) + 1

    @property
    def column(self) -> int:
        return int(self._at.StartColumn) + 1

    @property
    def shape(self) -> tuple[int, int]:
        return int(self._at.EndRow - self._at.StartRow) + 1, int(self._at.EndColumn - self._at.StartColumn) + 1

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        return self.sheet.name, self.row, self.column, *self.shape

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, first: int, second: int | None = None) -> Range:
        row, column = (first - 1, second - 1) if second is not None else divmod(first - 1, self.shape[1])
        return Range(self.sheet, self.xl.getCellByPosition(column, row))

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        name = str(self.xl.AbsoluteName).rpartition(".")[2]
        return name if row_absolute and col_absolute else name.replace("$", "")

    @property
    def address(self) -> str:
        return self.get_address(True, True, False)

    @property
    def raw_value(self) -> Any:
        data = self.xl.getDataArray()
        return data[0][0] if len(self) == 1 else data

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        self._refuse_locked()
        rows, columns = self.shape
        table = value if isinstance(value, (list, tuple)) else [[value] * columns] * rows
        links = {cell: self(*cell).hyperlink for cell in self._linked()}
        self.xl.setFormulaArray(tuple(tuple(_typed(one) for one in row) for row in table))
        for cell, link in links.items():  # Excel keeps a cell's link when its value is set
            self(*cell).add_hyperlink(link, self(*cell).xl.getFormula(), "")

    @property
    def formula(self) -> Any:
        data = self.xl.getFormulaArray()
        return data[0][0] if len(self) == 1 else data

    @formula.setter
    def formula(self, value: Any) -> None:
        raise NotImplementedError

    def _linked(self) -> list[tuple[int, int]]:
        """Cells with links; for whole tables nobody asks, and each would cost a call."""
        return [(1, 1)] if len(self) == 1 and self._cell().TextFields.Count else []

    def _cell(self) -> Any:
        """The first cell; each question to LibreOffice takes a millisecond."""
        if self._first is None:
            self._first = self.xl.getCellByPosition(0, 0)
        return self._first

    def _refuse_locked(self) -> None:
        if self.sheet.xl.isProtected():
            protection = self.xl.CellProtection
            if protection is None or protection.IsLocked:
                raise Refused(f"{self.sheet.name}!{self.address} is locked")

    def clear(self) -> None:
        self._refuse_locked()
        self.xl.clearContents(_EVERYTHING)

    def clear_contents(self) -> None:
        self._refuse_locked()
        self.xl.clearContents(_CONTENT)

    @property
    def font(self) -> Font:
        return Font(self.xl)

    @property
    def color(self) -> tuple[int, int, int] | None:
        number = self.xl.CellBackColor
        return None if number == -1 else (number >> 16 & 255, number >> 8 & 255, number & 255)

    @color.setter
    def color(self, value: tuple[int, int, int] | None) -> None:
        self.xl.CellBackColor = -1 if value is None else value[0] << 16 | value[1] << 8 | value[2]

    @property
    def wrap_text(self) -> bool:
        return bool(self.xl.IsTextWrapped)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.xl.IsTextWrapped = value

    @property
    def vertical_alignment(self) -> str:
        return "top" if self.xl.VertJustify == 1 else "other"

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        self.xl.VertJustify = {"top": 1}[value]

    @property
    def number_format(self) -> str:
        key = self.xl.NumberFormat
        return str(self.sheet.book.xl.NumberFormats.getByKey(key).FormatString)

    @number_format.setter
    def number_format(self, value: str) -> None:
        raise NotImplementedError

    @property
    def column_width(self) -> float:
        return float(self.xl.Columns.getByIndex(0).Width) / _HUNDREDTHS_PER_CHARACTER

    @column_width.setter
    def column_width(self, value: float) -> None:
        self.xl.Columns.Width = round(value * _HUNDREDTHS_PER_CHARACTER)

    def autofit(self, axis: str | None = None) -> None:
        if axis in ("rows", "r", None):
            self.xl.Rows.OptimalHeight = True
        if axis in ("columns", "c", None):
            self.xl.Columns.OptimalWidth = True

    def select(self) -> None:
        controller = self.sheet.book.xl.CurrentController
        if controller.getActiveSheet().Name != self.sheet.name:
            raise Refused("cells can only be selected on the active sheet")
        controller.select(self.xl)

    @property
    def merge_area(self) -> Range:
        cursor = self.sheet.xl.createCursorByRange(self._cell())
        cursor.collapseToMergedArea()
        at = cursor.RangeAddress
        cells = self.sheet.xl.getCellRangeByPosition(at.StartColumn, at.StartRow, at.EndColumn, at.EndRow)
        return Range(self.sheet, cells)

    @property
    def merge_cells(self) -> bool:
        return len(self.merge_area) > 1

    @property
    def note(self) -> Any:
        annotation = self._cell().getAnnotation()
        return self.sheet._note_of(annotation) if annotation.String else None

    def add_note(self, text: str) -> Any:
        refuse_protected_objects(self.sheet.xl)
        self.sheet.xl.Annotations.insertNew(self._cell().CellAddress, text)
        return self.note

    @property
    def comment(self) -> None:
        return None

    @property
    def hyperlink(self) -> str:
        fields = self._cell().TextFields
        if not fields.Count:
            raise Refused("the cell has no link")
        return str(fields.getByIndex(0).URL)

    def add_hyperlink(self, address: str, text_to_display: str = "", screen_tip: str = "") -> None:
        self._refuse_locked()
        cell = self._cell()
        field = self.sheet.book.xl.createInstance("com.sun.star.text.TextField.URL")
        field.URL, field.Representation = address, text_to_display
        cell.setString("")
        cell.insertTextContent(cell.createTextCursor(), field, False)


def _typed(value: Any) -> Any:
    """A value as somebody would type it."""
    if isinstance(value, bool):
        return f"={str(value).upper()}()"
    return str(value) if isinstance(value, (int, float)) else value


class Font(base_classes.Font):
    """The font of cells."""

    def __init__(self, xl: Any) -> None:
        self.xl = xl

    @property
    def bold(self) -> bool:
        return bool(self.xl.CharWeight > 100)

    @bold.setter
    def bold(self, value: bool) -> None:
        self.xl.CharWeight = 150.0 if value else 100.0

    @property
    def color(self) -> Any:
        return self.xl.CharColor

    @color.setter
    def color(self, value: tuple[int, int, int]) -> None:
        self.xl.CharColor = value[0] << 16 | value[1] << 8 | value[2]
