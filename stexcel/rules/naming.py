"""Whether a text names a placement, whatever else it says and however the words end."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+")
_FILLERS = frozenset(
    {
        "av", "del", "en", "ett", "för", "handledning", "hos", "i", "inom", "klin", "klinisk", "kliniska", "med",
        "månad", "månader", "mån", "och", "placering", "placeringen", "på", "randning", "samt", "sido", "sidoplacering",
        "sidotjänstgöring", "st", "till", "tjg", "tjänstgöring", "under", "vecka", "veckor", "vid",
    }
)  # fmt: skip
"""Words that say what sort of thing it is, or nothing; a text of such words alone names no placement."""
_SAME_BEGINNING = 5
_LONGEST_ENDING = 3


def names(text: str, placement: str) -> bool:
    """Whether one text has all telling words of the other, as ``Medicinklinik, 3 mån`` and ``Medicinkliniken``."""
    return mentions(text, placement) or mentions(placement, text)


def mentions(text: str, name: str) -> bool:
    """Whether the text has all telling words of the name."""
    wanted, present = telling(name), telling(text)
    return bool(wanted) and all(any(_alike(one, other) for other in present) for one in wanted)


@lru_cache(maxsize=8192)
def telling(text: str) -> Set[str]:
    """The words of a text that tell one placement from another."""
    return frozenset(_WORD.findall(text.casefold())) - _FILLERS


def _alike(one: str, other: str) -> bool:
    """Whether two words are the same but for an ending."""
    shorter, longer = sorted((one, other), key=len)
    if shorter == longer:
        return True
    ending = len(longer) - len(shorter)
    return len(shorter) >= _SAME_BEGINNING and longer.startswith(shorter) and ending <= _LONGEST_ENDING
