"""What a unit's workbook says, as lines of text that a test can write beside the drawing."""

from __future__ import annotations

from collections.abc import Iterator

from stexcel.model import Period, Value
from stexcel.unit import Action, Attested, RegisteredDoctor, Supervisor, Unit


def told(unit: Unit) -> list[str]:
    """One line for every fact and every row, in a fixed order."""
    return list(_told(unit))


def _told(unit: Unit) -> Iterator[str]:
    if unit.name:
        yield f"enhet {unit.name.value}"
    if unit.head:
        yield f"chef {unit.head.value}"
    if unit.residents_since:
        yield f"sedan {unit.residents_since.value.year}"
    if unit.studierektor:
        one = unit.studierektor
        facts = (_text(one.specialty), _done(one.supervisor_training), _done(one.studierektor_training))
        yield " | ".join(("SR", _text(one.name), *facts))
    yield from map(_supervisor, unit.supervisors)
    for document in unit.documents:
        kinds = "+".join(kind.name for kind in document.kinds)
        yield f"D | {document.title.value} | {_done(document.decided)} | {kinds}"
    yield from (f"R | {review.title} | {_time(review.when)}" for review in unit.reviews)
    yield from map(_action, unit.actions)
    yield from map(_doctor, unit.doctors)
    yield from (f"! {note.kind.value} {note.cell.a1}" for note in unit.notes)


def _supervisor(one: Supervisor) -> str:
    doctors = ", ".join(doctor.value for doctor in one.doctors) or "-"
    return f"H | {one.name.value} | {_text(one.specialty)} | {_done(one.training)} | {_done(one.updated)} | {doctors}"


def _action(one: Action) -> str:
    due = _time(one.due.value) if one.due else "."
    follow_up = f" | {_time(one.follow_up.value)} {one.follow_up_by}" if one.follow_up else ""
    return (
        f"Å | {one.criterion} | {one.action} | {due} | {one.responsible} | {'klar' if one.done else 'öppen'}{follow_up}"
    )


def _doctor(one: RegisteredDoctor) -> str:
    start = one.start.value.isoformat() if one.start else "."
    return (
        f"S | {one.name.value} | {_text(one.specialty)} | {_text(one.regulation)} | {start} | {_text(one.supervisor)}"
    )


def _text(value: Value[str] | None) -> str:
    return value.value if value else "."


def _done(attested: Attested | None) -> str:
    """``.`` without a place for it, ``nej``, ``ja``, or the time."""
    if attested is None:
        return "."
    return (_time(attested.when) if attested.when else "ja") if attested.has else "nej"


def _time(when: Period | None) -> str:
    if when is None:
        return "."
    return when.start.isoformat() if when.is_day else f"{when.start:%Y-%m}--{when.end:%Y-%m}"
