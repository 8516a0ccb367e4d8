"""The file that keeps a history: its tables, how it is opened, and what is said where it cannot be used."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from stexcel.system_errors import reason

FILE_NAME = "stexcel-historik.sqlite"
SCHEMA = 1
"""The version of the tables below; a file with a later one is not touched."""

_APPLICATION = 0x73746578
"""What tells the file from other databases: ``stex``."""
_SECRET, _VEILED = 32, 16
"""Bytes of the secret, and characters of a veiled text."""
_WAIT = 5.0
"""Seconds to wait for another run that is writing."""
_TABLES = """
CREATE TABLE snapshot (
    id INTEGER PRIMARY KEY, scope TEXT NOT NULL, day TEXT NOT NULL, version TEXT NOT NULL, basis TEXT NOT NULL,
    unread INTEGER NOT NULL, findings TEXT NOT NULL, UNIQUE (scope, day)
);
CREATE TABLE fact (id INTEGER PRIMARY KEY, content TEXT NOT NULL UNIQUE);
CREATE TABLE doctor (
    snapshot INTEGER NOT NULL REFERENCES snapshot (id), place INTEGER NOT NULL, key TEXT NOT NULL,
    numbers TEXT NOT NULL, delmal INTEGER NOT NULL REFERENCES fact (id), findings INTEGER NOT NULL REFERENCES fact (id),
    PRIMARY KEY (snapshot, place)
);
CREATE TABLE pseudonym (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
CREATE TABLE secret (content TEXT NOT NULL);
"""


class Unusable(Exception):
    """The file is no history that this version can use; the text is a Swedish sentence."""


DAMAGED = f"Historiken {FILE_NAME} är skadad. Flytta undan filen, eller lägg tillbaka en äldre kopia, så börjar den om."


@contextmanager
def opened(path: Path, *, write: bool) -> Iterator[sqlite3.Connection]:
    """The database; with ``write`` made if need be, and all that is done in it is kept, or nothing."""
    if write:
        connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    else:
        uri = f"{path.resolve().as_uri()}?mode=ro"
        connection = sqlite3.connect(uri, timeout=_WAIT, isolation_level=None, uri=True)
    with closing(connection) as database:
        database.execute("BEGIN IMMEDIATE" if write else "BEGIN")
        try:
            _check(database, write=write)
            yield database
        except BaseException:
            if database.in_transaction:
                database.execute("ROLLBACK")
            raise
        database.execute("COMMIT")


def veil_of(database: sqlite3.Connection) -> Callable[[str], str]:
    """What makes digests of texts with the file's own secret.

    The same name gives another digest in every history, and none can be looked up in a list made in advance. Whoever
    has the file has the secret too, and can still test whether it tells of a certain name.
    """
    row = database.execute("SELECT content FROM secret").fetchone()
    if row is None:
        raise Unusable(DAMAGED)
    secret = str(row[0]).encode()
    return lambda text: hmac.new(secret, text.encode("utf-8", "surrogateescape"), hashlib.sha256).hexdigest()[:_VEILED]


def _check(database: sqlite3.Connection, *, write: bool) -> None:
    """Makes the tables in an empty file; raises :class:`Unusable` for one that is not ours, or not of our time."""
    (application,) = database.execute("PRAGMA application_id").fetchone()
    (version,) = database.execute("PRAGMA user_version").fetchone()
    (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not tables and not application:
        if not write:
            raise Unusable(f"Historiken {FILE_NAME} är tom.")
        for statement in _TABLES.split(";"):
            database.execute(statement)
        database.execute("INSERT INTO secret VALUES (?)", (secrets.token_hex(_SECRET),))
        database.execute(f"PRAGMA application_id = {_APPLICATION}")
        database.execute(f"PRAGMA user_version = {SCHEMA}")
    elif application != _APPLICATION:
        raise Unusable(f"{FILE_NAME} är inte en historik från stexcel. Flytta undan filen, så börjar en ny.")
    elif version > SCHEMA:
        raise Unusable(f"Historiken {FILE_NAME} är skriven av en nyare version av stexcel. Uppdatera programmet.")
    elif version < SCHEMA:
        raise Unusable(DAMAGED)


def may_still_be_read(error: BaseException) -> bool:
    """Whether the file could not be written now, but what stands in it may be read."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL)


def why(error: OSError | sqlite3.Error | Unusable) -> str:
    """What is wrong, as a sentence that does not tell where the file lies."""
    if isinstance(error, Unusable):
        return str(error)
    if isinstance(error, OSError):
        return f"Historiken {FILE_NAME} går inte att nå ({reason(error)})."
    code = (getattr(error, "sqlite_errorcode", None) or sqlite3.SQLITE_ERROR) & 0xFF
    return _WHY.get(code, DAMAGED)


_WHY = {
    sqlite3.SQLITE_BUSY: f"Historiken {FILE_NAME} används av en annan körning.",
    sqlite3.SQLITE_LOCKED: f"Historiken {FILE_NAME} används av en annan körning.",
    sqlite3.SQLITE_READONLY: f"Historiken {FILE_NAME} får inte skrivas. Kontrollera behörigheten till mappen.",
    sqlite3.SQLITE_CANTOPEN: f"Historiken {FILE_NAME} går inte att öppna. Kontrollera behörigheten till mappen.",
    sqlite3.SQLITE_PERM: f"Historiken {FILE_NAME} går inte att öppna. Kontrollera behörigheten till mappen.",
    sqlite3.SQLITE_FULL: f"Historiken {FILE_NAME} fick inte plats: disken är full.",
    sqlite3.SQLITE_IOERR: f"Historiken {FILE_NAME} går inte att läsa eller skriva: fel på enheten eller nätverket.",
}
