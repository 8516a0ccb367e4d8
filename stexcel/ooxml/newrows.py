"""More rows in a list or a table: what stands below moves and what refers to it follows, or nothing is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from stexcel.ooxml.address import MAX_ROW, Area, parse_area
from stexcel.ooxml.book import Book, SheetPart, is_true, recalculated_on_load
from stexcel.ooxml.edits import GrowTable, NewRows, RowEdit
from stexcel.ooxml.errors import RefusedEdits
from stexcel.ooxml.formulas import Untranslatable, without_calc_chain
from stexcel.ooxml.growparts import body_of, changed_part, shift_parts, totals_of
from stexcel.ooxml.growsheet import shift_sheet
from stexcel.ooxml.growth import Growth
from stexcel.ooxml.guards import Guards, read_guards
from stexcel.ooxml.package import Package
from stexcel.ooxml.references import Unreadable
from stexcel.ooxml.relations import related, relations
from stexcel.ooxml.rowlike import add_rows
from stexcel.ooxml.sheetxml import all_cells, rows_of
from stexcel.ooxml.shifting import Shifter, SpansSheets
from stexcel.ooxml.xmlpart import Element, child, children, parse

_MANY = 10_000
_LIVE = frozenset({"volatileDependencies", "revisionHeaders"})


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to happen: the sheet, the arithmetic of it, and the calculated columns of the table that grows."""

    sheet: SheetPart
    growth: Growth
    table: str = ""

    @property
    def new_rows(self) -> NewRows:
        """Where the new rows will be."""
        return NewRows(self.sheet.name, self.growth.at, self.growth.count)


def planned(package: Package, book: Book, edit: RowEdit) -> Plan:
    """Where the rows go; :class:`RefusedEdits` for a sheet, a row or a table that is not there."""
    if not 1 <= edit.count <= _MANY:
        raise _refused(_label(edit), f"antalet nya rader är {edit.count}.", f"Ange ett antal från 1 till {_MANY}.")
    if isinstance(edit, GrowTable):
        return _planned_table(package, book, edit)
    sheet = book.sheet(edit.sheet)
    if sheet is None or not sheet.has_cells:
        names = ", ".join(f"”{other.name}”" for other in book.sheets if other.has_cells)
        raise _refused(_label(edit), "det finns inget sådant blad med celler.", f"Arbetsboken har bladen {names}.")
    if not 1 <= edit.after < MAX_ROW:
        raise _refused(_label(edit), f"det finns ingen rad {edit.after} att lägga till efter.", "Ange en annan rad.")
    return Plan(sheet, Growth(sheet.name, edit.after + 1, edit.count, grows=edit.grow))


def with_new_rows(package: Package, book: Book, plan: Plan, *, force: bool) -> Package:
    """The package with the rows; ``force`` also inserts them into a protected sheet.

    Raises :class:`RefusedEdits` with the reason where the rows cannot be put in without harm.
    """
    growth = plan.growth
    root = parse(package.read(plan.sheet.part), plan.sheet.part).root
    for what, remedy in _obstacles(package, book, plan, root, force):
        raise _refused(_at(plan), what, remedy)
    tabs = tuple(sheet.name for sheet in book.sheets)
    try:
        package = shift_parts(package, book, lambda name: Shifter(growth, name, tabs))
        for sheet in book.sheets:
            shifter = Shifter(growth, sheet.name, tabs)
            package = changed_part(package, sheet.part, partial(shift_sheet, shifter=shifter))
        calculated = _calculated(package, plan)
        package = changed_part(package, plan.sheet.part, lambda tree: add_rows(tree, growth, calculated))
    except SpansSheets:
        what = "en formel räknar ihop samma celler på flera blad, och bara det här bladet får nya rader."
        raise _refused(_at(plan), what, "Infoga raderna i Excel, och rätta formeln där.") from None
    except (Unreadable, Untranslatable) as error:
        what = f"formeln {error} går inte att tolka, så det är inte säkert att den skulle följa med."
        raise _refused(_at(plan), what, "Skriv om formeln i Excel, eller infoga raderna där.") from None
    return recalculated_on_load(without_calc_chain(package, book), book)


def _planned_table(package: Package, book: Book, edit: GrowTable) -> Plan:
    for sheet in book.sheets:
        for part in related(package, sheet.part, "table"):
            table = parse(package.read(part), part).root
            names = {table.get("displayName", "").casefold(), table.get("name", "").casefold()}
            body = body_of(table)
            if edit.table.casefold() in names and body is not None:
                at = body.last_row + 1
                target = Area(at, body.first_column, at + edit.count - 1, body.last_column)
                moves = totals_of(table) > 0 or not _is_free(package, sheet, target)
                columns = (body.first_column, body.last_column)
                return Plan(sheet, Growth(sheet.name, at, edit.count, moves, True, *columns), part)
    raise _refused(_label(edit), "det finns ingen sådan tabell i arbetsboken.", "Kontrollera namnet (Tabelldesign).")


