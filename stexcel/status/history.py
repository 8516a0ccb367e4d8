"""The history of a folder: one snapshot for each day and scope, in an SQLite file beside ``stexcel.toml``.

It has numbers, days and codes for each doctor under a key that is veiled with the file's own secret
(:mod:`stexcel.status.keys`, :func:`stexcel.status.history_file.veil_of`), no names and no free text.
Delmål and findings are kept once for as long as they are the same, so that the file grows slowly. Nothing that is wrong
with the file ever stops a run: the answer is then a Swedish remark, and the file is left as it is.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from stexcel.status.history_file import DAMAGED, FILE_NAME, Unusable, may_still_be_read, opened, veil_of, why
from stexcel.status.snapshot import Snapshot
from stexcel.status.snapshot_rows import Row, rows_of, snapshot_from

_DAYS_IN_FULL = 60
"""So many of the last days are all shown at the most; of earlier ones the last of each month."""
_ROWS, _FEWEST = 60_000, 4
"""Doctors of all snapshots that are read together; fewer snapshots are read of a region than of a unit."""
_DOCTORS = """
SELECT doctor.key, doctor.numbers, delmal.content, findings.content FROM doctor
JOIN fact AS delmal ON delmal.id = doctor.delmal JOIN fact AS findings ON findings.id = doctor.findings
WHERE doctor.snapshot = ? ORDER BY doctor.place
"""


@dataclass(frozen=True, slots=True)
class History:
    """What the file tells: the snapshots in order of day, and remarks on what went wrong."""

    snapshots: tuple[Snapshot, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Store:
    """Where the history of a run lies; ``scope`` tells its snapshots from those of other parts of the folder."""

    path: Path
    scope: str


def store_of(paths: Iterable[Path], config: Path | None) -> Store | None:
    """The place for the history of a run over the paths: beside ``stexcel.toml``, else in the folder that holds them.

    ``None`` where no folder among those of the paths holds them all.
    """
    real = sorted({Path(os.path.realpath(path)) for path in paths})
    if config is not None:
        folder: Path | None = Path(os.path.realpath(config)).parent
    else:
        folders = {path if path.is_dir() else path.parent for path in real}
        folder = next((one for one in folders if all(other.is_relative_to(one) for other in folders)), None)
    if folder is None:
        return None
    names = "\n".join(Path(os.path.relpath(path, folder)).as_posix() for path in real)
    scope = hashlib.sha256(names.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return Store(folder / FILE_NAME, scope)


def remember(store: Store, snapshot: Snapshot) -> History:
    """Keeps the snapshot, in place of an earlier one of the same day, and gives the history up to it.

    One of the same day that has more doctors stays, and so does one that later days have followed. The snapshot is the
    last of the answer even if it was not kept.
    """
    remarks: list[str] = []
    try:
        with opened(store.path, write=True) as database:
            better = _better(database, store, snapshot)
            if better:
                remarks.append(better)
            else:
                _keep(database, store, snapshot)
    except (OSError, sqlite3.Error, Unusable) as error:
        remarks.append(f"{why(error)} Den här körningen är inte sparad i historiken.")
        if not may_still_be_read(error):
            return History((snapshot,), tuple(remarks))
    earlier = recall(store, [one.key for one in snapshot.doctors], until=snapshot.day)
    others = tuple(one for one in earlier.snapshots if one.day != snapshot.day)
    return History((*others, snapshot), (*remarks, *earlier.remarks))


def recall(store: Store, keys: Iterable[str], *, until: date) -> History:
    """The snapshots up to a day; none where there is no file. Doctors who have none of the keys are under others."""
    try:
        if not store.path.exists():
            return History()
        with opened(store.path, write=False) as database:
            veil = veil_of(database)
            known = {veil(key): key for key in keys}
            snapshots = _snapshots(database, veil(store.scope), until)
            return History(tuple(_with_doctors(one, lambda key: known.get(key, key)) for one in snapshots))
    except (OSError, sqlite3.Error, Unusable) as error:
        return History(remarks=(f"{why(error)} Tidigare körningar visas därför inte.",))
    except (ValueError, KeyError, TypeError, AttributeError):
        return History(remarks=(f"{DAMAGED} Tidigare körningar visas därför inte.",))


def recorded_days(store: Store) -> tuple[date, ...]:
    """The days that have a snapshot; none where the file cannot be read."""
    try:
        if not store.path.exists():
            return ()
        with opened(store.path, write=False) as database:
            scope = veil_of(database)(store.scope)
            found = database.execute("SELECT day FROM snapshot WHERE scope = ? ORDER BY day", (scope,))
            return tuple(date.fromisoformat(day) for (day,) in found)
    except (OSError, sqlite3.Error, Unusable, ValueError, TypeError):
        return ()


def _better(database: sqlite3.Connection, store: Store, snapshot: Snapshot) -> str:
    """Why the snapshot that the day has already is to stay; the empty string where the new one is to be kept."""
    scope, day = veil_of(database)(store.scope), snapshot.day.isoformat()
    there = database.execute("SELECT id FROM snapshot WHERE scope = ? AND day = ?", (scope, day)).fetchone()
    if there is None:
        return ""
    if database.execute("SELECT 1 FROM snapshot WHERE scope = ? AND day > ?", (scope, day)).fetchone():
        return (
            f"Läget {day} stod redan i historiken, och senare dagar efter det. Det sparade är inte ändrat: en dag som "
            "har varit skrivs inte om."
        )
    (doctors,) = database.execute("SELECT count(*) FROM doctor WHERE snapshot = ?", there).fetchone()
    if doctors > len(snapshot.doctors):
        return (
            f"En körning tidigare {day} hade fler ST-läkare, {doctors} mot {len(snapshot.doctors)} nu, och är den som "
            "står kvar i historiken. Saknas någon: kontrollera att hela mappen går att nå, och kör igen."
        )
    return ""


def _with_doctors(snapshot: Snapshot, key_of: Callable[[str], str]) -> Snapshot:
    """The snapshot with its doctors under other keys."""
    return replace(snapshot, doctors=tuple(replace(one, key=key_of(one.key)) for one in snapshot.doctors))


def _keep(database: sqlite3.Connection, store: Store, snapshot: Snapshot) -> None:
    veil, day = veil_of(database), snapshot.day.isoformat()
    scope = veil(store.scope)
    earlier = "SELECT id FROM snapshot WHERE scope = ? AND day = ?"
    database.execute(f"DELETE FROM doctor WHERE snapshot IN ({earlier})", (scope, day))
    database.execute("DELETE FROM snapshot WHERE scope = ? AND day = ?", (scope, day))
    head, rows = rows_of(_with_doctors(snapshot, veil))
    made = database.execute(
        "INSERT INTO snapshot (scope, day, version, basis, unread, findings) VALUES (?, ?, ?, ?, ?, ?)",
        (scope, day, snapshot.version, snapshot.basis, snapshot.unread, head),
    )
    contents = dict.fromkeys(content for row in rows for content in (row.delmal, row.findings))
    facts = {content: _fact(database, content) for content in contents}
    database.executemany(
        "INSERT INTO doctor VALUES (?, ?, ?, ?, ?, ?)",
        (
            (made.lastrowid, place, row.key, row.numbers, facts[row.delmal], facts[row.findings])
            for place, row in enumerate(rows)
        ),
    )
    database.execute("DELETE FROM fact WHERE id NOT IN (SELECT delmal FROM doctor UNION SELECT findings FROM doctor)")


def _fact(database: sqlite3.Connection, content: str) -> int:
    database.execute("INSERT OR IGNORE INTO fact (content) VALUES (?)", (content,))
    return int(database.execute("SELECT id FROM fact WHERE content = ?", (content,)).fetchone()[0])


def _snapshots(database: sqlite3.Connection, scope: str, until: date) -> Iterator[Snapshot]:
    found = database.execute(
        "SELECT id, day, version, basis, unread, findings FROM snapshot WHERE scope = ? AND day <= ? ORDER BY day",
        (scope, until.isoformat()),
    ).fetchall()
    (doctors,) = database.execute(
        "SELECT count(*) FROM doctor JOIN snapshot ON snapshot.id = doctor.snapshot WHERE scope = ?", (scope,)
    ).fetchone()
    room = max(_FEWEST, _ROWS * len(found) // max(1, doctors))
    for number, day, version, basis, unread, findings in _thinned(found, room):
        rows = [Row(*map(str, row)) for row in database.execute(_DOCTORS, (number,))]
        yield snapshot_from(date.fromisoformat(day), version, basis, int(unread), findings, rows)


Head = tuple[int, str, str, str, int, str]
"""A row of the table of snapshots."""


def _thinned(found: Sequence[Head], room: int) -> list[Head]:
    """The last days, as many as there is room for in half of it, and before them the last of each month."""
    days = min(_DAYS_IN_FULL, room // 2)
    earlier, late = found[: max(0, len(found) - days)], found[max(0, len(found) - days) :]
    after = [*found[1:], found[-1]] if found else []
    months = [row for row, following in zip(earlier, after, strict=False) if following[1][:7] != row[1][:7]]
    return [*months[-(room - days) :], *late]
