"""Prints how the program has stood up to damaged files: files fuzzed, crashes and hangs.

Usage: python -m tools.trust.hostile [FILES]   (2000 files unless told)

Every file goes through the reader, the recogniser and the patcher, in processes that are replaced when they die. The
seeds of what failed are printed, and the exit code is 1; ``tests.fuzz.mutations.damaged(seed)`` is the file.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from stexcel import batch
from tests.fuzz.mutations import damaged
from tests.fuzz.targets import TARGETS

FILES = 2000
SECONDS = 30.0
"""For one file, on a machine that has other things to do."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: what failed, as words; nothing if all went well."""

    seed: int
    crash: str | None = None
    hung: bool = False


def fuzz(seed: int) -> Outcome:
    """One file through everything."""
    data = damaged(seed)
    for name, target in TARGETS.items():
        try:
            target(data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            return Outcome(seed, f"{name}: {type(error).__name__}: {error}")
    return Outcome(seed)


def died(seed: int) -> Outcome:
    """The outcome of a file that took its process with it."""
    return Outcome(seed, "the process died")


def hung(seed: int) -> Outcome:
    """The outcome of a file that took too long."""
    return Outcome(seed, hung=True)


def outcomes(files: int) -> Iterator[Outcome]:
    """What came of so many files, in the order of their seeds."""
    task = batch.Task(fuzz, died, hung, limit=SECONDS)
    return batch.run(task, range(files), jobs=os.cpu_count() or 1)


def main() -> int:
    """Prints the line, and above it what failed."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    crashes = hangs = 0
    for one in outcomes(files):
        crashes += one.crash is not None
        hangs += one.hung
        if one.crash is not None or one.hung:
            sys.stdout.write(f"seed {one.seed}: {one.crash or 'hung'}\n")
    sys.stdout.write(f"files fuzzed {files}, crashes {crashes}, hangs {hangs}\n")
    return 1 if crashes or hangs else 0


if __name__ == "__main__":
    sys.exit(main())
