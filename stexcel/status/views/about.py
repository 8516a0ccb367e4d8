"""What the status rests on: files, rule data, limits, exceptions, and what was not checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from stexcel.findings import Exemption, FileReport, SetLimit
from stexcel.rules import Thresholds
from stexcel.rules.thresholds import all_thresholds
from stexcel.status.status import About, ExceptionRow, FileRow, Place, RuleDataRow
from stexcel.status.views.lights import light_rules
from stexcel.status.views.subjects import Subjects

READ, CRASHED = "läst", "inte färdigkontrollerad: fel i programmet"


def about(subjects: Subjects) -> About:
    """Everything in the order of the run."""
    survey, report = subjects.survey, subjects.survey.report
    return About(
        report.version,
        tuple(_file(subjects, file) for file in report.files),
        tuple(_rule_data(subjects)),
        tuple(_limits(survey.thresholds)),
        report.in_force.profile,
        tuple(_exceptions(subjects)),
        report.switched_off,
        (*report.limits, *(report.config.limits if report.config else ()), *report.left_out),
        light_rules(survey.thresholds),
    )


def _file(subjects: Subjects, file: FileReport) -> FileRow:
    document = file.document
    kind = "IUP" if document.iup else "enhetens arbetsbok" if document.unit else "inte läst"
    state = document.problem.text if document.problem else CRASHED if file.crashed else READ
    return FileRow(Place(document.path), document.sha256, kind, subjects.who(document), state, file.limits)


def _rule_data(subjects: Subjects) -> Iterator[RuleDataRow]:
    doctors = Counter((one.regulation, one.specialty) for one in subjects.residents)
    for data in subjects.survey.rule_data:
        number = doctors[data.regulation, data.specialty]
        yield RuleDataRow(data.regulation, data.specialty, data.delmal, data.verification, number)


def _limits(thresholds: Thresholds) -> Iterator[SetLimit]:
    for one in all_thresholds():
        yield SetLimit(one.key, one.text, getattr(thresholds, one.name), one.default)


def _exceptions(subjects: Subjects) -> Iterator[ExceptionRow]:
    for one in subjects.survey.exemptions:
        yield ExceptionRow(one.file, one.code, one.delmal, one.reason, one.until, _silenced(subjects, one))


def _silenced(subjects: Subjects, one: Exemption) -> int:
    return sum(
        silenced.finding.code == one.code
        and (silenced.reason, silenced.until) == (one.reason, one.until)
        and one.delmal in (None, silenced.finding.delmal, silenced.finding.group or None)
        for file in subjects.survey.report.files
        for silenced in file.silenced
    )
