"""Names of people as they are written: with titles or without, in either order, with initials and slips of the pen.

Two names are the same person for certain only when they have the same words; a name that is merely alike is doubtful,
and whoever asks has to say so rather than guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import permutations

from rapidfuzz.distance import OSA

_TITLES = frozenset(
    {
        "bitr", "biträdande", "bt", "chef", "distriktsläkare", "dl", "doc", "docent", "doktor", "doktorand", "dr",
        "enhetschef", "handledare", "huvudhandledare", "leg", "legitimerad", "läk", "läkarchef", "läkare", "md",
        "med", "mr", "mrs", "msc", "phd", "prof", "professor", "seniorkonsult", "spec", "specialist",
        "specialistläkare", "st", "stläkare", "studierektor", "sr", "ul", "underläkare", "vc", "verksamhetschef", "öl",
        "överläkare",
    }
)  # fmt: skip
_DEGREES = re.compile(r"\bph\.?\s?d\b|\bm\.?\s?d\b\.|\bmed\.?\s?d:?r\b|\bfil\.?\s?d:?r\b", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>|\S+@\S+")
_PARTS = re.compile(r"[,;/|\n]|\s[-–—]\s")
_WORD = re.compile(r"[^\W\d_]+")
_SWEDISH = frozenset("åäö")
_FOREIGN = str.maketrans({"ø": "ö", "æ": "ä", "đ": "d", "ł": "l", "ð": "d"})
_BARE = str.maketrans("åäö", "aao")
_MOST_WORDS = 6
"""A longer text is no name, and is only compared as a whole."""
_MOST_DOUBT = 2
_SHORT = 4
"""Words of fewer letters must be of different length to be one and the same misspelt: Ek and Eck, not Ek and El."""
_LONG = 8


class Likeness(StrEnum):
    """How two names relate."""

    SAME = "samma"
    LIKE = "lik"
    OTHER = "annan"


class Certainty(StrEnum):
    """What came of looking a name up in a register."""

    CERTAIN = "säker"
    SHORTENED = "förkortad"
    DOUBTFUL = "tveksam"
    AMBIGUOUS = "flera"
    NONE = "ingen"


@dataclass(frozen=True, slots=True)
class Match:
    """The entries of a register that a name may mean, by their indexes; several only when it is ambiguous."""

    certainty: Certainty
    indexes: tuple[int, ...] = ()

    @property
    def certain(self) -> int | None:
        """The entry that the name surely means."""
        return self.indexes[0] if self.certainty is Certainty.CERTAIN else None

    @property
    def near(self) -> int | None:
        """The entry that the name surely means, or is short for; enough where register and name are one workbook's."""
        return self.indexes[0] if self.certainty in (Certainty.CERTAIN, Certainty.SHORTENED) else None


@lru_cache(maxsize=16384)
def person_key(name: str) -> tuple[str, ...]:
    """The name's words without titles, in an order that does not depend on how the name was written.

    Empty for a text without any word but titles. Accents are dropped, but å, ä and ö are letters of their own.
    """
    plain = _ASIDE.sub(" ", unicodedata.normalize("NFC", name))
    parts = [_words(part) for part in _PARTS.split(_DEGREES.sub(" ", plain))]
    parts = [part for part in parts if part]
    kept = parts[:1]
    for part in parts[1:]:
        # What follows a title after a comma is about the person: ”Eva Ek, överläkare, onkologkliniken”.
        if part[0] in _TITLES and kept != [] and any(word not in _TITLES for words in kept for word in words):
            break
        kept.append(part)
    return tuple(sorted(_folded(word) for words in kept for word in words if word not in _TITLES))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _folded(word: str) -> str:
    """The word without accents."""
    letters = unicodedata.normalize("NFC", word).translate(_FOREIGN)
    return "".join(
        letter if letter in _SWEDISH else unicodedata.normalize("NFKD", letter)[:1] or letter for letter in letters
    )


def without_titles(name: str) -> str:
    """A name as it is written but for the titles before it: ``Bitr öl Kim Sjö`` is ``Kim Sjö``."""
    words = name.split()
    while len(words) > 1 and (found := _words(words[0])) and all(word in _TITLES for word in found):
        words = words[1:]
    return " ".join(words)


