"""What has changed since earlier runs, as the snapshots of the history tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class Arrow(StrEnum):
    """Which way a doctor is going since the last run that can be compared with; the values are the words."""

    UP = "bättre"
    SAME = "oförändrat"
    DOWN = "sämre"
    UNKNOWN = "ingen tidigare körning"

    @property
    def sign(self) -> str:
        """The arrow itself, always shown together with the word."""
        return _SIGNS[self]


_SIGNS: Mapping[Arrow, str] = {Arrow.UP: "↑", Arrow.SAME: "→", Arrow.DOWN: "↓", Arrow.UNKNOWN: "–"}


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One doctor on the day of a run; shares in percent, ``None`` where they were not known.

    ``served`` is the share of the time, and ``findings`` all but remarks (info).
    """

    day: date
    key: str
    linked: float | None = None
    assessed: float | None = None
    done: float | None = None
    expected: float | None = None
    served: float | None = None
    findings: int = 0


@dataclass(frozen=True, slots=True)
class TrendFindings:
    """How many findings of a group of rules (as :attr:`stexcel.status.status.FindingRow.group`) a run had."""

    day: date
    group: str
    count: int


@dataclass(frozen=True)
class Trend:
    """The history, in order of day; the present run is in it as its last day.

    ``since`` is the day that the arrows compare with. ``remarks`` are Swedish sentences, such as that the history could
    not be read, or is switched off, or is new.
    """

    points: tuple[TrendPoint, ...] = ()
    findings: tuple[TrendFindings, ...] = ()
    arrows: Mapping[str, Arrow] = field(default_factory=lambda: MappingProxyType({}))
    since: date | None = None
    remarks: tuple[str, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """The days of all runs, each once."""
        return tuple(sorted({point.day for point in self.points} | {one.day for one in self.findings}))

    def arrow(self, key: str) -> Arrow:
        """Which way the doctor with the key is going."""
        return self.arrows.get(key, Arrow.UNKNOWN)


NO_TREND = Trend(remarks=("Ingen historik är läst.",))
"""No history."""
