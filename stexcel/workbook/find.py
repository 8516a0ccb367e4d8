"""Which files a run is about: the workbooks among the files and folders that the user names."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stexcel.own_results import is_annotated_copy, is_library, is_own_result
from stexcel.patterns import matches, relative_name
from stexcel.system_errors import reason
from stexcel.workbook.errors import WorkbookError

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
"""Suffixes of workbooks, in lower case."""
OTHER_SUFFIXES = frozenset({".docx", ".doc", ".pdf", ".numbers", ".gsheet"})
"""Suffixes of documents that may hold an IUP although none that is read, in lower case."""

_LOCK_PREFIX = "~$"


@dataclass(frozen=True)
class Selection:
    """Which files of a folder are wanted: those that fit ``files`` (all when it is empty) and not ``left_out``.

    The patterns (:mod:`stexcel.patterns`) are about files in ``folder``; a file elsewhere is always wanted.
    """

    folder: Path | None = None
    files: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def takes(self, path: Path) -> bool:
        """Whether the file is wanted."""
        if self.folder is None or not (self.files or self.left_out):
            return True
        name = relative_name(path, self.folder)
        if name is None:
            return True
        return (not self.files or matches(name, self.files)) and not matches(name, self.left_out)


EVERYTHING = Selection()


@dataclass(frozen=True)
class Found:
    """The workbooks to read, and what lies beside them in the folders without being read.

    ``copies`` have stexcel's own notes and repeat what another file says; ``others`` are documents that are no
    workbooks (:data:`OTHER_SUFFIXES`).
    """

    files: tuple[Path, ...]
    copies: tuple[Path, ...] = ()
    others: tuple[Path, ...] = ()


def find_workbooks(paths: Iterable[Path], selection: Selection = EVERYTHING) -> list[Path]:
    """The workbooks to read among those that :func:`search_workbooks` finds."""
    return list(search_workbooks(paths, selection).files)


def search_workbooks(paths: Iterable[Path], selection: Selection = EVERYTHING) -> Found:
    """The workbooks that the paths name, each once, in an order that is the same on every system.

    A folder is searched to the bottom for files with a suffix in :data:`SUFFIXES`; Excel's lock files
    (``~$...``), hidden files and folders, folders already visited through another link, earlier results of
    stexcel itself, copies with its notes, the clinic's library for suggestions, and files that the selection does not
    take are left out. A file that is named outright is always included, whatever its suffix, so that nothing that the
    user asked for goes by in silence.
    A path that does not exist, or a folder that may not be read, raises :class:`WorkbookError`.
    """
    found: dict[str, Path] = {}
    named: set[str] = set()
    for path in map(Path, paths):
        for file in _workbooks_at(path, selection):
            found.setdefault(_identity(file), file)
            if file == path:
                named.add(_identity(file))
    others = {key: file for key, file in found.items() if key not in named and _is_other(file)}
    found = {key: file for key, file in found.items() if key not in others}
    copies = {key for key, file in found.items() if key not in named and is_annotated_copy(file)}
    return Found(
        tuple(sorted((file for key, file in found.items() if key not in copies), key=_order)),
        tuple(sorted((found[key] for key in copies), key=_order)),
        tuple(sorted(others.values(), key=_order)),
    )


def _is_other(path: Path) -> bool:
    return path.suffix.lower() in OTHER_SUFFIXES


def _workbooks_at(path: Path, selection: Selection) -> Iterator[Path]:
    try:
        is_folder, exists = path.is_dir(), path.exists()
    except OSError as error:
        raise WorkbookError(f"{path.as_posix()}: går inte att nå ({reason(error)}).") from error
    if is_folder:
        yield from filter(selection.takes, _walk(path, frozenset()))
    elif exists:
        yield path
    else:
        raise WorkbookError(
            f"{path.as_posix()}: filen eller mappen finns inte. Kontrollera stavningen, och att enheten är ansluten."
        )


def _may_be_an_iup(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES | OTHER_SUFFIXES and not is_library(path) and not is_own_result(path)


def _walk(folder: Path, above: frozenset[str]) -> Iterator[Path]:
    identity = _identity(folder)
    if identity in above:
        return
    for entry in _entries(folder):
        if entry.name.startswith((".", _LOCK_PREFIX)):
            continue
        if _is_folder(entry):
            yield from _walk(Path(entry.path), above | {identity})
        elif _may_be_an_iup(Path(entry.path)):
            yield Path(entry.path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder; a link that leads nowhere or round in a ring is told of as a file."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError as error:
        raise WorkbookError(
            f"{folder.as_posix()}: mappen går inte att läsa ({reason(error)}). Kontrollera behörigheten."
        ) from error


def _identity(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))


def _order(path: Path) -> tuple[list[str], str]:
    return ([part.casefold() for part in path.parts], path.as_posix())
