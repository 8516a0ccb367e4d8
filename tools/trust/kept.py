"""What a process that was killed has left: is everything as it was or as it was to be?"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from stexcel.status.history_file import FILE_NAME
from stexcel.workbook import find_workbooks

_BACKUP = ".bak"
_JOURNALS = ("-journal", "-wal", "-shm")
Files = Mapping[str, bytes]
"""Files by their paths in a folder."""


def files_in(folder: Path) -> Files:
    """Every file of the work, apart from hidden ones, which no command reads."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def lost_in(old: Files, new: Files, folder: Path) -> list[str]:
    """What is neither as it was nor as it was to be, and what a later command would take for a workbook."""
    now = files_in(folder)
    faults = [f"{name} is gone" for name in old if name in new and name not in now]
    for name, data in now.items():
        if name.endswith(FILE_NAME):
            faults += _broken(folder / name)
        elif name.endswith(_BACKUP):
            faults += [] if data in old.values() else [f"{name} is not the old file"]
        elif not name.endswith(_JOURNALS) and data not in (old.get(name), new.get(name)):
            faults.append(f"{name} is neither old nor new")
    known = {name for name in (*old, *new) if name.endswith((".xlsx", ".xlsm"))}
    found = {path.relative_to(folder).as_posix() for path in find_workbooks([folder])}
    return faults + [f"{name} is read as a workbook" for name in sorted(found - known)]


def _broken(path: Path) -> list[str]:
    """What is wrong with a history; one that was being made when the process was killed may be empty."""
    with closing(sqlite3.connect(path)) as database:
        (told,) = database.execute("PRAGMA integrity_check").fetchone()
        (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if told != "ok":
            return [f"{path.name}: {told}"]
        if tables:
            odd = "SELECT count(*) FROM doctor WHERE snapshot NOT IN (SELECT id FROM snapshot)"
            (alone,) = database.execute(odd).fetchone()
            return [f"{path.name}: {alone} rows of no snapshot"] if alone else []
    return []
