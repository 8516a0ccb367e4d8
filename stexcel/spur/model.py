"""What an inspection of a unit is drawn from: an assessment of every criterion, and the evidence for each statement.

Everything that a user reads is already a Swedish sentence here. What the program verified and what the unit claims
are kept apart throughout: ``verified`` fields never count a claim.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from stexcel.findings import Exemption
from stexcel.model import CellRef, Period
from stexcel.regelverk import Criterion, CriterionKind, Grade, Section
from stexcel.status.model import RuleData


def year_of(regulation: str) -> str:
    """``2015`` of ``SOSFS 2015:8``."""
    return regulation.split()[-1].partition(":")[0]


class Status(StrEnum):
    """What can be said of a criterion; the values are keys for other programs."""

    FULFILLED = "uppfyllt"
    FAILS = "brister"
    OPEN = "ej_bedomt"

    @property
    def word(self) -> str:
        """The word that users read."""
        return self.value.replace("_", " ").replace("bedomt", "bedömt")


class Basis(StrEnum):
    """Where a status comes from; for an open one, where it would come from."""

    IUP = "iup"
    UNIT = "enhet"
    CLAIMED = "pastatt"
    MANUAL = "manuell"

    @property
    def words(self) -> str:
        """What users read."""
        return _BASIS_WORDS[self]


_BASIS_WORDS = {
    Basis.IUP: "kontrollerat i IUP-filerna",
    Basis.UNIT: "enhetens register",
    Basis.CLAIMED: "enhetens egen uppgift",
    Basis.MANUAL: "bedöms av människor",
}


class Bearing(StrEnum):
    """What a piece of evidence does to its criterion; ``NOTE`` is only worth knowing."""

    FOR = "stöder"
    AGAINST = "talar emot"
    NOTE = "upplysning"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement and where it can be checked.

    ``claim`` is exactly what was verified, as a sentence. ``path`` is that of a :class:`FileRead`; ``cell`` is a single
    cell, ``sheet`` is set whenever a sheet is known. ``value`` is the text of the cell: empty where nothing stands in
    it, ``None`` where it was not read. ``code`` is that of the rule that found it, ``doctor`` the path of the IUP of
    the doctor whom it is about.
    """

    claim: str
    bearing: Bearing
    path: str
    sheet: str | None = None
    cell: CellRef | None = None
    value: str | None = None
    code: str | None = None
    doctor: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """The unit's own word: an answer in its workbook's sheet "SPUR", or an open row of its own action plan.

    ``status`` is what the claim amounts to; ``answer`` the words in the workbook.
    """

    status: Status
    answer: str
    path: str
    cell: CellRef
    document: str | None = None
    when: Period | None = None
    owner: str | None = None
    comment: str | None = None
    from_plan: bool = False
    """Whether it is a row of the action plan."""
    done: bool = False
    """Whether that row is said to be done."""


@dataclass(frozen=True, slots=True)
class Doctor:
    """A doctor in specialist training. ``path`` is that of the IUP, ``name`` as users read it (never empty).

    One whom only the unit's workbook names has no IUP among the files, and an empty path.

    ``regulation`` is ``None`` where it is not known; such doctors are in no :class:`RegulationResult`.
    """

    path: str
    name: str
    specialty: str | None = None
    regulation: str | None = None


@dataclass(frozen=True, slots=True)
class DoctorResult:
    """One criterion for one doctor. ``why`` is one sentence: what fails, what was seen, or why it is open."""

    doctor: Doctor
    status: Status
    why: str
    codes: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many doctors fulfil a criterion, fail it and could not be judged."""

    fulfilled: int = 0
    fails: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.fulfilled + self.fails + self.open


@dataclass(frozen=True)
class CriterionResult:
    """One criterion under one regulation.

    ``verified`` is the status without the unit's claims. ``doctors`` is empty for a criterion that is not judged per
    doctor. ``codes`` are those of the rules that found what ``evidence`` tells. ``told`` is the counted sentence, and
    ``question`` what the unit has to answer while the criterion is open. ``contradiction`` tells that the unit claims
    something else than the files show, or contradicts itself. ``unverified_data`` tells that the judgement leans on
    rows of the rule data that nobody has compared with the regulation.
    """

    criterion: Criterion
    kind: CriterionKind
    status: Status
    verified: Status
    basis: Basis
    told: str
    doctors: tuple[DoctorResult, ...] = ()
    counts: Counts = Counts()
    codes: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    question: str | None = None
    claims: tuple[Claim, ...] = ()
    contradiction: str | None = None
    unverified_data: bool = False

    @property
    def claim(self) -> Claim | None:
        """The first of the unit's claims about the criterion."""
        return self.claims[0] if self.claims else None

    @property
    def failing(self) -> tuple[Doctor, ...]:
        """The doctors who fail it."""
        return tuple(one.doctor for one in self.doctors if one.status is Status.FAILS)


