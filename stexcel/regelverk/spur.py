"""The SPUR model: eight sections and their criteria, and which of our rules speak of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.regelverk.tables import read_table


class Grade(StrEnum):
    """The grades of a section, best first."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class CriterionKind(StrEnum):
    """Where a criterion's weight comes from."""

    REGULATION = "föreskrift"
    ADVICE = "allmänt råd"
    QUALITY = "kvalitetsindikator"


class JudgedFrom(StrEnum):
    """Where the evidence is found: in the IUP files, in the unit's own workbook, or only by people."""

    IUP = "iup"
    UNIT = "enhet"
    MANUAL = "manuell"


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the inspection and the grades it can get."""

    id: str
    title: str
    grades: tuple[Grade, ...]


@dataclass(frozen=True)
class Criterion:
    """One criterion; ``kinds`` has no entry for a regulation under which it does not exist.

    ``rules`` are the codes of the rules whose findings speak against it. Titles are paraphrased, not quoted.
    """

    id: str
    section: str
    kinds: Mapping[str, CriterionKind]
    title: str
    judged_from: JudgedFrom
    rules: tuple[str, ...]
    remark: str


@dataclass(frozen=True)
class Spur:
    """The whole model, in its own order."""

    sections: Mapping[str, Section]
    criteria: Mapping[str, Criterion]

    def criteria_of_rule(self, rule: str) -> tuple[str, ...]:
        """The ids of the criteria that a rule such as ``STX103`` speaks of."""
        return tuple(criterion.id for criterion in self.criteria.values() if rule in criterion.rules)


@cache
def load_spur() -> Spur:
    """The bundled SPUR model."""
    sections = {section.id: section for section in map(_section, read_table("spur_avsnitt.csv"))}
    criteria = {criterion.id: criterion for criterion in map(_criterion, read_table("spur_kriterier.csv"))}
    return Spur(MappingProxyType(sections), MappingProxyType(criteria))


def _section(row: list[str]) -> Section:
    identity, title, grades = row
    return Section(identity, title, tuple(map(Grade, grades.split(";"))))


def _criterion(row: list[str]) -> Criterion:
    identity, section, kind_2015, kind_2021, title, judged_from, rules, remark = row
    kinds = {SOSFS_2015: kind_2015, HSLF_2021: kind_2021}
    return Criterion(
        id=identity,
        section=section,
        kinds=MappingProxyType({of: CriterionKind(kind) for of, kind in kinds.items() if kind}),
        title=title,
        judged_from=JudgedFrom(judged_from),
        rules=tuple(rule for rule in rules.split(";") if rule),
        remark=remark,
    )
