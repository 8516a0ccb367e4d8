"""How much of a unit's workbook was read, against a truth that somebody wrote without having seen the code.

A truth names the people with what the workbook says of them, the documents, the reviews, the actions and the findings.
Facts are pairs of what they are about and what is said; they are compared as sets.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stexcel.findings import FileReport
from stexcel.layout.times import period
from stexcel.model import Period
from stexcel.names import person_key
from stexcel.regelverk import Regelverk, match_specialty
from stexcel.unit import SPECIALTY_SEPARATOR, Attested, Supervisor, Unit
from tests.score import Score

Fact = tuple[object, ...]
Truth = dict[str, Any]


@dataclass(frozen=True)
class Compared:
    """The facts that were read and those that are true."""

    reported: frozenset[Fact]
    wanted: frozenset[Fact]

    @property
    def score(self) -> Score:
        """How many agree."""
        return Score(len(self.reported), len(self.wanted), len(self.reported & self.wanted))

    def __str__(self) -> str:
        extra, missing = sorted(map(str, self.reported - self.wanted)), sorted(map(str, self.wanted - self.reported))
        return f"för mycket {extra}, saknas {missing}"


def read_truth(path: Path) -> Truth:
    """The truth beside a workbook."""
    truth: Truth = json.loads(path.with_name(path.stem + ".truth.json").read_text(encoding="utf-8"))
    return truth


def compare_facts(unit: Unit, truth: Truth, regelverk: Regelverk) -> Compared:
    """What was read of the unit against what is there; rows that the truth calls optional count neither way."""
    specialties = _Specialties(regelverk)
    optional = {person_key(row["namn"]) for row in truth["handledare"] if row["valfri"]}
    left = {person_key(row["namn"]) for row in truth["st_lakare"] if row["slutat"]}
    asked = {(person_key(row["namn"]), fact) for row in truth["handledare"] for fact in _SAID if row[fact] is not None}
    asked_doctors = {(person_key(row["namn"]), fact) for row in truth["st_lakare"] for fact in _TOLD if row[fact]}
    wanted = frozenset(_wanted(truth, optional, left, specialties))
    reported = frozenset(
        fact
        for fact in _reported(unit, truth, specialties)
        if not (fact[0] in ("handledare", "st_lakare") and fact[1] in (optional if fact[0] == "handledare" else left))
        and not (fact[0] in _SAID and (fact[1] in optional or (fact[1], fact[0]) not in asked))
        and not (fact[0] in _TOLD and (fact[1] in left or (fact[1], fact[0]) not in asked_doctors))
    )
    return Compared(reported, wanted)


_SAID = ("specialitet", "utb", "utb_datum", "uppdaterad", "st")
_TOLD = ("start", "foreskrift", "hh")


class _Specialties:
    def __init__(self, regelverk: Regelverk) -> None:
        self.names = tuple(regelverk.specialties)

    def __call__(self, text: str) -> Fact:
        parts = [part.strip() for part in text.split(SPECIALTY_SEPARATOR) if part.strip()]
        return tuple(sorted(match_specialty(part, self.names) or part.casefold() for part in parts))


def _wanted(truth: Truth, optional: Set[Fact], left: Set[Fact], specialties: _Specialties) -> Iterator[Fact]:
    if truth["chef"]:
        yield "chef", person_key(truth["chef"])
    yield from (("studierektor", person_key(name)) for name in truth["studierektor"])
    for row in truth["handledare"]:
        key = person_key(row["namn"])
        if key not in optional:
            yield "handledare", key
            yield from _wanted_of_supervisor(row, key, specialties)
    for row in truth["st_lakare"]:
        key = person_key(row["namn"])
        if key not in left:
            yield "st_lakare", key
            yield from _wanted_of_doctor(row, key)
    for row in truth["styrdokument"]:
        if row["slag"]:
            yield "slag", row["slag"]
            yield "dokument", row["slag"], _span(row["datum"]) if row["datum"] else not row["saknas"]
    yield from (("granskning", _month(_written(when))) for when in truth["granskning"])
    for row in truth["handlingsplan"]:
        name = row["kriterium"] or _row_of(row["cell"])
        yield "åtgärd", name, row["klar"], _span(row["klart"]) if row["klart"] else None


def _wanted_of_supervisor(row: Truth, key: Fact, specialties: _Specialties) -> Iterator[Fact]:
    if row["specialitet"] is not None:
        yield "specialitet", key, specialties(row["specialitet"])
    if row["utb"] is not None:
        yield "utb", key, row["utb"]
    if row["utb_datum"] is not None:
        yield "utb_datum", key, _span(row["utb_datum"])
    if row["uppdaterad"] is not None:
        yield "uppdaterad", key, row["uppdaterad"] and _span(row["uppdaterad"])
    yield from (("st", key, person_key(name)) for name in row["st"] or ())


def _wanted_of_doctor(row: Truth, key: Fact) -> Iterator[Fact]:
    if row["start"]:
        yield "start", key, _month(_written(row["start"]))
    if row["foreskrift"]:
        yield "foreskrift", key, row["foreskrift"]
    if row["hh"]:
        yield "hh", key, person_key(row["hh"])


def _reported(unit: Unit, truth: Truth, specialties: _Specialties) -> Iterator[Fact]:
    if unit.head:
        yield "chef", person_key(unit.head.value)
    named = [one.name for one in (unit.studierektor, *unit.more_studierektorer) if one and one.name]
    yield from (("studierektor", person_key(name.value)) for name in named)
    for one in unit.supervisors:
        yield from _of_supervisor(one, specialties)
    for doctor in unit.doctors:
        key = person_key(doctor.name.value)
        yield "st_lakare", key
        if doctor.start:
            yield "start", key, _month(Period(doctor.start.value, doctor.start.value))
        if doctor.regulation:
            yield "foreskrift", key, "".join(re.findall(r"20\d\d", doctor.regulation.value)[:1])
        if doctor.supervisor:
            yield "hh", key, person_key(doctor.supervisor.value)
    wanted_kinds = {row["slag"] for row in truth["styrdokument"]}
    for document in unit.documents:
        for kind in document.kinds:
            yield "slag", kind.value
            if kind.value in wanted_kinds:
                yield "dokument", kind.value, _when(document.decided) if document.decided else True
    yield from (("granskning", _month(review.when) if review.when else None) for review in unit.reviews)
    for action in unit.actions:
        due = (action.due.value.start, action.due.value.end) if action.due else None
        yield "åtgärd", action.criterion or _row_of(str(action.cell)), action.done, due


def _of_supervisor(one: Supervisor, specialties: _Specialties) -> Iterator[Fact]:
    key = person_key(one.name.value)
    yield "handledare", key
    if one.specialty is not None:
        yield "specialitet", key, specialties(one.specialty.value)
    if one.training is not None:
        yield "utb", key, one.training.has
        if one.training.has and one.training.when is not None:
            yield "utb_datum", key, (one.training.when.start, one.training.when.end)
    if one.updated is not None:
        yield "uppdaterad", key, _when(one.updated)
    yield from (("st", key, person_key(doctor.value)) for doctor in one.doctors)


def _when(attested: Attested) -> object:
    return (attested.when.start, attested.when.end) if attested.has and attested.when else attested.has


def _span(text: str) -> object:
    found = _written(text)
    return found.start, found.end


def _written(text: str) -> Period:
    found = period(re.sub(r"(\d{4})-(VT|HT)", r"\2 \1", text))
    assert found is not None, text
    return found


def _month(when: Period) -> str:
    return when.start.isoformat()[:7]


def _row_of(cell: str) -> str:
    sheet, _, place = cell.partition("!")
    return f"{sheet}!{re.sub(r'[^0-9]', '', place)}"


def compare_findings(file: FileReport, truth: Truth) -> Compared:
    """The findings about the unit against those expected; one that the truth calls doubtful counts neither way.

    An expected finding is a code with words that its text or its place has.
    """
    left = [(code, words) for code, words in truth["fynd"]]
    doubtful = [(code, words) for code, words in truth["tveksamma"]]
    reported: set[Fact] = set()
    for finding in (one for one in file.findings if one.code.startswith("STX5")):
        told = f"{finding.text}|{_row_of(finding.place)}".casefold()
        says = _saying(finding.code, told)
        known = next(filter(says, left), None)
        if known is not None:
            left.remove(known)
            reported.add(known)
        elif not any(words == "*" and code == finding.code for code, words in doubtful) and not any(
            map(says, doubtful)
        ):
            reported.add((finding.code, finding.place, finding.text))
    return Compared(frozenset(reported), frozenset((code, words) for code, words in truth["fynd"]))


def _saying(code: str, told: str) -> Callable[[tuple[str, str]], bool]:
    return lambda expected: expected[0] == code and expected[1].casefold() in told


def wrong(compared: Iterable[tuple[str, Compared]]) -> str:
    """What disagrees, a line for each workbook."""
    return "\n".join(f"{name}: {one}" for name, one in compared if one.reported != one.wanted)
