"""Labels outside tables: the basic facts, revisions, signatures and the parts of the training."""

import re
from enum import StrEnum
from functools import lru_cache

from stexcel.layout.text import fold, similarity
from stexcel.layout.vocabulary import words_of
from stexcel.model import Part


class Field(StrEnum):
    """What a label asks for. The values are saved in profiles."""

    NAME = "namn"
    SPECIALTY = "specialitet"
    REGULATION = "föreskrift"
    START = "start"
    PLANNED_END = "planerat slut"
    FTE = "tjänstgöringsgrad"
    SUPERVISOR = "huvudhandledare"
    STUDIEREKTOR = "studierektor"
    HEAD = "verksamhetschef"
    UNIT = "enhet"
    REVISED = "reviderad"
    SIGNED_ST = "underskrift st"
    SIGNED_SUPERVISOR = "underskrift handledare"
    APPROVED = "godkänd"
    PERSONAL_ID = "personnummer"
    CONTACT = "kontaktuppgift"


PERSON_FIELDS = frozenset(
    {Field.NAME, Field.SPECIALTY, Field.REGULATION, Field.START, Field.PLANNED_END, Field.FTE, Field.SUPERVISOR,
     Field.STUDIEREKTOR, Field.HEAD, Field.UNIT}
)  # fmt: skip
"""The fields that together make a form about the resident."""


def _lexicon() -> dict[str, tuple[Field, float]]:
    return {fold(phrase): (Field(name), weight) for name, phrase, weight in words_of("etiketter")}


_LEXICON = _lexicon()
_ASKS_DATE = re.compile(r"\s*(?:\(.*?\)|namn|datum|åååå mm dd|yyyy mm dd|i|av)$")
_NOISE = re.compile(r"\([^)]*\)")


@lru_cache(maxsize=8192)
def field_of(text: str) -> tuple[Field, float] | None:
    """The field that a label asks for, with a weight from 0 to 1; ``None`` for what is no such label."""
    if len(text) > 60:
        return None
    plain = fold(_NOISE.sub(" ", text)).replace("/", " ").replace("  ", " ")
    full = fold(text).replace("/", " ").replace("  ", " ")
    parts = text.split("/") if "/" in text else ()
    for candidate in (full, plain, _ASKS_DATE.sub("", plain), *map(fold, parts)):
        found = _LEXICON.get(candidate)
        if found is not None:
            return found
    answered = ":" in text.strip().rstrip(":")
    if len(plain) >= 6 and len(plain.split()) <= 4 and not answered:
        return _misspelt(plain)
    return None


def _misspelt(plain: str) -> tuple[Field, float] | None:
    near = [(similarity(plain, phrase), phrase) for phrase in _LEXICON if phrase[:2] == plain[:2] and len(phrase) >= 6]
    score, phrase = max(near, default=(0.0, ""))
    if score < 0.86:
        return None
    field, weight = _LEXICON[phrase]
    return field, weight * score


_PARTS: tuple[tuple[Part, re.Pattern[str]], ...] = tuple(
    (part, re.compile(pattern, re.IGNORECASE))
    for part, pattern in (
        (Part.ACTION_PLAN, r"åtgärdsplan|handlingsplan"),
        (
            Part.SELF_STUDY,
            r"(?:själv|egen)\W?\s?stud|läser själv|egen inläsning|inläsningstid|"
            r"litteraturstudier|egna studier|self.?stud",
        ),
        (
            Part.INTERNAL_TEACHING,
            r"intern\w{0,2}\W?\s?(?:utb|underv)|läkarmöte|klinikundervisning|internal teaching",
        ),
        (
            Part.SCIENTIFIC_WORK,
            r"vet(?:\.|enskaplig\w*) ?(?:arbete|projekt|studie|uppgift)|\bst-arbete|"
            r"skriftligt? (?:vetenskapligt )?arbete|scientific (?:work|project)|forskningsarbete|vetenskapligt",
        ),
        (
            Part.QUALITY_WORK,
            r"kval(?:\.|itets)\W*(?: och (?:utvecklings|förbättrings|patientsäkerhets)\w*)?\s?-?\s?"
            r"(?:arbete|projekt|utveckling)|kvalitets- och|utvecklingsarbete|förbättrings(?:arbete|projekt)|"
            r"quality (?:work|project|improvement)",
        ),
    )
)


@lru_cache(maxsize=8192)
def part_of(text: str) -> Part | None:
    """The part of the training that a short label or title names."""
    if len(text) > 60:
        return None
    for part, pattern in _PARTS:
        match = pattern.search(text)
        if match is not None and match.start() <= 24:
            return part
    return None
