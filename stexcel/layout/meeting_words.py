"""Which meeting a text names: supervision, with the studierektor, with the manager, or a specialistkollegium."""

import re
from functools import lru_cache

from stexcel.model import MeetingKind

_MAX_NAME = 80
_MAX_NOTE = 200
"""Characters of a note in which it says what the meeting was."""
_MAX_BEFORE = 24
"""Characters that may stand before the name of a meeting in the text about one: ``Årligt, formellt``."""
_SR = r"(?:studierektor|\b(?:st-?)?sr\b)"
_MEETS = r"(?:samtal|möte|avstäm|träff|uppföljning)"

_SURE: tuple[tuple[MeetingKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            MeetingKind.KOLLEGIUM,
            r"\b(?:specialist|spec|handledar|st)\W{0,2}koll?egi(?:um|et|er|e)\b|^koll?egi(?:um|et)\b",
        ),
        (
            MeetingKind.RECONCILIATION,
            rf"{_MEETS}\w*\W.*{_SR}|{_SR}s?\w*\W?\s?{_MEETS}|{_SR}\w*.*\bavstäm|\btrepart|"
            r"halvtids\W?(?:avstäm|samtal|uppfölj|kontroll|möte|utvärder)",
        ),
        (
            MeetingKind.DEVELOPMENT,
            r"utvecklings\W?samtal|medarbetar\W?samtal|chefs?\W?samtal|"
            r"(?:samtal|möte|avstämning)\w* med (?:\w+ )?(?:\w*chef\w*|vc)\b|appraisal|development (?:talk|review)",
        ),
        (
            MeetingKind.SUPERVISION,
            r"\b(?:handled\w*|handl\.?|hl)[\W_]?(?:samtal|träff|möte|tillfälle)|\bsupervision (?:meeting|session)|"
            r"^handledning(?:ar)?\W*$",
        ),
    )
)
_RECONCILED = re.compile(
    r"\b\w*avstämning(?:ar(?:na)?|en|s\W?(?:samtal|möte)\w*)?\b(?!\s*(?:/|mot|av|iup|mål|delmål|med (?:\w+ )?handled))",
    re.IGNORECASE,
)
"""``Avstämning`` as a name is one with the studierektor; as what was done at a meeting it hardly is."""
_OTHER = re.compile(r"\bkurs|\w+kurs\b|\bföreläs|\bseminari|\bpatient|\banhörig|\bbedömning av", re.IGNORECASE)
_AHEAD = re.compile(r"\bnästa|\bnäst|\bkommande|\bplanera|\bboka[dt]?\b|\bbeställ|\bpreliminär|\bprel\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\binför|\befter|\bförbered|\bplaner|\bbok|\bom\b|\bkring|\bfrån|\btill\b|\binget?\b|\binte|\bej\b", re.IGNORECASE
)


@lru_cache(maxsize=8192)
def meeting_named(text: str) -> MeetingKind | None:
    """The meeting that a title, a label or a type names; ``None`` where it names none, or several."""
    if len(text) > _MAX_NAME or _OTHER.search(text):
        return None
    found = {kind for kind, pattern in _SURE if pattern.search(text)}
    if not found and _RECONCILED.search(text):
        return MeetingKind.RECONCILIATION
    return found.pop() if len(found) == 1 else None


_LABELLED = re.compile(r"\s*(?P<name>[^:\n–—]{2,60}?)\s*(?::|\s[-–—]\s)\s*(?P<said>\S.*)", re.DOTALL)


@lru_cache(maxsize=8192)
def meeting_and_content(text: str) -> tuple[MeetingKind, str] | None:
    """The meeting that a note begins with, and what it says after that: ``Handledarsamtal: Genomgång av IUP``."""
    match = _LABELLED.fullmatch(text)
    kind = meeting_named(match["name"]) if match is not None else None
    return (kind, match["said"].strip()) if match is not None and kind is not None else None


@lru_cache(maxsize=8192)
def meeting_told(text: str) -> MeetingKind | None:
    """The meeting that a note about a meeting says it was, beside supervision.

    ``Avstämning mot IUP`` is what was done at it; ``Inför utvecklingssamtal`` is about another one.
    """
    beginning = text[:_MAX_NOTE]
    if _OTHER.search(beginning):
        return None
    for kind, pattern in _SURE[:-1]:
        match = pattern.search(beginning)
        if match is not None and match.start() <= _MAX_BEFORE and not _ABOUT.search(text[: match.start()]):
            return kind
    return None


@lru_cache(maxsize=8192)
def dated_meeting(text: str) -> MeetingKind | None:
    """The meeting that a label names as held: one that lies ahead is only planned."""
    return None if _AHEAD.search(text) else meeting_named(text)


def names_meeting(text: str) -> bool:
    """Whether a cell names a meeting of any sort (a witness for columns)."""
    return meeting_named(text) is not None


@lru_cache(maxsize=2048)
def meeting_with(people: str) -> MeetingKind | None:
    """What the people who took part make of a meeting: the studierektor, or the manager without the supervisor."""
    if re.search(_SR, people, re.IGNORECASE):
        return MeetingKind.RECONCILIATION
    chief = re.search(r"\w*chef\b|\bvc\b", people, re.IGNORECASE)
    return MeetingKind.DEVELOPMENT if chief and not re.search(r"handled|\bhl\b", people, re.IGNORECASE) else None
