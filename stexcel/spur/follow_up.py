"""Whether the rows of an action plan are done, by today's files: never done where the check could not be made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stexcel.findings import FileReport
from stexcel.model import CellRef
from stexcel.names import match_name
from stexcel.rules import all_rules
from stexcel.rules.words import listing
from stexcel.spur.model import CriterionResult, Inspection, Status
from stexcel.spur.plan import BY_PEOPLE, RULE, seen_in_files
from stexcel.status.model import Survey
from stexcel.unit import Action

_CODE = re.compile(r"\bSTX\d{3}\b")
_UNIT_RULES = "STX5"
_LISTED = re.compile(r"\s*(?:[,;\n]|\boch\b)\s*")
_MOST_NAMED = 5


class Verdict(StrEnum):
    """What can be said of a row; the values are the words that users read."""

    DONE = "klar"
    LATE = "försenad"
    OPEN = "inte klar"
    UNKNOWN = "kan inte kontrolleras av programmet"


@dataclass(frozen=True, slots=True)
class FollowedRow:
    """A row of the plan as it stands today.

    ``why`` is what was seen in the files, or why nothing could be. ``overdue`` tells that the date has passed and
    neither the files nor the plan say that the row is done. ``doctors`` are those in whose IUP it is still found.
    """

    cell: CellRef
    criterion: str | None
    action: str | None
    due: date | None
    responsible: str | None
    status: str | None
    verdict: Verdict
    why: str
    overdue: bool
    doctors: tuple[str, ...] = ()


@dataclass(frozen=True)
class FollowUp:
    """A whole plan. ``remarks`` are sentences that hold for all of it, ``path`` the file that it was read from."""

    day: date
    version: str
    unit_name: str | None
    path: str
    rows: tuple[FollowedRow, ...]
    remarks: tuple[str, ...] = ()

    @property
    def has_cells(self) -> bool:
        """Whether the rows were read from cells that one can go to, and not from the tables of a document."""
        return not self.path.lower().endswith(".docx")

    @property
    def is_late(self) -> bool:
        """Whether any row is overdue."""
        return any(row.overdue for row in self.rows)

    def count(self, verdict: Verdict) -> int:
        """How many rows have the verdict."""
        return sum(row.verdict is verdict for row in self.rows)


@dataclass(frozen=True, slots=True)
class _Seen:
    """Whether a condition holds: ``None`` where it could not be checked. ``doctors`` are those who keep it open."""

    holds: bool | None
    why: str
    doctors: tuple[str, ...] = ()


def follow_up(
    actions: Sequence[Action], path: str, survey: Survey, inspection: Inspection, remarks: Iterable[str] = ()
) -> FollowUp:
    """Every row of a plan, judged by the survey of today and by the inspection that was made of it."""
    return FollowUp(
        inspection.day,
        inspection.version,
        inspection.unit_name,
        path,
        tuple(_row(action, survey, inspection) for action in actions),
        (*remarks, *inspection.remarks),
    )


def _row(action: Action, survey: Survey, inspection: Inspection) -> FollowedRow:
    seen = _seen(action, survey, inspection)
    due = action.due.value.end if action.due else None
    passed = due is not None and due < inspection.day
    if seen.holds:
        verdict = Verdict.DONE
    elif seen.holds is None:
        verdict = Verdict.UNKNOWN
    else:
        verdict = Verdict.LATE if passed else Verdict.OPEN
    overdue = passed and (verdict is Verdict.LATE or (verdict is Verdict.UNKNOWN and not action.done))
    return FollowedRow(
        cell=action.cell,
        criterion=action.criterion,
        action=action.action,
        due=due,
        responsible=action.responsible,
        status=action.status,
        verdict=verdict,
        why=" ".join((seen.why, *_said(action, verdict, overdue=overdue))),
        overdue=overdue,
        doctors=seen.doctors,
    )


def _said(action: Action, verdict: Verdict, *, overdue: bool) -> Iterator[str]:
    """What the plan itself says, where the files say something else or nothing."""
    if action.done and verdict is not Verdict.DONE:
        yield f"Planen anger raden som gjord (”{action.status or 'genomförd'}”)."
    if overdue and verdict is Verdict.UNKNOWN:
        yield "Datumet har passerat, och planen anger inte att åtgärden är gjord."
    if not action.due and verdict is not Verdict.DONE:
        yield "Raden har inget datum som går att läsa, så den kan inte räknas som försenad."


def _seen(action: Action, survey: Survey, inspection: Inspection) -> _Seen:
    if action.criterion is None:
        return _Seen(None, "Raden anger inget kriterium.")
    seen = _by_files(action, action.criterion, survey, inspection)
    gone = _not_read(action.concerned, inspection) if seen.holds else []
    return _Seen(None, f"Inget IUP för {listing(gone)} finns bland de lästa filerna.") if gone else seen


def _by_files(action: Action, criterion: str, survey: Survey, inspection: Inspection) -> _Seen:
    closes = action.closes or ""
    codes = tuple(dict.fromkeys(_CODE.findall(closes.rpartition(RULE)[2])))
    if codes:
        return _of_codes(codes, criterion, survey, inspection)
    if BY_PEOPLE.rstrip(".").casefold() in closes.casefold():
        return _Seen(None, "Villkoret bedöms av människor.")
    return _of_criterion(criterion, inspection)


def _not_read(concerned: str | None, inspection: Inspection) -> list[str]:
    """The names in the row of those whose IUP is not among today's files."""
    known = [doctor.name for doctor in inspection.doctors]
    folded = {name.casefold() for name in known}
    listed = [name for name in _LISTED.split(concerned or "") if any(map(str.isalpha, name))]
    return [name for name in listed if name.casefold() not in folded and match_name(name, known).certain is None]


