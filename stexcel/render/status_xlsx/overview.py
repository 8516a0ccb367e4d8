"""The front page: the lights and what to do this month beside two charts, and below them a row for every doctor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from xlsxwriter.utility import xl_range_abs

from stexcel.findings import Level
from stexcel.render.status_xlsx.chart_data import ChartData
from stexcel.render.status_xlsx.charts import assessments_chart, progress_chart
from stexcel.render.status_xlsx.desk import Desk
from stexcel.render.status_xlsx.styles import ARROWS, LEVELS, LIGHTS, light_word
from stexcel.render.xlsx.page import Page, pixels
from stexcel.render.xlsx.styles import Kind
from stexcel.render.xlsx.table import Area, Cell, Column, Row, Table
from stexcel.status.status import Action, Light, OverviewRow, Place, Sheet, Status

NAME = "Översikt"
SHARES = (
    Column("Kopplat", 9, Kind.PERCENT, "average"),
    Column("Bedömt", 9, Kind.PERCENT, "average"),
    Column("Klart", 9, Kind.PERCENT, "average"),
    Column("Väntat", 9, Kind.PERCENT, "average"),
)
"""How far a resident has come with the delmål."""
_FIRST_PAGE = (
    Column("Läkare", 26),
    Column("Läge", 13, palette=LIGHTS),
    Column("Orsaker", 42),
    Column("Bedömningar denna termin", 38),
    Column("Antal", 8, Kind.NUMBER, "sum"),
    Column("Mål", 7, Kind.NUMBER, "sum"),
    Column("Tid gjord", 8, Kind.PERCENT, "average"),
    *SHARES,
    Column("Senaste handledning", 14, Kind.DATE),
    Column("Krav", 7, Kind.NUMBER, "sum"),
    Column("Råd", 7, Kind.NUMBER, "sum"),
    Column("Trend", 22, Kind.CENTRED, palette=ARROWS),
)
_SECOND_PAGE = (
    Column("Specialitet", 22),
    Column("Föreskrift", 13),
    Column("Enhet", 18),
    Column("Handledare", 20),
    Column("Delmål", 8, Kind.NUMBER),
    Column("Start", 11, Kind.DATE),
    Column("Planerat slut", 11, Kind.DATE),
    Column("Slut vid planerad grad", 12, Kind.DATE),
    Column("Grad", 8, Kind.PERCENT),
    Column("Senaste revision", 11, Kind.DATE),
    Column("Lokala mål", 8, Kind.NUMBER, "sum"),
    Column("Upplysningar", 13, Kind.NUMBER, "sum"),
    Column("Undantag", 10, Kind.NUMBER, "sum"),
    Column("Ej kontrollerat (se Om)", 15, Kind.NUMBER, "sum"),
)
_COLUMNS = (*_FIRST_PAGE, *_SECOND_PAGE)
_ACTIONS = (
    Column("Vem", 26),
    Column("Senast", 13, Kind.DATE),
    Column("Att göra", 42),
    Column("Varför", 38),
    Column("Dagar sen", 8, Kind.NUMBER),
    Column("Nivå", 7, Kind.CENTRED, palette=LEVELS),
    Column("Regel", 8, Kind.CENTRED),
    Column("Visa", 9, Kind.CENTRED),
)
_BESIDE = len(_ACTIONS)
"""The column where the charts begin, beside what is to be done."""
_MOST_NAMED = 4
"""Doctors that an action names; of more it tells how many, and where to find them."""
_MOST_REASONS = 3
_NAMED = 2
_PROGRESS_PIXELS, _ASSESSMENTS_PIXELS, _GAP = 480, 360, 12
_PIXELS_PER_POINT = 4 / 3
OPEN = "öppna"


def draw_overview(desk: Desk, data: ChartData) -> None:
    """Draws the front page."""
    status = desk.status
    page = desk.page(
        NAME,
        f"ST-status: {status.unit_name}",
        f"Läget {status.day}. Färgen står också som ord. Andelarna är procent av delmålen: kopplat har både aktivitet "
        "och bedömning, bedömt har en genomförd bedömning, klart är det som IUP anger, väntat det som tiden talar för. "
        "Tomt betyder att uppgiften inte är känd.",
        [column.width for column in _COLUMNS],
        len(_FIRST_PAGE),
    )
    page.remarks(status.remarks)
    high, notes = _charts(page, status, data)
    top, page.wide = page.row, _BESIDE
    lights = _lights(page, status)
    page.section(Sheet.ACTIONS.value)
    page.remarks(desk.kept_back(Sheet.ACTIONS))
    nothing = desk.nothing(Sheet.ACTIONS, "Inget att göra just nu.")
    page.table(Table("Atgarder", _ACTIONS, (_action(desk, one) for one in status.actions), nothing))
    for note in notes:
        page.sentence(note)
    while page.points(top, page.row) * _PIXELS_PER_POINT < high:
        page.row += 1
    page.wide = len(_FIRST_PAGE)
    page.section("ST-läkarna", new_page=True)
    area = page.table(Table("Lakare", _COLUMNS, _rows(desk), "Inga IUP lästa.", bars=(9,)))
    _count_lights(page, status, lights, area)
    page.set_up(frozen=(1, 1), heading=area.top)
    page.sheet.repeat_columns(0)
    _print_areas(desk, page, area)


def _lights(page: Page, status: Status) -> int:
    """The lights with what they mean; returns the first of their rows."""
    page.section("Läget i enheten")
    meaning = dict(status.about.light_rules)
    first = page.row
    for light in sorted(Light, key=lambda light: light.rank):
        page.write(page.row, 0, light_word(light), Kind.TEXT)
        text = meaning.get(light, "")
        page.sheet.merge_range(page.row, 2, page.row, page.wide - 1, "", page.styles.cells[Kind.TEXT])
        page.write(page.row, 2, text, Kind.TEXT)
        page.fit(page.row, text, 2, page.wide)
        page.row += 1
    page.colour((first, 0, page.row - 1, 0), LIGHTS)
    page.write(page.row, 0, "Rader i tabellen nedan", Kind.TEXT, page.styles.strong)
    page.row += 1
    return first


def _count_lights(page: Page, status: Status, first: int, area: Area) -> None:
    """How many there are of each light, counted in the table of doctors."""
    lights = sorted(Light, key=lambda light: light.rank)
    counted = xl_range_abs(area.first, 1, area.last, 1)
    for number, light in enumerate(lights):
        count = sum(row.judgement.light is light for row in status.overview)
        page.formula(first + number, 1, f"=COUNTIF({counted},A{first + number + 1})", count)
    below = first + len(lights)
    page.formula(below, 1, f"=SUM(B{first + 1}:B{below})", len(status.overview))


def _action(desk: Desk, one: Action) -> Row:
    why = [one.why]
    others = _others(one)
    if len(others) > _MOST_NAMED:
        why.append(f"Gäller {len(one.doctors)} ST-läkare; filtrera på {one.code} i Fynd.")
    elif others:
        why.append(f"Gäller{' också' if len(others) < len(one.doctors) else ''} {', '.join(others)}.")
    elif one.more:
        why.append(f"Ytterligare {one.more} av samma slag.")
    return [
        one.who,
        one.due,
        one.what[:1].upper() + one.what[1:],
        " ".join(why).strip(),
        one.overdue_days or None,
        one.level.value,
        one.code,
        opening(desk, one.place),
    ]


def opening(desk: Desk, place: Place) -> Cell | None:
    """A cell of its own that opens the place: LibreOffice breaks no lines in cells with links."""
    link = desk.link(place)
    return Cell(OPEN, link, place.text) if link else None


def _others(one: Action) -> Sequence[str]:
    """The doctors whom the action is about and who are not named as those who do it."""
    named, more = one.doctors[:_NAMED], one.doctors[_NAMED:]
    if one.who == f"{', '.join(named)} och {len(more)} till":
        return more
    return [name for name in one.doctors if name != one.who]


def _charts(page: Page, status: Status, data: ChartData) -> tuple[int, list[str]]:
    """The charts one above the other to the right of what follows; gives their height, and what is to be said."""
    width = pixels(page.widths[_BESIDE : len(_FIRST_PAGE)]) - 8
    drawn = (
        (progress_chart(page.styles.book, status, data), _PROGRESS_PIXELS, "delmål mot tid: inga tider är kända."),
        (assessments_chart(page.styles.book, status, data), _ASSESSMENTS_PIXELS, "bedömningar: inga är kända."),
    )
    high, notes = 0, []
    for chart, size, unknown in drawn:
        if chart is None:
            notes.append(f"Inget diagram över {unknown}")
            continue
        chart.drawn.set_size({"width": width, "height": size})
        page.chart(chart.drawn, _BESIDE, chart.description, below=high + _GAP)
        high += size + _GAP
        notes += [chart.note] if chart.note else []
    return high + _GAP, notes


def _rows(desk: Desk) -> Iterator[Row]:
    for row in desk.status.overview:
        yield [*_first_page(desk, row), *_second_page(row)]


def _first_page(desk: Desk, row: OverviewRow) -> Row:
    term = row.term
    return [
        Cell(row.doctor.name, desk.link(row.doctor.place), row.doctor.place.text),
        light_word(row.judgement.light),
        told_reasons(row.judgement.reasons),
        _term_text(row),
        term.made if term else None,
        term.wanted if term else None,
        row.served,
        row.linked,
        row.assessed,
        row.done,
        row.expected,
        row.last_supervision,
        *_levels(row.findings, Level.KRAV, Level.RAD),
        f"{row.arrow.sign} {row.arrow.value}",
    ]


def told_reasons(reasons: Sequence[str], rest: str = "se Fynd") -> str:
    """The weightiest ones, and where the others are told; with all of them few doctors would fit on a page."""
    more = len(reasons) - _MOST_REASONS
    told = [*reasons[:_MOST_REASONS], *([f"Och {more} till, {rest}."] if more > 0 else [])]
    return " ".join(told)


def _second_page(row: OverviewRow) -> Row:
    return [
        row.specialty,
        row.regulation,
        row.unit,
        row.supervisor,
        row.delmal or None,
        row.start,
        row.planned_end,
        row.end_at_fte,
        row.percent,
        row.last_revision,
        *_levels(row.findings, Level.LOKAL, Level.INFO),
        row.silenced,
        len(row.not_checked),
    ]


def _levels(findings: Mapping[Level, int], *levels: Level) -> list[int | None]:
    """The numbers of findings; empty where nothing was checked."""
    return [findings.get(level) for level in levels]


def _term_text(row: OverviewRow) -> str | None:
    term = row.term
    if term is None:
        return None
    methods = ", ".join(f"{one.method} {one.count}" for one in term.methods)
    return f"{term.name}: {term.word}" + (f" ({methods})" if methods else "")


def _print_areas(desk: Desk, page: Page, area: Area) -> None:
    """The second half of the table is printed after the first, with the names repeated."""
    sheet, half, last = page.quoted_name, len(_FIRST_PAGE), len(_COLUMNS) - 1
    areas = (xl_range_abs(0, 0, area.bottom, half - 1), xl_range_abs(area.top, half, area.bottom, last))
    desk.styles.book.define_name(f"{NAME}!_xlnm.Print_Area", "=" + ",".join(f"{sheet}!{one}" for one in areas))
