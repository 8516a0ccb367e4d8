"""A survey of a unit to what an inspection could see of it: every criterion, with the evidence for each statement."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from stexcel.findings import FileReport
from stexcel.regelverk import Criterion, CriterionKind, Guide, Section, Spur, Verification, load_guides, load_spur
from stexcel.rules.words import listing
from stexcel.spur import supervisors, unit_evidence
from stexcel.spur.case import Case, case_of
from stexcel.spur.claims import claims_about, heard, is_overdue, told_with
from stexcel.spur.grades import EXCEPTIONS_FOR_A, section_result
from stexcel.spur.model import (
    CriterionResult,
    FileKind,
    FileRead,
    Inspection,
    RegulationResult,
    SectionResult,
    Status,
)
from stexcel.spur.plan import Leaders, planned
from stexcel.spur.quoted import Quote, places_of, with_quotes
from stexcel.spur.summary import potential, questions, strengths, weaknesses
from stexcel.spur.verdict import MANUAL, Verdict, by_iup
from stexcel.status.model import RuleData, Survey

NO_UNIT = (
    "Ingen arbetsbok för enheten är läst. Det som handlar om handledare, studierektor, styrdokument och handlingsplan "
    "är därför ej bedömt, och enhetens egna svar saknas. Lägg enhet.xlsx i mappen, eller ange --enhet."
)
SEVERAL_UNITS = (
    "{units} arbetsböcker för enheten finns bland filerna ({paths}), så ingen av dem är använd. Behåll en, eller ange "
    "den med --enhet."
)
UNREAD = "Inte läst, och därför inte bedömd: {path}. {problem}"
UNASSIGNED = (
    "Föreskriften är inte känd för {names}. Därför är de inte bedömda, och det som bedöms ur IUP kan inte bli uppfyllt "
    "i någon föreskrift."
)
NO_SPECIALTY = "Specialiteten är inte känd för {names}. Därför är IUP inte jämfört med målbeskrivningen."
NO_DOCTORS = "Inget IUP finns bland filerna. Det som bedöms ur IUP är ej bedömt."
MISSING = "Enhetens arbetsbok nämner ST-läkare utan IUP bland filerna: {names}."
OVERDUE = (
    "Enhetens handlingsplan har {number} vars datum har passerat: {criteria}. En åtgärd räknas som öppen tills "
    "planen säger att den är gjord."
)
SAME_DOCTOR = "Samma ST-läkare finns i flera filer (STX007) och räknas en gång för varje fil."
SWITCHED_OFF = "Avstängda regler i stexcel.toml: {codes}. Det som de skulle ha visat är ej bedömt."
CRASHED = "En kontroll avbröts av ett fel i programmet i {path}. Det som den skulle ha visat är ej bedömt."
ASSUMPTIONS = (
    f"Enstaka undantag för graden A räknas som högst {'en' if EXCEPTIONS_FOR_A == 1 else EXCEPTIONS_FOR_A} "
    "kvalitetsindikator som brister i avsnittet. Det är programmets eget antagande.",
    "Ett kriterium som bedöms ur IUP brister för enheten när det brister för en ST-läkare. Antalet visas alltid.",
    "Att en viss sorts bedömning inte är dokumenterad visar inte att den inte har gjorts, och talar bara emot. Är "
    "ingen bedömning alls dokumenterad på ett år räknas det som en brist (E4).",
    "Om en handlingsplan är inlämnad framgår inte av filerna. Har enhetens handlingsplan en rad för avsnittet visas "
    "både C och D.",
    "Styrdokument bedöms efter enhetens register: innehållet i dokumenten är inte läst.",
)
UNVERIFIED = frozenset({"STX101", "STX104", "STX105", "STX107"})
"""Rules that compare with the målbeskrivning as the rule data have it."""


def assess(survey: Survey, quote: Quote | None = None) -> Inspection:
    """All sections under every regulation that any doctor of the unit is under.

    ``quote`` reads what the cells of the evidence say; without it they have what the survey keeps of them.
    """
    case, spur, guides = case_of(survey), load_spur(), load_guides()
    parts = tuple(_regulation(case, spur, regulation) for regulation in case.regulations)
    if quote is not None:
        documents = [file.document for file in survey.report.files]
        hashes = {one.path: one.sha256 for one in documents if one.sha256 is not None}
        quotes = quote(places_of(parts), hashes)
        parts = tuple(with_quotes(part, quotes) for part in parts)
    unit = case.unit.unit if case.unit is not None else None
    chosen = unit.studierektor if unit is not None else None
    head = unit.head.value if unit is not None and unit.head is not None else None
    studierektor = chosen.name.value if chosen is not None and chosen.name is not None else None
    return Inspection(
        day=case.today,
        version=survey.report.version,
        unit_name=_unit_name(case),
        head=head,
        studierektor=studierektor,
        regulations=parts,
        unassigned=case.unassigned,
        files=tuple(_file(survey, file) for file in survey.report.files),
        strengths=strengths(parts),
        weaknesses=weaknesses(parts),
        potential=potential(parts),
        plan=planned(parts, [unit] if unit is not None else [], guides, case.today, Leaders(head, studierektor)),
        questions=questions(parts, guides),
        remarks=tuple(_remarks(case)),
        assumptions=ASSUMPTIONS,
        rule_data=survey.rule_data,
        exemptions=survey.exemptions,
        switched_off=survey.report.switched_off,
        thresholds=tuple(
            f"{one.meaning[:1].upper()}{one.meaning[1:]}: {one.value} (förvalt {one.default})."
            for one in survey.report.in_force.changed
        ),
        unit_path=case.unit.path if case.unit is not None else None,
    )


def _unit_name(case: Case) -> str | None:
    """The name in the unit's workbook, else the one that all IUPs agree on."""
    if case.unit is not None and case.unit.unit.name is not None:
        return case.unit.unit.name.value
    told = {one.resident.unit for one in case.files if one.resident.unit}
    return told.pop() if len(told) == 1 else None


