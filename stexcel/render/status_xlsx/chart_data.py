"""Numbers that only charts need, on a last sheet of their own, so that every line of a chart can be traced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from stexcel.render.status_xlsx.desk import Desk
from stexcel.render.xlsx.styles import Kind
from stexcel.render.xlsx.table import Area, Column, Row, Table

NAME = "Diagramdata"


@dataclass
class ChartData:
    """The tables to draw at the end. Where they will lie is known from the start, since only their sizes matter."""

    tables: list[tuple[Area, Table]] = field(default_factory=list)
    next_row: int = 3
    """Below the heading of the sheet."""

    def add(self, name: str, columns: Sequence[Column], rows: Sequence[Row]) -> Area:
        """Takes in a table, and tells where it will be; one that it has already is not taken in again."""
        for area, table in self.tables:
            if table.name == name:
                return area
        top = self.next_row
        area = Area(top, top + 1, top + len(rows), top + len(rows), len(columns), len(rows))
        self.tables.append((area, Table(name, columns, rows, "")))
        self.next_row = area.bottom + 3
        return area

    def draw(self, desk: Desk) -> None:
        """Draws the sheet; where there are no charts there is none."""
        if not self.tables:
            return
        wide = max(area.columns for area, _ in self.tables)
        page = desk.page(NAME, NAME, "Talen bakom diagrammen.", [16.0, *[12.0] * (wide - 1)], min(wide, 8))
        for area, table in self.tables:
            page.row = area.top
            page.table(table)
        page.set_up(frozen=(1, 1))
        page.sheet.fit_to_pages(1, 1)


def reference(area: Area, column: int) -> list[str | int]:
    """The body of a column of a table as charts name it."""
    return [NAME, area.first, column, area.last, column]


def heading(area: Area, column: int) -> list[str | int]:
    """The heading of a column as charts name it."""
    return [NAME, area.top, column]


def number_column(heading: str) -> Column:
    """A column with numbers."""
    return Column(heading, 12, Kind.NUMBER)
