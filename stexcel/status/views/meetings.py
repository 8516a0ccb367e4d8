"""Supervision and the other meetings of each resident."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stexcel.model import MeetingKind
from stexcel.rules import Thresholds
from stexcel.rules.months import add_months
from stexcel.status.model import Met, Recurring, Resident
from stexcel.status.status import Judgement, Light, SupervisionRow
from stexcel.status.views.lights import is_without_supervision
from stexcel.status.views.subjects import Subjects, place_of

_YEAR = 12


def supervision(subjects: Subjects) -> tuple[SupervisionRow, ...]:
    """One row per resident, those who have waited longest first."""
    return tuple(sorted((_row(subjects, one) for one in subjects.residents), key=_sort_key))


def _sort_key(row: SupervisionRow) -> tuple[int, int, str]:
    return row.judgement.light.rank, -(row.since or 0), row.doctor.name.casefold()


def _row(subjects: Subjects, one: Resident) -> SupervisionRow:
    today = subjects.today
    own = [met for met in one.meetings if met.kind is MeetingKind.SUPERVISION]
    held = [met for met in own if met.day <= today]
    checked = [met.day for met in held if met.checked_against_iup]
    last = {due.what: due.last for due in one.due}
    return SupervisionRow(
        subjects.doctor(one),
        one.supervisor,
        Judgement(*_judged(one, subjects.survey.thresholds)),
        sum(met.day > add_months(today, -_YEAR) for met in held),
        max((met.day for met in held), default=None),
        one.since_supervision,
        one.longest_gap,
        _coming(own, today),
        max(checked, default=None),
        last.get(Recurring.RECONCILIATION),
        last.get(Recurring.DEVELOPMENT),
        last.get(Recurring.KOLLEGIUM),
        place_of(one.path, held[-1].cell if held else one.cell),
    )


def _coming(own: list[Met], today: date) -> date | None:
    return min((met.day for met in own if met.day > today), default=None)


def _judged(one: Resident, thresholds: Thresholds) -> tuple[Light, tuple[str, ...]]:
    """The light of the meetings alone: supervision first, then what else recurs."""
    reasons = [*_reasons(one, thresholds)]
    if one.since_supervision is None:
        return Light.GREY, ("Startdatum är inte känt, så tiden utan samtal går inte att räkna.",)
    if is_without_supervision(one, thresholds):
        return Light.RED, tuple(reasons)
    return (Light.YELLOW if reasons else Light.GREEN), tuple(reasons)


def _reasons(one: Resident, thresholds: Thresholds) -> Iterator[str]:
    limit = thresholds.meeting_days
    if one.since_supervision is not None and one.since_supervision > limit:
        told = "sedan senaste samtalet" if one.last_supervision else "sedan starten utan dokumenterat samtal"
        yield f"{one.since_supervision} dagar {told}; gränsen är {limit}."
    elif one.longest_gap is not None and one.longest_gap > limit:
        yield f"Som längst gick {one.longest_gap} dagar mellan två samtal det senaste året; gränsen är {limit}."
