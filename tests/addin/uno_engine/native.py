"""What Excel itself offers beside xlwings, under the names that its COM objects have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.addin.uno_access import properties
from tests.addin.uno_engine.program import Program, Refused


class AppApi:
    """``Application``."""

    def __init__(self, program: Program) -> None:
        self._program = program

    @property
    def Hwnd(self) -> int:  # noqa: N802 - Excel's name
        return abs(hash(self._program.address)) % 100_000 + 2

    @property
    def ActiveWindow(self) -> Window:  # noqa: N802 - Excel's name
        return Window(self._program.active_document().CurrentController)

    def InputBox(self, _prompt: str, _title: str) -> str | bool:  # noqa: N802 - Excel's name
        """What the user writes; ``False`` when they cancel."""
        answer = self._program.answers.pop(0) if self._program.answers else None
        return False if answer is None else answer


class Window:
    """``Window``; Excel freezes at its splits, in LibreOffice the two are one."""

    def __init__(self, controller: Any) -> None:
        self._controller = controller
        self.ScrollRow = self.ScrollColumn = 1
        self.SplitRow = self.SplitColumn = 0

    @property
    def FreezePanes(self) -> bool:  # noqa: N802 - Excel's name
        return bool(self._controller.hasFrozenPanes())

    @FreezePanes.setter
    def FreezePanes(self, value: bool) -> None:  # noqa: N802 - Excel's name
        rows = self.SplitRow if value else 0
        self._controller.freezeAtPosition(self.SplitColumn if value else 0, rows)


class BookApi:
    """``Workbook``."""

    def __init__(self, document: Any) -> None:
        self._document = document

    def SaveCopyAs(self, path: str) -> None:  # noqa: N802 - Excel's name
        known = {one.Name: one.Value for one in self._document.Args}
        filter_name = known.get("FilterName") if self._document.URL else "Calc MS Excel 2007 XML"
        self._document.storeToURL(Path(path).as_uri(), properties(FilterName=filter_name))

    @property
    def Saved(self) -> bool:  # noqa: N802 - Excel's name
        return not self._document.isModified()

    @property
    def ProtectStructure(self) -> bool:  # noqa: N802 - Excel's name
        return bool(self._document.isProtected())


class SheetApi:
    """``Worksheet``."""

    def __init__(self, document: Any, sheet: Any) -> None:
        self._document = document
        self._sheet = sheet

    @property
    def ProtectContents(self) -> bool:  # noqa: N802 - Excel's name
        return bool(self._sheet.isProtected())

    @property
    def ProtectDrawingObjects(self) -> bool:  # noqa: N802 - Excel's name
        return bool(self._sheet.isProtected())

    @property
    def AutoFilterMode(self) -> bool:  # noqa: N802 - Excel's name
        ranges, number = self._document.getPropertyValue("UnnamedDatabaseRanges"), self._sheet.RangeAddress.Sheet
        return bool(ranges.hasByTable(number) and ranges.getByTable(number).AutoFilter)

    @AutoFilterMode.setter
    def AutoFilterMode(self, value: bool) -> None:  # noqa: N802 - Excel's name
        if self.AutoFilterMode and not value:
            self._document.getPropertyValue("UnnamedDatabaseRanges").getByTable(
                self._sheet.RangeAddress.Sheet
            ).AutoFilter = False


class RangeApi:
    """``Range``."""

    def __init__(self, document: Any, cells: Any) -> None:
        self._document = document
        self._cells = cells

    def __bool__(self) -> bool:
        return True

    def AutoFilter(self) -> None:  # noqa: N802 - Excel's name
        ranges, address = self._document.getPropertyValue("UnnamedDatabaseRanges"), self._cells.RangeAddress
        ranges.setByTable(address)
        ranges.getByTable(address.Sheet).AutoFilter = True


class NameApi:
    """``Name``; LibreOffice has no names that are hidden."""

    Visible = True


class _Shape:
    """The box of a note, in points."""

    def __init__(self, shape: Any) -> None:
        self._shape = shape

    def _resize(self, *, width: float | None = None, height: float | None = None) -> None:
        size = self._shape.Size
        size.Width = size.Width if width is None else round(width * 2540 / 72)
        size.Height = size.Height if height is None else round(height * 2540 / 72)
        self._shape.Size = size

    @property
    def Width(self) -> float:  # noqa: N802 - Excel's name
        return float(self._shape.Size.Width) * 72 / 2540

    @Width.setter
    def Width(self, value: float) -> None:  # noqa: N802 - Excel's name
        self._resize(width=value)

    @property
    def Height(self) -> float:  # noqa: N802 - Excel's name
        return float(self._shape.Size.Height) * 72 / 2540

    @Height.setter
    def Height(self, value: float) -> None:  # noqa: N802 - Excel's name
        self._resize(height=value)


class NoteApi:
    """``Comment``."""

    def __init__(self, annotation: Any) -> None:
        self._annotation = annotation

    @property
    def Shape(self) -> _Shape:  # noqa: N802 - Excel's name
        return _Shape(self._annotation.AnnotationShape)


def refuse_protected_objects(sheet: Any) -> None:
    """Excel writes no notes on a protected sheet; LibreOffice does when it is asked to from outside."""
    if sheet.isProtected():
        raise Refused(f"the sheet {sheet.Name} is protected")
