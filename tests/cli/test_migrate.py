"""``stexcel migrate``: files and folders in, new workbooks and a report out, and nothing overwritten."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from stexcel.resources import templates_dir
from tests.cli.program import stexcel
from tests.conftest import EXAMPLES

TEMPLATE = templates_dir() / "iup-2015.xlsx"
OLD = EXAMPLES / "L05" / "L05-ger-block.xlsx"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    folder = tmp_path / "gamla"
    folder.mkdir()
    shutil.copy(OLD, folder / "ger.xlsx")
    return folder


def test_file_is_moved_and_told(old: Path, tmp_path: Path) -> None:
    before = (old / "ger.xlsx").read_bytes()
    result = stexcel("migrate", old, "--template", TEMPLATE, "-o", tmp_path / "nya")
    assert result.returncode == 1
    assert (tmp_path / "nya" / "ger.xlsx").exists()
    assert (tmp_path / "nya" / "migrering.txt").read_text(encoding="utf-8") == result.stdout
    assert "Ej placerat" in result.stdout
    assert "Att kontrollera: inget." in result.stdout
    assert (old / "ger.xlsx").read_bytes() == before


def test_same_run_gives_the_same_bytes(old: Path, tmp_path: Path) -> None:
    for name in ("en", "tva"):
        stexcel("migrate", old, "--template", TEMPLATE, "-o", tmp_path / name)
    assert (tmp_path / "en" / "ger.xlsx").read_bytes() == (tmp_path / "tva" / "ger.xlsx").read_bytes()


def test_existing_file_is_only_replaced_when_asked(old: Path, tmp_path: Path) -> None:
    (tmp_path / "nya").mkdir()
    (tmp_path / "nya" / "ger.xlsx").write_bytes(b"viktigt")
    refused = stexcel("migrate", old, "--template", TEMPLATE, "-o", tmp_path / "nya")
    assert refused.returncode == 2
    assert "finns redan" in refused.stdout
    assert (tmp_path / "nya" / "ger.xlsx").read_bytes() == b"viktigt"
    assert stexcel("migrate", old, "--template", TEMPLATE, "-o", tmp_path / "nya", "--overwrite").returncode == 1


def test_source_is_never_overwritten(old: Path) -> None:
    result = stexcel("migrate", old / "ger.xlsx", "--template", TEMPLATE, "-o", old, "--overwrite")
    assert result.returncode == 2
    assert "skulle skriva över den gamla" in result.stdout
    assert (old / "ger.xlsx").read_bytes() == OLD.read_bytes()


def test_unreadable_file_and_unit_are_told_and_the_others_go_on(old: Path, tmp_path: Path) -> None:
    (old / "trasig.xlsx").write_bytes(b"PK trasig")
    shutil.copy(EXAMPLES / "varnamo" / "enhet.xlsx", old)
    result = stexcel("migrate", old, "--template", TEMPLATE, "-o", tmp_path / "nya")
    assert result.returncode == 2
    assert "trasig.xlsx: flyttades inte" in result.stdout
    assert "enhet.xlsx: hoppades över, filen är en enhets arbetsbok" in result.stdout
    assert (tmp_path / "nya" / "ger.xlsx").exists()


def test_files_of_one_name_do_not_collide(old: Path, tmp_path: Path) -> None:
    (old / "mapp").mkdir()
    shutil.copy(OLD, old / "mapp" / "GER.xlsx")
    stexcel("migrate", old, "--template", TEMPLATE, "-o", tmp_path / "nya")
    assert sorted(path.name.casefold() for path in (tmp_path / "nya").glob("*.xlsx")) == ["ger-2.xlsx", "ger.xlsx"]


def test_without_template_the_shipped_one_for_the_specialty_is_used(old: Path, tmp_path: Path) -> None:
    result = stexcel("migrate", old, "-o", tmp_path / "nya")
    assert "Mall: stexcels egen" in result.stdout
    assert (tmp_path / "nya" / "ger.xlsx").exists()


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("mall.xls", b"x", "mallen ska vara en Excel-arbetsbok"),
        ("mall.xlsx", b"x", "ingen arbetsbok"),
        ("saknas.xlsx", None, "saknas.xlsx"),
    ],
)
def test_unfit_template_is_refused(name: str, content: bytes | None, complaint: str, old: Path, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = stexcel("migrate", old, "--template", tmp_path / name, "-o", tmp_path / "nya")
    assert result.returncode == 2
    assert complaint in result.stderr + result.stdout
    assert "Traceback" not in result.stderr


def test_other_regulation_is_refused_unless_asked_for(old: Path, tmp_path: Path) -> None:
    template = templates_dir() / "iup-2021.xlsx"
    refused = stexcel("migrate", old, "--template", template, "-o", tmp_path / "nya")
    assert refused.returncode == 2
    assert "--other-programme" in refused.stdout
    assert stexcel("migrate", old, "--template", template, "-o", tmp_path / "nya", "--other-programme").returncode == 1
