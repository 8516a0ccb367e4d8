"""Which findings in an IUP say that a criterion fails, and which only speak against it.

The guide names a condition where a rule says more than the criterion demands: a single assessment without delmål does
not mean that assessments are not documented. What is not in a log may have been done, so rules that miss one kind of
assessment only speak against; where none at all is documented, that itself is what fails.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from stexcel.findings import Finding, Level
from stexcel.model import ActivityType
from stexcel.regelverk import Guide
from stexcel.rules.progress import KOLLEGIUM_METHOD
from stexcel.spur.case import DoctorFile
from stexcel.status.model import Link, Resident

_JUDGED_TERMS = 2

Condition = Callable[[Resident, Sequence[Finding]], bool]
"""Whether the findings of a rule in one IUP say that the criterion fails."""


def about(guide: Guide, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that are about the ability or the delmål that the criterion is about."""
    kept = [one for one in findings if not guide.delmal or one.delmal in guide.delmal]
    return tuple(one for one in kept if guide.area is None or guide.area in one.summary)


def decided(guide: Guide, file: DoctorFile, today: date) -> tuple[Finding, ...]:
    """The findings in an IUP that say that the criterion fails."""
    found: list[Finding] = []
    for rule in guide.decisive:
        findings = about(guide, file.findings(rule.code))
        if rule.when == "krav":
            findings = tuple(one for one in findings if one.level is Level.KRAV)
        elif rule.when == "saknas":
            findings = tuple(one for one in findings if one.level is not Level.LOKAL)
        elif rule.when == "uttryckligen_inte_gangen":
            findings = _not_taken(file.resident, findings)
        elif rule.when == "paborjad_placering":
            findings = _begun(file.resident, findings, today)
        elif rule.when is not None and not CONDITIONS[rule.when](file.resident, findings):
            findings = ()
        found += [one for one in findings if one not in found]
    return tuple(found)


def _not_taken(resident: Resident, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Those about courses of which the workbook says itself that they were not taken."""
    refused = {one.cell for one in resident.courses if one.completed is False}
    return tuple(one for one in findings if one.cell in refused)


def _begun(resident: Resident, findings: Sequence[Finding], today: date) -> tuple[Finding, ...]:
    """Those about placements that have begun, where the plan names supervisors at other placements.

    A supervisor of a placement to come is often not chosen yet, and a plan without any has no place for them.
    """
    if not any(one.supervisor for one in resident.placements):
        return ()
    begun = {one.cell for one in resident.placements if one.start is not None and one.start <= today}
    return tuple(one for one in findings if one.level is Level.KRAV and one.cell in begun)


def _has_no_assessment(resident: Resident, findings: Sequence[Finding]) -> bool:
    """Whether no assessment is dated at all, or none in a whole year of completed terms."""
    if not findings:
        return False
    if not any(one.day is not None for one in resident.assessments):
        return True
    judged = [term for term in resident.terms[:-1][-_JUDGED_TERMS:] if term.wanted]
    return len(judged) == _JUDGED_TERMS and not any(term.made for term in judged)


def _is_mostly_unlinked(resident: Resident, findings: Sequence[Finding]) -> bool:
    """Whether less than half of the logged assessments name a delmål."""
    made = [one for one in resident.assessments if one.day is not None and one.method != KOLLEGIUM_METHOD]
    return bool(findings) and 2 * sum(bool(one.delmal) for one in made) < len(made)


def _is_mostly_unproven(resident: Resident, findings: Sequence[Finding]) -> bool:
    """Whether more than half of the delmål that are marked as fulfilled carry no evidence."""
    return 2 * len(findings) > sum(one.link is Link.DONE for one in resident.delmal)


def _has_no_methods(resident: Resident, findings: Sequence[Finding]) -> bool:
    """Whether neither a planned nor a made assessment has a method."""
    return bool(findings) and not resident.assessments and not any(one.methods for one in resident.delmal)


def _mostly_lacks_courses(resident: Resident, findings: Sequence[Finding]) -> bool:
    """Whether no courses are listed, and more delmål lack a course that they demand than have one."""
    lacking = [one for one in findings if one.level is Level.KRAV and ActivityType.KURS.value in one.summary]
    return not resident.courses and len(lacking) > sum(ActivityType.KURS in one.types for one in resident.delmal)


def _has_no_supervisor(resident: Resident, findings: Sequence[Finding]) -> bool:
    """Whether the IUP names no main supervisor."""
    return bool(findings) and resident.supervisor is None


CONDITIONS: Mapping[str, Condition] = {
    "ingen_bedomning": _has_no_assessment,
    "mest_olankade": _is_mostly_unlinked,
    "mest_ostyrkta": _is_mostly_unproven,
    "inga_metoder": _has_no_methods,
    "mest_utan_kurs": _mostly_lacks_courses,
    "huvudhandledare": _has_no_supervisor,
}
"""The conditions that depend on the whole IUP, by the names that the guide uses."""
