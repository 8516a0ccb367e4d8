"""What a heading says about its column: the roles, and the words that clinics use for them."""

import re
from enum import StrEnum
from functools import lru_cache

from stexcel.layout.text import fold, similarity
from stexcel.layout.vocabulary import words_of


class Role(StrEnum):
    """What the cells under a heading or beside a label mean; shown by ``inspect`` and saved in profiles."""

    DELMAL = "delmål"
    TITLE = "rubrik"
    ACTIVITY = "aktivitet"
    ASSESSMENT = "bedömning"
    PLANNED = "planerat"
    DONE = "uppnått"
    NOT_DONE = "ej uppnått"
    SIGNATURE = "signatur"
    CERTIFICATE = "intyg"
    PLACEMENT = "placering"
    COURSE = "kurs"
    NAME = "benämning"
    START = "från"
    END = "till"
    PERCENT = "procent"
    MONTHS = "längd"
    DATE = "datum"
    SUPERVISOR = "handledare"
    ASSESSOR = "bedömare"
    CHECKED = "avstämt"
    CONTENT = "innehåll"
    CHANGE = "ändring"
    KIND = "typ"
    COMMENT = "kommentar"
    PROVIDER = "anordnare"
    PLACE = "plats"
    RESPONSIBLE = "ansvarig"
    NEXT = "nästa"
    EXTENT = "omfattning"
    PROBLEM = "problem"
    MARKS = "kryss"
    CODE_MARKS = "kryss under delmål"
    TERM = "terminskolumn"
    IGNORED = "ignorerad"

    __hash__ = str.__hash__  # roles are looked up for every cell, and Enum's own hash is a Python function


_STRONG = 0.5
_SURE = 0.8
"""A heading this clear needs no help from what stands in brackets after it."""


def _lexicon() -> dict[str, tuple[tuple[Role, float], ...]]:
    phrases: dict[str, dict[Role, float]] = {}
    for name, phrase, weight in words_of("rubriker"):
        phrases.setdefault(fold(phrase).replace("/", " "), {})[Role(name)] = weight
    return {phrase: tuple(roles.items()) for phrase, roles in phrases.items()}


_LEXICON = _lexicon()
_BY_PREFIX: dict[str, tuple[str, ...]] = {
    prefix: tuple(phrase for phrase in _LEXICON if phrase[:4] == prefix)
    for prefix in {phrase[:4] for phrase in _LEXICON}
}
_MIN_FUZZY = 5
_FIRST_WORDS = {"typ": Role.KIND, "kategori": Role.KIND, "status": Role.DONE}
"""Words that say what a longer heading is about when they stand first: ``Typ av planerad aktivitet``."""
_ENDINGS = {"typ": Role.KIND, "status": Role.DONE, "benämning": Role.TITLE}
"""Last parts of compounds that say what they are about: ``Momenttyp``, ``Målstatus``."""
_FULFILLED = re.compile(
    r"klar(?:mark|t?datum)\w*|avbock\w*|avprick\w*|avklara[dt]\w*|uppnå(?:dd|tt|ende)\w*|uppfyll(?:d|t|else)\w*|"
    r"fullgj?or[dt]\w*|fullgörande\w*|slutför(?:d|t|ande)\w*"
)
"""Words for fulfilment that people make up: ``Klarmarkerad``, ``Uppfyllelsedatum``; not ``Uppfyller`` (a delmål)."""
_OF_GOAL = frozenset({"delmål", "delmålet", "mål", "målet", "är", "har"})
"""What ``Är delmålet uppfyllt`` and ``Delmålet godkänt`` say beside the word for fulfilment."""
Candidates = tuple[tuple[Role, float], ...]


