"""The placements and the side rotations, with a time line that conditional formats draw beside the rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from stexcel.fill.template.draft import Draft
from stexcel.fill.template.listing import write_page
from stexcel.fill.template.page import HEADER_ROW, Column, Holds, Page
from stexcel.fill.template.start import START_DAY
from stexcel.rules.months import add_months

QUARTERS = 28
"""Seven years: the training, and some leave."""
_MONTHS_A_QUARTER = 3
_TIME_ROW = HEADER_ROW - 1
"""The days of the time line stand above the headings, which are those of the list alone."""
_WIDTH = 2.4
_SHARE, _FROM, _TO = "Grad", "Från", "Till"
_LENGTH, _SERVED = "Månader heltid", "Hittills"
_DAYS_A_MONTH = 30.4375
_BEGIN = Column(_FROM, 12, holds=Holds.DAY)
_END = Column(_TO, 12, "Sista dagen.", Holds.DAY)
_REST = (
    Column(_SHARE, 9, "Till exempel 100 %. Ledighet är 0 %.", Holds.PERCENT),
    Column("Delmål", 14, "De delmål som placeringen leder till, med komma emellan."),
)

PLACEMENTS = Page(
    "Tjänstgöringsplan",
    "En rad för varje placering på hemkliniken, och för ledighet (med graden 0 %). Placeringar på andra kliniker "
    "skrivs på fliken Sidotjänstgöring. Tidslinjen till höger ritas av sig själv, från ST-start på fliken Start.",
    (
        Column("Placering", 30, "Vad placeringen heter. Ledighet: skriv vilken."),
        Column("Plats", 16),
        _BEGIN,
        _END,
        *_REST,
        Column("Handledare", 20, "Den som handleder på plats."),
        Column(_LENGTH, 9, holds=Holds.MONTHS, name="Plan_manader"),
        Column(_SERVED, 9, holds=Holds.MONTHS, name="Plan_hittills"),
    ),
    30,
)
SIDE_ROTATIONS = Page(
    "Sidotjänstgöring",
    "En rad för varje placering på en annan klinik. Uppföljning och intyg fylls i när den är avslutad.",
    (
        Column("Sidotjänstgöring", 30, "Kliniken eller verksamheten."),
        Column("Plats", 16),
        _BEGIN,
        replace(_END, name="Sido_till"),
        *_REST,
        Column("Handledare", 20, "Handledaren på den andra kliniken."),
        Column("Uppföljd", 12, "Dagen då placeringen följdes upp.", Holds.DAY, name="Sido_uppfoljning"),
        Column("Intyg", 12, "Dagen då tjänstgöringen intygades.", Holds.DAY),
        Column(_LENGTH, 9, holds=Holds.MONTHS, name="Sido_manader"),
        Column(_SERVED, 9, holds=Holds.MONTHS, name="Sido_hittills"),
    ),
    20,
)


def write_plan(draft: Draft, page: Page) -> None:
    """A list of placements, the months that they are, and the time line."""
    sheet = write_page(draft, page)
    sheet.set_row(_TIME_ROW, 46)
    _months(draft, sheet, page)
    _time_line(draft, sheet, page)


def _months(draft: Draft, sheet: Worksheet, page: Page) -> None:
    """Months of full time for each row: all of them, and those up to today."""
    for row in range(page.first, page.last + 1):
        first, last, share = (
            xl_rowcol_to_cell(row, page.index(heading), col_abs=True) for heading in (_FROM, _TO, _SHARE)
        )
        part = f"IF(ISNUMBER({share}),IF({share}>1,{share}/100,{share}),1)"
        for heading, end in ((_LENGTH, last), (_SERVED, f"MIN({last},TODAY())")):
            months = f"MAX(0,{_months_between(first, f'({end}+1)')})"
            formula = f'=IF(AND(ISNUMBER({first}),ISNUMBER({last})),{months}*{part},"")'
            sheet.write_formula(row, page.index(heading), formula, draft.styles.months, "")


def _months_between(start: str, after: str) -> str:
    """Calendar months, and the days beyond them as a share of a month of average length."""
    months = f"(YEAR({after})-YEAR({start}))*12+MONTH({after})-MONTH({start})"
    return f"{months}+(DAY({after})-DAY({start}))/{_DAYS_A_MONTH}"


def _time_line(draft: Draft, sheet: Worksheet, page: Page) -> None:
    """A column for each quarter from the one in which the training starts; bars where a placement touches it."""
    left = len(page.columns)
    sheet.set_column(left, left + QUARTERS - 1, _WIDTH)
    days = _quarters(draft.content.doctor.start)
    for number, day in enumerate(days):
        before = xl_rowcol_to_cell(_TIME_ROW, left + number - 1)
        begin = f"DATE(YEAR({START_DAY}),1+3*INT((MONTH({START_DAY})-1)/3),1)"
        formula = f"EDATE({before},{_MONTHS_A_QUARTER})" if number else begin
        known = f"ISNUMBER({before})" if number else f"ISNUMBER({START_DAY})"
        sheet.write_formula(_TIME_ROW, left + number, f'=IF({known},{formula},"")', draft.styles.upright, day)
    for row in range(page.first, page.last + 1):
        for column in range(left, left + QUARTERS):
            sheet.write_blank(row, column, None, draft.styles.bar_cell)
    for column in range(left, left + QUARTERS):
        sheet.write_blank(HEADER_ROW, column, None, draft.styles.header)
    _bars(draft, sheet, page, left)
    sheet.print_area(0, 0, page.last, left + QUARTERS - 1)
    sheet.repeat_rows(_TIME_ROW, HEADER_ROW)


def _bars(draft: Draft, sheet: Worksheet, page: Page, left: int) -> None:
    """Filled for service, striped for leave."""
    first, last, share = (
        xl_rowcol_to_cell(page.first, page.index(heading), col_abs=True) for heading in (_FROM, _TO, _SHARE)
    )
    quarter = xl_rowcol_to_cell(_TIME_ROW, left, row_abs=True)
    inside = f"ISNUMBER({quarter}),ISNUMBER({first}),ISNUMBER({last}),{first}<EDATE({quarter},3),{last}>={quarter}"
    is_leave = f"AND(ISNUMBER({share}),{share}=0)"
    area = (page.first, left, page.last, left + QUARTERS - 1)
    for condition, style in ((is_leave, draft.styles.leave), (f"NOT({is_leave})", draft.styles.service)):
        sheet.conditional_format(*area, {"type": "formula", "criteria": f"=AND({inside},{condition})", "format": style})


def _quarters(start: date | None) -> list[int | str]:
    """The first days of the quarters as Excel counts days; empty texts while nobody knows the start."""
    if start is None:
        return [""] * QUARTERS
    begin = start.replace(month=start.month - (start.month - 1) % _MONTHS_A_QUARTER, day=1)
    return [(add_months(begin, _MONTHS_A_QUARTER * number) - date(1899, 12, 30)).days for number in range(QUARTERS)]
