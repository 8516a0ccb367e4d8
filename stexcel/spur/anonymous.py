"""An assessment without anybody's name, for use outside the unit.

Everything that a clinic has written - names, units, files, cells, documents, answers, reasons - is left out, and every
sentence is made anew from counts and from the program's own texts, so that no name can slip through. What describes
fewer than three doctors is left out as in the anonymous status, and that is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from stexcel.findings import Exemption
from stexcel.regelverk import Criterion, Guide
from stexcel.rules.words import listing
from stexcel.spur.doctors import title
from stexcel.spur.model import (
    Basis,
    Claim,
    CriterionResult,
    Doctor,
    DoctorResult,
    FileKind,
    FileRead,
    Inspection,
    Point,
    Question,
    RegulationResult,
    SectionResult,
    Status,
    Step,
)
from stexcel.spur.plan import Leaders, planned
from stexcel.status.anonymous import NOWHERE, pseudonym
from stexcel.status.suppression import FEWEST, TOO_FEW, UNIT_NAME

_UNIT, _FILE = "Enhetens arbetsbok", "Annan fil"
_ELSEWHERE = "visas bara i enhetens eget underlag"
_REMARK = (
    "Anonymt underlag: namn, filer, celler, dokument och enhetens egna ord är ersatta eller borttagna. Specialitet "
    f"visas bara där minst {FEWEST} ST-läkare har samma."
)
_WITHOUT_IUP = Doctor("", "ST-läkare utan IUP")
_WHY = {
    Status.FULFILLED: "Uppfyllt i det som är kontrollerat.",
    Status.FAILS: f"Brister; vad det är {_ELSEWHERE}.",
    Status.OPEN: f"Ej bedömt; skälet {_ELSEWHERE}.",
}


class TooFew(Exception):
    """There are so few doctors that no name has to be told for everybody to know who is meant; a Swedish sentence."""


@dataclass(frozen=True)
class _Hidden:
    """The new doctors by the paths of the old ones, and the program's own texts."""

    doctors: Mapping[str, Doctor]
    guides: Mapping[str, Guide]

    def doctor(self, one: Doctor) -> Doctor:
        """The doctor under a number; one without an IUP has none."""
        return self.doctors.get(one.path, _WITHOUT_IUP)


def require_enough(inspection: Inspection) -> None:
    """Raises :class:`TooFew` where nobody can be anonymous."""
    number = len(inspection.doctors)
    if number < FEWEST:
        who = "en enda ST-läkare" if number == 1 else f"{number} ST-läkare"
        raise TooFew(
            f"Underlaget gäller {who}. Med {TOO_FEW} ST-läkare framgår det vem som avses även utan namn, så det görs "
            "inte anonymt. Kör utan --anonymous, eller ta med fler IUP."
        )
    if all(len(part.doctors) < FEWEST for part in inspection.regulations):
        raise TooFew(
            f"Varje föreskrift har {TOO_FEW} ST-läkare, så att det framgår vem som avses även utan namn. Underlaget "
            "görs inte anonymt. Kör utan --anonymous."
        )


def anonymous_inspection(inspection: Inspection, numbers: Mapping[str, int], guides: Mapping[str, Guide]) -> Inspection:
    """The assessment with the doctors under their numbers, which are by the paths of their files.

    Raises as :func:`require_enough` does.
    """
    require_enough(inspection)
    specialties = Counter(one.specialty for one in inspection.doctors)
    doctors = {
        one.path: Doctor(
            pseudonym(numbers[one.path]),
            pseudonym(numbers[one.path]),
            one.specialty if specialties[one.specialty] >= FEWEST else None,
            one.regulation,
        )
        for one in inspection.doctors
    }
    hidden = _Hidden(doctors, guides)
    regulations = tuple(_regulation(part, hidden) for part in inspection.regulations if len(part.doctors) >= FEWEST)
    shown = frozenset(part.regulation for part in regulations)
    return Inspection(
        day=inspection.day,
        version=inspection.version,
        unit_name=UNIT_NAME,
        head=None,
        studierektor=None,
        regulations=regulations,
        files=tuple(_files(inspection, doctors)),
        strengths=tuple(_points(inspection.strengths, regulations)),
        weaknesses=tuple(_points(inspection.weaknesses, regulations)),
        potential=tuple(_points(inspection.potential, regulations)),
        plan=planned(regulations, (), guides, inspection.day, Leaders()),
        questions=tuple(_question(one, shown, guides) for one in inspection.questions if shown & {*one.regulations}),
        remarks=(_REMARK, *_remarks(inspection, shown)),
        assumptions=inspection.assumptions,
        rule_data=tuple(
            one for one in inspection.rule_data if one.regulation in shown and specialties[one.specialty] >= FEWEST
        ),
        exemptions=tuple(_exemption(one, number) for number, one in enumerate(inspection.exemptions, start=1)),
        switched_off=inspection.switched_off,
        thresholds=inspection.thresholds,
    )


def _remarks(inspection: Inspection, shown: frozenset[str]) -> Iterator[str]:
    for part in inspection.regulations:
        if part.regulation not in shown:
            yield f"{part.regulation} visas inte, eftersom {TOO_FEW} ST-läkare görs enligt den."
    if inspection.unassigned:
        yield "ST-läkare utan känd föreskrift eller specialitet finns, och är inte med i bedömningen."
    unread = sum(file.problem is not None for file in inspection.files)
    if unread:
        yield "En fil kunde inte bedömas." if unread == 1 else f"{unread} filer kunde inte bedömas."
    if inspection.remarks:
        yield f"Det finns fler anmärkningar; de {_ELSEWHERE}."


