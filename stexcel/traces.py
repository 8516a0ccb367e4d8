"""Tracebacks for the log: where in the program it failed and with what kind of error, but no word of what was read."""

from __future__ import annotations

import errno
import traceback


def trace_of(error: BaseException) -> str:
    """The traceback of an error and of those behind it, without their messages, which may repeat a workbook's text."""
    return "".join(_parts(error, set()))


def _parts(error: BaseException, told: set[int]) -> list[str]:
    told.add(id(error))
    cause = error.__cause__
    behind = cause if cause is not None or error.__suppress_context__ else error.__context__
    before: list[str] = []
    if behind is not None and id(behind) not in told:
        before = [*_parts(behind, told), "\nwhich led to:\n\n"]
    stack = traceback.extract_tb(error.__traceback__)
    return [*before, "Traceback (most recent call last):\n", *stack.format(), f"{_kind(error)}\n"]


def _kind(error: BaseException) -> str:
    """What kind of error it is; the system's own errors also by their short name."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    if isinstance(error, OSError) and error.errno is not None:
        return f"{name} ({errno.errorcode.get(error.errno, error.errno)})"
    return name
