"""What the regulations demand, as frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from stexcel import codes
from stexcel.model import ActivityType
from stexcel.regelverk.source import SOURCE_FIELDS, Source, is_imported, source_of


class Verification(StrEnum):
    """How sure a row is, best first: read from the printed regulation, from a transcript, or not checked."""

    OFFICIAL = "officiell"
    TRANSCRIBED = "transkriberad"
    UNVERIFIED = "okontrollerad"


_ORDER = tuple(Verification)


class Origin(StrEnum):
    """Where a row stands: in our data, written by the clinic, imported from a PDF, or imported and changed since."""

    BUNDLED = "medföljande"
    OWN = "egen"
    IMPORTED = "inläst"
    ALTERED = "ändrad"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One delmål of a målbeskrivning.

    Every set in ``required`` must be met, by any one of its activities; ``recommended`` likewise. ``title``
    is empty in group c, which has no official titles. ``certified_by`` is as in the data file (``|`` is or,
    ``;`` is and) and empty where it is not known. ``source`` is set for a row that was imported from an official PDF
    and is as it was then; only such a row is verified for the user.
    """

    code: str
    title: str
    required: tuple[frozenset[ActivityType], ...]
    recommended: tuple[frozenset[ActivityType], ...]
    certified_by: str
    verification: Verification
    competence: str = ""
    source: Source | None = None
    origin: Origin = Origin.BUNDLED

    @property
    def is_unverified(self) -> bool:
        """Whether the user must be told to read the målbeskrivning instead."""
        return self.verification is Verification.UNVERIFIED


@dataclass(frozen=True)
class Malbeskrivning:
    """The delmål of one specialty under one regulation, ordered a, b, c and by number."""

    regulation: str
    specialty: str
    requirements: Mapping[str, Requirement]

    def codes_in(self, group: str) -> tuple[str, ...]:
        """The codes of a goal group in order; empty where the group does not exist."""
        return tuple(code for code in self.requirements if codes.group_of(code) == group)

    @property
    def verification(self) -> Verification:
        """The least sure of the rows."""
        return self._worst(tuple(self.requirements))

    def group_verification(self, group: str) -> Verification:
        """The least sure of the rows of a goal group; unverified where the group does not exist."""
        return self._worst(self.codes_in(group))

    def _worst(self, some: tuple[str, ...]) -> Verification:
        found = (self.requirements[code].verification for code in some)
        return max(found, key=_ORDER.index, default=Verification.UNVERIFIED)


class SpecialtyKind(StrEnum):
    """Base specialties stand alone; branch and additional ones need a base specialty before them."""

    BASE = "bas"
    BRANCH = "gren"
    ADDITIONAL = "tillägg"


@dataclass(frozen=True, slots=True)
class Specialty:
    """A medical specialty under its official name; ``remark`` says in Swedish what is uncertain, if any."""

    name: str
    kind: SpecialtyKind
    c_count_2015: int
    c_count_2021: int
    remark: str


Key = tuple[str, str]
"""Regulation and specialty."""

Line = tuple[str, ...]
"""A row of the data file: the fields in :data:`FIELDS`, as text; a clinic's own has those in ``SOURCE_FIELDS`` too."""

FIELDS = (
    "foreskrift",
    "specialitet",
    "delmal",
    "grupp",
    "titel",
    "krav_aktiviteter",
    "rad_aktiviteter",
    "intyg_av",
    "kontroll",
)


@dataclass(frozen=True)
class Regelverk:
    """All specialties, and the målbeskrivning of each under both regulations.

    A målbeskrivning is built from its lines when somebody asks for it: a run needs a few out of 126.
    """

    specialties: Mapping[str, Specialty]
    lines: Mapping[Key, tuple[Line, ...]] = field(repr=False)
    _built: dict[Key, Malbeskrivning] = field(default_factory=dict, init=False, repr=False, compare=False)

    def malbeskrivning(self, regulation: str, specialty: str) -> Malbeskrivning | None:
        """The målbeskrivning, or ``None`` if the regulation or the official specialty name is unknown."""
        key = (regulation, specialty)
        if key not in self._built and key in self.lines:
            self._built[key] = _build(key, self.lines[key])
        return self._built.get(key)


def parse_activities(text: str) -> tuple[frozenset[ActivityType], ...]:
    """``kurs;auskultation|simulering`` as sets (``;`` is and, ``|`` is or); may raise ``ValueError``."""
    groups = [part for part in text.split(";") if part.strip()]
    return tuple(frozenset(ActivityType(name.strip()) for name in group.split("|")) for group in groups)


def _build(key: Key, lines: tuple[Line, ...]) -> Malbeskrivning:
    requirements = sorted(map(_requirement, lines), key=lambda requirement: codes.sort_key(requirement.code))
    by_code = {requirement.code: requirement for requirement in requirements}
    return Malbeskrivning(*key, MappingProxyType(by_code))


def _requirement(line: Line) -> Requirement:
    fields = dict(zip((*FIELDS, *SOURCE_FIELDS), line, strict=False))
    source = source_of(fields) if len(line) > len(FIELDS) else None
    origin = _origin(line, fields, source)
    altered = origin is Origin.ALTERED and fields["kontroll"] == Verification.OFFICIAL
    return Requirement(
        code=fields["delmal"],
        title=fields["titel"],
        required=parse_activities(fields["krav_aktiviteter"]),
        recommended=parse_activities(fields["rad_aktiviteter"]),
        certified_by=fields["intyg_av"],
        verification=Verification.TRANSCRIBED if altered else Verification(fields["kontroll"]),
        competence=fields.get("kompetenskrav", ""),
        source=source,
        origin=origin,
    )


def _origin(line: Line, fields: Mapping[str, str], source: Source | None) -> Origin:
    if len(line) == len(FIELDS):
        return Origin.BUNDLED
    if source is not None:
        return Origin.IMPORTED
    return Origin.ALTERED if is_imported(fields) else Origin.OWN
