"""Whether what could not be checked of a file concerns a demand of the regulations, or only what is advice."""

from __future__ import annotations

from collections.abc import Iterable

from stexcel.findings import Level
from stexcel.rules.registry import all_rules

_DEMANDS = frozenset(info.code for info in all_rules() if info.level is Level.KRAV)


def has_open_demands(codes: Iterable[str]) -> bool:
    """Whether any of the rules that could not be checked is at the strictest level."""
    return not _DEMANDS.isdisjoint(codes)
