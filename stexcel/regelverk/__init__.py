"""The regulations as data: målbeskrivningar, specialties and SPUR criteria, and how to look them up."""

from stexcel.regelverk.bundled import load
from stexcel.regelverk.errors import RegelverkError
from stexcel.regelverk.match import match_specialty
from stexcel.regelverk.model import (
    FIELDS,
    Line,
    Malbeskrivning,
    Origin,
    Regelverk,
    Requirement,
    Specialty,
    SpecialtyKind,
    Verification,
)
from stexcel.regelverk.overrides import OWN_FIELDS, REMOVED, read_overrides
from stexcel.regelverk.source import SEAL, Source, pages_told, seal_of, told_together
from stexcel.regelverk.spur import Criterion, CriterionKind, Grade, JudgedFrom, Section, Spur, load_spur
from stexcel.regelverk.spur_guide import Decisive, Guide, Role, load_guides

__all__ = [
    "FIELDS",
    "OWN_FIELDS",
    "REMOVED",
    "SEAL",
    "Criterion",
    "CriterionKind",
    "Decisive",
    "Grade",
    "Guide",
    "JudgedFrom",
    "Line",
    "Malbeskrivning",
    "Origin",
    "Regelverk",
    "RegelverkError",
    "Requirement",
    "Role",
    "Section",
    "Source",
    "Specialty",
    "SpecialtyKind",
    "Spur",
    "Verification",
    "load",
    "load_guides",
    "load_spur",
    "match_specialty",
    "pages_told",
    "read_overrides",
    "seal_of",
    "told_together",
]
