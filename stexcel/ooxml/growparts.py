"""The other parts of a workbook after a list has got more rows: drawings, charts, notes, tables, pivots and names."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from stexcel.ooxml.address import Area, parse_area, parse_areas
from stexcel.ooxml.book import Book, SheetPart, is_true
from stexcel.ooxml.growsheet import shift_tree
from stexcel.ooxml.growth import Growth, moved_text
from stexcel.ooxml.package import Package
from stexcel.ooxml.relations import relations
from stexcel.ooxml.shifting import Shifter
from stexcel.ooxml.vml import shifted_boxes
from stexcel.ooxml.xmlpart import Element, child, children, local, parse, serialize

_DRAWINGS = frozenset({"drawing", "chartUserShapes"})
_CHARTS = frozenset({"chart", "chartEx"})
_FOLLOWED = _DRAWINGS | _CHARTS
_VML_FORMULA = re.compile(r"(<(?:\w+:)?Fmla(?:Link|Range|Pict|Txbx)>)([^<]*)(</)")


@dataclass(frozen=True, slots=True)
class Owned:
    """A part and what it is, found through relationships; ``sheet`` is the tab that it belongs to."""

    name: str
    kind: str
    sheet: SheetPart | None


def owned_parts(package: Package, book: Book) -> tuple[Owned, ...]:
    """The parts of the sheets and of the workbook, and those of drawings and charts; none comes twice."""
    found: dict[str, Owned] = {}
    _collect(package, book.part, None, found)
    for sheet in book.sheets:
        found.pop(sheet.part, None)
        _collect(package, sheet.part, sheet, found)
    return tuple(found.values())


def shift_parts(package: Package, book: Book, shifter: Callable[[str], Shifter]) -> Package:
    """The package where all parts but sheets lead to where the cells are now; ``shifter`` is for a sheet's name."""
    growth = shifter("").growth
    for owned in owned_parts(package, book):
        home = shifter(owned.sheet.name if owned.sheet is not None else "")
        here = owned.sheet is not None and growth.is_about(owned.sheet.name)
        if owned.kind == "vmlDrawing":
            package = _replaced(package, owned.name, _shifted_vml(package.read(owned.name), home, here=here))
            continue
        change = _change_for(owned.kind, home, here=here)
        if change is not None:
            package = changed_part(package, owned.name, change)
    return changed_part(package, book.part, lambda root: _shift_names(root, book, shifter))


def changed_part(package: Package, name: str, change: Callable[[Element], None]) -> Package:
    """The package with a part's tree changed; the same bytes where nothing in it did."""
    document = parse(package.read(name), name)
    before = serialize(document)
    change(document.root)
    after = serialize(document)
    return package if after == before else package.with_part(name, after)


def body_of(table: Element) -> Area | None:
    """The rows of a table between its headings and its totals."""
    area = parse_area(table.get("ref", ""))
    if area is None:
        return None
    headings = int(table.get("headerRowCount", "1") != "0")
    return Area(area.first_row + headings, area.first_column, area.last_row - totals_of(table), area.last_column)


def totals_of(table: Element) -> int:
    """How many rows of totals the table ends with."""
    text = table.get("totalsRowCount", "0")
    return int(text) if text.isdecimal() else 0


def _collect(package: Package, owner: str, sheet: SheetPart | None, found: dict[str, Owned]) -> None:
    for relation in relations(package, owner):
        if relation.target and relation.target not in found and package.has(relation.target):
            found[relation.target] = Owned(relation.target, relation.kind, sheet)
            if relation.kind in _FOLLOWED:
                _collect(package, relation.target, sheet, found)


def _change_for(kind: str, home: Shifter, *, here: bool) -> Callable[[Element], None] | None:
    """What to do with the tree of a part of this kind."""
    growth = home.growth
    changes: dict[str, Callable[[Element], None]] = {
        "drawing": lambda root: _shift_drawing(root, home, here=here),
        "ctrlProp": lambda root: shift_tree(root, home, here=False),
        "table": lambda root: _shift_table(root, home, here=here),
        "pivotCacheDefinition": lambda root: _shift_sources(root, growth),
        "connections": lambda root: _shift_parameters(root, home),
    }
    changes |= dict.fromkeys(_CHARTS | {"chartUserShapes"}, lambda root: _shift_chart(root, home))
    if here:
        changes |= dict.fromkeys(
            ("comments", "threadedComment", "tableSingleCells", "pivotTable"), lambda root: _shift_places(root, growth)
        )
    return changes.get(kind)


def _replaced(package: Package, name: str, data: bytes) -> Package:
    return package if data == package.read(name) else package.with_part(name, data)


