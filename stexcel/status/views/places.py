"""Whether two side rotations are at the same place, however the names are spelt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA

from stexcel.rules.naming import telling
from stexcel.rules.sides import stem

_FILLERS = frozenset({"enhet", "enheten", "klinik", "kliniken", "mottagningen", "avdelningen"})
"""Words that tell nothing of which place it is, beside those that tell nothing of a placement."""
_VOWELS = frozenset("aeiouyåäöéè")
_LEAST_MISSPELT = 6


@dataclass(frozen=True, slots=True)
class Site:
    """What tells one side rotation from another: its name, and the hospital or unit where a column names it.

    ``home`` tells the residents' own units apart: the same name is another place where another unit uses it.
    """

    name: str
    site: str | None = None
    home: int | None = None


def is_same_place(one: Site, other: Site) -> bool:
    """Whether the names have the same telling words, or one has all of the other's, and no sites speak against it.

    Between residents of different units the sites have to speak for it.
    """
    mine, theirs = _telling(one.name), _telling(other.name)
    if not mine or not theirs:
        return False
    fewer, more = sorted((mine, theirs), key=len)
    if not all(any(_alike(word, candidate) for candidate in more) for word in fewer):
        return False
    sites = [_telling(site) for site in (one.site, other.site) if site]
    if len(sites) < 2 or not all(sites):
        return one.home == other.home
    return any(_alike(word, another) for word in sites[0] for another in sites[1])


def clusters(sites: Sequence[Site]) -> list[list[int]]:
    """The indexes of the sites by place, each place in the order of its first."""
    distinct = list(dict.fromkeys(sites))
    groups = _Groups(len(distinct))
    for some in _comparable(distinct):
        for one, other in combinations(some, 2):
            if groups.of(one) != groups.of(other) and is_same_place(distinct[one], distinct[other]):
                groups.join(one, other)
    of_site = {site: groups.of(index) for index, site in enumerate(distinct)}
    found: dict[int, list[int]] = {}
    for index, site in enumerate(sites):
        found.setdefault(of_site[site], []).append(index)
    return list(found.values())


def _comparable(sites: Sequence[Site]) -> Iterator[Sequence[int]]:
    """The indexes of sites that may be one place: those of one home, and those of any home that tell a site.

    What tells the same counts once for all homes, and only names with a word of the same initial are compared, so that
    the time does not grow with the square of the units.
    """
    of_home: defaultdict[tuple[int | None, str], list[int]] = defaultdict(list)
    anywhere: defaultdict[str, list[int]] = defaultdict(list)
    first: dict[tuple[Set[str], Set[str]], int] = {}
    for index, site in enumerate(sites):
        told = _telling(site.name), _telling(site.site or "")
        initials = sorted({word[:1] for word in told[0]})
        for initial in initials:
            of_home[site.home, initial].append(index)
        if told in first:
            yield first[told], index
        elif told[1]:
            first[told] = index
            for initial in initials:
                anywhere[initial].append(index)
    yield from of_home.values()
    yield from anywhere.values()


class _Groups:
    """Numbers from 0 in groups that can be joined; each group is known by the least of its numbers."""

    def __init__(self, count: int) -> None:
        self._below = list(range(count))

    def of(self, number: int) -> int:
        """The group of a number."""
        while self._below[number] != number:
            self._below[number] = self._below[self._below[number]]
            number = self._below[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Makes one group of two."""
        least, more = sorted((self.of(one), self.of(other)))
        self._below[more] = least


@lru_cache(maxsize=8192)
def _telling(text: str) -> Set[str]:
    """The stems of the telling words: the same for ``Neurologkliniken``, ``Neurologi`` and ``Neurologen``."""
    return frozenset(stem(word) for word in telling(text) - _FILLERS)


def _alike(one: str, other: str) -> bool:
    """Whether two stems are the same, or one is the other misspelt.

    A slip of the pen is a letter too many or too few, two that have changed places, or one vowel for another; another
    consonant makes another word: ``nefrologi`` is not ``neurologi``.
    """
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _LEAST_MISSPELT or one[0] != other[0] or OSA.distance(one, other, score_cutoff=1) > 1:
        return False
    if len(shorter) != len(longer):
        return True
    differing = [(mine, theirs) for mine, theirs in zip(one, other, strict=True) if mine != theirs]
    return len(differing) != 1 or set(differing[0]) <= _VOWELS
