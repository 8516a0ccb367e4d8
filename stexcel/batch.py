"""One function over many items, in this process or in others, with no more in memory than a window of results.

A process that dies or hangs takes only its own item with it. Where few items are done in this process, those that could
bring it down (:attr:`Task.apart`) are still done in another, and the others are held to the limit of time.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from stexcel.own_limits import TookTooLong, can_hold_time, hold_time
from stexcel.processes import LIMIT, ProcessDied, Processes, ProcessHung

T = TypeVar("T")
R = TypeVar("R")
Item = TypeVar("Item", contravariant=True)

WORTH_PROCESSES = 300
"""Fewer items than this are done sooner than new processes are started."""
WINDOW = 256
"""Items that are given out, or done and not yet handed over, at the same time."""


def default_jobs() -> int:
    """Processes to use when nobody has said how many."""
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Task(Generic[T, R]):
    """What is done with each item. ``lost`` gives the result for an item whose process died, ``hung`` for one whose
    process did not come to an end within ``limit`` seconds (``lost`` too, where it is not given).

    ``work`` must be picklable for processes, and must itself turn its errors into results. ``failed`` tells of a
    result whether another try elsewhere may give a better one; it is asked where an executor was given. ``apart`` tells
    whether an item may need more than is safe in the process that has to tell of the others. ``memory`` is how many
    bytes a process may take for an item.
    """

    work: Callable[[T], R]
    lost: Callable[[T], R]
    hung: Callable[[T], R] | None = None
    failed: Callable[[R], bool] | None = None
    limit: float = LIMIT
    apart: Callable[[T], bool] | None = None
    memory: int | None = None

    def given_up(self, item: T) -> R:
        """The result for an item that took too long."""
        return (self.hung or self.lost)(item)


class Memory(Protocol[Item, R]):
    """Results of earlier runs. ``knows`` is cheap; ``recall`` may still find nothing, and then gives ``None``."""

    def knows(self, item: Item) -> bool:
        """Whether there is likely a result for the item."""

    def recall(self, item: Item) -> R | None:
        """The result for the item."""

    def keep(self, item: Item, result: R) -> None:
        """Remembers a result that was just made."""


Progress = Callable[[int], None]
"""Called with the number of items that were just finished."""


def run(
    task: Task[T, R],
    items: Sequence[T],
    *,
    jobs: int = 1,
    executor: Executor | None = None,
    progress: Progress | None = None,
    memory: Memory[T, R] | None = None,
) -> Iterator[R]:
    """The results in the order of the items, as they come.

    ``executor`` is any :class:`concurrent.futures.Executor`, for example that of a cluster, and stays open.
    Without it, ``jobs`` processes are started with ``spawn``, which works alike on every operating system.
    What ``memory`` knows is not done again, wherever the work would be done.
    """
    results: Iterator[R]
    if executor is not None:
        results = _streamed(task, items, executor, jobs, memory)
    elif jobs > 1 and _unknown(items, memory) >= WORTH_PROCESSES:
        results = _in_processes(task, items, jobs, memory)
    else:
        results = _one_by_one(task, items, memory)
    for result in results:
        if progress is not None:
            progress(1)
        yield result


def _unknown(items: Sequence[T], memory: Memory[T, R] | None) -> int:
    return len(items) if memory is None else sum(not memory.knows(item) for item in items)


def _one_by_one(task: Task[T, R], items: Sequence[T], memory: Memory[T, R] | None) -> Iterator[R]:
    """The results of few items, in this process as far as that is safe and in one other."""
    other = _Line(task, None, 1, memory)
    try:
        for item in items:
            result = memory.recall(item) if memory is not None else None
            if result is not None:
                yield result
            elif not can_hold_time() or (task.apart is not None and task.apart(item)):
                other.add(item)
                yield other.take()
            else:
                yield _here(task, item, memory)
    finally:
        other.close()


def _here(task: Task[T, R], item: T, memory: Memory[T, R] | None) -> R:
    """The result of one item in this process."""
    try:
        with hold_time(task.limit):
            result = task.work(item)
    except TookTooLong:
        return task.given_up(item)
    if memory is not None:
        memory.keep(item, result)
    return result


def _in_processes(task: Task[T, R], items: Sequence[T], jobs: int, memory: Memory[T, R] | None) -> Iterator[R]:
    processes = Processes(jobs, limit=task.limit, memory=task.memory)
    try:
        yield from _streamed(task, items, processes, jobs, memory)
    finally:
        processes.shutdown(cancel_futures=True)


def _streamed(
    task: Task[T, R], items: Sequence[T], executor: Executor, jobs: int, memory: Memory[T, R] | None
) -> Iterator[R]:
    """The results by an executor; it is never given more than a window of items ahead of what is handed over."""
    line = _Line(task, executor, jobs, memory)
    try:
        for item in items:
            line.add(item)
            while len(line) >= WINDOW or line.is_ready:
                yield line.take()
        while len(line):
            yield line.take()
    finally:
        line.close()


@dataclass(frozen=True, slots=True)
class _Place(Generic[T, R]):
    """An item in the line, with its result as known from before or as it is being made."""

    item: T
    known: R | None = None
    future: Future[R] | None = None

    @property
    def is_ready(self) -> bool:
        return self.future is None or self.future.done()

    @property
    def is_good(self) -> bool:
        """Whether there is a result."""
        future = self.future
        return future is None or (future.done() and not future.cancelled() and future.exception() is None)


class _Line(Generic[T, R]):
    """The items that are given out and not yet handed over, in their order.

    What fails at an executor is tried once more in a process of this machine; when the executor itself fails, or does
    not answer, everything is done there. An item whose process dies at the second try too, or hangs, is lost.
    """

    def __init__(self, task: Task[T, R], executor: Executor | None, jobs: int, memory: Memory[T, R] | None) -> None:
        self._task, self._jobs, self._memory = task, jobs, memory
        self._executor = executor
        self._own = executor if isinstance(executor, Processes) else None
        self._is_own_to_close = self._own is None
        self._places: deque[_Place[T, R]] = deque()

    def __len__(self) -> int:
        return len(self._places)

    @property
    def is_ready(self) -> bool:
        """Whether the first result can be taken without waiting."""
        return bool(self._places) and self._places[0].is_ready

    def add(self, item: T) -> None:
        """Gives out an item, unless its result is remembered."""
        known = self._memory.recall(item) if self._memory is not None else None
        place = _Place(item, known) if known is not None else self._given(item)  # which may change the line
        self._places.append(place)

    def take(self) -> R:
        """The first result; waits until it is there."""
        place = self._places.popleft()
        if place.known is not None:
            return place.known
        try:
            result = self._result(place)
        except ProcessHung:
            return self._task.given_up(place.item)
        except ProcessDied:
            return self._task.lost(place.item)
        if self._memory is not None:
            self._memory.keep(place.item, result)
        return result

    def close(self) -> None:
        """Drops what is not yet taken."""
        for place in self._places:
            if place.future is not None:
                place.future.cancel()
        if self._own is not None and self._is_own_to_close:
            self._own.shutdown(cancel_futures=True)

    def _given(self, item: T) -> _Place[T, R]:
        if self._executor is not None:
            try:
                return _Place(item, future=self._executor.submit(self._task.work, item))
            except RuntimeError:  # broken, or shut down by somebody else
                self._leave_executor()
        return _Place(item, future=self._here(item))

    def _here(self, item: T) -> Future[R]:
        """The item in a process of this machine."""
        if self._own is None:
            self._own = Processes(self._jobs, limit=self._task.limit, memory=self._task.memory)
        return self._own.submit(self._task.work, item)

    def _result(self, place: _Place[T, R]) -> R:
        """The result of the first try or the second; raises :class:`ProcessDied` or :class:`ProcessHung` if neither."""
        is_elsewhere = self._executor is not None and self._executor is not self._own
        try:
            if place.future is not None:
                result = place.future.result(self._task.limit if is_elsewhere else None)
                if not (is_elsewhere and self._task.failed is not None and self._task.failed(result)):
                    return result
        except ProcessHung:
            raise
        except (BrokenExecutor, CancelledError, TimeoutError):
            self._leave_executor()
        except Exception:  # noqa: BLE001 - whatever an executor's failures are called, the second try tells
            pass
        return self._here(place.item).result()

    def _leave_executor(self) -> None:
        """Takes back everything that an executor which works no more has not done."""
        self._executor = None
        places = list(self._places)
        self._places = deque(
            place if place.is_good else _Place(place.item, future=self._here(place.item)) for place in places
        )
        for place in places:
            if place.future is not None and not place.is_good:
                place.future.cancel()
