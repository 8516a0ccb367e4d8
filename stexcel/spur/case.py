"""The files of a unit as an assessment sees them: whose IUP each is, the unit's own workbook, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath

from stexcel.codes import REGULATIONS
from stexcel.findings import FileReport, Finding, Silenced
from stexcel.model import Value
from stexcel.names import Likeness, compare
from stexcel.rules.belonging import Belonging
from stexcel.rules.roster import Pairing, Roster, has_left, rosters_of
from stexcel.spur.model import Bearing, Doctor, Evidence
from stexcel.status.model import Resident, Survey
from stexcel.unit import Unit

NO_IUP = ""
"""The path of the IUP of somebody who has none among the files."""


@dataclass(frozen=True)
class DoctorFile:
    """One IUP: the doctor, what was kept of the content, and what was found in it."""

    doctor: Doctor
    resident: Resident
    report: FileReport

    def findings(self, *codes: str) -> tuple[Finding, ...]:
        """The findings of the rules."""
        return tuple(one for one in self.report.findings if one.code in codes)

    def silenced(self, *codes: str) -> tuple[Silenced, ...]:
        """The findings of the rules that are excepted."""
        return tuple(one for one in self.report.silenced if one.finding.code in codes)


@dataclass(frozen=True)
class UnitFile:
    """The unit's own workbook, and who supervises whom by it and by the IUPs."""

    path: str
    unit: Unit
    report: FileReport
    roster: Roster


@dataclass(frozen=True)
class Missing:
    """Somebody whom the unit's workbook names as its resident, but of whom there is no IUP."""

    doctor: Doctor
    evidence: Evidence


@dataclass(frozen=True)
class Case:
    """All that an assessment rests on. ``units`` counts the unit workbooks: only a single one is used."""

    survey: Survey
    files: tuple[DoctorFile, ...]
    unit: UnitFile | None
    units: int

    @property
    def today(self) -> date:
        """The day of the run."""
        return self.survey.report.today

    @cached_property
    def unread(self) -> tuple[FileReport, ...]:
        """Files in which nothing was checked: any of them may be a doctor's IUP."""
        return tuple(file for file in self.survey.report.files if not file.was_read)

    @cached_property
    def unassigned(self) -> tuple[Doctor, ...]:
        """Doctors whose regulation is not known."""
        return tuple(one.doctor for one in self.files if one.doctor.regulation is None)

    def under(self, regulation: str) -> tuple[DoctorFile, ...]:
        """The IUPs under a regulation."""
        return tuple(one for one in self.files if one.doctor.regulation == regulation)

    @cached_property
    def regulations(self) -> tuple[str, ...]:
        """Those that any doctor is under, by an IUP or by the unit's list; all where nobody tells."""
        told = {one.doctor.regulation for one in self.files} | {one.doctor.regulation for one in self.missing}
        return tuple(one for one in REGULATIONS if one in told) or REGULATIONS

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """Everyone whom the unit's workbook names as its resident and of whom there is no IUP.

        Nobody is missing where an IUP does not tell whose it is.
        """
        if self.unit is None or any(not one.resident.name for one in self.files):
            return ()
        found: list[Missing] = []
        for one in _registered(self.unit, self.today):
            names = [*(file.doctor.name for file in self.files), *(other.doctor.name for other in found)]
            if all(compare(one.doctor.name, name) is Likeness.OTHER for name in names):
                found.append(one)
        return tuple(found)

    def whose(self, pairing: Pairing) -> tuple[Doctor, ...]:
        """The doctors whom a pairing of the unit's roster is about; nobody where no IUP has the name."""
        paths = {self.survey.report.files[pairing.document].document.path}
        by_path = tuple(one.doctor for one in self.files if one.doctor.path in paths)
        if by_path:
            return by_path
        return tuple(one.doctor for one in self.files if compare(one.doctor.name, pairing.doctor) is not Likeness.OTHER)


def case_of(survey: Survey) -> Case:
    """The files of a survey, sorted by what they are."""
    files = tuple(
        DoctorFile(_doctor(resident), resident, file)
        for file in survey.report.files
        if (resident := survey.residents.get(file.document.path)) is not None
    )
    return Case(survey, files, _unit_file(survey), len(survey.units))


def _doctor(resident: Resident) -> Doctor:
    name = resident.name or f"Namn saknas ({PurePosixPath(resident.path).name})"
    return Doctor(resident.path, name, resident.specialty, resident.regulation)


def _unit_file(survey: Survey) -> UnitFile | None:
    """The unit's workbook where there is exactly one; every IUP of the run is then taken for the unit's."""
    if len(survey.units) != 1:
        return None
    ((path, unit),) = survey.units.items()
    documents = [file.document for file in survey.report.files]
    index = next(number for number, one in enumerate(documents) if one.path == path)
    iups = tuple(number for number, one in enumerate(documents) if one.iup is not None)
    (roster,) = rosters_of(documents, Belonging({index: iups}), survey.report.today)
    return UnitFile(path, unit, survey.reports[path], roster)


def _registered(file: UnitFile, today: date) -> Iterator[Missing]:
    """The list of residents; without one, those whom the register of supervisors names."""
    unit = file.unit
    for one in unit.doctors:
        if not has_left(one, today):
            specialty = one.specialty.value if one.specialty else None
            regulation = one.regulation.value if one.regulation else None
            doctor = Doctor(NO_IUP, one.name.value, specialty, regulation if regulation in REGULATIONS else None)
            yield Missing(doctor, _listed(file.path, one.name))
    for supervisor in unit.supervisors if not unit.doctors else ():
        for name in () if supervisor.left else supervisor.doctors:
            yield Missing(Doctor(NO_IUP, name.value), _listed(file.path, name))


def _listed(path: str, name: Value[str]) -> Evidence:
    claim = f"{name.value} står som ST-läkare i enhetens arbetsbok, men inget IUP med det namnet finns bland filerna."
    return Evidence(claim, Bearing.AGAINST, path, name.cell.sheet, name.cell, name.value)
