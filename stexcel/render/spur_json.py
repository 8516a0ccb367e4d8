"""An assessment and a follow-up as JSON documents with Swedish keys: the same run always gives the same text.

The form is told in ``docs/spur.schema.json``.
"""

from __future__ import annotations

import json
from datetime import date

from stexcel.spur.follow_up import FollowUp
from stexcel.spur.interview import Interview
from stexcel.spur.model import (
    Claim,
    CriterionResult,
    Doctor,
    DoctorResult,
    Evidence,
    FileRead,
    Inspection,
    PlanRow,
    Point,
    Question,
    RegulationResult,
    SectionResult,
)

FORMAT_VERSION = 1

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def render_spur_json(inspection: Inspection) -> str:
    """The assessment as text."""
    return _dumps(spur_document(inspection))


def render_follow_up_json(found: FollowUp) -> str:
    """The follow-up of a plan as text."""
    return _dumps(
        {
            "version": FORMAT_VERSION,
            "stexcel": found.version,
            "idag": found.day.isoformat(),
            "enhet": found.unit_name,
            "handlingsplan": found.path,
            "rader": [
                {
                    "kriterium": row.criterion,
                    "atgard": row.action,
                    "klart_senast": _day(row.due),
                    "ansvarig": row.responsible,
                    "status_i_planen": row.status,
                    "utfall": row.verdict.value,
                    "datumet_har_passerat": row.overdue,
                    "varfor": row.why,
                    "st_lakare": list(row.doctors),
                    "blad": row.cell.sheet if found.has_cells else None,
                    "cell": row.cell.a1 if found.has_cells else None,
                }
                for row in found.rows
            ],
            "anmarkningar": list(found.remarks),
        }
    )


def render_interview_json(found: Interview) -> str:
    """The questions of a rehearsal as text."""
    return _dumps(
        {
            "version": FORMAT_VERSION,
            "stexcel": found.version,
            "idag": found.day.isoformat(),
            "enhet": found.unit_name,
            "fragor": [
                {
                    "avsnitt": sitting.section.id,
                    "roll": sitting.role.value,
                    "kriterium": asked.criterion,
                    "fraga": asked.question,
                    "underlag": [
                        {"foreskrift": one.regulation, "status": one.status.value, "text": one.told}
                        for one in asked.standings
                    ],
                }
                for sitting in found.sittings
                for asked in sitting.questions
            ],
            "anmarkningar": list(found.remarks),
        }
    )


def _dumps(document: Json) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def spur_document(inspection: Inspection) -> dict[str, Json]:
    """The assessment as plain data: strings, numbers, lists and dicts."""
    return {
        "version": FORMAT_VERSION,
        "stexcel": inspection.version,
        "idag": inspection.day.isoformat(),
        "enhet": inspection.unit_name,
        "verksamhetschef": inspection.head,
        "studierektor": inspection.studierektor,
        "enhetens_arbetsbok": inspection.unit_path,
        "foreskrifter": {part.year: _regulation(part, inspection) for part in inspection.regulations},
        "utan_foreskrift": [_doctor(one) for one in inspection.unassigned],
        "styrkor": [_point(one) for one in inspection.strengths],
        "svagheter": [_point(one) for one in inspection.weaknesses],
        "forbattringar": [_point(one) for one in inspection.potential],
        "handlingsplan": [_plan_row(row) for row in inspection.plan],
        "fragor": [_question(one) for one in inspection.questions],
        "filer": [_file(one) for one in inspection.files],
        "anmarkningar": list(inspection.remarks),
        "antaganden": list(inspection.assumptions),
        "regelverk": [
            {
                "foreskrift": one.regulation,
                "specialitet": one.specialty,
                "delmal": one.delmal,
                "kontroll": one.verification,
            }
            for one in inspection.rule_data
        ],
        "avstangda_regler": list(inspection.switched_off),
        "undantag": [
            {
                "fil": one.file,
                "kod": one.code,
                "delmal": one.delmal,
                "skal": one.reason,
                "till_och_med": _day(one.until),
            }
            for one in inspection.exemptions
        ],
        "trosklar": list(inspection.thresholds),
    }


def _regulation(part: RegulationResult, inspection: Inspection) -> Json:
    return {
        "foreskrift": part.regulation,
        "st_lakare": [_doctor(one) for one in part.doctors],
        "avsnitt": {one.section.id: _section(one, inspection) for one in part.sections},
    }


