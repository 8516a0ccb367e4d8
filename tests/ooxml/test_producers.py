"""Workbooks as programs really write them: nothing but what was asked for differs afterwards."""

import datetime as dt
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from xlsxwriter.worksheet import Worksheet as WriterSheet

from stexcel.ooxml import CellEdit, Column, Edit, Link, NewSheet, Note, Notes, RefusedEdits, apply, write_cells
from stexcel.workbook import read_grid_bytes
from tests.ooxml.packages import changed_parts, drawn, opened, saved, unpacked
from tests.programs import soffice_path

ME = "stexcel"


def rich_openpyxl() -> bytes:
    """A workbook with notes, lists, conditional formats, a chart, a table, formulas and two sheets."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Blad"
    for row in (["Kurs", "Dagar", "Datum"], ["EKG", 3, dt.date(2026, 1, 2)], ["Sepsis", 2, dt.date(2026, 3, 4)]):
        sheet.append(row)
    sheet["B5"] = "=SUM(B2:B3)"
    sheet["A2"].comment = Comment("Evas ord", "Eva Ek")
    sheet["A1"].font = Font(bold=True)
    sheet.merge_cells("E1:F2")
    choice = DataValidation(type="list", formula1='"DOPS,CBD"')
    choice.add("D2:D9")
    sheet.add_data_validation(choice)
    sheet.conditional_formatting.add("B2:B3", Rule("cellIs", operator="greaterThan", formula=["2"]))
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(chart, "H2")
    sheet.add_table(Table(displayName="Kurser", ref="A1:C3"))
    workbook.create_sheet("Mål a")["B2"] = "delmål"
    return saved(workbook)


def rich_xlsxwriter() -> bytes:
    """A workbook with notes, a button, a chart, rich text, an array formula, a filter and protection."""

    def fill(workbook: xlsxwriter.Workbook, sheet: WriterSheet) -> None:
        bold = workbook.add_format({"bold": True})
        sheet.write_row("A1", ["Kurs", "Dagar"])
        sheet.write_row("A2", ["EKG", 3])
        sheet.write_rich_string("A3", "vanlig ", bold, "fet")
        sheet.write_formula("B5", "=SUM(B2:B3)", None, 3)
        sheet.write_array_formula("D1:D2", "{=B2:B3}", None, 3)
        sheet.write_comment("A2", "Evas ord", {"author": "Eva Ek"})
        sheet.insert_button("F2", {"caption": "Tryck"})
        sheet.data_validation("C2:C9", {"validate": "list", "source": ["DOPS", "CBD"]})
        sheet.conditional_format("B2:B9", {"type": "data_bar", "data_bar_2010": True})
        sheet.autofilter("A1:B3")
        chart = workbook.add_chart({"type": "column"})
        chart.add_series({"values": "=Blad!$B$2:$B$3"})
        sheet.insert_chart("H2", chart)
        workbook.add_worksheet("Mål a").write("B2", "delmål")
        workbook.define_name("Dagar", "=Blad!$B$2:$B$3")

    return drawn(fill)


def through_libreoffice(data: bytes, folder: Path, kind: str = "xlsx") -> bytes:
    """The workbook opened and saved by LibreOffice."""
    source = folder / "in" / "bok.xlsx"
    source.parent.mkdir(exist_ok=True)
    source.write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [
        soffice_path(),
        "--headless",
        f"-env:UserInstallation={profile}",
        "--convert-to",
        kind,
        "--outdir",
        str(folder),
    ]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=120)
    return (folder / f"bok.{kind}").read_bytes()


def annotated(source: bytes, sheet: str, cells: tuple[str, ...]) -> bytes:
    """The workbook with notes at the cells and a sheet that links to them."""
    rows = tuple(
        ("STX101", Link(f"{sheet} {cell}", sheet, cell), "Delmål c3 saknas", dt.date(2026, 1, 1)) for cell in cells
    )
    columns = (Column("Kod", 10), Column("Var", 20), Column("Vad", 50), Column("Dag", 12))
    edits: list[Edit] = [
        Notes(ME, tuple(Note(sheet, cell, "Delmål c3 saknas") for cell in cells)),
        NewSheet("Kontroll", "_stexcel_kontroll", columns, rows),
    ]
    return apply(source, edits).data


@pytest.fixture(params=["openpyxl", "xlsxwriter", "libreoffice"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> bytes:
    if request.param == "libreoffice":
        return through_libreoffice(rich_openpyxl(), tmp_path)
    return rich_openpyxl() if request.param == "openpyxl" else rich_xlsxwriter()


def sheet_part(data: bytes) -> str:
    return next(name for name in unpacked(data) if name.casefold().endswith("worksheets/sheet1.xml"))


def test_a_patched_cell_touches_its_sheet_and_the_time_of_calculation_only(source: bytes) -> None:
    result = write_cells(source, {("Blad", "A3"): "Ny kurs", ("Blad", "C4"): 7})
    assert changed_parts(source, result) <= {sheet_part(source), "xl/workbook.xml"}
    rows = read_grid_bytes(result, ".xlsx").sheets[0].rows
    assert (rows[2][0], rows[3][2], rows[0][0], rows[1][1]) == ("Ny kurs", 7, "Kurs", 3)
    assert b"fullCalcOnLoad=" in unpacked(result)["xl/workbook.xml"]


def test_an_overwritten_formula(source: bytes) -> None:
    result = write_cells(source, {("Blad", "B5"): 9})
    assert opened(result)["Blad"]["B5"].value == 9


def test_notes_and_the_new_sheet_keep_charts_lists_notes_and_buttons(source: bytes) -> None:
    result = annotated(source, "Blad", ("A2", "B3", "C9"))
    old, new = unpacked(source), unpacked(result)
    kept = [name for name in old if any(word in name for word in ("chart", "table", "theme", "docProps", "sheet2"))]
    assert kept and all(new[name] == old[name] for name in kept)
    sheet = opened(result)["Blad"]
    first, second = sheet["A2"].comment, sheet["B3"].comment
    assert first is not None and first.content.startswith("Evas ord\n\n– stexcel –")
    assert second is not None and second.author == ME
    assert [grid.name for grid in read_grid_bytes(result, ".xlsx").sheets] == ["Blad", "Mål a", "Kontroll"]


def test_annotating_an_annotated_copy_replaces_what_was_ours(source: bytes) -> None:
    once = annotated(source, "Blad", ("A2", "B3"))
    twice = annotated(once, "Blad", ("A2", "B3"))
    before, after = unpacked(once), unpacked(twice)
    assert {name for name in before if before[name] != after.get(name)} <= {"[Content_Types].xml"}
    assert before.keys() == after.keys()


def test_what_libreoffice_saves_of_an_annotated_copy_is_annotated_anew(tmp_path: Path) -> None:
    once = through_libreoffice(annotated(rich_openpyxl(), "Blad", ("A2", "B3")), tmp_path)
    sheet = opened(once)["Blad"]
    assert sheet["A2"].comment is not None and "– slut på stexcel –" in sheet["A2"].comment.content
    twice = annotated(once, "Blad", ("A2",))
    again = opened(twice)
    assert again.sheetnames == ["Blad", "Mål a", "Kontroll"]
    text = again["Blad"]["A2"].comment
    assert text is not None and text.content.count("– stexcel –") == 1 and text.content.startswith("Evas ord")
    assert again["Blad"]["B3"].comment is None


@pytest.mark.parametrize("make", [rich_openpyxl, rich_xlsxwriter])
def test_libreoffice_opens_what_was_written(make: Callable[[], bytes], tmp_path: Path) -> None:
    result = annotated(write_cells(make(), {("Blad", "B2"): 40}), "Blad", ("A2", "B3", "C9"))
    saved_again = opened(through_libreoffice(result, tmp_path))
    assert saved_again.sheetnames == ["Blad", "Mål a", "Kontroll"]
    assert saved_again["Blad"]["B5"].value == "=SUM(B2:B3)"
    assert saved_again["Blad"]["B2"].value == 40
    assert saved_again["Kontroll"]["B2"].hyperlink is not None
    comment = saved_again["Blad"]["C9"].comment
    assert comment is not None and "Delmål c3 saknas" in comment.content


def test_an_array_formula_of_another_program_is_refused() -> None:
    with pytest.raises(RefusedEdits, match="fyller D1:D2"):
        write_cells(rich_xlsxwriter(), {("Blad", "D2"): 1})


def test_every_example_is_annotated_and_reads_as_before(examples: Path) -> None:
    files = sorted(examples.rglob("*.xlsx"))
    assert len(files) > 20
    for file in files:
        source = file.read_bytes()
        before = read_grid_bytes(source, ".xlsx")
        cells = ("A1", "B2", "C30")
        result = annotated(source, before.sheets[0].name, cells)
        after = read_grid_bytes(result, ".xlsx")
        assert after.sheets[:-1] == before.sheets
        again = apply(result, [CellEdit(before.sheets[-1].name, "ZZ200", "x"), Notes(ME, ())]).data
        assert not any("comments" in name for name in unpacked(again) if name not in unpacked(source))
