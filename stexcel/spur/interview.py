"""A rehearsal: what inspectors ask each role, section by section, with the unit's own numbers beside the questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from stexcel.regelverk import Guide, Role, Section
from stexcel.spur.model import Inspection, Status


@dataclass(frozen=True, slots=True)
class Standing:
    """What the unit's files say of a criterion under one regulation: the counted sentence, and the status of it."""

    regulation: str
    status: Status
    told: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the criterion that it is about, and what the files say of that."""

    question: str
    criterion: str
    title: str
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Sitting:
    """What one role is asked about one section."""

    section: Section
    role: Role
    questions: tuple[Asked, ...]


@dataclass(frozen=True)
class Interview:
    """All questions, section by section. ``remarks`` are those of the assessment that the numbers come from."""

    day: date
    version: str
    unit_name: str | None
    sittings: tuple[Sitting, ...]
    remarks: tuple[str, ...] = ()


def interview(inspection: Inspection, guides: Mapping[str, Guide]) -> Interview:
    """The questions of the guides about every criterion that is judged under any of the unit's regulations."""
    return Interview(
        inspection.day,
        inspection.version,
        inspection.unit_name,
        tuple(_sittings(inspection, guides)),
        inspection.remarks,
    )


def _sittings(inspection: Inspection, guides: Mapping[str, Guide]) -> Iterator[Sitting]:
    sections = {one.section.id: one.section for part in inspection.regulations for one in part.sections}
    for section in sections.values():
        for role in Role:
            questions = tuple(_asked(inspection, guides, section, role))
            if questions:
                yield Sitting(section, role, questions)


def _asked(inspection: Inspection, guides: Mapping[str, Guide], section: Section, role: Role) -> Iterator[Asked]:
    titles = {
        one.criterion.id: one.criterion.title
        for part in inspection.regulations
        for found in part.sections
        if found.section.id == section.id
        for one in found.criteria
    }
    for criterion in sorted(titles, key=lambda one: int(one[1:])):
        standings = tuple(
            Standing(part.regulation, result.status, result.told)
            for part in inspection.regulations
            if (result := part.results.get(criterion)) is not None
        )
        for question in guides[criterion].interview.get(role, ()):
            yield Asked(question, criterion, titles[criterion], standings)
