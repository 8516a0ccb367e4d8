"""Doing something again whenever a file is saved, until the user has had enough."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import click

from stexcel.cli.echo import echo
from stexcel.cli.failure import EXIT_CLEAN
from stexcel.cli.swedish import complaint
from stexcel.system_errors import refusal
from stexcel.workbook import WorkbookError

_PAUSE = 1.0
"""Seconds between two looks at the files; a change is only acted on when two looks are alike."""

State = Mapping[Path, tuple[int, int] | None]
"""When every file was changed and how large it is; ``None`` for one that cannot be reached."""


def watch(files: Callable[[], Sequence[Path]], build: Callable[[], object], *, pause: float = _PAUSE) -> int:
    """Builds at once, and again after every change in the files or of the day; ends by Ctrl-C.

    What goes wrong in a build is told, and the watch goes on. A folder that cannot be reached is waited for.
    """
    try:
        _try(build)
        echo("Väntar på ändringar. Avsluta med Ctrl-C.", err=True)
        built = _look(files)
        while True:
            built = _settled(files, built, pause)
            echo(f"{datetime.now():%H:%M:%S} En fil har ändrats, skriver om.", err=True)
            _try(build)
    except KeyboardInterrupt:
        echo("Bevakningen är avslutad.", err=True)
        return EXIT_CLEAN


def _settled(files: Callable[[], Sequence[Path]], built: tuple[date, State], pause: float) -> tuple[date, State]:
    """Waits for a state that is another than the one that was built from, and has stopped changing."""
    before = built
    while True:
        time.sleep(pause)
        now = _look(files)
        if now == before and now != built and now[1]:
            return now
        before = now


def _look(files: Callable[[], Sequence[Path]]) -> tuple[date, State]:
    try:
        return date.today(), {path: _state(path) for path in files()}
    except (WorkbookError, click.ClickException, OSError):
        return date.today(), {}


def _state(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _try(build: Callable[[], object]) -> None:
    try:
        build()
    except click.ClickException as error:
        echo(f"Fel: {complaint(error)}", err=True)
    except OSError as error:
        told = refusal(error)
        if not told:
            raise
        echo(f"Fel: {told}", err=True)
