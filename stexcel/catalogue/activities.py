"""The phrases of a målbeskrivning: which activities it demands, and who certifies. What is not understood is a fault.

An official text has few words for activities. A text with none of them, or with two that are not alternatives, is
never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from stexcel.catalogue.text import joined
from stexcel.model import ActivityType

_WORDS: tuple[tuple[ActivityType, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (ActivityType.KLINISK, r"\bklinisk\w*\s+tjänstgöring\w*"),
        (ActivityType.KVALITETSARBETE, r"\bkvalitets-\s+(?:och|eller)\s+utvecklingsarbete\w*|\bkvalitetsarbete\w*"),
        (ActivityType.UTVECKLINGSARBETE, r"\butvecklingsarbete\w*"),
        (ActivityType.SKRIFTLIGT, r"\bskriftligt\s+(?:individuellt\s+)?arbete\w*"),
        (ActivityType.KURS, r"\bkurs(?:er|en|erna)?\b"),
        (ActivityType.AUSKULTATION, r"\bauskultation\w*"),
        (ActivityType.KONFERENS, r"\b\w*konferens\w*"),
        (ActivityType.MEDSITTNING, r"\bmedsittning\w*"),
        (ActivityType.REFLEKTION, r"\breflektion\w*"),
        (ActivityType.SAMMANKOMST, r"\bsammankomst\w*"),
        (ActivityType.SEMINARIUM, r"\bseminari\w*"),
        (ActivityType.SIMULERING, r"\bsimuler\w*"),
        (ActivityType.TEORI, r"\bteoretiska\s+studier\b"),
        (ActivityType.HANDLEDA, r"\bhandleda\b"),
        (ActivityType.UNDERVISA, r"\bundervis(?:a|ning)\b"),
        (ActivityType.VARDTEAM, r"\b(?:vård)?team(?:s?arbete\w*)|\bvårdteam\w*"),
    )
)
_OR = re.compile(r"\b(?:alternativt|eller)\b", re.IGNORECASE)
_UNFINISHED = re.compile(r"(?:[-\u2010\u00ad]|\b(?:och|eller|samt|alternativt|i|av|under|vid|en|ett))$")
_CERTIFICATE = re.compile(r"Intyg\b.*?\butfärdat av\s+(?P<who>.*)", re.DOTALL)
_ROLES = frozenset({"handledare", "kursledare", "studierektor", "verksamhetschef", "huvudansvarig handledare"})

Alternatives = frozenset[ActivityType]


class NotUnderstood(ValueError):
    """A phrase that is none of those known; ``str(error)`` is the phrase."""


def activities(lines: Sequence[str]) -> tuple[Alternatives, ...]:
    """The activities that the lines of a cell list, in their order; each a set of alternatives.

    Raises :class:`NotUnderstood`.
    """
    return tuple(dict.fromkeys(map(_alternatives, _items(lines))))


def _items(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines as items: one more begins with a capital where the one before is whole."""
    parts: list[list[str]] = []
    for line in lines:
        starts = line[:1].isupper() and not (parts and _UNFINISHED.search(parts[-1][-1]))
        if starts or not parts:
            parts.append([line])
        else:
            parts[-1].append(line)
    items: list[str] = []
    for text in map(joined, parts):
        if items and not _kinds(text):
            items[-1] = joined((items[-1], text))
        else:
            items.append(text)
    return tuple(items)


def _alternatives(item: str) -> Alternatives:
    pieces: list[set[ActivityType]] = [found for piece in _OR.split(_marked(item)) if (found := _kinds(piece))]
    if not pieces or any(len(kinds) != 1 for kinds in pieces):
        raise NotUnderstood(item)
    return frozenset(kind for kinds in pieces for kind in kinds)


def _marked(item: str) -> str:
    """The text in which an ``eller`` inside a name of one activity separates nothing."""
    return re.sub(r"(?<=- )eller(?=\s)", "och", item)


def names_activity(text: str) -> bool:
    """Whether a text names any activity."""
    return bool(_kinds(text))


def _kinds(text: str) -> set[ActivityType]:
    """The activities that a text names; a name inside a longer one is not told for itself."""
    found: set[ActivityType] = set()
    for kind, pattern in _WORDS:
        text, count = pattern.subn(" ", text)
        if count:
            found.add(kind)
    return found


def certified_by(lines: Sequence[str]) -> str:
    """Who certifies, as in the rule data: ``|`` is or, ``;`` is and. Raises :class:`NotUnderstood`."""
    parts: list[list[str]] = []
    for line in lines:
        if line.startswith("Intyg") or not parts:
            parts.append([line])
        else:
            parts[-1].append(line)
    return ";".join(dict.fromkeys(map(_who, map(joined, parts))))


def _who(text: str) -> str:
    match = _CERTIFICATE.fullmatch(text)
    roles = re.split(r"\s+(?:eller|alternativt)\s+", match["who"].strip(" .")) if match else []
    if not roles or not _ROLES.issuperset(roles):
        raise NotUnderstood(text)
    return "|".join(roles)


def written(groups: Iterable[Alternatives]) -> str:
    """Activities as the rule data writes them: ``kurs;auskultation|simulering``."""
    return ";".join("|".join(sorted(group)) for group in groups)
