from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

from stexcel import batch
from stexcel.processes import ProcessDied, Processes, ProcessHung


def double(number: int) -> int:
    return 2 * number


def die_at_five(number: int) -> int:
    if number == 5:
        os._exit(1)
    return 2 * number


def die_once_at_five(marks: Path, number: int) -> int:
    if number == 5 and not (marks / "dead").exists():
        (marks / "dead").touch()
        os._exit(1)
    return 2 * number


def hang_at_five(number: int) -> int:
    if number == 5:
        time.sleep(600)
    return 2 * number


def where(_: int) -> int:
    return os.getpid()


def refuse_seven(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return 2 * number


def fail_in(first: int, number: int) -> int:
    """A failure in the process with the number, and the right result in every other one."""
    return -1 if os.getpid() == first else 2 * number


def lost(number: int) -> int:
    return -number


def hung(number: int) -> int:
    return -100 * number


ITEMS = list(range(batch.WORTH_PROCESSES + 6))


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    ticks: list[int] = []
    task = batch.Task(double, lost)
    assert list(batch.run(task, ITEMS, jobs=jobs, progress=ticks.append)) == [2 * item for item in ITEMS]
    assert sum(ticks) == len(ITEMS)


def test_any_executor_will_do() -> None:
    with ThreadPoolExecutor(2) as executor:
        assert list(batch.run(batch.Task(double, lost), [3, 1, 2], executor=executor)) == [6, 2, 4]
        assert executor.submit(double, 1).result() == 2


def test_process_that_dies_takes_only_its_own_item_with_it() -> None:
    results = list(batch.run(batch.Task(die_at_five, lost), ITEMS, jobs=2))
    assert results == [-5 if item == 5 else 2 * item for item in ITEMS]


def test_item_whose_process_dies_once_is_done_in_another(tmp_path: Path) -> None:
    task = batch.Task(partial(die_once_at_five, tmp_path), lost)
    assert list(batch.run(task, ITEMS, jobs=2)) == [2 * item for item in ITEMS]
    assert (tmp_path / "dead").exists()


def test_process_that_hangs_is_replaced() -> None:
    task = batch.Task(hang_at_five, lost, hung, limit=8.0)
    started = time.monotonic()
    results = list(batch.run(task, ITEMS, jobs=2))
    assert results == [-500 if item == 5 else 2 * item for item in ITEMS]
    assert time.monotonic() - started < 60


def test_failure_of_the_work_itself_is_raised() -> None:
    with pytest.raises(ValueError, match="seven"):
        list(batch.run(batch.Task(refuse_seven, lost), ITEMS, jobs=2))


def test_nothing_to_do() -> None:
    task: batch.Task[Path, str] = batch.Task(str, str)
    assert list(batch.run(task, [], jobs=4)) == []


class Counting(Executor):
    """Counts how many calls are out at the same time, as far as whoever made them can tell."""

    def __init__(self) -> None:
        self.given = self.taken = self.most = 0

    def submit(self, fn, /, *args, **kwargs) -> Future[int]:  # type: ignore[no-untyped-def, override]
        self.given += 1
        self.most = max(self.most, self.given - self.taken)
        future: Future[int] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def test_no_more_than_a_window_is_given_out_ahead() -> None:
    executor = Counting()
    for _ in batch.run(batch.Task(double, lost), list(range(5 * batch.WINDOW)), executor=executor):
        executor.taken += 1
    assert executor.given == 5 * batch.WINDOW
    assert executor.most <= batch.WINDOW


def test_executor_that_breaks_is_left_and_the_rest_done_here() -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        results = list(batch.run(batch.Task(die_at_five, lost), ITEMS[:40], executor=executor, jobs=2))
    assert results == [-5 if item == 5 else 2 * item for item in ITEMS[:40]]


class Silent(Executor):
    """Takes everything and does nothing."""

    def submit(self, fn, /, *args, **kwargs) -> Future[int]:  # type: ignore[no-untyped-def, override]
        return Future()


class Refusing(Executor):
    def submit(self, fn, /, *args, **kwargs) -> Future[int]:  # type: ignore[no-untyped-def, override]
        raise BrokenExecutor


@pytest.mark.parametrize("executor", [Silent(), Refusing()], ids=["silent", "refusing"])
def test_executor_that_does_nothing_is_left(executor: Executor) -> None:
    task = batch.Task(double, lost, limit=5.0)
    assert list(batch.run(task, ITEMS[:20], executor=executor, jobs=2)) == [2 * item for item in ITEMS[:20]]


def test_failed_result_is_tried_once_more_elsewhere() -> None:
    with ThreadPoolExecutor(1) as executor:
        task = batch.Task(partial(fail_in, os.getpid()), lost, failed=lambda result: result == -1)
        assert list(batch.run(task, [1, 2, 3], executor=executor)) == [2, 4, 6]


class Notes:
    """A memory of what is even."""

    def __init__(self) -> None:
        self.kept: dict[int, int] = {}

    def knows(self, item: int) -> bool:
        return item % 2 == 0

    def recall(self, item: int) -> int | None:
        return 1000 + item if item % 2 == 0 else None

    def keep(self, item: int, result: int) -> None:
        self.kept[item] = result


@pytest.mark.parametrize("count", [10, 2 * batch.WORTH_PROCESSES + 10])
def test_what_is_remembered_is_not_done_again(count: int) -> None:
    notes = Notes()
    results = list(batch.run(batch.Task(double, lost), list(range(count)), jobs=2, memory=notes))
    assert results == [1000 + item if item % 2 == 0 else 2 * item for item in range(count)]
    assert notes.kept == {item: 2 * item for item in range(1, count, 2)}


def test_lost_items_are_not_remembered() -> None:
    notes = Notes()
    list(batch.run(batch.Task(die_at_five, lost), list(range(2 * len(ITEMS))), jobs=2, memory=notes))
    assert 5 not in notes.kept
    assert 7 in notes.kept


@pytest.fixture
def processes() -> Iterator[Processes]:
    executor = Processes(2, limit=10.0)
    yield executor
    executor.shutdown(cancel_futures=True)


def test_no_process_is_started_before_there_is_work(processes: Processes) -> None:
    assert processes.submit(where, 0).result() != os.getpid()


def test_processes_tell_death_from_hanging(processes: Processes) -> None:
    with pytest.raises(ProcessDied):
        processes.submit(die_at_five, 5).result()
    with pytest.raises(ProcessHung):
        processes.submit(hang_at_five, 5).result()
    assert processes.submit(double, 4).result() == 8


def test_what_cannot_be_sent_is_told_and_the_rest_goes_on(processes: Processes) -> None:
    with pytest.raises(Exception, match="pickle"):
        processes.submit(lambda: 1).result()
    with pytest.raises(RuntimeError, match="cannot be sent"):
        processes.submit(open, os.devnull).result()
    assert processes.submit(double, 4).result() == 8


def test_shutdown_waits_for_work_unless_it_is_cancelled() -> None:
    executor = Processes(1)
    future = executor.submit(double, 4)
    executor.shutdown()
    assert future.result() == 8
    with pytest.raises(RuntimeError):
        executor.submit(double, 4)
    other = Processes(1)
    endless, waiting = other.submit(hang_at_five, 5), other.submit(double, 1)
    started = time.monotonic()
    other.shutdown(cancel_futures=True)
    assert time.monotonic() - started < 5
    assert waiting.cancelled()
    assert endless.cancelled() or isinstance(endless.exception(), ProcessDied)
