"""What all views begin with: the run, and under which name and key each of its files is shown."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath

from stexcel.document import Document
from stexcel.findings import FileReport
from stexcel.model import CellRef
from stexcel.rules.belonging import Belonging, belonging
from stexcel.status.keys import LENGTH, keys_of
from stexcel.status.model import Resident, Survey
from stexcel.status.status import Doctor, Place


@dataclass(frozen=True)
class Subjects:
    """A survey with the names and keys of those it is about."""

    survey: Survey

    @property
    def today(self) -> date:
        """The day of the run."""
        return self.survey.report.today

    @cached_property
    def residents(self) -> tuple[Resident, ...]:
        """All residents by name, then by path."""
        found = self.survey.residents.values()
        return tuple(sorted(found, key=lambda one: (_name_of(one).casefold(), one.path)))

    @cached_property
    def doctors(self) -> Mapping[str, Doctor]:
        """How each resident is shown, by the path of the file."""
        keys = keys_of(self.survey.residents.values())
        return {one.path: Doctor(keys[one.path], _name_of(one), place_of(one.path, one.cell)) for one in self.residents}

    def doctor(self, resident: Resident) -> Doctor:
        """How a resident is shown."""
        return self.doctors[resident.path]

    @cached_property
    def unread(self) -> tuple[tuple[FileReport, Doctor], ...]:
        """The files that are neither a unit's nor anybody's IUP, as far as could be read."""
        return tuple(
            (file, _nobody(file.document.path))
            for file in self.survey.report.files
            if file.document.path not in self.survey.residents and file.document.unit is None
        )

    def who(self, document: Document) -> str:
        """The doctor or the unit that a file is about, else its name."""
        doctor = self.doctors.get(document.path)
        if doctor is not None:
            return doctor.name
        name = document.unit.name if document.unit else None
        return name.value if name is not None else file_name(document.path)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The documents of the run, with the person of each IUP but not its content."""
        return tuple(file.document for file in self.survey.report.files)

    @cached_property
    def belonging(self) -> Belonging:
        """Which residents belong to which unit's workbook."""
        return belonging(self.documents)

    @cached_property
    def homes(self) -> Mapping[str, int]:
        """The index of the unit's workbook that each resident belongs to, by path; those of none are left out."""
        members = self.belonging.members.items()
        return {self.documents[member].path: index for index, some in members for member in some}

    @cached_property
    def units(self) -> Mapping[str, str]:
        """The name of the unit of each resident, by path: of the unit's own workbook, else as the IUP says."""
        told = {one.path: one.unit for one in self.residents if one.unit is not None}
        for index, members in self.belonging.members.items():
            unit = self.documents[index].unit
            if unit is not None and unit.name is not None:
                told |= {self.documents[member].path: unit.name.value for member in members}
        return told


def place_of(path: str, cell: CellRef | None) -> Place:
    """The place of a cell, or of a file where none is known."""
    return Place(path, cell.sheet if cell else None, cell)


def file_name(path: str) -> str:
    """The last part of a path."""
    return PurePosixPath(path).name


def _name_of(resident: Resident) -> str:
    return resident.name or file_name(resident.path)


def _nobody(path: str) -> Doctor:
    key = hashlib.sha256(f"fil|{path}".encode("utf-8", "surrogateescape")).hexdigest()[:LENGTH]
    return Doctor(key, file_name(path), Place(path))
