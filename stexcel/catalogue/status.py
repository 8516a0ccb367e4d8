"""How sure the rows are that IUPs are judged on: for every målbeskrivning, and for the doctors of a folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from stexcel.codes import REGULATIONS
from stexcel.document import Document
from stexcel.model import Iup
from stexcel.regelverk import Malbeskrivning, Origin, Regelverk, Requirement, Source, Verification


class Standing(StrEnum):
    """How sure a row is, in Swedish, the surest first."""

    VERIFIED = "kontrollerade"
    OFFICIAL = "officiella"
    TRANSCRIBED = "transkriberade"
    UNVERIFIED = "okontrollerade"
    OWN = "egna"
    ALTERED = "ändrade"


EXPLAINED = {
    Standing.VERIFIED: "inlästa ur den officiella målbeskrivningen med catalogue import; anmärkningarna anger sidan",
    Standing.OFFICIAL: "medföljande, avlästa ur den tryckta målbeskrivningen",
    Standing.TRANSCRIBED: "medföljande, avlästa ur en avskrift",
    Standing.UNVERIFIED: "inte kontrollerade mot författningen: läs målbeskrivningen; brister i dem räknas som råd",
    Standing.OWN: "skrivna av kliniken i den egna filen med regler",
    Standing.ALTERED: "inlästa ur målbeskrivningen men ändrade efteråt och inte längre kontrollerade: läs in den igen",
}
"""What each standing means to the user."""
_OF_VERIFICATION = {
    Verification.OFFICIAL: Standing.OFFICIAL,
    Verification.TRANSCRIBED: Standing.TRANSCRIBED,
    Verification.UNVERIFIED: Standing.UNVERIFIED,
}
WEAK = frozenset({Standing.TRANSCRIBED, Standing.UNVERIFIED, Standing.ALTERED})
"""Rows that nobody has compared with the official document."""


@dataclass(frozen=True)
class Rows:
    """The rows of one målbeskrivning by how sure they are; ``sources`` are the documents that they were read from."""

    regulation: str
    specialty: str
    codes: dict[Standing, tuple[str, ...]]
    sources: tuple[Source, ...] = ()

    def count(self, standing: Standing) -> int:
        """How many rows are so sure."""
        return len(self.codes.get(standing, ()))


@dataclass(frozen=True)
class Doctor:
    """One file of a folder. ``rows`` are what its IUP is judged on; without them ``why`` says why there are none."""

    path: str
    name: str | None
    rows: Rows | None
    why: str = ""


def standing_of(row: Requirement) -> Standing:
    """How sure a row is."""
    if row.origin is Origin.IMPORTED:
        return Standing.VERIFIED
    if row.origin is Origin.ALTERED:
        return Standing.ALTERED
    if row.verification is Verification.UNVERIFIED or row.origin is Origin.BUNDLED:
        return _OF_VERIFICATION[row.verification]
    return Standing.OWN


def all_rows(regelverk: Regelverk) -> tuple[Rows, ...]:
    """Every målbeskrivning, by specialty and then regulation."""
    return tuple(
        rows_of(found)
        for specialty in sorted(regelverk.specialties)
        for regulation in REGULATIONS
        if (found := regelverk.malbeskrivning(regulation, specialty)) is not None
    )


def rows_of(goals: Malbeskrivning) -> Rows:
    """The rows of a målbeskrivning by how sure they are."""
    codes: dict[Standing, tuple[str, ...]] = {}
    for code, row in goals.requirements.items():
        standing = standing_of(row)
        codes[standing] = (*codes.get(standing, ()), code)
    sources = {row.source.sha256: row.source for row in goals.requirements.values() if row.source is not None}
    return Rows(goals.regulation, goals.specialty, codes, tuple(sources.values()))


def doctors(documents: Sequence[Document], regelverk: Regelverk) -> tuple[Doctor, ...]:
    """The doctors of a folder in the order of the files; a unit's own workbook is nobody's."""
    return tuple(_doctor(document, regelverk) for document in documents if document.unit is None)


def _doctor(document: Document, regelverk: Regelverk) -> Doctor:
    if document.iup is None:
        why = document.problem.told if document.problem is not None else "Filen är inte läst."
        return Doctor(document.path, None, None, why)
    iup = document.iup
    name = iup.person.name.value if iup.person.name else None
    goals = goals_of(iup, regelverk)
    if goals is None:
        return Doctor(document.path, name, None, _unknown(iup, regelverk))
    return Doctor(document.path, name, rows_of(goals))


def goals_of(iup: Iup, regelverk: Regelverk) -> Malbeskrivning | None:
    """The målbeskrivning that an IUP is judged on; ``None`` where specialty or regulation is not known."""
    specialty = iup.person.specialty.value if iup.person.specialty else None
    if specialty is None or iup.regulation is None:
        return None
    return regelverk.malbeskrivning(iup.regulation, specialty)


def _unknown(iup: Iup, regelverk: Regelverk) -> str:
    stated = iup.person.specialty.value if iup.person.specialty else None
    if stated not in regelverk.specialties:
        return "Specialiteten är inte känd, och delmålen är därför inte jämförda med någon målbeskrivning."
    return "Föreskriften är inte känd, och delmålen är därför inte jämförda med någon målbeskrivning."


def judged_on(found: Sequence[Doctor]) -> Iterator[tuple[Rows, int]]:
    """The målbeskrivningar that the doctors are judged on, each once, and by how many."""
    counts = Counter((one.rows.specialty, one.rows.regulation) for one in found if one.rows is not None)
    rows = {(one.rows.specialty, one.rows.regulation): one.rows for one in found if one.rows is not None}
    for key in sorted(counts):
        yield rows[key], counts[key]
