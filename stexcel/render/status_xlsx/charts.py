"""The native charts. Each comes with its description in words, and a note where it does not show everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from stexcel.render.status_xlsx.chart_data import ChartData, heading, number_column, reference
from stexcel.render.status_xlsx.styles import SERIES
from stexcel.render.xlsx.styles import FONT, LINE, MUTED
from stexcel.render.xlsx.table import Area, Column, Row, unique
from stexcel.status.status import ProgressLine, Status
from stexcel.status.trend import Trend

MOST_LINES = 20
"""More lines cannot be told from each other."""
_DASHES = ("solid", "dash", "square_dot")
_BAND = ("#E2EAF2", "#5B6B7A")
_TICK = 10
_FULL, _FURTHEST = 100, 150
"""A training that has gone over its time is drawn up to one and a half times as long."""
_SMALL, _PLAIN = {"name": FONT, "size": 8, "color": MUTED}, {"name": FONT, "size": 9, "color": MUTED}
_TITLE = {"name": FONT, "size": 11, "bold": True}
_SHADES = (*SERIES, "#8AA9CC", "#D9A27F", "#8CBF9D", "#C0A0CF", "#D58AA5", "#86B5BA", "#B8A76B", "#9AA6B1")


@dataclass(frozen=True)
class DrawnChart:
    """A chart, what it shows in words, and what it leaves out."""

    drawn: Chart
    description: str
    note: str = ""


def progress_chart(book: Workbook, status: Status, data: ChartData) -> DrawnChart | None:
    """A line per doctor of delmål that are done against the time that has passed, with the band that is expected."""
    lines = _furthest_behind(status.progress.lines)
    if not lines:
        return None
    last = max(_FULL, *(_tens(line.points[-1].elapsed) for line in lines))
    lag = status.progress.lag
    names = unique(line.doctor.name for line in lines)
    columns = [Column("Tid, %", 24), *map(number_column, ("Väntat, lägst", "Bandets höjd", *names))]
    area = data.add("DataFramsteg", columns, [_progress_row(lines, lag, percent) for percent in range(last + 1)])
    drawn = _band(book, area)
    drawn.combine(_lines(book, area, lines))
    _dress(drawn, "Klara delmål mot tid, en linje per ST-läkare")
    ticks = {
        "text_axis": True,
        "interval_unit": _TICK,
        "interval_tick": _TICK,
        "position_axis": "on_tick",
        "major_tick_mark": "none",
    }
    drawn.set_x_axis(_axis("Andel av utbildningstiden, %", **ticks))
    drawn.set_y_axis(_axis("Klara delmål, %", min=0, max=_FULL, major_unit=20))
    drawn.set_legend({"position": "bottom", "font": _SMALL, "delete_series": [0]})
    return DrawnChart(drawn, _progress_words(lines), _progress_note(status, lines))


def _tens(share: float) -> int:
    """A share rounded up to the next ten, as far as the chart goes."""
    return min(_FURTHEST, 10 * ceil(share / 10))


def _furthest_behind(lines: Sequence[ProgressLine]) -> list[ProgressLine]:
    """The lines that are drawn, in their own order."""
    known = [line for line in lines if line.points]
    if len(known) <= MOST_LINES:
        return known
    worst = sorted(known, key=lambda line: line.points[-1].done - line.points[-1].elapsed)[:MOST_LINES]
    kept = {line.doctor.key for line in worst}
    return [line for line in known if line.doctor.key in kept]


def _progress_row(lines: Sequence[ProgressLine], lag: int, percent: int) -> Row:
    """A percent of the time: the lower edge of the band, its height, and what every doctor had done by then.

    Only the tens have a label, so that no program has to choose which labels there is room for.
    """
    high = min(percent, _FULL)
    low = max(0, high - lag)
    return [
        str(percent) if percent % _TICK == 0 else None,
        low,
        high - low,
        *(done_at(line, percent) for line in lines),
    ]


def done_at(line: ProgressLine, percent: int) -> float | None:
    """What was done when that much of the time had passed: not known after today, nor before a lone day."""
    today = line.points[-1]
    ends = min(_FURTHEST, ceil(today.elapsed))
    if percent >= ends:
        return today.done if percent == ends else None
    if len(line.points) == 1:
        return None
    return max((point.done for point in line.points if point.elapsed <= percent), default=0.0)


def _band(book: Workbook, area: Area) -> Chart:
    """What is expected, from the lag below the time up to the time itself: an area that stands on one not seen."""
    chart = book.add_chart({"type": "area", "subtype": "stacked"})
    fill, edge = _BAND
    unseen = {"name": "Väntat, lägst", "fill": {"none": True}, "border": {"none": True}}
    seen = {
        "name": "Väntat",
        "fill": {"color": fill},
        "border": {"color": edge, "width": 0.75, "dash_type": "round_dot"},
    }
    for column, series in ((1, unseen), (2, seen)):
        chart.add_series({"categories": reference(area, 0), "values": reference(area, column), **series})
    return chart


def _lines(book: Workbook, area: Area, lines: Sequence[ProgressLine]) -> Chart:
    """The doctors' lines; after the last colour they go on with another dash. A lone day is a mark."""
    chart = book.add_chart({"type": "line"})
    for index, line in enumerate(lines):
        dash, colour = _DASHES[index // len(SERIES) % len(_DASHES)], SERIES[index % len(SERIES)]
        chart.add_series(
            {
                "name": heading(area, 3 + index),
                "categories": reference(area, 0),
                "values": reference(area, 3 + index),
                "line": {"color": colour, "width": 2, "dash_type": dash},
                "marker": _lone_mark(colour) if len(line.points) == 1 else {"type": "none"},
            }
        )
    return chart


def _lone_mark(colour: str) -> dict[str, object]:
    return {"type": "diamond", "size": 7, "fill": {"color": colour}, "border": {"color": colour}}


def _progress_words(lines: Sequence[ProgressLine]) -> str:
    told = [
        f"{line.doctor.name} {line.points[-1].done:.0f} % klart, {line.points[-1].elapsed:.0f} % av tiden"
        for line in lines
    ]
    return _cut(f"Linjediagram över klara delmål mot tid. I dag: {'; '.join(told)}.")


def _progress_note(status: Status, lines: Sequence[ProgressLine]) -> str:
    notes = [f"Fältet i diagrammet är det väntade: från tiden ned till {status.progress.lag} procentenheter efter den."]
    known = [line for line in status.progress.lines if line.points]
    if len(lines) < len(known):
        notes.append(f"Diagrammet visar de {len(lines)} av {len(known)} ST-läkare som är längst efter tiden.")
    if status.progress.left_out:
        names = ", ".join(status.progress.left_out)
        notes.append(f"Utan linje, eftersom start eller slut inte är känt: {names}.")
    undated = sum(line.undated for line in lines)
    if undated:
        notes.append(f"{undated} klara delmål saknar datum och räknas först i dag.")
    return " ".join(notes)


def assessments_chart(book: Workbook, status: Status, data: ChartData) -> DrawnChart | None:
    """The assessments of the unit per term, stacked by method."""
    counted = status.assessments
    if counted is None or not counted.terms or not any(map(sum, counted.totals)):
        return None
    used = [index for index in range(len(counted.methods)) if any(total[index] for total in counted.totals)]
    names = unique(counted.methods[index] for index in used)
    columns = [Column("Termin", 16), *map(number_column, names)]
    totals = list(zip(counted.terms, counted.totals, strict=True))
    rows: list[Row] = [[term, *(total[index] for index in used)] for term, total in totals]
    area = data.add("DataBedomningar", columns, rows)
    drawn = _stacked(book, area, len(used))
    _dress(drawn, "Bedömningar per termin och metod")
    drawn.set_x_axis(_axis(""))
    drawn.set_y_axis(_axis("Antal i enheten", min=0, **_whole(max(sum(total) for total in counted.totals))))
    told = "; ".join(f"{term} {sum(total)}" for term, total in totals)
    return DrawnChart(drawn, _cut(f"Staplar över antalet bedömningar per termin: {told}."))


def findings_chart(book: Workbook, trend: Trend, data: ChartData) -> DrawnChart | None:
    """The findings of each run, stacked by the group of rules."""
    days = sorted({one.day for one in trend.findings})
    if not days:
        return None
    groups = list(dict.fromkeys(one.group for one in trend.findings))
    count = {(one.day, one.group): one.count for one in trend.findings}
    columns = [Column("Dag", 16), *map(number_column, unique(groups))]
    rows: list[Row] = [[str(day), *(count.get((day, group), 0) for group in groups)] for day in days]
    area = data.add("DataFynd", columns, rows)
    drawn = _stacked(book, area, len(groups))
    _dress(drawn, "Fynd per grupp av regler, körning för körning")
    drawn.set_x_axis(_axis("", text_axis=True))
    sums = [sum(count.get((day, group), 0) for group in groups) for day in days]
    drawn.set_y_axis(_axis("Antal fynd", min=0, **_whole(max(sums))))
    told = "; ".join(f"{day} {number}" for day, number in zip(days, sums, strict=True))
    return DrawnChart(drawn, _cut(f"Staplar över antalet fynd: {told}."))


def _stacked(book: Workbook, area: Area, count: int) -> Chart:
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    for index in range(count):
        series: dict[str, object] = {
            "name": heading(area, 1 + index),
            "categories": reference(area, 0),
            "values": reference(area, 1 + index),
            "fill": {"color": _SHADES[index % len(_SHADES)]},
            "border": {"color": "#FFFFFF", "width": 0.75},
            "gap": 60,
        }
        chart.add_series(series)
    return chart


def _dress(chart: Chart, title: str) -> None:
    chart.set_title({"name": title, "name_font": _TITLE, "overlay": False})
    chart.set_legend({"position": "bottom", "font": _SMALL})
    chart.set_chartarea({"border": {"color": LINE}})
    chart.show_blanks_as("gap")


def _axis(name: str, **more: object) -> dict[str, object]:
    axis: dict[str, object] = {"num_font": _SMALL, "line": {"color": MUTED}, **more}
    if name:
        axis |= {"name": name, "name_font": _PLAIN}
    axis.setdefault("major_gridlines", {"visible": "min" in more, "line": {"color": "#E4E7EA", "width": 0.75}})
    return axis


def _whole(most: int) -> dict[str, object]:
    """Steps of whole numbers also where there is little to count."""
    return {"major_unit": 1} if most <= 10 else {}


def _cut(text: str) -> str:
    """Short enough for those who have it read to them."""
    return text if len(text) <= 800 else text[:797] + "…"