def _is_free(package: Package, sheet: SheetPart, target: Area) -> bool:
    """Whether nothing stands in the cells, and nothing is merged, drawn up or protected over them."""
    root = parse(package.read(sheet.part), sheet.part).root
    guards = read_guards(package, sheet.part, root)
    taken = (*guards.merged, *guards.spread, *guards.pivots, *_tables(package, sheet))
    filled = any(len(cell.element) and target.holds(cell.place) for cell in all_cells(root))
    return target.last_row <= MAX_ROW and not filled and not any(_meet(area, target) for area in taken)


def _tables(package: Package, sheet: SheetPart) -> Iterator[Area]:
    for part in related(package, sheet.part, "table"):
        area = parse_area(parse(package.read(part), part).root.get("ref", ""))
        if area is not None:
            yield area


def _meet(one: Area, other: Area) -> bool:
    rows = one.first_row <= other.last_row and other.first_row <= one.last_row
    return rows and one.first_column <= other.last_column and other.first_column <= one.last_column


def _obstacles(package: Package, book: Book, plan: Plan, root: Element, force: bool) -> Iterator[tuple[str, str]]:
    """What makes it unsafe to put rows in, and what to do about it."""
    growth = plan.growth
    guards = read_guards(package, plan.sheet.part, root)
    if guards.protected and not force and not (growth.moves and _may_insert(root)):
        yield (
            "bladet är skyddat och tillåter inte nya rader.",
            "Häv skyddet i Excel (Granska > Ta bort bladets skydd), eller begär uttryckligen att det ändras ändå.",
        )
    yield from _split(guards, growth)
    if growth.moves and max((row.number for row in rows_of(root)), default=0) + growth.count > MAX_ROW:
        yield "det som står längst ned skulle hamna utanför bladet.", "Ta bort tomma rader längst ned i Excel."
    if any(relation.kind in _LIVE for relation in relations(package, book.part)):
        yield (
            "arbetsboken är delad med ändringslogg eller hämtar data i realtid, och det skulle då peka fel.",
            "Sluta dela den i Excel (Granska), eller infoga raderna där.",
        )
    if any(_has_linked_control(package, sheet) for sheet in book.sheets):
        yield (
            "arbetsboken har en ActiveX-kontroll som är länkad till en cell, och länken går inte att flytta.",
            "Infoga raderna i Excel.",
        )


def _may_insert(root: Element) -> bool:
    """Whether the sheet's protection, set up by somebody, lets anybody insert rows."""
    protection = child(root, "sheetProtection")
    return protection is not None and not is_true(protection.get("insertRows", "1"))


def _split(guards: Guards, growth: Growth) -> Iterator[tuple[str, str]]:
    for area in guards.spread:
        if growth.splits(area):
            what = f"matrisformeln eller datatabellen i {area.a1} skulle delas."
            yield what, "Ta bort formeln i Excel först, eller lägg till raderna på ett annat ställe."
    for area in guards.pivots:
        if growth.splits(area):
            yield f"pivottabellen i {area.a1} skulle delas.", "Flytta pivottabellen i Excel först."


def _has_linked_control(package: Package, sheet: SheetPart) -> bool:
    if not related(package, sheet.part, "control"):
        return False
    root = parse(package.read(sheet.part), sheet.part).root
    return any(
        properties.get("linkedCell") or properties.get("listFillRange") for properties in root.iter("{*}controlPr")
    )


def _calculated(package: Package, plan: Plan) -> dict[int, str]:
    """The formulas of the calculated columns of tables that have the new rows, by column number."""
    found: dict[int, str] = {}
    for part in related(package, plan.sheet.part, "table"):
        table = parse(package.read(part), part).root
        body = body_of(table)
        if body is None or not body.first_row <= plan.growth.at <= body.last_row:
            continue
        for number, column in enumerate(children(child(table, "tableColumns"), "tableColumn"), body.first_column):
            formula = child(column, "calculatedColumnFormula")
            if formula is not None and formula.text and not is_true(formula.get("array")):
                found[number] = formula.text
    return found


def _label(edit: RowEdit) -> str:
    return f"Tabellen ”{edit.table}”" if isinstance(edit, GrowTable) else f"Bladet ”{edit.sheet}”"


def _at(plan: Plan) -> str:
    return f"Bladet ”{plan.sheet.name}”, nya rader efter rad {plan.growth.at - 1}"


def _refused(where: str, what: str, remedy: str) -> RefusedEdits:
    return RefusedEdits([f"{where}: {what} {remedy}"])
