"""Formulas after a list has got more rows: every reference still leads to what it led to before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from stexcel.ooxml.address import Area
from stexcel.ooxml.growth import Growth
from stexcel.ooxml.references import Corner, Reference, rewritten


class SpansSheets(Exception):
    """A reference to the same cells of several sheets, of which only one gets new rows."""


@dataclass(frozen=True, slots=True)
class Shifter:
    """How formulas change. ``home`` is the sheet they stand on (empty for none), ``tabs`` the workbook's in order.

    The methods raise :class:`SpansSheets`, and ``Unreadable`` for formulas that cannot be taken apart.
    """

    growth: Growth
    home: str
    tabs: tuple[str, ...]

    def cell(self, formula: str, *, is_repeated: bool = False) -> str:
        """The formula of a cell. One that is repeated down its list keeps ranges that end in its own row."""

        def change(reference: Reference) -> Reference:
            return self._grown(reference, is_repeated) if self._is_about(reference) else reference

        return rewritten(formula, change)

    def name(self, formula: str) -> str:
        """The formula of a name: a row without ``$`` counts from wherever the name is used, and stays."""

        def change(reference: Reference) -> Reference:
            if not self._is_about(reference):
                return reference
            grown = self._grown(reference, keeps_open_ends=True)
            return _with_corners(reference, grown, lambda old, new: new if old.fixed else old)

        return rewritten(formula, change)

    def area(self, formula: str, areas: Sequence[Area]) -> str:
        """A formula that holds for all cells of the areas, written as for the first: rows without ``$`` count from it.

        Where these would have to change in some cells only they stay as far away as they were, as in Excel.
        """
        if not areas:
            return self.cell(formula)
        base = min(area.first_row for area in areas)

        def change(reference: Reference) -> Reference:
            about = self._is_about(reference)
            grown = self._grown(reference, keeps_open_ends=True) if about else reference

            def corner(old: Corner, new: Corner) -> Corner:
                return new if old.fixed else old.at_row(self._relative(old.row, base, areas, about=about))

            return _with_corners(reference, grown, corner)

        return rewritten(formula, change)

    def _grown(self, reference: Reference, keeps_open_ends: bool) -> Reference:
        growth, last, area = self.growth, reference.last, reference.area
        moved = Reference(reference.sheet, _moved(reference.first, growth), last and _moved(last, growth))
        if area is None or last is None or moved.last is None or not growth.takes_in(area):
            return moved
        if keeps_open_ends and not (reference.first if reference.first.row > last.row else last).fixed:
            return moved
        if reference.first.row > last.row:
            return Reference(moved.sheet, moved.first.at_row(area.last_row + growth.count), moved.last)
        return Reference(moved.sheet, moved.first, moved.last.at_row(area.last_row + growth.count))

    def _is_about(self, reference: Reference) -> bool:
        """Whether the reference is about the sheet that gets the rows."""
        sheet = reference.sheet
        if "[" in sheet or not sheet:
            return not sheet and bool(self.home) and self.growth.is_about(self.home)
        first, colon, last = sheet.partition(":")
        if colon and self._spans(first, last) and self._grown(reference, keeps_open_ends=False) != reference:
            raise SpansSheets
        return not colon and self.growth.is_about(sheet)

    def _spans(self, first: str, last: str) -> bool:
        tabs = [tab.casefold() for tab in self.tabs]
        ends = [tabs.index(name.casefold()) for name in (first, last) if name.casefold() in tabs]
        # A sheet that is not there may be anywhere.
        return len(ends) < 2 or min(ends) <= tabs.index(self.growth.sheet.casefold()) <= max(ends)

    def _relative(self, row: int, base: int, areas: Sequence[Area], *, about: bool) -> int:
        """The new row, as written for the new base, of one that was ``row`` as written for ``base``."""
        here = bool(self.home) and self.growth.is_about(self.home)
        offset = row - base
        new_base = self.growth.row(base) if here else base
        offsets = {
            (self.growth.row(near + offset) if about else near + offset) - (self.growth.row(near) if here else near)
            for area in areas
            for near in _critical_rows(area, self.growth.at, offset)
            if near + offset > 0
        }
        return max(1, new_base + (offsets.pop() if len(offsets) == 1 else offset))


def _moved(corner: Corner, growth: Growth) -> Corner:
    return corner.at_row(growth.row(corner.row))


def _with_corners(old: Reference, new: Reference, corner: Callable[[Corner, Corner], Corner]) -> Reference:
    last = None if old.last is None or new.last is None else corner(old.last, new.last)
    return Reference(old.sheet, corner(old.first, new.first), last)


def _critical_rows(area: Area, at: int, offset: int) -> set[int]:
    """The rows of the area between which a reference may begin or cease to cross the new rows."""
    rows = {area.first_row, area.last_row, at - 1, at, at - 1 - offset, at - offset}
    return {row for row in rows if area.first_row <= row <= area.last_row}
