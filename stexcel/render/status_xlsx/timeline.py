"""The placements of the coming months: a drawing in half months with a row or more per doctor, and the list behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from stexcel.render.status_xlsx.desk import Desk
from stexcel.render.status_xlsx.styles import TimelineStyles
from stexcel.render.xlsx.page import Page
from stexcel.render.xlsx.styles import Kind
from stexcel.render.xlsx.table import Cell, Column, Row, Table
from stexcel.status.status import Bar, BarKind, Collision, Doctor, Timeline

NAME, LIST_NAME = "Tidslinje", "Placeringar"
_NAME_WIDTH, _HALF_WIDTH = 24.0, 2.7
_LANE = 27.0
_LEAST_WRAPPED = 3
"""Half months beyond the first in which a text may be broken into lines; in less room that would cut words."""
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MIDDLE = 16
"""The first day of the second half of a month."""
_HALF_DAYS = 15
"""A half month, near enough for the drawing."""
_LEAD = (
    "Två rutor per månad. Sidotjänstgöring börjar med ”sido:”, ledighet med ”ledig:”. Där två eller fler är på samma "
    f"sidoplacering samtidigt står ”krock” med krockens nummer. Bladet {LIST_NAME} har "
    "hela texterna, med länkar till läkarens fil, och krockarna."
)
_COLUMNS = (
    Column("Läkare", 24),
    Column("Placering", 34),
    Column("Slag", 18),
    Column("Start", 11, Kind.DATE),
    Column("Slut", 11, Kind.DATE),
    Column("Plats", 26),
    Column("Handledare", 22),
    Column("Grad", 8, Kind.PERCENT),
    Column("Krock", 10, Kind.CENTRED),
)
_COLLISIONS = (
    Column("Krock", 24),
    Column("Var", 34),
    Column("Antal läkare", 18, Kind.NUMBER),
    Column("Start", 11, Kind.DATE),
    Column("Slut", 11, Kind.DATE),
    Column("Läkare", 26),
)


@dataclass(frozen=True, slots=True)
class Span:
    """The half months that a bar fills in the drawing, counted from its first month; both included."""

    first: int
    last: int


def draw_timeline(desk: Desk) -> None:
    """Draws the drawing and the list."""
    timeline = desk.status.timeline
    if timeline is None or not timeline.bars:
        page = desk.page(NAME, NAME, "Placeringar de kommande månaderna.", [100.0])
        page.sentence(desk.nothing(NAME, "Inga daterade placeringar är kända."))
        page.remarks(timeline.undated if timeline else ())
        page.set_up()
        return
    _draw_drawing(desk, timeline)
    _draw_list(desk, timeline)


def _draw_drawing(desk: Desk, timeline: Timeline) -> None:
    halves = 2 * len(timeline.months)
    title = f"Tidslinje {timeline.first}–{timeline.last}"
    page = desk.page(NAME, title, _LEAD, [_NAME_WIDTH, *[_HALF_WIDTH] * halves])
    if timeline.collisions:
        page.remarks([_collisions_words(timeline.collisions)])
    styles = TimelineStyles.of(page.styles.book)
    heading = _calendar(page, timeline, styles)
    for _, bars in groupby(timeline.bars, key=lambda bar: bar.doctor.key):
        _doctor(desk, page, timeline, list(bars), styles)
        page.sheet.finish(heading + 2, page.row - 1)
    grid = {"type": "blanks", "format": styles.grid}
    page.sheet.conditional_format(heading + 2, 1, page.row - 1, halves, grid)
    if timeline.undated:
        page.section("Visas inte i tidslinjen")
        for text in timeline.undated:
            page.sentence(text)
    page.set_up(frozen=(heading + 2, 1))
    page.sheet.repeat_rows(heading, heading + 1)


def _collisions_words(collisions: Sequence[Collision]) -> str:
    count = len(collisions)
    told = "1 krock" if count == 1 else f"{count} krockar"
    return f"{told} på sidoplaceringar, se bladet {LIST_NAME}."


def _calendar(page: Page, timeline: Timeline, styles: TimelineStyles) -> int:
    """Two rows with years and months; returns the first."""
    heading, style = page.row, styles.months
    page.sheet.merge_range(heading, 0, heading + 1, 0, "Läkare", page.styles.heading)
    column = 1
    for year, months in groupby(timeline.months, key=lambda month: month.year):
        wide = 2 * len(list(months))
        page.sheet.merge_range(heading, column, heading, column + wide - 1, year, style)
        column += wide
    for index, month in enumerate(timeline.months):
        first = 1 + 2 * index
        page.sheet.merge_range(heading + 1, first, heading + 1, first + 1, _MONTHS[month.month - 1], style)
    page.row = heading + 2
    return heading


def _doctor(desk: Desk, page: Page, timeline: Timeline, bars: Sequence[Bar], styles: TimelineStyles) -> None:
    lanes = lanes_of(bars, timeline.months)
    doctor = bars[0].doctor
    for index, lane in enumerate(lanes):
        page.sheet.set_row(page.row, _LANE)
        if index == 0:
            page.write(page.row, 0, _name(desk, doctor), Kind.TEXT, styles.lane)
        for bar, span in lane:
            _bar(page, bar, span, styles)
        page.row += 1


def _name(desk: Desk, doctor: Doctor) -> Cell:
    return Cell(doctor.name, desk.link(doctor.place), doctor.place.text)


def _bar(page: Page, bar: Bar, span: Span, styles: TimelineStyles) -> None:
    first, last = 1 + span.first, 1 + span.last
    style = styles.bar(bar.kind, bool(bar.collisions), last - first >= _LEAST_WRAPPED)
    if first < last:
        page.sheet.merge_range(page.row, first, page.row, last, "", style)
    page.write(page.row, first, label(bar), Kind.TEXT, style)


def label(bar: Bar) -> str:
    """What stands in a bar: whether it collides, of what kind it is where that matters, and its name."""
    kinds: Mapping[BarKind, str] = {BarKind.SIDE: "sido: ", BarKind.LEAVE: "ledig: ", BarKind.PLACEMENT: ""}
    collides = f"krock {', '.join(map(str, bar.collisions))}: " if bar.collisions else ""
    return collides + kinds[bar.kind] + bar.name


def span_of(bar: Bar, months: Sequence[date]) -> Span:
    """The half months of which the bar has the middle; the one that it begins in where it has none."""
    start, end = _position(bar.start, months[0]), _position(bar.end, months[0]) + 1 / _HALF_DAYS
    first = int(start + 0.5)
    last = int(end + 0.5) - 1
    if last < first:
        first = last = int(start)
    most = 2 * len(months) - 1
    return Span(min(most, max(0, first)), min(most, max(0, last)))


def _position(day: date, zero: date) -> float:
    """The day in half months from the first month; the days of a half lie between its number and the next."""
    months = (day.year - zero.year) * 12 + day.month - zero.month
    half, into = (0, day.day - 1) if day.day < _MIDDLE else (1, day.day - _MIDDLE)
    return 2 * months + half + min(into, _HALF_DAYS - 1) / _HALF_DAYS


def lanes_of(bars: Iterable[Bar], months: Sequence[date]) -> list[list[tuple[Bar, Span]]]:
    """The bars in as few rows as they fit in side by side."""
    lanes: list[list[tuple[Bar, Span]]] = []
    spans = ((bar, span_of(bar, months)) for bar in bars)
    for bar, span in sorted(spans, key=lambda one: (one[1].first, one[1].last)):
        free = next((lane for lane in lanes if lane[-1][1].last < span.first), None)
        if free is None:
            free = []
            lanes.append(free)
        free.append((bar, span))
    return lanes


def _draw_list(desk: Desk, timeline: Timeline) -> None:
    widths = [column.width for column in _COLUMNS]
    lead = f"Alla placeringar som rör {timeline.first}–{timeline.last}, och krockarna på sidoplaceringar under listan."
    page = desk.page(LIST_NAME, LIST_NAME, lead, widths)
    page.row += 1
    area = page.table(Table("Placeringar", _COLUMNS, _bars(desk, timeline), "Inga placeringar."))
    page.section("Krockar på sidoplaceringar")
    page.table(Table("Krockar", _COLLISIONS, map(_collision, timeline.collisions), "Inga krockar."))
    page.set_up(frozen=(area.first, 1), heading=area.top)


def _collision(one: Collision) -> Row:
    return [f"krock {one.number}", one.where, len(one.doctors), one.start, one.end, ", ".join(one.doctors)]


def _bars(desk: Desk, timeline: Timeline) -> Iterator[Row]:
    for bar in timeline.bars:
        yield [
            bar.doctor.name,
            Cell(bar.name, desk.link(bar.place), bar.place.text),
            bar.kind.value,
            bar.start,
            bar.end,
            bar.site,
            bar.supervisor,
            bar.percent,
            ", ".join(map(str, bar.collisions)) or None,
        ]
