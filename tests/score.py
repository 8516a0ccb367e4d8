"""The project's own measure of what was read and found against an example's ground truth.

Every measure compares two sets, such as the pairs (delmål, method): how many of those reported are right
(precision), how many of those wanted are reported (recall), and both in one number (F1). A fact that the
truth calls debatable counts neither for nor against.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from stexcel.findings import FileReport
from stexcel.model import OTHER_METHOD, Delmal, Iup, Person

Truth = Mapping[str, Any]
Fact = tuple[str | None, ...]

JUDGED = (
    frozenset({"STX005", "STX203", "STX204", "STX205"})
    | {f"STX1{number:02d}" for number in range(1, 11)}
    | {f"STX40{number}" for number in range(1, 6)}
)
"""The findings that the truth files list."""
_OF_FILE = JUDGED - {f"STX1{number:02d}" for number in range(1, 10)}
"""Those that are given once per file, so that a delmål in them does not matter."""
_EVERY = "*"


@dataclass(frozen=True, slots=True)
class Score:
    """How many facts were reported, how many were wanted, and how many were both."""

    reported: int = 0
    wanted: int = 0
    right: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.reported + other.reported, self.wanted + other.wanted, self.right + other.right)

    @property
    def precision(self) -> float:
        """The share of the reported facts that are right; 1 where nothing was reported."""
        return self.right / self.reported if self.reported else 1.0

    @property
    def recall(self) -> float:
        """The share of the wanted facts that were reported; 1 where nothing was wanted."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        total = self.reported + self.wanted
        return 2 * self.right / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """The facts of one measure in one file."""

    reported: Set[Fact]
    wanted: Set[Fact]

    @property
    def score(self) -> Score:
        return Score(len(self.reported), len(self.wanted), len(self.reported & self.wanted))

    def __str__(self) -> str:
        missing, extra = self.wanted - self.reported, self.reported - self.wanted
        return f"missing {sorted(missing, key=str)}, too much {sorted(extra, key=str)}"


def compare(report: FileReport, truth: Truth) -> dict[str, Comparison]:
    """Every measure of one file, by name."""
    iup = report.document.iup or Iup()
    return {
        name: Comparison(set(reported(iup.specialty_delmal)), set(wanted(truth["delmal"])))
        for name, (reported, wanted) in _OF_DELMAL.items()
    } | {
        "person": Comparison(set(_person_read(iup.person, truth)), set(_person_wanted(truth))),
        "findings": _findings(report, truth),
    }


_Read = Callable[[Mapping[str, Delmal]], Iterator[Fact]]
_Wanted = Callable[[Mapping[str, Truth]], Iterator[Fact]]
_OF_DELMAL: dict[str, tuple[_Read, _Wanted]] = {
    "delmål": (
        lambda delmal: ((code,) for code in delmal),
        lambda truth: ((code,) for code in truth),
    ),
    "has activity": (
        lambda delmal: ((code,) for code, one in delmal.items() if one.activities),
        lambda truth: ((code,) for code, one in truth.items() if one["aktiviteter"]),
    ),
    "has assessment": (
        lambda delmal: ((code,) for code, one in delmal.items() if one.assessments),
        lambda truth: ((code,) for code, one in truth.items() if one["bedomningar"]),
    ),
    "methods": (
        lambda delmal: (
            (code, method)
            for code, one in delmal.items()
            for method in {assessment.method for assessment in one.assessments} - {OTHER_METHOD}
        ),
        lambda truth: (
            (code, method) for code, one in truth.items() for method in set(one["bedomningar"]) - {OTHER_METHOD}
        ),
    ),
}
MEASURES = (*_OF_DELMAL, "person", "findings")
"""The names of all measures."""


def _fields(person: Person) -> Iterator[tuple[str, str]]:
    """The facts that were read, under the truth's names and as text."""
    read = {
        "namn": person.name,
        "specialitet": person.specialty,
        "foreskrift": person.regulation,
        "start": person.start,
        "tjanstgoringsgrad": person.fte,
        "huvudhandledare": person.supervisor,
        "studierektor": person.studierektor,
        "verksamhetschef": person.head,
        "enhet": person.unit,
    }
    yield from ((name, _plain(fact.value)) for name, fact in read.items() if fact is not None)


def _person_read(person: Person, truth: Truth) -> Iterator[Fact]:
    """A unit may be named more or less fully; a regulation may be derived where none is stated."""
    stated = truth["person"]
    for name, text in _fields(person):
        wanted = _plain(stated[name])
        if name == "enhet" and stated[name] and (text in wanted or wanted in text):
            yield (name, wanted)
        elif name != "foreskrift" or stated[name]:
            yield (name, text)


def _person_wanted(truth: Truth) -> Iterator[Fact]:
    return ((name, _plain(fact)) for name, fact in truth["person"].items() if fact is not None)


def _plain(fact: object) -> str:
    return " ".join(str(fact).casefold().split())


def _findings(report: FileReport, truth: Truth) -> Comparison:
    debatable = {_key(one["kod"], one["delmal"]) for one in truth["undantag"]}
    wanted = {_key(one["kod"], one["delmal"]) for one in truth["forvantade_fynd"]}
    reported = {_key(finding.code, finding.delmal) for finding in report.findings}
    return Comparison(*(_settled(facts, debatable) for facts in (reported, wanted)))


def _key(code: str, delmal: str | None) -> Fact:
    """What a finding is about. A whole missing goal group is named ``a`` or ``STa`` alike."""
    if delmal == _EVERY:
        return (code, _EVERY)
    if code in _OF_FILE or delmal is None:
        return (code, None)
    return (code, delmal[-1] if code == "STX107" else delmal)


def _settled(facts: Set[Fact], debatable: Set[Fact]) -> set[Fact]:
    return {
        fact for fact in facts if fact[0] in JUDGED and fact not in debatable and (fact[0], _EVERY) not in debatable
    }
