"""What to do this month: the ten most important actions over all doctors.

Findings of one kind are one action for each doctor, and one for them all where more than a few have it. The strictest
level goes first, and with it what makes the traffic light red; then what is most overdue, then what concerns most
doctors. What recurs and falls due within the month comes last, and so do collisions of side rotations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from stexcel.findings import FileReport, Finding, Level
from stexcel.rules.months import add_months
from stexcel.rules.words import listing
from stexcel.status.model import Recurring, Resident
from stexcel.status.status import Action, Place, SupervisorRow, Timeline
from stexcel.status.views.lights import SUPERVISION, is_red, is_without_supervision
from stexcel.status.views.phrases import PHRASES
from stexcel.status.views.subjects import Subjects, place_of

MOST = 10
_SINGLE = 3
"""Doctors with the same kind of action who get a line each; more of them share one."""
_NAMED = 2
_MOST_DELMAL = 4
_RECURRING = {
    SUPERVISION: Recurring.SUPERVISION,
    "STX304": Recurring.KOLLEGIUM,
    "STX305": Recurring.RECONCILIATION,
    "STX310": Recurring.DEVELOPMENT,
    "STX203": Recurring.REVISION,
}
_Registered = Mapping[tuple[str, str, int], SupervisorRow]
"""Supervisors by file, sheet and row."""
_COMING = len(Level)
"""The rank of what is not due yet, after all levels."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An action that may be shown; ``kind`` is equal for those that may share a line."""

    rank: int
    kind: str
    action: Action

    @property
    def sort_key(self) -> tuple[object, ...]:
        one = self.action
        return (self.rank, -one.overdue_days, -len(one.doctors), self.kind, one.due or date.max, one.who.casefold())


def actions(subjects: Subjects, supervisors: Sequence[SupervisorRow], timeline: Timeline) -> tuple[Action, ...]:
    """The most important first, numbered from 1."""
    registered = _by_row(supervisors)
    found = [one for file in subjects.survey.report.files for one in _of_file(subjects, file, registered)]
    told = {(one.action.place.path, one.kind) for one in found}
    found += [one for resident in subjects.residents for one in _coming(subjects, resident, told)]
    found += _collisions(timeline)
    chosen = sorted(_together(found), key=lambda one: one.sort_key)[:MOST]
    return tuple(replace(one.action, number=number) for number, one in enumerate(chosen, 1))


def _of_file(subjects: Subjects, file: FileReport, registered: _Registered) -> Iterator[_Candidate]:
    """One candidate for each kind of finding, without mere remarks."""
    kinds: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in file.findings:
        if finding.level is not Level.INFO:
            whose = _supervisor(file, finding, registered)
            kinds[finding.code, whose.name if whose else ""].append(finding)
    for some in kinds.values():
        first = min(some, key=lambda one: one.level.rank)
        resident = subjects.survey.residents.get(file.document.path)
        if resident is not None:
            yield _of_resident(subjects, resident, first, some)
        else:
            yield _of_other(subjects, file, first, some, _supervisor(file, first, registered))


def _of_resident(subjects: Subjects, one: Resident, first: Finding, some: Sequence[Finding]) -> _Candidate:
    due = _due(one, first.code)
    late = max(0, (subjects.today - due).days) if due else 0
    name = subjects.doctor(one).name
    place = Place(one.path, first.sheet, first.cell)
    action = Action(
        0, name, _what(first, some), first.text, due, late, first.level, first.code, place, (name,), len(some) - 1
    )
    return _Candidate(_rank(subjects, one, first), first.code, action)


def _rank(subjects: Subjects, one: Resident, first: Finding) -> int:
    urgent = first.code == SUPERVISION and is_without_supervision(one, subjects.survey.thresholds)
    return Level.KRAV.rank if urgent or is_red(first) else first.level.rank


def _due(one: Resident, code: str) -> date | None:
    what = _RECURRING.get(code)
    due = one.due_of(what) if what else None
    return due.due if due else None


