"""Names of fields and their labels as plain words, and phrases that such words fulfil."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

_CAMEL = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])")
_WORD = re.compile(r"[a-z]+")
_NUMBER_OR_WORD = re.compile(r"[a-z]+|\d+")

K = TypeVar("K")


@lru_cache(maxsize=8192)
def plain_words(text: str) -> tuple[str, ...]:
    """The words without case, diacritics and digits: ``Namn_sökande[0]`` and ``namnSökande`` are both two words."""
    return tuple(_WORD.findall(_plain(_CAMEL.sub(" ", text))))


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in folded if not unicodedata.combining(char))


def running_text(text: str) -> str:
    """A text as words and numbers with single spaces, with one first and last: `` hslf fs 2021 8 ``."""
    return f" {' '.join(_NUMBER_OR_WORD.findall(_plain(text)))} "


def position(text: str, phrases: Iterable[str]) -> int | None:
    """Where the first of the phrases stands in a running text."""
    found = [at for phrase in phrases if (at := text.find(f" {phrase} ")) >= 0]
    return min(found, default=None)


def best(words: Sequence[str], phrases: Mapping[K, Sequence[str]], first: frozenset[K]) -> K | None:
    """What the words mean most likely: the phrase with most words, then letters; ``None`` if none fits or two do.

    Of equals those in ``first`` win.
    """
    ranks: dict[K, tuple[int, int]] = {}
    for meaning, some in phrases.items():
        fitting = [_weight(phrase) for phrase in some if _fits(phrase, words)]
        if fitting:
            ranks[meaning] = max(fitting)
    top = max((rank[0] for rank in ranks.values()), default=0)
    equal = [meaning for meaning, rank in ranks.items() if rank[0] == top]
    kept = [one for one in equal if one in first] or equal
    longest = max((ranks[one] for one in kept), default=None)
    kept = [one for one in kept if ranks[one] == longest]
    return kept[0] if len(kept) == 1 else None


def _weight(phrase: str) -> tuple[int, int]:
    return len(phrase.split()), len(phrase.replace("*", ""))


def _fits(phrase: str, words: Sequence[str]) -> bool:
    return all(
        any(word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted for word in words)
        for wanted in phrase.split()
    )