def _regulation(case: Case, spur: Spur, regulation: str) -> RegulationResult:
    doctors = tuple(one.doctor for one in case.under(regulation))
    sections = tuple(_section(case, spur, section, regulation) for section in spur.sections.values())
    return RegulationResult(regulation, doctors, sections)


def _section(case: Case, spur: Spur, section: Section, regulation: str) -> SectionResult:
    guides = load_guides()
    results = [
        _criterion(case, one, guides[one.id], one.kinds[regulation], regulation)
        for one in spur.criteria.values()
        if one.section == section.id and regulation in one.kinds
    ]
    actions = case.unit.unit.actions if case.unit is not None else ()
    return section_result(section, results, actions, guides)


def _criterion(case: Case, criterion: Criterion, guide: Guide, kind: CriterionKind, regulation: str) -> CriterionResult:
    verdict = _verdict(guide, case, regulation)
    claims = claims_about(criterion.id, regulation, case.unit, case.today)
    final = heard(verdict, claims, criterion.judged_from)
    return CriterionResult(
        criterion=criterion,
        kind=kind,
        status=final.status,
        verified=verdict.status,
        basis=final.basis,
        told=told_with(verdict, claims),
        doctors=verdict.doctors,
        counts=verdict.counts,
        codes=verdict.codes,
        evidence=verdict.evidence,
        question=guide.question if final.status is Status.OPEN else None,
        claims=claims,
        contradiction=final.contradiction,
        unverified_data=_leans_on_unverified(guide, case, regulation),
    )


def _verdict(guide: Guide, case: Case, regulation: str) -> Verdict:
    """By the unit's registers where one can tell, else by the IUPs, else by nobody."""
    if guide.evidence in unit_evidence.EVALUATIONS:
        return unit_evidence.by_unit(guide, case, regulation)
    if guide.evidence in supervisors.EVALUATIONS:
        return supervisors.by_register(guide, case, regulation)
    if guide.codes and not all(code.startswith("STX5") for code in guide.codes):
        return by_iup(guide, case, case.under(regulation), regulation)
    return unit_evidence.against_only(guide, case, Verdict(Status.OPEN, MANUAL))


def _leans_on_unverified(guide: Guide, case: Case, regulation: str) -> bool:
    """Whether the rules compare with rows of the rule data that nobody has compared with the regulation."""
    if not UNVERIFIED & {*guide.decisive_codes, *guide.against}:
        return False
    specialties = {one.doctor.specialty for one in case.under(regulation)}
    return any(_is_unverified(one) and one.specialty in specialties for one in case.survey.rule_data)


def _is_unverified(one: RuleData) -> bool:
    return one.verification == Verification.UNVERIFIED.value


def _file(survey: Survey, file: FileReport) -> FileRead:
    document = file.document
    kind = FileKind.IUP if document.path in survey.residents else FileKind.OTHER
    kind = FileKind.UNIT if document.path in survey.units else kind
    problem = document.problem.text if document.problem is not None else None
    return FileRead(
        document.path, kind, PurePosixPath(document.path).name, document.sha256, problem, file.limits, file.unchecked
    )


def _remarks(case: Case) -> Iterator[str]:
    """What has to stand wherever the assessment is shown."""
    report = case.survey.report
    if case.units == 0:
        yield NO_UNIT
    elif case.unit is None:
        yield SEVERAL_UNITS.format(units=case.units, paths=listing(sorted(case.survey.units)))
    if not case.files:
        yield NO_DOCTORS
    for file in case.unread:
        problem = file.document.problem
        yield UNREAD.format(path=file.document.path, problem=problem.text if problem is not None else "").rstrip()
    if case.unassigned:
        yield UNASSIGNED.format(names=listing([one.name for one in case.unassigned]))
    lost = [one.doctor.name for one in case.files if one.doctor.regulation and "specialitet" in one.resident.unknown]
    if lost:
        yield NO_SPECIALTY.format(names=listing(lost))
    if case.missing:
        yield MISSING.format(names=listing([one.doctor.name for one in case.missing]))
    yield from _overdue(case)
    if any(finding.code == "STX007" for file in report.files for finding in file.findings):
        yield SAME_DOCTOR
    for file in report.files:
        if file.was_read and file.crashed:
            yield CRASHED.format(path=file.document.path)
    if report.switched_off:
        yield SWITCHED_OFF.format(codes=listing(report.switched_off))
    yield from report.left_out


def _overdue(case: Case) -> Iterator[str]:
    """The open rows of the unit's plan that should have been done."""
    late = [one for one in (case.unit.unit.actions if case.unit else ()) if is_overdue(one, case.today)]
    if late:
        number = "en öppen åtgärd" if len(late) == 1 else f"{len(late)} öppna åtgärder"
        told = [f"{one.criterion or 'utan kriterium'} ({one.due.value.end})" for one in late if one.due is not None]
        yield OVERDUE.format(number=number, criteria=listing(told))
