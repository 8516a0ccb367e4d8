"""Forgetting a doctor: nothing of that doctor is left in the file, and all the others are."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from stexcel.status.history_file import FILE_NAME
from tests.cli.program import stexcel

EXAMPLES = Path(__file__).parents[1] / "exempel"
BOOKS = ("L01/L01-psyk-luckor.xlsx", "L05/L05-reu-luckor.xlsx")
NORA = "Nora Wiklander"


@pytest.fixture(scope="module")
def remembered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose history has two doctors on two days, with numbers for anonymous results."""
    folder = tmp_path_factory.mktemp("klinik")
    for name in BOOKS:
        shutil.copy(EXAMPLES / name, folder)
    for day in ("2026-10-01", "2026-11-01"):
        words = ("status", folder, "--today", day, "-o", folder / "s.xlsx", "--anonymous", "--no-cache")
        assert stexcel(*words).returncode in (0, 1)
    return folder


@pytest.fixture
def folder(remembered: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(remembered, tmp_path / "klinik"))


def _read(folder: Path, query: str) -> Sequence[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        return database.execute(query).fetchall()


def test_one_doctor_is_taken_out_of_every_day(folder: Path) -> None:
    before = {key for (key,) in _read(folder, "SELECT DISTINCT key FROM doctor")}
    done = stexcel("history", "forget", folder, "--name", "Dr. nora wiklander")
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 dagar" in done.stdout
    assert "mellanlagret" in done.stdout
    (left,) = {key for (key,) in _read(folder, "SELECT DISTINCT key FROM doctor")}
    (gone,) = before - {left}
    assert _read(folder, "SELECT count(*) FROM snapshot") == [(2,)]
    assert _read(folder, "SELECT key FROM pseudonym") == [(left,)]
    data = (folder / FILE_NAME).read_bytes()
    assert str(gone).encode() not in data
    assert str(left).encode() in data
    unused = "SELECT count(*) FROM fact WHERE id NOT IN (SELECT delmal FROM doctor UNION SELECT findings FROM doctor)"
    assert _read(folder, unused) == [(0,)]


def test_a_name_that_is_not_there_changes_nothing(folder: Path) -> None:
    before = _read(folder, "SELECT * FROM doctor")
    done = stexcel("history", "forget", folder, "--name", "Anna Ek")
    assert done.returncode == 2
    assert "Anna Ek finns inte i" in done.stderr
    assert _read(folder, "SELECT * FROM doctor") == before


def test_everybody_is_forgotten_with_the_file(folder: Path) -> None:
    done = stexcel("history", "forget", folder, "--all")
    assert done.returncode == 0
    assert not list(folder.glob(f"{FILE_NAME}*"))
    again = stexcel("history", "forget", folder, "--all")
    assert again.returncode == 2
    assert "ingen historik" in again.stderr


def test_a_file_of_others_is_left_alone(folder: Path) -> None:
    (folder / FILE_NAME).write_bytes(b"inte en databas, men n\xc3\xa5gon annans" * 40)
    done = stexcel("history", "forget", folder, "--all")
    assert done.returncode == 2
    assert (folder / FILE_NAME).exists()


@pytest.mark.parametrize("words", [(), ("--all", "--name", NORA)])
def test_one_of_name_and_all_must_be_said(folder: Path, words: Sequence[str]) -> None:
    done = stexcel("history", "forget", folder, *words)
    assert done.returncode == 2
    assert "antingen --name" in done.stderr


def test_the_other_doctor_is_still_compared(folder: Path) -> None:
    stexcel("history", "forget", folder, "--name", NORA)
    (folder / "L01-psyk-luckor.xlsx").unlink()
    day = ("--as-of", "2026-10-01", "--today", "2026-11-02")
    done = stexcel("status", folder, *day, "-o", folder / "d.xlsx", "--no-cache")
    assert done.returncode in (0, 1), done.stderr
    assert "2026-10-01" in done.stderr
