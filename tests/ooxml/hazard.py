"""A workbook that is hard to write in, and what may be refused in it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Hazard:
    """A workbook with the sheet ``sheet``: the empty cell ``blank``, ``formula`` (or none) and the filled ``filled``.

    ``refused`` names the kinds of edits that are refused, each with words of the reason. Rows are put in after
    row ``after``. What lies ``far`` away takes LibreOffice a minute.
    """

    name: str
    make: Callable[[], bytes]
    blank: str = "H20"
    formula: str = "B5"
    filled: str = "A2"
    sheet: str = "Blad"
    after: int = 3
    far: bool = False
    refused: tuple[tuple[str, str], ...] = ()

    def reason(self, kind: str) -> str:
        """Words of the reason why this kind of edit is refused; empty if it is not."""
        return next((why for what, why in self.refused if what in (kind, "all")), "")
