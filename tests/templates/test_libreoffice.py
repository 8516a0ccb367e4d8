"""The formulas give in LibreOffice what they should: no errors, the values that new files carry, the right counts."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from python_calamine import CalamineWorkbook

from stexcel import api
from stexcel.fill.new import Order, new_iup
from stexcel.fill.template.content import Doctor
from stexcel.regelverk import Regelverk
from stexcel.resources import templates_dir
from stexcel.rules.months import Span, full_time_months
from tests.programs import soffice_path
from tests.templates.filling import HEADER_ROW, LISTS, fill, headings, row_of
from tools.make_iup_templates import FILES

_EMPTY = (*FILES.values(), "ny-bas.xlsx", "ny-gren.xlsx")
_FILLED = tuple(f"ifylld-{name}" for name in FILES.values())
_RECENT, _OLD = "nyss.xlsx", "gammalt.xlsx"
_ALL_DONE = (
    "Rader utan aktivitet",
    "Rader utan metod",
    "Rader utan tid",
    "Namnteckningar som fattas under planen",
    "Månader som fattas i planen",
    "Koder som fattas i grupp c (minus: för många)",
)
Value = int | float | str | bool | time | date | datetime | timedelta
Sheets = Mapping[str, list[list[Value]]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, regelverk: Regelverk) -> Path:
    """The workbooks, and in ``ut`` the same ones after LibreOffice has counted them."""
    made = tmp_path_factory.mktemp("mallar")
    for name in FILES.values():
        (made / name).write_bytes((templates_dir() / name).read_bytes())
        fill(made / name, made / f"ifylld-{name}")
    (made / "ny-bas.xlsx").write_bytes(new_iup(Order("Onkologi", "2021", Doctor("A B", date(2024, 5, 2))), regelverk))
    (made / "ny-gren.xlsx").write_bytes(new_iup(Order("Neonatologi", "2015"), regelverk))
    for name, days in ((_RECENT, 20), (_OLD, 500)):
        _dated(made / FILES["HSLF-FS 2021:8"], made / name, date.today() - timedelta(days))
    _count(made)
    return made


def _count(folder: Path) -> None:
    """Has LibreOffice count every formula; a copy by openpyxl has no values that it could trust instead."""
    (folder / "utan").mkdir()
    for path in sorted(folder.glob("*.xlsx")):
        load_workbook(path).save(folder / "utan" / path.name)
    command = [soffice_path(), f"-env:UserInstallation={(folder / 'profil').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "ut")]
    paths = [str(path) for path in sorted((folder / "utan").glob("*.xlsx"))]
    subprocess.run([*command, *paths], check=True, capture_output=True, timeout=300)


@pytest.mark.parametrize("name", [*_EMPTY, *_FILLED])
def test_counted_file_is_read_as_the_one_that_was_written(name: str, folder: Path) -> None:
    read, written = (api.read_document(one).iup for one in (folder / "ut" / name, folder / name))
    assert read is not None
    assert read == written


def _dated(source: Path, target: Path, day: date) -> None:
    """One of each thing that is counted from today, on a day."""
    book = load_workbook(source)
    rows: tuple[tuple[str, list[tuple[str, date | str | int]]], ...] = (
        ("Handledarsamtal", [("Datum", day)]),
        ("Avstämningar", [("Datum", day), ("Typ av möte", "Utvecklingssamtal")]),
        ("Bedömningar", [("Datum", day)]),
        ("Kurser", [("Kurs", "EKG"), ("Datum", day), ("Status", "Planerad")]),
        ("Sidotjänstgöring", [("Från", day), ("Till", day + timedelta(days=10)), ("Grad", 1)]),
        ("Åtgärdsplan", [("Klart senast", day), ("Status", "Pågår")]),
    )
    for sheet, values in rows:
        columns = headings(book[sheet])
        for heading, value in values:
            book[sheet].cell(HEADER_ROW + 1, columns[heading]).value = value
    book["Start"].cell(row_of(book["Start"], "Datum", 4) + 1, 4).value = day
    book["Delmål"].cell(HEADER_ROW + 1, headings(book["Delmål"])["Status"]).value = "Klart"
    book["Delmål"].cell(HEADER_ROW + 1, headings(book["Delmål"])["Utbildningsaktiviteter"]).value = "Förslag: kurs"
    book.save(target)


def counted(folder: Path, name: str) -> Sheets:
    book = CalamineWorkbook.from_path(folder / "ut" / name)
    return {sheet: book.get_sheet_by_name(sheet).to_python(skip_empty_area=False) for sheet in book.sheet_names}


def overview(folder: Path, name: str) -> dict[str, list[Value]]:
    """The rows of the sheet Översikt by their labels."""
    return {str(row[0]): row[1:] for row in counted(folder, name)["Översikt"] if row[0]}


@pytest.mark.parametrize("name", [*_EMPTY, *_FILLED, _RECENT, _OLD])
def test_no_formula_gives_an_error(name: str, folder: Path) -> None:
    with ZipFile(folder / "ut" / name) as package:
        sheets = [package.read(one).decode() for one in package.namelist() if one.startswith("xl/worksheets/sheet")]
    assert sum(sheet.count("<f") for sheet in sheets) > 200
    assert [re.findall(r'<c r="(\w+)"[^>]*t="e"', sheet) for sheet in sheets] == [[] for _ in sheets]


@pytest.mark.parametrize("name", _EMPTY)
def test_new_files_carry_the_values_that_their_formulas_give(name: str, folder: Path) -> None:
    carried = load_workbook(folder / name, data_only=True)
    truth = counted(folder, name)
    different = {
        (sheet, cell): (value, truth[sheet][row - 1][column - 1])
        for sheet, row, column, cell, value in _formulas(load_workbook(folder / name), carried)
        if (value or "") != (_plain(truth[sheet][row - 1][column - 1]) or "")
    }
    assert different == {}


def _formulas(book: Workbook, carried: Workbook) -> Iterator[tuple[str, int, int, str, object]]:
    """Every cell with a formula, and the value that the file carries."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, Cell) and cell.data_type == "f":
                    value = carried[sheet.title][cell.coordinate].value
                    yield sheet.title, cell.row, cell.column, cell.coordinate, _plain(value)


