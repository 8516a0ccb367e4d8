"""Runs on a real cluster of two workers, which are processes of this machine in another folder."""

from __future__ import annotations

import os
import signal
import socket
import time
import warnings
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from shutil import copyfile, copytree
from typing import Any

import pytest

from stexcel import batch, clusters
from stexcel.api import Setup
from stexcel.clusters import Cluster, ClusterError, cluster_of, executor_of
from stexcel.render.json import render_json
from stexcel.survey import survey
from tests.cli.program import stexcel

dask = pytest.importorskip("dask")
distributed = pytest.importorskip("distributed")

EXAMPLES = Path(__file__).parent / "exempel"
SETUP = Setup(date(2026, 11, 1))

pytestmark = pytest.mark.filterwarnings("default")  # the library's own, about ports and files that are closed late


def where(_: int) -> int:
    return os.getpid()


def double(number: int) -> int:
    return 2 * number


def lost(number: int) -> int:
    return -number


def fail_once(marks: Path, number: int) -> int:
    if number == 3 and not (marks / "failed").exists():
        (marks / "failed").touch()
        raise OSError("the network is away")
    return 2 * number


def die_once(marks: Path, number: int) -> int:
    if number == 3 and not (marks / "died").exists():
        (marks / "died").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.02)
    return 2 * number


def always_die(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A cluster whose workers are not where the tests are, and which soon gives up a call that kills them."""
    here = Path.cwd()
    os.chdir(tmp_path_factory.mktemp("elsewhere"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with dask.config.set({"distributed.scheduler.allowed-failures": 1}):
                made = distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    finally:
        os.chdir(here)
    yield made
    made.close()


def address(scheduler: Any) -> str:
    return str(scheduler.scheduler_address).replace("tcp://", "dask://")


@pytest.fixture
def cluster(scheduler: Any) -> Iterator[Cluster]:
    with cluster_of(address(scheduler)) as found:
        yield found


def test_result_is_the_same_byte_for_byte(cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in sorted(EXAMPLES.glob("*/*.xls*")):
        copyfile(path, tmp_path / path.name)
    (tmp_path / "trasig.xlsx").write_bytes(b"PK no workbook")
    monkeypatch.chdir(tmp_path)
    there, here = (survey([Path()], SETUP, executor=executor) for executor in (cluster, None))
    assert there == here
    assert render_json(there.report) == render_json(here.report)
    assert all(not Path(file.document.path).is_absolute() for file in there.report.files)
    assert len(there.residents) > 20
    assert cluster.remarks() == ()


def test_command_reads_on_the_cluster_and_writes_the_same_workbook(scheduler: Any, tmp_path: Path) -> None:
    folder = tmp_path / "st"
    copytree(EXAMPLES / "L01", folder)
    asked = ("status", "st", "--today", "2026-11-01", "--no-history", "--no-cache", "--fail-on", "never")
    before = scheduler.scheduler.transition_counter
    there = stexcel(*asked, "-o", "status.xlsx", "--executor", address(scheduler), cwd=tmp_path)
    assert scheduler.scheduler.transition_counter >= before + len(list(folder.glob("*.xls*")))
    made = (tmp_path / "status.xlsx").read_bytes()
    here = stexcel(*asked, "-o", "status.xlsx", cwd=tmp_path)
    assert there.returncode == 0, there.stderr
    assert (there.returncode, there.stderr) == (here.returncode, here.stderr)
    assert (tmp_path / "status.xlsx").read_bytes() == made


def test_command_tells_what_an_address_looks_like_and_writes_nothing(tmp_path: Path) -> None:
    copytree(EXAMPLES / "L01", tmp_path / "st")
    done = stexcel("status", "st", "-o", "status.xlsx", "--executor", "server:8786", cwd=tmp_path)
    assert done.returncode == 2
    assert "dask://server:8786" in done.stderr
    assert not (tmp_path / "status.xlsx").exists()


def test_both_workers_are_used_and_not_this_process(cluster: Cluster) -> None:
    used = set(batch.run(batch.Task(where, lost), list(range(40)), executor=cluster))
    assert len(used) == 2
    assert os.getpid() not in used


def test_failed_call_is_tried_again(cluster: Cluster, tmp_path: Path) -> None:
    task = batch.Task(partial(fail_once, tmp_path), lost)
    assert list(batch.run(task, list(range(8)), executor=cluster)) == [2 * number for number in range(8)]
    assert (tmp_path / "failed").exists()


def test_worker_that_dies_is_told_and_its_items_done_by_another(cluster: Cluster, tmp_path: Path) -> None:
    task = batch.Task(partial(die_once, tmp_path), lost)
    assert list(batch.run(task, list(range(60)), executor=cluster)) == [2 * number for number in range(60)]
    (told,) = cluster.remarks()
    assert "En arbetare" in told
    assert "försvann" in told


def test_item_that_kills_every_process_is_lost_alone(cluster: Cluster) -> None:
    results = list(batch.run(batch.Task(always_die, lost), list(range(6)), executor=cluster))
    assert results == [-3 if number == 3 else 2 * number for number in range(6)]


@pytest.mark.slow  # waits until nobody answers any longer
def test_cluster_that_goes_away_is_left(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None)
    with cluster_of(address(made)) as cluster:
        results = batch.run(
            batch.Task(double, lost, limit=20.0), list(range(batch.WINDOW + 40)), executor=cluster, jobs=2
        )
        first = next(results)
        made.close()
        assert [first, *results] == [2 * number for number in range(batch.WINDOW + 40)]
        (told,) = cluster.remarks()
    assert "Kontakten" in told


@pytest.mark.parametrize(
    "wrong", ["", "server", "tcp://server:8786", "dask://", "dask://server:port", "dask://server:99999", "dask://a:1/x"]
)
def test_wrong_address_is_told_with_a_right_one(wrong: str) -> None:
    with pytest.raises(ClusterError, match=r"dask://server:8786"):
        executor_of(wrong)


def test_nobody_who_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "CONTACT", 1.0)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ClusterError, match=r"svarar inte.*utan --executor"):
        executor_of(f"dask://127.0.0.1:{port}")


def test_scheduler_without_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "CONTACT", 2.0)
    made = distributed.LocalCluster(n_workers=0, dashboard_address=None)
    with made, pytest.raises(ClusterError, match="inga arbetare"):
        executor_of(address(made))


def test_workers_of_another_version(scheduler: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "_own_mark", lambda: "another")
    with pytest.raises(ClusterError, match="samma version"):
        executor_of(address(scheduler))


def test_library_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "_LIBRARY", "distributed_that_is_not_there")
    with pytest.raises(ClusterError, match=r"stexcel\[dask\]"):
        executor_of("dask://127.0.0.1:8786")
