"""Makes ``templates/enhet.xlsx``, the workbook in which a unit keeps its registers. Same input, same bytes.

Run it from the root of the checkout after any change: ``python tools/make_unit_template.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.regelverk import load, load_guides, load_spur

TARGET = Path(__file__).resolve().parents[1] / "templates" / "enhet.xlsx"
LISTS = "Listor"
HEADER_ROW = 3
ROWS = 30
"""Rows to fill in; the table grows by itself when there are more."""
REQUIRED = (
    "Riktlinje för hur ST genomförs",
    "Riktlinje för bedömning av ST-läkarnas kompetens",
    "Riktlinje för tolkning av målbeskrivningen",
    "Uppdragsbeskrivning för studierektor",
    "Instruktion för handledning",
)
STATES = ("Ej påbörjad", "Pågår", "Genomförd")
ANSWERS = ("Ja", "Nej", "Delvis")
_CREATED = datetime(2026, 1, 1)
_INK, _ACCENT, _PALE = "#1F2933", "#1F5A7A", "#E8F0F5"


@dataclass(frozen=True)
class Choice:
    """A column of allowed values on the sheet of lists, or a column of another sheet."""

    source: str
    strict: bool = True


@dataclass(frozen=True)
class Column:
    """A heading, its width in characters, and what may stand below it."""

    heading: str
    width: int
    hint: str = ""
    choice: Choice | None = None
    is_date: bool = False
    or_missing: bool = False


@dataclass(frozen=True)
class Page:
    """A register: the sheet's name, what to write there, and the columns. ``prefilled`` are the first cells of rows."""

    name: str
    guide: str
    columns: tuple[Column, ...]
    prefilled: tuple[tuple[str, ...], ...] = ()
    rows: int = ROWS


SPECIALTY, REGULATION, CRITERION, STATE, ANSWER = (
    Choice(f"={LISTS}!${column}$2:${column}${{last}}") for column in "ABCDE"
)
SUPERVISOR = Choice(f"=Handledare!$A${HEADER_ROW + 2}:$A${HEADER_ROW + 1 + ROWS}", strict=False)
_DATE_OR_MISSING = "Datum, till exempel 2024-03-12. Skriv Saknas om det inte finns."

