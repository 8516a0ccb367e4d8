"""Templates filled in: the shipped ones, and the clinics' own layouts with all that is one person's taken out."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Protection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.protection import SheetProtection
from openpyxl.worksheet.table import Table as ExcelTable

from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.fill.errors import FillError
from stexcel.fill.filling.fill import Filled, fill_template
from stexcel.fill.filling.folder import check_targets, target_paths, write_all
from stexcel.fill.filling.person import facts, says
from stexcel.fill.filling.template import open_template
from stexcel.fill.people.model import Resident
from stexcel.fill.template.content import Doctor
from stexcel.layout import read_iup
from stexcel.model import Iup
from stexcel.regelverk import Regelverk
from stexcel.resources import templates_dir
from stexcel.workbook import read_grid_bytes
from tests.fill.blank_layouts import blank
from tests.grids import grid, save

EVA = Doctor(
    "Eva Ek", date(2026, 9, 1), date(2031, 8, 31), 80, "Pär Öst", "Kim Sjö", "Bo Alm", "Strandkliniken"
)  # fmt: skip
LAYOUTS = Path(__file__).parents[1] / "layouter" / "flera"
FORM = """
== Start ==
Namn | {name}
Specialitet |
Föreskrift |
Startdatum |
Tjänstgöringsgrad |
Huvudhandledare | {supervisor}
"""
GOALS = """
== Delmål ==
Delmål | Rubrik | Utbildningsaktiviteter | Bedömningsmetoder | Klart datum
"""


def resident(regelverk: Regelverk, specialty: str = "Reumatologi", regulation: str = HSLF_2021) -> Resident:
    found = regelverk.malbeskrivning(regulation, specialty)
    assert found is not None
    return Resident("Eva Ek", found, EVA, "rad 1")


def drawn(folder: Path, text: str) -> Path:
    path = folder / "mall åäö.xlsx"
    save(grid(text), path)
    return path


def form(name: str = "", supervisor: str = "") -> str:
    return FORM.format(name=name, supervisor=supervisor)


def read(filled: Filled, regelverk: Regelverk) -> Iup:
    return read_iup(read_grid_bytes(filled.data, ".xlsx"), regelverk)


def assert_whole(filled: Filled, asked: Resident, regelverk: Regelverk) -> Iup:
    """All facts, delmål and required activities are read in the file, and nothing else has come to it."""
    iup, wanted = read(filled, regelverk), asked.malbeskrivning
    assert not [field for field, fact in facts(asked).items() if not says(iup, field, fact)]
    assert set(iup.specialty_delmal) == set(wanted.requirements)
    for code, requirement in wanted.requirements.items():
        types = {kind for one in iup.delmal[code].activities for kind in one.types}
        assert all(need & types for need in requirement.required), code
    assert filled.delmal == len(wanted.requirements)
    assert filled.needs == sum(len(one.required) for one in wanted.requirements.values())
    return iup


@pytest.mark.parametrize(
    ("name", "specialty", "regulation"),
    [
        ("iup-2021.xlsx", "Reumatologi", HSLF_2021),
        ("iup-2021.xlsx", "Allmänmedicin", HSLF_2021),
        ("iup-2015.xlsx", "Kirurgi", SOSFS_2015),
        ("iup-2015.xlsx", "Palliativ medicin", SOSFS_2015),
    ],
)
def test_the_shipped_templates(regelverk: Regelverk, name: str, specialty: str, regulation: str) -> None:
    asked = resident(regelverk, specialty, regulation)
    filled = fill_template(open_template(templates_dir() / name, regelverk), asked)
    iup = read(filled, regelverk)
    listed = set(iup.specialty_delmal)
    assert set(asked.malbeskrivning.requirements) <= listed
    # A template for every specialty lists the delmål that all have; a smaller målbeskrivning is told of.
    assert bool(listed - set(asked.malbeskrivning.requirements)) == bool(filled.by_hand)
    sheet = load_workbook(io.BytesIO(filled.data))["Start"]
    assert (sheet["B10"].value, sheet["B10"].number_format) == (0.8, "0%")


@pytest.mark.parametrize("rows", [False, True])
@pytest.mark.parametrize(
    "name",
    ["L01/L01-onk-komplett", "L03/L03-kard-matris", "L03/L03-inf-2021", "L05/L05-ger-block", "L11/L11-vc-2021"],
)
def test_the_layouts_of_clinics(examples: Path, tmp_path: Path, regelverk: Regelverk, name: str, rows: bool) -> None:
    source = examples / f"{name}.xlsx"
    before = read_iup(read_grid_bytes(source.read_bytes(), ".xlsx"), regelverk)
    path = tmp_path / "mall.xlsx"
    path.write_bytes(blank(source, regelverk, rows=rows))
    assert before.person.specialty is not None
    assert before.regulation is not None
    asked = resident(regelverk, before.person.specialty.value, before.regulation)
    filled = fill_template(open_template(path, regelverk), asked)
    assert filled.by_hand == ()
    assert_whole(filled, asked, regelverk)
    assert zipfile.ZipFile(io.BytesIO(filled.data)).namelist() == zipfile.ZipFile(path).namelist()


def test_an_empty_table_gets_a_row_for_every_delmal(tmp_path: Path, regelverk: Regelverk) -> None:
    asked = replace(resident(regelverk), doctor=Doctor("Eva Ek", supervisor="Pär Öst"))
    path = drawn(tmp_path, form() + GOALS)
    filled = fill_template(open_template(path, regelverk), asked)
    iup = assert_whole(filled, asked, regelverk)
    assert filled.by_hand == ()
    titles = {code: row.title for code, one in iup.delmal.items() for row in one.rows}
    assert titles["STa1"] == "Hälso- och sjukvårdens förutsättningar"
    assert list(iup.delmal) == list(asked.malbeskrivning.requirements)


def test_titles_stand_with_the_code_where_they_have_no_column(tmp_path: Path, regelverk: Regelverk) -> None:
    text = "\n== {0} ==\nDelmål | Utbildningsaktiviteter | Bedömning\n"
    path = drawn(tmp_path, form() + "".join(text.format(f"Delmål {group}") for group in "abc"))
    asked = replace(resident(regelverk), doctor=Doctor("Eva Ek"))
    filled = fill_template(open_template(path, regelverk), asked)
    assert_whole(filled, asked, regelverk)
    book = load_workbook(io.BytesIO(filled.data))
    assert [book[f"Delmål {group}"]["A2"].value for group in "abc"] == [
        "STa1 Hälso- och sjukvårdens förutsättningar",
        next(f"{one.code} {one.title}" for one in asked.malbeskrivning.requirements.values() if one.code == "STb1"),
        "STc1",
    ]


def test_a_full_table_grows_and_what_stands_below_it_moves(tmp_path: Path, regelverk: Regelverk) -> None:
    path = drawn(tmp_path, form() + GOALS)
    book = load_workbook(path)
    sheet = book["Delmål"]
    for row in (2, 3):
        sheet.cell(row, 1).value = None
    table = ExcelTable(displayName="Delmalen", ref="A1:E3")
    sheet.add_table(table)
    sheet["A6"] = "Antal rader"
    sheet["B6"] = "=COUNTA(A2:A3)"
    book.save(path)
    asked = replace(resident(regelverk), doctor=Doctor("Eva Ek"))
    filled = fill_template(open_template(path, regelverk), asked)
    assert_whole(filled, asked, regelverk)
    count = len(asked.malbeskrivning.requirements)
    after = load_workbook(io.BytesIO(filled.data))["Delmål"]
    assert after.tables["Delmalen"].ref == f"A1:E{count + 1}"
    formulas = [cell.value for row in after.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert formulas == [f"=COUNTA(A2:A{count + 1})"]


def test_boxes_in_cells_of_their_own_are_ticked(tmp_path: Path, regelverk: Regelverk) -> None:
    source = LAYOUTS / "C" / "C09-barn.xlsx"
    path = tmp_path / "mall.xlsx"
    path.write_bytes(blank(source, regelverk))
    asked = resident(regelverk, "Barn- och ungdomsmedicin")
    filled = fill_template(open_template(path, regelverk), asked)
    assert_whole(filled, asked, regelverk)
    before, after = (load_workbook(file)["Delmål"] for file in (path, io.BytesIO(filled.data)))
    assert [after.cell(7, column).value for column in range(3, 7)] == ["☐", "Klinisk tjänstgöring", "☑", "Kurs"]
    changed = {
        (cell.value, after[cell.coordinate].value)
        for row in before.iter_rows()
        for cell in row
        if cell.value != after[cell.coordinate].value
    }
    assert {pair for pair in changed if pair[0] is not None} == {("☐", "☑")}


def test_boxes_of_one_cell_are_ticked(tmp_path: Path, regelverk: Regelverk) -> None:
    boxes = "☐ Klinisk tjänstgöring ☐ Kurs ☐ Utvecklingsarbete"
    blocks = "".join(f"STa{n} | Titel {n}\nAktivitet | {boxes}\nBedömning |\nUppnått |\n\n" for n in range(1, 8))
    path = drawn(tmp_path, f"{form()}\n== Delmål ==\n{blocks}")
    filled = fill_template(open_template(path, regelverk), resident(regelverk))
    sheet = load_workbook(io.BytesIO(filled.data))["Delmål"]
    assert sheet["B2"].value == "☐ Klinisk tjänstgöring ☑ Kurs ☐ Utvecklingsarbete"
    assert sheet["B7"].value == "☐ Klinisk tjänstgöring ☐ Kurs ☑ Utvecklingsarbete"


def test_lists_of_choices_get_an_equal_choice_or_nothing(tmp_path: Path, regelverk: Regelverk) -> None:
    path = drawn(tmp_path, form() + GOALS)
    book = load_workbook(path)
    sheet = book["Start"]
    for cell, items in (
        ("B2", "Kirurgi,reumatologi"),
        ("B3", "2015:8,2021:8"),
        ("B5", "50 %,100 %"),
        ("B6", "Ivar Torsell"),
    ):
        rule = DataValidation(type="list", formula1=f'"{items}"', showErrorMessage=True)
        rule.add(cell)
        sheet.add_data_validation(rule)
    book.save(path)
    filled = fill_template(open_template(path, regelverk), resident(regelverk))
    after = load_workbook(io.BytesIO(filled.data))["Start"]
    assert [after[cell].value for cell in ("B2", "B3", "B5", "B6")] == ["reumatologi", "2021:8", None, None]
    assert [one for one in filled.by_hand if "Tjänstgöringsgrad" in one and "Start!B5" in one]
    assert [one for one in filled.by_hand if "Huvudhandledare" in one and "Start!B6" in one]


def test_formulas_locked_cells_and_answers_are_left_alone(tmp_path: Path, regelverk: Regelverk) -> None:
    path = drawn(tmp_path, form(supervisor="Ivar Torsell") + GOALS)
    book = load_workbook(path)
    sheet = book["Start"]
    sheet["B5"] = '=""'
    for row in range(1, 7):
        sheet.cell(row, 2).protection = Protection(locked=row == 4)
    sheet.protection = SheetProtection(sheet=True)
    book.save(path)
    filled = fill_template(open_template(path, regelverk), resident(regelverk))
    after = load_workbook(io.BytesIO(filled.data))["Start"]
    assert [after.cell(row, 2).value for row in (1, 4, 5, 6)] == ["Eva Ek", None, '=""', "Ivar Torsell"]
    for cell, why in (("Start!B4", "låst"), ("Start!B5", "formel"), ("Start!B6", "Ivar Torsell")):
        assert [one for one in filled.by_hand if cell in one and why in one], (cell, filled.by_hand)
    forced = fill_template(open_template(path, regelverk, force=True), resident(regelverk))
    assert load_workbook(io.BytesIO(forced.data))["Start"]["B4"].value is not None


def test_requests_in_cells_are_replaced(tmp_path: Path, regelverk: Regelverk) -> None:
    path = drawn(tmp_path, form(name="Skriv ditt namn här", supervisor="Välj i listan") + GOALS)
    asked = replace(resident(regelverk), doctor=Doctor("Eva Ek", supervisor="Pär Öst"))
    assert_whole(fill_template(open_template(path, regelverk), asked), asked, regelverk)


def test_a_template_with_other_delmal_is_told_and_not_added_to(tmp_path: Path, regelverk: Regelverk) -> None:
    rows = "".join(f"STc{number} | Titel | |\n" for number in range(1, 18))
    path = drawn(tmp_path, form() + GOALS + rows)
    filled = fill_template(open_template(path, regelverk), resident(regelverk))
    told = [one for one in filled.by_hand if "rätt mall" in one]
    assert told
    assert "STc17" in told[0]
    assert [one for one in filled.by_hand if "STa1" in one and "läggas till" in one]
    assert "STa1" not in read(filled, regelverk).delmal


def test_a_template_for_others_is_refused(examples: Path, tmp_path: Path, regelverk: Regelverk) -> None:
    template = open_template(templates_dir() / "iup-2015.xlsx", regelverk)
    with pytest.raises(FillError, match=f"mallen är för {SOSFS_2015}"):
        fill_template(template, resident(regelverk))
    text = form().replace("Specialitet |", "Specialitet | Kirurgi") + GOALS
    with pytest.raises(FillError, match="mallen är för Kirurgi"):
        fill_template(open_template(drawn(tmp_path, text), regelverk), resident(regelverk))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (form(name="Bo By") + GOALS, "redan ifylld: i Start!B1 står ”Bo By”"),
        (form() + GOALS + "a1 | Titel | Kurs | CBD | 2025-03-04\n", "redan ifylld"),
        ("== Blad1 ==\nInköp | Pris\nPennor | 12\n", "ser inte ut att vara en mall"),
        (
            "== Handledare ==\nNamn | Specialitet | Handledarutbildning\nPär Öst | Kirurgi | 2019-03-04\n"
            "Kim Sjö | Kirurgi | 2018-03-04\n",
            "enhetens arbetsbok",
        ),
    ],
)
def test_what_is_no_empty_template_is_refused(tmp_path: Path, regelverk: Regelverk, text: str, why: str) -> None:
    with pytest.raises(FillError) as error:
        open_template(drawn(tmp_path, text), regelverk)
    assert why in str(error.value)


def test_files_that_are_no_templates_are_refused(examples: Path, tmp_path: Path, regelverk: Regelverk) -> None:
    for path, why in (
        (examples / "L14" / "L14-ort-1.xls", "måste vara .xlsx"),
        (tmp_path / "borta.xlsx", "borta.xlsx"),
        (examples / "L01" / "L01-onk-komplett.xlsx", "redan ifylld"),
    ):
        with pytest.raises(FillError) as error:
            open_template(path, regelverk)
        assert why in str(error.value)


def test_the_same_wish_gives_the_same_bytes(regelverk: Regelverk) -> None:
    asked = resident(regelverk, "Kirurgi", SOSFS_2015)
    template = open_template(templates_dir() / "iup-2015.xlsx", regelverk)
    assert fill_template(template, asked).data == fill_template(template, asked).data


def test_each_file_has_a_name_of_its_own(tmp_path: Path, regelverk: Regelverk) -> None:
    names = ("Eva Ek", "eva ek", 'Bo "B" By/Dal', "Eva Ek", "..")
    people = [replace(resident(regelverk), name=name) for name in names]
    found = [path.name for path in target_paths(people, tmp_path, ".XLSX")]
    assert found == [
        "IUP Eva Ek.xlsx",
        "IUP eva ek (2).xlsx",
        "IUP Bo B By Dal.xlsx",
        "IUP Eva Ek (3).xlsx",
        "IUP.xlsx",
    ]


def test_nothing_is_replaced_unless_asked_for_and_never_the_sources(tmp_path: Path, regelverk: Regelverk) -> None:
    (path,) = target_paths([resident(regelverk)], tmp_path, ".xlsx")
    path.write_bytes(b"egen")
    with pytest.raises(FillError, match="--overwrite"):
        check_targets([path], [], overwrite=False)
    check_targets([path], [], overwrite=True)
    with pytest.raises(FillError, match="mallen eller uppgifterna"):
        check_targets([path], [path], overwrite=True)


def test_what_goes_wrong_with_one_stops_no_other(tmp_path: Path, regelverk: Regelverk) -> None:
    people = [resident(regelverk), resident(regelverk, "Kirurgi", SOSFS_2015)]
    template = open_template(templates_dir() / "iup-2015.xlsx", regelverk)
    paths = target_paths(people, tmp_path / "ut" / "här", ".xlsx")
    wrong, right = write_all(template, people, paths)
    assert (wrong.filled, wrong.path.exists(), HSLF_2021 in wrong.problem) == (None, False, True)
    assert right.filled is not None
    assert right.path.read_bytes() == right.filled.data


def test_a_workbook_without_styles_or_choices(tmp_path: Path, regelverk: Regelverk) -> None:
    book = Workbook()
    book.worksheets[0].append(("Namn", None))
    book.create_sheet("Delmål").append(("Delmål", "Utbildningsaktiviteter", "Bedömning"))
    path = tmp_path / "m.xlsx"
    book.save(path)
    filled = fill_template(open_template(path, regelverk), resident(regelverk))
    assert read(filled, regelverk).person.name is not None
    assert len([one for one in filled.by_hand if "ingen plats" in one]) == len(facts(resident(regelverk))) - 1
