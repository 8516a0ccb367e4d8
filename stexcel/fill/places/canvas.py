"""What a workbook file says of its cells beside their content: formulas, locks, choices, and where a form is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from stexcel.model import CellRef
from stexcel.ooxml.address import Area, Place, parse_area, parse_areas
from stexcel.ooxml.book import Book, SheetPart, is_true, open_book
from stexcel.ooxml.package import Package
from stexcel.ooxml.relations import related
from stexcel.ooxml.sheetxml import all_cells, column_style
from stexcel.ooxml.styles import Styles, style_of
from stexcel.ooxml.xmlpart import Element, child, children, namespace, parse
from stexcel.workbook import Grid

_PERCENT_FORMATS = ("9", "10")
_LISTED = re.compile(r'"(?P<items>[^"]*)"')
_RANGE = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))!(?P<area>\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)"
)


@dataclass(frozen=True, slots=True)
class Choices:
    """A list to choose from in some cells. ``strict`` tells that Excel accepts nothing else there."""

    areas: tuple[Area, ...]
    items: tuple[str, ...]
    strict: bool


@dataclass(frozen=True, slots=True)
class TableArea:
    """A table (ListObject): its name in formulas, the rows of its body and its columns, all from 1."""

    name: str
    body: Area


@dataclass(frozen=True)
class SheetCanvas:
    """One sheet. ``drawn`` are the cells that the file holds a style for, filled or not."""

    drawn: frozenset[Place] = frozenset()
    formulas: frozenset[Place] = frozenset()
    locked: frozenset[Place] = frozenset()
    days: frozenset[Place] = frozenset()
    shares: frozenset[Place] = frozenset()
    locks_the_rest: bool = False
    choices: tuple[Choices, ...] = ()
    tables: tuple[TableArea, ...] = ()


@dataclass(frozen=True)
class Canvas:
    """All the sheets by name."""

    sheets: Mapping[str, SheetCanvas] = field(default_factory=dict)

    def sheet(self, name: str) -> SheetCanvas:
        """The sheet; an empty one where nothing is known of it."""
        return self.sheets.get(name, SheetCanvas())

    def is_formula(self, cell: CellRef) -> bool:
        """Whether a formula stands in the cell."""
        return Place(cell.row, cell.column) in self.sheet(cell.sheet).formulas

    def is_locked(self, cell: CellRef) -> bool:
        """Whether the sheet is protected and the cell locked."""
        sheet, place = self.sheet(cell.sheet), Place(cell.row, cell.column)
        return place in sheet.locked or (sheet.locks_the_rest and place not in sheet.drawn)

    def shows_day(self, cell: CellRef) -> bool:
        """Whether the cell's format shows a day."""
        return Place(cell.row, cell.column) in self.sheet(cell.sheet).days

    def shows_share(self, cell: CellRef) -> bool:
        """Whether the cell's format shows a number as percent."""
        return Place(cell.row, cell.column) in self.sheet(cell.sheet).shares

    def choices(self, cell: CellRef) -> Choices | None:
        """The list to choose from in the cell; ``None`` where there is none, or none that can be told."""
        place = Place(cell.row, cell.column)
        found = (one for one in self.sheet(cell.sheet).choices if any(area.holds(place) for area in one.areas))
        return next(found, None)


def canvas_of(data: bytes, grid: Grid) -> Canvas:
    """What the file says; ``grid`` is its content, for lists that stand in cells.

    Raises :class:`stexcel.workbook.WorkbookError` where :func:`stexcel.ooxml.apply` would refuse the whole file.
    """
    package, book = open_book(data)
    names = dict(_names(package, book))
    shares = _share_styles(package, book)
    sheets = (sheet for sheet in book.sheets if sheet.has_cells)
    return Canvas({sheet.name: _sheet(package, book, sheet, shares, names, grid) for sheet in sheets})


