"""What has changed from run to run: findings by group, the unit's means, and every doctor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from stexcel.render.status_xlsx.chart_data import ChartData
from stexcel.render.status_xlsx.charts import findings_chart
from stexcel.render.status_xlsx.desk import Desk
from stexcel.render.status_xlsx.styles import ARROWS
from stexcel.render.xlsx.styles import Kind
from stexcel.render.xlsx.table import Cell, Column, Row, Table
from stexcel.status.status import OverviewRow
from stexcel.status.trend import Trend, TrendPoint

NAME = "Trender"
_NAME_WIDTH, _WIDTH = 24.0, 12.0
_LATEST = 12
"""The runs that have a column of their own in the table of doctors."""
_MEANS: tuple[tuple[str, Callable[[TrendPoint], float | None]], ...] = (
    ("Tid gjord", lambda point: point.served),
    ("Kopplat", lambda point: point.linked),
    ("Bedömt", lambda point: point.assessed),
    ("Klart", lambda point: point.done),
    ("Väntat", lambda point: point.expected),
)


def draw_trends(desk: Desk, data: ChartData) -> None:
    """Draws the sheet; without earlier runs it says so."""
    trend = desk.status.trends
    days = trend.days
    lead = "Hur läget har ändrats mellan körningarna. " + (
        f"Pilarna jämför med {trend.since}." if trend.since else "Det finns ingen tidigare körning att jämföra med."
    )
    shown = days[-_LATEST:]
    across = max(len(_MEANS) + 2, len(shown) + 1)
    page = desk.page(NAME, NAME, lead, [_NAME_WIDTH, _WIDTH + 4, *[_WIDTH] * (across - 1)])
    page.remarks(trend.remarks)
    if len(days) < 2:
        page.sentence("En trend syns först när status har körts minst två olika dagar med historik.")
    drawn = findings_chart(page.styles.book, trend, data) if len(days) > 1 else None
    if drawn is not None:
        page.section("Fynd över tid")
        drawn.drawn.set_size({"width": 860, "height": 300})
        page.chart(drawn.drawn, 0, drawn.description)
        page.row += 16
    if not days:
        page.set_up()
        return
    page.section("Enheten, körning för körning")
    page.table(Table("Korningar", _run_columns(), _runs(trend), "Ingen körning är sparad."))
    page.section("Klara delmål per ST-läkare", new_page=drawn is not None)
    area = page.table(_doctors(desk, shown))
    page.set_up(frozen=(1, 1), heading=area.top)


def _run_columns() -> list[Column]:
    shares = (Column(f"{name}, medel", _WIDTH, Kind.PERCENT) for name, _ in _MEANS)
    return [
        Column("Dag", _NAME_WIDTH, Kind.DATE),
        Column("ST-läkare", _WIDTH, Kind.NUMBER),
        *shares,
        Column("Fynd", _WIDTH, Kind.NUMBER),
    ]


def _runs(trend: Trend) -> Iterator[Row]:
    """A row for each day: how many doctors, their means, and the findings."""
    points: dict[date, list[TrendPoint]] = {}
    for point in trend.points:
        points.setdefault(point.day, []).append(point)
    findings: dict[date, int] = {}
    for one in trend.findings:
        findings[one.day] = findings.get(one.day, 0) + one.count
    for day in trend.days:
        there = points.get(day, [])
        means = [_mean([value for point in there if (value := of(point)) is not None]) for _, of in _MEANS]
        yield [day, len(there), *means, findings.get(day)]


def _mean(numbers: Sequence[float]) -> float | None:
    return sum(numbers) / len(numbers) if numbers else None


def _doctors(desk: Desk, shown: Sequence[date]) -> Table:
    """The share that is done on the latest days, for those who are in the present run."""
    columns = [
        Column("Läkare", _NAME_WIDTH),
        Column("Trend", _WIDTH + 4, Kind.CENTRED, palette=ARROWS),
        *(Column(str(day), _WIDTH, Kind.PERCENT) for day in shown),
    ]
    done = {(point.key, point.day): point.done for point in desk.status.trends.points}
    rows = (_doctor(desk, row, [done.get((row.doctor.key, day)) for day in shown]) for row in desk.status.overview)
    heat = (2, 1 + len(shown)) if shown else None
    return Table("TrendPerLakare", columns, rows, "Inga ST-läkare.", heat)


def _doctor(desk: Desk, row: OverviewRow, shares: Sequence[float | None]) -> Row:
    place = row.doctor.place
    return [Cell(row.doctor.name, desk.link(place), place.text), f"{row.arrow.sign} {row.arrow.value}", *shares]
