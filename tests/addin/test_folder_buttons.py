"""The buttons that work with a folder or with nothing: Enhetsstatus, SPUR-underlag, Ny IUP and Om."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

import stexcel
from stexcel import api
from stexcel.addin.buttons.enhetsstatus import NAME, enhetsstatus
from stexcel.addin.buttons.ny_iup import make_iup
from stexcel.addin.buttons.om import om
from stexcel.addin.buttons.spur import spur, spur_files
from stexcel.addin.errors import ButtonError
from stexcel.addin.log import log_file
from stexcel.fill.errors import FillError
from stexcel.fill.new import Order
from stexcel.fill.template.content import Doctor
from stexcel.own_results import is_own_result
from stexcel.settings import make_setup
from tests.addin.desk import TODAY, Desk
from tests.cli import program
from tests.conftest import EXAMPLES


@pytest.fixture
def unit(desk: Desk) -> Path:
    """A folder with two residents and the unit's workbook."""
    folder = desk.folder / "Enhet Å"
    folder.mkdir()
    for path in sorted((EXAMPLES / "varnamo").glob("*.xlsx"))[:3]:
        shutil.copyfile(path, folder / path.name)
    return folder


def test_status_is_written_beside_the_files_and_opened(desk: Desk, unit: Path) -> None:
    outcome = enhetsstatus(desk.app, unit, TODAY)
    assert outcome.text.startswith("Läget 2026-11-01: ")
    assert is_own_result(unit / NAME)
    assert desk.app.books.active.name == NAME
    assert "Översikt" in desk.app.books.active.sheet_names
    assert desk.app.status_bar is False


def test_second_press_closes_the_first_and_unsaved_workbooks_are_told(desk: Desk, unit: Path) -> None:
    enhetsstatus(desk.app, unit, TODAY)
    doctor = next(path for path in sorted(unit.glob("*.xlsx")) if path.name not in {NAME, "enhet.xlsx"})
    desk.open(doctor).sheets[0].range("Z90").value = "ny"
    outcome = enhetsstatus(desk.app, unit, date(2026, 11, 2))
    assert f"{doctor.name} har ändringar som inte är sparade" in outcome.text
    assert [book.name for book in desk.app.books].count(NAME) == 1


def test_status_that_somebody_has_written_in_is_left(desk: Desk, unit: Path) -> None:
    enhetsstatus(desk.app, unit, TODAY)
    before = (unit / NAME).read_bytes()
    desk.app.books[NAME].sheets[0].range("A40").value = "min anteckning"
    with pytest.raises(ButtonError, match="ändringar som inte är sparade"):
        enhetsstatus(desk.app, unit, TODAY)
    assert (unit / NAME).read_bytes() == before


def test_somebody_elses_file_is_never_replaced_and_a_folder_without_iup_is_told(desk: Desk) -> None:
    other = desk.folder / NAME
    shutil.copyfile(EXAMPLES / "L01" / "L01-med-2021.xlsx", other)
    before = other.read_bytes()
    with pytest.raises(ButtonError, match="inte ett resultat från stexcel"):
        enhetsstatus(desk.app, desk.folder, TODAY)
    assert other.read_bytes() == before
    empty = desk.folder / "tom"
    empty.mkdir()
    shutil.copyfile(EXAMPLES / "borasonkologi" / "enhet.xlsx", empty / "enhet.xlsx")
    with pytest.raises(ButtonError, match="Inget IUP kunde läsas"):
        enhetsstatus(desk.app, empty, TODAY)
    assert not (empty / NAME).exists()


def test_new_iup_is_opened_and_never_replaces_one(desk: Desk) -> None:
    order = Order("reumatologi", "2021", Doctor(name="Åsa Ö: Berg"))
    outcome = make_iup(desk.app, order, desk.folder)
    assert outcome.text.startswith("IUP Åsa Ö Berg.xlsx är skapad för Reumatologi enligt HSLF-FS 2021:8.")
    assert desk.app.books.active.name == "IUP Åsa Ö Berg.xlsx"
    make_iup(desk.app, order, desk.folder)
    made = sorted(path.name for path in desk.folder.glob("IUP*"))
    assert made == ["IUP Åsa Ö Berg (2).xlsx", "IUP Åsa Ö Berg.xlsx"]
    document = api.read_document(desk.folder / made[1])
    assert document.iup is not None
    assert document.iup.person.specialty is not None
    with pytest.raises(FillError, match="Specialiteten ”trolleri” finns inte"):
        make_iup(desk.app, Order("trolleri", "2021"), desk.folder)


def test_spur_writes_what_the_command_does_and_opens_the_workbook(desk: Desk, tmp_path: Path) -> None:
    unit = EXAMPLES / "borasonkologi"
    for path in unit.glob("*.xlsx"):
        shutil.copyfile(path, desk.folder / path.name)
    told = spur(desk.app, desk.folder, TODAY).text
    made = desk.folder / f"SPUR-underlag {TODAY}"
    assert desk.app.books.active.name == "spur.xlsx"
    assert made.name in told and "SOSFS 2015:8: A " in told
    again = tmp_path / "igen"
    ran = program.stexcel("spur", desk.folder, "--today", str(TODAY), "-o", again)
    assert ran.returncode in {0, 1}
    assert {path.name for path in made.iterdir()} >= {path.name for path in again.iterdir()}
    assert (made / "spur.json").read_bytes() == (again / "spur.json").read_bytes()


def test_spur_leaves_what_somebody_may_have_written_in(desk: Desk) -> None:
    shutil.copyfile(EXAMPLES / "L01" / "L01-med-2021.xlsx", desk.folder / "iup.xlsx")
    first, _ = spur_files(desk.folder, TODAY)
    first.with_name("handlingsplan.docx").write_bytes(b"min egen")
    second, outcome = spur_files(desk.folder, TODAY)
    assert second.parent.name == f"SPUR-underlag {TODAY} (2)"
    assert second.parent.name in outcome.text
    assert first.with_name("handlingsplan.docx").read_bytes() == b"min egen"


def test_spur_of_a_folder_without_iup_writes_nothing(tmp_path: Path) -> None:
    shutil.copyfile(EXAMPLES / "borasonkologi" / "enhet.xlsx", tmp_path / "enhet.xlsx")
    with pytest.raises(ButtonError, match="Inget IUP kunde läsas"):
        spur_files(tmp_path, TODAY)
    assert [path.name for path in tmp_path.iterdir()] == ["enhet.xlsx"]


def test_om_tells_version_rule_data_and_log(desk: Desk) -> None:
    text = om().text
    assert text.startswith(f"stexcel {stexcel.__version__}\n")
    assert str(log_file()) in text
    assert "HSLF-FS 2021:8: 63 målbeskrivningar" in text


def test_settings_of_the_folder_apply(desk: Desk, unit: Path) -> None:
    (unit / "stexcel.toml").write_text("idag = 2025-01-15\n", encoding="utf-8")
    assert make_setup([unit], clock=TODAY).today == date(2025, 1, 15)
    assert enhetsstatus(desk.app, unit, TODAY).text.startswith("Läget 2025-01-15")
