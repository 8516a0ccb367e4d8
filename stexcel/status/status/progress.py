"""Done delmål against time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stexcel.status.status.basics import Doctor


@dataclass(frozen=True, slots=True)
class ProgressPoint:
    """How much was done on a day; ``elapsed`` is the share of the training's time that had passed."""

    day: date
    elapsed: float
    done: float


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """One doctor's delmål against time, from the days in the workbook; the last point is today.

    Delmål that are done without a day are in the last point only; ``undated`` tells how many.
    """

    doctor: Doctor
    points: tuple[ProgressPoint, ...]
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """Done delmål against time for all doctors; expected is from ``elapsed - lag`` up to ``elapsed``.

    ``left_out`` are the names of those who have no line because their start or end is not known.
    """

    lines: tuple[ProgressLine, ...]
    lag: int
    left_out: tuple[str, ...] = ()
