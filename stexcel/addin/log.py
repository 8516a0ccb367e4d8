"""The log of the buttons: where in the program something went wrong, and nothing of what stood in the workbook.

Messages of errors may quote cells and names of files, so that only the types of errors and the lines of the program
are kept; of paths only what lies inside the program or a package.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath

from platformdirs import user_log_path

import stexcel

NAME = "knappar.log"
_LARGEST = 256 * 1024
_FRAME = re.compile(r'  File "(?P<path>[^"\n]+)", line (?P<line>\d+), in (?P<where>[\w<>.]+)')
_TOPS = ("stexcel", "site-packages")
_UNKNOWN = "?"


def log_file() -> Path:
    """Where the log is, whether or not anything has been written to it."""
    return user_log_path("stexcel", appauthor=False) / NAME


def log_failure(error: BaseException, button: str, now: datetime) -> bool:
    """Adds where the error came from; tells whether that could be written."""
    return _append([f"{now:%Y-%m-%d %H:%M:%S} stexcel {stexcel.__version__} {button}", *_lines_of(error)])


def log_traces(traces: Iterable[str], button: str, now: datetime) -> bool:
    """Adds what is left of finished tracebacks when everything but the lines of the program is taken out."""
    frames = [_shown(found) for trace in traces for found in _FRAME.finditer(trace)]
    return _append([f"{now:%Y-%m-%d %H:%M:%S} stexcel {stexcel.__version__} {button}", *frames])


def _lines_of(error: BaseException) -> Iterator[str]:
    """The error and what it came from, the first one first."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from _lines_of(earlier)
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {_inside(frame.filename)}:{frame.lineno} {frame.name}"
    yield f"{type(error).__module__}.{type(error).__qualname__}{_number(error)}"


def _number(error: BaseException) -> str:
    """The number of an error of the system or of Excel, which tells more than its type and nothing of anybody."""
    first = error.args[0] if error.args else None
    return f" {first}" if isinstance(first, int) else ""


def _shown(found: re.Match[str]) -> str:
    return f"  {_inside(found['path'])}:{found['line']} {found['where']}"


def _inside(path: str) -> str:
    """The path from the program or the package on: what stands before it may be somebody's name."""
    parts = PurePosixPath(path.replace("\\", "/")).parts
    tops = [index for index, part in enumerate(parts) if part in _TOPS]
    return "/".join(parts[tops[-1] :]) if tops else _UNKNOWN


def _append(lines: Iterable[str]) -> bool:
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _LARGEST:
            path.replace(path.with_suffix(".gammal.log"))
        with path.open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n\n")
    except OSError:
        return False
    return True
