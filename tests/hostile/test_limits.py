"""Every limit holds for its own file only: what goes beyond is told, and the rest is as if it were not there."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from stexcel import api, batch
from stexcel.document import Document
from stexcel.own_limits import TookTooLong, can_hold_time, hold_time
from stexcel.processes import Processes
from stexcel.workbook import UnreadableFile, read_bytes, read_grid_bytes
from stexcel.workbook.limits import MB, Limits
from stexcel.workbook.weight import is_heavy
from tests.cli.program import stexcel
from tests.config.folders import read, write
from tests.hostile import archives as a
from tests.hostile.catalogue import GOOD
from tests.hostile.xlsb import far_xlsb

OTHER = GOOD.with_name("L01-onk-komplett.xlsx")
SETUP = api.Setup(date(2026, 11, 1))


@pytest.mark.parametrize(
    ("limits", "make", "told"),
    [
        (
            Limits(unpacked_mb=1),
            lambda: a.bomb(2),
            "Gränsen är 1 och heter uppackad_mb under [lasning]",
        ),
        (Limits(sheets=2), lambda: a.plain(sheets=3), "Gränsen är 2 och heter blad under"),
        (Limits(cells=1000), lambda: a.far_cell("C400"), "rad 400 och kolumn 3"),
        (Limits(cells=1000), lambda: far_xlsb(999, 9), "rad 1000 och kolumn 10"),
        (Limits(), lambda: far_xlsb(1_048_575, 16_383), "rad 1048576 och kolumn 16384"),
    ],
)
def test_what_a_file_may_hold(limits: Limits, make: partial[bytes], told: str) -> None:
    with pytest.raises(UnreadableFile) as error:
        read_grid_bytes(make(), ".xlsx", limits)
    assert told in str(error.value)
    assert error.value.remedy


def test_cells_count_in_all_sheets_together() -> None:
    rows = a.sheet("".join(f'<row r="{n}">{a.text_cell(f"A{n}", "x")}</row>' for n in range(1, 601)))
    two = a.plain({a.SHEET: rows, "xl/worksheets/sheet2.xml": rows}, sheets=2)
    assert len(read_grid_bytes(two, ".xlsx", Limits(cells=1200)).sheets) == 2
    with pytest.raises(UnreadableFile, match="sträcker sig över för många celler"):
        read_grid_bytes(two, ".xlsx", Limits(cells=1199))


def test_a_file_may_not_be_larger_than_the_limit_however_it_grows(tmp_path: Path) -> None:
    file = tmp_path / "stor.xlsx"
    file.write_bytes(bytes(MB))
    assert len(read_bytes(file, Limits(file_mb=1))) == MB
    file.write_bytes(bytes(MB + 1))
    with pytest.raises(UnreadableFile, match="större än 1 MB"):
        read_bytes(file, Limits(file_mb=1))


def test_the_settings_of_a_folder_reach_every_command(tmp_path: Path) -> None:
    write(tmp_path, "[lasning]\nblad = 1")
    (tmp_path / "tre.xlsx").write_bytes(a.plain(sheets=3))
    status: list[str | Path] = ["status", tmp_path, "--no-cache", "-o", "status.xlsx"]
    for words in (["validate", tmp_path], ["inspect", tmp_path / "tre.xlsx"], status):
        ended = stexcel(*words, cwd=tmp_path)
        assert "3 blad" in " ".join((ended.stdout + ended.stderr).split())
    assert read(tmp_path / "annan", "[lasning]\nsekunder = 7\nminne_mb = 512").limits == Limits(
        seconds=7, memory_mb=512
    )


def loop(_: Path) -> str:
    while True:
        pass


def slow(path: Path) -> str:
    return loop(path) if path.name == "slow" else path.name


def eat(path: Path) -> str:
    return str(len(bytearray(2000 * MB))) if path.name == "eats" else path.name


def die(path: Path) -> str:
    if path.name == "dies":
        os.abort()
    return path.name


def is_bad(path: Path) -> bool:
    return path.name in ("dies", "eats", "hangs")


def told(what: str, path: Path) -> str:
    return f"{what} {path.name}"


def names(*given: str) -> Sequence[Path]:
    return [Path(name) for name in given]


def test_what_never_ends_is_stopped_also_where_no_other_process_is_at_work() -> None:
    task = batch.Task(slow, partial(told, "lost"), partial(told, "hung"), limit=2.0)
    started = time.monotonic()
    assert list(batch.run(task, names("a", "slow", "b"))) == ["a", "hung slow", "b"]
    assert time.monotonic() - started < 60


def test_what_could_bring_the_process_down_is_done_in_another_in_its_place_in_the_order() -> None:
    task = batch.Task(die, partial(told, "lost"), apart=is_bad)
    assert list(batch.run(task, names("a", "dies", "b"))) == ["a", "lost dies", "b"]


@pytest.mark.skipif(sys.platform != "linux", reason="no other system holds a process to its memory")
def test_a_process_takes_no_more_memory_than_it_may() -> None:
    processes = Processes(1, memory=200 * MB)
    try:
        with pytest.raises(MemoryError):
            processes.submit(eat, Path("eats")).result()
        assert processes.submit(eat, Path("a")).result() == "a"
    finally:
        processes.shutdown(cancel_futures=True)


def test_time_is_up_only_once_and_only_inside() -> None:
    if not can_hold_time():
        pytest.skip("the system cannot")
    with pytest.raises(TookTooLong), hold_time(0.05):
        loop(Path())
    time.sleep(0.1)
    with hold_time(60.0):
        assert not can_hold_time()
    assert can_hold_time()


def read_slowly(path: Path, setup: api.Setup) -> Document:
    """Reading that never comes to an end with one of the files."""
    if path.name == "b.xlsx":
        time.sleep(600)
    return api.read_in_run(path, setup)


@pytest.mark.slow  # the time must be enough for the good files on a machine that is busy
def test_a_file_that_takes_too_long_is_told_and_the_others_are_judged(tmp_path: Path) -> None:
    shutil.copy(GOOD, tmp_path / "a.xlsx")
    (tmp_path / "b.xlsx").write_bytes(a.plain({"xl/media/bild.bin": bytes(33 * MB)}))
    shutil.copy(OTHER, tmp_path / "c.xlsx")
    assert [is_heavy(path) for path in sorted(tmp_path.iterdir())] == [False, True, False]
    setup = replace(SETUP, limits=Limits(seconds=15))
    check = api.FileCheck(setup, keep_content=False, read=read_slowly)
    run = api.prepare([tmp_path], setup)
    report = run.report(batch.run(setup.task(check.run, check.lost, check.hung), run.files))
    first, second, third = report.files
    assert [one.code for one in second.findings] == ["STX000"]
    assert "mer än 15 sekunder" in second.findings[0].text
    assert "sekunder under [lasning] i stexcel.toml" in second.findings[0].action
    assert first == api.validate([tmp_path / "a.xlsx"], SETUP, keep_content=False).files[0]
    assert third.document.iup is not None
    assert not third.crashed


def test_death_is_told_with_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "iup.xlsx"
    shutil.copy(GOOD, file)
    checked = api.FileCheck(SETUP, keep_content=False).lost(file)
    assert "kanske för att minnet tog slut" in checked.report.findings[0].text
    assert "minne_mb" in checked.report.findings[0].action
