"""Which cells show a number as percent, so that 80 % is written there as 0.8."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.styles.numbers import BUILTIN_FORMATS

from stexcel.model import CellRef
from stexcel.ooxml.book import open_book
from stexcel.ooxml.package import Package
from stexcel.ooxml.relations import related
from stexcel.ooxml.sheetxml import all_cells
from stexcel.ooxml.styles import style_of
from stexcel.ooxml.xmlpart import child, children, parse


def percent_cells(data: bytes) -> frozenset[CellRef]:
    """The cells of a workbook that the file has given a format with a percent sign."""
    package, book = open_book(data)
    part = next(iter(related(package, book.part, "styles")), None)
    styles = frozenset(_percent_styles(package, part)) if part else frozenset()
    if not styles:
        return frozenset()
    roots = ((sheet.name, parse(package.read(sheet.part), sheet.part).root) for sheet in book.sheets if sheet.has_cells)
    return frozenset(
        CellRef(name, cell.place.row, cell.place.column)
        for name, root in roots
        for cell in all_cells(root)
        if style_of(cell.element) in styles
    )


def _percent_styles(package: Package, part: str) -> Iterator[int]:
    """The numbers of the styles that show percent."""
    root = parse(package.read(part), part).root
    codes = {str(number): code for number, code in BUILTIN_FORMATS.items()}
    codes |= {one.get("numFmtId", ""): one.get("formatCode", "") for one in children(child(root, "numFmts"), "numFmt")}
    for number, style in enumerate(children(child(root, "cellXfs"), "xf")):
        if "%" in codes.get(style.get("numFmtId", ""), ""):
            yield number
