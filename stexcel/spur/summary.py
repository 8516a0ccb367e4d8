"""Strengths, weaknesses and what to improve, in the order of the report, and the questions that are left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from stexcel.regelverk import CriterionKind, Guide
from stexcel.spur.model import Basis, CriterionResult, Point, Question, RegulationResult, Status
from stexcel.spur.together import said_together

STRENGTH = "{title}: {told}"
CLAIMED_STRENGTH = "{title}: enhetens egen uppgift, inte kontrollerad av programmet."

Wanted = Callable[[CriterionResult], bool]


def strengths(parts: Iterable[RegulationResult]) -> tuple[Point, ...]:
    """What is fulfilled, and whether the program or the unit says so."""
    return tuple(_points(parts, lambda one: one.status is Status.FULFILLED))


def weaknesses(parts: Iterable[RegulationResult]) -> tuple[Point, ...]:
    """What fails against the föreskrift."""
    return tuple(_points(parts, lambda one: _fails(one) and one.kind is CriterionKind.REGULATION))


def potential(parts: Iterable[RegulationResult]) -> tuple[Point, ...]:
    """What fails against advice and quality indicators."""
    return tuple(_points(parts, lambda one: _fails(one) and one.kind is not CriterionKind.REGULATION))


def _fails(one: CriterionResult) -> bool:
    return one.status is Status.FAILS


def _points(parts: Iterable[RegulationResult], is_wanted: Wanted) -> Iterator[Point]:
    for part in parts:
        for section in part.sections:
            for one in section.criteria:
                if is_wanted(one):
                    evidence = (*one.evidence, *(found for doctor in one.doctors for found in doctor.evidence))
                    yield Point(section.section.id, one.criterion.id, part.regulation, _sentence(one), evidence)


def _sentence(one: CriterionResult) -> str:
    if one.status is Status.FULFILLED and one.basis is Basis.CLAIMED:
        return CLAIMED_STRENGTH.format(title=one.criterion.title)
    return STRENGTH.format(title=one.criterion.title, told=one.told)


def questions(parts: Iterable[RegulationResult], guides: Mapping[str, Guide]) -> tuple[Question, ...]:
    """What the unit has to answer, each once for all regulations in which it is open."""
    left: dict[str, list[tuple[str, CriterionResult]]] = {}
    for part in parts:
        for section in part.sections:
            for one in section.criteria:
                if one.status is Status.OPEN:
                    left.setdefault(one.criterion.id, []).append((part.regulation, one))
    return tuple(_question(left[known], guides[known]) for known in sorted(left, key=_place))


def _question(left: Sequence[tuple[str, CriterionResult]], guide: Guide) -> Question:
    against = said_together({regulation: one.told for regulation, one in left if one.codes})
    regulations = tuple(regulation for regulation, _ in left)
    section = left[0][1].criterion.section
    return Question(guide.criterion, section, regulations, guide.question, against or None)


def _place(criterion: str) -> tuple[str, int]:
    """By section, then by number."""
    return criterion[:1], int(criterion[1:])
