"""The questions that an assessment leaves open, as a workbook to answer in, or as a sheet for the unit's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from stexcel.ooxml import Column, NewSheet
from stexcel.spur.model import Question

SHEET = "SPUR"
"""What the sheet is called where the name is free; its headings tell the reader what it is."""
ANSWERS = ("Ja", "Nej", "Delvis")
HEADINGS = (("Kriterium", 11), ("Fråga", 64), ("Svar", 10), ("Dokument", 32), ("Datum", 14), ("Ansvarig", 22),
            ("Kommentar", 36))  # fmt: skip
_GUIDE = (
    "Svara Ja, Nej eller Delvis. Skriv vilket dokument som visar det, dess datum och vem som ansvarar för svaret.",
    "Svaren visas alltid som enhetens egen uppgift, skilda från det som programmet har kontrollerat.",
)
_ABOVE = 3
_CREATED = datetime(2026, 1, 1)
_INK, _ACCENT = "#1F2933", "#1F5A7A"


def questions_workbook(questions: Sequence[Question], unit_name: str | None) -> bytes:
    """A new workbook with the questions; it is read as a unit's own once it is filled in."""
    data = BytesIO()
    with Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"title": _title(unit_name), "created": _CREATED})
        base = {"font_name": "Calibri", "font_size": 11, "font_color": _INK, "valign": "top"}
        cell = book.add_format({**base, "border": 1, "border_color": "#C8D3DA", "text_wrap": True})
        day = book.add_format(
            {**base, "border": 1, "border_color": "#C8D3DA", "num_format": "yyyy-mm-dd", "align": "left"}
        )
        header = book.add_format(
            {**base, "bold": True, "font_color": "#FFFFFF", "bg_color": _ACCENT, "valign": "vcenter"}
        )
        sheet = book.add_worksheet(SHEET)
        sheet.write_string(0, 0, _title(unit_name), book.add_format({**base, "bold": True, "font_size": 16}))
        for row, text in enumerate(_GUIDE, start=1):
            sheet.write_string(row, 0, text, book.add_format(base))
        for column, (heading, width) in enumerate(HEADINGS):
            sheet.set_column(column, column, width)
            sheet.write_string(_ABOVE, column, heading, header)
        for row, question in enumerate(questions, start=_ABOVE + 1):
            sheet.write_string(row, 0, question.criterion, cell)
            sheet.write_string(row, 1, _asked(question), cell)
            for column, (heading, _) in enumerate(HEADINGS[2:], start=2):
                sheet.write_blank(row, column, None, day if heading == "Datum" else cell)
        _finish(sheet, _ABOVE + len(questions))
    return data.getvalue()


def _finish(sheet: Worksheet, last: int) -> None:
    """What helps whoever fills it in and prints it."""
    answer, end = [heading for heading, _ in HEADINGS].index("Svar"), len(HEADINGS) - 1
    if last > _ABOVE:
        sheet.data_validation(
            _ABOVE + 1, answer, last, answer,
            {"validate": "list", "source": list(ANSWERS), "error_title": "Inte i listan", "error_type": "warning",
             "error_message": "Svaret läses bara om det går att förstå som ja, nej eller delvis."},
        )  # fmt: skip
    sheet.autofilter(_ABOVE, 0, last, end)
    sheet.freeze_panes(_ABOVE + 1, 1)
    sheet.repeat_rows(_ABOVE)
    sheet.print_area(0, 0, last, end)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)


def questions_sheet(questions: Sequence[Question], unit_name: str | None, marker: str) -> NewSheet:
    """The questions as a sheet to add last in the unit's own workbook; ``marker`` is a name that no sheet there has."""
    return NewSheet(
        title=SHEET,
        columns=tuple(Column(heading, width) for heading, width in HEADINGS),
        rows=tuple((one.criterion, _asked(one), None, None, None, None, None) for one in questions),
        marker=marker,
        above=(_title(unit_name), *_GUIDE),
    )


def _title(unit_name: str | None) -> str:
    return f"Enhetens egna svar: {unit_name}" if unit_name else "Enhetens egna svar"


def _asked(question: Question) -> str:
    """The question, with what the files show against it."""
    return f"{question.question}\n{question.against}" if question.against else question.question
