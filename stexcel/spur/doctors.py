"""One criterion for one doctor, by what was found and seen in the IUP."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from stexcel.findings import Finding, Silenced
from stexcel.regelverk import Guide
from stexcel.rules import all_rules
from stexcel.rules.words import listing
from stexcel.spur.case import DoctorFile
from stexcel.spur.decisive import about, decided
from stexcel.spur.model import Bearing, Doctor, DoctorResult, Evidence, Status
from stexcel.spur.shown import shown

NOTHING_SHOWN = "IUP visar inte detta."
NOT_SETTLED = "IUP räcker inte för att avgöra detta."
AGAINST = "Underlaget talar emot: {what}."
FAILS = "Brister: {what}."
EXCEPTED = "{codes} är undantagen i stexcel.toml: {reason}"
NOT_CHECKED = "{codes} kunde inte kontrolleras, eller bara delvis."
NOT_IN_TIME = "{area} inte bedömd i tid"
_OF_ABILITIES = "STX308"
NOT_SEEN = "Inget talar emot, men IUP visar inte var det står."


def doctor_result(guide: Guide, file: DoctorFile, today: date, *, off: Iterable[str]) -> DoctorResult:
    """What can be said of one doctor; the rules with the codes in ``off`` were not run."""
    decisive = decided(guide, file, today)
    speaking = [code for code in guide.decisive_codes if code not in guide.notes]
    against = [one for one in about(guide, file.findings(*speaking, *guide.against)) if one not in decisive]
    notes = about(guide, file.findings(*guide.notes))
    seen = shown(guide.evidence, file, today)
    evidence = (
        *(found(one, file.doctor, Bearing.AGAINST) for one in (*decisive, *against)),
        *seen,
        *(found(one, file.doctor, Bearing.NOTE) for one in notes if one not in decisive and one not in against),
    )
    status, why = _status(guide, file, decisive, against, seen, frozenset(off))
    codes = tuple(dict.fromkeys(one.code for one in decisive or against))
    return DoctorResult(file.doctor, status, why, codes, evidence)


def _status(
    guide: Guide,
    file: DoctorFile,
    decisive: Sequence[Finding],
    against: Sequence[Finding],
    seen: Sequence[Evidence],
    off: frozenset[str],
) -> tuple[Status, str]:
    if decisive:
        return Status.FAILS, FAILS.format(what=what_found(decisive, guide))
    excepted = file.silenced(*guide.decisive_codes, *guide.against)
    if excepted:
        return Status.OPEN, why_excepted(excepted)
    if against:
        return Status.OPEN, AGAINST.format(what=what_found(against, guide))
    unchecked = sorted({*guide.needed} & (file.report.unchecked | off))
    if unchecked:
        return Status.OPEN, NOT_CHECKED.format(codes=listing(unchecked))
    if guide.shows is None:
        return Status.OPEN, NOT_SETTLED if seen else NOTHING_SHOWN
    if not seen:
        return Status.OPEN, NOT_SEEN
    return Status.FULFILLED, seen[0].claim


def found(finding: Finding, doctor: Doctor | None, bearing: Bearing, path: str | None = None) -> Evidence:
    """A finding as evidence; ``path`` is that of its file, else the doctor's."""
    where = path if path is not None else doctor.path if doctor is not None else ""
    return Evidence(
        finding.text,
        bearing,
        where,
        finding.sheet,
        finding.cell,
        code=finding.code,
        doctor=doctor.path if doctor is not None else None,
    )


def what_found(findings: Iterable[Finding], guide: Guide | None = None) -> str:
    """The rules' titles with how many findings there are of each: ``bedömningsmetod saknas (STX103, 13 fynd)``."""
    counted = Counter(one.code for one in findings)
    return listing([f"{title(code, guide)} ({code}{_times(number)})" for code, number in sorted(counted.items())])


def _times(number: int) -> str:
    return f", {number} fynd" if number > 1 else ""


def why_excepted(excepted: Sequence[Silenced]) -> str:
    """Which rules are excepted, and the reason that somebody gave."""
    codes = sorted({one.finding.code for one in excepted})
    reasons = dict.fromkeys(one.reason.rstrip(".") for one in excepted)
    return EXCEPTED.format(codes=listing(codes), reason=f"{'; '.join(f'”{reason}”' for reason in reasons)}.")


@cache
def _titles() -> dict[str, str]:
    return {info.code: info.title for info in all_rules()}


def title(code: str, guide: Guide | None = None) -> str:
    """What the rule with the code finds; of the one about several abilities, what it finds of the guide's."""
    if guide is not None and guide.area is not None and code == _OF_ABILITIES:
        return NOT_IN_TIME.format(area=guide.area)
    return _titles()[code]
