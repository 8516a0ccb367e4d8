"""Files that somebody meant to be ``stexcel.toml`` but that have another name, which would otherwise go unread."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz.distance import DamerauLevenshtein

from stexcel.config.source import ConfigError

FILE_NAME = "stexcel.toml"
_HIDDEN_SUFFIXES = (".txt", ".toml", ".tml")
"""What an editor or a system that hides suffixes adds to a name."""
_SLIPS = 1
"""So many letters wrong is still the same name; with two it may be the settings of another program."""


def check_names(folder: Path) -> None:
    """Raises :class:`ConfigError` for a file in the folder that is nearly called ``stexcel.toml``, where none is.

    A folder that is called ``stexcel.toml`` is refused too. A folder that may not be read says nothing.
    """
    if (folder / FILE_NAME).is_dir():
        raise ConfigError(
            f"{(folder / FILE_NAME).as_posix()} är en mapp, men ska vara en textfil med inställningar. Byt namn på den."
        )
    if (folder / FILE_NAME).exists():
        return
    wrong = next(_misnamed(folder), None)
    if wrong is not None:
        raise ConfigError(
            f"{wrong.as_posix()} ser ut att vara inställningar men läses inte, eftersom namnet inte är {FILE_NAME}. "
            f"Byt namn på filen till {FILE_NAME}{_how(wrong)}."
        )


def _misnamed(folder: Path) -> Iterator[Path]:
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if entry.is_file())
    except OSError:
        return
    yield from (folder / name for name in names if _is_near(name))


def _is_near(name: str) -> bool:
    """Whether the name is a slip of the pen; copies that an editor keeps end in ``~`` and are not meant."""
    folded = name.casefold()
    if folded.endswith("~"):
        return False
    stem = folded.removesuffix(".txt")
    added = any(folded == FILE_NAME + suffix for suffix in _HIDDEN_SUFFIXES) or (stem != folded and stem == "stexcel")
    return added or DamerauLevenshtein.distance(folded, FILE_NAME, score_cutoff=_SLIPS) <= _SLIPS


def _how(wrong: Path) -> str:
    if wrong.suffix.lower() != ".txt":
        return ""
    return ". Syns inte .txt i Utforskaren: välj Visa och Filnamnstillägg, eller spara om med filtypen ”Alla filer”"
