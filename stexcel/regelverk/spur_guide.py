"""How each criterion of the SPUR model is judged from files, and what the unit is asked about the rest."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

_FILE = Path(__file__).parent / "data" / "spur_bedomning.toml"


class Role(StrEnum):
    """Those whom inspectors talk to; the values are the keys of the data."""

    RESIDENT = "st_lakare"
    SUPERVISOR = "handledare"
    STUDIEREKTOR = "studierektor"
    HEAD = "chef"

    @property
    def words(self) -> str:
        """The role as users read it."""
        return _ROLE_WORDS[self]


_ROLE_WORDS = {
    Role.RESIDENT: "ST-läkare",
    Role.SUPERVISOR: "Handledare",
    Role.STUDIEREKTOR: "Studierektor",
    Role.HEAD: "Chef",
}


@dataclass(frozen=True, slots=True)
class Decisive:
    """A rule whose findings say that the criterion fails; ``when`` names a condition that narrows them down."""

    code: str
    when: str | None = None


@dataclass(frozen=True)
class Guide:
    """What the data say of one criterion, in our own words.

    ``against`` are rules whose findings keep the criterion from being fulfilled but do not decide it, ``notes`` those
    that are only worth knowing. ``needed`` are the rules that have to have been checked before it can be fulfilled.
    ``evidence`` names what in the files shows it; ``None`` where no file can. ``shows`` says what is seen of one
    doctor, as the end of a sentence; where there is none, IUP files can support the criterion but not settle it.
    ``area`` is the ability that findings of STX308 have to be about, ``delmal`` those that any finding about a delmål
    has to be about. ``measure`` names a number of the unit that belongs to the criterion. ``closed`` is when the action
    is done, which only people can tell where ``manual`` is set.
    """

    criterion: str
    question: str
    action: str
    closed: str
    interview: Mapping[Role, tuple[str, ...]]
    decisive: tuple[Decisive, ...] = ()
    against: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    evidence: str | None = None
    shows: str | None = None
    area: str | None = None
    delmal: tuple[str, ...] = ()
    measure: str | None = None
    manual: bool = False

    @property
    def decisive_codes(self) -> tuple[str, ...]:
        """The codes of the decisive rules, each once."""
        return tuple(dict.fromkeys(one.code for one in self.decisive))

    @property
    def codes(self) -> tuple[str, ...]:
        """Every rule that speaks of the criterion, the decisive ones first."""
        return tuple(dict.fromkeys((*self.decisive_codes, *self.against, *self.notes)))


@cache
def load_guides() -> Mapping[str, Guide]:
    """The bundled guides by the ids of their criteria."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return MappingProxyType({criterion: _guide(criterion, table) for criterion, table in data.items()})


def _guide(criterion: str, table: Mapping[str, object]) -> Guide:
    decisive = tuple(Decisive(row["kod"], row.get("nar")) for row in _rows(table.get("avgor")))
    return Guide(
        criterion=criterion,
        question=_text(table, "fraga"),
        action=_text(table, "atgard"),
        closed=_text(table, "avslutas"),
        decisive=decisive,
        against=_texts(table.get("mot")),
        notes=_texts(table.get("upplyser")),
        needed=_texts(table.get("kontroll")) or tuple(dict.fromkeys(one.code for one in decisive)),
        evidence=_text(table, "styrker") or None,
        shows=_text(table, "visar") or None,
        area=_text(table, "omrade") or None,
        delmal=_texts(table.get("delmal")),
        measure=_text(table, "matt") or None,
        manual=table.get("manuell") is True,
        interview=_interview(table.get("intervju")),
    )


def _text(table: Mapping[str, object], key: str) -> str:
    found = table.get(key, "")
    return found if isinstance(found, str) else ""


def _texts(found: object) -> tuple[str, ...]:
    return tuple(str(one) for one in found) if isinstance(found, list) else ()


def _rows(found: object) -> Sequence[Mapping[str, str]]:
    return found if isinstance(found, list) else ()


def _interview(found: object) -> Mapping[Role, tuple[str, ...]]:
    table = found if isinstance(found, dict) else {}
    return MappingProxyType({role: _texts(table[role.value]) for role in Role if role.value in table})
