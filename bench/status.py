"""How the status of many doctors is to wait for: time per file, memory, and what a second run costs.

Usage: python -m bench.status [--many] [FOLDER]   (100 and 1000 workbooks; with --many also 5000)

The workbooks are made in the folder, and used again where they are there already; without one they are thrown away.
Every run is a process of its own, as for a user: the start of the program is counted. Memory is the most that the
process itself has taken, and the most of any of the processes that it starts. On a machine that others use too the
time of the processors, of all processes together, tells more than that of the clock.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import perf_counter

from bench import workbooks

TODAY = "2026-11-01"
FEW, SOME, MANY = 100, 1000, 5000
_TIMES = ("seconds", "processors")
_MB = 1024 if sys.platform != "darwin" else 1024 * 1024


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds by the clock and of all processors, and megabytes."""

    seconds: float
    processors: float
    memory: int
    memory_of_workers: int


def main() -> None:
    """Prints the table and the ratios."""
    counts = [FEW, SOME, *([MANY] if "--many" in sys.argv else [])]
    folders = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("--")]
    print(f"{os.cpu_count()} processorkärnor; hela kommandot stexcel status, med start och skriven arbetsbok")
    with tempfile.TemporaryDirectory() as name:
        alone = {count: _all_runs(folders[0] if folders else Path(name), count) for count in counts}
    for fewer, more in pairwise(counts):
        clock, processors = (fewer * getattr(alone[more], what) / more / getattr(alone[fewer], what) for what in _TIMES)
        print(f"Tid per fil vid {more}: {clock:.2f} av den vid {fewer}; processortid {processors:.2f}")


def _all_runs(place: Path, count: int) -> Run:
    """Prints the runs over so many workbooks, and gives the one without a cache."""
    folder = place / f"{count}"
    if not folder.is_dir():
        workbooks.write(folder, count)
    shutil.rmtree(folder.with_suffix(".cache"), ignore_errors=True)
    alone = _run(folder, "--no-cache")
    first, second = _run(folder), _run(folder)
    _print(count, {"utan lager": alone, "första": first, "andra": second})
    print(f"      den andra {first.seconds / second.seconds:.1f} gånger så fort som den första", flush=True)
    return alone


def _print(count: int, runs: dict[str, Run]) -> None:
    for name, run in runs.items():
        print(
            f"{count:5} {name:11}{run.seconds:7.1f} s{1000 * run.seconds / count:7.1f} ms per fil, "
            f"processortid{run.processors:7.1f} s{1000 * run.processors / count:7.1f} ms per fil, "
            f"{run.memory:4} MB och högst {run.memory_of_workers} MB i varje annan process"
        )


def _run(folder: Path, *options: str) -> Run:
    """The whole command, in a process of its own with a cache of its own beside the folder."""
    target = folder.with_suffix(".xlsx")
    arguments = [str(folder), "-o", str(target), "--today", TODAY, "--fail-on", "never", *options]
    started = perf_counter()
    result = subprocess.run(
        [sys.executable, "-m", "bench.status", "--one", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[1],
        env={**os.environ, "XDG_CACHE_HOME": str(folder.with_suffix(".cache"))},
    )
    seconds = perf_counter() - started
    if result.returncode:
        raise SystemExit(result.stderr)
    return Run(seconds, *json.loads(result.stdout))


def _one(arguments: Sequence[str]) -> None:
    """The command, and what its processes took of memory."""
    import resource  # only Unix has it

    from stexcel.cli import main as stexcel

    try:
        stexcel(["status", *arguments])
    except SystemExit as end:
        if end.code:
            raise
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(json.dumps([sum(one.ru_utime + one.ru_stime for one in both), *(one.ru_maxrss // _MB for one in both)]))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _one(sys.argv[2:])
    else:
        main()
