"""The registers of people: supervisors, residents, and those who lead the training."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from stexcel.layout.person_values import regulation
from stexcel.layout.unit.content import Content, joined, unread
from stexcel.layout.unit.leaders import is_deputy, is_studierektor, with_tenure
from stexcel.layout.unit.people import people
from stexcel.layout.unit.rows import Row, rows_of
from stexcel.layout.unit.tables import Register
from stexcel.layout.unit.values import Placed
from stexcel.layout.unit.words import Fact, section_of
from stexcel.model import Note, Value
from stexcel.names import person_key
from stexcel.unit import RegisteredDoctor, Section, Studierektor, Supervisor

_SUBJECT = (Fact.NAME, Fact.SUPERVISOR)
_PURPOSE = (Fact.TRAINING, Fact.UPDATED, Fact.DOCTORS)
_OF_STUDIEREKTOR = (Fact.STUDIEREKTOR_TRAINING, Fact.TRAINING, Fact.DEPUTY, Fact.PERIOD)
_SUPERVISES = re.compile(r"handled(?!arutb)", re.IGNORECASE)
_ONLY_LEADS = re.compile(
    r"\W*(?:(?:st|stf|vice|v|bitr\w*|biträdande|ställföreträdande|tf|f\W?d|förre|tidigare|klinisk|lokal|andre|extra)\W+)*"
    r"(?:studierektor\w*|sr)(?:\W+(?:för )?(?:st|at|bt|ut)\w*)*\W*",
    re.IGNORECASE,
)
_HEAD = re.compile(r"(?:verksamhets|klinik|enhets|sektions|läkar)chef", re.IGNORECASE)
_RESIDENT = re.compile(r"\W*(?:st\W?läkare|läkare under|st\b)", re.IGNORECASE)


def read_supervisors(register: Register, names: Collection[str]) -> Content:
    """The register of supervisors; a row without a name goes on the one above.

    Where a column tells what function people have, the rows of others than supervisors are read as what they are.
    """
    notes: list[Note] = []
    parts: list[Content] = []
    current: Supervisor | None = None
    for row in rows_of(register, notes):
        name = row.name(*_SUBJECT)
        if name is None:
            if current is not None and _goes_on(row):
                current = replace(current, doctors=(*current.doctors, *_doctors(row)))
            elif row.cells(*_SUBJECT):
                notes.extend(_nameless(row))
            continue
        before, current = current, _read_supervisor(row, name, names)
        if before is not None and _is_repeated(before, current):
            current = replace(before, doctors=(*before.doctors, *current.doctors))
            continue
        parts += _supervisor(before)
        other, keep = _by_function(row, current)
        parts.append(other)
        current = current if keep else None
    parts += _supervisor(current)
    found = joined(parts)
    if not found.supervisors and not (found.studierektorer or found.doctors):
        empty = {} if register.rows else {Section.SUPERVISORS: register.cell}
        return Content(sections=empty, notes=tuple(notes))
    sure = any(register.columns(fact) for fact in _PURPOSE) or bool(register.columns(Fact.RESIDENT))
    sections = {Section.SUPERVISORS: register.cell, **found.sections}
    return replace(
        found,
        sections=sections,
        sure=frozenset({Section.SUPERVISORS} if sure else ()),
        notes=tuple(notes),
    )


def _is_repeated(before: Supervisor, row: Supervisor) -> bool:
    """Whether a row names the supervisor above once more, and nothing else but for whom."""
    told = (row.training, row.updated)
    return (
        person_key(before.name.value) == person_key(row.name.value)
        and not row.specialties
        and not any(one is not None and (one.has or one.text) for one in told)
    )


def _supervisor(one: Supervisor | None) -> list[Content]:
    return [] if one is None else [Content(supervisors=(one,))]


def _read_supervisor(row: Row, name: Value[str], names: Collection[str]) -> Supervisor:
    return Supervisor(
        name,
        row.specialty(names, Fact.SPECIALTY, Fact.SUPERVISOR_SPECIALTY),
        row.attested("handledarutbildning", Fact.TRAINING),
        row.attested("fortbildning", Fact.UPDATED),
        tuple(_doctors(row)),
        row.has_left,
    )


def _goes_on(row: Row) -> bool:
    """Whether a row says nothing but whom the supervisor above has."""
    doctors = {ref for _, ref in row.every(Fact.DOCTORS, Fact.RESIDENT)}
    filled = {row.register.view.ref(row.index, column) for column in row.register.filled(row.index)}
    return bool(doctors) and filled <= doctors


def _nameless(row: Row) -> Iterator[Note]:
    """A note on a row that has other facts but no name that can be read."""
    filled = row.register.filled(row.index)
    value, ref = row.cells(*_SUBJECT)[0]
    if len(filled) >= 2 and value is not None and isinstance(value, str) and section_of(value) is None:
        yield unread(f"”{value}” kan inte läsas som ett namn", ref)
    elif len(filled) >= 2 and value is None:
        yield unread("Raden har uppgifter men inget namn", row.cell)


def _doctors(row: Row) -> Iterator[Value[str]]:
    for value, ref in row.every(Fact.DOCTORS, Fact.RESIDENT):
        if not isinstance(value, str):
            continue
        found, rest = people(value)
        yield from (Value(name, value, ref) for name in found)
        row.notes.extend(unread(f"”{piece}” kan inte läsas som namnet på en ST-läkare", ref) for piece in rest)


def _by_function(row: Row, person: Supervisor) -> tuple[Content, bool]:
    """What the function of a person says beside that they supervise, and whether they do."""
    function = row.text(Fact.ROLE) or ""
    supervises = bool(person.doctors) or _SUPERVISES.search(function) is not None
    if is_studierektor(function):
        chosen = _of_row(row, Studierektor(person.name, person.specialty, person.training, deputy=is_deputy(function)))
        content = Content(studierektorer=(chosen,), sections={Section.STUDIEREKTOR: person.name.cell})
        return content, supervises or not _ONLY_LEADS.fullmatch(function)
    if _ONLY_LEADS.fullmatch(function):
        return Content(), supervises
    if _HEAD.search(function):
        return Content(head=person.name), supervises
    if _RESIDENT.match(function):
        doctor = RegisteredDoctor(person.name, person.specialty)
        return Content(doctors=(doctor,), sections={Section.DOCTORS: person.name.cell}), False
    return Content(), True


def read_doctors(register: Register, names: Collection[str]) -> Content:
    """The list of residents, with the supervisors that it tells more of than their names."""
    notes: list[Note] = []
    doctors: list[RegisteredDoctor] = []
    supervisors: list[Supervisor] = []
    for row in rows_of(register, notes):
        name = row.name(Fact.RESIDENT, Fact.NAME)
        if name is None:
            continue
        supervisor = row.name(Fact.SUPERVISOR)
        written = row.text(Fact.REGULATION)
        found = regulation(written) if written else None
        doctors.append(
            RegisteredDoctor(
                name,
                row.specialty(names, Fact.SPECIALTY) if row.text(Fact.SPECIALTY) else None,
                Value(found, written, row.cells(Fact.REGULATION)[0][1]) if found and written else None,
                row.day("Startdatum", Fact.START),
                supervisor,
                row.quiet_time(Fact.END),
                row.has_left,
            )
        )
        if supervisor is not None and register.columns(Fact.TRAINING):
            supervisors.append(_supervisor_beside(row, supervisor, name, names))
    if not doctors:
        return Content(sections={} if register.rows else {Section.DOCTORS: register.cell}, notes=tuple(notes))
    sections = {Section.DOCTORS: register.cell} | ({Section.SUPERVISORS: register.cell} if supervisors else {})
    sure = {Section.SUPERVISORS} if supervisors else set()
    if len(doctors) > 1 and register.columns(Fact.SUPERVISOR) and register.columns(Fact.START, Fact.REGULATION):
        sure.add(Section.DOCTORS)
    return Content(
        doctors=tuple(doctors),
        supervisors=tuple(_merged(supervisors)),
        sections=sections,
        sure=frozenset(sure),
        notes=tuple(notes),
    )


def _supervisor_beside(row: Row, name: Value[str], doctor: Value[str], names: Collection[str]) -> Supervisor:
    return Supervisor(
        name,
        row.specialty(names, Fact.SUPERVISOR_SPECIALTY),
        row.attested("handledarutbildning", Fact.TRAINING),
        row.attested("fortbildning", Fact.UPDATED),
        (doctor,),
    )


def _merged(supervisors: Sequence[Supervisor]) -> Iterator[Supervisor]:
    """One entry per supervisor where the rows are about residents."""
    by_key: dict[tuple[str, ...], list[Supervisor]] = {}
    for one in supervisors:
        by_key.setdefault(person_key(one.name.value), []).append(one)
    for same in by_key.values():
        told = [one for one in same if one.training is not None and one.training.has] or same
        yield replace(told[0], doctors=tuple(doctor for one in same for doctor in one.doctors))


def read_studierektor(register: Register, names: Collection[str]) -> Content:
    """A table with a studierektor in each row, or with several beside each other."""
    notes: list[Note] = []
    found: list[Studierektor] = []
    heads: list[Value[str]] = []
    for row in rows_of(register, notes):
        heads += [head] if (head := _head_of(row)) is not None else []
        found += _leaders_of(row, names)
    if not found:
        return Content(notes=tuple(notes))
    return Content(
        head=next(iter(heads), None),
        studierektorer=tuple(found),
        sections={Section.STUDIEREKTOR: register.cell},
        sure=frozenset({Section.STUDIEREKTOR} if register.columns(*_OF_STUDIEREKTOR) else ()),
        notes=tuple(notes),
    )


def _head_of(row: Row) -> Value[str] | None:
    """The head of the unit, under such a heading or by function."""
    if _HEAD.search(row.text(Fact.ROLE) or ""):
        return row.name(Fact.NAME)
    return row.name(Fact.HEAD)


def _leaders_of(row: Row, names: Collection[str]) -> Iterator[Studierektor]:
    function = row.text(Fact.ROLE)
    name = row.name(Fact.STUDIEREKTOR, Fact.NAME)
    if name is not None and not row.has_left and (function is None or is_studierektor(function)):
        chosen = Studierektor(
            name,
            row.specialty(names, Fact.SPECIALTY),
            row.attested("handledarutbildning", Fact.TRAINING),
            row.attested("studierektorsutbildning", Fact.STUDIEREKTOR_TRAINING),
            deputy=function is not None and is_deputy(function),
        )
        yield _of_row(row, chosen)
    deputy = row.name(Fact.DEPUTY)
    if deputy is not None:
        yield Studierektor(deputy, deputy=True)


def _of_row(row: Row, one: Studierektor) -> Studierektor:
    told = with_tenure(one, row.text(Fact.PERIOD))
    since, until = row.quiet_time(Fact.START), row.quiet_time(Fact.END)
    return replace(
        told,
        since=told.since or (since.value.start if since else None),
        until=told.until or (until.value.end if until else None),
    )


def placed_names(cell: Placed) -> tuple[Value[str], ...]:
    """Everybody that a cell names."""
    value, ref = cell
    found, _ = people(value) if isinstance(value, str) else ((), ())
    return tuple(Value(name, str(value), ref) for name in found)
