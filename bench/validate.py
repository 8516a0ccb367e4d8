"""How long `validate` takes beside merely reading the same files, in one run: only ratios mean anything.

Usage: python bench/validate.py [FILES]   (default 200: the example workbooks, copied as often as needed)

Every file is read by python-calamine, by openpyxl (read-only) and by the whole check in turn, so that a busy
machine slows all three alike; the best of several rounds counts for each file. Start-up is not counted.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

import openpyxl
from python_calamine import CalamineWorkbook

from stexcel.api import FileCheck, Setup, validate

EXAMPLES = Path(__file__).parents[1] / "tests" / "exempel"
TODAY = date(2026, 11, 1)
ROUNDS = 5
_MANY = 5


def main() -> None:
    """Prints the table of times, the gain from processes, and the memory of short and long runs."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        files = _copies(Path(folder), count)
        _print_times(files)
        _print_processes(_copies(Path(folder) / "many", _MANY * count))
    _print_memory(count)


def _copies(folder: Path, count: int) -> list[Path]:
    """As many workbooks as asked for, each a file of its own."""
    folder.mkdir(exist_ok=True)
    sources = [path for path in sorted(EXAMPLES.glob("*/*.xlsx")) if path.name != "enhet.xlsx"]
    targets = [folder / f"{number:05}{source.suffix}" for number, source in enumerate(islice(cycle(sources), count))]
    for source, target in zip(cycle(sources), targets, strict=False):
        shutil.copyfile(source, target)
    return targets


def _with_calamine(path: Path) -> None:
    book = CalamineWorkbook.from_path(path)
    for index in range(len(book.sheet_names)):
        book.get_sheet_by_index(index).to_python(skip_empty_area=False)


def _with_openpyxl(path: Path) -> None:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    for sheet in book:
        for _ in sheet.iter_rows(values_only=True):
            pass
    book.close()


def _print_times(files: Sequence[Path]) -> None:
    check = FileCheck(Setup(TODAY), keep_content=True)
    readers: dict[str, Callable[[Path], object]] = {
        "python-calamine, läsa": _with_calamine,
        "openpyxl, läsa": _with_openpyxl,
        "stexcel, läsa och granska": check.run,
    }
    best = {name: [float("inf")] * len(files) for name in readers}
    for _ in range(ROUNDS):
        for index, path in enumerate(files):
            for name, read in readers.items():
                started = perf_counter()
                read(path)
                best[name][index] = min(best[name][index], perf_counter() - started)
    means = {name: sum(times) / len(files) for name, times in best.items()}
    ours = means["stexcel, läsa och granska"]
    print(f"{len(files)} filer, en process, medel av bästa tid per fil")
    for name, mean in means.items():
        print(f"  {name:28}{1000 * mean:8.2f} ms   stexcel tar {ours / mean:5.2f} gånger så lång tid")


def _print_processes(files: Sequence[Path]) -> None:
    jobs = os.cpu_count() or 1
    alone, together = (_seconds(files, count) for count in (1, jobs))
    print(f"{len(files)} filer, {jobs} processer, med deras start: {alone / together:.2f} gånger så fort som en")


def _seconds(files: Sequence[Path], jobs: int) -> float:
    started = perf_counter()
    validate(files, Setup(TODAY), jobs=jobs, keep_content=False)
    return perf_counter() - started


def _print_memory(count: int) -> None:
    """The largest memory of a whole run over few and over many files."""
    few, many = (_peak(number) for number in (count, _MANY * count))
    print(f"Minne som mest: {few} MB för {count} filer, {many} MB för {_MANY * count}")


def _peak(count: int) -> int:
    result = subprocess.run(
        [sys.executable, __file__, "--memory", str(count)], capture_output=True, text=True, check=True
    )
    return int(result.stdout)


def _memory_of_run(count: int) -> None:
    import resource  # only Unix has it

    with tempfile.TemporaryDirectory() as folder:
        validate(_copies(Path(folder), count), Setup(TODAY), keep_content=False)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(peak // (1024 * 1024 if sys.platform == "darwin" else 1024))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--memory"]:
        _memory_of_run(int(sys.argv[2]))
    else:
        main()
