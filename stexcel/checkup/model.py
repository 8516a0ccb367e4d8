"""What an examination of the installation has found, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Mark(StrEnum):
    """How it is with one thing: as it should be, worth knowing, or something that stops the program."""

    OK = "ok"
    NOTE = "obs"
    FAULT = "fel"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. ``told`` and ``remedy`` are Swedish sentences without anybody's name in them."""

    id: str
    title: str
    mark: Mark
    told: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Checkup:
    """All checks, in the order in which they are told."""

    checks: tuple[Check, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing stops the program."""
        return all(check.mark is not Mark.FAULT for check in self.checks)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the program writes: results and the history in ``folder``, and the user's own folders for the rest."""

    folder: Path
    cache: Path
    log: Path
