"""Workbooks with lists and tables that need more rows, and all that can stand around them."""

import xlsxwriter
from xlsxwriter.worksheet import Worksheet as WriterSheet

from tests.ooxml.packages import drawn


def clinic() -> bytes:
    """A list of courses in A1:J10 with sums, notes, choices, drawings and names, and a sheet that counts on it."""

    def fill(book: xlsxwriter.Workbook, sheet: WriterSheet) -> None:
        bold = book.add_format({"bold": True, "bg_color": "#DDEEFF"})
        other = book.add_worksheet("Mål a")
        sheet.write_row("A1", ["Kurs", "Start", "Dagar", "Löpande", "Dubbelt", "Metod"])
        for row in range(2, 11):
            _course(sheet, row, bold)
        sheet.merge_range("J2:J10", "lodrätt", bold)
        _below(sheet)
        _around(sheet, bold)
        _drawn(book, sheet)
        _elsewhere(other)
        book.define_name("Kurser", "=Blad!$A$2:$C$10")
        book.define_name("Slut", "=Blad!$C$11")

    return drawn(fill)


def with_table(*, totals: bool) -> bytes:
    """A table in A1:C3, perhaps with totals, with a cell below in A7 and one beside in E4."""

    def fill(book: xlsxwriter.Workbook, sheet: WriterSheet) -> None:
        columns = [
            {"header": "Kurs", "total_string": "Summa"},
            {"header": "Dagar", "total_function": "sum"},
            {"header": "Dubbelt", "formula": "=Kurser[[#This Row],[Dagar]]*2"},
        ]
        options = {"name": "Kurser", "columns": columns, "total_row": totals, "data": [["EKG", 3], ["Sepsis", 2]]}
        sheet.add_table(f"A1:C{4 if totals else 3}", options)
        sheet.write("A7", "under")
        sheet.write("E4", "bredvid")
        sheet.write_formula("E1", "=SUM(B2:B3)")

    return drawn(fill)


def _course(sheet: WriterSheet, row: int, bold: object) -> None:
    sheet.set_row(row - 1, 20)
    sheet.write(f"A{row}", f"Kurs {row}", bold)
    sheet.write_row(f"B{row}", [100 + row, row])
    sheet.write_formula(f"D{row}", f"=SUM(C$2:C{row})", None, 0)
    sheet.write_formula(f"E{row}", f"=C{row}*2", None, 0)
    sheet.merge_range(f"G{row}:I{row}", "", bold)


def _below(sheet: WriterSheet) -> None:
    sheet.write("A11", "Summa")
    sheet.write_formula("C11", "=SUM(C2:C10)")
    sheet.write_formula("D11", "=C11+$C$3+SUM(C3:C11)")
    sheet.write_formula("L3", "=AVERAGE(C2:C10)")
    sheet.write_formula("A15", "=A11&C11")
    sheet.write_comment("A11", "anm vid summan")
    sheet.write_comment("A3", "anm ovanför")
    sheet.write_url("A20", "internal:'Mål a'!A3", None, "till målen")
    sheet.write_url("A21", "https://exempel.se/")


def _around(sheet: WriterSheet, bold: object) -> None:
    sheet.data_validation("F2:F10", {"validate": "list", "source": "=$A$14:$A$16"})
    sheet.conditional_format("C2:C10", {"type": "formula", "criteria": "=$C2>$C$11", "format": bold})
    sheet.conditional_format("C2:C10", {"type": "data_bar", "data_bar_2010": True})
    sheet.autofilter("A1:F10")
    sheet.print_area("A1:F16")
    sheet.repeat_rows(0)
    sheet.set_h_pagebreaks([10, 20])
    sheet.freeze_panes(1, 0)


def _drawn(book: xlsxwriter.Workbook, sheet: WriterSheet) -> None:
    sheet.insert_button("H13", {"caption": "Tryck"})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": "=Blad!$A$2:$A$10", "values": "=Blad!$C$2:$C$10"})
    sheet.insert_chart("H15", chart)
    sheet.add_sparkline("M11", {"range": "Blad!C2:C10"})


def _elsewhere(other: WriterSheet) -> None:
    other.write_formula("A1", "=SUM(Blad!C2:C10)")
    other.write_formula("A2", "=Blad!C11")
    other.write_url("A3", "internal:Blad!A11", None, "till summan")
    other.write_formula("A5", '=VLOOKUP("Kurs 9",Blad!$A$2:$C$10,3,FALSE)')
    other.data_validation("B2", {"validate": "list", "source": "=Blad!$A$2:$A$10"})
