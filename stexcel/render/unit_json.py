"""A unit's own workbook as plain data with Swedish keys, for the JSON document."""

from __future__ import annotations

from stexcel.model import Period, Value
from stexcel.unit import (
    Action,
    Answer,
    Attested,
    GoverningDocument,
    RegisteredDoctor,
    Review,
    Studierektor,
    Supervisor,
    Unit,
)

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def unit_data(unit: Unit) -> Json:
    """Everything that was read: names, times and the cells where they stand."""
    return {
        "namn": _text(unit.name),
        "verksamhetschef": _text(unit.head),
        "studierektor": _studierektor(unit.studierektor) if unit.studierektor else None,
        "fler_studierektorer": [_studierektor(one) for one in unit.more_studierektorer],
        "forsta_st_lakare": unit.residents_since.value.isoformat() if unit.residents_since else None,
        "handledare": [_supervisor(one) for one in unit.supervisors],
        "styrdokument": [_document(one) for one in unit.documents],
        "extern_granskning": [_review(one) for one in unit.reviews],
        "handlingsplan": [_action(one) for one in unit.actions],
        "st_lakare": [_doctor(one) for one in unit.doctors],
        "spur": [_answer(one) for one in unit.answers],
    }


def _supervisor(one: Supervisor) -> Json:
    return {
        "namn": one.name.value,
        "specialitet": _text(one.specialty),
        "handledarutbildning": _attested(one.training),
        "senaste_uppdatering": _attested(one.updated),
        "st": [doctor.value for doctor in one.doctors],
        "slutat": one.left,
        "cell": str(one.name.cell),
    }


def _studierektor(one: Studierektor) -> Json:
    return {
        "namn": _text(one.name),
        "specialitet": _text(one.specialty),
        "handledarutbildning": _attested(one.supervisor_training),
        "studierektorsutbildning": _attested(one.studierektor_training),
        "ersattare": one.deputy,
        "cell": str(one.name.cell) if one.name else None,
    }


def _document(one: GoverningDocument) -> Json:
    return {
        "dokument": one.title.value,
        "slag": [kind.value for kind in one.kinds],
        "datum": _attested(one.decided),
        "cell": str(one.title.cell),
    }


def _review(one: Review) -> Json:
    return {"namn": one.title, "datum": _period(one.when), "cell": str(one.cell)}


def _action(one: Action) -> Json:
    return {
        "kriterium": one.criterion,
        "brist": one.problem,
        "atgard": one.action,
        "klart_senast": _period(one.due.value) if one.due else None,
        "ansvarig": one.responsible,
        "status": one.status,
        "klar": one.done,
        "uppfoljning": _period(one.follow_up.value) if one.follow_up else None,
        "ansvarig_for_uppfoljning": one.follow_up_by,
        "cell": str(one.cell),
    }


def _answer(one: Answer) -> Json:
    return {
        "kriterium": one.criterion,
        "svar": one.reply.value if one.reply else None,
        "text": one.text or None,
        "dokument": one.document,
        "datum": _period(one.when.value) if one.when else None,
        "ansvarig": one.owner,
        "kommentar": one.comment,
        "foreskrift": one.regulation,
        "cell": str(one.cell),
    }


def _doctor(one: RegisteredDoctor) -> Json:
    return {
        "namn": one.name.value,
        "specialitet": _text(one.specialty),
        "foreskrift": _text(one.regulation),
        "start": one.start.value.isoformat() if one.start else None,
        "huvudhandledare": _text(one.supervisor),
        "slut": _period(one.end.value) if one.end else None,
        "slutat": one.left,
        "cell": str(one.name.cell),
    }


def _attested(one: Attested | None) -> Json:
    """The time if one is told, else whether it is so; nothing where the workbook has no place for it."""
    if one is None or not one.has:
        return None if one is None else False
    return _period(one.when) or True


def _text(value: Value[str] | None) -> str | None:
    return value.value or None if value else None


def _period(period: Period | None) -> str | None:
    """One day, or first and last day as an interval of ISO 8601."""
    if period is None:
        return None
    day = period.start.isoformat()
    return day if period.is_day else f"{day}/{period.end.isoformat()}"
