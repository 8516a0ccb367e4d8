"""What is said of one criterion under each regulation, as one text that says nothing twice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

FOR_BOTH = "Enligt båda:"
_BETWEEN = re.compile(r"(?<=[.!?])\s+")


def said_together(told: Mapping[str, str]) -> str:
    """The text where all regulations have the same; else one for each, and the last sentences that they share once."""
    texts = list(dict.fromkeys(told.values()))
    if len(texts) <= 1:
        return "".join(texts)
    sentences = {regulation: _BETWEEN.split(text.strip()) for regulation, text in told.items()}
    shared = _shared_end(list(sentences.values()))
    if not shared or any(len(one) <= shared for one in sentences.values()):
        return " ".join(f"{regulation}: {text}" for regulation, text in told.items())
    own = [f"{regulation}: {' '.join(one[:-shared])}" for regulation, one in sentences.items()]
    last = next(iter(sentences.values()))[-shared:]
    return " ".join([*own, FOR_BOTH, *last])


def _shared_end(texts: Sequence[Sequence[str]]) -> int:
    """How many of the last sentences are the same in all of them."""
    count = 0
    for same in zip(*map(reversed, texts), strict=False):
        if len({*same}) > 1:
            break
        count += 1
    return count
