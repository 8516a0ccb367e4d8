"""A sheet's XML after a list has got more rows: on the sheet itself things move, on others formulas follow.

What refers to cells is found by the names that Excel's schemas use for such attributes and elements, so that it is
found in extensions too.
"""

import contextlib
from collections.abc import Sequence

from stexcel.ooxml.address import Area, Place, parse_areas
from stexcel.ooxml.formulas import Untranslatable, copied_down, with_own_texts
from stexcel.ooxml.growth import Growth, formatted_text, moved_text
from stexcel.ooxml.references import Unreadable
from stexcel.ooxml.sheetxml import CellAt, all_cells, cells_of, rows_of
from stexcel.ooxml.shifting import Shifter
from stexcel.ooxml.xmlpart import Element, child, local

_FORMATS = frozenset({"conditionalFormatting", "dataValidation", "ignoredError", "protectedRange"})
"""What new rows have in common with the row above them."""

_AREA_ATTRIBUTES = frozenset({"ref", "sqref", "activeCell", "topLeftCell", "r", "syncRef", "sourceRef"})
_FORMULA_ATTRIBUTES = frozenset({"linkedCell", "listFillRange", "textlink", "fmlaLink", "fmlaRange"})
_FORMULA_ELEMENTS = frozenset({"f", "formula", "formula1", "formula2"})
_INPUT_CELLS = ("r1", "r2")


def shift_sheet(root: Element, shifter: Shifter) -> None:
    """Changes a sheet's tree: cells and all that refers to cells; new rows are not made yet.

    Raises :class:`stexcel.ooxml.formulas.Untranslatable`, and what :class:`Shifter` raises.
    """
    here = shifter.growth.is_about(shifter.home)
    if here or _mentioned(root, shifter.growth.sheet):
        with_own_texts(root)
    _shift_cells(root, shifter, here=here)
    for part in root.findall("*"):
        if local(part) != "sheetData":
            shift_tree(part, shifter, here=here)
    if here and shifter.growth.moves:
        _renumber(root, shifter.growth)
        _keep_pane(root, shifter.growth)


def shift_tree(tree: Element, shifter: Shifter, *, here: bool) -> None:
    """Changes whatever refers to cells in a tree without cells. ``here``: what has no sheet is about this one."""
    elements = [tree, *tree.iterdescendants("*")]
    for element in elements:
        _shift_formulas(element, shifter)
    if here:
        for element in elements:
            _shift_areas(element, shifter.growth)


def formula_texts(root: Element) -> dict[Place, str]:
    """The formulas of single cells, as they read there."""
    cells = ((cell.place, child(cell.element, "f")) for cell in all_cells(root))
    return {place: f.text for place, f in cells if f is not None and f.text and f.get("t") in (None, "normal")}


def is_repeated(place: Place, texts: dict[Place, str]) -> bool:
    """Whether the cell above or below has the same formula, as copied from this one."""
    return any(_same_formula(place, Place(place.row + step, place.column), texts) for step in (-1, 1))


def _same_formula(place: Place, other: Place, texts: dict[Place, str]) -> bool:
    if other not in texts:
        return False
    try:
        return copied_down(texts[place], place, other) == texts[other]
    except Untranslatable:
        return False


def _shift_cells(root: Element, shifter: Shifter, *, here: bool) -> None:
    texts = formula_texts(root) if here and shifter.growth.grows else {}
    for cell in all_cells(root):
        formula = child(cell.element, "f")
        if formula is None:
            continue
        if formula.text:
            repeated = cell.place in texts and is_repeated(cell.place, texts)
            formula.text = shifter.cell(formula.text, is_repeated=repeated)
        if here:
            _shift_attributes(formula, ("ref", *_INPUT_CELLS), shifter.growth)


def _renumber(root: Element, growth: Growth) -> None:
    """Gives rows and cells their new addresses; where some lack one, all get theirs."""
    for row in list(rows_of(root)):
        cells: list[CellAt] = list(cells_of(row))
        number = growth.row(row.number)
        if number != row.number or not row.element.get("r"):
            row.element.set("r", str(number))
        for cell in cells:
            moved = growth.place(cell.place)
            if moved != cell.place or not cell.element.get("r"):
                cell.element.set("r", moved.a1)


def _keep_pane(root: Element, growth: Growth) -> None:
    """Frozen headings that get a row more are frozen with it."""
    for view in root.iter("{*}sheetView", "{*}customSheetView"):
        pane = child(view, "pane")
        rows = pane.get("ySplit", "") if pane is not None else ""
        if pane is None or not pane.get("state", "").startswith("frozen") or not rows.isdecimal():
            continue
        area = next(iter(parse_areas(view.get("topLeftCell", "A1"))), None)
        first = area.first_row if area is not None else 1
        if first < growth.at < first + int(rows):
            pane.set("ySplit", str(int(rows) + growth.count))


def _shift_formulas(element: Element, shifter: Shifter) -> None:
    name = local(element)
    if name == "hyperlink" and element.get("location"):
        # A link may lead to anything, also to what is no reference.
        with contextlib.suppress(Unreadable):
            element.set("location", shifter.cell(element.get("location", "")))
    for attribute in _FORMULA_ATTRIBUTES.intersection(map(str, element.attrib)):
        element.set(attribute, shifter.cell(element.get(attribute, "")))
    if name == "cfvo" and element.get("val"):
        element.set("val", shifter.area(element.get("val", ""), _areas_of(element)))
    elif name in _FORMULA_ELEMENTS and element.text:
        element.text = shifter.area(element.text, _areas_of(element))


def _shift_areas(element: Element, growth: Growth) -> None:
    name = local(element)
    parent = element.getparent()
    if name == "sqref" and element.text:
        formatted = parent is not None and local(parent) in _FORMATS
        element.text = (formatted_text if formatted else _all_moved)(element.text, growth)
    elif name in _FORMATS:
        if element.get("sqref"):
            element.set("sqref", formatted_text(element.get("sqref", ""), growth))
    elif name in ("from", "to"):
        pass
    elif name == "brk":
        if parent is not None and local(parent) == "rowBreaks":
            _shift_break(element, growth)
    elif not element.get("sheet"):
        _shift_attributes(element, _AREA_ATTRIBUTES, growth)


def _shift_break(element: Element, growth: Growth) -> None:
    """A page ends after the row with the number ``id``; the page after it begins with the row that it began with."""
    text = element.get("id", "")
    if text.isdecimal():
        element.set("id", str(growth.row(int(text) + 1) - 1))


def _shift_attributes(element: Element, names: Sequence[str] | frozenset[str], growth: Growth) -> None:
    for name in sorted(set(names).intersection(map(str, element.attrib))):
        element.set(name, _all_moved(element.get(name, ""), growth))


def _all_moved(text: str, growth: Growth) -> str:
    moved = [moved_text(piece, growth) for piece in text.split()]
    return text if moved == text.split() else " ".join(moved)


def _areas_of(element: Element) -> tuple[Area, ...]:
    """The cells that a formula of a format or a list of choices is about; none where it is about no cells."""
    for holder in element.iterancestors("*"):
        if local(holder) in _FORMATS:
            inner = holder.find("{*}sqref")
            return parse_areas(holder.get("sqref", "") or (inner.text or "" if inner is not None else ""))
    return ()


def _mentioned(root: Element, sheet: str) -> bool:
    """Whether a shared formula is about the sheet."""
    name = sheet.casefold().replace("'", "''")
    return any(f.get("t") == "shared" and name in (f.text or "").casefold() for f in root.iter("{*}f"))
