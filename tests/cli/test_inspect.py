"""``stexcel inspect`` and profiles as a user meets them: in a process of its own, with real files."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import click
import pytest

from stexcel import api
from stexcel.cli.settings import load_setup
from tests.cli.program import stexcel

EXAMPLES = Path(__file__).parents[1] / "exempel"
ONE = EXAMPLES / "L01" / "L01-psyk-luckor.xlsx"
UNIT = EXAMPLES / "varnamo"
TODAY = date(2026, 11, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one workbook."""
    shutil.copy(ONE, tmp_path / "iup.xlsx")
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_shows_how_the_file_is_read(folder: Path) -> None:
    result = stexcel("inspect", "iup.xlsx", cwd=folder)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("iup.xlsx\nLäst utan profil. Mallens fingeravtryck: ")
    assert "Tabell: placeringar" in result.stdout


def test_json_to_a_file(folder: Path) -> None:
    result = stexcel("inspect", "iup.xlsx", "--format", "json", "-o", "ut.json", cwd=folder)
    assert (result.returncode, result.stdout) == (0, "")
    assert json.loads((folder / "ut.json").read_text(encoding="utf-8"))["fil"] == "iup.xlsx"


def test_profile_is_saved_edited_and_given_back(folder: Path) -> None:
    saved = stexcel("inspect", "iup.xlsx", "--save-profile", "mall.toml", cwd=folder)
    assert saved.returncode == 0
    assert 'stexcel inspect "iup.xlsx" --profile "mall.toml"' in saved.stderr
    edit(folder / "mall.toml", 'cell = "C11"', 'cell = "C12"')
    shown = stexcel("inspect", "iup.xlsx", "--profile", "mall.toml", cwd=folder)
    assert "Läst med profilen ”mall”." in shown.stdout
    judged = stexcel("validate", "iup.xlsx", "--profile", "mall.toml", "--format", "json", cwd=folder)
    person = json.loads(judged.stdout)["filer"][0]["person"]
    assert person["huvudhandledare"] == person["studierektor"] == "Nadja Öhrnell"


def test_profile_is_never_overwritten(folder: Path) -> None:
    (folder / "mall.toml").write_text("# rättad", encoding="utf-8")
    result = stexcel("inspect", "iup.xlsx", "--save-profile", "mall.toml", cwd=folder)
    assert (result.returncode, result.stdout) == (2, "")
    assert "mall.toml finns redan och kan innehålla rättelser. Ange ett annat namn" in result.stderr
    assert (folder / "mall.toml").read_text(encoding="utf-8") == "# rättad"


def test_workbook_is_never_overwritten_by_a_profile(folder: Path) -> None:
    result = stexcel("inspect", "iup.xlsx", "--save-profile", "iup.xlsx", cwd=folder)
    assert result.returncode == 2
    assert (folder / "iup.xlsx").read_bytes() == ONE.read_bytes()


def test_profile_that_is_used_can_be_saved_for_another_template(folder: Path) -> None:
    stexcel("inspect", "iup.xlsx", "--save-profile", "mall.toml", cwd=folder)
    edit(folder / "mall.toml", "ignorera_blad = []", 'ignorera_blad = ["Kurser"]')
    edit(folder / "mall.toml", 'fingeravtryck = "', 'fingeravtryck = "gammalt')
    stexcel("inspect", "iup.xlsx", "--profile", "mall.toml", "--save-profile", "ny.toml", cwd=folder)
    text = (folder / "ny.toml").read_text(encoding="utf-8")
    assert 'ignorera_blad = ["Kurser"]' in text
    assert 'namn = "ny"' in text
    assert "gammalt" not in text


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("inspect",), "FIL saknas"),
        (("inspect", "saknas.xlsx"), "filen finns inte"),
        (("inspect", "."), "det är en mapp"),
        (("inspect", "text.xlsx"), "text.xlsx: "),
        (("inspect", "iup.xlsx", "--profile", "fel.toml"), "fel.toml: nyckeln ”roll” finns inte"),
        (("validate", "iup.xlsx", "--profile", "fel.toml"), "fel.toml: nyckeln ”roll” finns inte"),
        (("inspect", "iup.xlsx", "--profile", "saknas.toml"), "saknas.toml: filen går inte att läsa"),
        (("inspect", "iup.xlsx", "--save-profile", "saknas/mall.toml"), "mall.toml: mappen finns inte"),
        (("inspect", "iup.xlsx", "--format", "text", "-o", "iup.xlsx"), "är en av arbetsböckerna"),
        (("inspect", "iup.xlsx", "--format", "html"), "--format: ”html” är inget av text, json"),
    ],
)
def test_run_that_cannot_be_done_is_told_in_swedish(args: tuple[str, ...], message: str, folder: Path) -> None:
    (folder / "text.xlsx").write_text("inte en arbetsbok", encoding="utf-8")
    (folder / "fel.toml").write_text('version = 1\nroll = "x"\n', encoding="utf-8")
    result = stexcel(*args, cwd=folder)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("Fel: ")
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_help_is_swedish() -> None:
    result = stexcel("inspect", "--help")
    assert result.returncode == 0
    assert result.stdout.startswith("Användning: ")
    assert "--save-profile FIL.toml" in result.stdout


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A unit's folder whose ``stexcel.toml`` knows the template, where courses are not to be read."""
    for book in ("varnamo-st1.xlsx", "varnamo-st5.xlsx"):
        shutil.copy(UNIT / book, tmp_path / book)
    shutil.copy(ONE, tmp_path / "annan-mall.xlsx")
    stexcel("inspect", "varnamo-st1.xlsx", "--save-profile", "mall.toml", cwd=tmp_path)
    edit(tmp_path / "mall.toml", 'typ = "kurser"', 'typ = "annat"')
    (tmp_path / "stexcel.toml").write_text('[[mall]]\nprofil = "mall.toml"\n', encoding="utf-8")
    return tmp_path


def courses(setup: api.Setup, path: Path) -> int:
    iup = api.read_document(path, profiles=setup.profiles).iup
    assert iup is not None
    return len(iup.courses)


def test_profile_of_the_folder_is_found_by_the_template(clinic: Path) -> None:
    setup = load_setup([clinic], TODAY, [], None)
    assert courses(setup, UNIT / "varnamo-st5.xlsx") == 0
    assert courses(setup, clinic / "varnamo-st5.xlsx") == 0
    assert courses(api.Setup(TODAY), clinic / "varnamo-st5.xlsx") > 0
    shown = stexcel("inspect", "varnamo-st5.xlsx", cwd=clinic)
    assert "Läst med profilen ”mall”." in shown.stdout


def test_profile_of_the_folder_leaves_other_templates_alone(clinic: Path) -> None:
    setup = load_setup([clinic], TODAY, [], None)
    path = clinic / "annan-mall.xlsx"
    assert courses(setup, path) == courses(api.Setup(TODAY), path) > 0


def test_given_profile_is_used_although_the_template_has_changed(clinic: Path) -> None:
    edit(clinic / "mall.toml", 'fingeravtryck = "', 'fingeravtryck = "x')
    path = clinic / "varnamo-st5.xlsx"
    assert courses(load_setup([clinic], TODAY, [], None), path) > 0
    assert courses(load_setup([clinic], TODAY, [clinic / "mall.toml"], None), path) == 0


def test_faulty_profile_of_the_folder_is_told(clinic: Path) -> None:
    edit(clinic / "mall.toml", 'A = "delmål"', 'A = "delmol"')
    with pytest.raises(click.ClickException, match=r"mall\.toml: tabell 1 .*”delmol”"):
        load_setup([clinic], TODAY, [], None)
