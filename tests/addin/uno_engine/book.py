"""A workbook, its sheets and its names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from xlwings import base_classes

from tests.addin.uno_access import struct
from tests.addin.uno_engine.native import BookApi, NameApi
from tests.addin.uno_engine.program import Refused, system_path
from tests.addin.uno_engine.ranges import Range
from tests.addin.uno_engine.sheet import Sheet

_REFERENCE = re.compile(r"=(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))!(?P<cells>[$A-Z0-9:]+)")


class Book(base_classes.Book):
    """A workbook; ``xl`` is the document."""

    def __init__(self, app: Any, xl: Any) -> None:
        self._app = app
        self.xl = xl
        self.program = app.program

    @property
    def app(self) -> Any:
        return self._app

    @property
    def api(self) -> BookApi:
        return BookApi(self.xl)

    @property
    def name(self) -> str:
        return Path(self.fullname).name

    @property
    def fullname(self) -> str:
        return system_path(self.xl.URL) if self.xl.URL else str(self.xl.Title)

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)

    def activate(self) -> None:
        self.program.active = self.xl
        self.xl.CurrentController.Frame.activate()

    def close(self) -> None:
        self.xl.close(True)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        if path is not None:
            raise NotImplementedError
        self.xl.store()

    def _selection(self) -> Range | None:
        selected = self.xl.CurrentSelection
        if not selected.supportsService("com.sun.star.sheet.SheetCellRange"):
            return None
        return Range(Sheet(self, selected.Spreadsheet), selected)


class Sheets(base_classes.Sheets):
    """The sheets of a workbook."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.xl = book.xl.Sheets

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, self.book.xl.CurrentController.getActiveSheet())

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self.book, self.xl.getByIndex(index)) for index in range(len(self)))

    def __len__(self) -> int:
        return int(self.xl.Count)

    def __call__(self, name_or_index: str | int) -> Sheet:
        if isinstance(name_or_index, int):
            return Sheet(self.book, self.xl.getByIndex(name_or_index - 1))
        if self.xl.hasByName(name_or_index):
            return Sheet(self.book, self.xl.getByName(name_or_index))
        found = next((sheet for sheet in self if sheet.name.casefold() == name_or_index.casefold()), None)
        if found is None:
            raise KeyError(name_or_index)
        return found

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        if self.book.xl.isProtected():
            raise Refused("the structure of the workbook is protected")
        place = before.index - 1 if before is not None else after.index if after is not None else 0
        title = name or f"Blad {len(self) + 1}"
        self.xl.insertNewByName(title, place)
        sheet = Sheet(self.book, self.xl.getByName(title))
        sheet.activate()
        return sheet


class Names(base_classes.Names):
    """The defined names of a workbook."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.xl = book.xl.NamedRanges

    def __len__(self) -> int:
        return int(self.xl.Count)

    def __call__(self, name_or_index: str | int) -> Name:
        if isinstance(name_or_index, int):
            return Name(self.book, self.xl.getByIndex(name_or_index - 1))
        return Name(self.book, self.xl.getByName(name_or_index))

    def contains(self, name: str) -> bool:
        return bool(self.xl.hasByName(name))

    def add(self, name: str, refers_to: str) -> Name:
        if self.contains(name):
            self.xl.removeByName(name)
        content = _as_office(refers_to)
        self.xl.addNewByName(name, content, struct("com.sun.star.table.CellAddress"), 0)
        return self(name)


class Name(base_classes.Name):
    """A defined name."""

    def __init__(self, book: Book, xl: Any) -> None:
        self.book = book
        self.xl = xl

    @property
    def api(self) -> NameApi:
        return NameApi()

    @property
    def name(self) -> str:
        return str(self.xl.Name)

    @name.setter
    def name(self, value: str) -> None:
        raise NotImplementedError

    @property
    def refers_to(self) -> str:
        sheet, _, cells = str(self.xl.Content).rpartition(".")
        return f"={sheet.removeprefix('$')}!{cells}"

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        raise NotImplementedError

    @property
    def refers_to_range(self) -> Range:
        cells = self.xl.getReferredCells()
        if cells is None:
            raise Refused("the name does not refer to cells")
        return Range(Sheet(self.book, cells.Spreadsheet), cells)

    def delete(self) -> None:
        self.book.xl.NamedRanges.removeByName(self.name)


def _as_office(reference: str) -> str:
    """A reference as LibreOffice writes it: ``='Mål a'!$B$7`` becomes ``$'Mål a'.$B$7``."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise Refused(f"{reference} is no reference")
    sheet = f"'{found['quoted']}'" if found["quoted"] else found["plain"]
    return f"${sheet}.{found['cells']}"
