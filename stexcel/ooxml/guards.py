"""What stands in the way of writing a cell: merged, locked, spread formulas, table headings."""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stexcel.ooxml.address import Area, Place, parse_area, parse_areas
from stexcel.ooxml.book import is_true
from stexcel.ooxml.edits import CellValue
from stexcel.ooxml.errors import RefusedFile
from stexcel.ooxml.formulas import spread_areas
from stexcel.ooxml.package import Package
from stexcel.ooxml.relations import Relation, existing_relations
from stexcel.ooxml.xmlpart import Element, child, children, parse


@dataclass(frozen=True, slots=True)
class Heading:
    """A table's heading: the cell must say what the table calls its column."""

    table: str
    text: str


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a cell is not written: what is in the way and what to do, in Swedish."""

    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Guards:
    """What a sheet says about its cells."""

    merged: tuple[Area, ...]
    spread: tuple[Area, ...]
    pivots: tuple[Area, ...]
    headings: dict[Place, Heading]
    protected: bool

    def obstacle(self, place: Place, value: CellValue, *, locked: bool, force: bool) -> Obstacle | None:
        """What forbids the value at the place; ``locked`` is what the cell's style says."""
        return (
            self._merged_away(place)
            or self._spread_over(place)
            or self._in_pivot(place)
            or self._heading_changed(place, value)
            or self._locked_cell(locked and not force)
        )

    def link_obstacle(self, place: Place, *, locked: bool, force: bool) -> Obstacle | None:
        """What forbids a link at the place: a link changes no content."""
        return self._merged_away(place) or self._locked_cell(locked and not force)

    def visible_place(self, place: Place) -> Place:
        """The cell that is seen at the place: in a merged range its first cell."""
        return next((area.top_left for area in self.merged if area.holds(place)), place)

    def _merged_away(self, place: Place) -> Obstacle | None:
        visible = self.visible_place(place)
        if visible == place:
            return None
        return Obstacle(
            "cellen är sammanslagen med andra och dess innehåll syns inte.", f"Skriv i {visible.a1} i stället."
        )

    def _spread_over(self, place: Place) -> Obstacle | None:
        area = next((area for area in self.spread if area.holds(place)), None)
        if area is None:
            return None
        return Obstacle(
            f"cellen hör till en matrisformel eller datatabell som fyller {area.a1} och inte kan ändras i delar.",
            "Ta bort formeln i Excel först, eller välj en annan cell.",
        )

    def _in_pivot(self, place: Place) -> Obstacle | None:
        if not any(area.holds(place) for area in self.pivots):
            return None
        return Obstacle(
            "cellen hör till en pivottabell, som skriver över den nästa gång den uppdateras.", "Välj en annan cell."
        )

    def _heading_changed(self, place: Place, value: CellValue) -> Obstacle | None:
        heading = self.headings.get(place)
        if heading is None or value == heading.text:
            return None
        return Obstacle(
            f"cellen är rubriken ”{heading.text}” i tabellen ”{heading.table}”, och formler kan hänvisa till den.",
            "Byt rubriken i Excel.",
        )

    def _locked_cell(self, locked: bool) -> Obstacle | None:
        if not (self.protected and locked):
            return None
        return Obstacle(
            "bladet är skyddat och cellen är låst.",
            "Häv skyddet i Excel (Granska > Ta bort bladets skydd), eller begär uttryckligen att låsta celler skrivs.",
        )


def read_guards(package: Package, part: str, root: Element) -> Guards:
    """What the sheet, its tables and its pivot tables say; ``root`` is the sheet's XML."""
    protection = child(root, "sheetProtection")
    own = existing_relations(package, part).values()
    return Guards(
        merged=merged_areas(root),
        spread=spread_areas(root),
        pivots=tuple(_pivots(package, own)),
        headings=dict(_headings(package, own)),
        protected=protection is not None and is_true(protection.get("sheet")),
    )


def merged_areas(root: Element) -> tuple[Area, ...]:
    """The sheet's merged ranges."""
    areas = (parse_area(element.get("ref", "")) for element in children(child(root, "mergeCells"), "mergeCell"))
    return tuple(area for area in areas if area is not None)


def _roots(package: Package, relations: Iterable[Relation], kind: str) -> Iterator[Element]:
    """The trees of what belongs to a sheet. A damaged part is no table to any program, and stays as it is."""
    for relation in relations:
        if relation.kind == kind:
            with contextlib.suppress(RefusedFile):
                yield parse(package.read(relation.target), relation.target).root


def _headings(package: Package, relations: Iterable[Relation]) -> Iterator[tuple[Place, Heading]]:
    for table in _roots(package, relations, "table"):
        areas = parse_areas(table.get("ref", ""))
        if not areas or table.get("headerRowCount", "1") == "0":
            continue
        first = areas[0].top_left
        for index, column in enumerate(children(child(table, "tableColumns"), "tableColumn")):
            heading = Heading(table.get("displayName", table.get("name", "")), column.get("name", ""))
            yield Place(first.row, first.column + index), heading


def _pivots(package: Package, relations: Iterable[Relation]) -> Iterator[Area]:
    for pivot in _roots(package, relations, "pivotTable"):
        location = child(pivot, "location")
        if location is not None:
            yield from parse_areas(location.get("ref", ""))
