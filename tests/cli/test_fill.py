from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Protection
from openpyxl.worksheet.protection import SheetProtection

import stexcel as library
from stexcel.fill.cells import parse_number, parse_setting, write_cells_in_place
from stexcel.fill.errors import FillError
from stexcel.workbook import WorkbookError
from tests.cli.program import stexcel

NOW = datetime(2026, 11, 1, 13, 45, 30)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Mål a"
    sheet["A1"] = "Kurs"
    workbook.create_sheet("a=b!c")
    locked = workbook.create_sheet("Låst")
    locked.protection = SheetProtection(sheet=True)
    locked["B1"].protection = Protection(locked=False)
    path = tmp_path / "iup.xlsx"
    workbook.save(path)
    return path


def fill(*arguments: str | Path) -> tuple[int, str]:
    result = stexcel("fill", *arguments)
    return result.returncode, result.stderr


def test_cells_are_written_in_a_copy(book: Path) -> None:
    copy, before = book.with_name("kopia.xlsx"), book.read_bytes()
    code, told = fill(
        book,
        "-o",
        copy,
        "--set",
        "Mål a!B7= =1+1",
        "--set",
        "'a=b!c'!a1=x=y",
        "--set-number",
        "Mål a!C7=1 234,5",
        "--set-date",
        "Mål a!D7=2026-11-01",
        "--set",
        "Mål a!A1=",
    )
    assert (code, "5 celler skrevs" in told) == (0, True)
    sheet = load_workbook(copy)["Mål a"]
    assert [sheet[cell].value for cell in ("A1", "B7", "C7", "D7")] == [None, " =1+1", 1234.5, datetime(2026, 11, 1)]
    assert load_workbook(copy)["a=b!c"]["A1"].value == "x=y"
    assert book.read_bytes() == before


def test_a_copy_that_is_there_is_kept_unless_overwritten(book: Path) -> None:
    copy = book.with_name("kopia.xlsx")
    copy.write_bytes(b"egen")
    code, told = fill(book, "-o", copy, "--set", "Mål a!B7=x")
    assert (code, "--overwrite" in told, copy.read_bytes()) == (2, True, b"egen")
    assert fill(book, "-o", copy, "--set", "Mål a!B7=x", "--overwrite")[0] == 0
    code, told = fill(book, "-o", book, "--set", "Mål a!B7=x", "--overwrite")
    assert (code, "skulle skriva över källan" in told) == (2, True)


def test_in_place_keeps_the_old_file(book: Path) -> None:
    before = book.read_bytes()
    code, told = fill(book, "--in-place", "--set", "Mål a!B7=x")
    assert code == 0
    name = re.search(r"heter nu (\S+\.bak)", told)
    assert name is not None
    assert book.with_name(name[1]).read_bytes() == before
    assert load_workbook(book)["Mål a"]["B7"].value == "x"


def test_a_locked_cell_is_refused_unless_forced(book: Path) -> None:
    copy = book.with_name("kopia.xlsx")
    assert fill(book, "-o", copy, "--set", "Låst!B1=x", "--overwrite")[0] == 0
    code, told = fill(book, "-o", copy, "--set", "Låst!A1=x", "--overwrite")
    assert (code, "låst" in told) == (2, True)
    assert fill(book, "-o", copy, "--set", "Låst!A1=x", "--overwrite", "--force")[0] == 0
    assert load_workbook(copy)["Låst"].protection.sheet


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--set", "Mål a!B7=x"), "Ange antingen -o KOPIA eller --in-place"),
        (("--in-place", "-o", "k.xlsx", "--set", "Mål a!B7=x"), "Ange antingen -o KOPIA eller --in-place"),
        (("--in-place",), "minst en cell"),
        (("--in-place", "--set", "B7=x"), "Skriv blad, utropstecken"),
        (("--in-place", "--set", "Mål a!B7=x", "--set-number", "Mål a!b7=1"), "två gånger"),
        (("--in-place", "--set-number", "Mål a!B7=tre"), "inget tal"),
        (("--in-place", "--set-date", "Mål a!B7=1/11"), "inget datum"),
        (("--in-place", "--set", "Mål b!B7=x"), "inget sådant blad"),
        (("--in-place", "--set", "Mål a!7=x"), "ingen celladress"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(book: Path, arguments: tuple[str, ...], why: str) -> None:
    before = book.read_bytes()
    code, told = fill(book, *arguments)
    assert code == 2
    assert why in told
    assert "Traceback" not in told
    assert {path.name: path.read_bytes() for path in book.parent.iterdir()} == {book.name: before}


def test_a_file_that_is_not_there_or_no_workbook(tmp_path: Path) -> None:
    text = tmp_path / "text.xlsx"
    text.write_text("a;b", encoding="utf-8")
    for source in (tmp_path / "borta.xlsx", text):
        code, told = fill(source, "-o", tmp_path / "k.xlsx", "--set", "A!A1=x")
        assert (code, source.as_posix() in told) == (2, True)


def test_the_library_writes_cells_of_many_kinds(book: Path) -> None:
    copy = book.with_name("kopia.xlsx")
    library.write_cells(book, copy, {("Mål a", "B7"): date(2026, 1, 2), ("Mål a", "A1"): None, ("Mål a", "C1"): True})
    sheet = load_workbook(copy)["Mål a"]
    assert [sheet[cell].value for cell in ("B7", "A1", "C1")] == [datetime(2026, 1, 2), None, True]
    with pytest.raises(WorkbookError, match=r"samma filändelse som källan \(\.xlsx\)"):
        library.write_cells(book, book.with_name("kopia.xlsm"), {})
    with pytest.raises(WorkbookError, match="finns redan"):
        library.write_cells(book, copy, {})
    library.write_cells(str(book), str(copy), {("Mål a", "A1"): "x"}, overwrite=True)
    assert load_workbook(copy)["Mål a"]["B7"].value is None


def test_backups_of_one_second_have_names_of_their_own(book: Path) -> None:
    names = [write_cells_in_place(book, {("Mål a", "A1"): number}, NOW).name for number in (1, 2, 3)]
    assert names == [f"iup.2026-11-01-134530{ending}.xlsx.bak" for ending in ("", "-2", "-3")]
    assert load_workbook(book)["Mål a"]["A1"].value == 3


def test_settings_and_numbers_as_people_write_them() -> None:
    assert parse_setting("Mål a!$b$7=x") == (("Mål a", "B7"), "x")
    assert parse_setting("'it''s'!A1=två\nrader") == (("it's", "A1"), "två\nrader")
    assert [parse_number(text) for text in ("12", "-2,5", "1\u00a0234.5", "−3")] == [12, -2.5, 1234.5, -3]
    for text in ("nan", "1e5", "1,2,3", "", "1_0"):
        with pytest.raises(FillError):
            parse_number(text)
