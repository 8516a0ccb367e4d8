"""Limits of time and memory that a process holds itself to, where the operating system lets it.

Memory is held on Linux, by what the process may have of addresses. macOS accepts the limit and does not heed it, and
Windows has none; there, sizes and cells of a file are what keeps its memory down. Time is held on every system but
Windows, in the main thread.
"""

from __future__ import annotations

import importlib
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

_STATUS = Path("/proc/self/statm")
_AGAIN = 1.0
"""Seconds after which it is told again: what is raised while Python tidies up gets lost."""


class TookTooLong(BaseException):
    """The time is up. No error in the work, so that nothing on the way takes it for one."""


def hold_memory(most: int) -> bool:
    """Lets this process take ``most`` bytes more than it has; whether the system can do that.

    What goes beyond is a ``MemoryError``, or the end of the process where a library knows no better.
    """
    if sys.platform != "linux":
        return False
    resource = importlib.import_module("resource")
    try:
        taken = int(_STATUS.read_text().split()[0]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = taken + most if hard == resource.RLIM_INFINITY else min(taken + most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    except (OSError, ValueError):
        return False
    return True


def can_hold_time() -> bool:
    """Whether :func:`hold_time` works here: not on Windows, only in the main thread, and where nobody else does."""
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        return False
    return signal.getitimer(signal.ITIMER_REAL)[0] == 0.0


@contextmanager
def hold_time(seconds: float) -> Iterator[None]:
    """Raises :class:`TookTooLong` in the work inside when the time is up, as soon as it is in Python's own code."""
    before = signal.signal(signal.SIGALRM, _tell)
    try:
        try:
            signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except TookTooLong:  # perhaps at the very end, before the timer was stopped
        signal.setitimer(signal.ITIMER_REAL, 0)
        raise
    finally:
        signal.signal(signal.SIGALRM, before)


def _tell(_: int, __: FrameType | None) -> None:
    raise TookTooLong
