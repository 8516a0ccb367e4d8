"""The report as one JSON document with Swedish keys: the same run always gives the same text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from stexcel.findings import Counts, FileReport, Finding, LimitsInForce, Report, Silenced, TrainingTime
from stexcel.model import (
    CellRef,
    Course,
    Delmal,
    Done,
    Iup,
    LoggedAssessment,
    Meeting,
    MeetingKind,
    Part,
    Period,
    Placement,
    SignatureRole,
    Value,
)
from stexcel.render.unit_json import unit_data

FORMAT_VERSION = 1

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def render_json(report: Report) -> str:
    """The document as text, with a line for each file so that two runs are easily compared."""
    fields = (f"{_dumps(key)}: {_lines(value)}" for key, value in document(report).items())
    return "{" + ",\n ".join(fields) + "}\n"


def _lines(value: Json) -> str:
    """A list with an item on each line, anything else on one."""
    return "[\n" + ",\n".join(map(_dumps, value)) + "\n]" if isinstance(value, list) else _dumps(value)


def _dumps(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)


def document(report: Report) -> dict[str, Json]:
    """The document as plain data: strings, numbers, lists and dicts."""
    return {
        "version": FORMAT_VERSION,
        "stexcel": report.version,
        "idag": report.today.isoformat(),
        "filer": [_file(file) for file in report.files],
        "konfiguration": _configuration(report),
        "avstangda_regler": list(report.switched_off),
        "ej_kontrollerat": [*report.left_out, *report.limits],
        "summa": {"filer": len(report.files), "inte_kontrollerade": report.unread, "fynd": _counts(report.counts)},
    }


def _counts(counts: Counts) -> Json:
    return {level.value: count for level, count in counts.items()}


def _file(report: FileReport) -> Json:
    document = report.document
    iup = document.iup or Iup()
    return {
        "fil": document.path,
        "sha256": document.sha256,
        "kontrollerad": report.was_read and not report.crashed,
        "layout": list(iup.layouts),
        "enhet": unit_data(document.unit) if document.unit else None,
        "person": _person(iup),
        "delmal": {code: _delmal(delmal) for code, delmal in iup.delmal.items()},
        "placeringar": [_placement(placement) for placement in iup.placements],
        "kurser": [_course(course) for course in iup.courses],
        **{kind.value: [_meeting(meeting) for meeting in iup.meetings_of(kind)] for kind in MeetingKind},
        "bedomningar": [_assessment(assessment) for assessment in iup.assessments],
        "revisioner": [_day(revision.value) for revision in iup.revisions],
        "underskrifter": {role.value: _signed(iup, role) for role in SignatureRole},
        "sjalvstudier": _has_part(document.iup, Part.SELF_STUDY),
        "internutbildning": _has_part(document.iup, Part.INTERNAL_TEACHING),
        "vetenskapligt_arbete": _has_part(document.iup, Part.SCIENTIFIC_WORK),
        "kvalitetsarbete": _has_part(document.iup, Part.QUALITY_WORK),
        "introduktion": _has_part(document.iup, Part.INTRODUCTION),
        "atgardsplan": _has_part(document.iup, Part.ACTION_PLAN),
        "tid": _time(report.time),
        "ej_kontrollerat": list(report.limits),
        "fynd": [_finding(finding) for finding in report.findings],
        "undantag": [_silenced(silenced) for silenced in report.silenced],
    }


def _configuration(report: Report) -> Json:
    """Limits that are not the defaults, and what is to be said of ``stexcel.toml`` itself."""
    config, in_force = report.config, report.in_force
    if config is None and not in_force:
        return None
    return {
        "fil": config.document.path if config else None,
        "profil": in_force.profile,
        "trosklar": limits_data(in_force),
        "ej_kontrollerat": list(config.limits) if config else [],
        "fynd": [_finding(finding) for finding in config.findings] if config else [],
    }


def limits_data(in_force: LimitsInForce) -> dict[str, Json]:
    """Every limit that differs from its default, by its key."""
    return {one.key: {"varde": one.value, "forval": one.default} for one in in_force.changed}


def _silenced(silenced: Silenced) -> Json:
    """A finding that an exception takes out of the counts; without an end it holds until it is removed."""
    return {"fynd": _finding(silenced.finding), "skal": silenced.reason, "till_och_med": _day(silenced.until)}


def _time(time: TrainingTime) -> Json:
    """Months converted to full time; what is not known, and what is not required, is nothing."""
    return {"planerade_manader": time.planned, "gjorda_manader": time.served, "kravda_manader": time.required}


def _finding(finding: Finding) -> Json:
    return {
        "kod": finding.code,
        "niva": finding.level.value,
        "delmal": finding.delmal,
        "blad": finding.sheet,
        "cell": finding.cell.a1 if finding.cell else None,
        "text": finding.text,
        "atgard": finding.action,
        "kalla": finding.source,
        "kontrollerad": str(finding.verified) if finding.verified else None,
    }


def _person(iup: Iup) -> Json:
    person = iup.person
    return {
        "namn": _text(person.name),
        "specialitet": _text(person.specialty),
        "foreskrift": iup.regulation,
        "start": _value_day(person.start),
        "planerat_slut": _value_day(person.planned_end),
        "tjanstgoringsgrad": person.fte.value if person.fte else None,
        "huvudhandledare": _text(person.supervisor),
        "studierektor": _text(person.studierektor),
        "verksamhetschef": _text(person.head),
        "enhet": _text(person.unit),
        "upprattad": _value_day(person.established),
    }


def _delmal(delmal: Delmal) -> Json:
    return {
        "aktiviteter": [
            {"text": activity.text, "typ": ";".join(sorted(activity.types)), "cell": str(activity.cell)}
            for activity in delmal.activities
        ],
        "bedomningar": [
            {"metod": assessment.method, "cell": str(assessment.cell)} for assessment in delmal.assessments
        ],
        "planerat": "; ".join(planned.text for planned in delmal.planned) or None,
        "klart": _done(delmal.done),
        "celler": _cells(delmal.cells),
    }


def _done(done: Done | None) -> Json:
    """The date if there is one, else whether it is fulfilled, else nothing."""
    if done is None:
        return None
    return _day(done.date) if done.fulfilled and done.date else done.fulfilled


def _placement(placement: Placement) -> Json:
    return {
        "namn": placement.name,
        "start": _day(placement.start),
        "slut": _day(placement.end),
        "procent": placement.percent,
        "delmal": list(placement.delmal),
        "handledare": placement.supervisor,
        "intyg": placement.certificate,
        "plats": placement.site,
        "sidotjanstgoring": placement.side,
        "uppfoljning": placement.follow_up,
        "cell": str(placement.cell),
    }


def _course(course: Course) -> Json:
    return {
        "namn": course.name,
        "datum": _period(course.when),
        "delmal": list(course.delmal),
        "genomford": course.completed,
        "cell": str(course.cell),
    }


def _meeting(meeting: Meeting) -> Json:
    """A meeting without its content, which may be confidential."""
    return {
        "datum": _day(meeting.date),
        "handledare": meeting.supervisor,
        "mot_iup": meeting.checked_against_iup,
        "cell": str(meeting.cell),
    }


def _assessment(assessment: LoggedAssessment) -> Json:
    return {
        "datum": _day(assessment.date),
        "metod": assessment.method,
        "delmal": list(assessment.delmal),
        "bedomare": assessment.assessor,
        "cell": str(assessment.cell),
    }


def _signed(iup: Iup, role: SignatureRole) -> Json:
    """Whether it is signed; nothing when the workbook has no place for that signature."""
    places = [signature.signed for signature in iup.signatures if signature.role is role]
    return any(places) if places else None


def _has_part(iup: Iup | None, part: Part) -> bool | None:
    """Whether the programme has the part; nothing where there is no programme to have it."""
    return None if iup is None else iup.has_part(part)


def _cells(cells: Iterable[CellRef]) -> list[Json]:
    return [str(cell) for cell in cells]


def _text(value: Value[str] | None) -> str | None:
    return value.value if value else None


def _value_day(value: Value[date] | None) -> str | None:
    return _day(value.value) if value else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _period(period: Period | None) -> str | None:
    """One day, or first and last day as an interval of ISO 8601."""
    if period is None or period.is_day:
        return _day(period.start) if period else None
    return f"{period.start.isoformat()}/{period.end.isoformat()}"