def _plain(value: object) -> object:
    return date(value.year, value.month, value.day) if isinstance(value, date) else value


@pytest.mark.parametrize("name", _FILLED)
def test_overview_counts_what_is_written(name: str, folder: Path) -> None:
    rows = overview(folder, name)
    iup = api.read_document(folder / name).iup
    assert iup is not None
    total = len(iup.specialty_delmal)
    done = sum(1 for one in iup.specialty_delmal.values() if one.done is not None and one.done.fulfilled)
    assert rows["Hela ST"] == [total, total, 1, total, 1, total, 1, done, pytest.approx(done / total)]
    spans = [
        Span(row["Från"], row["Till"], round(float(str(row["Grad"])) * 100))
        for sheet in ("Tjänstgöringsplan", "Sidotjänstgöring")
        for row in LISTS[sheet]
        if isinstance(row["Från"], date) and isinstance(row["Till"], date)
    ]
    assert rows["Inplanerad tid"][0] == pytest.approx(full_time_months(spans), abs=0.1)
    for label in _ALL_DONE:
        assert rows[label][:2] == [0, "✓ I ordning"], label


def test_time_line_begins_with_the_quarter_of_the_start(folder: Path) -> None:
    for name in _FILLED:
        sheet = counted(folder, name)["Tjänstgöringsplan"]
        days = [_plain(value) for value in sheet[HEADER_ROW - 2] if isinstance(value, date)]
        assert days[:3] == [date(2024, 1, 1), date(2024, 4, 1), date(2024, 7, 1)]
        assert len(days) == 28


def test_checks_follow_the_day(folder: Path) -> None:
    labels = (
        "Samtal med handledaren, senaste 45 dagarna",
        "Utvecklingssamtal, senaste 12 månaderna",
        "Genomgångar av planen, senaste 12 månaderna",
        "Avslutade sidotjänstgöringar utan uppföljning",
        "Kurser vars dag har passerat utan att de står som genomförda",
        "Åtgärder vars dag har passerat utan att de står som genomförda",
        "Markerade som klara, men utan dag",
        "Specialistkollegium, senaste 12 månaderna",
        "Genomförda bedömningar, senaste 6 månaderna",
    )
    recent, old = overview(folder, _RECENT), overview(folder, _OLD)
    assert [recent[label][0] for label in labels] == [1, 1, 1, 1, 1, 1, 1, 0, 1]
    assert [old[label][0] for label in labels] == [0, 0, 0, 1, 1, 1, 1, 0, 0]
    late = "! Se över"
    assert [recent[label][1] for label in labels] == ["✓ I ordning"] * 3 + [late] * 6
    assert [old[label][1] for label in labels] == [late] * 9
    assert recent["Hela ST"][:3] == [22, 0, 0], "ett förslag är ingen aktivitet"
    assert recent["Rader utan aktivitet"][:2] == [22, late]


def test_shortest_time_is_that_of_base_specialties(folder: Path) -> None:
    label = "Minsta tid enligt föreskriften"
    assert [overview(folder, name)[label][0] for name in ("ny-bas.xlsx", "ny-gren.xlsx")] == [66, "okänd"]
    of_branch = overview(folder, "ny-gren.xlsx")
    assert of_branch["Månader som fattas i planen"][:2] == ["", "– Inte kontrollerat"]
    assert not of_branch["Återstår att fullgöra"][0]
