"""Whose IUPs are to be written: what a person's TOML, a unit's table or its own workbook says of each resident."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from stexcel.config.nearest import nearest
from stexcel.days import strange_day
from stexcel.fill.errors import FillError
from stexcel.fill.template.content import Doctor
from stexcel.layout.person_values import percent, regulation
from stexcel.layout.personal_ids import has_personal_id
from stexcel.layout.times import period
from stexcel.regelverk import Malbeskrivning, Regelverk, match_specialty

NAME, SPECIALTY, REGULATION, START, END, PERCENT = "namn", "specialitet", "foreskrift", "start", "slut", "procent"
SUPERVISOR, STUDIEREKTOR, HEAD, UNIT = "handledare", "studierektor", "chef", "enhet"
KEYS = (NAME, SPECIALTY, REGULATION, START, END, PERCENT, SUPERVISOR, STUDIEREKTOR, HEAD, UNIT)
"""What can be said of a resident, in the words of the TOML file."""
REQUIRED = (NAME, SPECIALTY, REGULATION)

Stated = str | int | date
_FULL_TIME = 100


@dataclass(frozen=True)
class Record:
    """What a file says of one resident, by :data:`KEYS`; ``where`` is its place in the file, for messages.

    ``remarks`` is what it says that cannot be used, as Swedish sentences without the place.
    """

    where: str
    values: Mapping[str, Stated]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Records:
    """All that a file says; ``remarks`` are Swedish sentences about what was left out, and ``faults`` about errors."""

    records: tuple[Record, ...] = ()
    remarks: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Resident:
    """One resident whose IUP is to be written.

    ``remarks`` are Swedish sentences about what was said of the resident but has to be written by hand.
    """

    name: str
    malbeskrivning: Malbeskrivning
    doctor: Doctor
    where: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class People:
    """The residents in the order of the file, and what was left out of it, as Swedish sentences."""

    residents: tuple[Resident, ...]
    remarks: tuple[str, ...] = ()


class PeopleError(FillError):
    """A file about residents that cannot be used; ``reasons`` has a Swedish sentence for every fault in it."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("\n".join(self.reasons))


def as_people(path: Path, found: Records, regelverk: Regelverk, otherwise: Mapping[str, Stated]) -> People:
    """The residents that a file tells of; :class:`PeopleError` with every fault at once where anything is wrong.

    ``otherwise`` is what holds for those of whom the file does not say it.
    """
    faults = list(found.faults)
    residents: list[Resident] = []
    for stated in found.records:
        record = replace(stated, values={**otherwise, **stated.values})
        wrong = _faults(record, regelverk)
        faults += [f"{path.as_posix()}, {record.where}: {one}" for one in wrong]
        if not wrong:
            residents.append(_resident(record, regelverk))
    if not faults and not residents:
        faults = [f"{path.as_posix()}: filen har ingen ST-läkare. Skriv minst namn, specialitet och föreskrift."]
    if faults:
        raise PeopleError(faults)
    return People(tuple(residents), found.remarks)


def _resident(record: Record, regelverk: Regelverk) -> Resident:
    values = record.values
    specialty = match_specialty(_text(values, SPECIALTY), tuple(regelverk.specialties))
    found = regelverk.malbeskrivning(regulation(_text(values, REGULATION)) or "", specialty or "")
    assert found is not None  # the record has no faults
    doctor = Doctor(
        name=_text(values, NAME),
        start=_day(values.get(START)),
        end=_day(values.get(END)),
        percent=_share(values.get(PERCENT)),
        supervisor=_text(values, SUPERVISOR) or None,
        studierektor=_text(values, STUDIEREKTOR) or None,
        head=_text(values, HEAD) or None,
        unit=_text(values, UNIT) or None,
    )
    return Resident(_text(values, NAME), found, doctor, record.where, record.remarks)


def _faults(record: Record, regelverk: Regelverk) -> list[str]:
    """Everything that is wrong with what is said of one resident, as Swedish sentences."""
    values = record.values
    if any(has_personal_id(str(value)) for value in values.values()):
        return ["här står ett personnummer, som aldrig förs över till ett IUP. Ta bort det."]
    faults = [f"{_NAMED[key]} saknas. Skriv till exempel {_EXAMPLES[key]}." for key in REQUIRED if key not in values]
    if any(map(str.isdigit, _text(values, NAME))):
        faults.append("namnet har siffror i sig. Skriv bara för- och efternamn.")
    faults += _programme_faults(values, regelverk)
    faults += [
        f"{_NAMED[key]} ”{values[key]}” är ingen dag. Skriv den som 2026-09-01."
        for key in (START, END)
        if key in values and _day(values[key]) is None
    ]
    days = [day for key in (START, END) if (day := _day(values.get(key))) is not None]
    faults += [strange for day in days if (strange := strange_day(day))]
    if len(days) > 1 and days[0] > days[1]:
        faults.append(f"slutet {days[1]} är före starten {days[0]}. Rätta den dag som är fel.")
    if PERCENT in values and _share(values[PERCENT]) is None:
        faults.append(
            f"tjänstgöringsgraden ”{values[PERCENT]}” ska vara hela procent från 1 till 100, till exempel 80."
        )
    return faults


def _programme_faults(values: Mapping[str, Stated], regelverk: Regelverk) -> list[str]:
    """What is wrong with specialty and regulation, where they are given."""
    names = tuple(regelverk.specialties)
    faults: list[str] = []
    specialty = match_specialty(_text(values, SPECIALTY), names)
    if specialty is None and SPECIALTY in values:
        near = nearest(_text(values, SPECIALTY), names)
        meant = f"Menade du {near}?" if near else "Skriv det officiella namnet, till exempel Reumatologi."
        faults.append(f"specialiteten ”{values[SPECIALTY]}” finns inte. {meant}")
    rules = regulation(_text(values, REGULATION))
    if rules is None and REGULATION in values:
        faults.append(f"föreskriften ”{values[REGULATION]}” finns inte. Skriv 2015 eller 2021.")
    if specialty is not None and rules is not None and regelverk.malbeskrivning(rules, specialty) is None:
        faults.append(f"{specialty} har ingen målbeskrivning enligt {rules} i regelverket. Rätta ett av dem.")
    return faults


_NAMED = {
    NAME: "namnet",
    SPECIALTY: "specialiteten",
    REGULATION: "föreskriften",
    START: "starten",
    END: "slutet",
}
_EXAMPLES = {
    NAME: "Eva Ek",
    SPECIALTY: "Reumatologi, eller ange --specialty för alla",
    REGULATION: "2021, eller ange --regulation för alla",
}


def _text(values: Mapping[str, Stated], key: str) -> str:
    return " ".join(str(values.get(key, "")).split())


def _day(value: Stated | None) -> date | None:
    """The one day that a value names."""
    if isinstance(value, date):
        return value
    found = period(value) if isinstance(value, str) else None
    return found.start if found is not None and found.is_day else None


def _share(value: Stated | None) -> int | None:
    """Whole percent of full time that somebody can have; ``1`` is full time, as in a cell."""
    if value is None or isinstance(value, date):
        return None
    found = percent(value)
    return found if found is not None and 0 < found <= _FULL_TIME else None
