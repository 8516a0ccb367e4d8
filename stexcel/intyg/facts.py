"""The facts that forms ask for, under the names that mappings use, and what a certificate's activity says of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from stexcel.intyg.model import Doctor, Kind, Work
from stexcel.layout.personal_ids import HIDDEN


class Fact(StrEnum):
    """What a field may ask for. Those of :data:`BY_HAND` are never filled in."""

    NAME = "namn"
    GIVEN_NAME = "fornamn"
    FAMILY_NAME = "efternamn"
    PERSONAL_ID = "personnummer"
    SPECIALTY = "specialitet"
    REGULATION = "foreskrift"
    DELMAL = "delmal"
    ACTIVITY = "aktivitet"
    PLACE = "tjanstestalle"
    PERIOD = "period"
    FIRST_DAY = "fran"
    LAST_DAY = "till"
    PERCENT = "omfattning"
    SUPERVISOR = "handledare"
    STUDIEREKTOR = "studierektor"
    HEAD = "verksamhetschef"
    UNIT = "enhet"
    SUPERVISOR_SPECIALTY = "handledares_specialitet"
    SUPERVISOR_PLACE = "handledares_tjanstestalle"
    STUDIEREKTOR_PLACE = "studierektors_tjanstestalle"
    COURSE_LEADER = "kursledare"
    ORGANISER = "arrangor"
    DESCRIPTION = "beskrivning"
    FULFILLED = "uppfyllt"
    SIGNATURE = "underskrift"
    SIGNED_ON = "underskriftsdatum"
    SIGNER = "namnfortydligande"
    TOWN = "ort"
    CONTACT = "kontakt"
    TITLE = "titel"


BY_HAND: Mapping[Fact, str] = {
    Fact.SUPERVISOR_SPECIALTY: "står inte i IUP",
    Fact.SUPERVISOR_PLACE: "står inte i IUP",
    Fact.STUDIEREKTOR_PLACE: "står inte i IUP",
    Fact.COURSE_LEADER: "står inte i IUP",
    Fact.ORGANISER: "står inte i IUP",
    Fact.DESCRIPTION: "skrivs av den som intygar",
    Fact.FULFILLED: "kryssas av den som intygar",
    Fact.SIGNATURE: "skrivs under för hand",
    Fact.SIGNED_ON: "skrivs vid underskriften",
    Fact.SIGNER: "skrivs av den som intygar",
    Fact.TOWN: "skrivs vid underskriften",
    Fact.CONTACT: "står inte i IUP",
    Fact.TITLE: "står inte i IUP",
}
"""Facts that the program leaves to those who certify, and why."""

_PLACED = (Kind.PLACEMENT, Kind.AUSCULTATION)
_TWO = 2


@dataclass(frozen=True, slots=True)
class Content:
    """What a form is filled in with: each fact that is known, and for the others why it is not.

    ``delmal`` are the codes one by one, for forms that have a box or a field for each.
    """

    values: Mapping[Fact, str]
    lacking: Mapping[Fact, str]
    delmal: tuple[str, ...]


def content(doctor: Doctor, work: Work, personal_id: str | None = None) -> Content:
    """What is known for the form about a work; nothing is taken from elsewhere than the IUP and the command line."""
    known: dict[Fact, str | None] = {
        **_of_doctor(doctor, personal_id),
        **_of_work(doctor, work),
    }
    lacking = {fact: _WHY.get(fact, "står inte i IUP") for fact, value in known.items() if not value}
    if work.kind not in _PLACED:
        lacking |= {Fact.PLACE: "platsen står inte i IUP"}
    values = {fact: _without_hidden(value) for fact, value in known.items() if value}
    return Content(values, {**BY_HAND, **lacking}, work.delmal)


def _without_hidden(text: str) -> str:
    """The text without what stands for a personal number in a cell of the IUP."""
    return " ".join(text.replace(HIDDEN, " ").split())


_WHY = {
    Fact.PERSONAL_ID: "lämnas tomt om det inte anges med --personnummer",
    Fact.DELMAL: "inget delmål är kopplat i IUP",
    Fact.PERIOD: "tiden står inte i IUP",
    Fact.FIRST_DAY: "startdagen står inte i IUP",
    Fact.LAST_DAY: "slutdagen står inte i IUP",
    Fact.PERCENT: "omfattningen står inte i IUP",
    Fact.SUPERVISOR: "handledaren står inte i IUP",
    Fact.GIVEN_NAME: "det framgår inte säkert vad som är förnamn",
    Fact.FAMILY_NAME: "det framgår inte säkert vad som är efternamn",
}


def _of_doctor(doctor: Doctor, personal_id: str | None) -> Mapping[Fact, str | None]:
    given, family = _parts(doctor.name or "")
    return {
        Fact.NAME: doctor.name,
        Fact.GIVEN_NAME: given,
        Fact.FAMILY_NAME: family,
        Fact.PERSONAL_ID: personal_id,
        Fact.SPECIALTY: doctor.specialty,
        Fact.REGULATION: doctor.regulation,
        Fact.STUDIEREKTOR: doctor.studierektor,
        Fact.HEAD: doctor.head,
        Fact.UNIT: doctor.unit,
    }


def _parts(name: str) -> tuple[str | None, str | None]:
    """Given and family name, where the name is of just two words in the usual order."""
    words = name.split()
    return (words[0], words[1]) if len(words) == _TWO and "," not in name else (None, None)


def _of_work(doctor: Doctor, work: Work) -> Mapping[Fact, str | None]:
    whole = work.kind is Kind.COMPETENCE
    placed = work.kind in _PLACED
    place = ", ".join(dict.fromkeys(one for one in (work.name, work.site) if one))
    return {
        Fact.DELMAL: ", ".join(work.delmal),
        Fact.ACTIVITY: None if whole else work.name,
        Fact.PLACE: place if placed else work.site,
        Fact.PERIOD: work.period,
        Fact.FIRST_DAY: work.start.isoformat() if work.start else None,
        Fact.LAST_DAY: work.end.isoformat() if work.end else None,
        Fact.PERCENT: f"{work.percent} %" if work.percent is not None else None,
        Fact.SUPERVISOR: work.supervisor if work.kind is Kind.PLACEMENT else work.supervisor or doctor.supervisor,
    }
