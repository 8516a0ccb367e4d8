"""``stexcel diff`` as a user meets it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.program import stexcel
from tests.cli.test_validate import EXAMPLES, ONE, TODAY


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """Two versions of three IUPs, of which the new one lacks a file and has a damaged one."""
    for name in ("gammal", "ny"):
        shutil.copytree(EXAMPLES / "L01", tmp_path / name)
    (tmp_path / "ny" / "L01-med-2021.xlsx").unlink()
    (tmp_path / "ny" / "L01-onk-komplett.xlsx").write_bytes(b"trasig")
    return tmp_path


def test_two_folders_as_text(folders: Path) -> None:
    result = stexcel("diff", "gammal", "ny", *TODAY, cwd=folders)
    assert (result.returncode, result.stderr) == (0, "")
    assert "Ingenting har ändrats för Nora Wiklander." in result.stdout
    assert "Finns bara i den äldre versionen:" in result.stdout
    assert "ny/L01-onk-komplett.xlsx: " in result.stdout
    assert "1 ST-läkare jämförd, båda versionerna bedömda per 2026-11-01" in result.stdout


def test_two_folders_as_json_in_a_file(folders: Path) -> None:
    result = stexcel("diff", "gammal", "ny", *TODAY, "--format", "json", "-o", "ut.json", cwd=folders)
    assert (result.returncode, result.stdout) == (0, "")
    document = json.loads((folders / "ut.json").read_text(encoding="utf-8"))
    assert [one["fil"] for one in document["bara_i_gamla"]] == ["gammal/L01-med-2021.xlsx"]
    assert [one["motsvarar"] for one in document["inte_jamfort"]] == ["gammal/L01-onk-komplett.xlsx"]


def test_settings_of_the_new_folder_go_for_both_and_what_they_leave_out_is_told(folders: Path) -> None:
    shutil.copytree(EXAMPLES / "L01", folders / "ny", dirs_exist_ok=True)
    told = 'utom = ["L01-med*"]\n[[ignore]]\nfil = "*psyk*"\nkod = "STX103"\nskal = "bedöms i vår"\n'
    (folders / "ny" / "stexcel.toml").write_text(told, encoding="utf-8")
    result = stexcel("diff", "gammal", "ny", *TODAY, "--format", "json", cwd=folders)
    document = json.loads(result.stdout)
    assert [one["namn"] for one in document["st_lakare"]] == ["Jonna Hallin", "Nora Wiklander"]
    assert [one["losta_fynd"] for one in document["st_lakare"]] == [[], []]
    assert document["bara_i_gamla"] == document["bara_i_nya"] == []
    assert {one["fil"] for one in document["inte_jamfort"]} == {"ny/stexcel.toml"}


def test_nothing_to_compare_is_an_error_but_is_still_told(folders: Path) -> None:
    result = stexcel("diff", "ny/L01-onk-komplett.xlsx", ONE, *TODAY, cwd=folders)
    assert result.returncode == 2
    assert result.stdout.startswith("Inte jämfört:")
    assert result.stderr.startswith("Fel: Inget kunde jämföras.")


def test_format_follows_the_name_of_the_file(folders: Path) -> None:
    assert stexcel("diff", "gammal", "ny", *TODAY, "-o", "ut.json", cwd=folders).returncode == 0
    assert json.loads((folders / "ut.json").read_text(encoding="utf-8"))["enheter"] == []
    result = stexcel("diff", "gammal", "ny", *TODAY, "-o", "ut.pdf", cwd=folders)
    assert result.returncode == 2
    assert "Av filnamnet ut.pdf framgår inte vilket format" in result.stderr


def test_nothing_is_ever_written_in_the_workbooks(folders: Path) -> None:
    before = ONE.read_bytes()
    copy = folders / "ny" / ONE.name
    result = stexcel("diff", ONE, copy, *TODAY, "-o", copy)
    assert result.returncode == 2
    assert "Fel: " in result.stderr
    assert copy.read_bytes() == before


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("gammal",), "NY saknas"),
        (("gammal", "finns-inte"), "finns inte"),
        (("gammal", "."), "gammal ligger inne i ."),
        (("gammal", "ny", "--backdated-days", "0"), "--backdated-days: ”0” ska vara ett heltal, minst 1"),
    ],
)
def test_comparison_that_cannot_be_made_is_told_in_swedish(args: tuple[str, ...], message: str, folders: Path) -> None:
    result = stexcel("diff", *args, cwd=folders)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("Fel: ")
    assert message in result.stderr
