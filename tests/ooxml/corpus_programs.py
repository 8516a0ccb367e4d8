"""Workbooks as programs write them, with all they can hold."""

from collections.abc import Iterator

import xlsxwriter
from xlsxwriter.worksheet import Worksheet as WriterSheet

from tests.ooxml.hazard import Hazard
from tests.ooxml.lists import clinic, with_table
from tests.ooxml.packages import drawn
from tests.ooxml.test_producers import rich_openpyxl, rich_xlsxwriter


def hazards() -> Iterator[Hazard]:
    """All of them."""
    yield Hazard("openpyxl", rich_openpyxl, filled="A3")
    yield Hazard("XlsxWriter", rich_xlsxwriter, filled="A2", refused=(("formula", "x"),), formula="")
    yield Hazard("a list and all around it", clinic, blank="Z40", formula="C11", filled="A11", after=10)
    yield Hazard(
        "a table with totals", lambda: with_table(totals=True), blank="H20", formula="B4", filled="A7", after=3
    )
    yield Hazard("formats of all kinds", lambda: drawn(_decorated), formula="D3", filled="A1")


def _decorated(book: xlsxwriter.Workbook, sheet: WriterSheet) -> None:
    day = book.add_format({"num_format": "d mmmm yyyy", "font_color": "#AA0000"})
    sheet.set_column("A:C", 20, book.add_format({"italic": True}))
    sheet.set_row(2, 30, book.add_format({"bold": True}))
    sheet.write_row("A1", ["Namn", "Dag", "Tal"])
    sheet.write_number("B2", 46000, day)
    sheet.write_row("A3", ["x", 1, 2])
    sheet.write_dynamic_array_formula("D3", "=SUM(C1:C3*2)", None, 4)
    sheet.write_rich_string("A5", "fet ", book.add_format({"bold": True}), "text")
    sheet.insert_textbox("F2", "En ruta")
    sheet.conditional_format("C1:C9", {"type": "icon_set", "icon_style": "3_traffic_lights"})
    sheet.conditional_format("B1:B9", {"type": "2_color_scale"})
    sheet.data_validation("A6:A9", {"validate": "list", "source": ["a", "b"], "input_message": "Välj"})
    sheet.unprotect_range("A1:B2")
    sheet.set_header("&CRubrik")
    sheet.outline_settings(True, False)
    sheet.add_sparkline("G1", {"range": "Blad!C1:C3"})
    sheet.ignore_errors({"number_stored_as_text": "A1:A9"})
    book.set_custom_property("Avdelning", "Akuten")
    book.add_chartsheet("Diagram").set_chart(_chart(book))


def _chart(book: xlsxwriter.Workbook) -> object:
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Blad!$C$1:$C$3"})
    return chart
