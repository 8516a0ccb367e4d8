"""A survey without anybody's name, for results that leave the unit.

Doctors get numbers; every other text that a clinic has written - names, units, file names, cells, courses, placements,
reasons, the wording of findings - is replaced by the program's own words or left out. What remains of a doctor is
what the status counts. :mod:`stexcel.status.suppression` then takes away what describes too few.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from stexcel import regelverk
from stexcel.document import Document, Problem
from stexcel.findings import Exemption, FileReport, Finding, LimitsInForce, Report, Silenced
from stexcel.model import CellRef, Iup
from stexcel.rules import all_rules
from stexcel.rules.rule import RuleInfo
from stexcel.status.keys import keys_of
from stexcel.status.model import Assessed, Attended, DelmalStatus, Met, Resident, Survey
from stexcel.unit import Unit

NOWHERE = CellRef("", 1, 1)
COURSE = "kurs"
_UNIT, _FILE, _SETTINGS = "Enhet", "Fil utan IUP", "Inställningar"
_OWN_PROFILE = "egen profil"
_LIMIT = "En sak är inte kontrollerad; vad det är visas bara i enhetens egen status."
_PROBLEM = "Filen kunde inte bedömas ({kind}); skälet visas bara i enhetens egen status."
_ELSEWHERE = "Vilken fil det gäller visas bara i enhetens egen status."


@dataclass(frozen=True)
class Anonymous:
    """A survey without names; ``keys`` are its doctors' new keys by the old ones."""

    survey: Survey
    keys: Mapping[str, str]


def seed_of(survey: Survey) -> str:
    """A text that nobody knows who does not have the files: it hides the order of the names."""
    sums = sorted(file.document.sha256 or "" for file in survey.report.files)
    return hashlib.sha256("|".join(sums).encode()).hexdigest()


def anonymous(survey: Survey, numbers: Mapping[str, int]) -> Anonymous:
    """The survey with the doctors under their numbers, which are by key; in the order of the numbers."""
    keys = keys_of(survey.residents.values())
    names = _names(survey, {path: numbers[key] for path, key in keys.items()})
    reasons = _reasons(survey)
    residents = [replace(_resident(one, names[one.path]), path=names[one.path]) for one in survey.residents.values()]
    files = [_file(file, names[file.document.path], reasons) for file in survey.report.files]
    hidden = Survey(
        _report(survey.report, sorted(files, key=lambda file: _order(file.document)), reasons),
        {one.path: one for one in sorted(residents, key=lambda one: (len(one.path), one.path))},
        {file.document.path: file.document.unit for file in files if file.document.unit is not None},
        survey.thresholds,
        tuple(_exemption(one, reasons) for one in survey.exemptions),
        survey.rule_data,
    )
    new = keys_of(hidden.residents.values())
    return Anonymous(hidden, {key: new[names[path]] for path, key in keys.items()})


def pseudonym(number: int) -> str:
    """What a doctor is called."""
    return f"ST-läkare {number:02d}"


def _names(survey: Survey, numbers: Mapping[str, int]) -> Mapping[str, str]:
    """The new path of every file, by the old one; those without a number are told apart by their content."""
    documents = [file.document for file in survey.report.files]
    others = sorted((one for one in documents if one.path not in numbers), key=lambda one: one.sha256 or "")
    units = [one.path for one in others if one.unit is not None]
    unread = [one.path for one in others if one.unit is None]
    return {
        **{path: pseudonym(number) for path, number in numbers.items()},
        **{path: f"{_UNIT} {number}" for number, path in enumerate(units, start=1)},
        **{path: f"{_FILE} {number}" for number, path in enumerate(unread, start=1)},
    }


def _order(document: Document) -> tuple[bool, bool, int, str]:
    """Doctors by number, then units, then the rest."""
    return document.iup is None, document.unit is None, len(document.path), document.path


def _reasons(survey: Survey) -> Mapping[str, str]:
    """A number for each reason of an exception."""
    told = [one.reason for one in survey.exemptions]
    told += [one.reason for file in survey.report.files for one in file.silenced]
    return {reason: f"skäl {number}" for number, reason in enumerate(dict.fromkeys(told), start=1)}


def _report(report: Report, files: Sequence[FileReport], reasons: Mapping[str, str]) -> Report:
    profile = _OWN_PROFILE if report.in_force.profile else None
    return replace(
        report,
        files=tuple(files),
        config=_file(report.config, _SETTINGS, reasons) if report.config else None,
        limits=tuple(_LIMIT for _ in report.limits),
        in_force=LimitsInForce(profile, report.in_force.changed),
        left_out=tuple(f"En arbetsbok är inte läst. {_ELSEWHERE}" for _ in report.left_out),
    )


def _file(file: FileReport, name: str, reasons: Mapping[str, str]) -> FileReport:
    return FileReport(
        _document(file.document, name),
        findings=_findings(file.findings),
        limits=tuple(_LIMIT for _ in file.limits),
        fulfilled=file.fulfilled,
        total=file.total,
        time=file.time,
        unchecked=file.unchecked,
        silenced=tuple(
            Silenced(_finding(one.finding), reasons[one.reason], one.until)
            for one in sorted(file.silenced, key=lambda one: (one.finding.code, one.finding.delmal or ""))
        ),
    )


def _document(document: Document, name: str) -> Document:
    problem = document.problem
    return Document(
        name,
        None,
        iup=Iup() if document.iup is not None else None,
        problem=Problem(problem.kind, _PROBLEM.format(kind=problem.kind.value)) if problem else None,
        unit=Unit() if document.unit is not None else None,
    )


def _findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """In an order that does not tell that of the cells."""
    return tuple(sorted((_finding(one) for one in findings), key=lambda one: one.sort_key))


def _finding(finding: Finding) -> Finding:
    """The finding in the words of its rule."""
    info = _rule(finding.code)
    title, action, source = (info.title, info.action, info.source) if info else ("fynd", "", "")
    text = f"{title[:1].upper()}{title[1:]}."
    return Finding(finding.code, finding.level, title, text, action, source, finding.delmal)


def _rule(code: str) -> RuleInfo | None:
    return next((one for one in all_rules() if one.code == code), None)


def _exemption(one: Exemption, reasons: Mapping[str, str]) -> Exemption:
    return replace(one, file="visas inte", reason=reasons[one.reason])


def _resident(one: Resident, name: str) -> Resident:
    """The doctor without texts, placements and the days of the training."""
    return replace(
        one,
        name=name,
        cell=None,
        specialty=one.specialty if one.specialty in regelverk.load().specialties else None,
        unit=None,
        supervisor=None,
        studierektor=None,
        delmal=tuple(_delmal(delmal) for delmal in one.delmal),
        placements=(),
        courses=tuple(_course(course) for course in one.courses),
        meetings=tuple(_met(met) for met in one.meetings),
        assessments=tuple(_assessed(assessed) for assessed in one.assessments),
        elapsed=(),
        seen=(),
    )


def _delmal(one: DelmalStatus) -> DelmalStatus:
    return replace(one, cell=None)


def _course(one: Attended) -> Attended:
    return replace(one, name=COURSE, cell=NOWHERE)


def _met(one: Met) -> Met:
    return replace(one, cell=NOWHERE, supervisor=None)


def _assessed(one: Assessed) -> Assessed:
    return replace(one, cell=NOWHERE, assessor=None)
