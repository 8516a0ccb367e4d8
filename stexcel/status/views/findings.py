"""All findings as rows, those that exceptions set aside among them."""

from __future__ import annotations

from collections.abc import Iterator

from stexcel.findings import FileReport, Finding
from stexcel.status.status import FindingRow, Place
from stexcel.status.views.subjects import Subjects

_GROUPS = (
    "filen och läsningen",
    "delmål",
    "programmet",
    "handledning och bedömning",
    "teori och vetenskap",
    "enheten",
)
"""By the first digit of the codes."""


def group_of(code: str) -> str:
    """The group of rules that a code belongs to."""
    return _GROUPS[int(code[3])]


def findings(subjects: Subjects) -> tuple[FindingRow, ...]:
    """In the order of the files, the strictest first in each; exceptions last."""
    return tuple(row for file in subjects.survey.report.parts for row in _of_file(subjects, file))


def _of_file(subjects: Subjects, file: FileReport) -> Iterator[FindingRow]:
    for finding in sorted(file.findings, key=lambda one: one.level.rank):
        yield _row(subjects, file, finding, None)
    for one in file.silenced:
        until = f" (till och med {one.until})" if one.until else ""
        yield _row(subjects, file, one.finding, f"{one.reason}{until}")


def _row(subjects: Subjects, file: FileReport, finding: Finding, excepted: str | None) -> FindingRow:
    path = file.document.path
    doctor = subjects.doctors.get(path)
    return FindingRow(
        subjects.who(file.document),
        doctor.key if doctor else None,
        finding.code,
        finding.level,
        finding.summary,
        finding.text,
        finding.action,
        finding.source,
        group_of(finding.code),
        finding.delmal,
        Place(path, finding.sheet, finding.cell),
        excepted,
    )
