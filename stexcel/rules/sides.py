"""Where a placement is done: at home, elsewhere as a side rotation, or not told by the workbook."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from stexcel.model import Person, Placement
from stexcel.names import Likeness, compare
from stexcel.rules.context import Context

_OWN_SUPERVISOR = re.compile(
    r"(?:min |egen |ordinarie )?(?:huvudhandledare|huvudansvarig\w*(?: handledare)?|egen handledare|hl|hh)",
    re.IGNORECASE,
)
_BT = re.compile(r"\bbt\b|bastjänstgöring|bas-?tjg", re.IGNORECASE)
_HOSPITAL = re.compile(r"\b(?!sjukhus(?:et)?\b)\w*(?:sjukhus|lasarett)(?:et)?\b", re.IGNORECASE)
_NAMED_HOSPITAL = re.compile(
    r"\b(?P<name>[A-ZÅÄÖ]\w+)s? (?:sjukhus|lasarett)\b|\b(?:SUS|SU|KS|NUS|US|USÖ|NÄL|SÖS|DS)\b"
)
_WORD = re.compile(r"[^\W\d_]+")
_PLACE_WORDS = frozenset(
    {
        "avdelning", "avdelningen", "enhet", "enheten", "för", "i", "klinik", "kliniken", "lasarett", "lasarettet",
        "mottagning", "mottagningen", "och", "på", "region", "regionen", "sektion", "sektionen", "sjukhus",
        "sjukhuset", "st", "verksamhet", "verksamheten", "vid", "vård",
    }
)  # fmt: skip
"""Words that many places share."""
_OWN_PLACE = re.compile(r"(?:hemma\w*|hem(?:klinik|sjukhus|enhet)\w*|egen \w+|egna \w+)", re.IGNORECASE)
_LEAST_STEM = 3
_CLINIC = re.compile(r"klinik|mottagning|avdelning|central|sektion|enhet|psykiatri|\w(?:logen|login|kirurgen)$")
_ENDINGS = re.compile(
    r"(?:s?klinik(?:en)?|s?mottagning(?:en)?|s?avdelning(?:en)?|s?sektion(?:en)?|s?enhet(?:en)?|s?sjukdomar|s?sjukvård|"
    r"iska?|en|i)$"
)
_GENERAL = frozenset({"allmän", "barn", "intern", "klinisk", "kvinno", "medicinsk", "och", "sjukhus", "ungdom", "vård"})
"""Beginnings that many clinics share, which therefore tell nothing."""


class Where(Enum):
    """Where a placement is done."""

    HOME = "hemma"
    SIDE = "på annat håll"
    UNKNOWN = "framgår inte"
    NOT_PLACEMENT = "ingen placering"


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a placement is done and, for a side rotation, the Swedish words for how that is known."""

    where: Where
    reason: str = ""


def is_leave(placement: Placement) -> bool:
    """Whether the placement is leave, during which nothing is trained."""
    return placement.percent == 0


def is_basic(placement: Placement) -> bool:
    """Whether the placement is bastjänstgöring, which has delmål and rules of its own."""
    return _BT.search(placement.name) is not None


def setting(context: Context, placement: Placement) -> Setting:
    """Where the placement is done, from the surest evidence to the weakest.

    The main supervisor is at home, whatever a heading above the list says; then what the workbook itself calls the
    placement; another hospital; the unit's or the specialty's own name; last another supervisor than the main one.
    """
    if is_leave(placement) or is_basic(placement):
        return Setting(Where.NOT_PLACEMENT)
    person = context.iup.person
    own = has_main_supervisor(placement, person)
    if own:
        return Setting(Where.HOME)
    if placement.side is not None:
        return Setting(Where.SIDE, "arbetsboken kallar den sidotjänstgöring") if placement.side else Setting(Where.HOME)
    if placement.site is not None and _is_elsewhere(placement.site, _home_words(context)):
        return Setting(Where.SIDE, f"den görs på ett annat ställe ({placement.site})")
    if _names_other_hospital(placement.name, person):
        return Setting(Where.SIDE, "namnet anger ett annat sjukhus")
    if _bears_own_name(placement.name, person):
        return Setting(Where.HOME)
    if own is False:
        return Setting(Where.SIDE, f"den har en annan handledare ({placement.supervisor}) än den huvudansvariga")
    return Setting(Where.UNKNOWN)


def has_main_supervisor(placement: Placement, person: Person) -> bool | None:
    """Whether the placement's supervisor is the main one; ``None`` where either is not told."""
    named = placement.supervisor
    if named is None:
        return None
    if _OWN_SUPERVISOR.fullmatch(named.strip(" .")):
        return True
    if person.supervisor is None:
        return None
    main = person.supervisor.value
    return _is_initials(named, main) or compare(named, main) is not Likeness.OTHER


def _is_initials(text: str, name: str) -> bool:
    letters = "".join(_WORD.findall(text)).casefold()
    words = _WORD.findall(name)
    return len(words) > 1 and letters == "".join(word[0] for word in words).casefold()


def _home_words(context: Context) -> Set[str]:
    """The words that name the home: the unit's, and the sites of the main supervisor's placements."""
    person = context.iup.person
    texts = [person.unit.value] if person.unit else []
    texts += [
        one.site
        for one in context.iup.placements
        if one.site is not None and (one.side is False or has_main_supervisor(one, person))
    ]
    return {word for text in texts for word in _words(text)}


def _is_elsewhere(site: str, home: Set[str]) -> bool:
    """Whether a site shares no word of its own with the home; nothing is known where the home has no such word."""
    words = _words(site)
    return bool(words) and bool(home) and not words & home and _OWN_PLACE.fullmatch(site.strip()) is None


def _words(text: str) -> Set[str]:
    return {word.removesuffix("s") for word in _WORD.findall(text.casefold()) if word not in _PLACE_WORDS}


def _names_other_hospital(name: str, person: Person) -> bool:
    """Whether the name gives a hospital that the unit's name does not; nothing is known without the unit's name."""
    found = _HOSPITAL.search(name) or _NAMED_HOSPITAL.search(name)
    if found is None or person.unit is None:
        return False
    return found.group().casefold().removesuffix("et") not in person.unit.value.casefold()


def _bears_own_name(name: str, person: Person) -> bool:
    """Whether a word of the placement's name begins as the unit's clinic or the specialty does."""
    words = _WORD.findall(name.casefold())
    return _OWN_PLACE.search(name) is not None or any(word.startswith(own) for word in words for own in _stems(person))


def _stems(person: Person) -> Set[str]:
    """How names of the own clinic begin; a unit's other words (the town, the hospital) are others' too."""
    unit = _WORD.findall(person.unit.value.casefold()) if person.unit else []
    own = [word for word in unit if _CLINIC.search(word)]
    own += _WORD.findall(person.specialty.value.casefold()) if person.specialty else []
    return {one for one in map(stem, own) if len(one) >= _LEAST_STEM} - _GENERAL


@lru_cache(maxsize=512)
def stem(word: str) -> str:
    """A word without the endings that tell clinic, ward and specialty apart: ``onkologkliniken``, ``onkologi``."""
    bare = _ENDINGS.sub("", word)
    return bare if len(bare) >= _LEAST_STEM else word
