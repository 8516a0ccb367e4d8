"""Every command with the network watched: how often did the program as much as ask for a socket?

Usage: python -m tools.trust.sockets   (prints a line of JSON)
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.trust.planting import EXAMPLES, ROOT, UNIT, commands
from tools.trust.program import Ran, at_home, run

_NETWORK = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.")
_OTHER_PROGRAMS = ("subprocess.Popen", "os.system", "os.posix_spawn")


@dataclass(frozen=True)
class Watched:
    """How many commands were run, how many of them did what they were asked for, and every call to the network."""

    commands: int
    done: int
    calls: Sequence[str]


def watch() -> list[str]:
    """A list that from now on takes in every call to the network and every start of another program, as they come."""
    calls: list[str] = []

    def hook(event: str, _: object) -> None:
        if event.startswith(_NETWORK) or event in _OTHER_PROGRAMS:
            calls.append(event)

    sys.addaudithook(hook)
    return calls


def watched() -> Watched:
    """Runs every command on a clinic's folder in this process."""
    calls = watch()
    with tempfile.TemporaryDirectory() as name:
        runs = _runs(Path(name))
    return Watched(len(runs), sum(one.code in (0, 1) for one in runs), calls)


def _runs(folder: Path) -> Sequence[Ran]:
    inside = folder / "in" / "enhet"
    inside.mkdir(parents=True)
    (folder / "ut").mkdir()
    books = [EXAMPLES / "L01" / "L01-psyk-luckor.xlsx"]
    sources = [Path(shutil.copyfile(book, inside / book.name)) for book in books]
    shutil.copyfile(UNIT, inside / "enhet.xlsx")
    shutil.copyfile(books[0], folder / "oskadd.xlsx")
    more: Sequence[Sequence[str | Path]] = (
        ("--help",),
        ("--version",),
        ("rule", "STX302"),
        ("new", "--specialty", "Reumatologi", "--regulation", "2021", "-o", "ut/ny.xlsx"),
        ("fill", ROOT / "templates" / "iup-2021.xlsx", "--set", "Start!B30=x", "-o", "ut/mall.xlsx"),
        ("history", "forget", "in/enhet", "--all"),
    )
    with at_home(folder / "hem", folder):
        return [run(*words) for words in (*commands(sources), *more)]


if __name__ == "__main__":
    found = watched()
    sys.stdout.write(json.dumps({"commands": found.commands, "done": found.done, "calls": found.calls}) + "\n")