def _share_styles(package: Package, book: Book) -> frozenset[int]:
    """The numbers of the styles that show percent."""
    part = next(iter(related(package, book.part, "styles")), "")
    if not part:
        return frozenset()
    root = parse(package.read(part), part).root
    own = {one.get("numFmtId"): one.get("formatCode", "") for one in children(child(root, "numFmts"), "numFmt")}
    percent = {*_PERCENT_FORMATS, *(number for number, code in own.items() if "%" in code)}
    styles = enumerate(children(child(root, "cellXfs"), "xf"))
    return frozenset(number for number, xf in styles if xf.get("numFmtId") in percent)


def _sheet(
    package: Package,
    book: Book,
    sheet: SheetPart,
    shares: frozenset[int],
    names: Mapping[str, str],
    grid: Grid,
) -> SheetCanvas:
    root = parse(package.read(sheet.part), sheet.part).root
    styles = Styles(package, book, namespace(root))
    protection = child(root, "sheetProtection")
    protected = protection is not None and is_true(protection.get("sheet"))
    cells = {cell.place: (style_of(cell.element), child(cell.element, "f") is not None) for cell in all_cells(root)}
    used = {style for style, _ in cells.values()}
    locked = {style for style in used if protected and styles.is_locked(style)}
    days = {style for style in used if style and styles.shows_day(style)}
    return SheetCanvas(
        frozenset(place for place, (style, _) in cells.items() if style),
        frozenset(place for place, (_, has_formula) in cells.items() if has_formula),
        frozenset(place for place, (style, _) in cells.items() if style in locked),
        frozenset(place for place, (style, _) in cells.items() if style in days),
        frozenset(place for place, (style, _) in cells.items() if style in shares),
        protected and column_style(root, 1) is None,
        tuple(_choices(root, sheet.name, names, grid)),
        tuple(_tables(package, sheet)),
    )


def _names(package: Package, book: Book) -> Iterator[tuple[str, str]]:
    root = parse(package.read(book.part), book.part).root
    for name in children(child(root, "definedNames"), "definedName"):
        yield name.get("name", "").casefold(), (name.text or "").strip()


def _choices(root: Element, sheet: str, names: Mapping[str, str], grid: Grid) -> Iterator[Choices]:
    for rule in root.iter("{*}dataValidation"):
        if rule.get("type") != "list":
            continue
        areas = parse_areas(rule.get("sqref") or _inner(rule, "sqref"))
        items = _items(_inner(rule, "formula1").strip(), sheet, names, grid)
        if areas and items:
            yield Choices(areas, items, is_true(rule.get("showErrorMessage")) and not rule.get("errorStyle"))


def _inner(rule: Element, name: str) -> str:
    """The text of an inner element, or of the one inside that, as the later kind of rule has it."""
    found = next(rule.iterchildren(f"{{*}}{name}"), None)
    return "" if found is None else "".join(map(str, found.itertext()))


def _items(formula: str, sheet: str, names: Mapping[str, str], grid: Grid) -> tuple[str, ...]:
    """The list that a formula gives; empty for one that has to be calculated."""
    listed = _LISTED.fullmatch(formula)
    if listed is not None:
        return tuple(item.strip() for item in listed["items"].split(",") if item.strip())
    text = names.get(formula.casefold(), formula)
    found = _RANGE.fullmatch(text)
    if found is None:
        area = parse_area(text)
    else:
        sheet = (found["quoted"] or found["plain"]).replace("''", "'")
        area = parse_area(found["area"])
    content = next((one for one in grid.sheets if one.name == sheet), None)
    if area is None or content is None:
        return ()
    values = (
        content.rows[row][column]
        for row in range(area.first_row - 1, min(area.last_row, content.height))
        for column in range(area.first_column - 1, min(area.last_column, content.width))
    )
    return tuple(str(value) for value in values if value is not None)


def _tables(package: Package, sheet: SheetPart) -> Iterator[TableArea]:
    for part in related(package, sheet.part, "table"):
        root = parse(package.read(part), part).root
        area = parse_area(root.get("ref", ""))
        name = root.get("displayName") or root.get("name", "")
        if area is not None and name:
            first = area.first_row + int(root.get("headerRowCount", "1"))
            last = area.last_row - int(root.get("totalsRowCount", "0"))
            yield TableArea(name, Area(first, area.first_column, last, area.last_column))
