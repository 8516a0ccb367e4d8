"""Many units in one workbook: the same numbers as each unit's own, and every folder accounted for."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import click
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from stexcel.cli.status import build_status
from stexcel.cli.status_files import Targets
from stexcel.cli.status_region import build_region
from stexcel.cli.status_run import Run
from stexcel.own_results import is_own_result
from stexcel.render.region_xlsx import sheet_names

pytestmark = pytest.mark.filterwarnings("ignore:Unknown extension is not supported")
EXAMPLES = Path(__file__).parents[1] / "exempel"
UNIT = Path(__file__).parents[1] / "enheter" / "u03_enhet.xlsx"
TODAY = date(2026, 11, 1)


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two units, of which one has its own workbook and settings, a file beside them, and two folders with nothing."""
    folder = tmp_path_factory.mktemp("Regionen")
    shutil.copytree(EXAMPLES / "L01", folder / "Psykiatrin")
    shutil.copytree(EXAMPLES / "L02", folder / "Kirurgen")
    shutil.copy(UNIT, folder / "Kirurgen" / "enhet.xlsx")
    (folder / "Kirurgen" / "stexcel.toml").write_text("[troskel]\nsamtal_dagar = 30\n", encoding="utf-8")
    shutil.copy(EXAMPLES / "L05" / "L05-hud-2021.xlsx", folder / "hud.xlsx")
    (folder / "Bilder").mkdir()
    (folder / "Trasiga").mkdir()
    (folder / "Trasiga" / "a.xlsx").write_bytes(b"inte en arbetsbok")
    return folder


def run_of(output: Path, *paths: Path, **changes: Any) -> Run:
    asked: dict[str, Any] = {
        "as_of": None, "is_anonymous": False, "has_history": False, "has_cache": False, "fail_on": "krav", "jobs": 1,
        "cluster": None, "profiles": (), "regelverk": None, "unit": None, "today": TODAY, **changes,
    }  # fmt: skip
    return Run(paths=paths, targets=Targets(output, None), **asked)


