"""The program in processes of their own, forked from this one when it has loaded the commands and done nothing else."""

from __future__ import annotations

import codecs
import gc
import os
import resource
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from stexcel.cli import main
from stexcel.cli.group import COMMANDS
from stexcel.render.html_page import environment
from tools.trust.hooks import Steps, count
from tools.trust.program import home_variables

NOBODY = 65534
_ENCODINGS = ("ascii", "cp437", "idna", "latin-1", "utf-16", "utf-16-le", "utf-8", "utf-8-sig")
"""Those that are loaded first when they are used: not by one who may not read where Python lies."""


@dataclass(frozen=True)
class Ended:
    """How a process ended: its exit code, ``None`` for one that was killed, the steps it took and what it told."""

    code: int | None
    steps: int
    told: str


@dataclass(frozen=True)
class Way:
    """How a process is to fare: killed at a step, without rights to what is not its own, files no larger than so."""

    killed_at: int = 0
    is_nobody: bool = False
    largest: int | None = None
    before: Callable[[], None] | None = None


def load() -> None:
    """Loads the commands; nothing may have been done with them in this process."""
    for command in COMMANDS.values():
        import_module(command.module)
    for name in _ENCODINGS:
        codecs.lookup(name)
    for page in ("report.html.j2", "status.html.j2"):
        environment().get_template(page)
    gc.freeze()


def run(words: Sequence[str], folder: Path, home: Path, way: Way = Way()) -> Ended:
    """Runs one command in a folder to its end, in a home of its own."""
    told, taken = home / "sagt.txt", home / "steg.txt"
    for path in (told, taken):
        path.write_text("")
        path.chmod(0o666)
    child = os.fork()
    if child == 0:
        _child(list(words), folder, home, way, (told, taken))
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return Ended(
        None if code == -signal.SIGKILL else code, int(taken.read_text() or 0), told.read_text(encoding="utf-8")
    )


def _child(words: list[str], folder: Path, home: Path, way: Way, streams: tuple[Path, Path]) -> None:
    """Becomes the program; never comes back."""
    code = 99
    try:
        out = os.open(streams[0], os.O_WRONLY)
        os.dup2(out, 1)
        os.dup2(out, 2)
        counted = os.open(streams[1], os.O_WRONLY)
        os.environ.update(home_variables(home))
        os.chdir(folder)
        steps = Steps(way.killed_at)
        if way.largest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (way.largest, way.largest))
        if way.is_nobody and os.geteuid() == 0:
            os.setresuid(NOBODY, NOBODY, NOBODY)
        if way.before is not None:
            way.before()
        count(steps)
        try:
            main(words)
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
        os.write(counted, str(steps.taken).encode())
    finally:
        os._exit(code)
