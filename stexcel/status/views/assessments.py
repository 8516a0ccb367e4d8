"""Assessments per doctor, term and method, and by whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from stexcel.names import person_key
from stexcel.rules.terms import Term
from stexcel.status.model import Assessed, Resident, TermCount
from stexcel.status.status import (
    AssessmentCount,
    Assessments,
    Assessor,
    DoctorTerms,
    MethodCount,
    TermStanding,
)
from stexcel.status.views.subjects import Subjects

UNDATED = "utan datum"


def standing(term: TermCount, resident: Resident, today: date) -> TermStanding:
    """How a term of a resident stands against the threshold."""
    made = [one.method for one in resident.assessments if one.day and term.first <= one.day <= term.last]
    return TermStanding(
        term.name,
        term.first,
        term.last,
        term.made,
        term.wanted,
        running=term.last >= today,
        methods=_methods(tuple(sorted(Counter(made).items()))),
    )


@lru_cache(maxsize=8192)
def _methods(counts: tuple[tuple[str, int], ...]) -> tuple[MethodCount, ...]:
    """The counts; the many terms with the same share one object."""
    return tuple(MethodCount(*one) for one in counts)


def assessments(subjects: Subjects) -> Assessments:
    """The terms that any resident has, the unit's methods and totals, and everyone who assesses."""
    residents = subjects.residents
    shown = {term.first: term.name for one in residents for term in one.terms}
    terms = tuple(shown[first] for first in sorted(shown))
    made = [one for resident in residents for one in resident.assessments]
    methods = tuple(sorted({one.method for one in made}))
    totals = Counter((_term(one), one.method) for one in made)
    return Assessments(
        terms,
        methods,
        tuple(_counts(subjects, residents)),
        tuple(tuple(totals[term, method] for method in methods) for term in terms),
        tuple(_doctor_terms(subjects, one, terms) for one in residents),
        _assessors(subjects, residents),
        subjects.survey.thresholds.assessments_per_term,
        without_assessor=sum(one.assessor is None for one in made),
        undated=sum(one.day is None for one in made),
    )


def _term(one: Assessed) -> str:
    return _term_of(one.day)[1]


@lru_cache(maxsize=8192)
def _term_of(day: date | None) -> tuple[date, str]:
    """The first day of the term and its name; what has no day comes last."""
    term = Term.of(day) if day else None
    return (term.first, str(term)) if term else (date.max, UNDATED)


def _counts(subjects: Subjects, residents: Sequence[Resident]) -> Iterable[AssessmentCount]:
    """All assessments, also those of earlier terms than are shown beside each other; in order of time."""
    for resident in residents:
        counts: Counter[tuple[date, str, str]] = Counter()
        for one in resident.assessments:
            counts[*_term_of(one.day), one.method] += 1
        for (_, term, method), count in sorted(counts.items()):
            yield AssessmentCount(subjects.doctor(resident), term, method, count)


def _doctor_terms(subjects: Subjects, resident: Resident, terms: Sequence[str]) -> DoctorTerms:
    own = {term.name: standing(term, resident, subjects.today) for term in resident.terms}
    return DoctorTerms(subjects.doctor(resident), tuple(own.get(term) for term in terms))


def _assessors(subjects: Subjects, residents: Sequence[Resident]) -> tuple[Assessor, ...]:
    """Everyone who assesses, the busiest first; names with the same words are one person's."""
    found: dict[tuple[str, ...], list[tuple[Resident, Assessed]]] = defaultdict(list)
    for resident in residents:
        for one in resident.assessments:
            if one.assessor is not None:
                found[person_key(one.assessor) or (one.assessor.casefold(),)].append((resident, one))
    people = (_assessor(subjects, made) for made in found.values())
    return tuple(sorted(people, key=lambda one: (-one.count, one.name.casefold())))


def _assessor(subjects: Subjects, made: Sequence[tuple[Resident, Assessed]]) -> Assessor:
    names = Counter(one.assessor for _, one in made if one.assessor is not None)
    methods = Counter(one.method for _, one in made)
    return Assessor(
        min(names, key=lambda name: (-names[name], name)),
        len(made),
        tuple(dict.fromkeys(subjects.doctor(resident).name for resident, _ in made)),
        tuple(MethodCount(*one) for one in sorted(methods.items())),
        max((one.day for _, one in made if one.day is not None), default=None),
    )
