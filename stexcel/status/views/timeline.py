"""The placements of the coming two years over all doctors, and who is at the same side rotation at the same time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from stexcel.names import person_key
from stexcel.rules.months import add_days, add_months
from stexcel.rules.words import listing
from stexcel.status.model import Placed, Resident
from stexcel.status.status import Bar, BarKind, Collision, Timeline
from stexcel.status.views.places import Site, clusters
from stexcel.status.views.subjects import Subjects, place_of

MONTHS = 24
_MOST_NAMED = 3


def timeline(subjects: Subjects) -> Timeline:
    """From the first of the present month; bars by doctor and time."""
    first = subjects.today.replace(day=1)
    months = tuple(add_months(first, number) for number in range(MONTHS))
    last = add_days(add_months(first, MONTHS), -1)
    bars = [bar for one in subjects.residents for bar in _bars(subjects, one, first, last)]
    collisions, numbers = _collisions(bars, subjects.homes, first, last)
    shown = (replace(bar, collisions=tuple(numbers[index])) for index, bar in enumerate(bars))
    shown_for = {bar.doctor.key for bar in bars}
    undated = [text for one in subjects.residents for text in _undated(subjects, one, shown_for)]
    return Timeline(first, last, months, tuple(shown), collisions, tuple(undated))


def _bars(subjects: Subjects, resident: Resident, first: date, last: date) -> Iterator[Bar]:
    found = [
        Bar(
            subjects.doctor(resident),
            one.name,
            _kind(one),
            one.start,
            one.end,
            one.percent,
            one.site,
            one.supervisor,
            place_of(resident.path, one.cell),
        )
        for one in resident.placements
        if one.start is not None and one.end is not None and max(one.start, first) <= min(one.end, last)
    ]
    yield from sorted(found, key=lambda bar: (bar.start, bar.end, bar.name))


def _kind(one: Placed) -> BarKind:
    if one.percent == 0:
        return BarKind.LEAVE
    return BarKind.SIDE if one.side else BarKind.PLACEMENT


def _undated(subjects: Subjects, resident: Resident, shown_for: set[str]) -> Iterator[str]:
    """What the picture does not show of a doctor."""
    doctor = subjects.doctor(resident)
    missing = [one.name for one in resident.placements if not _is_dated(one)]
    if missing:
        more = len(missing) - _MOST_NAMED
        names = [f"”{name}”" for name in missing[:_MOST_NAMED]] + ([f"{more} till"] if more > 0 else [])
        yield f"{doctor.name}: {listing(names)} visas inte, eftersom start eller slut saknas eller inte kan stämma."
    if doctor.key not in shown_for and not missing:
        why = "ingen placering i tiden som visas" if resident.placements else "inga placeringar i arbetsboken"
        yield f"{doctor.name}: {why}."


def _is_dated(one: Placed) -> bool:
    return one.start is not None and one.end is not None and one.start <= one.end


def _collisions(
    bars: Sequence[Bar], homes: Mapping[str, int], first: date, last: date
) -> tuple[tuple[Collision, ...], dict[int, list[int]]]:
    """The collisions in order of time, and their numbers by the indexes of the bars."""
    sides = [index for index, bar in enumerate(bars) if bar.kind is BarKind.SIDE]
    places = clusters([_site(bars[index], homes) for index in sides])
    found = [stretch for place in places for stretch in _stretches([sides[one] for one in place], bars, first, last)]
    found.sort(key=lambda one: (one[0], one[1], one[2]))
    numbers: dict[int, list[int]] = defaultdict(list)
    collisions: list[Collision] = []
    for number, (start, end, indexes) in enumerate(found, 1):
        for index in indexes:
            numbers[index].append(number)
        doctors = tuple(dict.fromkeys(bars[index].doctor.name for index in indexes))
        collisions.append(Collision(number, _where([bars[index] for index in indexes]), start, end, doctors))
    return tuple(collisions), numbers


def _site(bar: Bar, homes: Mapping[str, int]) -> Site:
    return Site(bar.name, bar.site, homes.get(bar.place.path))


def _stretches(
    indexes: Sequence[int], bars: Sequence[Bar], first: date, last: date
) -> Iterator[tuple[date, date, tuple[int, ...]]]:
    """The times in which several doctors are at one place, each as long as there are at least two.

    A day on which one ends and the next begins is a way of writing dates.
    """
    days = sorted({day for index in indexes for day in (bars[index].start, add_days(bars[index].end, 1))})
    begun: date | None = None
    together: set[int] = set()
    for start, after in zip(days, [*days[1:], days[-1]], strict=True):
        present = {index for index in indexes if bars[index].start <= start <= bars[index].end}
        several = len({person_key(bars[index].doctor.name) or bars[index].doctor.key for index in present}) > 1
        if several and after > add_days(start, 1):
            begun, together = begun or start, together | present
        elif begun is not None:
            yield from _clipped(begun, add_days(start, -1), together, first, last)
            begun, together = None, set()


def _clipped(
    start: date, end: date, indexes: set[int], first: date, last: date
) -> Iterator[tuple[date, date, tuple[int, ...]]]:
    if max(start, first) <= min(end, last):
        yield max(start, first), min(end, last), tuple(sorted(indexes))


def _where(bars: Sequence[Bar]) -> str:
    """The place as most write it, with the site where one is named."""
    names = Counter(f"{bar.name}, {bar.site}" if bar.site else bar.name for bar in bars)
    return min(names, key=lambda name: (-names[name], name))
