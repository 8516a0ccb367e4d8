"""All evidence of an inspection as one list, each statement once, in the order of the criteria that it bears on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from stexcel.model import CellRef
from stexcel.render.spur_words import claim
from stexcel.spur.model import CriterionResult, Evidence, Inspection

CLAIMED = "enhetens egen uppgift"
"""Stands where a statement is the unit's own, in place of what checked evidence does to its criterion."""
EMPTY = "tomt"
"""Stands for the value of a cell that was read and holds nothing."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A statement, the criteria that it bears on and the cell that it rests on.

    ``bearing`` says in words what it does to the criteria, or that the unit claims it. ``doctor`` is a name. ``value``
    is what the cell says, empty where that is not known. ``sha256`` is that of the file; the empty string where the
    file could not be read.
    """

    doctor: str
    claim: str
    bearing: str
    path: str
    sheet: str | None
    cell: CellRef | None
    value: str
    code: str
    sha256: str
    criteria: tuple[str, ...] = field(default=(), compare=False)
    regulations: tuple[str, ...] = field(default=(), compare=False)


def proofs(inspection: Inspection) -> tuple[Proof, ...]:
    """The list; what bears on several criteria, or holds under both regulations, is told once, where it comes first."""
    found: dict[Proof, dict[str, dict[str, None]]] = {}
    names = {doctor.path: doctor.name for doctor in inspection.doctors}
    for part in inspection.regulations:
        for section in part.sections:
            for one in section.criteria:
                for proof in _of(one, inspection, names):
                    found.setdefault(proof, {}).setdefault(part.regulation, {})[one.criterion.id] = None
    order = {identity: number for number, identity in enumerate(dict.fromkeys(_order(inspection)))}
    told = [_with_criteria(proof, under, order) for proof, under in found.items()]
    return tuple(sorted(told, key=lambda proof: order[proof.criteria[0]]))


def _with_criteria(proof: Proof, under: Mapping[str, Iterable[str]], order: Mapping[str, int]) -> Proof:
    criteria = {identity for found in under.values() for identity in found}
    return replace(proof, criteria=tuple(sorted(criteria, key=order.__getitem__)), regulations=tuple(under))


def _order(inspection: Inspection) -> Iterator[str]:
    """The criteria section by section, each where it first comes."""
    sections = [section for part in inspection.regulations for section in part.sections]
    for section in sorted(sections, key=lambda one: one.section.id):
        yield from dict.fromkeys(one.criterion.id for one in section.criteria)


def _of(one: CriterionResult, inspection: Inspection, names: dict[str, str]) -> Iterator[Proof]:
    shown = [*one.evidence, *(item for result in one.doctors for item in result.evidence)]
    for item in dict.fromkeys(shown):
        yield _checked(item, inspection, names)
    for found in one.claims:
        yield Proof(
            doctor="",
            claim=claim(found),
            bearing=CLAIMED,
            path=found.path,
            sheet=found.cell.sheet or None,
            cell=found.cell if found.cell.sheet else None,
            value=found.answer,
            code="",
            sha256=inspection.hashes.get(found.path, ""),
        )


def _checked(item: Evidence, inspection: Inspection, names: Mapping[str, str]) -> Proof:
    return Proof(
        doctor=names.get(item.doctor or "", ""),
        claim=item.claim,
        bearing=item.bearing.value,
        path=item.path,
        sheet=item.sheet,
        cell=item.cell,
        value=EMPTY if item.value == "" else item.value or "",
        code=item.code or "",
        sha256=inspection.hashes.get(item.path, ""),
    )