def _what(first: Finding, some: Sequence[Finding]) -> str:
    """The phrase for the code, with the delmål that it is about."""
    delmal = list(dict.fromkeys(one.delmal for one in some if one.delmal is not None))
    phrase = PHRASES[first.code]
    if not delmal:
        return phrase
    more = len(delmal) - _MOST_DELMAL
    return f"{phrase} ({listing([*delmal[:_MOST_DELMAL], f'{more} till'] if more > 0 else delmal)})"


def _of_other(
    subjects: Subjects, file: FileReport, first: Finding, some: Sequence[Finding], whose: SupervisorRow | None
) -> _Candidate:
    """An action about a supervisor, a unit, or a file that could not be read."""
    who = whose.name if whose else subjects.who(file.document)
    doctors = whose.residents if whose else ()
    place = Place(file.document.path, first.sheet, first.cell)
    action = Action(
        0, who, _what(first, some), first.text, None, 0, first.level, first.code, place, doctors, len(some) - 1
    )
    return _Candidate(first.level.rank, first.code, action)


def _supervisor(file: FileReport, finding: Finding, registered: _Registered) -> SupervisorRow | None:
    """The supervisor whom a finding in the unit's register is about: the one on whose row it stands."""
    if file.document.unit is None or finding.cell is None or finding.code[3] != "5":
        return None
    return registered.get((file.document.path, finding.cell.sheet, finding.cell.row))


def _by_row(supervisors: Sequence[SupervisorRow]) -> _Registered:
    """The supervisors of the registers by the rows of their names."""
    rows = [(one.place.path, one.place.cell, one) for one in reversed(supervisors) if one.registered]
    return {(path, cell.sheet, cell.row): one for path, cell, one in rows if cell is not None}


def _coming(subjects: Subjects, one: Resident, told: Set[tuple[str, str]]) -> Iterator[_Candidate]:
    """What recurs and falls due within a month, where no finding (``told``: path and code) speaks of it already."""
    name, today = subjects.doctor(one).name, subjects.today
    for code, what in _RECURRING.items():
        due = one.due_of(what)
        if due is None or due.due is None or not today <= due.due <= add_months(today, 1):
            continue
        if (one.path, code) in told:
            continue
        last = f"senast {due.last}" if due.last else "inte dokumenterat än"
        why = f"{what.value[:1].upper()}{what.value[1:]}: {last}."
        place = place_of(one.path, one.cell)
        level = Level.KRAV if what is Recurring.REVISION else Level.LOKAL
        action = Action(0, name, PHRASES[code], why, due.due, 0, level, code, place, (name,))
        yield _Candidate(_COMING, f"kommande {code}", action)


def _collisions(timeline: Timeline) -> Iterator[_Candidate]:
    first: Mapping[int, Place] = {number: bar.place for bar in reversed(timeline.bars) for number in bar.collisions}
    for one in timeline.collisions:
        why = f"Samtidigt på sidotjänstgöring {one.start} – {one.end}: {listing(one.doctors)}."
        what = f"stäm av att flera kan tas emot samtidigt på {one.where}"
        action = Action(
            0, listing(one.doctors), what, why, one.start, 0, Level.LOKAL, "", first[one.number], one.doctors
        )
        yield _Candidate(_COMING, f"krock {one.number}", action)


def _together(found: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """The candidates, those of one kind as one where more than a few have it."""
    kinds: dict[str, list[_Candidate]] = defaultdict(list)
    for one in found:
        kinds[f"{one.kind} {one.rank}"].append(one)
    for some in kinds.values():
        yield from some if len(some) <= _SINGLE else [_shared(sorted(some, key=lambda one: one.sort_key))]


def _shared(some: Sequence[_Candidate]) -> _Candidate:
    """One action for several; reason, day and place are those of the one who has waited longest."""
    first = some[0].action
    doctors = tuple(dict.fromkeys(doctor for one in some for doctor in one.action.doctors))
    who = list(dict.fromkeys(one.action.who for one in some))
    more = len(who) - _NAMED
    names = listing([*who[:_NAMED], f"{more} till"] if more > 0 else who)
    why = f"{who[0]}: {first.why}"
    action = replace(first, who=names, what=PHRASES[first.code], why=why, doctors=doctors, more=len(some) - 1)
    return replace(some[0], action=action)
