"""The desk of the status workbook: it has the status, and says on each sheet what is kept back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stexcel.render.excel_sheet import EXCEL, Capacity
from stexcel.render.xlsx import page
from stexcel.render.xlsx.styles import Styles
from stexcel.status.status import Status


@dataclass(frozen=True, kw_only=True)
class Desk(page.Desk):
    """What every sheet of a status is drawn with."""

    status: Status

    @classmethod
    def of(cls, status: Status, styles: Styles, folder: Path, capacity: Capacity = EXCEL) -> Desk:
        """The desk for a status."""
        letterhead = page.Letterhead(f"ST-status {status.unit_name}", status.day, status.about.version)
        return cls(letterhead, styles, folder, capacity, status=status)

    def kept_back(self, name: str) -> list[str]:
        """What the status holds back, to protect those who could be recognised."""
        return [text for part, text in self.status.withheld.items() if f"{name} ".startswith(f"{part.value} ")]
