"""Two versions of a unit's own workbook: what a studierektor sees between two meetings."""

from __future__ import annotations

from collections.abc import Iterator

from stexcel.diff.entries import Entry, Field, entry_changes, folded
from stexcel.diff.findings import finding_changes
from stexcel.diff.lists import period_text
from stexcel.diff.model import Change, Subject, UnitDiff
from stexcel.findings import FileReport
from stexcel.model import Period, Value
from stexcel.names import person_key
from stexcel.unit import Action, Attested, GoverningDocument, RegisteredDoctor, Review, Supervisor, Unit


def unit_diff(old: FileReport, new: FileReport) -> UnitDiff:
    """What differs between two reports about the same unit's workbook."""
    was, now = old.document.unit or Unit(), new.document.unit or Unit()
    solved, appeared = finding_changes(old, new)
    name = now.name or was.name
    return UnitDiff(
        name.value if name else new.document.path.rsplit("/", 1)[-1],
        old.document.path,
        new.document.path,
        tuple(unit_changes(was, now)),
        sum(not action.done for action in now.actions),
        solved,
        appeared,
    )


def unit_changes(old: Unit, new: Unit) -> Iterator[Change]:
    """What differs in the registers, in the order of :class:`Subject`."""
    for subject, before, after in (
        (Subject.PLAN_ACTION, map(_action, old.actions), map(_action, new.actions)),
        (Subject.SUPERVISOR, map(_supervisor, old.supervisors), map(_supervisor, new.supervisors)),
        (Subject.REGISTERED, map(_doctor, old.doctors), map(_doctor, new.doctors)),
        (Subject.DOCUMENT, map(_document, old.documents), map(_document, new.documents)),
        (Subject.REVIEW, map(_review, old.reviews), map(_review, new.reviews)),
        (Subject.LEADER, _leaders(old), _leaders(new)),
    ):
        yield from entry_changes(subject, list(before), list(after))


def _action(action: Action) -> Entry:
    name = action.action or action.problem or f"kriterium {action.criterion or ''}".strip()
    fields = (
        Field(action.done, "avslutad" if action.done else "öppen", ""),
        Field(action.due and action.due.value, _due("klart senast", action.due), "ingen tid"),
        _words("ansvarig", action.responsible, "ingen ansvarig"),
        Field(action.follow_up and action.follow_up.value, _due("följs upp", action.follow_up), "ingen uppföljning"),
    )
    return Entry(name, action.cell, fields, ((folded(name), action.criterion), folded(name)))


def _supervisor(supervisor: Supervisor) -> Entry:
    names = sorted(doctor.value for doctor in supervisor.doctors)
    fields = (
        _attested("handledarutbildning", supervisor.training),
        _attested("fortbildning", supervisor.updated),
        Field(tuple(map(folded, supervisor.specialties)), " / ".join(supervisor.specialties), "ingen specialitet"),
        Field(tuple(map(folded, names)), f"handleder {', '.join(names)}" if names else "", "handleder ingen"),
        _left(supervisor.left),
    )
    return _person(supervisor.name, fields)


def _doctor(doctor: RegisteredDoctor) -> Entry:
    fields = (
        _value("specialitet", doctor.specialty),
        _value("handledare", doctor.supervisor),
        Field(
            doctor.start and doctor.start.value, f"start {doctor.start.value}" if doctor.start else "", "ingen start"
        ),
        Field(doctor.end and doctor.end.value, _due("slut", doctor.end), "inget slut"),
        _left(doctor.left),
    )
    return _person(doctor.name, fields)


def _document(document: GoverningDocument) -> Entry:
    title = document.title
    return Entry(title.value, title.cell, (_attested("beslutat", document.decided),), (folded(title.value),))


def _review(review: Review) -> Entry:
    key = folded(review.title)
    fields = (Field(review.when, period_text(review.when), "ingen tid"),)
    return Entry(review.title or "extern granskning", review.cell, fields, ((key, review.when), key or None))


def _leaders(unit: Unit) -> Iterator[Entry]:
    for title, name in (
        ("verksamhetschef", unit.head),
        ("studierektor", unit.studierektor.name if unit.studierektor else None),
    ):
        if name is not None:
            yield Entry(title, name.cell, (Field(person_key(name.value) or name.value, name.value, ""),), (title,))


def _person(name: Value[str], fields: tuple[Field, ...]) -> Entry:
    return Entry(name.value, name.cell, fields, (person_key(name.value) or folded(name.value),))


def _attested(label: str, attested: Attested | None) -> Field:
    """Whether something has been done and when; the register's own word where it tells no time."""
    has = attested is not None and attested.has
    when = period_text(attested.when) if attested is not None and attested.has else ""
    return Field((has, when), f"{label} {when or 'ja'}" if has else "", f"ingen {label}")


def _value(label: str, value: Value[str] | None) -> Field:
    return _words(label, value.value if value else None, f"ingen {label}")


def _words(label: str, text: str | None, missing: str) -> Field:
    return Field(folded(text), f"{label} {' '.join(text.split())}" if text else "", missing)


def _left(left: bool) -> Field:
    return Field(left, "har slutat" if left else "", "finns kvar")


def _due(label: str, when: Value[Period] | None) -> str:
    return f"{label} {period_text(when.value)}" if when else ""
