"""Thousands of workbooks of which some are broken: every good one must be reported as if the broken were not there.

Usage: python -m bench.hostile [FILES]   (5000 unless told; two in a hundred are broken)
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter

from bench import workbooks
from stexcel import api, batch
from stexcel.workbook.limits import Limits
from tests.fuzz.mutations import damaged
from tests.hostile.catalogue import FILES as HOSTILE

FILES = 5000
EVERY = 50
SETUP = api.Setup(date(2026, 11, 1))


def main() -> int:
    """Makes the files, checks them, and prints what came of them."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "filer"
        workbooks.write(folder, count)
        good, broken = _break_some(folder)
        started = perf_counter()
        report = api.validate([folder], _setup(), jobs=batch.default_jobs(), keep_content=False)
        seconds = perf_counter() - started
        told = {Path(file.document.path): file for file in report.files}
        judged = sum(told[path].document.problem is None for path in good if path in told)
        named = sum(bool(told[path].findings) for path in broken if path in told)
        print(f"filer {count}, goda {len(good)} varav bedömda {judged}, trasiga {len(broken)} varav med fynd {named}")
        print(f"{seconds:.0f} s, {1000 * seconds / count:.0f} ms per fil")
    return 0 if judged == len(good) and named == len(broken) else 1


def _setup() -> api.Setup:
    return replace(SETUP, limits=Limits(seconds=60))


def _break_some(folder: Path) -> tuple[list[Path], list[Path]]:
    """Puts something else in the place of every fiftieth file: each kind of hostile file, and cut and damaged ones."""
    good: list[Path] = []
    broken: list[Path] = []
    kinds = list(HOSTILE.values())
    for number, path in enumerate(sorted(folder.rglob("*.xlsx"))):
        if number % EVERY:
            good.append(path)
            continue
        turn = number // EVERY
        if turn < len(kinds):
            path.write_bytes(kinds[turn].make())
        elif turn % 2:
            path.write_bytes(path.read_bytes()[: path.stat().st_size * (turn % 9 + 1) // 11])
        else:
            path.write_bytes(damaged(turn)[:1500])
        broken.append(path)
    return good, broken


if __name__ == "__main__":
    sys.exit(main())
