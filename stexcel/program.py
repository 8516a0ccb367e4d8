"""Which program this is, to the letter: what it has made is only as good as the same program would make it."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_READERS = ("python-calamine", "rapidfuzz", "polars", "pandera")
"""Packages whose version may change what is read or found."""
_NOT_PROGRAM = frozenset({".pyc"})


@cache
def program_mark() -> str:
    """A hash of every file of the package, its version among them, and of the versions of what it reads with."""
    digest = hashlib.sha256(str(sys.version_info[:2]).encode())
    for name in _READERS:
        digest.update(f" {name} {_version(name)}".encode())
    folder = Path(__file__).parent
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in _NOT_PROGRAM):
        digest.update(file.relative_to(folder).as_posix().encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
