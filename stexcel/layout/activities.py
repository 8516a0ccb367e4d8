"""Training activities: how a cell is split into them, and which types of the målbeskrivningar a text names."""

import re
from functools import lru_cache

from stexcel.model import ActivityType

_TYPES: tuple[tuple[ActivityType, str], ...] = (
    (
        ActivityType.KURS,
        r"kurs(?!are)|\bcourse|\blipus|\bsk-|(?-i:\bSK (?!(?:VT|HT)\d)(?=[A-ZÅÄÖ]))|\binternat\b|utbildningsdag|"
        r"webbutbildning|e-?learning",
    ),
    (
        ActivityType.HANDLEDA,
        r"handleda\b|handleder |handledarroll|tutoring|supervising|"
        r"handledning av (?:student|kandidat|at|underläk|bt|kolleg)",
    ),
    (
        ActivityType.UNDERVISA,
        r"undervisa\b|undervisning under handledning|undervisning (?:av|för) |undervisar|teaching|"
        r"hålla föreläsning|hålla i undervisning|föreläsa",
    ),
    (ActivityType.REFLEKTION, r"reflektion|reflection|balint|refleksion"),
    (ActivityType.AUSKULTATION, r"auskult|studiebesök|hospiter"),
    (
        ActivityType.KVALITETSARBETE,
        r"kvalitets|quality|förbättringsarbete|förbättringsprojekt|patientsäkerhetsarbete|händelseanalys",
    ),
    (ActivityType.UTVECKLINGSARBETE, r"utvecklingsarbete|utvecklingsprojekt|verksamhetsutveckling"),
    (
        ActivityType.SKRIFTLIGT,
        r"vetenskapligt\s+(?:arbete|projekt)|research project|"
        r"skriftligt?\s+(?:(?:individuellt?|eget|egen|självständigt?|vetenskapligt?)\s+)*(?:arbete|rapport|uppsats)|"
        r"uppsats|\bst-arbete|forskningsprojekt|vetenskaplig studie",
    ),
    (ActivityType.SEMINARIUM, r"seminari"),
    (ActivityType.KONFERENS, r"konferens|kongress|\brond\b"),
    (ActivityType.SAMMANKOMST, r"sammankomst|\bmöte|internutbildning|läkarmöte|\bapt\b"),
    (ActivityType.SIMULERING, r"simuler|scenarioträn|färdighetsträn|\bktc\b|\bhlr-?övning"),
    (ActivityType.MEDSITTNING, r"med\W?\s?sittning|\bsit\W?-?in\b"),
    (
        ActivityType.TEORI,
        r"teoretiska? studier|självstudier|litteratur|egen inläsning|läsa in|kurslitteratur|självstudium",
    ),
    (ActivityType.VARDTEAM, r"vårdteam|teamarbete|teamkonferens"),
)
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _TYPES)
_CLINICAL = re.compile(
    r"tjänstg|clinical service|placering|klinik|mottagning|avdelning|jour\b|sjukhus|vårdcentral|randning|"
    r"sidotjänst|operation|\bavd\b|\bmott\b|"
    r"enheten\b|\brotation|\bward\b|teamet\b|kliniskt? arbete|(?:öppen|sluten)vård",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    "|".join(pattern for kind, pattern in _TYPES if kind in (ActivityType.KURS, ActivityType.AUSKULTATION)),
    re.IGNORECASE,
)
_NOT_CLINICAL = re.compile(
    r"genomgång|samtal|handledning\b|inlämning|redovisning|presentation|\bprov\b|planeras|diskussion|"
    r"\b(?:annan|andra|övriga?) (?:utbildnings)?aktivitet",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\s*(?:\n|;|•|●|\s\|\s|\s\+\s)\s*")
_COMMA = re.compile(r",\s+(?=(?:SK-|ST-)?[A-ZÅÄÖ][a-zåäö]|SK-|ST-|[A-ZÅÄÖ]{2,})(?![^(\[\n]*[)\]])")
_BULLET = re.compile(r"^(?:[\-–*·○▪]\s*|\d{1,2}[.)]\s+)")
_CACHE = 8192


@lru_cache(maxsize=_CACHE)
def activity_types(text: str) -> frozenset[ActivityType]:
    """The types that a text names. A text that names no other type and could be a place is clinical work:
    people write ``Medicinkliniken``, ``BVC och MVC`` or ``Ekokardiografi`` and mean that they serve there."""
    kinds = {kind for kind, pattern in _PATTERNS if pattern.search(text)}
    if re.search(r"undervisa och handleda|handleda och undervisa", text, re.IGNORECASE):
        kinds |= {ActivityType.UNDERVISA, ActivityType.HANDLEDA}
    if any(_is_clinical(piece) for piece in text.split(",")):
        kinds.add(ActivityType.KLINISK)
    if not kinds:
        kinds.add(ActivityType.ANNAN if _NOT_CLINICAL.search(text) else ActivityType.KLINISK)
    return frozenset(kinds)


def as_course(kinds: frozenset[ActivityType]) -> frozenset[ActivityType]:
    """The types of an activity that is known to be a course, whatever its own words say."""
    return kinds - {ActivityType.KLINISK, ActivityType.ANNAN} | {ActivityType.KURS}


def _is_clinical(text: str) -> bool:
    """Whether a text names a workplace as such, not as where a course or a visit takes place."""
    return _CLINICAL.search(text) is not None and _ELSEWHERE.search(text) is None


@lru_cache(maxsize=_CACHE)
def looks_like_activity(text: str) -> bool:
    """Whether a text names a training activity or a workplace by a known word (a witness for columns)."""
    return len(text) < 300 and (
        _CLINICAL.search(text) is not None or any(pattern.search(text) for _, pattern in _PATTERNS)
    )


@lru_cache(maxsize=_CACHE)
def split_activities(text: str) -> tuple[str, ...]:
    """The activities of one cell: one per line, semicolon or bullet, and per comma that a capital follows, save
    in brackets."""
    pieces = [piece for part in _BREAK.split(text) for piece in _COMMA.split(part)]
    return tuple(cleaned for piece in pieces if (cleaned := _BULLET.sub("", piece).strip(" ,")))