@dataclass(frozen=True, slots=True)
class GradeRange:
    """The grades that a section can get, ``best`` and ``worst`` included; ``grades`` are all of them, best first."""

    grades: tuple[Grade, ...]

    @property
    def best(self) -> Grade:
        """The grade if all that is open turns out well."""
        return self.grades[0]

    @property
    def worst(self) -> Grade:
        """The grade if all that is open turns out badly."""
        return self.grades[-1]

    @property
    def is_settled(self) -> bool:
        """Whether only one grade is possible."""
        return len(self.grades) == 1

    @property
    def text(self) -> str:
        """The range as users read it, such as ``C–D``."""
        return self.best.value if self.is_settled else f"{self.best.value}–{self.worst.value}"

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way to B: what to do about a criterion. ``doctors`` is how many IUP it is about, 0 for the unit.

    ``open`` tells that the step is to show something, not to mend it.
    """

    criterion: str
    title: str
    action: str
    doctors: int
    open: bool


@dataclass(frozen=True)
class SectionResult:
    """One section under one regulation.

    ``grade`` takes the unit's claims as they stand, ``verified`` leaves them open. ``moves`` are sentences about what
    would move the range. ``with_plan`` tells that C is possible only because the unit has an action plan.
    ``path_to_b`` is empty where nothing stands in the way; the cheapest steps are first.
    """

    section: Section
    criteria: tuple[CriterionResult, ...]
    grade: GradeRange
    verified: GradeRange
    with_plan: bool = False
    moves: tuple[str, ...] = ()
    path_to_b: tuple[Step, ...] = ()


@dataclass(frozen=True)
class RegulationResult:
    """All sections for the doctors under one regulation; ``regulation`` as in ``SOSFS 2015:8``."""

    regulation: str
    doctors: tuple[Doctor, ...]
    sections: tuple[SectionResult, ...]

    @property
    def year(self) -> str:
        """``2015`` or ``2021``, the key for other programs."""
        return year_of(self.regulation)

    @cached_property
    def results(self) -> Mapping[str, CriterionResult]:
        """The criteria by id."""
        return {one.criterion.id: one for section in self.sections for one in section.criteria}


class FileKind(StrEnum):
    """What a file that was read is; the values are the words that users read."""

    IUP = "IUP"
    UNIT = "enhetens arbetsbok"
    OTHER = "annat"


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file of the run. ``sha256`` is ``None`` where the file could not be read at all.

    ``problem`` is one sentence about why nothing in it was checked. ``limits`` are sentences about what could not be
    checked in it, ``unchecked`` the codes of the rules that they are about.
    """

    path: str
    kind: FileKind
    name: str
    sha256: str | None = None
    problem: str | None = None
    limits: tuple[str, ...] = ()
    unchecked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Condition:
    """When a row of the action plan is done.

    Where ``manual`` is false: no doctor of the unit has a finding of the codes, or the criterion is judged to be
    fulfilled where there are none. Otherwise people have to say so.
    """

    criterion: str
    codes: tuple[str, ...] = ()
    manual: bool = False


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of the action plan, in the form that the inspection body uses.

    ``doctors`` are the names of those concerned, ``condition_text`` is ``condition`` as a sentence. ``own`` tells that
    the unit's own plan has the row already, ``overdue`` that its date has passed.
    """

    criterion: str
    regulations: tuple[str, ...]
    section: str
    problem: str
    action: str
    due: date | None
    responsible: str | None
    follow_up: date | None
    follow_up_by: str | None
    doctors: tuple[str, ...]
    condition: Condition
    condition_text: str
    own: bool = False
    status: str | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A strength, a weakness or something to improve: one sentence about a criterion."""

    section: str
    criterion: str
    regulation: str
    sentence: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What the unit has to answer about a criterion that the files leave open, and what speaks for and against."""

    criterion: str
    section: str
    regulations: tuple[str, ...]
    question: str
    against: str | None = None


@dataclass(frozen=True)
class Inspection:
    """A unit as an inspection could see it.

    ``regulations`` has those that any doctor is under, 2015 before 2021. ``unassigned`` are doctors whose regulation or
    specialty is not known. ``remarks`` are sentences that have to stand wherever the assessment is shown: unread files,
    unassigned doctors, several unit workbooks, rules switched off. ``assumptions`` are our own where the model is
    silent. ``potential`` is what advice and quality indicators leave to improve.
    """

    day: date
    version: str
    unit_name: str | None
    head: str | None
    studierektor: str | None
    regulations: tuple[RegulationResult, ...]
    unassigned: tuple[Doctor, ...] = ()
    files: tuple[FileRead, ...] = ()
    strengths: tuple[Point, ...] = ()
    weaknesses: tuple[Point, ...] = ()
    potential: tuple[Point, ...] = ()
    plan: tuple[PlanRow, ...] = ()
    questions: tuple[Question, ...] = ()
    remarks: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    rule_data: tuple[RuleData, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    switched_off: tuple[str, ...] = ()
    thresholds: tuple[str, ...] = ()
    """The limits that differ from the defaults, as sentences."""
    unit_path: str | None = None
    """The unit's workbook, where there is exactly one."""

    @cached_property
    def hashes(self) -> Mapping[str, str]:
        """SHA-256 by path of every file that could be read."""
        return {file.path: file.sha256 for file in self.files if file.sha256 is not None}

    @property
    def doctors(self) -> tuple[Doctor, ...]:
        """Everyone, those of a known regulation first."""
        return (*(doctor for part in self.regulations for doctor in part.doctors), *self.unassigned)
