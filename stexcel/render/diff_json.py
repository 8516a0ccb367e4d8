"""A comparison as one JSON document with Swedish keys."""

from __future__ import annotations

import json

from stexcel.diff import Change, Comparison, DoctorDiff, Lone, UnitDiff
from stexcel.findings import Finding
from stexcel.render.json import Json, limits_data

FORMAT_VERSION = 1


def render_diff_json(comparison: Comparison) -> str:
    """The document as text; the same comparison always gives the same text."""
    document: Json = {
        "version": FORMAT_VERSION,
        "stexcel": comparison.version,
        "idag": comparison.today.isoformat(),
        "profil": comparison.in_force.profile,
        "trosklar": limits_data(comparison.in_force),
        "efterhand_dagar": comparison.backdated_days,
        "st_lakare": [_doctor(doctor) for doctor in comparison.doctors],
        "enheter": [_unit(unit) for unit in comparison.units],
        "bara_i_gamla": [_lone(one) for one in comparison.only_old],
        "bara_i_nya": [_lone(one) for one in comparison.only_new],
        "inte_jamfort": [{"fil": one.path, "skal": one.why, "motsvarar": one.other} for one in comparison.uncompared],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _doctor(doctor: DoctorDiff) -> Json:
    return {
        "namn": doctor.name,
        "annat_namn_i_gamla": doctor.other_name,
        "gammal_fil": doctor.old_path,
        "ny_fil": doctor.new_path,
        "klara_delmal": {"fore": doctor.fulfilled[0], "efter": doctor.fulfilled[1]},
        "alla_delmal": {"fore": doctor.total[0], "efter": doctor.total[1]},
        "andringar": [_change(change) for change in doctor.changes],
        "losta_fynd": [_finding(finding) for finding in doctor.solved],
        "nya_fynd": [_finding(finding) for finding in doctor.appeared],
        "inte_langre_kontrollerat": list(doctor.unchecked),
        "sista_datum_i_gamla": doctor.latest.isoformat() if doctor.latest else None,
        "inskrivet_i_efterhand": [
            {"vad": one.text, "datum": one.date.isoformat(), "cell": str(one.cell)} for one in doctor.backdated
        ],
    }


def _unit(unit: UnitDiff) -> Json:
    return {
        "namn": unit.name,
        "gammal_fil": unit.old_path,
        "ny_fil": unit.new_path,
        "oppna_atgarder": unit.open_actions,
        "andringar": [_change(change) for change in unit.changes],
        "losta_fynd": [_finding(finding) for finding in unit.solved],
        "nya_fynd": [_finding(finding) for finding in unit.appeared],
    }


def _change(change: Change) -> Json:
    return {
        "vad": change.subject.value,
        "namn": change.name,
        "fore": change.before,
        "efter": change.after,
        "cell": str(change.cell) if change.cell else None,
    }


def _finding(finding: Finding) -> Json:
    return {
        "kod": finding.code,
        "niva": finding.level.value,
        "delmal": finding.delmal,
        "text": finding.text,
        "plats": finding.place or None,
    }


def _lone(lone: Lone) -> Json:
    return {"namn": lone.name, "fil": lone.path}
