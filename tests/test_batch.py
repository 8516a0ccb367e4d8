from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from stexcel import batch


def double(number: int) -> int:
    return 2 * number


def die_at_five(number: int) -> int:
    if number == 5:
        os._exit(1)
    return 2 * number


def lost(number: int) -> int:
    return -number


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


def test_nothing_to_do() -> None:
    task: batch.Task[Path, str] = batch.Task(str, str)
    assert list(batch.run(task, [], jobs=4)) == []
