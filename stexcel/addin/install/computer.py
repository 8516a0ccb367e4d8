"""What the installation knows of the computer: its system, the user's folders, the program, and the registry."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from stexcel.addin.install.errors import InstallError
from stexcel.addin.install.registry import NoRegistry, Registry, registry

WINDOWS, MACOS = "win32", "darwin"
_NAME = "stexcel"


@dataclass(frozen=True)
class Computer:
    """``platform`` is as in ``sys.platform``; ``program`` is the whole path of the program that macros are to start."""

    platform: str
    environment: Mapping[str, str]
    home: Path
    program: PurePath
    registry: Registry = field(default_factory=NoRegistry)


def this_computer() -> Computer:
    """The computer that the program runs on; raises :class:`InstallError` where the program itself is not found."""
    return Computer(sys.platform, os.environ, Path.home(), _program(), registry())


def _program() -> Path:
    """The frozen program, else the command that pip has made."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable)
    schemes = (sysconfig.get_default_scheme(), sysconfig.get_preferred_scheme("user"))
    folders = [Path(sysconfig.get_path("scripts", scheme)) for scheme in schemes]
    return found_program(folders, ".exe" if sys.platform == WINDOWS else "")


def found_program(folders: Iterable[Path], suffix: str) -> Path:
    """The first of the folders' programs, by its whole path; raises :class:`InstallError` where none has it."""
    places = (folder.absolute() / f"{_NAME}{suffix}" for folder in folders)
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise InstallError(
            "Programmet stexcel hittades inte bredvid Python, så knapparna skulle inte ha något att starta. Installera "
            "om stexcel och kör kommandot igen."
        )
    return found
