"""How far a sheet reaches."""

from typing import NamedTuple


class Extent(NamedTuple):
    """Rows and columns from A1 to the last cell with content: a parser sets memory aside for all in between."""

    rows: int
    columns: int

    @property
    def cells(self) -> int:
        """How many cells that is."""
        return self.rows * self.columns
