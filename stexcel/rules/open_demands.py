"""Whether what could not be checked of a file concerns a demand of the regulations, or only what is advice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from stexcel.findings import Level
from stexcel.rules.registry import all_rules

_CODES = re.compile(r"STX(?P<first>\d{3})(?:–STX(?P<last>\d{3}))?")
_DEMANDS = frozenset(info.code for info in all_rules() if info.level is Level.KRAV)


def has_open_demands(limits: Iterable[str]) -> bool:
    """Whether any of the sentences names a rule at the strictest level, by its code or inside a span of codes."""
    return any(code in _DEMANDS for limit in limits for code in _named(limit))


def _named(limit: str) -> Iterator[str]:
    for match in _CODES.finditer(limit):
        first = int(match["first"])
        yield from (f"STX{number:03}" for number in range(first, int(match["last"] or first) + 1))
