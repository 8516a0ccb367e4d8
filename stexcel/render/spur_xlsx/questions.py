"""What is left to answer, with room for the answers under the headings that the unit's workbook has."""

from __future__ import annotations

from stexcel.render.spur_questions import ANSWERS
from stexcel.render.spur_words import names
from stexcel.render.spur_xlsx.desk import Desk
from stexcel.render.xlsx.styles import Kind
from stexcel.render.xlsx.table import Column, Row, Table
from stexcel.spur.model import Question

NAME = "Frågor"
_ANSWER = 4
"""The column for the answer."""
_COLUMNS = (
    Column("Kriterium", 10, Kind.CENTRED),
    Column("Föreskrift", 15),
    Column("Fråga", 56),
    Column("Talar emot i underlaget", 36),
    Column("Svar", 10, Kind.CENTRED),
    Column("Dokument", 24),
    Column("Datum", 12, Kind.DATE),
    Column("Ansvarig", 18),
    Column("Kommentar", 26),
)


def draw_questions(desk: Desk) -> None:
    """Draws the list; the answers are for the unit to fill in, in its own workbook."""
    lead = (
        "Det som filerna inte visar. Svaren skrivs i enhetens arbetsbok, på bladet ”SPUR” som har samma rubriker, och "
        "visas sedan som enhetens egen uppgift."
    )
    page = desk.page(NAME, NAME, lead, [column.width for column in _COLUMNS])
    page.row += 1
    rows = (_row(desk, one) for one in desk.inspection.questions)
    area = page.table(Table("Fragor", _COLUMNS, rows, "Inga frågor är obesvarade."))
    if area.rows:
        page.sheet.data_validation(
            area.first, _ANSWER, area.last, _ANSWER, {"validate": "list", "source": list(ANSWERS)}
        )
    page.set_up(frozen=(area.first, 1), heading=area.top)


def _row(desk: Desk, one: Question) -> Row:
    blank = (None,) * (len(_COLUMNS) - _ANSWER)
    return [desk.criterion(one.criterion), names(one.regulations), one.question, one.against, *blank]
