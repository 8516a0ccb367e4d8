"""The desk of the evidence workbook: the inspection, and where the evidence of each criterion stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from stexcel.render.excel_sheet import EXCEL, Capacity
from stexcel.render.links import Linked
from stexcel.render.spur_proofs import Proof, proofs
from stexcel.render.spur_words import TITLE, unit_name
from stexcel.render.xlsx import page
from stexcel.render.xlsx.styles import Styles
from stexcel.render.xlsx.table import Cell
from stexcel.spur.model import Inspection

EVIDENCE = "Bevis"
FIRST_PROOF = 4
"""The row of the first statement on the sheet with evidence, zero-based."""


@dataclass(frozen=True, kw_only=True)
class Desk(page.Desk):
    """What every sheet of the evidence is drawn with."""

    inspection: Inspection
    proofs: tuple[Proof, ...]
    proof_rows: dict[str, int] = field(default_factory=dict)
    """Where the first evidence of a criterion stands, zero-based."""

    @classmethod
    def of(cls, inspection: Inspection, styles: Styles, folder: Path, capacity: Capacity = EXCEL) -> Desk:
        """The desk for an inspection."""
        letterhead = page.Letterhead(f"{TITLE}, {unit_name(inspection)}", inspection.day, inspection.version)
        told = proofs(inspection)
        rows: dict[str, int] = {}
        for number, proof in enumerate(told):
            for identity in proof.criteria:
                rows.setdefault(identity, FIRST_PROOF + number)
        return cls(letterhead, styles, folder, capacity, inspection=inspection, proofs=told, proof_rows=rows)

    def link(self, place: Linked) -> str:
        """Only files that were read are linked to; an anonymous assessment names none."""
        return super().link(place) if place.path in self.inspection.hashes else ""

    def criterion(self, identity: str) -> Cell:
        """The id, with a link to its evidence where there is any."""
        row = self.proof_rows.get(identity)
        return Cell(identity) if row is None else Cell(identity, f"internal:'{EVIDENCE}'!A{row + 1}", "Visa bevisen")
