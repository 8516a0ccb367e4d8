"""A specialty as people write it to its official name: precise first, and silent rather than guessing.

The ways to a name are tried from the surest to the least sure; each must point out one single specialty,
or the text is not recognised at all.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from stexcel.regelverk.tables import read_table

_MIN_PREFIX = 4
_MIN_TYPO = 6
_MAX_TYPO = 60
_MIN_RATIO = 0.86
_MIN_LEAD = 0.04
_MAX_TEXT = 200

_WORD = re.compile(r"[a-z0-9]+")
_PARENTHESIS = re.compile(r"\([^)]*\)")
_FILLERS = frozenset(
    {
        "st",
        "i",
        "inom",
        "lakare",
        "stlakare",
        "specialist",
        "specialistlakare",
        "spec",
        "specialitet",
        "blivande",
    }
    | {"bas", "gren", "tillagg", "basspecialitet", "grenspecialitet", "tillaggsspecialitet"}
    | {"och", "o", "samt", "med"}
)
_TOO_GENERAL = frozenset({"medicin", "medicinsk", "klinisk", "kliniken", "inte", "intern", "allman", "barn"})

Words = tuple[str, ...]


@dataclass(frozen=True)
class _Index:
    """Official names and aliases by their words, without diacritics, small words and punctuation."""

    official: Mapping[Words, str]
    known: Mapping[Words, str]


def match_specialty(text: str, names: Collection[str]) -> str | None:
    """The one of the official ``names`` that ``text`` means, or ``None`` where it is unknown or could be two.

    Understands other spellings, abbreviations in use (``ÖNH``, ``BUP``), beginnings (``ort``), surrounding
    words (``ST i onkologi``) and slips of the pen.
    """
    return _match(text, tuple(names)) if len(text) <= _MAX_TEXT else None


@lru_cache(maxsize=4096)
def _match(text: str, names: tuple[str, ...]) -> str | None:
    index = _index(names)
    outside = _PARENTHESIS.sub(" ", text)
    for written in (text, outside):
        words = _words(written)
        found = index.known.get(words) or index.known.get(("".join(words),))
        if found:
            return found
    for words in dict.fromkeys((_words(outside), _words(text))):
        inside = _named_inside(words, index)
        if inside:
            return inside.pop() if len(inside) == 1 else None
    words = _words(outside)
    return _by_beginning(words, index) or _by_likeness(words, index)


@lru_cache(maxsize=8)
def _index(names: tuple[str, ...]) -> _Index:
    official = {_words(name): name for name in names}
    table = [(name, others) for name, others in read_table("specialitetsnamn.csv") if name in names]
    aliases = {_words(other): name for name, others in table for other in others.split(";")}
    joined = {("".join(words),): name for words, name in official.items()}
    return _Index(official, joined | aliases | official)


def _words(text: str) -> Words:
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    return tuple(word for word in _WORD.findall(plain) if word not in _FILLERS)


def _named_inside(words: Words, index: _Index) -> set[str]:
    """The specialties named in full somewhere in a longer text; the longest name wins where two overlap."""
    found: set[str] = set()
    at = 0
    while at < len(words):
        for end in range(len(words), at, -1):
            name = index.known.get(words[at:end])
            if name:
                found.add(name)
                at = end
                break
        else:
            at += 1
    return found


def _by_beginning(words: Words, index: _Index) -> str | None:
    """The name that begins with the text, word by word: ``radiolog``, or the first words of a longer name."""
    if not words or min(map(len, words)) < _MIN_PREFIX or _TOO_GENERAL.issuperset(words):
        return None
    begun = [official for official in index.official if _begins(words, official)]
    if len(begun) != 1:
        return None
    if len(begun[0]) > len(words):
        # Part of a longer name is enough only where the word points nowhere else: not so "gynekologi...".
        mentions = [official for official in index.official if any(w.startswith(words[0]) for w in official)]
        if len(mentions) > 1:
            return None
    return index.official[begun[0]]


def _begins(words: Words, official: Words) -> bool:
    return len(words) <= len(official) and all(map(str.startswith, official, words))


def _by_likeness(words: Words, index: _Index) -> str | None:
    """The name that differs by a slip only, if the next best is clearly further away."""
    text = " ".join(words)
    if not _MIN_TYPO <= len(text) <= _MAX_TYPO:
        return None
    best: dict[str, float] = {}
    for ratio, name in _ratios(text, index):
        best[name] = max(ratio, best.get(name, 0.0))
    ranked = sorted(best.items(), key=lambda item: -item[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MIN_LEAD):
        return None
    return ranked[0][0]


def _ratios(text: str, index: _Index) -> Iterator[tuple[float, str]]:
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(text)
    for words, name in index.known.items():
        candidate = " ".join(words)
        if len(candidate) < _MIN_TYPO:
            continue
        matcher.set_seq1(candidate)
        if matcher.real_quick_ratio() >= _MIN_RATIO and matcher.quick_ratio() >= _MIN_RATIO:
            ratio = matcher.ratio()
            if ratio >= _MIN_RATIO:
                yield ratio, name