@lru_cache(maxsize=16384)
def roles_of(text: str) -> Candidates:
    """The roles that a heading may name, best first, with a weight from 0 to 1; empty for what is no heading.

    The whole heading is looked up first; then the known words inside it, where the share of the heading that
    they cover lowers the weight; last a misspelt heading by likeness.
    """
    if len(text) > 70:
        return ()
    head, _, aside = text.replace("[", "(").replace("]", ")").partition("(")
    if not head.strip():
        head, aside = text, ""
    own = _roles_of_phrase(head)
    if (own and own[0][1] >= _SURE) or not aside:
        return own
    known = dict(own)
    for piece in aside.rstrip(") ").split("/"):
        for role, weight in _roles_of_phrase(piece):
            known[role] = max(known.get(role, 0.0), 0.9 * weight)
    if {Role.SIGNATURE, Role.DATE} <= known.keys():
        known[Role.DONE] = 1.0
    return tuple(sorted(known.items(), key=lambda pair: -pair[1]))


def is_known(text: str) -> bool:
    """Whether a heading is one of the known ones as it stands."""
    return " ".join(fold(text).replace("/", " ").split()) in _LEXICON


def _roles_of_phrase(text: str) -> Candidates:
    folded = fold(text).replace("/", " ")
    tokens = folded.split()
    if not tokens or len(tokens) > 8:
        return ()
    exact = _LEXICON.get(" ".join(tokens))
    if exact is not None:
        return tuple(sorted(exact, key=lambda pair: -pair[1]))
    if any(character.isdigit() for character in folded):
        return ()
    found: dict[Role, float] = {}
    for ending, role in _ENDINGS.items():
        if len(tokens) == 1 and folded.endswith(ending):
            found[role] = 0.9
    if tokens[0] in _FIRST_WORDS:
        found[_FIRST_WORDS[tokens[0]]] = 1.0
    _add_parts(tokens, found)
    _add_fulfilment(tokens, found)
    if not found and len(tokens) == 1 and _FULFILLED.fullmatch(folded):
        found[Role.DONE] = 0.8
    if not found and len(tokens) <= 3 and len(folded) >= _MIN_FUZZY:
        _add_misspelt(" ".join(tokens), found)
    return tuple(
        sorted(((role, weight) for role, weight in found.items() if weight >= _STRONG), key=lambda pair: -pair[1])
    )


def _add_fulfilment(tokens: list[str], found: dict[Role, float]) -> None:
    """Fulfilment asked for in a whole question, or as the day and the signature that attest it."""
    told = [token for token in tokens if token not in _OF_GOAL]
    of_goal = len(told) < len(tokens) and Role.DONE in dict(_LEXICON.get(" ".join(told), ()))
    if of_goal or {Role.DATE, Role.SIGNATURE} <= found.keys():
        found[Role.DONE] = 0.9


def _add_parts(tokens: list[str], found: dict[Role, float]) -> None:
    """Known phrases inside a longer heading; the words before the phrase weigh less than those after it."""
    total = sum(map(len, tokens))
    for first in range(len(tokens)):
        for last in range(len(tokens), first, -1):
            roles = _LEXICON.get(" ".join(tokens[first:last]))
            inside = first > 0 and last < len(tokens)
            if roles is None or (last - first == 1 and len(tokens[first]) < (5 if inside else 3)):
                continue
            share = sum(map(len, tokens[first:last])) / total
            position = 1.0 if first == 0 else 0.9
            for role, weight in roles:
                found[role] = max(found.get(role, 0.0), weight * position * (0.55 + 0.4 * share))
            break


def _add_misspelt(folded: str, found: dict[Role, float]) -> None:
    """The known phrase that a heading is most like, if it is like one at all."""
    alike = [(similarity(folded, phrase), phrase) for phrase in _near(folded)]
    best = max(alike, default=(0.0, ""))
    if best[0] >= 0.85:
        for role, weight in _LEXICON[best[1]]:
            found[role] = weight * best[0] * 0.9


def _near(folded: str) -> tuple[str, ...]:
    """Phrases that begin like the heading; misspellings seldom hit the first letters of a word."""
    return _BY_PREFIX.get(folded[:4], ()) or tuple(phrase for phrase in _LEXICON if phrase[:2] == folded[:2])


def best_role(text: str) -> Role | None:
    """The likeliest role of a heading."""
    roles = roles_of(text)
    return roles[0][0] if roles else None
