"""Assessments: the unit per term, doctors against the goal, who assesses, and every doctor's by term and method."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xlsxwriter.utility import xl_col_to_name

from stexcel.render.status_xlsx.chart_data import ChartData
from stexcel.render.status_xlsx.charts import assessments_chart
from stexcel.render.status_xlsx.desk import Desk
from stexcel.render.status_xlsx.styles import TERMS
from stexcel.render.xlsx.page import Page
from stexcel.render.xlsx.styles import Kind
from stexcel.render.xlsx.table import Cell, Column, Row, Table
from stexcel.status.status import Assessments, Assessor, DoctorTerms, TermStanding

NAME, LIST_NAME, ASSESSORS_NAME = "Bedömningar", "Bedömningar per metod", "Bedömare"
_NAME_WIDTH, _WIDTH, _SUM_WIDTH = 24.0, 10.0, 9.0
_LEAST = 8
"""Columns that there is room for at the least, so that the chart is not wider than the tables."""


def draw_assessments(desk: Desk, data: ChartData) -> None:
    """Draws both sheets."""
    counted = desk.status.assessments
    if counted is None:
        page = desk.page(NAME, NAME, "Genomförda bedömningar.", [100.0])
        page.sentence(desk.nothing(NAME, "Inga bedömningar är kända."))
        page.set_up()
        return
    _draw_unit(desk, counted, data)
    _draw_list(desk, counted)
    _draw_assessors(desk, counted)


def _draw_unit(desk: Desk, counted: Assessments, data: ChartData) -> None:
    across = max(_LEAST, 2 * len(counted.terms))
    lead = (
        f"Genomförda bedömningar. Målet är {counted.per_term} per termin och läkare, lägre där bara en del av terminen "
        "räknas (ledighet, start eller slut). Den pågående terminen bedöms när den är slut."
    )
    page = desk.page(NAME, NAME, lead, [_NAME_WIDTH, *[_WIDTH] * across])
    page.remarks(_undated(counted))
    drawn = assessments_chart(page.styles.book, desk.status, data)
    if drawn is not None:
        page.section("Enheten per termin")
        drawn.drawn.set_size({"width": 860, "height": 300})
        page.chart(drawn.drawn, 0, drawn.description)
        page.row += 16
    page.section("Per ST-läkare och termin")
    area = page.table(_standing(desk, counted))
    page.set_up(frozen=(1, 1), heading=area.top)


def _undated(counted: Assessments) -> Iterator[str]:
    if counted.undated:
        are = "bedömning saknar" if counted.undated == 1 else "bedömningar saknar"
        yield f"{counted.undated} {are} datum och räknas inte till någon termin."


def _without_assessor(counted: Assessments) -> Iterator[str]:
    if counted.without_assessor:
        are = "bedömning saknar" if counted.without_assessor == 1 else "bedömningar saknar"
        yield f"{counted.without_assessor} {are} namn på den som har bedömt."


def _standing(desk: Desk, counted: Assessments) -> Table:
    """A pair of columns for each term: the number and how it went against the goal."""
    columns = [Column("Läkare", _NAME_WIDTH)]
    for term in counted.terms:
        outcome = Column(f"{term} mot mål", _WIDTH, Kind.CENTRED, palette=TERMS)
        columns += [Column(term, _WIDTH, Kind.NUMBER, "sum"), outcome]
    rows = (_standing_row(desk, one) for one in counted.doctors)
    return Table("Terminer", columns, rows, "Inga ST-läkare.")


def _standing_row(desk: Desk, one: DoctorTerms) -> Row:
    cells: list[Cell | str | int | None] = [Cell(one.doctor.name, desk.link(one.doctor.place), one.doctor.place.text)]
    for term in one.terms:
        cells += [term.made, term.word] if term else [None, None]
    return cells


def _draw_assessors(desk: Desk, counted: Assessments) -> None:
    columns = (
        Column("Bedömare", _NAME_WIDTH),
        Column("Antal", _WIDTH, Kind.NUMBER, "sum"),
        Column("Läkare", _WIDTH, Kind.NUMBER),
        Column("Senast", _WIDTH + 1, Kind.DATE),
        *_methods(counted),
    )
    lead = "Vem som bedömer, hur ofta och med vilka metoder. Olika skrivsätt av samma namn är sammanförda."
    page = desk.page(ASSESSORS_NAME, ASSESSORS_NAME, lead, [column.width for column in columns])
    page.remarks(_without_assessor(counted))
    page.row += 1
    rows = (_assessor(one, counted) for one in counted.assessors)
    nothing = desk.nothing(NAME, "Inga bedömare angivna.")
    area = page.table(Table("Bedomare", columns, rows, nothing, bars=(1,)))
    page.set_up(frozen=(area.first, 1), heading=area.top)


def _methods(counted: Assessments) -> list[Column]:
    """A column for each method, wide enough for its longest word."""
    return [
        Column(method, max(_SUM_WIDTH, 1.15 * max(map(len, method.split()), default=0) + 1), Kind.NUMBER, "sum")
        for method in counted.methods
    ]


def _assessor(one: Assessor, counted: Assessments) -> Row:
    made = {method.method: method.count for method in one.methods}
    methods = [made.get(method) for method in counted.methods]
    return [one.name, one.count, len(one.doctors), one.last, *methods]


def _draw_list(desk: Desk, counted: Assessments) -> None:
    columns = (
        Column("Läkare", _NAME_WIDTH),
        Column("Termin", 12, Kind.CENTRED),
        *_methods(counted),
        Column("Summa", _SUM_WIDTH, Kind.NUMBER, "sum"),
        Column("Mål", _SUM_WIDTH, Kind.NUMBER, "sum"),
        Column("Utfall", 12, Kind.CENTRED, palette=TERMS),
    )
    lead = "En rad per ST-läkare och termin, en kolumn per metod. Filtrera på läkare eller termin; summorna följer med."
    page = desk.page(LIST_NAME, LIST_NAME, lead, [column.width for column in columns])
    page.row += 1
    heat = (2, 1 + len(counted.methods)) if counted.methods else None
    nothing = desk.nothing(NAME, "Inga bedömningar.")
    table = Table("BedomningarPerMetod", columns, _list_rows(page, counted), nothing, heat)
    area = page.table(table)
    page.set_up(frozen=(area.first, 1), heading=area.top)


def _list_rows(page: Page, counted: Assessments) -> Iterator[Row]:
    """The terms of every doctor, and what has no day; the sum is a formula over the row."""
    made = _by_doctor(counted)
    last = xl_col_to_name(1 + len(counted.methods))
    at = page.row + 1
    for doctor in counted.doctors:
        terms = made.get(doctor.doctor.key, {})
        standing = dict(zip(counted.terms, doctor.terms, strict=True))
        for term in (*counted.terms, *(term for term in terms if term not in standing)):
            if term not in terms and standing.get(term) is None:
                continue
            at += 1
            numbers = _per_method(terms.get(term, {}), counted, f"=SUM(C{at}:{last}{at})")
            yield [doctor.doctor.name, term, *numbers, *_goal(standing.get(term))]


def _by_doctor(counted: Assessments) -> Mapping[str, Mapping[str, Mapping[str, int]]]:
    """How many assessments by the doctor's key, term and method."""
    made: dict[str, dict[str, dict[str, int]]] = {}
    for one in counted.counts:
        methods = made.setdefault(one.doctor.key, {}).setdefault(one.term, {})
        methods[one.method] = methods.get(one.method, 0) + one.count
    return made


def _per_method(methods: Mapping[str, int], counted: Assessments, formula: str) -> list[Cell | int | None]:
    numbers = [methods.get(method) for method in counted.methods]
    total = sum(number or 0 for number in numbers)
    return [*numbers, Cell(total, formula=formula if numbers else "")]


def _goal(term: TermStanding | None) -> list[int | str | None]:
    return [term.wanted, term.word] if term else [None, None]
