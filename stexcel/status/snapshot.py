"""What is kept of a run for later ones: numbers, days and codes for each doctor under a key, never free text."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from stexcel.findings import Level
from stexcel.status.model import Link
from stexcel.status.status import Light, OverviewRow, Status, TermStanding

Codes = Mapping[tuple[str, Level], int]
"""How many findings there are of a code at a level."""


@dataclass(frozen=True, slots=True)
class DoctorShot:
    """One doctor on the day of a run, as :class:`stexcel.status.status.OverviewRow` has it, without texts."""

    key: str
    light: Light
    regulation: str | None = None
    start: date | None = None
    planned_end: date | None = None
    end_at_fte: date | None = None
    percent: int | None = None
    served: float | None = None
    linked: float | None = None
    assessed: float | None = None
    done: float | None = None
    expected: float | None = None
    last_supervision: date | None = None
    last_revision: date | None = None
    silenced: int = 0
    not_checked: int = 0
    delmal: Mapping[str, Link] = field(default_factory=dict)
    findings: Codes = field(default_factory=dict)
    term: TermStanding | None = None

    def count(self, *levels: Level) -> int:
        """How many findings there are at the levels."""
        return sum(number for (_, level), number in self.findings.items() if level in levels)

    @property
    def remarks(self) -> int:
        """All findings but those that only inform."""
        return self.count(Level.KRAV, Level.RAD, Level.LOKAL)


@dataclass(frozen=True)
class Snapshot:
    """A run: its doctors in the order of the front page, and the findings of all its files together.

    ``basis`` is equal for runs that judge alike: the same version, limits and rules. ``unread`` are the files that
    could not be judged.
    """

    day: date
    version: str
    basis: str
    doctors: tuple[DoctorShot, ...] = ()
    findings: Codes = field(default_factory=dict)
    unread: int = 0

    def with_keys(self, keys: Mapping[str, str]) -> Snapshot:
        """The snapshot with other keys; doctors who have none are left out."""
        doctors = tuple(replace(one, key=keys[one.key]) for one in self.doctors if one.key in keys)
        return replace(self, doctors=doctors)


def snapshot_of(status: Status) -> Snapshot:
    """What is kept of a status."""
    delmal = _delmal(status)
    found: dict[str, Counter[tuple[str, Level]]] = {}
    all_found: Counter[tuple[str, Level]] = Counter()
    for finding in status.findings:
        if finding.excepted is None:
            all_found[finding.code, finding.level] += 1
            if finding.key is not None:
                found.setdefault(finding.key, Counter())[finding.code, finding.level] += 1
    judged = [row for row in status.overview if row.doctor.key in delmal]
    doctors = (_shot(row, delmal[row.doctor.key], found.get(row.doctor.key, {})) for row in judged)
    return Snapshot(
        status.day,
        status.about.version,
        _basis(status),
        tuple(doctors),
        dict(sorted(all_found.items())),
        len(status.overview) - len(judged),
    )


def _delmal(status: Status) -> Mapping[str, Mapping[str, Link]]:
    """The delmål of everyone whose IUP was judged, by key."""
    known: dict[str, Mapping[str, Link]] = {row.doctor.key: {} for row in status.supervision}
    for group in status.matrix.groups:
        for row in group.rows:
            pairs = zip(group.codes, row.cells, strict=True)
            known[row.doctor.key] = {code: cell.link for code, cell in pairs if cell is not None}
    return known


def _shot(row: OverviewRow, delmal: Mapping[str, Link], findings: Codes) -> DoctorShot:
    return DoctorShot(
        row.doctor.key,
        row.judgement.light,
        regulation=row.regulation,
        start=row.start,
        planned_end=row.planned_end,
        end_at_fte=row.end_at_fte,
        percent=row.percent,
        served=row.served,
        linked=row.linked,
        assessed=row.assessed,
        done=row.done,
        expected=row.expected,
        last_supervision=row.last_supervision,
        last_revision=row.last_revision,
        silenced=row.silenced,
        not_checked=len(row.not_checked),
        delmal=delmal,
        findings=dict(sorted(findings.items())),
        term=row.term,
    )


def _basis(status: Status) -> str:
    """A digest of what the judgement went by."""
    about = status.about
    told = (about.version, [(one.key, one.value) for one in about.limits], about.switched_off)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]
