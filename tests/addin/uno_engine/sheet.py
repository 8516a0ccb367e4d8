"""A sheet and its notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlwings import base_classes

from tests.addin.uno_engine.native import SheetApi
from tests.addin.uno_engine.notes import Note
from tests.addin.uno_engine.program import Refused
from tests.addin.uno_engine.ranges import Range, cells_of


class Sheet(base_classes.Sheet):
    """A sheet; ``xl`` is the spreadsheet."""

    def __init__(self, book: Any, xl: Any) -> None:
        self._book = book
        self.xl = xl

    @property
    def book(self) -> Any:
        return self._book

    @property
    def api(self) -> SheetApi:
        return SheetApi(self.book.xl, self.xl)

    @property
    def name(self) -> str:
        return str(self.xl.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.xl.Name = value

    @property
    def index(self) -> int:
        return int(self.xl.RangeAddress.Sheet) + 1

    @property
    def visible(self) -> bool:
        return bool(self.xl.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.xl.IsVisible = value

    @property
    def notes(self) -> Iterator[Note]:
        annotations = self.xl.Annotations
        return iter([Note(self, annotations.getByIndex(index)) for index in range(annotations.Count)])

    def _note_of(self, annotation: Any) -> Note:
        return Note(self, annotation)

    @property
    def cells(self) -> Range:
        return Range(self, self.xl)

    @property
    def used_range(self) -> Range:
        cursor = self.xl.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        address = cursor.RangeAddress
        first, last = (address.StartColumn, address.StartRow), (address.EndColumn, address.EndRow)
        return Range(self, self.xl.getCellRangeByPosition(*first, *last))

    def range(self, first: Any, last: Any = None) -> Range:
        return Range(self, cells_of(self.xl, first, last))

    def activate(self) -> None:
        if not self.visible:
            raise Refused("a hidden sheet cannot be activated")
        self.book.xl.CurrentController.setActiveSheet(self.xl)

    def clear(self) -> None:
        self.cells.clear()

    def delete(self) -> None:
        if self.book.xl.isProtected():
            raise Refused("the structure of the workbook is protected")
        if sum(sheet.visible for sheet in self.book.sheets) == 1 and self.visible:
            raise Refused("the last visible sheet cannot be deleted")
        self.book.xl.Sheets.removeByName(self.name)
