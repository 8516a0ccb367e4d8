"""The clinic's own library (``bibliotek.xlsx``): placements, courses and methods, and the delmål that they serve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from stexcel.codes import group_of, is_bt, regulation_of
from stexcel.fill.idea_library.rows import Entry, Fault, read_sheets
from stexcel.own_results import LIBRARY_NAME
from stexcel.regelverk import Regelverk
from stexcel.workbook import Grid, read_grid

__all__ = ["FILE_NAME", "Entry", "Fault", "Library", "find_library", "library_of", "read_library"]

FILE_NAME = LIBRARY_NAME


@dataclass(frozen=True)
class Library:
    """What the library offers, in reading order. ``name`` is the file's, for the notes at suggestions.

    ``faults`` are what could not be understood in it; the rest is used. ``idle`` are the entries that name no delmål.
    """

    name: str
    entries: tuple[Entry, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def idle(self) -> tuple[Entry, ...]:
        """The entries that name no delmål and are never suggested."""
        return tuple(entry for entry in self.entries if not entry.codes and not entry.groups)

    def serving(self, code: str, specialty: str | None, regulation: str | None) -> tuple[Entry, ...]:
        """The entries for a delmål (in normal form) of a programme; an unknown specialty only gets what is for all."""
        return tuple(entry for entry in self.entries if _serves(entry, code, specialty, regulation))

    def speaks_of(self, regulation: str) -> bool:
        """Whether any entry is for delmål of the regulation."""
        return any(_is_under(entry, regulation) for entry in self.entries)


def _serves(entry: Entry, code: str, specialty: str | None, regulation: str | None) -> bool:
    if entry.specialties and specialty not in entry.specialties:
        return False
    if code in entry.codes:
        return True
    if is_bt(code) or group_of(code) not in entry.groups:
        return False
    return entry.regulation in (None, regulation, regulation_of(code))


def _is_under(entry: Entry, regulation: str) -> bool:
    named = {regulation_of(code) for code in entry.codes}
    return regulation in named or (bool(entry.groups) and entry.regulation in (None, regulation))


def find_library(iup: Path) -> Path | None:
    """The library beside the IUP, or in the nearest folder above that has one; ``None`` where none has."""
    folders: Sequence[Path] = iup.resolve().parents
    return next((file for folder in folders if (file := folder / FILE_NAME).is_file()), None)


def read_library(path: Path, regelverk: Regelverk) -> Library:
    """The library in a file; raises :class:`stexcel.workbook.WorkbookError` for a file that cannot be read."""
    return library_of(path.name, read_grid(path), regelverk)


def library_of(name: str, grid: Grid, regelverk: Regelverk) -> Library:
    """The library in a workbook with this content; ``name`` is only repeated."""
    return Library(name, *read_sheets(grid, regelverk))