def _doctor(one: Doctor) -> Json:
    return {"namn": one.name, "fil": one.path, "specialitet": one.specialty}


def _section(one: SectionResult, inspection: Inspection) -> Json:
    return {
        "rubrik": one.section.title,
        "grad": [grade.value for grade in one.grade.grades],
        "grad_utan_pastaenden": [grade.value for grade in one.verified.grades],
        "med_handlingsplan": one.with_plan,
        "det_som_andrar": list(one.moves),
        "vagen_till_b": [
            {
                "kriterium": step.criterion,
                "rubrik": step.title,
                "atgard": step.action,
                "st_lakare": step.doctors,
                "att_styrka": step.open,
            }
            for step in one.path_to_b
        ],
        "kriterier": {result.criterion.id: _criterion(result, inspection) for result in one.criteria},
    }


def _criterion(one: CriterionResult, inspection: Inspection) -> Json:
    return {
        "rubrik": one.criterion.title,
        "typ": one.kind.value,
        "status": one.status.value,
        "kontrollerad_status": one.verified.value,
        "lakare": {"uppfyllt": one.counts.fulfilled, "brister": one.counts.fails, "ej_bedomt": one.counts.open},
        "fynd": list(one.codes),
        "kalla": one.basis.value,
        "text": one.told,
        "fraga": one.question,
        "motsagelse": one.contradiction,
        "okontrollerat_regelverk": one.unverified_data,
        "pastaenden": [_claim(claim) for claim in one.claims],
        "bevis": [_evidence(evidence, inspection) for evidence in _all_evidence(one)],
        "per_lakare": [_doctor_result(result) for result in one.doctors],
    }


def _all_evidence(one: CriterionResult) -> tuple[Evidence, ...]:
    """What the criterion leans on, that of each doctor included, each once."""
    of_doctors = (evidence for result in one.doctors for evidence in result.evidence)
    return tuple(dict.fromkeys((*one.evidence, *of_doctors)))


def _doctor_result(one: DoctorResult) -> Json:
    return {
        "namn": one.doctor.name,
        "fil": one.doctor.path or None,
        "status": one.status.value,
        "varfor": one.why,
        "fynd": list(one.codes),
    }


def _claim(one: Claim) -> Json:
    when = one.when
    return {
        "status": one.status.value,
        "svar": one.answer,
        "dokument": one.document,
        "datum": None
        if when is None
        else when.start.isoformat()
        if when.is_day
        else f"{when.start.isoformat()}/{when.end.isoformat()}",
        "ansvarig": one.owner,
        "kommentar": one.comment,
        "fil": one.path,
        "blad": one.cell.sheet,
        "cell": one.cell.a1,
    }


def _evidence(one: Evidence, inspection: Inspection) -> Json:
    return {
        "fil": one.path,
        "blad": one.sheet or (one.cell.sheet if one.cell else None),
        "cell": one.cell.a1 if one.cell else None,
        "varde": one.value,
        "text": one.claim,
        "riktning": one.bearing.value,
        "kod": one.code,
        "st_lakare": one.doctor,
        "sha256": inspection.hashes.get(one.path),
    }


def _point(one: Point) -> Json:
    return {"avsnitt": one.section, "kriterium": one.criterion, "foreskrift": one.regulation, "text": one.sentence}


def _plan_row(row: PlanRow) -> Json:
    return {
        "kriterium": row.criterion,
        "foreskrifter": list(row.regulations),
        "brist": row.problem,
        "atgard": row.action,
        "klart_senast": _day(row.due),
        "ansvarig": row.responsible,
        "uppfoljning": _day(row.follow_up),
        "ansvarig_for_uppfoljning": row.follow_up_by,
        "berorda": list(row.doctors),
        "avslutas": {
            "text": row.condition_text,
            "regler": list(row.condition.codes),
            "bedoms_av_manniskor": row.condition.manual,
        },
        "enhetens_egen": row.own,
        "status": row.status,
        "datumet_har_passerat": row.overdue,
    }


def _question(one: Question) -> Json:
    return {
        "kriterium": one.criterion,
        "foreskrifter": list(one.regulations),
        "fraga": one.question,
        "talar_emot": one.against,
    }


def _file(one: FileRead) -> Json:
    return {
        "fil": one.path,
        "slag": one.kind.value,
        "namn": one.name,
        "sha256": one.sha256,
        "problem": one.problem,
        "ej_kontrollerat": list(one.limits),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
