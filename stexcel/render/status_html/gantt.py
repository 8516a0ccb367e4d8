"""The placements of the coming months: a strip in SVG for each doctor, and the same as a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from stexcel.render.html_tables import UNKNOWN, Cell, Href, Table, columns
from stexcel.status.status import Bar, BarKind, Doctor, Timeline

_WIDTH, _LANE, _GAP = 768, 20, 4
_CHARACTER = 6.4
_HEAD = 30
KINDS = {BarKind.PLACEMENT: "blue", BarKind.SIDE: "teal", BarKind.LEAVE: "grey"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A bar in its lane; ``text`` is as much as there is room for, ``title`` all of it."""

    x: float
    y: int
    width: float
    colour: str
    collides: bool
    text: str
    title: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One doctor's bars, those at the same time below each other, and the same in words."""

    doctor: Doctor
    height: int
    bars: tuple[Drawn, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the scale; the year stands above January and above the first month."""

    x: float
    text: str
    year: str


@dataclass(frozen=True, slots=True)
class Gantt:
    """The scale, the strips, and the list."""

    width: int
    lane: int
    head: int
    months: tuple[Month, ...]
    strips: tuple[Strip, ...]
    table: Table


def gantt(timeline: Timeline, href: Href) -> Gantt:
    """The picture of the timeline; doctors in the order of their first bars."""
    bars: dict[Doctor, list[Bar]] = {}
    for bar in timeline.bars:
        bars.setdefault(bar.doctor, []).append(bar)
    strips = tuple(_strip(doctor, own, timeline) for doctor, own in bars.items())
    return Gantt(_WIDTH, _LANE, _HEAD, _months(timeline), strips, _table(timeline, href))


def _months(timeline: Timeline) -> tuple[Month, ...]:
    return tuple(
        Month(_x(month, timeline), f"{month:%m}", str(month.year) if at == 0 or month.month == 1 else "")
        for at, month in enumerate(timeline.months)
    )


def _x(day: date, timeline: Timeline) -> float:
    """From the left for the beginning of a day inside the time that is shown."""
    shown = (timeline.last - timeline.first).days + 1
    return round(_WIDTH * min(max((day - timeline.first).days, 0), shown) / shown, 1)


def _strip(doctor: Doctor, bars: Sequence[Bar], timeline: Timeline) -> Strip:
    lanes: list[date] = []
    drawn = []
    for bar in sorted(bars, key=lambda one: (one.start, one.end, one.name)):
        lane = next((at for at, taken in enumerate(lanes) if taken < bar.start), len(lanes))
        lanes[lane : lane + 1] = [bar.end]
        drawn.append(_bar(bar, lane, timeline))
    return Strip(doctor, len(lanes) * (_LANE + _GAP) + _GAP, tuple(drawn), "; ".join(one.title for one in drawn))


def _bar(bar: Bar, lane: int, timeline: Timeline) -> Drawn:
    left = _x(bar.start, timeline)
    width = max(
        2.0, round(_x(date.fromordinal(min(bar.end.toordinal() + 1, date.max.toordinal())), timeline) - left, 1)
    )
    mark = f"⚠ krock {', '.join(map(str, bar.collisions))}: " if bar.collisions else ""
    room = int((width - 6) / _CHARACTER)
    text = f"{mark}{bar.name}"
    shown = text if len(text) <= room else f"{text[: room - 1]}…" if room > 2 else ""
    return Drawn(left, _GAP + lane * (_LANE + _GAP), width, KINDS[bar.kind], bool(bar.collisions), shown, _words(bar))


def _words(bar: Bar) -> str:
    kind = "" if bar.kind is BarKind.PLACEMENT else f" ({bar.kind.value})"
    collides = f", krock {', '.join(map(str, bar.collisions))}" if bar.collisions else ""
    return f"{bar.name}{kind} {bar.start} till {bar.end}{collides}"


def _table(timeline: Timeline, href: Href) -> Table:
    heads = columns("ST-läkare", "Placering", "Slag", "Från", "Till", "Grad", "Plats", "Handledare", "Krock")
    rows = tuple(
        (
            Cell(bar.doctor.name),
            Cell(bar.name, href(bar.place)),
            Cell(bar.kind.value, mark=KINDS[bar.kind]),
            Cell(str(bar.start)),
            Cell(str(bar.end)),
            Cell(UNKNOWN if bar.percent is None else f"{bar.percent} %"),
            Cell(bar.site or UNKNOWN),
            Cell(bar.supervisor or UNKNOWN),
            Cell(", ".join(map(str, bar.collisions)) or "nej", mark="red" if bar.collisions else ""),
        )
        for bar in timeline.bars
    )
    return Table("Placeringarna som lista", heads, rows, "Inga placeringar i tiden som visas.")
