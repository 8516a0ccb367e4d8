"""The assessments that were carried out: by doctor, term and method, and by assessor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stexcel.status.status.basics import Doctor, MethodCount, TermStanding


@dataclass(frozen=True, slots=True)
class AssessmentCount:
    """How many assessments a doctor has of a method in a term; ``term`` is ”utan datum” where the log has no day."""

    doctor: Doctor
    term: str
    method: str
    count: int


@dataclass(frozen=True, slots=True)
class DoctorTerms:
    """The terms of one doctor against the threshold, in the order of :attr:`Assessments.terms`; ``None``: not in it."""

    doctor: Doctor
    terms: tuple[TermStanding | None, ...]


@dataclass(frozen=True, slots=True)
class Assessor:
    """Somebody who assesses, under the name as it is written most often; spelling variants are taken together."""

    name: str
    count: int
    doctors: tuple[str, ...]
    methods: tuple[MethodCount, ...]
    last: date | None


@dataclass(frozen=True, slots=True)
class Assessments:
    """The assessments that were carried out. ``terms`` are the last ones with the running one last, as ``HT26``.

    ``totals`` are parallel to the terms: the assessments of the unit by method. ``per_term`` is the threshold in force.
    """

    terms: tuple[str, ...]
    methods: tuple[str, ...]
    counts: tuple[AssessmentCount, ...]
    totals: tuple[tuple[int, ...], ...]
    """For each term the number for each method."""
    doctors: tuple[DoctorTerms, ...]
    assessors: tuple[Assessor, ...]
    per_term: int
    without_assessor: int = 0
    undated: int = 0
