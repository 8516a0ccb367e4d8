"""``stexcel fill MALL --data`` and the ways that exclude each other, as a user meets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from stexcel.resources import templates_dir
from tests.cli.program import stexcel
from tests.cli.test_validate import EXAMPLES, TODAY

TEMPLATE = templates_dir() / "iup-2015.xlsx"
DATA = "Namn;Specialitet;Föreskrift;Handledare;Personnr\nÅsa Ek;Kirurgi;2015;Pär Öst;640823-3234\n"
OUTPUT = ("-o", "ut")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mall.xlsx").write_bytes(TEMPLATE.read_bytes())
    (tmp_path / "data.csv").write_text(DATA, encoding="utf-8")
    return tmp_path


def fill(folder: Path, *arguments: str) -> tuple[int, str, str]:
    result = stexcel("fill", "mall.xlsx", *arguments, cwd=folder)
    assert "Traceback" not in result.stderr
    return result.returncode, result.stdout, result.stderr


def test_one_iup_for_each_resident_that_validate_reads(folder: Path) -> None:
    code, told, _ = fill(folder, "--data", "data.csv", *OUTPUT)
    assert code == 0
    assert "ut/IUP Åsa Ek.xlsx: Kirurgi, SOSFS 2015:8; 4 personuppgifter, 24 av 24 delmål" in told
    assert "Personnr" in told
    result = stexcel("validate", folder / "ut", *TODAY)
    assert "Åsa Ek" in result.stdout
    assert "Kirurgi" in result.stdout
    values = [
        cell.value for row in load_workbook(folder / "ut" / "IUP Åsa Ek.xlsx")["Start"].iter_rows() for cell in row
    ]
    assert "Pär Öst" in values
    assert not [value for value in values if "640823" in str(value)]


def test_files_that_are_there_are_kept_unless_overwritten(folder: Path) -> None:
    assert fill(folder, "--data", "data.csv", *OUTPUT)[0] == 0
    path = folder / "ut" / "IUP Åsa Ek.xlsx"
    path.write_bytes(b"egen")
    code, _, why = fill(folder, "--data", "data.csv", *OUTPUT)
    assert (code, "--overwrite" in why, path.read_bytes()) == (2, True, b"egen")
    assert fill(folder, "--data", "data.csv", *OUTPUT, "--overwrite")[0] == 0
    assert path.read_bytes() != b"egen"


def test_what_is_left_to_do_gives_exit_code_1(folder: Path) -> None:
    (folder / "data.csv").write_text(DATA.replace("Kirurgi", "Palliativ medicin"), encoding="utf-8")
    book = load_workbook(TEMPLATE)
    book["Start"]["B11"] = "Ivar Torsell"
    book.save(folder / "mall.xlsx")
    code, told, _ = fill(folder, "--data", "data.csv", *OUTPUT)
    assert code == 1
    assert "Att göra för hand: Huvudhandledare ”Pär Öst”: i Start!B11 står redan ”Ivar Torsell”." in told


def test_somebody_without_a_file_gives_exit_code_2_and_the_others_go_on(folder: Path) -> None:
    with (folder / "data.csv").open("a", encoding="utf-8") as file:
        file.write("Bo By;Kirurgi;2021;;\n")
    code, told, _ = fill(folder, "--data", "data.csv", *OUTPUT)
    assert code == 2
    assert "Bo By: inget IUP skrevs: mallen är för SOSFS 2015:8" in told
    assert [path.name for path in (folder / "ut").iterdir()] == ["IUP Åsa Ek.xlsx"]


def test_the_specialty_of_a_whole_unit_can_be_given(folder: Path) -> None:
    unit = EXAMPLES / "varnamo" / "enhet.xlsx"
    code, _, why = fill(folder, "--data", str(unit), *OUTPUT)
    assert (code, "--specialty" in why, (folder / "ut").exists()) == (2, True, False)
    code, told, _ = fill(folder, "--data", str(unit), "--specialty", "Allmänmedicin", *OUTPUT)
    assert told.count("Allmänmedicin, SOSFS 2015:8") == len(list((folder / "ut").iterdir()))
    assert code == 2  # some of them train under the other regulation


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--data", "data.csv"), "-o saknas. Ange mappen"),
        (("--suggest",), "-o saknas. Ange kopian"),
        (("--data", "data.csv", "--set", "A!A1=x", *OUTPUT), "--data och --set"),
        (("--data", "data.csv", "--suggest", *OUTPUT), "--data och --suggest"),
        (("--data", "data.csv", "--in-place"), "--in-place hör ihop med --set, inte med --data"),
        (("--set", "A!A1=x", "--regulation", "2021", *OUTPUT), "--regulation hör ihop med --data, inte med --set"),
        (("--suggest", "--force", *OUTPUT), "--force hör ihop med --set och --data"),
        (("--data", "borta.csv", *OUTPUT), "borta.csv"),
        (("--data", "mall.xlsx", *OUTPUT), "mall.xlsx"),
        (("--data", "data.csv", "--regelverk", "borta.csv", *OUTPUT), "borta.csv"),
        (("--data", "data.csv", "-o", "data.csv"), "data.csv"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(folder: Path, arguments: tuple[str, ...], why: str) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    code, _, told = fill(folder, *arguments)
    assert (code, why in told) == (2, True), told
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_suggestions_in_a_copy(folder: Path) -> None:
    assert fill(folder, "--data", "data.csv", *OUTPUT)[0] == 0
    source, copy = folder / "ut" / "IUP Åsa Ek.xlsx", folder / "förslag.xlsx"
    before = source.read_bytes()
    result = stexcel("fill", source, "--suggest", "-o", copy)
    assert (result.returncode, "förslag" in result.stdout, source.read_bytes() == before) == (0, True, True)
    assert copy.exists()
    result = stexcel("fill", source, "--suggest", "-o", copy)
    assert (result.returncode, "--overwrite" in result.stderr) == (2, True)
    result = stexcel("fill", source, "--suggest", "-o", source, "--overwrite")
    assert (result.returncode, source.read_bytes() == before) == (2, True)


def test_a_units_workbook_gets_no_suggestions(folder: Path) -> None:
    unit = Path(__file__).parents[1] / "exempel/borasonkologi/enhet.xlsx"
    result = stexcel("fill", unit, "--suggest", "-o", folder / "kopia.xlsx")
    assert (result.returncode, "enhetens arbetsbok" in result.stderr) == (2, True)
    assert not (folder / "kopia.xlsx").exists()
