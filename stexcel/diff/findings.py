"""Findings compared: which are solved and which are new, wherever in the workbook they stand."""

from __future__ import annotations

from stexcel.diff.entries import paired
from stexcel.findings import FileReport, Finding


def finding_changes(old: FileReport, new: FileReport) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that are solved, and those that have appeared, sorted as in a report.

    A finding that an exception silences is still there. A finding whose words have changed (the number of months,
    say) is the same when code and delmål are.
    """
    _, solved, appeared = paired(_all(old), _all(new), _keys)
    return _sorted(solved), _sorted(appeared)


def _all(report: FileReport) -> list[Finding]:
    return [*report.findings, *(silenced.finding for silenced in report.silenced)]


def _keys(finding: Finding) -> tuple[object, ...]:
    return ((finding.code, finding.delmal, finding.text), (finding.code, finding.delmal))


def _sorted(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: (finding.level.rank, finding.code, finding.sort_key)))
