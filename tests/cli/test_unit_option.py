"""``stexcel validate --enhet``: a unit's workbook that lies somewhere else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from stexcel.cli.validate import validate

EXAMPLES = Path(__file__).parents[1] / "exempel"
ST1 = EXAMPLES / "borasonkologi" / "borasonkologi-st1.xlsx"
UNIT = EXAMPLES / "borasonkologi" / "enhet.xlsx"


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    """An IUP in a folder without any unit's workbook."""
    return Path(shutil.copy(ST1, tmp_path / "st1.xlsx"))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(validate, [str(one) for one in arguments] + ["--today", "2026-11-01"])


def test_unit_is_checked_with_the_iups(alone: Path) -> None:
    result = run(alone, "--enhet", UNIT, "--format", "json")
    files = json.loads(result.output)["filer"]
    (unit,) = [file for file in files if file["enhet"]]
    assert unit["enhet"]["namn"] == "Onkologsektionen, Medicinkliniken"
    assert unit["enhet"]["handledare"][1] == {
        "namn": "Farah Viklund",
        "specialitet": "Onkologi",
        "handledarutbildning": False,
        "senaste_uppdatering": "2025-12-10",
        "slutat": False,
        "st": ["Wilma Wiklander"],
        "cell": "Handledare!A6",
    }
    assert unit["enhet"]["handlingsplan"][1]["klart_senast"] == "2025-04-02"
    assert {finding["kod"] for finding in unit["fynd"]} >= {"STX501", "STX506", "STX507", "STX508"}


def test_text_tells_what_was_read_of_the_unit(alone: Path) -> None:
    words = " ".join(run(alone, "--enhet", UNIT).output.split())
    assert "enhetens arbetsbok · 7 handledare · 4 ST-läkare · 5 styrdokument" in words


def test_run_without_a_unit_says_so(alone: Path) -> None:
    words = " ".join(run(alone).output.split())
    assert words.count("STX501–STX508") == 1
    told = json.loads(run(alone, "--format", "json").output)["ej_kontrollerat"]
    assert len(told) == 1


def test_named_file_that_is_no_units_workbook_is_an_error(alone: Path) -> None:
    result = run(alone, "--enhet", ST1)
    assert result.exit_code != 0
    assert "angiven som enhetens arbetsbok, men där hittades inget register" in result.output


def test_named_file_that_does_not_exist_is_an_error(alone: Path) -> None:
    result = run(alone, "--enhet", "finns-inte.xlsx")
    assert result.exit_code != 0
    assert "finns-inte.xlsx är angiven som enhetens arbetsbok, men filen finns inte" in result.output


def test_unit_of_the_configuration_is_used(alone: Path) -> None:
    shutil.copy(UNIT, alone.parent.parent / "register.xlsx")
    (alone.parent / "stexcel.toml").write_text('enhet = "../register.xlsx"\n', encoding="utf-8")
    files = json.loads(run(alone, "--format", "json").output)["filer"]
    assert sum(bool(file["enhet"]) for file in files) == 1
