"""What a new IUP holds before anyone has written in it: the delmål, and what is known of the resident."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from stexcel.codes import GROUPS, HSLF_2021, group_of
from stexcel.regelverk import Malbeskrivning, Regelverk, Requirement, SpecialtyKind
from stexcel.rules.months import REQUIRED_MONTHS
from stexcel.rules.words import any_of, listing

BT_COUNT = 18
"""Delmål of bastjänstgöringen, which no målbeskrivning of a specialty lists."""
_READ_YOURSELF = "Läs i målbeskrivningen."
_CERTIFIERS = {"handledare": "handledare", "kursledare|handledare": "kursledare eller handledare"}


@dataclass(frozen=True)
class Doctor:
    """What is known of the resident; ``percent`` is whole percent of full time."""

    name: str | None = None
    start: date | None = None
    end: date | None = None
    percent: int | None = None
    supervisor: str | None = None
    studierektor: str | None = None
    head: str | None = None
    unit: str | None = None


@dataclass(frozen=True)
class Goal:
    """A row for one delmål: ``needs`` is what the målbeskrivning requires, a line each; ``help`` what else it says.

    A row without a code is one for a delmål that the clinic writes itself.
    """

    group: str
    code: str = ""
    title: str = ""
    needs: str = ""
    help: str = ""


class Extent(NamedTuple):
    """How many c-delmål a specialty has, and its shortest training in months; 0 where the regulation sets none."""

    c_goals: int
    months: int


@dataclass(frozen=True)
class Content:
    """All that is written in a new workbook. ``extents`` are those of every specialty that can be chosen."""

    regulation: str
    goals: tuple[Goal, ...]
    extents: Mapping[str, Extent]
    specialty: str | None = None
    doctor: Doctor = Doctor()

    @property
    def months(self) -> int:
        """The shortest training, in months of full time; that of a base specialty while none is chosen."""
        extent = self.extents.get(self.specialty or "")
        return REQUIRED_MONTHS[self.regulation] if extent is None else extent.months

    @property
    def has_bt(self) -> bool:
        """Whether bastjänstgöringen is part of the training."""
        return self.regulation == HSLF_2021

    def group(self, name: str) -> tuple[Goal, ...]:
        """The rows of a goal group."""
        return tuple(goal for goal in self.goals if goal.group == name)


def for_doctor(malbeskrivning: Malbeskrivning, doctor: Doctor, regelverk: Regelverk) -> Content:
    """The content of one resident's workbook."""
    regulation = malbeskrivning.regulation
    goals = tuple(map(_goal, malbeskrivning.requirements.values()))
    return Content(regulation, goals, _extents(regulation, regelverk), malbeskrivning.specialty, doctor)


def for_anyone(regulation: str, regelverk: Regelverk) -> Content:
    """The content of a template for every specialty.

    It holds the delmål that nearly all of them have. The specialties have different numbers of c-delmål, so those that
    all have get their codes, and the rest get empty rows.
    """
    everyone = [one for name in regelverk.specialties if (one := regelverk.malbeskrivning(regulation, name))]
    widest = max(everyone, key=lambda one: len(one.codes_in("b")))
    common = [widest.requirements[code] for group in "ab" for code in widest.codes_in(group)]
    extents = _extents(regulation, regelverk)
    numbered = min((one.codes_in("c") for one in everyone), key=len)
    spare = max(extent.c_goals for extent in extents.values()) - len(numbered)
    clinics = [Goal("c", code) for code in numbered] + [Goal("c")] * spare
    return Content(regulation, (*map(_goal, common), *clinics), extents)


def bt_goals() -> tuple[Goal, ...]:
    """Rows for bastjänstgöringen."""
    return tuple(Goal("", f"BT{number}") for number in range(1, BT_COUNT + 1))


def _extents(regulation: str, regelverk: Regelverk) -> dict[str, Extent]:
    """The extents by specialty; only base specialties have a shortest time."""
    found = {name: regelverk.malbeskrivning(regulation, name) for name in sorted(regelverk.specialties)}
    return {
        name: Extent(
            len(one.codes_in(GROUPS[-1])),
            REQUIRED_MONTHS[regulation] if regelverk.specialties[name].kind is SpecialtyKind.BASE else 0,
        )
        for name, one in found.items()
        if one is not None
    }


def _goal(requirement: Requirement) -> Goal:
    needs = [_sentence(any_of(types)) for types in requirement.required]
    needs += [_READ_YOURSELF] if requirement.is_unverified else []
    return Goal(group_of(requirement.code), requirement.code, requirement.title, "\n".join(needs), _help(requirement))


def _help(requirement: Requirement) -> str:
    """What is recommended, and who certifies."""
    recommended = listing([any_of(types) for types in requirement.recommended])
    certified = "; ".join(_CERTIFIERS.get(one, one) for one in requirement.certified_by.split(";") if one)
    lines = [f"Rekommenderas: {recommended}."] if recommended else []
    lines += [f"Intygas av: {certified}."] if certified else []
    return "\n".join(lines)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