def _shift_names(root: Element, book: Book, shifter: Callable[[str], Shifter]) -> None:
    listed = children(child(root, "sheets"), "sheet")
    for name in children(child(root, "definedNames"), "definedName"):
        position = name.get("localSheetId", "")
        own = position.isdecimal() and int(position) < len(listed)
        home = shifter(listed[int(position)].get("name", "") if own else "")
        if name.text and not is_true(name.get("xlm")):
            name.text = home.name(name.text)


def _shift_drawing(root: Element, home: Shifter, *, here: bool) -> None:
    shift_tree(root, home, here=False)
    for anchor in root.findall("*") if here else ():
        shift_anchor(anchor, home.growth, moves=anchor.get("editAs") != "absolute", sizes=_is_sized(anchor))


def _is_sized(anchor: Element) -> bool:
    return anchor.get("editAs", "twoCell") == "twoCell"


def shift_anchor(anchor: Element, growth: Growth, *, moves: bool, sizes: bool) -> None:
    """Moves a drawn object whose edges are counted from cells, and stretches it if it ``sizes`` with them."""
    start, end = (_row_element(anchor, name) for name in ("from", "to"))
    if not moves or start is None:
        return
    first = int(start.text or 0) + 1
    start.text = str(growth.row(first) - 1)
    if end is None:
        return
    last = int(end.text or 0) + 1
    if sizes and not (_ends_at_edge(end) and last == growth.at and first < growth.at):
        end.text = str(growth.row(last) - 1)
    elif growth.row(first) != first:
        end.text = str(last - 1 + growth.row(first) - first)


def _row_element(anchor: Element, edge: str) -> Element | None:
    element = anchor.find(f"{{*}}{edge}/{{*}}row")
    return element if element is not None and (element.text or "").strip().isdecimal() else None


def _ends_at_edge(row: Element) -> bool:
    """Whether the object ends where its last row begins."""
    parent = row.getparent()
    offset = parent.find("{*}rowOff") if parent is not None else None
    return offset is not None and (offset.text or "").strip() == "0"


def _shift_chart(root: Element, home: Shifter) -> None:
    nowhere = Shifter(home.growth, "", home.tabs)
    for element in root.iter("{*}f", "{*}sqref"):
        if element.text:
            element.text = nowhere.cell(element.text)
    for element in root.iter("{*}sp"):
        if element.get("textlink"):
            element.set("textlink", nowhere.cell(element.get("textlink", "")))


def _shift_table(root: Element, home: Shifter, *, here: bool) -> None:
    body = body_of(root)
    for formula in root.iter("{*}calculatedColumnFormula", "{*}totalsRowFormula"):
        if formula.text:
            areas = (body,) if body is not None and local(formula) == "calculatedColumnFormula" else ()
            formula.text = home.area(formula.text, areas)
    if here and body is not None:
        _shift_ranges(root, home.growth, body)


def _shift_ranges(table: Element, growth: Growth, body: Area) -> None:
    totals = totals_of(table)
    whole = parse_area(table.get("ref", ""))
    if whole is None:
        return
    new = growth.moved(whole) if totals else growth.list_area(whole)
    last = new.last_row - totals
    for element in table.iter("*"):
        area = parse_area(element.get("ref", ""))
        if area is None:
            continue
        moved = growth.moved(area)
        if element is table:
            moved = new
        elif area.last_row == body.last_row:
            # Where there are totals the filter ends above them.
            moved = Area(moved.first_row, moved.first_column, last, moved.last_column)
        if moved != area:
            element.set("ref", moved.a1)


def _shift_places(root: Element, growth: Growth) -> None:
    """Moves the cells that comments and fields are at, and the range of a pivot table."""
    for element in root.iter("*"):
        for name in ("ref", "r"):
            areas = parse_areas(element.get(name, ""))
            if len(areas) == 1 and growth.moved(areas[0]) != areas[0]:
                element.set(name, growth.moved(areas[0]).a1)


def _shift_sources(root: Element, growth: Growth) -> None:
    """Pivot tables take their content from the same cells, and from the new rows of a list."""
    for element in root.iter("{*}worksheetSource", "{*}rangeSet"):
        external = any(str(name).endswith("}id") for name in element.attrib)
        if element.get("ref") and growth.is_about(element.get("sheet", "")) and not external:
            element.set("ref", moved_text(element.get("ref", ""), growth))


def _shift_parameters(root: Element, home: Shifter) -> None:
    for element in root.iter("{*}parameter"):
        if element.get("cell"):
            element.set("cell", home.cell(element.get("cell", "")))


def _shifted_vml(data: bytes, home: Shifter, *, here: bool) -> bytes:
    def formula(match: re.Match[str]) -> str:
        old = html.unescape(match[2])
        new = home.cell(old)
        return match[0] if new == old else match[1] + html.escape(new, quote=False) + match[3]

    return shifted_boxes(data, home.growth.row if here else lambda row: row, lambda t: _VML_FORMULA.sub(formula, t))
