"""The program where the system refuses it something: what it says, and whether anything was lost.

Usage: python -m tools.trust.faults [--short | --only FAULT]   (prints a line of JSON for each command that met one)
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from stexcel.cli.migrate import REPORT
from stexcel.status.history_file import FILE_NAME
from tools.trust import children
from tools.trust.children import Way
from tools.trust.kept import files_in
from tools.trust.planting import EXAMPLES
from tools.trust.program import TODAY

_SOURCE = EXAMPLES / "L01" / "L01-psyk-luckor.xlsx"
_DAY = ("--today", TODAY)
_USUAL = Way()
_SPREAD = 5
_SMALL = 3000
"""Bytes: less than any result."""
_DISK = "192k"
"""Has room for what is there before, and for no result more."""
WRITING: Sequence[Sequence[str]] = (
    ("validate", "in", *_DAY, "-o", "ut/fynd.xlsx"),
    ("validate", "in", *_DAY, "-o", "ut/fynd.json"),
    ("status", "in", *_DAY, "-o", "ut/status.xlsx", "--no-cache", "--no-history"),
    ("status", "in", *_DAY, "--html", "ut/status.html", "--no-cache"),
    ("annotate", "in/iup.xlsx", *_DAY, "-o", "ut/kopia.xlsx"),
    ("fill", "in/iup.xlsx", "--set", "Personuppgifter!B30=x", "-o", "ut/kopia.xlsx"),
    ("fill", "in/iup.xlsx", "--suggest", "-o", "ut/forslag.xlsx"),
    ("migrate", "in", "-o", "ut"),
    ("export", "in", *_DAY, "-o", "ut"),
    ("inspect", "in/iup.xlsx", "-o", "ut/last.txt"),
    ("inspect", "in/iup.xlsx", "--save-profile", "ut/profil.toml"),
    ("new", "--specialty", "Reumatologi", "--regulation", "2021", "-o", "ut/ny.xlsx"),
)
IN_PLACE = ("fill", "in/iup.xlsx", "--set", "Personuppgifter!B30=x", "--in-place")
READING: Sequence[Sequence[str]] = (
    ("validate", "in", *_DAY),
    ("status", "in", *_DAY, "-o", "ut/status.xlsx"),
    ("export", "in", *_DAY, "-o", "ut"),
    ("migrate", "in", "-o", "ut"),
    ("diff", "in", "in", *_DAY),
    ("inspect", "in/iup.xlsx"),
    ("annotate", "in/iup.xlsx", *_DAY, "-o", "ut/kopia.xlsx"),
    IN_PLACE,
    ("history", "forget", "in", "--all"),
)


@dataclass(frozen=True)
class Met:
    """A command that met a fault: how it ended, and what is not as it was."""

    fault: str
    command: str
    code: int | None
    told: str
    changed: tuple[str, ...]


def _is_kept(name: str) -> bool:
    """Whether a file may be new also where a result could not be written: it tells of the run itself."""
    return name.endswith((FILE_NAME, REPORT))


def _is_closed(folder: str, rights: int) -> Callable[[Path], None]:
    def close(work: Path) -> None:
        for path in (work, *work.rglob("*")):
            path.chmod(0o777 if path.is_dir() else 0o666)
        (work / folder).chmod(rights)

    return close


def _nothing(work: Path) -> None:
    """Leaves the folder as it is."""


def _is_open(work: Path) -> None:
    (work / "in" / "~$iup.xlsx").write_bytes(b"\x08Nora")


def _refusing(name: str, number: int, *, windows: int | None = None, wanted: str = "") -> Callable[[], None]:
    """Makes a call of the system fail, for paths that have ``wanted`` in them."""

    def put() -> None:
        call = getattr(os, name)

        def refused(path: Any, *args: Any, **more: Any) -> Any:
            if wanted in str(path):
                error = OSError(number, os.strerror(number), str(path))
                if windows is not None:
                    error.winerror = windows  # type: ignore[attr-defined]
                raise error
            return call(path, *args, **more)

        setattr(os, name, refused)

    return put


@dataclass(frozen=True)
class Fault:
    """A fault: how the folder is made ready, how the process fares, and the commands that meet it."""

    name: str
    commands: Sequence[Sequence[str]]
    make: Callable[[Path], None] = _nothing
    way: Way = _USUAL
    disk: str = ""


def faults() -> Iterator[Fault]:
    """All faults that can be made here; a full disk needs the right to mount one."""
    nobody = Way(is_nobody=True)
    yield Fault("mappen får inte skrivas", WRITING, _is_closed("ut", 0o555), nobody)
    yield Fault("mappen får inte skrivas, i filen själv", (IN_PLACE,), _is_closed("in", 0o555), nobody)
    yield Fault("resultatmappen får inte öppnas", WRITING, _is_closed("ut", 0), nobody)
    yield Fault("mappen får inte öppnas", READING, _is_closed("in", 0), nobody)
    yield Fault("filen blir för stor", (*WRITING, IN_PLACE), way=Way(largest=_SMALL))
    yield Fault("öppen i Excel", (IN_PLACE,), _is_open)
    shared = Way(before=_refusing("replace", errno.EACCES, windows=32))
    yield Fault("delningsfel i Windows", (*WRITING, IN_PLACE), way=shared)
    stale = Way(before=_refusing("replace", errno.ESTALE))
    yield Fault("nätverket försvann när det skulle sparas", (*WRITING, IN_PLACE), way=stale)
    gone = Way(before=_refusing("stat", errno.ESTALE, wanted="in"))
    yield Fault("nätverket försvann när mappen lästes", READING, way=gone)
    listed = Way(before=_refusing("scandir", errno.ENETUNREACH, wanted="in"))
    yield Fault("nätverket svarar inte", READING[:5], way=listed)
    if os.geteuid() == 0 and sys.platform == "linux":
        yield Fault("disken är full", (*WRITING, IN_PLACE), disk=_DISK)


def meet(fault: Fault, room: Path) -> Iterator[Met]:
    """What each command does with a fault, each in a folder of its own."""
    home = room / "hem"
    home.mkdir(parents=True)
    home.chmod(0o777)
    room.chmod(0o777)
    for number, words in enumerate(fault.commands):
        work = room / str(number)
        with ExitStack() as stack:
            if fault.disk:
                stack.enter_context(_disk(work, fault.disk))
            for folder in ("in", "ut"):
                (work / folder).mkdir(parents=True)
            shutil.copyfile(_SOURCE, work / "in" / "iup.xlsx")
            before = files_in(work)
            fault.make(work)
            if fault.disk:
                _fill(work / ".fylld")
            ended = children.run(words, work, home, fault.way)
            for folder in ("in", "ut"):
                (work / folder).chmod(0o777)
            after = {name: data for name, data in files_in(work).items() if "~$" not in name}
            changed = sorted(
                name for name in {*before, *after} if before.get(name) != after.get(name) and not _is_kept(name)
            )
        yield Met(fault.name, " ".join(words), ended.code, ended.told, tuple(changed))


@contextmanager
def _disk(place: Path, size: str) -> Iterator[None]:
    """A small disk of its own."""
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)


def _fill(path: Path) -> None:
    """Takes what is left of the disk."""
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            return


def results(only: str, *, is_short: bool) -> Iterator[Met]:
    """Every fault with every command; in the short form with a few of them, others for each fault."""
    children.load()
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        room.chmod(0o777)
        for number, fault in enumerate(one for one in faults() if only in ("", one.name)):
            commands = fault.commands[number % _SPREAD :: _SPREAD] if is_short else fault.commands
            yield from meet(replace(fault, commands=commands or fault.commands[:1]), room / str(number))


if __name__ == "__main__":
    words = sys.argv[1:]
    for one in results(words[1] if words[:1] == ["--only"] else "", is_short="--short" in words):
        sys.stdout.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")
        sys.stdout.flush()