@pytest.fixture(scope="module")
def whole(region: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of the region."""
    output = tmp_path_factory.mktemp("ut") / "region.xlsx"
    assert build_region(run_of(output, region)) == 1
    return output


def table(sheet: Worksheet, name: str) -> list[dict[str, Any]]:
    heading, *rows = sheet[sheet.tables[name].ref]
    names = [str(cell.value) for cell in heading]
    found = [dict(zip(names, (cell.value for cell in row), strict=True)) for row in rows]
    return [row for row in found if not str(row[names[0]]).startswith("Summa")]


def units(path: Path) -> dict[str, dict[str, Any]]:
    return {row["Enhet"]: row for row in table(load_workbook(path)["Enheter"], "Enheter")}


def test_every_folder_is_a_row_and_what_has_nothing_is_named(whole: Path) -> None:
    book = load_workbook(whole)
    names = list(units(whole))
    assert [
        bool(re.search(word, name))
        for word, name in zip(("Kirurgen", "Psykiatrin", "Trasiga", "direkt"), names, strict=True)
    ] == [True] * 4
    assert len(names) == 4 and len(book.sheetnames) == 5
    words = " ".join(str(cell.value) for row in book["Enheter"] for cell in row if cell.value)
    assert "Utan arbetsböcker, och därför inte med: Bilder" in words
    assert "Inget IUP kunde läsas" in words
    assert is_own_result(whole)


@pytest.mark.parametrize("unit", ["Kirurgen", "Psykiatrin"])
def test_the_numbers_are_those_of_the_units_own_workbook(region: Path, whole: Path, tmp_path: Path, unit: str) -> None:
    build_status(run_of(tmp_path / "egen.xlsx", region / unit))
    own = table(load_workbook(tmp_path / "egen.xlsx")["Översikt"], "Lakare")
    (row,) = (row for name, row in units(whole).items() if unit in name)
    lights = Counter(str(one["Läge"]).split(" ")[0] for one in own)
    assert {light: row[light.capitalize()] for light in ("röd", "gul", "grön", "grå")} == {
        light: lights[light] for light in ("röd", "gul", "grön", "grå")
    }
    assert row["ST-läkare"] == len(own) == 3
    for name in ("Tid gjord", "Kopplat", "Bedömt", "Klart", "Väntat"):
        known = [one[name] for one in own if one[name] is not None]
        assert row[name] == pytest.approx(sum(known) / len(known)), name
    assert row["Bedömningar i terminen"] == sum(one["Antal"] for one in own)
    assert row["Mål"] == sum(one["Mål"] for one in own)
    findings = table(load_workbook(tmp_path / "egen.xlsx")["Fynd"], "Fynd")
    levels = Counter(one["Nivå"] for one in findings)
    assert {level: row[level.capitalize()] for level in ("krav", "råd", "lokal")} == {
        level: levels[level] for level in ("krav", "råd", "lokal")
    }


def test_the_drill_down_has_the_units_doctors(region: Path, whole: Path, tmp_path: Path) -> None:
    build_status(run_of(tmp_path / "egen.xlsx", region / "Psykiatrin"))
    own = table(load_workbook(tmp_path / "egen.xlsx")["Översikt"], "Lakare")
    book = load_workbook(whole)
    (sheet,) = (book[name] for name in book.sheetnames if "Psykiatrin" in str(book[name]["A1"].value))
    (name,) = (name for name in sheet.tables if name.startswith("Lakare"))
    shared = ("Läkare", "Läge", "Tid gjord", "Kopplat", "Bedömt", "Klart", "Väntat", "Krav", "Råd", "Trend")
    assert [[row[one] for one in shared] for row in table(sheet, name)] == [[row[one] for one in shared] for row in own]


def test_each_unit_goes_by_its_own_settings(region: Path, whole: Path, tmp_path: Path) -> None:
    """The same files, with another limit for one of the units: only that unit's doctors are judged in another way."""
    shutil.copytree(region, tmp_path / "Regionen")
    (tmp_path / "Regionen" / "Psykiatrin" / "stexcel.toml").write_text("[troskel]\nsamtal_dagar = 1\n", "utf-8")
    build_region(run_of(tmp_path / "sträng.xlsx", tmp_path / "Regionen"))
    usual, strict = units(whole), units(tmp_path / "sträng.xlsx")
    assert list(usual) == list(strict)
    (own,) = (name for name in usual if "Psykiatrin" in name)
    assert (usual[own]["Utan handledning i tid"], strict[own]["Utan handledning i tid"]) == (0, 3)
    assert usual[own]["Lokal"] < strict[own]["Lokal"]
    others = [name for name, row in usual.items() if name != own and row["ST-läkare"] is not None]
    assert len(others) == 2
    assert [usual[name] for name in others] == [strict[name] for name in others]


def test_workbooks_beside_the_units_are_a_row_and_told(whole: Path) -> None:
    (beside,) = (row for name, row in units(whole).items() if name.endswith("(filer direkt i mappen)"))
    assert (beside["Enhet"], beside["ST-läkare"]) == ("Hudkliniken, Västerby sjukhus (filer direkt i mappen)", 1)
    words = " ".join(str(cell.value) for row in load_workbook(whole)["Enheter"] for cell in row if cell.value)
    assert "Arbetsböcker som ligger bredvid enheternas mappar räknas inte till någon av dem" in words


def test_what_many_units_are_told_is_told_once_with_their_names(region: Path, tmp_path: Path) -> None:
    many = tmp_path / "Stora"
    for name in ("A", "B", "C"):
        shutil.copytree(region / "Psykiatrin", many / name)
    shutil.copytree(region / "Kirurgen", many / "D")
    build_region(run_of(tmp_path / "stora.xlsx", many))
    book = load_workbook(tmp_path / "stora.xlsx")
    front = [str(cell.value) for row in book["Enheter"] for cell in row if cell.value]
    about_register = [text for text in front if "Ingen arbetsbok för enheten finns bland filerna" in text]
    assert len(about_register) == 1
    assert about_register[0].endswith("Det gäller 3 av enheterna (A, B och C).")
    assert sum(text.endswith("Det gäller alla enheter.") for text in front) == 1  # the history is switched off for all
    own = [str(cell.value) for row in book["A"] for cell in row if cell.value]
    assert any("Ingen arbetsbok för enheten finns bland filerna" in text for text in own)


def test_units_may_be_named_one_by_one(region: Path, tmp_path: Path) -> None:
    build_region(run_of(tmp_path / "två.xlsx", region / "Psykiatrin", region / "Kirurgen"))
    assert len(units(tmp_path / "två.xlsx")) == 2


def test_an_anonymous_region_has_no_names(region: Path, tmp_path: Path) -> None:
    build_region(run_of(tmp_path / "anonym.xlsx", region, is_anonymous=True))
    with ZipFile(tmp_path / "anonym.xlsx") as book:
        raw = b"\n".join(book.read(name) for name in book.namelist()).decode("utf-8", "replace")
    words = ("Psykiatrin", "Kirurgen", "Trasiga", "Bilder", "Regionen", "Wiklander", "Cedergren", "L01", "hud.xlsx")
    assert [word for word in words if word in raw] == []
    rows = units(tmp_path / "anonym.xlsx")
    assert list(rows) == ["Enhet 1", "Enhet 2", "Enhet 3", "Enhet 4"]
    few = [row for row in rows.values() if row["ST-läkare"] is None]
    assert len(few) == 2  # one doctor, and none
    assert any("färre än 3" in row["Att tänka på"] for row in few)


def test_the_same_region_gives_the_same_bytes(region: Path, whole: Path) -> None:
    before = whole.read_bytes()
    build_region(run_of(whole, region))
    assert whole.read_bytes() == before


def test_files_are_no_units_and_an_empty_folder_is_none(region: Path, tmp_path: Path) -> None:
    with pytest.raises(click.ClickException, match="behöver mappar"):
        build_region(run_of(tmp_path / "x.xlsx", region / "hud.xlsx"))
    with pytest.raises(click.ClickException, match="Inga arbetsböcker"):
        build_region(run_of(tmp_path / "x.xlsx", region / "Bilder"))
    with pytest.raises(click.ClickException, match="Ingen enhet kunde läsas"):
        build_region(run_of(tmp_path / "x.xlsx", region / "Trasiga", region / "Trasiga"))


def test_names_of_sheets_are_such_as_excel_takes() -> None:
    names = sheet_names(["Enheter", "A/B: [C]?", "", "x" * 40, "X" * 40, "'Hud'", "History"])
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\']", name) for name in names)
    assert "history" not in {name.casefold() for name in names}  # a name that Excel keeps for itself
