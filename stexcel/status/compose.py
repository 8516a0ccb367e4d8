"""A survey to the status that is asked for: with its history, on an earlier day, without names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from stexcel.rules.words import listing
from stexcel.status.anonymous import anonymous, seed_of
from stexcel.status.history import Store, recall, recorded_days, remember
from stexcel.status.keys import keys_of
from stexcel.status.make import make_status
from stexcel.status.model import Survey
from stexcel.status.pseudonyms import numbers_of
from stexcel.status.redraw import redrawn
from stexcel.status.snapshot import Snapshot, snapshot_of
from stexcel.status.status import Status
from stexcel.status.suppression import suppressed
from stexcel.status.trend import Trend
from stexcel.status.trends import trend_of, with_trend

NO_HISTORY = "Historiken är avstängd för den här körningen: trender visas inte, och körningen sparas inte."
NO_PLACE = (
    "Ingen historik sparas, eftersom sökvägarna ligger i olika mappar. Lägg en stexcel.toml i mappen ovanför, eller "
    "ange den mappen."
)
_SHOWN_DAYS = 12


class NoSnapshot(Exception):
    """There is nothing kept of the day that is asked for; the text is a Swedish sentence."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to be drawn. ``store`` is where the history lies; ``None`` for a run without, with ``why_not``.

    ``as_of`` asks for an earlier day; nothing is then kept of the present one.
    """

    store: Store | None = None
    why_not: str = NO_HISTORY
    as_of: date | None = None
    is_anonymous: bool = False


def compose(survey: Survey, wishes: Wishes) -> Status:
    """The status; raises :class:`NoSnapshot` where an earlier day is asked for of which nothing is known."""
    now = make_status(survey, Trend())
    snapshots, remarks = _history(now, wishes)
    if wishes.is_anonymous:
        keys = keys_of(survey.residents.values())
        numbers = numbers_of(wishes.store, keys.values(), seed_of(survey))
        hidden = anonymous(survey, numbers.by_key)
        del now  # a region's is large, and need not be there twice
        now = make_status(hidden.survey, Trend())
        snapshots = [one.with_keys(hidden.keys) for one in snapshots]
        remarks = (*remarks, *numbers.remarks)
    status = _drawn(now, snapshots, remarks, wishes.as_of)
    return suppressed(status) if wishes.is_anonymous else status


def _history(now: Status, wishes: Wishes) -> tuple[Sequence[Snapshot], tuple[str, ...]]:
    """The snapshots up to the day that is drawn, the last one of that day, and what is to be said of them."""
    if wishes.as_of is not None:
        return _earlier(now, wishes.store, wishes.as_of)
    if wishes.store is None:
        return (), (wishes.why_not,)
    history = remember(wishes.store, snapshot_of(now))
    return history.snapshots, history.remarks


def _earlier(now: Status, store: Store | None, day: date) -> tuple[Sequence[Snapshot], tuple[str, ...]]:
    if store is None:
        raise NoSnapshot(f"Läget {day} går inte att visa. {NO_PLACE}")
    history = recall(store, [row.doctor.key for row in now.overview], until=day)
    if not history.snapshots:
        why = " ".join(history.remarks) or _there(recorded_days(store))
        raise NoSnapshot(f"Läget {day} eller tidigare finns inte sparat. {why}")
    return history.snapshots, history.remarks


def _there(days: Sequence[date]) -> str:
    """Which days can be asked for."""
    if not days:
        return "Ingen körning är sparad i historiken."
    shown = [str(one) for one in days[:_SHOWN_DAYS]]
    more = [f"{len(days) - len(shown)} till"] if len(days) > len(shown) else []
    return f"Sparade dagar: {listing([*shown, *more])}."


def _drawn(now: Status, snapshots: Sequence[Snapshot], remarks: tuple[str, ...], as_of: date | None) -> Status:
    if as_of is not None:
        return redrawn(snapshots[-1], as_of, now, trend_of(snapshots, remarks))
    if snapshots:
        return with_trend(now, trend_of(snapshots, remarks))
    return with_trend(now, replace(Trend(), remarks=remarks))
