"""The first sheet: who the resident is, who has signed, and how the programme has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from stexcel.fill.template.choices import COUNTS, SPECIALTIES, SPECIALTY, of_specialty
from stexcel.fill.template.content import Content
from stexcel.fill.template.draft import Draft
from stexcel.fill.template.listing import format_of, restrict
from stexcel.fill.template.page import Column, Holds

SHEET = "Start"
START_DAY = "ST_start"
SIGNED, REVISED = "Underskrifter_datum", "Revisioner_datum"
C_COUNT = "ST_antal_c"
_FORM_ROW, _SIDE = 3, 3
_REVISION_ROWS = 16
_ROW_HEIGHT = 20
_GUIDE = (
    "Så här använder du arbetsboken",
    "•  Fyll i flikarna i ordning. Hjälptexter och listor visas när du ställer dig i en cell.",
    "•  Skriv datum som 2026-03-12, och terminer som HT26.",
    "•  Skriv flera delmål med komma emellan, till exempel {codes}.",
    "•  Du får lägga till rader och egna kolumner. Ändra inte rubrikerna.",
    "•  Fliken Översikt räknar själv och säger vad som är kvar att göra.",
    "•  Skriv aldrig personnummer eller uppgifter om patienter.",
)
SIGNERS = (
    "Underskrift ST-läkare",
    "Underskrift huvudhandledare",
    "Godkänt av studierektor",
    "Godkänt av verksamhetschef",
)
_SIGNATURES = (
    Column("Underskrifter", 30),
    Column("Namn", 28),
    Column("Datum", 13, holds=Holds.DAY, name=SIGNED),
    Column("Signatur", 20),
)
_REVISIONS = (
    Column("Datum", 30, "Dagen då planen gicks igenom och ändrades.", Holds.DAY, name=REVISED),
    Column("Vad ändrades", 28),
    Column("Vem", 13),
    Column("Sign", 20),
)
"""Not headed as the signatures are: the rows stand beside labels such as ``Huvudhandledare``."""


@dataclass(frozen=True)
class Field:
    """A label, and what stands beside it."""

    column: Column
    value: str | float | date | None


def fields_of(content: Content) -> tuple[Field, ...]:
    """The facts about the resident."""
    doctor = content.doctor
    share = None if doctor.percent is None else doctor.percent / 100
    return (
        Field(Column("ST-läkare", 0, "För- och efternamn. Skriv aldrig personnummer.", name="ST_lakare"), doctor.name),
        Field(Column("Specialitet", 0, "Välj i listan.", choices=SPECIALTIES, name=SPECIALTY), content.specialty),
        Field(Column("Föreskrift", 0, "Mallen är gjord för den här föreskriften.", name="ST_foreskrift"),
              content.regulation),
        Field(Column("Enhet", 0, "Klinikens eller vårdcentralens namn.", name="ST_enhet"), doctor.unit),
        Field(Column("ST-start", 0, "Dagen då ST började.", Holds.DAY, name=START_DAY), doctor.start),
        Field(Column("Planerat slut", 0, "Dagen då ST beräknas vara klar.", Holds.DAY, name="ST_slut"), doctor.end),
        Field(Column("Tjänstgöringsgrad", 0, "Till exempel 100 % eller 80 %.", Holds.PERCENT, name="ST_grad"), share),
        Field(Column("Huvudhandledare", 0, "För- och efternamn.", name="ST_huvudhandledare"), doctor.supervisor),
        Field(Column("Studierektor", 0, "För- och efternamn.", name="ST_studierektor"), doctor.studierektor),
        Field(Column("Verksamhetschef", 0, "För- och efternamn.", name="ST_chef"), doctor.head),
        Field(Column("IUP upprättat", 0, "Dagen då den första planen var klar.", Holds.DAY, name="IUP_upprattat"),
              None),
    )  # fmt: skip


def write_start(draft: Draft) -> None:
    """The sheet."""
    sheet = draft.sheet(SHEET, "Individuellt utbildningsprogram (IUP)")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 42)
    sheet.set_column(2, 2, 3)
    for index, column in enumerate(_SIGNATURES, start=_SIDE):
        sheet.set_column(index, index, column.width)
    fields = fields_of(draft.content)
    last = _FORM_ROW + len(SIGNERS) + 2 + _REVISION_ROWS
    for row in range(1, last + 1):
        sheet.set_row(row, _ROW_HEIGHT)
    _form(draft, sheet, fields)
    _count(draft, sheet, fields)
    _guide(draft, sheet, _FORM_ROW + len(fields) + 2)
    _signatures(draft, sheet)
    _revisions(draft, sheet, last - _REVISION_ROWS)
    sheet.print_area(0, 0, last, _SIDE + len(_SIGNATURES) - 1)


def _form(draft: Draft, sheet: Worksheet, fields: Sequence[Field]) -> None:
    for row, field in enumerate(fields, start=_FORM_ROW):
        style = format_of(draft.styles, field.column)
        sheet.write(row, 0, field.column.heading, draft.styles.label)
        _value(sheet, row, field.value, style)
        restrict(sheet, field.column, (row, 1, row, 1))
        draft.book.define_name(field.column.name, f"={SHEET}!$B${row + 1}")


def _value(sheet: Worksheet, row: int, value: str | float | date | None, style: Format) -> None:
    """A fact as what it is: a name that begins with ``=`` is no formula."""
    if value is None:
        sheet.write_blank(row, 1, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, 1, value, style)
    elif isinstance(value, date):
        sheet.write_datetime(row, 1, value, style)
    else:
        sheet.write_number(row, 1, value, style)


def _count(draft: Draft, sheet: Worksheet, fields: Sequence[Field]) -> None:
    """How many c-delmål the chosen specialty has."""
    row = _FORM_ROW + len(fields)
    extent = draft.content.extents.get(draft.content.specialty or "")
    lookup = "=" + of_specialty(COUNTS, '""')
    sheet.write(row, 0, "Antal delmål i grupp c", draft.styles.label)
    sheet.write_formula(row, 1, lookup, draft.styles.fixed, extent.c_goals if extent else "")
    draft.book.define_name(C_COUNT, f"={SHEET}!$B${row + 1}")


def _guide(draft: Draft, sheet: Worksheet, row: int) -> None:
    """How to use the workbook, in the room that is left below the form."""
    codes = ", ".join([goal.code for goal in draft.content.goals][:2])
    text = "\n".join(_GUIDE).format(codes=codes)
    sheet.merge_range(row, 0, row + len(_GUIDE) - 1, 1, text, draft.styles.box)


def _signatures(draft: Draft, sheet: Worksheet) -> None:
    """The headings stand above the form, so that no label shares their row."""
    _headings(draft, sheet, _FORM_ROW - 1, _SIGNATURES, len(SIGNERS))
    for row, label in enumerate(SIGNERS, start=_FORM_ROW):
        sheet.write(row, _SIDE, label, draft.styles.label)


def _revisions(draft: Draft, sheet: Worksheet, row: int) -> None:
    sheet.write(row - 1, _SIDE, "Revisioner av IUP", draft.styles.section)
    _headings(draft, sheet, row, _REVISIONS, _REVISION_ROWS)


def _headings(draft: Draft, sheet: Worksheet, row: int, columns: Sequence[Column], rows: int) -> None:
    """A small table to the right of the form."""
    first, last = row + 1, row + rows
    for index, column in enumerate(columns, start=_SIDE):
        sheet.write(row, index, column.heading, draft.styles.header)
        for other in range(first, last + 1):
            sheet.write_blank(other, index, None, format_of(draft.styles, column))
        restrict(sheet, column, (first, index, last, index))
        if column.name:
            letter = chr(ord("A") + index)
            draft.book.define_name(column.name, f"={SHEET}!${letter}${first + 1}:${letter}${last + 1}")
