"""Makes ``requirements.lock``: what an installation needs, for every system, with the check sums of its files.

Usage: python tools/lock.py UV [FILE]

The versions are those of ``constraints.txt``; ``UV`` is the program that finds what each system needs and the sums.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
_HEAD = """\
# What stexcel needs to run, on every system, with the check sums of the files. Made by `make lock`; do not edit it.
# Used by:  python -m pip install --require-hashes -r requirements.lock
"""
_HOW = (
    *("pip", "compile", "pyproject.toml", "-c", "constraints.txt", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-header", "--no-annotate", "--quiet"),
)


def main() -> None:
    """Writes the file; a version that ``constraints.txt`` does not have is told as an error."""
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else LOCK
    found = subprocess.run([sys.argv[1], *_HOW], cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout
    target.write_text(_HEAD + found, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
