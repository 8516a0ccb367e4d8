"""Which register headings speak for: every heading has a weight for every register, and the title has one more."""

from __future__ import annotations

from collections.abc import Sequence

from stexcel.layout.unit.words import Fact
from stexcel.unit import Section

WEIGHTS: dict[Section, dict[Fact, float]] = {
    Section.SUPERVISORS: {
        Fact.TRAINING: 2.0, Fact.UPDATED: 1.5, Fact.DOCTORS: 2.0, Fact.RESIDENT: 1.0, Fact.SUPERVISOR: 1.0,
        Fact.SPECIALTY: 0.5, Fact.SUPERVISOR_SPECIALTY: 0.5, Fact.NAME: 0.5, Fact.GIVEN: 0.25, Fact.FAMILY: 0.25,
        Fact.ROLE: 0.25,
    },
    Section.STUDIEREKTOR: {
        Fact.STUDIEREKTOR: 2.5, Fact.STUDIEREKTOR_TRAINING: 2.0, Fact.TRAINING: 0.5, Fact.SPECIALTY: 0.5,
        Fact.HEAD: 0.75, Fact.NAME: 0.25, Fact.UNIT: 0.25, Fact.DEPUTY: 1.0, Fact.PERIOD: 0.5, Fact.ROLE: 0.5,
        Fact.START: 0.25, Fact.END: 0.25,
    },
    Section.DOCUMENTS: {
        Fact.DOCUMENT: 2.0, Fact.DECIDED: 1.5, Fact.DATE: 0.5, Fact.EXISTS: 0.75, Fact.MISSING: 0.75, Fact.NEXT: 0.5,
        Fact.STATUS: 0.5, Fact.RESPONSIBLE: 0.25, Fact.UPDATED: 0.5,
    },
    Section.REVIEWS: {Fact.REVIEW: 2.0, Fact.DATE: 0.75, Fact.LAST_REVIEW: 2.0, Fact.NEXT: 0.5, Fact.STATUS: 0.25},
    Section.ACTIONS: {
        Fact.ACTION: 2.0, Fact.CRITERION: 2.0, Fact.PROBLEM: 1.5, Fact.DUE: 1.5, Fact.RESPONSIBLE: 1.0,
        Fact.STATUS: 0.75, Fact.FOLLOW_UP: 1.0, Fact.FOLLOW_UP_BY: 1.0, Fact.DATE: 0.5,
        Fact.CLOSES: 0.5, Fact.CONCERNED: 0.25,
    },
    Section.DOCTORS: {
        Fact.RESIDENT: 1.5, Fact.REGULATION: 2.0, Fact.START: 1.5, Fact.SUPERVISOR: 1.5, Fact.END: 1.0,
        Fact.SPECIALTY: 0.5, Fact.NAME: 0.5, Fact.GIVEN: 0.25, Fact.FAMILY: 0.25, Fact.ROLE: -0.5,
    },
}  # fmt: skip
"""How strongly a heading speaks for a register."""
_NEEDED: dict[Section, frozenset[Fact]] = {
    Section.SUPERVISORS: frozenset({Fact.NAME, Fact.SUPERVISOR, Fact.GIVEN, Fact.FAMILY}),
    Section.STUDIEREKTOR: frozenset({Fact.STUDIEREKTOR, Fact.NAME}),
    Section.DOCUMENTS: frozenset({Fact.DOCUMENT, Fact.NAME}),
    Section.REVIEWS: frozenset({Fact.REVIEW, Fact.LAST_REVIEW, Fact.DATE}),
    Section.ACTIONS: frozenset({Fact.ACTION}),
    Section.DOCTORS: frozenset({Fact.RESIDENT, Fact.NAME, Fact.GIVEN, Fact.FAMILY}),
}
"""The headings without one of which there is no such register."""
_NAMED_BY_TITLE = (Section.REVIEWS, Section.ACTIONS)
"""Registers whose title makes up for such a heading."""
_TITLE_BONUS = 1.5
_ENOUGH = 2.5
_SUBJECTS = (Fact.RESIDENT, Fact.SUPERVISOR, Fact.NAME, Fact.DOCTORS)


def likeliest(facts: Sequence[Fact], title: Section | None) -> Section | None:
    """The register that the headings speak for most, with the title as one more voice."""
    scores = {
        section: sum(weights.get(fact, 0.0) for fact in dict.fromkeys(facts))
        + (_TITLE_BONUS if section is title else 0.0)
        + _order(section, facts)
        for section, weights in WEIGHTS.items()
        if _NEEDED[section] & set(facts) or (section is title and section in _NAMED_BY_TITLE)
    }
    best = max(scores, key=lambda section: scores[section], default=None)
    return best if best is not None and scores[best] >= _ENOUGH else None


def _order(section: Section, facts: Sequence[Fact]) -> float:
    """What the first heading about a person says: rows are about whom it names."""
    first = next((fact for fact in facts if fact in _SUBJECTS), None)
    if first is Fact.RESIDENT and Fact.SUPERVISOR in facts:
        return {Section.SUPERVISORS: -3.0, Section.DOCTORS: 1.0}.get(section, 0.0)
    if first in (Fact.SUPERVISOR, Fact.NAME) and Fact.RESIDENT in facts:
        return {Section.SUPERVISORS: 1.0, Section.DOCTORS: -3.0}.get(section, 0.0)
    if first is Fact.SUPERVISOR:
        return -3.0 if section is Section.DOCTORS else 0.0
    if first is Fact.NAME and Fact.SUPERVISOR in facts:
        return {Section.SUPERVISORS: -2.0}.get(section, 0.0)
    return 0.0
