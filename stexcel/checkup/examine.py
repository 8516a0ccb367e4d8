"""Looks at the installation and at the places it writes to."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from stexcel.cache import Cache, CacheError
from stexcel.checkup.hidden import hidden
from stexcel.checkup.model import Check, Checkup, Mark, Places
from stexcel.checkup.office import office_check
from stexcel.checkup.program import program_checks
from stexcel.status.history_file import FILE_NAME, Unusable, opened, why
from stexcel.system_errors import reason

_MB = 2**20


def examine(places: Places) -> Checkup:
    """Everything that can be told beforehand about whether a run will work; nothing is left where it was tried."""
    return Checkup((*program_checks(), office_check(), *_place_checks(places)))


def _place_checks(places: Places) -> Iterator[Check]:
    yield _folder(places.folder)
    yield _history(places.folder)
    yield _cache(places.cache)
    yield _log(places.log)
    yield _temporary()


def _folder(folder: Path) -> Check:
    """The folder of the results, whose path may name people and is therefore not told."""
    fault = _refused(folder)
    if fault:
        remedy = "Ange en annan mapp efter -o, eller be IT om skrivrättighet."
        return Check("mapp", "Mappen", Mark.FAULT, f"Det går inte att skriva i mappen ({fault}).", remedy)
    return Check("mapp", "Mappen", Mark.OK, "Det går att skriva i mappen.")


def _history(folder: Path) -> Check:
    path = folder / FILE_NAME
    try:
        if not path.exists():
            return Check("historik", "Historik", Mark.OK, "Mappen har ingen historik än; stexcel status börjar en.")
        with opened(path, write=False) as database:
            (days,) = database.execute("SELECT count(DISTINCT day) FROM snapshot").fetchone()
    except (OSError, sqlite3.Error, Unusable) as error:
        return Check("historik", "Historik", Mark.FAULT, why(error), "stexcel status går ändå, med --no-history.")
    return Check("historik", "Historik", Mark.OK, f"Historiken går att läsa: {days} {'dag' if days == 1 else 'dagar'}.")


def _cache(folder: Path) -> Check:
    try:
        Cache(folder)
        sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    except (CacheError, OSError) as error:
        told = hidden(str(error)) if isinstance(error, CacheError) else f"Mellanlagret: {reason(error)}."
        return Check("mellanlager", "Mellanlager", Mark.NOTE, told, "Varje körning läser då om alla filer.")
    size = f"{sum(sizes) / _MB:.1f}".replace(".", ",")
    told = f"{hidden(str(folder))}: {len(sizes)} filer, {size} MB."
    return Check("mellanlager", "Mellanlager", Mark.OK, told)


def _log(folder: Path) -> Check:
    fault = _refused(folder)
    where = hidden(str(folder))
    if fault:
        told = f"Loggen kan inte skrivas i {where} ({fault})."
        return Check("logg", "Logg", Mark.NOTE, told, "Loggen skrivs då bland datorns tillfälliga filer.")
    return Check("logg", "Logg", Mark.OK, f"Skrivs i {where} om något går fel i programmet.")


def _temporary() -> Check:
    try:
        with tempfile.TemporaryFile():
            pass
    except OSError as error:
        told = f"Det går inte att skriva tillfälliga filer ({reason(error)})."
        return Check("tillfalligt", "Tillfälliga filer", Mark.FAULT, told, "Frigör plats på disken, eller fråga IT.")
    return Check("tillfalligt", "Tillfälliga filer", Mark.OK, "Det går att skriva tillfälliga filer.")


def _refused(folder: Path) -> str:
    """Why nothing can be written in the folder, or in the nearest one above if it is not there; else empty."""
    try:
        there = next(one for one in (folder, *folder.absolute().parents) if one.is_dir())
        with tempfile.TemporaryFile(dir=there):
            return ""
    except OSError as error:
        return reason(error)
