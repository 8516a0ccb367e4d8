"""How two texts are compared: case, spacing and punctuation do not matter, small misspellings hardly."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_NOT_WORD = re.compile(r"[^\w%&/+]+|_")
_CACHE = 8192


@lru_cache(maxsize=_CACHE)
def fold(text: str) -> str:
    """The text in lower case with every run of punctuation and space as one space."""
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


@lru_cache(maxsize=_CACHE)
def words(text: str) -> tuple[str, ...]:
    """The folded text word by word; a slash separates words too."""
    return tuple(fold(text).replace("/", " ").split())


def similarity(left: str, right: str) -> float:
    """How alike two folded texts are, 0 to 1. Cheap for texts of clearly different length."""
    if left == right:
        return 1.0
    longer = max(len(left), len(right))
    if longer == 0 or abs(len(left) - len(right)) > 0.3 * longer:
        return 0.0
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() > 0.8 else 0.0


_MAX_SHOWN = 40


def shown(value: object) -> str:
    """A cell's value on one line, cut where it is too long for a sentence."""
    text = " ".join(str(value).split())
    return text if len(text) <= _MAX_SHOWN else f"{text[: _MAX_SHOWN - 1].rstrip()}…"
