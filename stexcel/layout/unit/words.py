"""The clinics' words for what a unit keeps in its own workbook, as data: ``words.toml`` beside this module."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from stexcel.layout.text import fold
from stexcel.unit import Section


class Fact(StrEnum):
    """What a heading or a label asks for."""

    NAME = "namn"
    GIVEN = "förnamn"
    FAMILY = "efternamn"
    ROLE = "funktion"
    SUPERVISOR = "handledare"
    SUPERVISOR_SPECIALTY = "handledarens specialitet"
    SPECIALTY = "specialitet"
    TRAINING = "handledarutbildning"
    STUDIEREKTOR_TRAINING = "studierektorsutbildning"
    UPDATED = "uppdatering"
    DOCTORS = "handleder"
    RESIDENT = "ST-läkare"
    REGULATION = "föreskrift"
    START = "start"
    END = "slut"
    DOCUMENT = "dokument"
    DECIDED = "fastställt"
    NEXT = "nästa"
    EXISTS = "finns"
    MISSING = "saknas"
    REVIEW = "granskning"
    LAST_REVIEW = "senaste granskning"
    CRITERION = "kriterium"
    PROBLEM = "brist"
    ACTION = "åtgärd"
    DUE = "klart senast"
    RESPONSIBLE = "ansvarig"
    STATUS = "status"
    FOLLOW_UP = "uppföljning"
    FOLLOW_UP_BY = "ansvarig för uppföljning"
    CLOSES = "avslutas när"
    CONCERNED = "berörda"
    DATE = "datum"
    UNIT = "enhet"
    HEAD = "verksamhetschef"
    DEPUTY = "biträdande studierektor"
    FORMER = "tidigare"
    PERIOD = "period"
    STUDIEREKTOR = "studierektor"
    SINCE = "första ST-läkaren"
    OTHER = "annat"

    __hash__ = str.__hash__


_WORDS = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
_SHORT = {"{st}": r"st\W?läk\w*", "{utb}": r"(?:utb\w*|utbildning\w*|kurs\w*)"}


def _pattern(alternatives: Iterable[str]) -> re.Pattern[str]:
    whole = "|".join(alternatives)
    for short, meaning in _SHORT.items():
        whole = whole.replace(short, meaning)
    return re.compile(whole, re.IGNORECASE)


_FACTS = tuple((Fact(name), _pattern(alternatives)) for name, alternatives in _WORDS["rubriker"].items())
_WITHIN = {
    Section(section): tuple((Fact(name), _pattern(alternatives)) for name, alternatives in words.items())
    for section, words in _WORDS["i"].items()
}
_SECTIONS = tuple((Section(name), _pattern(alternatives)) for name, alternatives in _WORDS["titlar"].items())
_LONGEST = 100
_ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]?")


@lru_cache(maxsize=8192)
def facts_of(text: str) -> tuple[Fact, ...]:
    """What a heading or label may ask for, likeliest first; empty for a text that is none.

    What stands in brackets is left out, unless nothing else is known.
    """
    if len(text) > _LONGEST or not any(map(str.isalpha, text)):
        return ()
    outside = fold(_ASIDE.sub(" ", text)).replace("/", " ").replace("  ", " ")
    return _matching(outside) or _matching(fold(text).replace("/", " ").replace("  ", " "))


@lru_cache(maxsize=2048)
def fact_within(text: str, section: Section) -> Fact | None:
    """What a heading asks for in one register although it says nothing, or something else, by itself."""
    outside = fold(_ASIDE.sub(" ", text)).replace("/", " ")
    return next((fact for fact, pattern in _WITHIN.get(section, ()) if pattern.fullmatch(outside)), None)


def _matching(folded: str) -> tuple[Fact, ...]:
    return tuple(fact for fact, pattern in _FACTS if folded and pattern.fullmatch(folded))


@lru_cache(maxsize=4096)
def section_of(title: str) -> Section | None:
    """The register that a title or the name of a sheet announces: the plan first, else what is named first."""
    if len(title) > 90:
        return None
    found = [(match.start(), section) for section, pattern in _SECTIONS if (match := pattern.search(title))]
    if any(section is Section.ACTIONS for _, section in found):
        return Section.ACTIONS
    return min(found, key=lambda one: one[0])[1] if found else None
