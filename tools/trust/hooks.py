"""Every step by which this process changes the disk, counted; at a chosen one the process is killed as by the system.

A write is two steps: before it, and when half of it is written. What SQLite does inside counts statement by statement.
"""

from __future__ import annotations

import io
import os
import signal
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_WRITING = frozenset("wxa+")
_CALLS = ("replace", "rename", "unlink", "remove", "fsync", "mkdir", "chmod", "link", "rmdir", "truncate")


@dataclass
class Steps:
    """How many steps have been taken; ``last`` is the one that the process does not survive, 0 for none."""

    last: int = 0
    taken: int = 0

    def step(self) -> None:
        """Counts a step that is about to be taken."""
        self.taken += 1
        if self.taken == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


class _Written:
    """A file that is open for writing."""

    def __init__(self, file: Any, steps: Steps) -> None:
        self._file, self._steps = file, steps

    def write(self, data: Any) -> int:
        """Writes in two halves."""
        self._steps.step()
        half = len(data) // 2
        self._file.write(data[:half])
        self._file.flush()
        self._steps.step()
        return half + int(self._file.write(data[half:]) or 0)

    def writelines(self, parts: Any) -> None:
        """Writes part by part."""
        for part in parts:
            self.write(part)

    def __enter__(self) -> _Written:
        return self

    def __exit__(self, *others: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def count(steps: Steps) -> None:
    """Puts the counting in place, for the rest of this process."""
    for name in _CALLS:
        setattr(os, name, _counted(getattr(os, name), steps))
    _count_opening(steps)
    connect = sqlite3.connect

    def connected(*args: Any, **more: Any) -> sqlite3.Connection:
        steps.step()
        connection: sqlite3.Connection = connect(*args, **more)
        connection.set_trace_callback(lambda _: steps.step())
        return connection

    sqlite3.connect = connected  # type: ignore[assignment]


def _counted(call: Callable[..., Any], steps: Steps) -> Callable[..., Any]:
    def counted(*args: Any, **more: Any) -> Any:
        steps.step()
        return call(*args, **more)

    return counted


def _count_opening(steps: Steps) -> None:
    opened, low = io.open, os.open

    def counted(file: Any, mode: str = "r", *args: Any, **more: Any) -> Any:
        if not _WRITING & set(mode):
            return opened(file, mode, *args, **more)
        steps.step()
        return _Written(opened(file, mode, *args, **more), steps)

    def counted_low(path: Any, flags: int, *args: Any, **more: Any) -> int:
        if flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR):
            steps.step()
        return low(path, flags, *args, **more)

    io.open = counted
    os.open = counted_low
