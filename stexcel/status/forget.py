"""Forgetting: one doctor, or everybody, taken out of a history so that nothing of it is left in the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from stexcel.status.history_file import Unusable, opened, veil_of, why
from stexcel.status.keys import key_of
from stexcel.system_errors import reason

_SEVERAL = 20
"""Files that one doctor may have had at the same time."""
_BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite leaves beside a file when a run is broken off."""


class ForgetError(Exception):
    """Nothing could be forgotten; the text is a Swedish sentence."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many days a doctor was taken out of, and whether a number of anonymous results was."""

    days: int
    had_number: bool

    def __bool__(self) -> bool:
        """Whether there was anything."""
        return self.days > 0 or self.had_number


def keys_for(name: str, specialties: Iterable[str]) -> tuple[str, ...]:
    """Every key that a doctor of that name may have, with any of the specialties or without one."""
    keys = [key_of(name, specialty) for specialty in ("", *specialties)]
    return tuple(one for key in keys for one in (key, *(f"{key}-{number}" for number in range(2, _SEVERAL + 1))))


def forget_doctor(path: Path, keys: Iterable[str]) -> Forgotten:
    """Takes a doctor out of all snapshots of the file; raises :class:`ForgetError` where the file cannot be used.

    What is counted of all doctors together stays. Nothing of what was deleted is left in the free parts of the file.
    """
    try:
        with opened(path, write=True) as database:
            veil = veil_of(database)
            forgotten = _forget(database, [veil(key) for key in keys])
        with closing(sqlite3.connect(path)) as database:
            database.execute("VACUUM")
    except (OSError, sqlite3.Error, Unusable) as error:
        raise ForgetError(f"{why(error)} Inget är borttaget.") from error
    return forgotten


def _forget(database: sqlite3.Connection, veiled: list[str]) -> Forgotten:
    marks = ", ".join("?" * len(veiled))
    found = f"SELECT count(DISTINCT snapshot) FROM doctor WHERE key IN ({marks})"
    (days,) = database.execute(found, veiled).fetchone()
    database.execute(f"DELETE FROM doctor WHERE key IN ({marks})", veiled)
    numbers = database.execute(f"DELETE FROM pseudonym WHERE key IN ({marks})", veiled).rowcount
    database.execute("DELETE FROM fact WHERE id NOT IN (SELECT delmal FROM doctor UNION SELECT findings FROM doctor)")
    return Forgotten(int(days), numbers > 0)


def forget_all(path: Path) -> None:
    """Removes the file; raises :class:`ForgetError` where it is not a history of ours, or cannot be removed."""
    try:
        with opened(path, write=False):
            pass
        for beside in _BESIDE:
            path.with_name(path.name + beside).unlink(missing_ok=True)
        path.unlink()
    except OSError as error:
        raise ForgetError(f"{path.as_posix()} går inte att ta bort ({reason(error)}).") from error
    except (sqlite3.Error, Unusable) as error:
        raise ForgetError(f"{why(error)} Inget är borttaget.") from error