PAGES = (
    Page(
        "Handledare",
        "En rad för varje handledare på enheten, även de som inte har någon ST-läkare just nu. Vem som är "
        "huvudansvarig för vem skrivs på fliken ST-läkare.",
        (
            Column("Namn", 28, "För- och efternamn, utan titel."),
            Column("Specialistkompetens", 32, "Välj ur listan.", Choice(SPECIALTY.source, strict=False)),
            Column("Handledarutbildning (datum)", 20, _DATE_OR_MISSING, is_date=True, or_missing=True),
            Column("Senaste fortbildning i handledning", 22, _DATE_OR_MISSING, is_date=True, or_missing=True),
            Column("Kommentar", 36),
        ),
    ),
    Page(
        "Styrdokument",
        "De fem dokument som en granskning frågar efter står redan här. Skriv datum för beslut eller senaste ändring, "
        "eller Saknas. Lägg till egna rader under.",
        (
            Column("Dokument", 52),
            Column("Fastställt eller reviderat", 22, _DATE_OR_MISSING, is_date=True, or_missing=True),
            Column("Ansvarig", 26),
            Column("Länk", 40, "Var dokumentet finns."),
        ),
        tuple((title,) for title in REQUIRED),
        20,
    ),
    Page(
        "Extern granskning",
        "En rad för varje gång någon utanför enheten har granskat utbildningen, till exempel en SPUR-inspektion.",
        (
            Column("Granskning", 40, "Till exempel SPUR-inspektion."),
            Column("Datum", 16, "Dagen för besöket.", is_date=True),
            Column("Kommentar", 50),
        ),
        rows=15,
    ),
    Page(
        "Handlingsplan",
        "En rad för varje åtgärd efter en granskning. Ändra status till Genomförd när den är klar.",
        (
            Column("Kriterium", 11, "Kriteriets beteckning i SPUR-modellen, till exempel D6.", CRITERION),
            Column("Brist", 38),
            Column("Planerad åtgärd", 38),
            Column("Datum för genomförande", 16, "Senaste dag.", is_date=True),
            Column("Ansvarig", 20),
            Column("Datum för uppföljning", 16, is_date=True),
            Column("Ansvarig för uppföljning", 20),
            Column("Status", 14, "Ej påbörjad, Pågår eller Genomförd.", STATE),
        ),
    ),
    Page(
        "ST-läkare",
        "En rad för varje ST-läkare. Skriv namnen som i ST-läkarnas egna IUP, och välj huvudhandledare ur fliken "
        "Handledare.",
        (
            Column("Namn", 28, "För- och efternamn, som i IUP."),
            Column("Specialitet", 32, "Välj ur listan.", Choice(SPECIALTY.source, strict=False)),
            Column("Föreskrift", 18, "Den som ST görs enligt.", REGULATION),
            Column("ST-start", 16, is_date=True),
            Column("Huvudhandledare", 28, "Samma namn som på fliken Handledare.", SUPERVISOR),
        ),
    ),
    Page(
        "SPUR",
        "Enhetens egna svar inför en inspektion: en rad för varje kriterium. Det mesta bedöms ur IUP och de andra "
        "flikarna; svara på det som filerna inte visar. Svaren visas alltid som enhetens egen uppgift.",
        (
            Column("Kriterium", 11, "Kriteriets beteckning i SPUR-modellen.", CRITERION),
            Column("Fråga", 64),
            Column("Svar", 10, "Ja, Nej eller Delvis. Tomt är inte besvarat.", ANSWER),
            Column("Dokument", 32, "Det som visar att svaret stämmer, och var det finns."),
            Column("Datum", 14, "Dokumentets datum, annars dagen för svaret.", is_date=True),
            Column("Ansvarig", 22, "Den som står för svaret."),
            Column("Kommentar", 36),
        ),
        tuple((criterion, load_guides()[criterion].question) for criterion in load_spur().criteria),
        len(load_spur().criteria),
    ),
)
LEADERS = (
    ("Enhet", "Klinikens eller vårdcentralens namn.", None),
    ("Verksamhetschef", "För- och efternamn.", None),
    ("Studierektor", "För- och efternamn.", None),
    ("Specialistkompetens", "Studierektorns. Välj ur listan.", "specialty"),
    ("Handledarutbildning (datum)", _DATE_OR_MISSING, "date"),
    ("Studierektorsutbildning (datum)", _DATE_OR_MISSING, "date"),
    (
        "Första ST-läkaren anställdes (datum)",
        "När enheten fick sin första ST-läkare. Behövs bara för nya enheter.",
        "date",
    ),
)
GUIDE = (
    ("Så här använder du arbetsboken", True),
    ("Spara en kopia under enhetens namn, i samma mapp som ST-läkarnas IUP eller i mappen ovanför.", False),
    ("Fyll i flikarna i ordning. Listor och hjälptexter visas när du ställer dig i en cell.", False),
    ("Skriv datum som 2024-03-12. Skriv Saknas där något inte finns, så ser alla att frågan är ställd.", False),
    ("Du får lägga till rader och egna kolumner. Ändra inte rubrikerna.", False),
    ("Skriv aldrig personnummer eller uppgifter om patienter.", False),
    ("", False),
    ("Det som kontrolleras", True),
    ("att de som har huvudansvar har gått utbildning i handledning och har rätt specialitet,", False),
    ("att ingen har för många, och att namnen stämmer med det som står i IUP,", False),
    ("att de skriftliga underlagen finns, att granskningen inte är för gammal och att planen följs.", False),
    ("Svaren på fliken SPUR kontrolleras inte. De visas i inspektionsunderlaget som enhetens egen uppgift.", False),
)


