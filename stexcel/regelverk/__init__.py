"""The regulations as data: målbeskrivningar, specialties and SPUR criteria, and how to look them up."""

from stexcel.regelverk.bundled import load
from stexcel.regelverk.errors import RegelverkError
from stexcel.regelverk.match import match_specialty
from stexcel.regelverk.model import (
    Malbeskrivning,
    Regelverk,
    Requirement,
    Specialty,
    SpecialtyKind,
    Verification,
)
from stexcel.regelverk.spur import Criterion, CriterionKind, Grade, JudgedFrom, Section, Spur, load_spur
from stexcel.regelverk.spur_guide import Decisive, Guide, Role, load_guides

__all__ = [
    "Criterion",
    "CriterionKind",
    "Decisive",
    "Grade",
    "Guide",
    "JudgedFrom",
    "Malbeskrivning",
    "Regelverk",
    "RegelverkError",
    "Requirement",
    "Role",
    "Section",
    "Specialty",
    "SpecialtyKind",
    "Spur",
    "Verification",
    "load",
    "load_guides",
    "load_spur",
    "match_specialty",
]
