"""What the tables of a run are guilty of, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

from stexcel.frames.spec import Scalar
from stexcel.model import CellRef


@dataclass(frozen=True, slots=True)
class Fault:
    """A value that cannot be right. ``file`` is the number of its file in the run; ``text`` a Swedish sentence."""

    file: int
    table: str
    column: str
    value: Scalar
    cell: CellRef | None
    text: str
    action: str
    delmal: str | None = None


@dataclass(frozen=True, slots=True)
class TableFaults:
    """All faults, in the order of the files. ``failure`` is why some tables could not be checked, if so."""

    found: tuple[Fault, ...] = ()
    failure: Exception | None = None


NO_FAULTS = TableFaults()
