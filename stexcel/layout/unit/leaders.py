"""Who leads the training: the studierektor of today among all that a workbook names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from stexcel.layout.times import period
from stexcel.names import person_key
from stexcel.unit import Studierektor

_DEPUTY = re.compile(r"\b(?:stf|vice|bitr\w*|biträdande|ställföreträd\w*|andre|extra|v)\W", re.IGNORECASE)
_FORMER = re.compile(r"\b(?:f\W?\s?d|förre|tidigare|avgående|före detta)\b", re.IGNORECASE)
_FOR_OTHERS = re.compile(r"studierektor\w*\W+(?:för )?(?:at|bt|ut|läkarpro\w*|grundutb\w*|forskar\w*)\b", re.IGNORECASE)
_FOR_RESIDENTS = re.compile(r"\bst\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\s*(?:från|fr\.?\s?o\.?\s?m\.?|sedan)?\s*(?P<since>.{2,20}?)\s*(?:[-–—]|t\.?\s?v\.?|tills vidare|pågående)*\s*",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"\s*(?P<since>.{2,20}?)\s*(?:[-–—]+|t\.?\s?o\.?\s?m\.?|till)\s*(?P<until>.{2,20})\s*", re.IGNORECASE
)
_LAST = date.max


def is_studierektor(function: str) -> bool:
    """Whether a function is that of a studierektor for residents, in charge now or beside somebody else."""
    if "studierektor" not in function.casefold() and not re.search(r"\bSR\b", function):
        return False
    others = _FOR_OTHERS.search(function) is not None and _FOR_RESIDENTS.search(function) is None
    return not others and _FORMER.search(function) is None


def is_deputy(function: str) -> bool:
    """Whether a function is to assist or stand in for the one in charge."""
    return _DEPUTY.search(f"{function} ") is not None


def with_tenure(one: Studierektor, text: str | None) -> Studierektor:
    """The studierektor with the time of the assignment as it is written: ``2015–2023``, ``2024–``, ``från vt 25``."""
    if not text:
        return one
    closed = _CLOSED.fullmatch(text)
    if closed is not None:
        since, until = period(closed["since"]), period(closed["until"])
        if since is not None and until is not None:
            return replace(one, since=since.start, until=until.end)
    opened = _OPEN.fullmatch(text)
    since = period(opened["since"]) if opened is not None else None
    return one if since is None else replace(one, since=since.start)


def leaders(found: Iterable[Studierektor]) -> tuple[Studierektor | None, tuple[Studierektor, ...]]:
    """The one in charge, and the others; those whose time has been followed by another's are left out.

    Every person counts once, with the most that is told anywhere. A workbook that has a place for the name but no
    name there gives a studierektor without one.
    """
    people = _people([one for one in found if one.name is not None])
    unnamed = next((one for one in found if one.name is None), None)
    current = _current([one for one in people if not one.deputy])
    others = tuple(one for one in people if one.deputy) + tuple(current[1:])
    return (current[0] if current else unnamed), others


def _people(named: Sequence[Studierektor]) -> list[Studierektor]:
    by_key: dict[tuple[str, ...], Studierektor] = {}
    for one in named:
        key = person_key(one.name.value if one.name else "")
        known = by_key.get(key)
        by_key[key] = one if known is None else _both(known, one)
    return list(by_key.values())


def _both(one: Studierektor, other: Studierektor) -> Studierektor:
    """What two places say of one person: the fuller one, with what only the other tells."""
    more, less = sorted((one, other), key=_told, reverse=True)
    return replace(
        more,
        specialty=more.specialty or less.specialty,
        supervisor_training=more.supervisor_training or less.supervisor_training,
        studierektor_training=more.studierektor_training or less.studierektor_training,
        deputy=one.deputy and other.deputy,
        since=more.since or less.since,
        until=more.until or less.until,
    )


def _told(one: Studierektor) -> int:
    return sum(fact is not None for fact in (one.specialty, one.supervisor_training, one.studierektor_training))


def _current(people: Sequence[Studierektor]) -> list[Studierektor]:
    """Those whose time has not been followed by somebody else's, the latest to begin and the best known first."""
    last = max((one.until or _LAST for one in people), default=_LAST)
    kept = [one for one in people if (one.until or _LAST) == last]
    return sorted(kept, key=lambda one: (one.since or date.min, _told(one)), reverse=True)
