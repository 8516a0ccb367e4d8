"""Done delmål against time as lines in SVG: one chart for all doctors, and a small one for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from stexcel.status.status import Progress, ProgressLine, ProgressPoint

MOST_LINES = 20
"""More lines cannot be told from each other; those that are the most behind are drawn."""
SERIES = 8
"""How many colours there are; further lines have other dashes."""
_DASHES = 3
_FULL, _FURTHEST = 100, 150
"""A training that has gone over its time is drawn up to one and a half times as long."""
_LONGEST_NAME = 27
_LABEL_GAP = 14.0


@dataclass(frozen=True, slots=True)
class Plot:
    """Where the diagram lies in its picture, and how much time it holds, in percent of the training."""

    width: int
    height: int
    left: int
    top: int
    right: int
    bottom: int
    last: int

    def x(self, elapsed: float) -> float:
        """From the left for a share of the time."""
        return round(self.left + (self.right - self.left) * min(elapsed, self.last) / self.last, 1)

    def y(self, done: float) -> float:
        """From the top for a share of the delmål."""
        return round(self.bottom - (self.bottom - self.top) * min(done, _FULL) / _FULL, 1)


@dataclass(frozen=True, slots=True)
class Line:
    """A doctor's line: its corners, its colour and dashes, and its label beside its end."""

    name: str
    words: str
    corners: str
    colour: int
    dash: int
    x: float
    y: float
    label_y: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """The picture and the same in words."""

    plot: Plot
    band: str
    lines: tuple[Line, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    words: str


def common_chart(progress: Progress) -> LineChart | None:
    """All doctors in one picture; ``None`` where nobody's time is known."""
    drawn = furthest_behind(progress.lines)
    if not drawn:
        return None
    plot = Plot(760, 400, 44, 12, 540, 356, _last(drawn))
    return _chart(plot, drawn, progress.lag, 20)


def own_chart(line: ProgressLine, lag: int) -> LineChart | None:
    """One doctor by himself or herself."""
    if not line.points:
        return None
    plot = Plot(300, 170, 34, 8, 290, 138, _last([line]))
    return _chart(plot, [line], lag, 50)


def furthest_behind(lines: Sequence[ProgressLine]) -> list[ProgressLine]:
    """The lines that the common chart has room for, in their own order."""
    known = [line for line in lines if line.points]
    if len(known) <= MOST_LINES:
        return known
    ranked = sorted(range(len(known)), key=lambda at: known[at].points[-1].done - known[at].points[-1].elapsed)
    return [known[at] for at in sorted(ranked[:MOST_LINES])]


def in_words(line: ProgressLine) -> str:
    """``17 % klart, 53 % av tiden``."""
    last = line.points[-1]
    return f"{last.done:.0f} % klart, {last.elapsed:.0f} % av tiden"


def _last(lines: Sequence[ProgressLine]) -> int:
    return max(_FULL, *(min(_FURTHEST, ceil(point.elapsed)) for line in lines for point in line.points))


def _chart(plot: Plot, lines: Sequence[ProgressLine], lag: int, step: int) -> LineChart:
    ends = [(plot.x(line.points[-1].elapsed), plot.y(line.points[-1].done)) for line in lines]
    labels = _apart([y for _, y in ends], plot)
    words = [f"{line.doctor.name}: {in_words(line)}" for line in lines]
    return LineChart(
        plot,
        _band(plot, lag),
        tuple(
            Line(
                _short(line.doctor.name),
                words[index],
                _steps(plot, line.points),
                index % SERIES,
                index // SERIES % _DASHES,
                *ends[index],
                labels[index],
            )
            for index, line in enumerate(lines)
        ),
        tuple(Tick(plot.x(share), str(share)) for share in range(0, plot.last + 1, step)),
        tuple(Tick(plot.y(share), str(share)) for share in range(0, _FULL + 1, step)),
        f"I dag: {'; '.join(words)}.",
    )


def _band(plot: Plot, lag: int) -> str:
    """What is expected: from as much as the time that has passed down to as much less as is allowed."""
    low, high = max(0, _FULL - lag), min(lag, _FULL)
    corners = [(0, 0), (high, 0), (_FULL, low), (plot.last, low), (plot.last, _FULL), (_FULL, _FULL)]
    return _text((plot.x(across), plot.y(up)) for across, up in corners)


def _steps(plot: Plot, points: Sequence[ProgressPoint]) -> str:
    """A delmål is done on a day, so the line goes up there and not on the way there."""
    corners = [(plot.x(points[0].elapsed), plot.y(points[0].done))]
    for point in points[1:]:
        x = plot.x(point.elapsed)
        corners += [(x, corners[-1][1]), (x, plot.y(point.done))]
    return _text(corners)


def _text(corners: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in corners)


def _apart(heights: Sequence[float], plot: Plot) -> list[float]:
    """The heights moved so far that labels do not lie upon each other."""
    order = sorted(range(len(heights)), key=lambda at: heights[at])
    placed = list(heights)
    above = plot.top - _LABEL_GAP
    for at in order:
        above = placed[at] = max(heights[at], above + _LABEL_GAP)
    below = plot.bottom + _LABEL_GAP
    for at in reversed(order):
        below = placed[at] = min(placed[at], below - _LABEL_GAP)
    return [round(height, 1) for height in placed]


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
