"""Small surveys, made of IUPs and units that are written in the tests."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from stexcel import regelverk
from stexcel.codes import SOSFS_2015
from stexcel.document import Document, Problem
from stexcel.findings import Exemption, FileReport, Report, Silenced
from stexcel.model import (
    Iup,
    LoggedAssessment,
    Meeting,
    MeetingKind,
    Part,
    PartStatement,
    Person,
    Placement,
    Signature,
    SignatureRole,
)
from stexcel.rules import Thresholds, check_run
from stexcel.rules.context import Context
from stexcel.rules.engine import check_context
from stexcel.status.digest import digest
from stexcel.status.make import make_status
from stexcel.status.model import Resident, Survey
from stexcel.status.status import OverviewRow, Status
from stexcel.unit import Unit
from tests.build import TODAY, at, iup, person

LIMITS = Thresholds()


def named(name: str, who: Person, **parts: Any) -> Iup:
    """An IUP of somebody with another name than the one of :func:`tests.build.person`."""
    assert who.name is not None
    changed = {**{field: getattr(who, field) for field in who.__dataclass_fields__}}
    changed["name"] = type(who.name)(name, name, who.name.cell)
    return iup(parts.pop("grid", ""), person=Person(**changed), **parts)


def resident(content: Iup, *, today: date = TODAY, thresholds: Thresholds = LIMITS) -> Resident:
    """The digest of one IUP."""
    context = Context(Document("st/x.xlsx", "0" * 64, content), regelverk.load(), today, thresholds)
    return digest(check_context(context), context)


def survey(
    contents: Mapping[str, Iup | Unit | Problem],
    *,
    today: date = TODAY,
    thresholds: Thresholds = LIMITS,
    off: Collection[str] = (),
    exempted: Mapping[str, str] | None = None,
) -> Survey:
    """A run over files with the contents; ``exempted`` are codes with the reasons why they are set aside."""
    rule_data = regelverk.load()
    residents: dict[str, Resident] = {}
    reports: list[FileReport] = []
    for path, content in contents.items():
        context = Context(_document(path, content), rule_data, today, thresholds)
        report = check_context(context, off=off)
        if context.document.iup is not None:
            residents[path] = digest(report, context)
        reports.append(report)
    checked = check_run(reports, rule_data, today=today, thresholds=thresholds, off=off)
    reasons = exempted or {}
    files = tuple(_without(file, reasons) for file in checked)
    units = {path: content for path, content in contents.items() if isinstance(content, Unit)}
    exemptions = tuple(Exemption("*", code, reason, 1) for code, reason in reasons.items())
    return Survey(Report(files, today, "0", switched_off=tuple(sorted(off))), residents, units, thresholds, exemptions)


def _document(path: str, content: Iup | Unit | Problem) -> Document:
    return Document(
        path,
        "0" * 64,
        content if isinstance(content, Iup) else None,
        content if isinstance(content, Problem) else None,
        content if isinstance(content, Unit) else None,
    )


def _without(file: FileReport, reasons: Mapping[str, str]) -> FileReport:
    kept = tuple(one for one in file.findings if one.code not in reasons)
    gone = tuple(Silenced(one, reasons[one.code]) for one in file.findings if one.code in reasons)
    return FileReport(**{**vars_of(file), "findings": kept, "silenced": gone})


def vars_of(file: FileReport) -> dict[str, Any]:
    """The fields of a report."""
    return {name: getattr(file, name) for name in file.__dataclass_fields__}


def status(contents: Mapping[str, Iup | Unit | Problem], **settings: Any) -> Status:
    """The status of a run."""
    return make_status(survey(contents, **settings))


def row(of: Status, name: str) -> OverviewRow:
    """The row of the front page about somebody."""
    (found,) = (one for one in of.overview if one.doctor.name == name)
    return found


def placement(name: str, start: date, end: date, row: int = 2, **told: Any) -> Placement:
    """A row of a plan."""
    return Placement(name, at(row, 1, "Plan"), start, end, **told)


GOALS = regelverk.load().malbeskrivning(SOSFS_2015, "Onkologi")
START = TODAY - timedelta(days=100)


def grid() -> str:
    """Every delmål with all the activities that are required, a method and a time."""
    assert GOALS is not None
    lines = []
    for code, need in GOALS.requirements.items():
        kinds = ", ".join(sorted(min(any_of, key=str).value for any_of in need.required) or ["klinisk_tjanstgoring"])
        lines.append(f"{code} | {kinds} | CBD, DOPS | VT25")
    return "\n".join(lines)


def met(days_ago: int, kind: MeetingKind = MeetingKind.SUPERVISION) -> Meeting:
    return Meeting(TODAY - timedelta(days=days_ago), at(days_ago + 1, 1, "Samtal"), content="IUP", kind=kind)


def good(**changes: Any) -> Iup:
    """A resident of 100 days of whom nothing is to be said."""
    parts = tuple(PartStatement(part, True, at(3, 2, "Plan"), delmal=("a1",)) for part in Part)
    signed = tuple(Signature(role, True, at(9, 1), START) for role in SignatureRole)
    log = tuple(
        LoggedAssessment(method, method, at(number, 1, "Logg"), TODAY - timedelta(days=number), ("c1",))
        for number, method in enumerate(("CBD", "DOPS", "CBD", "Mini-CEX"), start=1)
    )
    facts: dict[str, Any] = {
        "person": person(start=START, planned_end=date(2032, 1, 31)),
        "placements": (
            Placement("Onkologkliniken", at(2, 1, "Plan"), START, date(2032, 1, 31), 100, ("c1",), "Ivar Torsell"),
        ),
        "meetings": (met(80), met(40), met(5)),
        "assessments": log,
        "parts": parts,
        "signatures": signed,
        **changes,
    }
    return iup(grid(), **facts)
