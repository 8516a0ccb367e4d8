"""The check of what a killed process leaves: it notices what it is there to notice."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from stexcel.status.history_file import FILE_NAME
from tools.trust.kept import lost_in

OLD, NEW = {"in/a.xlsx": b"gammal"}, {"in/a.xlsx": b"ny"}


def _folder(tmp_path: Path, **files: bytes) -> Path:
    (tmp_path / "in").mkdir()
    for name, data in files.items():
        (tmp_path / "in" / name.replace("_", ".")).write_bytes(data)
    return tmp_path


def test_the_old_and_the_new_file_are_whole(tmp_path: Path) -> None:
    folder = _folder(tmp_path, a_xlsx=b"gammal")
    assert lost_in(OLD, NEW, folder) == []
    (folder / "in" / "a.xlsx").write_bytes(b"ny")
    (folder / "in" / ".x.tmp").write_bytes(b"n")
    (folder / "in" / "a.2026.xlsx.bak").write_bytes(b"gammal")
    assert lost_in(OLD, NEW, folder) == []


def test_half_a_file_a_missing_one_and_litter_are_told(tmp_path: Path) -> None:
    folder = _folder(tmp_path, a_xlsx=b"n", b_xlsx=b"ny", c_bak=b"gam")
    assert sorted(lost_in(OLD, NEW, folder)) == [
        "in/a.xlsx is neither old nor new",
        "in/b.xlsx is neither old nor new",
        "in/b.xlsx is read as a workbook",
        "in/c.bak is not the old file",
    ]
    (folder / "in" / "a.xlsx").unlink()
    assert "in/a.xlsx is gone" in lost_in(OLD, NEW, folder)


def test_a_history_in_which_something_is_left_over_is_told(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE_NAME) as database:
        database.execute("CREATE TABLE snapshot (id INTEGER)")
        database.execute("CREATE TABLE doctor (snapshot INTEGER)")
        database.execute("INSERT INTO doctor VALUES (7)")
    assert lost_in({}, {}, tmp_path) == [f"{FILE_NAME}: 1 rows of no snapshot"]
