"""The front page and what is to be done this month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from stexcel.findings import Level
from stexcel.status.status.basics import Doctor, Judgement, Place, TermStanding
from stexcel.status.trend import Arrow


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """A resident on the front page, or a file that could not be read (grey, ``kind`` says so).

    ``linked`` has both an activity and an assessment for the delmål, planned and done ones counted in; ``assessed`` is
    the share of delmål with an assessment that was carried out; ``done`` what the workbook claims; ``expected`` the
    share of done that the time that has passed speaks for. ``served`` is of the required time, else of the planned.
    ``findings`` has every level. ``silenced`` findings are excepted in ``stexcel.toml``.
    """

    doctor: Doctor
    judgement: Judgement
    unit: str | None = None
    regulation: str | None = None
    specialty: str | None = None
    supervisor: str | None = None
    start: date | None = None
    planned_end: date | None = None
    end_at_fte: date | None = None
    percent: int | None = None
    served: float | None = None
    linked: float | None = None
    assessed: float | None = None
    done: float | None = None
    expected: float | None = None
    delmal: int = 0
    last_supervision: date | None = None
    last_revision: date | None = None
    term: TermStanding | None = None
    findings: Mapping[Level, int] = field(default_factory=dict)
    silenced: int = 0
    arrow: Arrow = Arrow.UNKNOWN
    not_checked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """One of the most important things to do this month: ``who`` is a doctor, a supervisor or the unit.

    ``what`` is concrete (”boka handledarsamtal”), ``due`` the day it should have been, or has to be, done by.
    ``doctors`` are those concerned; ``more`` tells how many findings more the line stands for. ``code`` is empty for
    what no rule has found, such as a collision.
    """

    number: int
    who: str
    what: str
    why: str
    due: date | None
    overdue_days: int
    level: Level
    code: str
    place: Place
    doctors: tuple[str, ...] = ()
    more: int = 0

    @property
    def text(self) -> str:
        """The whole line: ``Sanna Ek: boka handledarsamtal, senast 2026-12-03``; a day that has passed is told so."""
        if self.due is None:
            return f"{self.who}: {self.what}"
        return (
            f"{self.who}: {self.what}, {f'skulle ha gjorts {self.due}' if self.overdue_days else f'senast {self.due}'}"
        )