def compare(left: str, right: str) -> Likeness:
    """Whether two written names are the same person's, may be, or are not; the order of the two does not matter."""
    return _compare(person_key(left), person_key(right))


def _compare(left: tuple[str, ...], right: tuple[str, ...]) -> Likeness:
    if not left or not right:
        return Likeness.OTHER
    if left == right:
        return Likeness.SAME
    if "".join(left) == "".join(right):
        return Likeness.LIKE
    if max(len(left), len(right)) > _MOST_WORDS:
        return Likeness.OTHER
    fewer, more = sorted((left, right), key=lambda words: (len(words), words))
    return Likeness.LIKE if _is_alike(fewer, more) else Likeness.OTHER


def _is_alike(fewer: tuple[str, ...], more: tuple[str, ...]) -> bool:
    """Whether every word of the shorter name has a word of its own in the longer one, with few doubts in all."""
    extra = len(more) - len(fewer)
    whole = [word for word in fewer if len(word) > 1 and word in more]
    if not whole and (extra or any(len(word) == 1 for word in (*fewer, *more))):
        return False
    doubts = _doubts(fewer, more)
    return doubts is not None and doubts + extra <= _MOST_DOUBT


def _doubts(fewer: tuple[str, ...], more: tuple[str, ...]) -> int | None:
    """The least number of words that are only alike when each has one of its own; ``None`` if some has none."""
    if not fewer:
        return 0
    first, rest = fewer[0], fewer[1:]
    found: list[int] = []
    for index, word in enumerate(more):
        cost = _word_doubt(first, word)
        others = None if cost is None else _doubts(rest, more[:index] + more[index + 1 :])
        if cost is not None and others is not None:
            found.append(cost + others)
    return min(found, default=None)


@lru_cache(maxsize=16384)
def _word_doubt(left: str, right: str) -> int | None:
    """0 for the same word, 1 for an initial or a misspelling, ``None`` for another word."""
    if left == right:
        return 0
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) == 1:
        return 1 if longer.startswith(shorter) and len(longer) > 1 else None
    if _bare(left) == _bare(right):
        return 1
    if len(longer) < _SHORT and len(shorter) == len(longer):
        return None
    allowed = 2 if len(shorter) >= _LONG else 1
    return 1 if OSA.distance(left, right, score_cutoff=allowed) <= allowed else None


def _bare(word: str) -> str:
    """The word as it is typed where å, ä and ö are not at hand."""
    return word.translate(_BARE)


def match_name(name: str, register: Sequence[str]) -> Match:
    """The entry of a register that a name means.

    Certain where the words are the same (the first such entry), shortened where it has initials for given names and
    a family name that only one person has, doubtful where a single person is alike in another way, ambiguous where
    several are.
    """
    key = person_key(name)
    keys = [person_key(entry) for entry in register]
    if key and key in keys:
        return Match(Certainty.CERTAIN, (keys.index(key),))
    alike: dict[tuple[str, ...], int] = {}
    for index, other in enumerate(keys):
        if other not in alike and _compare(key, other) is Likeness.LIKE:
            alike[other] = index
    if not alike:
        return Match(Certainty.NONE)
    if len(alike) == 1 and _is_shortened(key, next(iter(alike)), frozenset(keys)):
        return Match(Certainty.SHORTENED, tuple(alike.values()))
    return Match(Certainty.DOUBTFUL if len(alike) == 1 else Certainty.AMBIGUOUS, tuple(alike.values()))


def _is_shortened(short: tuple[str, ...], full: tuple[str, ...], others: Set[tuple[str, ...]]) -> bool:
    """Whether a name is another with initials for some words, and nobody else has the words that stand in full."""
    whole = [word for word in short if len(word) > 1]
    initials = [word for word in short if len(word) == 1]
    left = [word for word in full if word not in whole]
    if not initials or not whole or len(left) != len(full) - len(whole) or len(initials) != len(left):
        return False
    fits = any(
        all(word.startswith(initial) for initial, word in zip(initials, order, strict=True))
        for order in permutations(left, len(initials))
    )
    return fits and not any(other != full and set(whole) & set(other) for other in others)
