"""What differs between IUPs and certificates as a list in Excel."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from io import BytesIO

from xlsxwriter import Workbook

from stexcel.intyg.remarks import Difference
from stexcel.intyg.result import CheckedRun
from stexcel.own_results import MARK
from stexcel.render.excel_sheet import EXCEL, Cell, Column, Sheet, Styles
from stexcel.render.words import shown_path

_REMARKS = (
    Column("ST-läkare", 24),
    Column("Vad", 26),
    Column("Text", 70),
    Column("IUP", 34),
    Column("Blad", 16),
    Column("Cell", 8),
    Column("Intyg", 40),
)
_UNREAD = (Column("Fil", 50), Column("Varför", 90))


def render_check_xlsx(run: CheckedRun) -> bytes:
    """The workbook as bytes: the remarks, and what could not be read or checked."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        created = datetime.combine(run.about.today, time())
        book.set_properties({"title": f"Intyg och IUP per {run.about.today}", "category": MARK, "created": created})
        styles = Styles.of(book)
        footer = f"stexcel {run.about.version} per {run.about.today}"
        for sheet in (
            Sheet("Anmärkningar", _REMARKS, _remarks(run), "Inga anmärkningar i det som kontrollerades"),
            Sheet("Ej kontrollerat", _UNREAD, _unread(run), "Allt kunde läsas"),
        ):
            sheet.draw(book, styles, footer, EXCEL)
    return out.getvalue()


def _remarks(run: CheckedRun) -> Iterator[list[Cell]]:
    for one in run.comparison.doctors:
        for difference in one.differences:
            yield _row(one.dossier.who, one.dossier.path, difference)
    for difference in run.comparison.others:
        yield _row("", "", difference)


def _row(who: str, path: str, one: Difference) -> list[Cell]:
    sheet, cell = (one.cell.sheet, one.cell.a1) if one.cell and one.cell.row else ("", "")
    texts = (who, one.remark.value, one.text, shown_path(path), sheet, cell, shown_path(one.certificate or ""))
    return [Cell(text) for text in texts]


def _unread(run: CheckedRun) -> Iterator[list[Cell]]:
    for refused in run.refused:
        yield [Cell(shown_path(refused.path)), Cell(refused.why)]
    for unread in run.about.unread:
        yield [Cell(shown_path(unread.path)), Cell(unread.why)]
    for one in run.comparison.doctors:
        yield from ([Cell(shown_path(one.dossier.path)), Cell(limit)] for limit in one.dossier.limits)
    yield from ([Cell(""), Cell(text)] for text in run.about.left_out)
