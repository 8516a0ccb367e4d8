"""The files of the buttons: what they are to hold, putting them in place, how they are, and taking them away."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from stexcel.addin import program_file
from stexcel.addin.build import build
from stexcel.addin.install.computer import WINDOWS, Computer
from stexcel.addin.install.errors import InstallError
from stexcel.addin.install.places import SCRIPT_NAME, Places
from stexcel.addin.macros import read_macros
from stexcel.ooxml import RefusedTarget, write_atomically
from stexcel.resources import macros_dir
from stexcel.system_errors import reason

_MARK_OF_THE_WEB = ":Zone.Identifier"
"""Windows keeps the mark in a stream of the file, which is opened like a file of this name."""
_PROPERTIES, _OURS = "docProps/core.xml", b"<dc:creator>stexcel</dc:creator>"
_CLOSE = "Stäng alla Excelfönster och kör kommandot igen."


class State(StrEnum):
    """How a file is, as part of a Swedish sentence."""

    GOOD = "på plats"
    OTHER = "från en annan version, eller ändrad"
    FOREIGN = "inte stexcels"
    MISSING = "saknas"
    BLOCKED = "märkt som hämtad från nätet, så Excel kör den inte"


def wanted(computer: Computer, where: Places) -> Mapping[Path, bytes]:
    """What the files are to hold. The add-in is built now, so that it is always of this very version."""
    folder = macros_dir()
    is_windows = computer.platform == WINDOWS
    line = program_file.for_windows if is_windows else program_file.for_macos
    found = {where.program_file: line(computer.program)}
    if where.script is not None:
        found[where.script] = (folder / SCRIPT_NAME).read_bytes()
    # The add-in last: once Excel finds it, all that it needs is there.
    return {**found, where.addin: build(read_macros(folder))}


def install(files: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Puts the files in place and takes the mark of the web from them; gives those that were changed.

    Raises :class:`InstallError` before anything is written where a file of another's has the name of the add-in.
    """
    for path in files:
        if path.exists() and not is_own(path):
            raise InstallError(f"{path} finns redan och är inte stexcels. Flytta filen och kör kommandot igen.")
    return tuple(path for path, data in files.items() if _put(path, data))


def uninstall(where: Places) -> tuple[Path, ...]:
    """Removes what :func:`install` has put there and gives it; what is another's stays."""
    candidates = (where.addin, where.script, where.program_file)
    removed = tuple(path for path in candidates if path is not None and path.is_file() and is_own(path))
    try:
        for path in removed:
            path.unlink()
        if where.own_folder is not None and where.own_folder.is_dir() and not any(where.own_folder.iterdir()):
            where.own_folder.rmdir()
    except OSError as error:
        raise InstallError(f"{error.filename} går inte att ta bort: {reason(error)}. {_CLOSE}") from error
    return removed


def state(path: Path, data: bytes) -> State:
    """How a file is, compared with what it is to hold."""
    if not path.is_file():
        return State.MISSING
    if not is_own(path):
        return State.FOREIGN
    if _mark(path).exists():
        return State.BLOCKED
    return State.GOOD if path.read_bytes() == data else State.OTHER


def is_own(path: Path) -> bool:
    """Whether the file is ours: the add-in by its properties, the others, which nobody else has, by their names."""
    if path.name in (program_file.NAME, SCRIPT_NAME):
        return path.is_file()
    try:
        with ZipFile(path) as package:
            return _OURS in package.read(_PROPERTIES)
    except (OSError, BadZipFile, KeyError, ValueError, RuntimeError, NotImplementedError, EOFError, zlib.error):
        return False


def _put(path: Path, data: bytes) -> bool:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not path.is_file() or path.read_bytes() != data
        if is_new:
            write_atomically(path, data)
        was_marked = _unblock(path)
    except RefusedTarget as error:
        raise InstallError(f"{error} {_CLOSE}") from error
    except OSError as error:
        raise InstallError(f"{path} går inte att skriva: {reason(error)}. {_CLOSE}") from error
    return is_new or was_marked


def _unblock(path: Path) -> bool:
    """Takes the mark of the web away; tells whether it was there."""
    mark = _mark(path)
    is_marked = mark.exists()
    if is_marked:
        mark.unlink()
    return is_marked


def _mark(path: Path) -> Path:
    return Path(f"{path}{_MARK_OF_THE_WEB}")
