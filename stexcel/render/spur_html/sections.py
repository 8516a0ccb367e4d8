"""The sections of the model as the template draws them, with the criteria under each regulation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stexcel.render.html_tables import Cell, Column, Href, Table
from stexcel.render.links import Linked
from stexcel.render.spur_words import (
    STATUS_MARKS,
    claims,
    doctors,
    source,
    standing,
    step_kind,
)
from stexcel.render.words import shown_path
from stexcel.spur.model import (
    Bearing,
    CriterionResult,
    DoctorResult,
    Inspection,
    RegulationResult,
    SectionResult,
    Status,
    Step,
)

_MOST_SHOWN = 12
"""Pieces of evidence that a criterion shows here; the workbook has all of them."""
_SHORT = {Status.FULFILLED: "uppfyllt", Status.FAILS: "brister", Status.OPEN: "ej bed."}


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement with the place that it rests on; ``who`` is a doctor, or empty where it is about the unit."""

    who: str
    text: str
    place: str
    href: str


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion. ``evidence`` is how many pieces there are; the first of them are ``shown``."""

    id: str
    title: str
    kind: str
    status: str
    mark: str
    source: str
    told: str
    shown: tuple[Shown, ...]
    evidence: int
    claims: str


@dataclass(frozen=True, slots=True)
class Part:
    """A section under one regulation. ``matrix`` has a row for each doctor, where any criterion is judged so."""

    anchor: str
    regulation: str
    year: str
    people: str
    grade: str
    verified: str
    standing: str
    mark: str
    moves: tuple[str, ...]
    rows: tuple[CriterionRow, ...]
    steps: tuple[tuple[Step, str], ...]
    matrix: Table


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section under every regulation."""

    id: str
    title: str
    parts: tuple[Part, ...]


def section_views(inspection: Inspection, href: Href) -> tuple[SectionView, ...]:
    """The sections in the order of the model."""
    names = {doctor.path: doctor.name for doctor in inspection.doctors}
    found: dict[str, list[Part]] = {}
    titles: dict[str, str] = {}
    for part in inspection.regulations:
        for section in part.sections:
            titles[section.section.id] = section.section.title
            found.setdefault(section.section.id, []).append(_part(part, section, href, names))
    return tuple(SectionView(identity, titles[identity], tuple(found[identity])) for identity in sorted(found))


def anchor_of(section: str, year: str) -> str:
    """The anchor of a section under a regulation."""
    return f"avsnitt-{section}-{year}"


def _part(part: RegulationResult, section: SectionResult, href: Href, names: dict[str, str]) -> Part:
    stands = standing(section)
    return Part(
        anchor=anchor_of(section.section.id, part.year),
        regulation=part.regulation,
        year=part.year,
        people=doctors(part),
        grade=section.grade.text,
        verified=section.verified.text,
        standing=stands.words,
        mark=stands.mark,
        moves=section.moves,
        rows=tuple(_row(one, href, names) for one in section.criteria),
        steps=tuple((step, step_kind(step)) for step in section.path_to_b),
        matrix=_matrix(part, section),
    )


def _row(one: CriterionResult, href: Href, names: dict[str, str]) -> CriterionRow:
    shown = list(dict.fromkeys(_shown(one, href, names)))
    return CriterionRow(
        id=one.criterion.id,
        title=one.criterion.title,
        kind=one.kind.value,
        status=one.status.word,
        mark=STATUS_MARKS[one.status],
        source=source(one),
        told=one.told,
        shown=tuple(shown[:_MOST_SHOWN]),
        evidence=len(shown),
        claims=claims(one),
    )


def _shown(one: CriterionResult, href: Href, names: dict[str, str]) -> Iterator[Shown]:
    """What bears out the status: for one that fails only what speaks against it."""
    every = [*one.evidence, *(item for result in one.doctors for item in result.evidence)]
    fails = one.status is Status.FAILS
    for item in every:
        if fails and item.bearing is not Bearing.AGAINST:
            continue
        yield Shown(names.get(item.doctor or "", ""), item.claim, _place(item), href(item))


def _place(item: Linked) -> str:
    name = shown_path(item.path).rsplit("/", 1)[-1]
    return f"{name}, {item.cell or item.sheet}" if item.cell or item.sheet else name


def _matrix(part: RegulationResult, section: SectionResult) -> Table:
    judged = [one for one in section.criteria if one.doctors]
    by_doctor = {one.criterion.id: {result.doctor.path: result for result in one.doctors} for one in judged}
    rows = tuple(
        (
            Cell(doctor.name),
            *(_status(by_doctor[one.criterion.id].get(doctor.path)) for one in judged),
        )
        for doctor in part.doctors
        if judged
    )
    heads = (Column("ST-läkare"), *(Column(one.criterion.id) for one in judged))
    return Table(f"Per ST-läkare, {section.section.id} enligt {part.regulation}", heads, rows, "", wide=True)


def _status(result: DoctorResult | None) -> Cell:
    if result is None:
        return Cell("ingår inte")
    return Cell(_SHORT[result.status], mark=STATUS_MARKS[result.status])
