"""Stacked columns in SVG, with a table of the same numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stexcel.render.html_tables import Cell, Column, Table
from stexcel.render.status_html.progress_lines import SERIES, Tick
from stexcel.status.status import Assessments
from stexcel.status.trend import Trend

_MOST_COLUMNS = 24
"""Of a long history the last runs are drawn."""
_WIDTH, _HEIGHT, _LEFT, _TOP, _BOTTOM = 640, 300, 40, 20, 264
_WIDEST, _LABEL_WIDTH = 64.0, 76.0
_LEAST_FOR_TEXT = 14.0
_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a column; ``text`` is its number where there is room for it."""

    y: float
    height: float
    series: int
    text: str


@dataclass(frozen=True, slots=True)
class Stacked:
    """A column with its name below, where there is room for it, and its sum above."""

    x: float
    width: float
    middle: float
    name: str
    total: int
    top: float
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class StackChart:
    """The picture, what its colours stand for, the same in words, and the numbers as a table.

    The colour of a series is its number in the legend; those after the eighth have the same colours, but hatched.
    """

    width: int
    height: int
    left: int
    bottom: int
    stacks: tuple[Stacked, ...]
    up: tuple[Tick, ...]
    legend: tuple[str, ...]
    words: str
    table: Table
    colours: int = SERIES


def assessments_chart(counted: Assessments) -> StackChart | None:
    """The assessments of the unit per term, stacked by method; ``None`` where there are none."""
    used = [at for at in range(len(counted.methods)) if any(total[at] for total in counted.totals)]
    names = [counted.methods[at] for at in used]
    numbers = [[total[at] for at in used] for total in counted.totals]
    return _chart("Antal bedömningar per termin och metod", "Termin", counted.terms, names, numbers)


def findings_chart(trend: Trend) -> StackChart | None:
    """The findings of each run, stacked by the group of rules; ``None`` where no run is known."""
    days = sorted({one.day for one in trend.findings})[-_MOST_COLUMNS:]
    groups = list(dict.fromkeys(one.group for one in trend.findings))
    count = {(one.day, one.group): one.count for one in trend.findings}
    numbers = [[count.get((day, group), 0) for group in groups] for day in days]
    return _chart("Antal fynd per körning och grupp av regler", "Körning", [str(day) for day in days], groups, numbers)


def _chart(
    title: str, heading: str, names: Sequence[str], series: Sequence[str], numbers: Sequence[Sequence[int]]
) -> StackChart | None:
    most = max((sum(column) for column in numbers), default=0)
    if not most:
        return None
    step = _step(most)
    high = -(-most // step) * step
    told = "; ".join(f"{name} {sum(column)}" for name, column in zip(names, numbers, strict=True))
    return StackChart(
        _WIDTH,
        _HEIGHT,
        _LEFT,
        _BOTTOM,
        tuple(_stack(at, names, column, high) for at, column in enumerate(numbers)),
        tuple(Tick(_y(value, high), str(value)) for value in range(0, high + 1, step)),
        tuple(series),
        f"{title}: {told}.",
        _table(title, heading, names, series, numbers),
    )


def _stack(at: int, names: Sequence[str], column: Sequence[int], high: int) -> Stacked:
    room = (_WIDTH - _LEFT) / len(names)
    width = min(_WIDEST, room * 0.7)
    middle = _LEFT + room * (at + 0.5)
    segments, below = [], 0
    for series, count in enumerate(column):
        if count:
            top, bottom = _y(below + count, high), _y(below, high)
            height = round(bottom - top, 1)
            segments.append(Segment(top, height, series, str(count) if height >= _LEAST_FOR_TEXT else ""))
            below += count
    every = max(1, -(-int(_LABEL_WIDTH) // max(1, int(room))))
    name = names[at] if (len(names) - 1 - at) % every == 0 else ""
    return Stacked(
        round(middle - width / 2, 1), round(width, 1), round(middle, 1), name, below, _y(below, high), tuple(segments)
    )


def _y(value: float, high: int) -> float:
    return round(_BOTTOM - (_BOTTOM - _TOP) * value / high, 1)


def _step(most: int) -> int:
    """The least round step that gives at most six lines."""
    scale = 1
    while True:
        for step in _STEPS:
            if most <= step * scale * 6:
                return step * scale
        scale *= 10


def _table(
    title: str, heading: str, names: Sequence[str], series: Sequence[str], numbers: Sequence[Sequence[int]]
) -> Table:
    heads = (Column(heading), *(Column(name, True) for name in series), Column("Summa", True))
    rows = tuple(
        (Cell(name), *(Cell(str(count)) for count in column), Cell(str(sum(column))))
        for name, column in zip(names, numbers, strict=True)
    )
    return Table(title, heads, rows, "", wide=True)
