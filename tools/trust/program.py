"""The program run in this process, in a home of its own, with everything that it tells."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from stexcel.cli import main

TODAY = "2026-11-01"
_HOMES = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA", "USERPROFILE")


@dataclass(frozen=True)
class Ran:
    """How a run ended: the exit code, and what stood on the terminal."""

    words: tuple[str, ...]
    code: int
    told: str


def home_variables(home: Path) -> Mapping[str, str]:
    """The variables by which every system finds a user's own folder."""
    return {name: str(home) for name in _HOMES}


@contextmanager
def at_home(home: Path, folder: Path) -> Iterator[None]:
    """The process in a folder, with its log and its cache below ``home``."""
    before, where = dict(os.environ), Path.cwd()
    os.environ.update(home_variables(home))
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(where)
        os.environ.clear()
        os.environ.update(before)


def run(*words: str | Path) -> Ran:
    """Runs one command."""
    told = StringIO()
    said = tuple(str(word) for word in words)
    try:
        with redirect_stdout(told), redirect_stderr(told):
            main(list(said))
    except SystemExit as ended:
        return Ran(said, ended.code if isinstance(ended.code, int) else 0, told.getvalue())
    raise AssertionError("the program did not end")
