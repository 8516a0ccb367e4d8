"""A folder that nobody has cleaned: every hostile file is told of by itself, and costs the good one nothing."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from stexcel import api
from stexcel.findings import FileReport, Report
from stexcel.workbook import WorkbookError, find_workbooks, read_bytes
from stexcel.workbook.limits import Limits
from tests.cli.program import stexcel
from tests.hostile.catalogue import FILES, GOOD, write_all

SETUP = api.Setup(date(2026, 11, 1), limits=Limits(unpacked_mb=64))
"""A smaller limit than the usual one, since it takes seconds to make a bomb that is larger than that."""
TODAY = ("--today", "2026-11-01")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All hostile files, and a good one among them."""
    path = tmp_path_factory.mktemp("blandat")
    write_all(path)
    shutil.copy(GOOD, path / "god.xlsx")
    return path


def refuse(*_: object) -> None:
    raise AssertionError("the network was asked")


@pytest.fixture(scope="module")
def report(folder: Path) -> Iterator[Report]:
    """What is found in the folder; nothing may be asked of the network, or written beside the files."""
    before = sorted(folder.rglob("*"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        yield api.validate([folder], SETUP)
    assert sorted(folder.rglob("*")) == before
    assert not any((above / "ut.txt").exists() for above in folder.parents)


def of(report: Report, name: str) -> FileReport:
    return next(file for file in report.files if Path(file.document.path).name == name)


@pytest.mark.parametrize("name", FILES)
def test_the_file_is_told_of_with_what_where_why_and_what_to_do(report: Report, name: str) -> None:
    hostile = FILES[name]
    [finding] = [one for one in of(report, name).findings if one.code in ("STX000", "STX001", "STX003")]
    assert finding.code == hostile.code
    assert hostile.says in finding.text
    assert finding.action
    assert not of(report, name).crashed


def test_the_good_file_is_judged_as_if_it_were_alone(report: Report, folder: Path) -> None:
    alone = api.validate([folder / "god.xlsx"], SETUP)
    assert of(report, "god.xlsx") == of(alone, "god.xlsx")
    assert of(report, "god.xlsx").findings


def test_nothing_from_outside_comes_into_a_cell(report: Report) -> None:
    for name in ("extern entitet.xlsx", "extern entitet i texter.xlsx"):
        assert of(report, name).document.iup is None


@pytest.mark.parametrize("name", ["bomb i utklädd del.xlsx", "extern entitet.xlsx", "halv.xlsx"])
def test_every_command_tells_in_swedish_and_changes_nothing(folder: Path, tmp_path: Path, name: str) -> None:
    file = Path(shutil.copy(folder / name, tmp_path))
    before = file.read_bytes()
    commands: list[list[str | Path]] = [
        ["inspect", file],
        ["fill", file, "--set", "Blad1!A1=x", "--in-place"],
        ["annotate", file, *TODAY, "-o", tmp_path / "kopia.xlsx"],
        ["status", file, *TODAY, "-o", tmp_path / "status.xlsx", "--no-cache"],
    ]
    for words in commands:
        ended = stexcel(*words, cwd=tmp_path)
        assert ended.returncode == 2, (words, ended.stdout, ended.stderr)
        assert ended.stderr.startswith("Fel: ")
        assert "Traceback" not in ended.stderr
        assert [path.name for path in tmp_path.iterdir()] == [name]
        assert file.read_bytes() == before


def test_the_status_of_a_folder_is_that_of_its_good_file(folder: Path, tmp_path: Path) -> None:
    for name in ("god.xlsx", "entiteter.xlsx", "sista cellen.xlsx", "upprepad.ods"):
        shutil.copy(folder / name, tmp_path)
    ended = stexcel("status", tmp_path, *TODAY, "-o", tmp_path / "status.xlsx", "--no-cache", "--fail-on", "never")
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "status.xlsx").stat().st_size > 5000


STRANGE_NAMES = (
    "citat'tecken.xlsx",
    "Å" * 100 + ".xlsx",
    "[1] (kopia) & mer; $HOME `x` %d {} #.xlsx",
    "=HYPERLINK(1).xlsx",
    " mellanslag .xlsx",
    "‮bakvänt.xlsx",
)
NAMES_FOR_FEW = ('citat"tecken.xlsx', "rad\nbrytning.xlsx", "flik\t.xlsx", "bak\\streck.xlsx", "\x1b[31mröd.xlsx")


@pytest.mark.parametrize("style", ["text", "json", "sarif", "html"])
def test_files_with_strange_names_are_told_of_by_their_names(tmp_path: Path, style: str) -> None:
    names = STRANGE_NAMES if sys.platform == "win32" else STRANGE_NAMES + NAMES_FOR_FEW
    for name in names:
        (tmp_path / name).write_bytes(b"")
    shutil.copy(GOOD, tmp_path / "god.xlsx")
    ended = stexcel("validate", tmp_path, *TODAY, "--format", style)
    assert ended.returncode == 1, ended.stderr
    assert ended.stderr == ""
    assert ended.stdout.count("tom (0 byte)") >= len(names)
    assert "\x1b" not in ended.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_that_lead_round_or_nowhere(tmp_path: Path) -> None:
    shutil.copy(GOOD, tmp_path / "god.xlsx")
    (tmp_path / "runt").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a.xlsx").symlink_to(tmp_path / "b.xlsx")
    (tmp_path / "b.xlsx").symlink_to(tmp_path / "a.xlsx")
    (tmp_path / "borta.xlsx").symlink_to(tmp_path / "ingenstans.xlsx")
    report = api.validate([tmp_path], SETUP)
    told = {Path(file.document.path).name: file.document.problem for file in report.files}
    assert told.pop("god.xlsx") is None
    assert "länkarna leder runt i en ring" in str(told["a.xlsx"])
    assert "Filen finns inte" in str(told["borta.xlsx"])
    assert not any("runt" in Path(file.document.path).parts for file in report.files)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files there")
def test_a_channel_is_no_file_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rör.xlsx")
    with pytest.raises(WorkbookError, match="ingen vanlig fil"):
        read_bytes(tmp_path / "rör.xlsx")
    with pytest.raises(WorkbookError, match="ingen vanlig fil"):
        read_bytes(Path(os.devnull))
    assert find_workbooks([tmp_path]) == [tmp_path / "rör.xlsx"]
