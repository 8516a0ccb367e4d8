"""Inspections made by hand for the tests of what is drawn: no rule and no reader changes them.

``inspection()`` has a unit with doctors under both regulations, in which every status, basis and kind of evidence
occurs. ``inspection(doctors=1)`` and ``inspection(doctors=30)`` are the same with fewer and more doctors.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.findings import Exemption
from stexcel.model import CellRef, Period
from stexcel.regelverk import Criterion, CriterionKind, Grade, load_spur
from stexcel.regelverk.spur import JudgedFrom
from stexcel.spur.model import (
    Basis,
    Bearing,
    Claim,
    Condition,
    Counts,
    CriterionResult,
    Doctor,
    DoctorResult,
    Evidence,
    FileKind,
    FileRead,
    GradeRange,
    Inspection,
    PlanRow,
    Point,
    Question,
    RegulationResult,
    SectionResult,
    Status,
    Step,
)
from stexcel.status.model import RuleData

DAY, LATER = date(2026, 11, 1), date(2026, 12, 31)
UNIT = "st/enhet.xlsx"
UNREAD_REASON = "Filen är skyddad med lösenord."
HOSTILE = '=cmd|"/c calc"!A1'
"""Stands in a cell of a file: it must never become a formula."""
_FIRST_NAMES = ("Sanna", "Petra", "Lovisa", "Åke", "Nora", "Göran", "Tove", "Wilma", "Idris", "Maximiliana-Katarina")
_LAST_NAMES = ("Ek", "Kullberg", "Rundqvist", "Björkman-Öst")
_FAILING = frozenset({"D6", "D7", "E6", "F6", "H11"})
_CLAIMED = {"C1": Status.FULFILLED, "D8": Status.FAILS, "E10": Status.FULFILLED}
_BY_UNIT = frozenset({"A1", "A2", "B2", "B3", "B4"})
_PERFECT = frozenset("A")
"""Sections in which everything is fulfilled."""


def inspection(doctors: int = 7) -> Inspection:
    """A unit with so many doctors; with more than three, the last of them are under the regulation of 2021."""
    newer = doctors // 3 if doctors > 3 else 0
    people = [_doctor(number, SOSFS_2015 if number < doctors - newer else HSLF_2021) for number in range(doctors)]
    parts = [
        _regulation(of, tuple(one for one in people if one.regulation == of))
        for of in (SOSFS_2015, HSLF_2021)
        if any(one.regulation == of for one in people)
    ]
    unassigned = (Doctor("st/okänd.xlsx", "Okänd Övre", "Neurologi"),) if doctors > 1 else ()
    return Inspection(
        day=DAY,
        version="0.9.0",
        unit_name="Kliniken för öron & näsa",
        head="Birgitta Sjöholm",
        studierektor="Nadja Cedergren",
        regulations=tuple(parts),
        unassigned=unassigned,
        files=_files([*people, *unassigned]),
        strengths=tuple(_points(parts, Status.FULFILLED)),
        weaknesses=tuple(_points(parts, Status.FAILS, CriterionKind.REGULATION)),
        potential=tuple(_points(parts, Status.FAILS, CriterionKind.ADVICE, CriterionKind.QUALITY)),
        plan=_plan(parts),
        questions=_questions(parts),
        remarks=(f"En fil kunde inte läsas: trasig.xlsx. {UNREAD_REASON}", *_about_unassigned(unassigned)),
        assumptions=("Högst en kvalitetsindikator får brista för graden A: modellen säger ”enstaka”.",),
        rule_data=(
            RuleData(SOSFS_2015, "Psykiatri", 41, "okontrollerad"),
            RuleData(HSLF_2021, "Psykiatri", 38, "officiell"),
        ),
        exemptions=(
            Exemption("st/lakare1.xlsx", "STX301", "Samtalen förs i ett annat system", 3, until=date(2026, 12, 31)),
        ),
        switched_off=("STX402",),
        thresholds=("bedomningar_per_termin = 6 (förval 4)",),
        unit_path=UNIT,
    )


def empty_inspection() -> Inspection:
    """A run in which no doctor could be placed under any regulation."""
    return replace(
        inspection(1),
        unit_name=None,
        head=None,
        studierektor=None,
        regulations=(),
        unassigned=(Doctor("st/okänd.xlsx", "Okänd Övre"),),
        strengths=(),
        weaknesses=(),
        potential=(),
        plan=(),
        questions=(),
        rule_data=(),
        exemptions=(),
        switched_off=(),
        thresholds=(),
        assumptions=(),
        unit_path=None,
    )


def _about_unassigned(unassigned: tuple[Doctor, ...]) -> list[str]:
    return [f"{one.name} har ingen känd föreskrift och ingår inte i bedömningen." for one in unassigned]


def _doctor(number: int, regulation: str) -> Doctor:
    name = f"{_FIRST_NAMES[number % len(_FIRST_NAMES)]} {_LAST_NAMES[number // len(_FIRST_NAMES)]}"
    return Doctor(f"st/lakare{number + 1}.xlsx", name, "Psykiatri", regulation)


def _files(people: list[Doctor]) -> tuple[FileRead, ...]:
    iups = [FileRead(one.path, FileKind.IUP, one.name, f"{number:064x}") for number, one in enumerate(people, start=1)]
    unit = FileRead(UNIT, FileKind.UNIT, "Kliniken för öron & näsa", "e" * 64, limits=("Bladet ”Löner” är inte läst.",))
    return (*iups, unit, FileRead("st/trasig.xlsx", FileKind.OTHER, "trasig.xlsx", None, UNREAD_REASON))


def _regulation(regulation: str, people: tuple[Doctor, ...]) -> RegulationResult:
    spur = load_spur()
    sections = []
    for section in spur.sections.values():
        there = [one for one in spur.criteria.values() if one.section == section.id and regulation in one.kinds]
        results = tuple(_criterion(one, regulation, people) for one in there)
        sections.append(_section(section.id, results))
    return RegulationResult(regulation, people, tuple(sections))


def _section(section: str, results: tuple[CriterionResult, ...]) -> SectionResult:
    fails = any(one.status is Status.FAILS and one.kind is CriterionKind.REGULATION for one in results)
    is_open = any(one.status is Status.OPEN for one in results)
    told = load_spur().sections[section]
    has_plan = section == "D"
    failed = (Grade.C, Grade.D) if has_plan else (Grade.D,)
    grades: tuple[Grade, ...] = failed if fails else told.grades if is_open else (Grade.A,)
    opened = [one for one in results if one.status is Status.OPEN]
    steps = [one for one in results if one.status is not Status.FULFILLED and one.kind is not CriterionKind.QUALITY]
    return SectionResult(
        told,
        results,
        GradeRange(grades),
        GradeRange(told.grades[:1] if section in _PERFECT else told.grades if not fails else (Grade.D,)),
        with_plan=fails and has_plan,
        moves=tuple(f"D om {one.criterion.id} inte kan styrkas." for one in opened[:6]),
        path_to_b=tuple(
            Step(
                one.criterion.id,
                one.criterion.title,
                _action(one.criterion),
                one.counts.fails,
                one.status is Status.OPEN,
            )
            for one in steps
        ),
    )


def _criterion(criterion: Criterion, regulation: str, people: tuple[Doctor, ...]) -> CriterionResult:
    kind = criterion.kinds[regulation]
    if criterion.section in _PERFECT or criterion.id in _BY_UNIT:
        return _by_unit(criterion, kind)
    if criterion.id in _CLAIMED:
        return _claimed(criterion, kind)
    if criterion.judged_from is JudgedFrom.IUP:
        return _per_doctor(criterion, kind, people)
    basis = Basis.MANUAL if criterion.judged_from is JudgedFrom.MANUAL else Basis.UNIT
    told = "Filerna säger inget om detta."
    return CriterionResult(criterion, kind, Status.OPEN, Status.OPEN, basis, told, question=_question(criterion))


def _by_unit(criterion: Criterion, kind: CriterionKind) -> CriterionResult:
    told = "Finns i enhetens register, daterad 2024-02-01; innehållet är inte läst."
    cell = CellRef("Styrdokument", 3 + len(criterion.id), 2)
    evidence = (Evidence(told, Bearing.FOR, UNIT, cell.sheet, cell, "2024-02-01"),)
    return CriterionResult(criterion, kind, Status.FULFILLED, Status.FULFILLED, Basis.UNIT, told, evidence=evidence)


def _claimed(criterion: Criterion, kind: CriterionKind) -> CriterionResult:
    status = _CLAIMED[criterion.id]
    answer = "ja" if status is Status.FULFILLED else "Internutbildning på plats samordnas (pågår)"
    claim = Claim(
        status, answer, UNIT, CellRef("SPUR", 12, 3), "Rutin för lokaler", Period(DAY, DAY), "Birgitta Sjöholm", HOSTILE
    )
    told = f"Enhetens egen uppgift i arbetsboken: {answer}."
    contradiction = "Enheten svarar både ja och nej." if status is Status.FAILS else None
    return CriterionResult(
        criterion, kind, status, Status.OPEN, Basis.CLAIMED, told, claims=(claim,), contradiction=contradiction
    )


def _per_doctor(criterion: Criterion, kind: CriterionKind, people: tuple[Doctor, ...]) -> CriterionResult:
    results = tuple(_result(criterion, number, one) for number, one in enumerate(people))
    counts = Counts(*(sum(one.status is status for one in results) for status in Status))
    status = Status.FAILS if counts.fails else Status.OPEN if counts.open else Status.FULFILLED
    told = f"{counts.fulfilled} av {counts.total} ST-läkares IUP visar det som kriteriet frågar efter."
    return CriterionResult(
        criterion,
        kind,
        status,
        status,
        Basis.IUP,
        told,
        doctors=results,
        counts=counts,
        codes=criterion.rules[:1] if counts.fails else (),
        evidence=tuple(item for one in results for item in one.evidence),
        question=_question(criterion) if status is Status.OPEN else None,
        unverified_data=criterion.id in {"D6", "F1"},
    )


def _result(criterion: Criterion, number: int, doctor: Doctor) -> DoctorResult:
    cell = CellRef("Delmål 'a' & b", 5 + number, 3)
    if criterion.id in _FAILING and number % 3 == 0:
        claim = f"Delmål a{number + 1} har ingen bedömning kopplad."
        code = criterion.rules[0]
        evidence = Evidence(claim, Bearing.AGAINST, doctor.path, cell.sheet, cell, HOSTILE, code, doctor.path)
        return DoctorResult(doctor, Status.FAILS, claim, (code,), (evidence,))
    if int(criterion.id[1:]) % 4 == 0:
        return DoctorResult(doctor, Status.OPEN, "Kontrollen kunde inte göras: bladet saknas.")
    claim = "IUP har en rad för varje delmål."
    evidence = Evidence(claim, Bearing.FOR, doctor.path, cell.sheet, cell, "Auskultation", doctor=doctor.path)
    return DoctorResult(doctor, Status.FULFILLED, claim, evidence=(evidence,))


def _question(criterion: Criterion) -> str:
    return f"Hur visar enheten detta: {criterion.title}?"


def _action(criterion: Criterion) -> str:
    return f"Gå igenom IUP med handledaren och rätta det som saknas för {criterion.id}."


def _points(parts: list[RegulationResult], status: Status, *kinds: CriterionKind) -> list[Point]:
    return [
        Point(section.section.id, one.criterion.id, part.regulation, f"{one.criterion.title}: {one.told}", one.evidence)
        for part in parts
        for section in part.sections
        for one in section.criteria
        if one.status is status and (not kinds or one.kind in kinds)
    ]


def _questions(parts: list[RegulationResult]) -> tuple[Question, ...]:
    found: dict[str, Question] = {}
    for part in parts:
        for one in part.results.values():
            if one.question:
                known = found.get(one.criterion.id)
                of = (*known.regulations, part.regulation) if known else (part.regulation,)
                against = "4 av 7 ST-läkare saknar datum." if one.criterion.id == "A3" else None
                found[one.criterion.id] = Question(one.criterion.id, one.criterion.section, of, one.question, against)
    return tuple(found.values())


def _plan(parts: list[RegulationResult]) -> tuple[PlanRow, ...]:
    found: dict[str, list[tuple[str, CriterionResult]]] = {}
    for part in parts:
        for one in part.results.values():
            if one.status is Status.FAILS:
                found.setdefault(one.criterion.id, []).append((part.regulation, one))
    return tuple(_plan_row(results) for _, results in sorted(found.items()))


def _plan_row(results: list[tuple[str, CriterionResult]]) -> PlanRow:
    first = results[0][1]
    manual, code = not first.codes, next(iter(first.codes), None)
    return PlanRow(
        criterion=first.criterion.id,
        regulations=tuple(of for of, _ in results),
        section=first.criterion.section,
        problem=first.told,
        action=_action(first.criterion),
        due=None if manual else date(2027, 2, 1),
        responsible="Nadja Cedergren",
        follow_up=None if manual else date(2027, 3, 1),
        follow_up_by="Birgitta Sjöholm",
        doctors=tuple(doctor.name for _, one in results for doctor in one.failing),
        condition=Condition(first.criterion.id, first.codes, manual),
        condition_text="Bedöms av enheten." if manual else f"{code} = 0 för alla ST-läkare",
        own=manual,
        status="Pågår" if manual else None,
    )
