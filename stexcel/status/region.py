"""Several units side by side: a row for each, with the numbers of its own status."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from stexcel.findings import Level
from stexcel.rules.words import listing
from stexcel.status.status import CourseState, Light, OverviewRow, Status

DIRECTLY = "filer direkt i mappen"
"""What stands for a unit where workbooks lie beside the folders of the units."""
_MANY = 3
"""A remark that so many units have is told once, and not in the row of each."""
_MOST_NAMED = 8
"""Units that such a remark names; of more it tells how many."""


@dataclass(frozen=True)
class UnitStatus:
    """A unit: its status, or the Swedish sentence that says why there is none. ``folder`` is as the user knows it."""

    folder: str
    status: Status | None = None
    problem: str = ""

    @property
    def name(self) -> str:
        """The unit's own name, with the folder where they differ."""
        own = self.status.unit_name if self.status is not None else self.folder
        return own if own.casefold() == self.folder.casefold() else f"{own} ({self.folder})"


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in the table of the region. Shares are means over its doctors; ``None`` is not known or not shown.

    ``term_made`` and ``term_wanted`` are the assessments of the running term. ``without_supervision`` are the doctors
    whose last meeting is too old, ``courses`` those whose day has passed without result. ``findings`` are of all files
    of the unit, without exceptions.
    """

    name: str
    doctors: int | None
    unread: int | None = None
    lights: Mapping[Light, int] = field(default_factory=dict)
    served: float | None = None
    linked: float | None = None
    assessed: float | None = None
    done: float | None = None
    expected: float | None = None
    term_made: int | None = None
    term_wanted: int | None = None
    without_supervision: int | None = None
    courses: int | None = None
    findings: Mapping[Level, int] = field(default_factory=dict)
    remark: str = ""


@dataclass(frozen=True)
class Region:
    """The units in order of name, and what limits the whole."""

    day: date
    name: str
    version: str
    units: tuple[UnitStatus, ...]
    remarks: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[UnitRow, ...]:
        """A row for each unit."""
        return tuple(unit_row(unit, self.shared_remarks) for unit in self.units)

    @cached_property
    def shared_remarks(self) -> Mapping[str, tuple[str, ...]]:
        """The remarks that many units have, each with the names of those units."""
        told: dict[str, list[str]] = {}
        for unit in self.units:
            for remark in unit.status.remarks if unit.status is not None else ():
                told.setdefault(remark, []).append(unit.name)
        return {remark: tuple(names) for remark, names in told.items() if len(names) >= _MANY}

    @property
    def remarks_of_many(self) -> tuple[str, ...]:
        """Those remarks as sentences that tell which units they are about."""
        return tuple(f"{remark} Det gäller {self._which(names)}." for remark, names in self.shared_remarks.items())

    def _which(self, names: Sequence[str]) -> str:
        if len(names) == len(self.units):
            return "alla enheter"
        more = len(names) - _MOST_NAMED
        shown = [*names[:_MOST_NAMED], f"{more} till"] if more > 0 else names
        return f"{len(names)} av enheterna ({listing(shown)})"


def unit_row(unit: UnitStatus, told: Collection[str] = ()) -> UnitRow:
    """The row of a unit, counted from what its own sheets show; its remarks are those that are not told elsewhere."""
    status = unit.status
    if status is None:
        return UnitRow(unit.name, None, remark=unit.problem)
    if not status.overview:
        return UnitRow(unit.name, None, remark=_remarks(status, told))
    rows = status.overview
    doctors = len(status.supervision) or len(rows)
    terms = [row.term for row in rows if row.term is not None]
    wanted = [term.wanted for term in terms if term.wanted is not None]
    return UnitRow(
        unit.name,
        doctors,
        len(rows) - doctors,
        {light: sum(row.judgement.light is light for row in rows) for light in Light},
        served=_mean(rows, lambda row: row.served),
        linked=_mean(rows, lambda row: row.linked),
        assessed=_mean(rows, lambda row: row.assessed),
        done=_mean(rows, lambda row: row.done),
        expected=_mean(rows, lambda row: row.expected),
        term_made=sum(term.made for term in terms) if terms else None,
        term_wanted=sum(wanted) if wanted else None,
        without_supervision=_without_supervision(status),
        courses=sum(one.state is CourseState.OVERDUE for one in status.courses) if status.supervision else None,
        findings=_findings(status),
        remark=_remarks(status, told),
    )


def _remarks(status: Status, told: Collection[str]) -> str:
    return " ".join(remark for remark in status.remarks if remark not in told)


def _mean(rows: Sequence[OverviewRow], of: Callable[[OverviewRow], float | None]) -> float | None:
    known = [value for row in rows if (value := of(row)) is not None]
    return sum(known) / len(known) if known else None


def _without_supervision(status: Status) -> int | None:
    if not status.supervision:
        return None
    return sum(row.judgement.light in (Light.RED, Light.YELLOW) for row in status.supervision)


def _findings(status: Status) -> Mapping[Level, int]:
    found = [one.level for one in status.findings if one.excepted is None]
    return {level: found.count(level) for level in Level}


def without_names(units: Iterable[UnitStatus]) -> tuple[UnitStatus, ...]:
    """The units of an anonymous region under numbers, those of most doctors first; problems are told in our words."""
    told = sorted(units, key=lambda unit: (-_size(unit), unit.status is None))
    return tuple(_numbered(unit, f"Enhet {number}") for number, unit in enumerate(told, start=1))


def _numbered(unit: UnitStatus, name: str) -> UnitStatus:
    status = replace(unit.status, unit_name=name) if unit.status is not None else None
    return UnitStatus(name, status, "Enheten kunde inte läsas." if unit.problem else "")


def _size(unit: UnitStatus) -> int:
    return len(unit.status.overview) if unit.status is not None else 0
