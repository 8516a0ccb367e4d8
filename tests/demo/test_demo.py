"""``stexcel demo``: the invented clinic shows what it says it shows, and every command works on it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from stexcel import api
from stexcel.cli.demo import steps
from stexcel.demo.clinic import load_clinic
from stexcel.demo.forms import Form
from stexcel.demo.make import clinic_files
from stexcel.findings import Report
from stexcel.regelverk import Regelverk
from stexcel.resources import templates_dir
from tests.cli.program import Ended, stexcel


class Made(NamedTuple):
    """A demo in a folder, and what was told."""

    folder: Path
    result: Ended


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("demo")
    more = {"XDG_CACHE_HOME": str(folder / "cache")}
    return Made(folder, stexcel("demo", "-o", "min klinik", cwd=folder, more=more))


@pytest.fixture(scope="module")
def report(made: Made) -> Report:
    return api.validate([made.folder / "min klinik" / "IUP"], api.Setup(load_clinic().today))


def codes_of(report: Report, name: str) -> set[str]:
    """The codes found in the file of a resident."""
    return {one.code for file in report.files if name in file.document.path for one in file.findings}


def test_seven_residents_and_a_unit(made: Made, report: Report) -> None:
    assert made.result.returncode == 0
    assert len(load_clinic().residents) == 7
    assert sum(file.document.iup is not None for file in report.files) == 7
    assert sum(file.document.unit is not None for file in report.files) == 1
    for resident in load_clinic().residents:
        assert f"  {resident.name}: {resident.told}\n" in made.result.stdout


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Birger", {"STX203", "STX111", "STX305"}),  # not revised, behind, not reconciled
        ("Cecilia", {"STX205", "STX304"}),  # too short with the leave, no kollegium
        ("Davor", {"STX301"}),  # the talks have ended
        ("Elin", {"STX005", "STX008"}),  # a personal number, an end before its start
        ("Farid", {"STX102", "STX103", "STX104", "STX202"}),  # hardly planned, not signed
        ("Gunilla", {"STX111", "STX302"}),  # behind, not assessed
        ("enhet", {"STX501", "STX505", "STX506", "STX507", "STX508"}),
    ],
)
def test_every_file_has_the_faults_that_it_is_said_to_have(report: Report, name: str, codes: set[str]) -> None:
    assert codes <= codes_of(report, name)


def test_one_resident_has_nothing_to_remark_on(report: Report) -> None:
    assert codes_of(report, "Alma") == set()


def test_every_command_is_shown_and_has_given_its_result(made: Made) -> None:
    assert made.result.stdout.count("\n$ stexcel ") == len(steps(Path("min klinik")))
    assert "$ stexcel validate 'min klinik/IUP' -o 'min klinik/resultat/fynd.xlsx'" in made.result.stdout
    results = made.folder / "min klinik" / "resultat"
    for name in ("fynd.xlsx", "granskning.html", "status.xlsx", "status.html", "spur/spur.zip", "tabeller/delmal.csv"):
        assert (results / name).stat().st_size > 0, name


def test_empty_templates_lie_beside(made: Made) -> None:
    for template in sorted(templates_dir().glob("*.xlsx")):
        assert (made.folder / "min klinik" / "mallar" / template.name).read_bytes() == template.read_bytes()


def test_personal_number_of_the_clinic_is_in_no_result(made: Made) -> None:
    for file in (made.folder / "min klinik" / "resultat").rglob("*"):
        if file.suffix in {".html", ".csv", ".json", ".txt"}:
            assert "19121212" not in file.read_text(encoding="utf-8"), file


def test_same_clinic_has_the_same_bytes(made: Made, regelverk: Regelverk) -> None:
    for name, data in clinic_files(load_clinic(), regelverk):
        assert (made.folder / "min klinik" / "IUP" / name).read_bytes() == data


def test_folder_with_something_in_it_is_left_alone(made: Made, tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text("viktigt", encoding="utf-8")
    for target in (tmp_path, tmp_path / "brev.txt"):
        result = stexcel("demo", "-o", target)
        assert (result.returncode, result.stdout) == (2, "")
        assert "finns redan och är inte tom" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["brev.txt"]


def test_folder_that_cannot_be_made_and_none_at_all() -> None:
    assert "--output saknas" in stexcel("demo").stderr
    if Path("/proc").is_dir():
        result = stexcel("demo", "-o", "/proc/demo")
        assert (result.returncode, result.stdout) == (2, "")
        assert "går inte att skriva" in result.stderr


def test_wrong_heading_is_an_error(made: Made, tmp_path: Path) -> None:
    copy = tmp_path / "a.xlsx"
    shutil.copy(made.folder / "min klinik" / "IUP" / "enhet.xlsx", copy)
    form = Form(copy.read_bytes())
    with pytest.raises(KeyError, match="Skostorlek"):
        form.below("Handledare", [{"Namn": "Eva Ek", "Skostorlek": 41}])
