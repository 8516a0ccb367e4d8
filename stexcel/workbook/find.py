"""Which files a run is about: the workbooks among the files and folders that the user names."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from stexcel.workbook.errors import WorkbookError

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
"""Suffixes of workbooks, in lower case."""

_LOCK_PREFIX = "~$"


def find_workbooks(paths: Iterable[Path]) -> list[Path]:
    """The workbooks that the paths name, each once, in an order that is the same on every system.

    A folder is searched to the bottom for files with a suffix in :data:`SUFFIXES`; Excel's lock files
    (``~$...``), hidden files and folders, and folders already visited through another link are left out.
    A file that is named outright is always included, whatever its suffix, so that nothing that the user
    asked for goes by in silence. A path that does not exist, or a folder that may not be read, raises
    :class:`WorkbookError`.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for file in _workbooks_at(Path(path)):
            found.setdefault(_identity(file), file)
    return sorted(found.values(), key=_order)


def _workbooks_at(path: Path) -> Iterator[Path]:
    try:
        is_folder, exists = path.is_dir(), path.exists()
    except OSError as error:
        raise WorkbookError(f"{path.as_posix()}: går inte att nå ({error.strerror}).") from error
    if is_folder:
        yield from _walk(path, frozenset())
    elif exists:
        yield path
    else:
        raise WorkbookError(
            f"{path.as_posix()}: filen eller mappen finns inte. Kontrollera stavningen, och att enheten är ansluten."
        )


def _walk(folder: Path, above: frozenset[str]) -> Iterator[Path]:
    identity = _identity(folder)
    if identity in above:
        return
    for entry in _entries(folder):
        if entry.name.startswith((".", _LOCK_PREFIX)):
            continue
        if entry.is_dir():
            yield from _walk(Path(entry.path), above | {identity})
        elif Path(entry.name).suffix.lower() in SUFFIXES:
            yield Path(entry.path)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError as error:
        raise WorkbookError(
            f"{folder.as_posix()}: mappen går inte att läsa ({error.strerror}). Kontrollera behörigheten."
        ) from error


def _identity(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))


def _order(path: Path) -> tuple[list[str], str]:
    return ([part.casefold() for part in path.parts], path.as_posix())
