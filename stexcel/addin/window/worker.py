"""One thread that does one thing after the other, so that a window goes on answering meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Worker(Generic[T]):
    """Jobs are done in the order in which they come; none may raise."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Callable[[], T] | None] = SimpleQueue()
        self._answers: SimpleQueue[T] = SimpleQueue()
        self._waiting = 0
        self._thread = Thread(target=self._serve, name="stexcel-window", daemon=True)
        self._thread.start()

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come, or to be taken."""
        return self._waiting > 0

    def ask(self, job: Callable[[], T]) -> None:
        """Leaves a job, without waiting for it."""
        self._waiting += 1
        self._jobs.put(job)

    def answer(self) -> T | None:
        """The next answer; ``None`` where there is none yet."""
        try:
            found = self._answers.get_nowait()
        except Empty:
            return None
        self._waiting -= 1
        return found

    def close(self) -> None:
        """Ends the thread when it has done what it was asked."""
        self._jobs.put(None)
        self._thread.join()

    def _serve(self) -> None:
        with _excel_in_this_thread():
            while (job := self._jobs.get()) is not None:
                self._answers.put(job())


@contextmanager
def _excel_in_this_thread() -> Iterator[None]:
    """Windows lets a thread speak to Excel only when it has said that it will."""
    com = import_module("pythoncom") if sys.platform == "win32" else None
    if com is not None:
        com.CoInitialize()
    try:
        yield
    finally:
        if com is not None:
            com.CoUninitialize()