def make(target: Path) -> None:
    """Writes the template."""
    book = Workbook(target.as_posix())
    book.set_properties({"title": "Enhetens arbetsbok", "created": _CREATED})
    styles = _styles(book)
    lists = _lists()
    _guide(book.add_worksheet("Läs mig"), styles)
    _page(book, PAGES[0], styles, lists)
    _leaders(book.add_worksheet("Studierektor"), styles, lists)
    for page in PAGES[1:]:
        _page(book, page, styles, lists)
    _list_sheet(book.add_worksheet(LISTS), lists)
    book.close()


def _styles(book: Workbook) -> dict[str, Format]:
    base = {"font_name": "Calibri", "font_size": 11, "font_color": _INK, "valign": "top"}
    thin = {"border": 1, "border_color": "#C8D3DA"}
    return {
        "title": book.add_format({**base, "bold": True, "font_size": 16, "font_color": _ACCENT}),
        "guide": book.add_format({**base, "text_wrap": True, "italic": True}),
        "text": book.add_format({**base, "text_wrap": True}),
        "strong": book.add_format({**base, "bold": True, "font_size": 13, "font_color": _ACCENT}),
        "header": book.add_format({**base, **thin, "bold": True, "text_wrap": True, "font_color": "#FFFFFF",
                                   "bg_color": _ACCENT, "valign": "vcenter"}),
        "label": book.add_format({**base, **thin, "bold": True, "bg_color": _PALE}),
        "cell": book.add_format({**base, **thin, "text_wrap": True}),
        "date": book.add_format({**base, **thin, "num_format": "yyyy-mm-dd", "align": "left"}),
        "late": book.add_format({"bg_color": "#FCE8C8"}),
    }  # fmt: skip


def _lists() -> dict[str, Sequence[str]]:
    """The allowed values by the heading of their column on the sheet of lists."""
    return {
        "Specialitet": sorted(load().specialties, key=str.casefold),
        "Föreskrift": (SOSFS_2015, HSLF_2021),
        "Kriterium": tuple(load_spur().criteria),
        "Status": STATES,
        "Svar": ANSWERS,
    }


def _list_sheet(sheet: Worksheet, lists: dict[str, Sequence[str]]) -> None:
    for column, (heading, values) in enumerate(lists.items()):
        sheet.write_column(0, column, [heading, *values])
    sheet.hide()


def _guide(sheet: Worksheet, styles: dict[str, Format]) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 100)
    sheet.set_row(0, 30)
    sheet.write(0, 0, "Enhetens arbetsbok för ST", styles["title"])
    for row, (text, strong) in enumerate(GUIDE, start=2):
        shown = f"•  {text}" if text and not strong else text
        sheet.write(row, 0, shown, styles["strong" if strong else "text"])
    _print(sheet, landscape=False)


