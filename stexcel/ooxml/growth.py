"""Where rows and ranges end up when a list on a sheet gets more rows: plain arithmetic, no XML."""

from dataclasses import dataclass, replace

from stexcel.ooxml.address import MAX_COLUMN, MAX_ROW, Area, Place, parse_area


@dataclass(frozen=True, slots=True)
class Growth:
    """``count`` new rows on ``sheet``, the first of which has the number ``at``.

    ``moves``: what stands at ``at`` and below goes down; without it the new rows take cells that are free.
    ``grows``: ranges over several rows that end right above the new ones are lists, and take the new rows in.
    Only ranges within the columns ``first_column`` to ``last_column`` do.
    """

    sheet: str
    at: int
    count: int
    moves: bool = True
    grows: bool = False
    first_column: int = 1
    last_column: int = MAX_COLUMN

    def is_about(self, sheet: str) -> bool:
        """Whether the sheet of this name is the one that gets the rows."""
        return sheet.casefold() == self.sheet.casefold()

    def row(self, number: int) -> int:
        """Where a row ends up; what would leave the sheet, as whole columns do, stays at its edge."""
        return min(number + self.count, MAX_ROW) if self.moves and number >= self.at else number

    def place(self, place: Place) -> Place:
        """Where a cell ends up."""
        return Place(self.row(place.row), place.column)

    def moved(self, area: Area) -> Area:
        """Where a range ends up; one that the new rows fall into has them too."""
        return replace(area, first_row=self.row(area.first_row), last_row=self.row(area.last_row))

    def list_area(self, area: Area) -> Area:
        """As :meth:`moved`, and a list that ends right above the new rows grows by them."""
        grown = self.moved(area)
        return replace(grown, last_row=area.last_row + self.count) if self.takes_in(area) else grown

    def takes_in(self, area: Area) -> bool:
        """Whether the range is a list that the new rows belong to."""
        return self.grows and area.first_row < area.last_row == self.at - 1 and self._within(area)

    def formatted(self, area: Area) -> tuple[Area, ...]:
        """Where a range with a format or a list of choices ends up: new rows have what the row above them has."""
        grown = self.moved(area)
        if area.last_row != self.at - 1:
            return (grown,)
        last = self.at + self.count - 1
        if self._within(area):
            return (replace(grown, last_row=last),)
        left, right = max(area.first_column, self.first_column), min(area.last_column, self.last_column)
        return (grown, Area(self.at, left, last, right)) if left <= right else (grown,)

    def splits(self, area: Area) -> bool:
        """Whether rows are put in between two rows of the range."""
        return self.moves and area.first_row < self.at <= area.last_row

    def _within(self, area: Area) -> bool:
        return self.first_column <= area.first_column and area.last_column <= self.last_column


def moved_text(text: str, growth: Growth) -> str:
    """A range as text (``B2:C7``) where it ends up; lists grow. What is no range is kept as it is."""
    area = parse_area(text)
    return text if area is None else _unless_same(text, area, (growth.list_area(area),))


def formatted_text(text: str, growth: Growth) -> str:
    """A list of ranges with blanks between where they end up, new rows formatted like the row above them."""
    pieces = []
    for piece in text.split():
        area = parse_area(piece)
        pieces.append(piece if area is None else _unless_same(piece, area, growth.formatted(area)))
    joined = " ".join(pieces)
    return text if joined == " ".join(text.split()) else joined


def _unless_same(text: str, old: Area, new: tuple[Area, ...]) -> str:
    return text if new == (old,) else " ".join(area.a1 for area in new)
