"""What was filled in, how forms are understood, and what differs, as JSON with Swedish keys."""

from __future__ import annotations

import json
from collections.abc import Sequence

from stexcel.intyg.forms import Refused
from stexcel.intyg.make import Made, MadeFor
from stexcel.intyg.model import Work
from stexcel.intyg.reconcile import Reconciled
from stexcel.intyg.remarks import Difference
from stexcel.intyg.result import About, CheckedRun, MadeRun
from stexcel.intyg.understand import Understood
from stexcel.model import CellRef
from stexcel.render.json import Json

FORMAT_VERSION = 1


def render_made_json(run: MadeRun) -> str:
    """The forms that were made; a value that was filled in is never a personal number."""
    return _text(
        {
            **_about(run.about),
            "st_lakare": [_doctor(one) for one in run.doctors],
            "oanvanda_blanketter": [_refused(one) for one in run.forms.refused],
        }
    )


def render_understood_json(forms: Sequence[Understood], refused: Sequence[Refused]) -> str:
    """How every form is understood."""
    return _text(
        {
            "version": FORMAT_VERSION,
            "blanketter": [_understood(one) for one in forms],
            "oanvanda_blanketter": [_refused(one) for one in refused],
        }
    )


def render_check_json(run: CheckedRun) -> str:
    """What differs."""
    return _text(
        {
            **_about(run.about),
            "intyg": run.certificates,
            "st_lakare": [_reconciled(one) for one in run.comparison.doctors],
            "utan_iup": [_difference(one) for one in run.comparison.others],
            "inte_lasta_intyg": [_refused(one) for one in run.refused],
        }
    )


def _text(document: Json) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _about(about: About) -> dict[str, Json]:
    return {
        "version": FORMAT_VERSION,
        "stexcel": about.version,
        "idag": about.today.isoformat(),
        "inte_lasta": [{"fil": one.path, "skal": one.why} for one in about.unread],
        "ej_kontrollerat": list(about.left_out),
    }


def _doctor(one: MadeFor) -> Json:
    return {
        "namn": one.dossier.doctor.name,
        "fil": one.dossier.path,
        "foreskrift": one.dossier.doctor.regulation,
        "specialitet": one.dossier.doctor.specialty,
        "blanketter": [_made(made) for made in one.made],
        "framgar_inte": [_work(work) for work in one.unsure],
        "klara_utan_intyg": [
            {"delmal": goal.code, "datum": _day(goal.done_on), **_cell(goal.cell)} for goal in one.uncertified
        ],
        "inte_klara_delmal": list(one.dossier.remaining),
        "ej_kontrollerat": list(one.dossier.limits),
    }


def _made(one: Made) -> Json:
    return {
        **_work(one.work),
        "fil": one.path,
        "fanns_redan": one.kept,
        "skal": one.why or None,
        "delmal_utan_plats": list(one.unplaced),
        "ifyllda": [
            {"falt": field.name, "namn": field.shown, "uppgift": field.fact.value, "kan_vara_for_lang": field.tight}
            for field in one.filled
        ],
        "tomma": [{"falt": field.name, "namn": field.shown, "skal": field.why} for field in one.empty],
    }


def _work(work: Work) -> dict[str, Json]:
    return {
        "slag": work.kind.value,
        "aktivitet": work.name,
        "start": _day(work.start),
        "slut": _day(work.end),
        "delmal": list(work.delmal),
        "lage": work.state.value,
        "varfor": work.why or None,
        "intyg_enligt_iup": work.certificate,
        **_cell(work.cell),
    }


def _understood(one: Understood) -> Json:
    return {
        "fil": one.form.path,
        "slag": one.kind.value if one.kind else None,
        "foreskrift": one.regulation,
        "namn": one.name or None,
        "anvands": one.is_usable,
        "egen_faltlista": one.by_hand,
        "fel": list(one.faults),
        "falt": [
            {
                "falt": field.name,
                "typ": field.type.value,
                "text": field.tip or field.label or None,
                "uppgift": fact.value if (fact := one.facts[field.name]) else None,
                "delmal": one.codes.get(field.name),
            }
            for field in one.form.fields
        ],
    }


def _reconciled(one: Reconciled) -> Json:
    return {
        "namn": one.dossier.doctor.name,
        "fil": one.dossier.path,
        "par": [{**_work(work), "intyg": certificate.path} for work, certificate in one.pairs],
        "anmarkningar": [_difference(difference) for difference in one.differences],
        "ej_kontrollerat": list(one.dossier.limits),
    }


def _difference(one: Difference) -> Json:
    place = _cell(one.cell) if one.cell else {"blad": None, "cell": None}
    return {"vad": one.remark.value, "text": one.text, "intyg": one.certificate, **place}


def _refused(one: Refused) -> Json:
    return {"fil": one.path, "skal": one.why, "falt": [field.name for field in one.fields]}


def _cell(cell: CellRef) -> dict[str, Json]:
    return {"blad": cell.sheet, "cell": cell.a1} if cell.row else {"blad": None, "cell": None}


def _day(day: object) -> str | None:
    return None if day is None else str(day)
