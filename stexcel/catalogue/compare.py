"""An official målbeskrivning beside the rows that apply so far: what agrees, what differs, what is new or gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from stexcel import codes
from stexcel.catalogue.model import Official, OfficialDelmal
from stexcel.model import ActivityType
from stexcel.regelverk import Malbeskrivning, Regelverk, Requirement
from stexcel.rules.words import any_of, listing


class Kind(StrEnum):
    """What the document says of a row, in Swedish."""

    SAME = "stämmer"
    CHANGED = "ändras"
    NEW = "tillkommer"
    GONE = "utgår"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs, in Swedish: what it is, how it was and how the document has it."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to the row of a delmål; ``pages`` are empty for one that the document does not have."""

    code: str
    kind: Kind
    pages: tuple[int, ...] = ()
    differences: tuple[Difference, ...] = ()


def compare(official: Official, regelverk: Regelverk) -> tuple[Change, ...]:
    """What the document changes in the rows of its specialty, in the order of the codes."""
    known = regelverk.malbeskrivning(official.regulation, official.specialty)
    changes = [_change(known, one) for one in official.delmal.values()]
    changes += [Change(code, Kind.GONE) for code in gone(official, known)]
    return tuple(sorted(changes, key=lambda change: codes.sort_key(change.code)))


def gone(official: Official, known: Malbeskrivning | None) -> tuple[str, ...]:
    """The codes that do not apply according to the document; none where it does not list those that do."""
    if known is None or not official.listed:
        return ()
    return tuple(code for code in known.requirements if code not in official.listed)


def _change(known: Malbeskrivning | None, one: OfficialDelmal) -> Change:
    row = known.requirements.get(one.code) if known else None
    if row is None:
        return Change(one.code, Kind.NEW, one.pages)
    differences = tuple(_differences(row, one))
    return Change(one.code, Kind.CHANGED if differences else Kind.SAME, one.pages, differences)


def _differences(row: Requirement, one: OfficialDelmal) -> Iterator[Difference]:
    """The order in which activities and certificates are listed makes no difference."""
    if one.title != row.title:
        yield Difference("rubrik", row.title or "ingen", one.title or "ingen")
    if frozenset(one.required) != frozenset(row.required):
        yield Difference("krav", _activities(row.required), _activities(one.required))
    if frozenset(one.recommended) != frozenset(row.recommended):
        yield Difference("allmänna råd", _activities(row.recommended), _activities(one.recommended))
    if _roles(one.certified_by) != _roles(row.certified_by):
        yield Difference("intyg av", _people(row.certified_by), _people(one.certified_by))
    if row.competence and one.competence != row.competence:
        yield Difference("kompetenskrav", "tidigare lydelse", "ny lydelse")


def _activities(groups: tuple[frozenset[ActivityType], ...]) -> str:
    return listing([any_of(group) for group in groups]) or "inga"


def _roles(text: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(part.split("|")) for part in text.split(";"))


def _people(text: str) -> str:
    return listing([part.replace("|", " eller ") for part in text.split(";") if part]) or "okänt"