def _regulation(part: RegulationResult, hidden: _Hidden) -> RegulationResult:
    doctors = sorted((hidden.doctor(one) for one in part.doctors), key=lambda one: one.name)
    return RegulationResult(part.regulation, tuple(doctors), tuple(_section(one, hidden) for one in part.sections))


def _section(one: SectionResult, hidden: _Hidden) -> SectionResult:
    return SectionResult(
        section=one.section,
        criteria=tuple(_criterion(result, hidden) for result in one.criteria),
        grade=one.grade,
        verified=one.verified,
        with_plan=one.with_plan,
        moves=tuple(_moves(one)),
        path_to_b=tuple(_step(step, hidden.guides[step.criterion]) for step in one.path_to_b),
    )


def _moves(one: SectionResult) -> Iterator[str]:
    """What would move the range, from the statuses alone."""
    left = [result.criterion.id for result in one.criteria if result.status is Status.OPEN]
    failing = [result.criterion.id for result in one.criteria if result.status is Status.FAILS]
    if not one.grade.is_settled and left:
        yield f"Graden beror på det som inte är bedömt: {', '.join(left)}."
    if failing:
        yield f"Brister: {', '.join(failing)}."


def _step(step: Step, guide: Guide) -> Step:
    return replace(step, action=guide.question if step.open else guide.action)


def _criterion(one: CriterionResult, hidden: _Hidden) -> CriterionResult:
    results = sorted((_doctor_result(result, hidden) for result in one.doctors), key=lambda result: result.doctor.name)
    guide = hidden.guides[one.criterion.id]
    return CriterionResult(
        criterion=one.criterion,
        kind=one.kind,
        status=one.status,
        verified=one.verified,
        basis=one.basis,
        told=_counted(one),
        doctors=tuple(results),
        counts=one.counts,
        codes=one.codes,
        question=guide.question if one.question else None,
        claims=tuple(_claim(claim) for claim in one.claims),
        contradiction=f"Uppgifterna säger emot varandra; hur {_ELSEWHERE}." if one.contradiction else None,
        unverified_data=one.unverified_data,
    )


def _counted(one: CriterionResult) -> str:
    """What is known, in numbers."""
    counts, told = one.counts, []
    if counts.fails:
        codes = sorted({code for result in one.doctors if result.status is Status.FAILS for code in result.codes})
        what = f": {listing([f'{title(code)} ({code})' for code in codes])}" if codes else ""
        told.append(f"Brister hos {counts.fails} av {counts.total} ST-läkare{what}.")
    if counts.fulfilled:
        told.append(f"Uppfyllt hos {counts.fulfilled} av {counts.total} ST-läkare i det som är kontrollerat.")
    if counts.open:
        told.append(f"Ej bedömt hos {counts.open} av {counts.total} ST-läkare.")
    if one.basis is Basis.CLAIMED:
        told.append(f"Enligt enhetens egen uppgift: {one.status.word}.")
    return " ".join(told) or f"{one.status.word.capitalize()}. {one.basis.words.capitalize()}."


def _doctor_result(one: DoctorResult, hidden: _Hidden) -> DoctorResult:
    return DoctorResult(hidden.doctor(one.doctor), one.status, _WHY[one.status], one.codes)


def _claim(one: Claim) -> Claim:
    return Claim(one.status, f"Enhetens egen uppgift: {one.status.word}.", _UNIT, NOWHERE)


def _points(points: tuple[Point, ...], regulations: tuple[RegulationResult, ...]) -> Iterator[Point]:
    results = {part.regulation: part.results for part in regulations}
    for point in points:
        found = results.get(point.regulation, {}).get(point.criterion)
        if found is not None:
            yield replace(point, sentence=_sentence(found.criterion, found.told), evidence=())


def _sentence(criterion: Criterion, told: str) -> str:
    return f"{criterion.title}: {told}"


def _question(one: Question, shown: frozenset[str], guides: Mapping[str, Guide]) -> Question:
    regulations = tuple(of for of in one.regulations if of in shown)
    return Question(one.criterion, one.section, regulations, guides[one.criterion].question)


def _exemption(one: Exemption, number: int) -> Exemption:
    return replace(one, file="visas inte", reason=f"skäl {number}")


def _files(inspection: Inspection, doctors: Mapping[str, Doctor]) -> Iterator[FileRead]:
    """The files without names and hashes: doctors by number, then the others."""
    told = [(doctors[file.path].name if file.path in doctors else _name_of(file), file) for file in inspection.files]
    for name, file in sorted(told, key=lambda one: (one[1].path not in doctors, one[0])):
        problem = f"Filen kunde inte bedömas; skälet {_ELSEWHERE}." if file.problem else None
        limits = (f"Något är inte kontrollerat; vad det är {_ELSEWHERE}.",) if file.limits else ()
        yield FileRead(name, file.kind, name, None, problem, limits)


def _name_of(file: FileRead) -> str:
    return _UNIT if file.kind is FileKind.UNIT else _FILE
