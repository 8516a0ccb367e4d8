"""Who supervises whom in a unit: what its registers and the IUPs that belong to it say, name by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from stexcel.document import Document
from stexcel.model import CellRef, Person
from stexcel.names import Likeness, Match, compare, match_name, person_key
from stexcel.rules.belonging import Belonging
from stexcel.rules.run_context import RunContext
from stexcel.unit import RegisteredDoctor, Supervisor, Unit


@dataclass(frozen=True, slots=True)
class Pairing:
    """A resident with the supervisor that one place names; ``document`` is the index of its file."""

    doctor: str
    supervisor: str
    cell: CellRef
    document: int
    specialty: str | None = None


@dataclass(frozen=True)
class Roster:
    """A unit with the IUPs that belong to it; ``people`` are the persons of the IUPs by their documents' indexes."""

    index: int
    unit: Unit
    people: tuple[tuple[int, Person], ...]
    today: date

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The supervisors' names in the order of the register."""
        return tuple(supervisor.name.value for supervisor in self.unit.supervisors)

    def find(self, name: str) -> Match:
        """The row of the register of supervisors that a name means."""
        return match_name(name, self.names)

    def meant(self, pairing: Pairing) -> int | None:
        """The row of the register of the supervisor whom a place surely means.

        In the unit's own workbook initials are enough where only one has the family name; in an IUP they are not.
        """
        match = self.find(pairing.supervisor)
        return match.near if pairing.document == self.index else match.certain

    @cached_property
    def pairings(self) -> tuple[Pairing, ...]:
        """Every place that says whose main supervisor somebody is, residents who have left apart."""
        told = (*self._of_supervisors(), *self._of_doctors(), *self.of_iups)
        return tuple(pairing for pairing in told if not pairing.doctor or not self.has_left(pairing.doctor))

    @cached_property
    def _gone(self) -> frozenset[tuple[str, ...]]:
        listed = [(person_key(doctor.name.value), has_left(doctor, self.today)) for doctor in self.unit.doctors]
        return frozenset(key for key, left in listed if left) - {key for key, left in listed if not left}

    def has_left(self, doctor: str) -> bool:
        """Whether the unit's list says that a resident is no longer there."""
        return person_key(doctor) in self._gone

    def _of_supervisors(self) -> Iterator[Pairing]:
        for supervisor in self.unit.supervisors:
            for doctor in supervisor.doctors:
                specialty = self._specialty_of(doctor.value)
                yield Pairing(doctor.value, supervisor.name.value, doctor.cell, self.index, specialty)

    def _of_doctors(self) -> Iterator[Pairing]:
        for doctor in self.unit.doctors:
            if doctor.supervisor is not None:
                specialty = doctor.specialty.value if doctor.specialty else self._specialty_of(doctor.name.value)
                cell = doctor.supervisor.cell
                yield Pairing(doctor.name.value, doctor.supervisor.value, cell, self.index, specialty)

    def _specialty_of(self, doctor: str) -> str | None:
        """The specialty that the only IUP with the very name is about."""
        key = person_key(doctor)
        told = [one for _, one in self.people if one.name is not None and person_key(one.name.value) == key]
        return told[0].specialty.value if len(told) == 1 and told[0].specialty else None

    @cached_property
    def of_iups(self) -> tuple[Pairing, ...]:
        """What the IUPs say."""
        return tuple(
            Pairing(
                person.name.value if person.name else "",
                person.supervisor.value,
                person.supervisor.cell,
                index,
                person.specialty.value if person.specialty else None,
            )
            for index, person in self.people
            if person.supervisor is not None
        )

    @cached_property
    def _residents(self) -> dict[tuple[str, ...], list[Pairing]]:
        found: dict[tuple[str, ...], list[Pairing]] = {}
        for pairing in self.pairings:
            meant = self.meant(pairing)
            if meant is not None:
                found.setdefault(person_key(self.names[meant]), []).append(pairing)
        return found

    def residents(self, supervisor: Supervisor) -> tuple[Pairing, ...]:
        """One pairing for each resident whose main supervisor this certainly is.

        Names that may be the same person's count once. A pairing that tells the resident's specialty goes before one
        that does not.
        """
        pairings = self._residents.get(person_key(supervisor.name.value), [])
        told = sorted(pairings, key=lambda pairing: pairing.specialty is None)
        kept: list[Pairing] = []
        for pairing in told:
            if pairing.doctor and not any(_may_be_same(pairing.doctor, other.doctor) for other in kept):
                kept.append(pairing)
        order = [pairing.doctor for pairing in pairings]
        return tuple(sorted(kept, key=lambda pairing: order.index(pairing.doctor)))

    @cached_property
    def main_supervisors(self) -> tuple[tuple[Supervisor, tuple[Pairing, ...]], ...]:
        """The supervisors who are mainly responsible for somebody, each person once, with their residents."""
        seen: set[tuple[str, ...]] = set()
        found: list[tuple[Supervisor, tuple[Pairing, ...]]] = []
        for supervisor in self.unit.supervisors:
            key = person_key(supervisor.name.value)
            residents = () if key in seen else self.residents(supervisor)
            seen.add(key)
            if residents:
                found.append((supervisor, residents))
        return tuple(found)

    def same(self, supervisor: Supervisor) -> tuple[Supervisor, ...]:
        """Every row of the register about one person."""
        key = person_key(supervisor.name.value)
        return tuple(other for other in self.unit.supervisors if person_key(other.name.value) == key)


def has_left(doctor: RegisteredDoctor, today: date) -> bool:
    """Whether the list says that a resident has left, or names a last day that has passed."""
    return doctor.left or (doctor.end is not None and doctor.end.value.end < today)


def _may_be_same(one: str, other: str) -> bool:
    return compare(one, other) is not Likeness.OTHER


def rosters(context: RunContext) -> Iterator[Roster]:
    """Every unit of a run."""
    return rosters_of(context.documents, context.belonging, context.today)


def rosters_of(documents: Sequence[Document], where: Belonging, today: date) -> Iterator[Roster]:
    """Every unit among the documents."""
    for index, members in where.members.items():
        unit = documents[index].unit
        if unit is not None:
            yield Roster(index, unit, _people(documents, members), today)


def _people(documents: Sequence[Document], members: Sequence[int]) -> tuple[tuple[int, Person], ...]:
    return tuple((index, iup.person) for index in members if (iup := documents[index].iup) is not None)
