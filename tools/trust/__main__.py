"""The figures of what can be trusted, one line each.

Usage: python -m tools.trust   (takes some minutes; exit code 1 where any figure is not what it should be)
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tools.trust import formulas, privacy
from tools.trust.planting import every_example

_TOLD = ("Fel", "flyttades inte")
"""How a fault is told: of the run, or of one of many files in the report on them."""


def _results_of(module: str) -> Sequence[Any]:
    """What a module of this package prints, in a process of its own."""
    done = subprocess.run([sys.executable, "-m", f"tools.trust.{module}"], check=True, capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def _kills() -> tuple[str, bool]:
    found = _results_of("kills")
    points, lost = sum(one["points"] for one in found), [fault for one in found for fault in one["lost"]]
    return f"kill points tried {points}, files lost {len(lost)}", not lost


def _faults() -> tuple[str, bool]:
    found = _results_of("faults")
    bad = [one for one in found if one["code"] != 2 or one["changed"] or not any(map(one["told"].__contains__, _TOLD))]
    return f"faults of the system met {len(found)}, not told or something lost {len(bad)}", not bad


def _privacy() -> tuple[str, bool]:
    with tempfile.TemporaryDirectory() as folder:
        found = privacy.leaks(every_example(), Path(folder))
    return f"personnummer planted {found.planted}, leaked {found.leaked}", not found.leaked


def _formulas() -> tuple[str, bool]:
    with tempfile.TemporaryDirectory() as folder:
        found = formulas.alive(every_example(), Path(folder))
    return f"formulas, links and scripts injected {found.planted}, live {len(found.found)}", not found.found


def _sockets() -> tuple[str, bool]:
    (found,) = _results_of("sockets")
    return f"commands watched {found['commands']}, sockets opened {len(found['calls'])}", not found["calls"]


def _damaged() -> tuple[str, bool]:
    done = subprocess.run([sys.executable, "-m", "tools.trust.hostile"], check=False, capture_output=True, text=True)
    return done.stdout.strip() or done.stderr.strip(), done.returncode == 0


def figures() -> Iterator[tuple[str, bool]]:
    """Each figure as a sentence, and whether it is what it should be."""
    for measure in (_damaged, _kills, _faults, _privacy, _formulas, _sockets):
        yield measure()


if __name__ == "__main__":
    is_good = True
    for told, good in figures():
        sys.stdout.write(told + "\n")
        sys.stdout.flush()
        is_good &= good
    sys.exit(not is_good)
