"""Snapshots to the trend that sheets draw: points, findings by group, and which way everyone is going."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from stexcel.findings import Level
from stexcel.status.snapshot import DoctorShot, Snapshot
from stexcel.status.status import Light, Status
from stexcel.status.trend import Arrow, Trend, TrendFindings, TrendPoint
from stexcel.status.views.findings import group_of

_MONTH = timedelta(days=28)
"""Arrows compare with a run at least so old, where there is one: from day to day nothing happens."""
_LEAST_CHANGE = 0.05
"""Percentage points; less is the rounding of numbers."""
_JUDGED = (Level.KRAV, Level.RAD, Level.LOKAL)


def trend_of(snapshots: Sequence[Snapshot], remarks: Sequence[str] = ()) -> Trend:
    """The trend up to the last of the snapshots, which are in order of day."""
    if not snapshots:
        return Trend(remarks=tuple(remarks))
    now = snapshots[-1]
    before = _compared(snapshots[:-1], now.day)
    told = list(remarks)
    if before is None:
        told.append("Det finns ingen tidigare körning att jämföra med, så trender visas inte än.")
    elif before.basis != now.basis:
        told.append(
            f"Körningen {before.day} gjordes med en annan version av stexcel, andra gränser eller andra regler. "
            "Antalet fynd kan ha ändrats av det."
        )
    return Trend(
        tuple(_point(one.day, doctor) for one in snapshots for doctor in one.doctors),
        tuple(findings for one in snapshots for findings in _by_group(one)),
        {} if before is None else _arrows(before, now),
        before.day if before else None,
        tuple(told),
    )


def with_trend(status: Status, trend: Trend) -> Status:
    """The status with the arrows and remarks of a trend, for one that was made without history."""
    overview = (replace(row, arrow=trend.arrow(row.doctor.key)) for row in status.overview)
    return replace(status, overview=tuple(overview), trends=trend, remarks=(*status.remarks, *trend.remarks))


def _compared(earlier: Sequence[Snapshot], day: date) -> Snapshot | None:
    """The last run that is a month old, else the oldest there is."""
    old = [one for one in earlier if day - one.day >= _MONTH]
    return old[-1] if old else next(iter(earlier), None)


def _point(day: date, one: DoctorShot) -> TrendPoint:
    return TrendPoint(day, one.key, one.linked, one.assessed, one.done, one.expected, one.served, one.remarks)


def _by_group(one: Snapshot) -> Iterator[TrendFindings]:
    """The findings without those that only inform, in the order of the codes."""
    groups: Counter[str] = Counter()
    for (code, level), number in sorted(one.findings.items()):
        if level in _JUDGED:
            groups[group_of(code)] += number
    for group, number in groups.items():
        yield TrendFindings(one.day, group, number)


def _arrows(before: Snapshot, now: Snapshot) -> dict[str, Arrow]:
    earlier = {one.key: one for one in before.doctors}
    return {one.key: arrow(earlier[one.key], one) for one in now.doctors if one.key in earlier}


def arrow(before: DoctorShot, now: DoctorShot) -> Arrow:
    """Which way a doctor has gone.

    A traffic light that has changed decides, unless it is or was grey. Else each share (linked, assessed, done) and the
    number of findings speaks for better or worse, and the majority decides.
    """
    lights = (before.light, now.light)
    if Light.GREY not in lights and before.light is not now.light:
        return Arrow.UP if now.light.rank > before.light.rank else Arrow.DOWN
    shares = ((before.linked, now.linked), (before.assessed, now.assessed), (before.done, now.done))
    votes = [_sign(new - old) for old, new in shares if old is not None and new is not None]
    total = sum(votes) + _sign(before.remarks - now.remarks)
    return Arrow.UP if total > 0 else Arrow.DOWN if total < 0 else Arrow.SAME


def _sign(change: float) -> int:
    return (change > _LEAST_CHANGE) - (change < -_LEAST_CHANGE)
