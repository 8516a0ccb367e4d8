"""New rows that are like the row above them: its look and height, its merged cells, and formulas that go on."""

from collections.abc import Mapping

from stexcel.ooxml.address import Area, Place
from stexcel.ooxml.formulas import Untranslatable, copied_down
from stexcel.ooxml.growsheet import formula_texts
from stexcel.ooxml.growth import Growth
from stexcel.ooxml.guards import merged_areas
from stexcel.ooxml.references import Unreadable, references
from stexcel.ooxml.sheetxml import Rows, all_cells, grow_dimension
from stexcel.ooxml.xmlpart import Element, add, child

_OWN = frozenset({"r", "hidden", "collapsed"})
"""What a row does not hand on to the next."""


def add_rows(root: Element, growth: Growth, calculated: Mapping[int, str]) -> None:
    """Makes the new rows in the tree of a sheet where everything else is in its place already.

    ``calculated`` has the formulas of calculated columns of tables, by column.
    """
    rows, above = Rows(root), growth.at - 1
    template = rows.row(above)
    styles = {
        cell.place.column: cell.element.get("s", "")
        for cell in all_cells(root)
        if cell.place.row == above and growth.first_column <= cell.place.column <= growth.last_column
    }
    formulas = _continued(root, growth, calculated)
    made = []
    for number in range(growth.at, growth.at + growth.count):
        if template is not None and growth.moves:
            _like(rows.ensure_row(number), template)
        for column in sorted(styles.keys() | formulas.keys()):
            place = Place(number, column)
            _make_cell(rows, place, styles.get(column, ""), formulas.get(column), above)
            made.append(place)
    if growth.moves:
        _merge_alike(root, growth)
    grow_dimension(root, made)


def _like(row: Element, template: Element) -> None:
    for name, value in template.attrib.items():
        if name not in _OWN:
            row.set(name, value)


def _make_cell(rows: Rows, place: Place, style: str, formula: str | None, above: int) -> None:
    cell = rows.cell(place)
    if cell is None and not style and formula is None:
        return
    if cell is None:
        cell = rows.make_cell(place)
    if style:
        cell.set("s", style)
    if formula is not None:
        add(cell, "f", text=copied_down(formula, Place(above, place.column), place))


def _continued(root: Element, growth: Growth, calculated: Mapping[int, str]) -> dict[int, str]:
    """The formulas that go on in the new rows, by column, as they read in the row above."""
    if not growth.grows and not calculated:
        return {}
    texts = formula_texts(root)
    above = growth.at - 1
    found = {}
    for place, text in texts.items():
        inside = growth.first_column <= place.column <= growth.last_column
        if place.row == above and inside and (place.column in calculated or _goes_on(place, texts)):
            found[place.column] = text
    for column, text in calculated.items():
        if column not in found and not _counts_from_its_row(text):
            found[column] = text
    return found


def _goes_on(place: Place, texts: Mapping[Place, str]) -> bool:
    before = Place(place.row - 1, place.column)
    try:
        return before in texts and copied_down(texts[before], before, place) == texts[place]
    except Untranslatable:
        return False


def _counts_from_its_row(formula: str) -> bool:
    """Whether a calculated column has references whose row depends on the row that it is written for."""
    try:
        return any(reference.first.row and not reference.first.fixed for reference in references(formula))
    except Unreadable:
        return True


def _merge_alike(root: Element, growth: Growth) -> None:
    merges = child(root, "mergeCells")
    if merges is None:
        return
    above = growth.at - 1
    for area in merged_areas(root):
        if area.first_row == area.last_row == above:
            for row in range(growth.at, growth.at + growth.count):
                add(merges, "mergeCell", {"ref": Area(row, area.first_column, row, area.last_column).a1})
    if merges.get("count"):
        merges.set("count", str(len(merges)))
