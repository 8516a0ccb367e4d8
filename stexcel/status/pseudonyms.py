"""The numbers of the doctors in anonymous results, the same from run to run where there is a history."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from stexcel.status.history import Store
from stexcel.status.history_file import Unusable, opened, veil_of, why

_NOT_STABLE = "Numren på ST-läkarna gäller bara den här filen och kan bli andra nästa gång."


@dataclass(frozen=True, slots=True)
class Numbers:
    """The number of each doctor for anonymous results, by key, and remarks on what went wrong."""

    by_key: Mapping[str, int]
    remarks: tuple[str, ...] = ()


def numbers_of(store: Store | None, keys: Iterable[str], seed: str) -> Numbers:
    """A number for each key that stays the same from run to run.

    New ones are given out in an order that nobody can work out from names: by a digest with ``seed``.
    """
    wanted = sorted(set(keys))
    if store is not None:
        try:
            with opened(store.path, write=True) as database:
                return Numbers(_numbered(database, wanted, seed))
        except (OSError, sqlite3.Error, Unusable) as error:
            return Numbers(_alone(wanted, seed), (f"{why(error)} {_NOT_STABLE}",))
    return Numbers(_alone(wanted, seed), (_NOT_STABLE,))


def _alone(keys: Sequence[str], seed: str) -> Mapping[str, int]:
    return {key: number for number, key in enumerate(_shuffled(keys, seed), start=1)}


def _shuffled(keys: Iterable[str], seed: str) -> list[str]:
    return sorted(keys, key=lambda key: hashlib.sha256(f"{seed}|{key}".encode()).digest())


def _numbered(database: sqlite3.Connection, keys: Sequence[str], seed: str) -> Mapping[str, int]:
    veil = veil_of(database)
    known = {str(veiled): int(number) for number, veiled in database.execute("SELECT number, key FROM pseudonym")}
    for key in _shuffled((key for key in keys if veil(key) not in known), seed):
        number = max(known.values(), default=0) + 1
        database.execute("INSERT INTO pseudonym VALUES (?, ?)", (number, veil(key)))
        known[veil(key)] = number
    return {key: known[veil(key)] for key in keys}
