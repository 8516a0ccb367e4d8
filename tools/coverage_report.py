"""Runs the whole suite, and tells which lines of the package it runs and which public functions it never does.

Usage: python tools/coverage_report.py [ARGUMENTS OF PYTEST]

Exits with 1 where fewer than :data:`GOAL` percent of the lines are run or a public function never is, else with what
pytest says. What only worker processes do that are ended from outside is not counted.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
GOAL = 95.0
_SUITE = ("-q", "-n", "auto", "--dist", "loadfile")
_SHOWN = 40
_SETTINGS = """\
[run]
source_pkgs = stexcel
data_file = {folder}/data
parallel = true
concurrency = multiprocessing,thread
patch = subprocess,fork
disable_warnings = no-data-collected,module-not-imported,couldnt-parse,module-not-measured,no-ctracer
[report]
exclude_also =
    if TYPE_CHECKING:
    if sys.platform == .win32.
    @overload
    \\.\\.\\.$
"""


def main() -> int:
    """The exit code."""
    with tempfile.TemporaryDirectory() as name:
        settings, report = Path(name) / "coveragerc", Path(name) / "report.json"
        settings.write_text(_SETTINGS.format(folder=name), encoding="utf-8")
        tests = _coverage("run", f"--rcfile={settings}", "-m", "pytest", *(sys.argv[1:] or _SUITE))
        _coverage("combine", "-q", f"--rcfile={settings}")
        _coverage("json", "-q", f"--rcfile={settings}", "-o", str(report))
        found = json.loads(report.read_text(encoding="utf-8"))
    return _told(found) or tests


def _coverage(*words: str) -> int:
    command = [sys.executable, "-m", "coverage", *words]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False).returncode


def _told(found: dict[str, Any]) -> int:
    total, never = found["totals"], list(_never_run(found))
    files = sorted(found["files"].items(), key=lambda item: -item[1]["summary"]["missing_lines"])
    lines = [
        f"{one['summary']['missing_lines']:5} of {one['summary']['num_statements']} lines never run in {name}"
        for name, one in files[:_SHOWN]
        if one["summary"]["missing_lines"]
    ]
    lines += [f"      never run: {one}" for one in never]
    lines.append(
        f"stexcel/: {total['percent_statements_covered']:.1f} % of {total['num_statements']} lines are run; "
        f"{len(never)} public functions never are."
    )
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if total["percent_statements_covered"] >= GOAL and not never else 1


def _never_run(found: dict[str, Any]) -> Iterator[str]:
    """Public functions and methods of which no line is run, with their places."""
    for name, one in sorted(found["files"].items()):
        for function, region in one["functions"].items():
            is_public = function and not any(part.startswith("_") for part in function.split("."))
            if is_public and region["missing_lines"] and not region["executed_lines"]:
                yield f"{name}: {function}"


if __name__ == "__main__":
    sys.exit(main())
