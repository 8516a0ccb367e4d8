"""How Windows takes a command line apart: CommandLineToArgvW itself where it exists, else by its published rules."""

from __future__ import annotations

import ctypes
import re
from typing import Any

_SPACES = " \t"


def arguments(line: str) -> list[str]:
    """The program and its arguments."""
    windows = getattr(ctypes, "windll", None)
    return by_rules(line) if windows is None else _by_windows(windows, line)


def by_rules(line: str) -> list[str]:
    """The program, which ends at the next quote or space, and what follows, where a backslash may guard a quote."""
    first = re.match(r'"([^"]*)"?|[^ \t]*', line)
    assert first is not None
    found = [first[1] if first[1] is not None else first[0]]
    at = first.end()
    while at < len(line):
        if line[at] in _SPACES:
            at += 1
            continue
        argument, at = _one(line, at)
        found.append(argument)
    return found


def _one(line: str, at: int) -> tuple[str, int]:
    argument, is_quoted = "", False
    while at < len(line) and (is_quoted or line[at] not in _SPACES):
        run = re.compile(r'(\\*)("?)').match(line, at)
        assert run is not None
        slashes, quote = run.groups()
        if not slashes and not quote:
            argument, at = argument + line[at], at + 1
            continue
        argument += slashes[: len(slashes) // 2] if quote else slashes
        if quote and len(slashes) % 2:
            argument += quote
        elif quote:
            is_quoted = not is_quoted
        at = run.end()
    return argument, at


def _by_windows(windows: Any, line: str) -> list[str]:
    split = windows.shell32.CommandLineToArgvW
    split.argtypes, split.restype = [ctypes.c_wchar_p, ctypes.POINTER(ctypes.c_int)], ctypes.POINTER(ctypes.c_wchar_p)
    count = ctypes.c_int()
    found = split(line, ctypes.byref(count))
    try:
        return [str(found[index]) for index in range(count.value)]
    finally:
        windows.kernel32.LocalFree(found)
