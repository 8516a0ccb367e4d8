"""The sheets about one piece of work each: a form with labels."""

from __future__ import annotations

from dataclasses import dataclass

from stexcel.fill.template.draft import Draft
from stexcel.fill.template.listing import format_of, restrict
from stexcel.fill.template.page import Column, Holds


@dataclass(frozen=True)
class Form:
    """A sheet with labels and answers; the width of a column is not used, its height is in lines."""

    sheet: str
    guide: str
    fields: tuple[tuple[Column, int], ...]


_PLAN = (
    (Column("Titel", 0), 1),
    (Column("Frågeställning", 0, "Vad du vill ta reda på, och varför."), 3),
    (Column("Metod", 0), 3),
)
_END = (
    (Column("Avsatt tid", 0, "Till exempel 10 veckor."), 1),
    (Column("Planerat", 0, "Datum eller terminer, till exempel HT26–VT27."), 1),
    (Column("Relevant för", 0, "De delmål som arbetet leder till."), 1),
    (Column("Redovisat (datum)", 0, holds=Holds.DAY), 1),
    (Column("Godkänt (datum)", 0, holds=Holds.DAY), 1),
    (Column("Kommentar", 0), 3),
)
FORMS = (
    Form(
        "Vetenskapligt arbete",
        "Planen för det vetenskapliga arbetet, från fråga till redovisning.",
        (*_PLAN, (Column("Handledare för arbetet", 0), 1), (Column("Kurs i forskningsmetodik", 0, "Kursens namn och "
         "datum."), 1), *_END),
    ),
    Form(
        "Kvalitetsarbete",
        "Planen för kvalitets- och utvecklingsarbetet, från problem till uppföljt resultat.",
        (*_PLAN, (Column("Handledare för arbetet", 0), 1), (Column("Resultat och uppföljning", 0), 3), *_END),
    ),
)  # fmt: skip
_FIRST = 3
_LINE_HEIGHT = 16
_PADDING = 6


def write_form(draft: Draft, form: Form) -> None:
    """The sheet."""
    sheet = draft.sheet(form.sheet)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    sheet.set_row(1, 20)
    sheet.merge_range(1, 0, 1, 1, form.guide, draft.styles.guide)
    for row, (column, lines) in enumerate(form.fields, start=_FIRST):
        sheet.set_row(row, lines * _LINE_HEIGHT + _PADDING)
        sheet.write(row, 0, column.heading, draft.styles.label)
        sheet.write_blank(row, 1, None, format_of(draft.styles, column))
        restrict(sheet, column, (row, 1, row, 1))
    sheet.print_area(0, 0, _FIRST + len(form.fields) - 1, 1)
