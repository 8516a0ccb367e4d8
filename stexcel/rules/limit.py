"""What a check could not settle: a sentence for the user, and the rules that it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """A Swedish sentence, and the codes of the rules that could not be checked, or only in part.

    There are no codes where all rules were checked but something stands aside of them, such as a value that nobody can
    read.
    """

    text: str
    codes: frozenset[str] = frozenset()


def limit(text: str, *codes: str) -> Limit:
    """A limit of the rules with the codes."""
    return Limit(text, frozenset(codes))


def unchecked_codes(found: Iterable[Limit]) -> frozenset[str]:
    """Every code of the limits."""
    return frozenset[str]().union(*(one.codes for one in found))
