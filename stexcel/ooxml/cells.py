"""New content for single cells, everything else in the workbook left as it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from stexcel.ooxml.address import Place
from stexcel.ooxml.book import Book, SheetPart, recalculated_on_load
from stexcel.ooxml.edits import CellEdit, CellValue
from stexcel.ooxml.errors import RefusedEdits, refused_cell
from stexcel.ooxml.formulas import Untranslatable, release_shared, without_calc_entries
from stexcel.ooxml.guards import read_guards
from stexcel.ooxml.package import Package
from stexcel.ooxml.sheetxml import Rows, column_style, grow_dimension
from stexcel.ooxml.slices import SheetTree, open_rows
from stexcel.ooxml.styles import Styles, style_of
from stexcel.ooxml.targets import per_sheet
from stexcel.ooxml.values import Impossible, fill_cell
from stexcel.ooxml.xmlpart import Element, child, namespace

Values = Mapping[Place, CellValue]


@dataclass(frozen=True, slots=True)
class _Target:
    """A sheet that is being written: its part, its tree with the rows that are needed, and these rows."""

    sheet: SheetPart
    tree: SheetTree
    rows: Rows
    from_1904: bool

    @property
    def root(self) -> Element:
        """The sheet's element."""
        return self.tree.document.root


def with_cells(package: Package, book: Book, edits: Sequence[CellEdit], *, force: bool) -> Package:
    """The package with the cells written; ``force`` also writes locked cells of protected sheets.

    Raises :class:`RefusedEdits` with the reason for every cell that cannot be written, and then writes none.
    """
    by_sheet = per_sheet(book, ((edit.sheet, edit.cell, edit.value) for edit in edits))
    if not by_sheet:
        return package
    targets = {sheet: _open(package, book, sheet, values) for sheet, values in by_sheet.items()}
    main = namespace(next(iter(targets.values())).root)
    styles = Styles(package, book, main)
    reasons: list[str] = []
    for sheet, values in by_sheet.items():
        reasons += _obstacles(package, targets[sheet], styles, values, force)
    for sheet, values in by_sheet.items():
        reasons += _write(targets[sheet], styles, values)
    if reasons:
        raise RefusedEdits(dict.fromkeys(reasons))
    for sheet, target in targets.items():
        package = package.with_part(sheet.part, target.tree.to_bytes())
    package = without_calc_entries(styles.save(package), book, by_sheet)
    return recalculated_on_load(package, book)


def _open(package: Package, book: Book, sheet: SheetPart, values: Values) -> _Target:
    tree = open_rows(package.read(sheet.part), sheet.part, {place.row for place in values})
    return _Target(sheet, tree, Rows(tree.document.root), book.from_1904)


def _obstacles(package: Package, target: _Target, styles: Styles, values: Values, force: bool) -> list[str]:
    guards = read_guards(package, target.sheet.part, target.root)
    found = []
    for place, value in values.items():
        locked = guards.protected and styles.is_locked(_style_at(target, place))
        obstacle = guards.obstacle(place, value, locked=locked, force=force)
        if obstacle is not None:
            found.append(refused_cell(target.sheet.name, place.a1, obstacle.what, obstacle.remedy))
    return found


def _write(target: _Target, styles: Styles, values: Values) -> list[str]:
    """Writes into the sheet's tree, and gives the reasons for what could not be written."""
    reasons = []
    overwritten = {place for place in values if _has_formula(target.rows.cell(place))}
    try:
        release_shared(target.root, overwritten)
    except Untranslatable as error:
        reasons.append(
            refused_cell(
                target.sheet.name,
                error.place.a1,
                "cellens formel står i en cell som skulle skrivas över, och går inte att flytta.",
                "Skriv formeln på nytt i Excel och försök igen.",
            )
        )
    for place, value in values.items():
        try:
            _write_cell(target, styles, place, value)
        except Impossible as error:
            reasons.append(refused_cell(target.sheet.name, place.a1, error.what, error.remedy))
    grow_dimension(target.root, [place for place, value in values.items() if value not in (None, "")])
    return reasons


def _write_cell(target: _Target, styles: Styles, place: Place, value: CellValue) -> None:
    cell = target.rows.cell(place)
    if cell is None:
        if value in (None, ""):
            return
        style = _style_at(target, place)
        cell = target.rows.make_cell(place)
        _set_style(cell, style)
    fill_cell(cell, value, from_1904=target.from_1904)
    if isinstance(value, date) and not styles.shows_day(style_of(cell)):
        _set_style(cell, styles.with_day(style_of(cell), moment=isinstance(value, datetime)))


def _style_at(target: _Target, place: Place) -> int:
    """The style of the cell, or the one that a new cell there gets: its row's, else its column's."""
    cell = target.rows.cell(place)
    if cell is not None:
        return style_of(cell)
    row = target.rows.row(place.row)
    if row is not None and row.get("s") and row.get("customFormat") in ("1", "true"):
        return style_of(row)
    style = column_style(target.root, place.column)
    return int(style) if style and style.isdecimal() else 0


def _set_style(cell: Element, style: int) -> None:
    if style:
        cell.set("s", str(style))


def _has_formula(cell: Element | None) -> bool:
    return cell is not None and child(cell, "f") is not None