def _of_codes(codes: Sequence[str], criterion: str, survey: Survey, inspection: Inspection) -> _Seen:
    """Whether the findings of the rules are gone everywhere where the rules had to look."""
    found = [file for file in survey.report.parts if any(finding.code in codes for finding in file.findings)]
    left = [code for code in codes if any(finding.code == code for file in found for finding in file.findings)]
    if left:
        names = tuple(_name(file, survey) for file in found)
        where = listing([*names[:_MOST_NAMED], *([f"{len(names) - _MOST_NAMED} till"] if names[_MOST_NAMED:] else [])])
        return _Seen(False, f"{listing(left)} finns kvar: {where}.", names)
    doubts = list(dict.fromkeys(doubt for code in codes for doubt in _doubts(code, survey)))
    if doubts:
        return _Seen(None, " ".join(doubts))
    others = _still_failing(criterion, inspection)
    return _Seen(True, " ".join((f"{listing(codes)} ger inga fynd i dagens filer.", *others)))


def _still_failing(criterion: str, inspection: Inspection) -> Iterator[str]:
    """That the criterion fails for another reason than that of the row."""
    failing = [(of, one) for of, one in _results(criterion, inspection) if one.verified is Status.FAILS]
    if failing:
        yield f"Men {criterion} brister av annat skäl. {seen_in_files(failing)}"


def _doubts(code: str, survey: Survey) -> Iterator[str]:
    """Why the silence of a rule says nothing; nothing where the rule had a look everywhere."""
    report = survey.report
    if code not in {info.code for info in all_rules()}:
        yield f"Regeln {code} finns inte i den här versionen."
        return
    if code in report.switched_off:
        yield f"Regeln {code} är avstängd i stexcel.toml."
    if any(one.finding.code == code for file in report.parts for one in file.silenced):
        yield f"Fynd av {code} är undantagna i stexcel.toml."
    unread = report.unread
    if unread:
        yield "En fil kunde inte läsas." if unread == 1 else f"{unread} filer kunde inte läsas."
    of_unit = code.startswith(_UNIT_RULES)
    looked_at = [file for file in report.files if file.document.path in (survey.units if of_unit else survey.residents)]
    if not looked_at:
        yield f"Ingen fil där {code} kan kontrolleras finns med."
    open_in = [_name(file, survey) for file in looked_at if code in file.unchecked or file.crashed]
    if open_in:
        more = [f"{len(open_in) - _MOST_NAMED} till"] if open_in[_MOST_NAMED:] else []
        yield f"{code} kunde inte kontrolleras helt för {listing([*open_in[:_MOST_NAMED], *more])}."


def _name(file: FileReport, survey: Survey) -> str:
    resident = survey.residents.get(file.document.path)
    return resident.name if resident is not None and resident.name else file.document.path


def _of_criterion(criterion: str, inspection: Inspection) -> _Seen:
    """By the assessment of the criterion, the unit's own claims apart."""
    results = _results(criterion, inspection)
    if not results:
        return _Seen(None, f"{criterion} är inte bedömt i någon föreskrift.")
    told = seen_in_files(results)
    if any(result.verified is Status.FAILS for _, result in results):
        names = tuple(dict.fromkeys(doctor.name for _, result in results for doctor in result.failing))
        return _Seen(False, told, names)
    if inspection.unassigned or not all(result.verified is Status.FULFILLED for _, result in results):
        return _Seen(None, told)
    return _Seen(True, told)


def _results(criterion: str, inspection: Inspection) -> list[tuple[str, CriterionResult]]:
    return [
        (part.regulation, found)
        for part in inspection.regulations
        if (found := part.results.get(criterion)) is not None
    ]
