"""File patterns of ``stexcel.toml``: ``*.xlsx``, ``anna*.xlsx``, ``arkiv/**``.

A pattern with a slash is matched against the path from the folder of ``stexcel.toml``, one without against the file's
name wherever the file is. ``*`` and ``?`` stay within one name, ``[ab]`` is one of some characters, ``**`` is any
number of folders, and ``arkiv/`` is everything in a folder. A name that has such characters of its own fits itself.
Upper and lower case are alike, and so are the two ways of storing Swedish letters, which Macs take apart.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

_ANY_FOLDERS = "**"


def relative_name(path: Path, folder: Path) -> str | None:
    """The path from the folder, with slashes; ``None`` for a file that does not lie there.

    Links to folders are followed, as in the search for ``stexcel.toml``; a link to a file is where the link is.
    """
    home, there = _real(folder), _real(path.parent)
    return (there / path.name).relative_to(home).as_posix() if there.is_relative_to(home) else None


def _real(folder: Path) -> Path:
    return Path(os.path.realpath(folder))


def matches(name: str, patterns: Iterable[str]) -> bool:
    """Whether a path, as :func:`relative_name` gives it, fits any of the patterns."""
    parts = _fold(name).split("/")
    return any(_fits(parts, _fold(pattern)) for pattern in patterns)


def _fits(parts: Sequence[str], pattern: str) -> bool:
    if "/" not in pattern:
        return _fits_name(parts[-1], pattern)
    steps = pattern.removeprefix("./").lstrip("/").split("/")
    return _fit(parts, [*steps[:-1], steps[-1] or _ANY_FOLDERS])


def _fit(parts: Sequence[str], steps: Sequence[str]) -> bool:
    """Whether all parts of a path fit all steps of a pattern."""
    if not steps:
        return not parts
    if steps[0] == _ANY_FOLDERS:
        return any(_fit(parts[start:], steps[1:]) for start in range(len(parts))) or (bool(parts) and len(steps) == 1)
    return bool(parts) and _fits_name(parts[0], steps[0]) and _fit(parts[1:], steps[1:])


def _fits_name(name: str, pattern: str) -> bool:
    """Whether one name fits; ``[kopia].xlsx`` also stands for the file that is called just that."""
    return name == pattern or fnmatchcase(name, pattern)


def _fold(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
