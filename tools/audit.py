"""Asks whether the libraries of ``requirements.lock`` have known vulnerabilities.

Usage: python tools/audit.py PIP_AUDIT [LOCK]

Exits with 0 where none is known, 1 where there are some, and 2 where it could not be asked: that is no pass.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CLEAN, VULNERABLE, NOT_ASKED = 0, 1, 2
_HOW = ("--requirement", "{lock}", "--disable-pip", "--require-hashes", "--format", "json", "--progress-spinner", "off")


def main() -> int:
    """The exit code."""
    lock = sys.argv[2] if len(sys.argv) > 2 else str(ROOT / "requirements.lock")
    command = [sys.argv[1], *(word.format(lock=lock) for word in _HOW)]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    try:
        libraries = json.loads(ended.stdout)["dependencies"]
    except (json.JSONDecodeError, KeyError, TypeError):
        last = (ended.stderr.strip().splitlines() or ["no reason was given"])[-1]
        return _told(NOT_ASKED, f"NOT CHECKED: the database of vulnerabilities could not be asked.\n  {last}")
    skipped = [one for one in libraries if "skip_reason" in one]
    if skipped or not libraries:
        why = f"\n  {skipped[0]['skip_reason']}" if skipped else ""
        told = f"NOT CHECKED: {len(skipped)} of {len(libraries)} libraries could not be asked about."
        return _told(NOT_ASKED, told + why)
    found = [f"{one['name']} {one['version']}: {fault['id']}" for one in libraries for fault in one["vulns"]]
    if found:
        return _told(VULNERABLE, "\n  ".join([f"{len(found)} known vulnerabilities:", *found]))
    return _told(CLEAN, f"{len(libraries)} libraries, no known vulnerabilities.")


def _told(code: int, text: str) -> int:
    (sys.stdout if code == CLEAN else sys.stderr).write(f"{text}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
