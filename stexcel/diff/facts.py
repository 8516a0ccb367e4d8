"""The basic facts, the signatures and the parts of the training compared."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

from stexcel.diff.entries import folded
from stexcel.diff.model import Change, Subject
from stexcel.model import CellRef, Iup, Part, Person, Signature, SignatureRole, Value
from stexcel.names import person_key
from stexcel.subjects import PART_NAMES

_FACTS = {
    "name": "namn",
    "specialty": "specialitet",
    "regulation": "föreskrift",
    "start": "startdatum",
    "planned_end": "planerat slut",
    "fte": "tjänstgöringsgrad",
    "established": "IUP upprättat",
    "supervisor": "huvudhandledare",
    "studierektor": "studierektor",
    "head": "verksamhetschef",
    "unit": "enhet",
}
_PEOPLE = frozenset({"name", "supervisor", "studierektor", "head"})
_SIGNERS = {
    SignatureRole.ST: "ST-läkare",
    SignatureRole.SUPERVISOR: "huvudhandledare",
    SignatureRole.APPROVER: "verksamhetschef eller studierektor",
}


def fact_changes(old: Iup, new: Iup) -> Iterator[Change]:
    """What differs in facts, signatures and parts; a place that is empty is the same as no place."""
    yield from _person(old.person, new.person)
    for role in SignatureRole:
        yield from _signature(role, old, new)
    for part in Part:
        yield from _part(part, old, new)


def _person(old: Person, new: Person) -> Iterator[Change]:
    for attribute, name in _FACTS.items():
        was: Value[object] | None = getattr(old, attribute)
        now: Value[object] | None = getattr(new, attribute)
        if _fact_key(attribute, was) != _fact_key(attribute, now):
            shown = now or was
            before, after = (_fact_text(attribute, value) for value in (was, now))
            yield Change(Subject.FACT, name, before, after, shown.cell if shown else None)


def _fact_key(attribute: str, value: Value[object] | None) -> Hashable:
    if value is None:
        return None
    if not isinstance(value.value, str):
        return str(value.value)
    return (attribute in _PEOPLE and person_key(value.value)) or folded(value.value)


def _fact_text(attribute: str, value: Value[object] | None) -> str | None:
    return None if value is None else f"{value.value}{' %' if attribute == 'fte' else ''}"


def _signature(role: SignatureRole, old: Iup, new: Iup) -> Iterator[Change]:
    was, now = (
        {str(one.date): (str(one.date) if one.date else "utan datum", one.cell) for one in _signed(role, iup)}
        for iup in (old, new)
    )
    yield from _difference(Subject.SIGNATURE, _SIGNERS[role], was, now)


def _signed(role: SignatureRole, iup: Iup) -> list[Signature]:
    return [one for one in iup.signatures if one.role is role and one.signed]


def _part(part: Part, old: Iup, new: Iup) -> Iterator[Change]:
    was, now = (
        {
            folded(one.text): (" ".join(one.text.split()) or "planerat", one.cell)
            for one in iup.parts
            if one.part is part and one.planned
        }
        for iup in (old, new)
    )
    yield from _difference(Subject.PART, PART_NAMES[part].lower(), was, now)


Told = Mapping[str, tuple[str, CellRef]]
"""What is compared to how it is shown and where it stands."""


def _difference(subject: Subject, name: str, was: Told, now: Told) -> Iterator[Change]:
    """One change with what only the old has and what only the new has."""
    gone, added = ([one[key] for key in one.keys() - other.keys()] for one, other in ((was, now), (now, was)))
    if gone or added:
        before, after = ("; ".join(sorted(text for text, _ in told)) or None for told in (gone, added))
        yield Change(subject, name, before, after, min(cell for _, cell in added or gone))
