"""What columns are whose headings do not tell: by what stands in them, and said where not even that tells."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from stexcel.layout.answers import is_answer
from stexcel.layout.person_values import regulation
from stexcel.layout.unit.content import doubtful
from stexcel.layout.unit.headings import Heading
from stexcel.layout.unit.people import people
from stexcel.layout.unit.tables import Register
from stexcel.layout.unit.values import is_blank, specialties_in, time_in
from stexcel.layout.unit.words import Fact
from stexcel.model import Note
from stexcel.names import person_key
from stexcel.unit import Section
from stexcel.workbook import Cell

_MOST = 0.6
"""Share of a column's values that have to be of a sort."""
_FEWEST = 2
_NAMES = {
    Section.SUPERVISORS: "handledare",
    Section.STUDIEREKTOR: "studierektor",
    Section.DOCUMENTS: "styrdokument",
    Section.REVIEWS: "externa granskningar",
    Section.ACTIONS: "åtgärder",
    Section.DOCTORS: "ST-läkare",
}
Test = Callable[[Cell], bool]


@dataclass(frozen=True)
class Known:
    """What the whole workbook is known to hold: official specialties, and the people of its registers by their keys."""

    specialties: Collection[str]
    residents: frozenset[tuple[str, ...]] = frozenset()
    supervisors: frozenset[tuple[str, ...]] = frozenset()


def known_people(registers: Iterable[Register], specialties: Collection[str]) -> Known:
    """The residents and supervisors whom the registers of a workbook name under headings of their own."""
    residents: set[tuple[str, ...]] = set()
    supervisors: set[tuple[str, ...]] = set()
    for register in registers:
        if register.section is Section.DOCTORS:
            residents |= _keys(register, Fact.RESIDENT, Fact.NAME)
            supervisors |= _keys(register, Fact.SUPERVISOR)
        elif register.section is Section.SUPERVISORS:
            supervisors |= _keys(register, Fact.NAME, Fact.SUPERVISOR)
            residents |= _keys(register, Fact.DOCTORS, Fact.RESIDENT)
    return Known(specialties, frozenset(residents), frozenset(supervisors))


def _keys(register: Register, *facts: Fact) -> set[tuple[str, ...]]:
    given, family = register.columns(Fact.GIVEN), register.columns(Fact.FAMILY)
    if Fact.NAME in facts and given and family:
        return {
            person_key(f"{register.value(row, given[0])} {register.value(row, family[0])}") for row in register.rows
        }
    cells = (register.value(row, column) for row in register.rows for column in register.columns(*facts))
    return {person_key(name) for value in cells if isinstance(value, str) for name in people(value)[0]}


def refined(register: Register, known: Known) -> Register:
    """The register with a meaning for every column whose contents tell it."""
    headings = list(register.headings)
    for index, heading in enumerate(headings):
        taken = {one.facts[0] for one in headings if one.facts}
        fact = _meaning(register, heading, taken, known)
        if fact is not None:
            headings[index] = replace(heading, facts=(fact,))
    return replace(register, headings=tuple(headings))


def _meaning(register: Register, heading: Heading, taken: Collection[Fact], known: Known) -> Fact | None:
    values = _values(register, heading)
    if not values:
        return None
    if register.section is Section.ACTIONS and heading.facts == (Fact.STATUS,):
        other = sum(one.facts == (Fact.STATUS,) for one in register.headings) > 1
        dates = other and Fact.DUE not in taken and _share(values, _is_time) >= _MOST
        return Fact.DUE if dates else None
    asked = [
        (fact, test)
        for fact, test, by_itself in _tests(register.section, known)
        if fact not in taken and (not heading.facts or (heading.facts == (Fact.OTHER,) and by_itself))
    ]
    return next((fact for fact, test in asked if len(values) >= _FEWEST and _share(values, test) >= _MOST), None)


def _tests(section: Section, known: Known) -> Iterator[tuple[Fact, Test, bool]]:
    """What a column of a register may hold, how that is seen, and whether it tells also under a heading of no use."""

    def is_specialty(value: Cell) -> bool:
        return isinstance(value, str) and bool(specialties_in(value, known.specialties))

    if section is Section.SUPERVISORS:
        yield Fact.SPECIALTY, is_specialty, True
        yield Fact.DOCTORS, _all_in(known.residents), False
    elif section is Section.DOCTORS:
        yield Fact.REGULATION, _is_regulation, True
        yield Fact.SPECIALTY, is_specialty, True
        yield Fact.SUPERVISOR, _all_in(known.supervisors), False
    elif section in (Section.DOCUMENTS, Section.REVIEWS):
        yield Fact.DATE, _is_time, False
    elif section is Section.ACTIONS:
        yield Fact.DUE, _is_time, False


def _all_in(keys: Collection[tuple[str, ...]]) -> Test:
    def test(value: Cell) -> bool:
        found = people(value)[0] if isinstance(value, str) else ()
        return bool(found) and all(person_key(name) in keys for name in found)

    return test


def _is_time(value: Cell) -> bool:
    return time_in(value) is not None


def _is_regulation(value: Cell) -> bool:
    return regulation(str(value)) is not None


def _share(values: Collection[Cell], test: Test) -> float:
    return sum(map(test, values)) / len(values)


def _values(register: Register, heading: Heading) -> list[Cell]:
    cells = (register.value(row, heading.column) for row in register.rows)
    return [value for value in cells if not is_blank(value) and not (isinstance(value, str) and not is_answer(value))]


def unknown_columns(register: Register) -> tuple[Heading, ...]:
    """The columns with contents of which nobody knows what they are."""
    return tuple(
        heading
        for heading in register.headings
        if not heading.facts and any(map(str.isalpha, heading.text)) and _values(register, heading)
    )


def notes_on(register: Register) -> Iterator[Note]:
    """A note on every such column, so that what is left out is told."""
    for heading in unknown_columns(register):
        what = (
            f"Kolumnen ”{' '.join(heading.text.split())}” i registret över {_NAMES[register.section]} känns inte igen"
        )
        yield doubtful(f"{what}, och är inte med i kontrollen", register.view.ref(register.header, heading.column))
