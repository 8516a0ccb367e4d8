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
    ESTABLISHED = "upprättad"
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


SIGNING_FIELDS = frozenset({Field.SIGNED_ST, Field.SIGNED_SUPERVISOR, Field.APPROVED})
"""The fields that ask for a signature; on a sheet about one delmål they attest the delmål and not the programme."""


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
    composed = map(_composed, (plain, *(_ASKS_DATE.sub("", one) for one in (plain, full))))
    found = next((one for one in composed if one is not None), None)
    if found is not None:
        return found
    answered = ":" in text.strip().rstrip(":")
    if len(plain) >= 6 and len(plain.split()) <= 4 and not answered:
        return _misspelt(plain)
    return None


_PLAN = (
    r"(?:(?:min |den )?(?:individuella? )?(?:iup|(?:st |utbildnings)?plan(?:en)?|(?:utbildnings)?program(?:met)?)"
    r"(?: för st(?: läkaren?)?)?)"
)
"""What the workbook calls itself; not ``åtgärdsplan``, ``mall`` or ``rutin``, which have dates of their own."""
_REVISED = r"(?:reviderad(?:es)?|reviderat|reviderats|uppdaterad(?:es)?|uppdaterat|genomgången och reviderad)"
_DRAWN_UP = (
    r"(?:upprättad(?:es)?|upprättats?|skriven|skrevs|skapad(?:es)?|klar|färdig|färdigställ(?:d|des|ts?)|"
    r"gjord(?:es)?|gjorts?|utarbetad(?:es)?|utarbetats?|framtagen|framtaget|daterad|daterat|skrivet|skrivits|beslutad(?:es)?|fastställ(?:d|des|ts?))"
)
_SIGNING = r"(?:underskrift|namnteckning|signatur|sign|signerad|påskrift)(?: av)?"
_OF_ST = r"(?:st(?: läkaren?s?)?|läkaren?s?|läkare under (?:specialisering|utbildning))"
_OF_SUPERVISOR = r"(?:(?:huvud|huvudansvarig |ansvarig )?handledare(?:ns?|s)?|huvudhandl|hl)"
_OF_APPROVER = (
    r"(?:verksamhetschef(?:ens?)?|vc|(?:klinik|enhets|sektions|läkar|närmaste )?chef(?:ens?)?|"
    r"(?:st )?studierektorn?s?|sr)"
)
_COMPOSED: tuple[tuple[Field, re.Pattern[str]], ...] = tuple(
    (field, re.compile(pattern))
    for field, pattern in (
        (
            Field.REVISED,
            rf"(?:datum(?: för)? )?(?:(?:senaste? |år(?:lig|ets) )?rev(?:ision|idering)?(?:en|er|ar)?"
            rf"(?: nr)?(?: \d{{1,2}})?(?: av {_PLAN}| {_PLAN})?|"
            rf"{_PLAN} (?:senast )?{_REVISED}(?: senast)?|"
            rf"(?:senast )?(?:vi )?(?:gick|gicks|gått) igenom {_PLAN}(?: senast)?)(?: den| datum)?",
        ),
        (Field.ESTABLISHED, rf"(?:datum(?: då)? )?(?:{_PLAN} {_DRAWN_UP}|{_DRAWN_UP} {_PLAN})(?: den| datum)?"),
        (Field.SIGNED_ST, rf"{_SIGNING} {_OF_ST}|{_OF_ST} {_SIGNING}"),
        (Field.SIGNED_SUPERVISOR, rf"{_SIGNING} {_OF_SUPERVISOR}|{_OF_SUPERVISOR} {_SIGNING}"),
        (
            Field.APPROVED,
            rf"(?:{_SIGNING}|(?:{_PLAN} )?(?:godkän[dt]|godkännande|fastställ[dt])(?: av)?) {_OF_APPROVER}|"
            rf"{_OF_APPROVER} (?:{_SIGNING}|godkännande)",
        ),
    )
)
"""Labels about the plan itself and its signatures, which are put together of few words in many ways."""


@lru_cache(maxsize=8192)
def _composed(plain: str) -> tuple[Field, float] | None:
    return next(((field, 1.0) for field, pattern in _COMPOSED if pattern.fullmatch(plain)), None)


def _misspelt(plain: str) -> tuple[Field, float] | None:
    """The label that a text is like; one that lacks a word is another text: a title is no label for its person."""
    words = set(plain.split())
    near = [
        (similarity(plain, phrase), phrase)
        for phrase in _LEXICON
        if phrase[:2] == plain[:2] and len(phrase) >= 6 and not words < set(phrase.split())
    ]
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
            r"(?:själv|egen)\W?\s?stud|läser själv|egen (?:in)?läs(?:ning|tid)|inläsningstid|\blästid\b|^inläsning\W*$|"
            r"litteratur(?:studier|läsning)|egna studier|self.?stud",
        ),
        (
            Part.INTERNAL_TEACHING,
            r"intern\w{0,2}\W?\s?(?:utb|underv|fortbildning|teori|föreläs)|"
            r"(?:utbildning|undervisning|fortbildning|teori)\w*\W+intern[at]?\b|läkarmöte|klinikundervisning|"
            r"internal teaching",
        ),
        (
            Part.SCIENTIFIC_WORK,
            r"vet(?:\.|enskaplig\w*) ?(?:arbete|projekt|studie|uppgift)|\bst-arbete|"
            r"skriftligt? (?:vetenskapligt )?arbete|scientific (?:work|project)|forskningsarbete|vetenskapligt|"
            r"^\W*(?:vetenskap|forskning\s*:)\W*$",
        ),
        (
            Part.QUALITY_WORK,
            r"kval(?:\.|itets)\W*(?: och (?:utvecklings|förbättrings|patientsäkerhets)\w*)?\s?-?\s?"
            r"(?:arbete|projekt|utveckling)|kvalitets- och|utvecklingsarbete|förbättrings(?:arbete|projekt)|"
            r"quality (?:work|project|improvement)",
        ),
    )
)


_INTRODUCTION = re.compile(
    r"\W*(?:\d+\W*)?(?:(?:klinikens|enhetens|avdelningens|vårdcentralens|st|lokal|allmän|egen|vår|min)\W+)?"
    r"intro(?:duktion)?(?:s?(?:program|plan|period|veck|dag|upplägg|schema|checklista)\w*)?"
    r"(?:\W+(?:till|på|vid|i|av|för|som|under|nya?|den|ditt|och|st\b\W?\w*|tjänst\w*|anställ\w*|läkar\w*|medarbetar\w*|"
    r"(?:enhet|\w*(?:klinik|arbetsplats|verksamhet|vårdcentral|avdelning|sjukhus|mottagning|lasarett|akut))(?:e[nrt]\w*|s)?\b"
    r"(?<!akut)(?: \d+)?))*"
    r"\W*(?:\([^)]*\))?\W*",
    re.IGNORECASE,
)
"""The doctor's introduction at the workplace; not ``Introduktionskurs i SPSS`` nor ``Introduktion till statistik``."""


@lru_cache(maxsize=8192)
def is_introduction(text: str) -> bool:
    """Whether a label or title asks for the introduction at the workplace.

    Not part of :func:`part_of`, since the word also stands in names of placements and courses, which remain those.
    """
    return len(text) <= 60 and _INTRODUCTION.fullmatch(text) is not None


def named_part(text: str) -> Part | None:
    """The part that a label names, the introduction included."""
    return part_of(text) or (Part.INTRODUCTION if is_introduction(text) else None)


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