def _leaders(sheet: Worksheet, styles: dict[str, Format], lists: dict[str, Sequence[str]]) -> None:
    """The form about the unit and its studierektor."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, 1, 44)
    sheet.set_row(0, 26)
    sheet.write(0, 0, "Studierektor och enhet", styles["title"])
    for row, (label, hint, kind) in enumerate(LEADERS, start=2):
        sheet.set_row(row, 20)
        sheet.write(row, 0, label, styles["label"])
        sheet.write_blank(row, 1, None, styles["date" if kind == "date" else "cell"])
        column = Column(label, 0, hint, Choice(SPECIALTY.source, strict=False) if kind == "specialty" else None,
                        kind == "date", kind == "date")  # fmt: skip
        _validate(sheet, column, (row, 1, row, 1), lists)
    _print(sheet, landscape=False)


def _page(book: Workbook, page: Page, styles: dict[str, Format], lists: dict[str, Sequence[str]]) -> None:
    """One register: title, guidance, headings that stay in view, and rows to fill in."""
    sheet = book.add_worksheet(page.name)
    sheet.hide_gridlines(2)
    sheet.write(0, 0, page.name, styles["title"])
    sheet.merge_range(1, 0, 1, len(page.columns) - 1, page.guide, styles["guide"])
    sheet.set_row(0, 26)
    sheet.set_row(1, 32)
    sheet.set_row(HEADER_ROW, 34)
    last = HEADER_ROW + page.rows
    for index, column in enumerate(page.columns):
        sheet.set_column(index, index, column.width)
        sheet.write(HEADER_ROW, index, column.heading, styles["header"])
        for row in range(HEADER_ROW + 1, last + 1):
            sheet.write_blank(row, index, None, styles["date" if column.is_date else "cell"])
        _validate(sheet, column, (HEADER_ROW + 1, index, last, index), lists)
    for row, texts in enumerate(page.prefilled, start=HEADER_ROW + 1):
        sheet.write_row(row, 0, texts, styles["cell"])
    sheet.autofilter(HEADER_ROW, 0, last, len(page.columns) - 1)
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    sheet.repeat_rows(HEADER_ROW)
    sheet.print_area(0, 0, last, len(page.columns) - 1)
    _mark_late(sheet, page, styles, last)
    _print(sheet, landscape=True)


def _mark_late(sheet: Worksheet, page: Page, styles: dict[str, Format], last: int) -> None:
    """Colours the actions whose date has passed; the date and the status still say it in words."""
    headings = [column.heading for column in page.columns]
    if "Status" not in headings:
        return
    due, state = headings.index("Datum för genomförande"), headings.index("Status")
    first = HEADER_ROW + 1
    due_cell, state_cell = (xl_rowcol_to_cell(first, column, col_abs=True) for column in (due, state))
    sheet.conditional_format(
        first, 0, last, len(headings) - 1,
        {"type": "formula", "criteria": f'=AND(ISNUMBER({due_cell}),{due_cell}<TODAY(),{state_cell}<>"{STATES[-1]}")',
         "format": styles["late"]},
    )  # fmt: skip


def _validate(
    sheet: Worksheet, column: Column, area: tuple[int, int, int, int], lists: dict[str, Sequence[str]]
) -> None:
    """What may be written in the cells, and the help that shows when one is chosen."""
    rule: dict[str, Any] = {"validate": "any"}
    cell = xl_rowcol_to_cell(area[0], area[1])
    if column.choice is not None:
        source = column.choice.source.replace("{last}", str(_last_row(column.choice, lists)))
        rule = {"validate": "list", "source": source, "error_title": "Inte i listan"}
        rule["error_message"] = "Välj ett värde i listan."
        if not column.choice.strict:
            rule |= {"error_type": "warning", "error_message": "Värdet finns inte i listan. Är det rätt stavat?"}
    elif column.is_date:
        missing = f',{cell}="Saknas"' if column.or_missing else ""
        rule = {"validate": "custom", "value": f"=OR(AND(ISNUMBER({cell}),{cell}>32874){missing})"}
        rule |= {
            "error_title": "Inget datum",
            "error_message": column.hint if column.or_missing else "Skriv ett datum, till exempel 2024-03-12.",
        }
    if column.hint:
        rule |= {"input_title": column.heading[:32], "input_message": column.hint}
    if rule["validate"] != "any" or column.hint:
        sheet.data_validation(*area, rule)


def _last_row(choice: Choice, lists: dict[str, Sequence[str]]) -> int:
    """The last row of the list that a choice is made from."""
    column = choice.source.partition("$")[2][:1]
    values = list(lists.values())
    index = ord(column) - ord("A")
    return len(values[index]) + 1 if index < len(values) else 1


def _print(sheet: Worksheet, *, landscape: bool) -> None:
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.set_footer("&L&A&RSida &P av &N")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
