"""One function over many items, in this process or in others.

A process that dies takes only its own item with it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH_PROCESSES = 300
"""Fewer items than this are done sooner than new processes are started."""
_CHUNK = 16
_CHUNKS_PER_JOB = 4
_MOST_JOBS = 61
"""Windows cannot wait for more processes than this."""


def default_jobs() -> int:
    """Processes to use when nobody has said how many."""
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Task(Generic[T, R]):
    """What is done with each item. ``lost`` gives the result for an item whose process died.

    ``work`` must be picklable for processes, and must itself turn its errors into results.
    """

    work: Callable[[T], R]
    lost: Callable[[T], R]


Progress = Callable[[int], None]
"""Called with the number of items that were just finished."""


def run(
    task: Task[T, R],
    items: Sequence[T],
    *,
    jobs: int = 1,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Iterator[R]:
    """The results in the order of the items, as they come.

    ``executor`` is any :class:`concurrent.futures.Executor`, for example that of a cluster, and stays open.
    Without it, ``jobs`` processes are started with ``spawn``, which works alike on every operating system.
    """
    results: Iterator[R]
    if executor is not None:
        results = _in_executor(task, items, executor, jobs)
    elif jobs > 1 and len(items) >= WORTH_PROCESSES:
        results = _in_processes(task, items, jobs)
    else:
        results = map(task.work, items)
    for result in results:
        if progress is not None:
            progress(1)
        yield result


def _in_processes(task: Task[T, R], items: Sequence[T], jobs: int) -> Iterator[R]:
    pool = _pool(jobs)
    try:
        yield from _in_executor(task, items, pool, jobs)
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(min(jobs, _MOST_JOBS), mp_context=get_context("spawn"))


def _in_executor(task: Task[T, R], items: Sequence[T], executor: Executor, jobs: int) -> Iterator[R]:
    size = max(1, min(_CHUNK, len(items) // (jobs * _CHUNKS_PER_JOB)))
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    futures: list[Future[list[R]] | None] = [_submit(executor, task, chunk) for chunk in chunks]
    for number, chunk in enumerate(chunks):
        future, futures[number] = futures[number], None  # a result is not kept once it is handed over
        try:
            results = future.result() if future is not None else None
        except BrokenExecutor:
            results = None
        yield from _one_by_one(task, chunk) if results is None else results


def _submit(executor: Executor, task: Task[T, R], chunk: Sequence[T]) -> Future[list[R]] | None:
    """The future of a chunk; ``None`` if the pool is already broken."""
    try:
        return executor.submit(_work_all, task.work, chunk)
    except BrokenExecutor:
        return None


def _work_all(work: Callable[[T], R], chunk: Sequence[T]) -> list[R]:
    return [work(item) for item in chunk]


def _one_by_one(task: Task[T, R], items: Sequence[T]) -> Iterator[R]:
    """One item at a time in another process, which is replaced after an item that killed it."""
    pool = _pool(1)
    try:
        for item in items:
            try:
                result = pool.submit(task.work, item).result()
            except BrokenExecutor:
                result = task.lost(item)
                pool.shutdown()
                pool = _pool(1)
            yield result
    finally:
        pool.shutdown(cancel_futures=True)
