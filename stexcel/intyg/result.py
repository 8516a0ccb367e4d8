"""What a run of the command gave, as renderers draw it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stexcel.intyg.forms import Forms, Refused
from stexcel.intyg.make import MadeFor
from stexcel.intyg.reconcile import Comparison


@dataclass(frozen=True, slots=True)
class Unread:
    """A workbook that could not be read, and why."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class About:
    """What a result rests on; ``left_out`` are sentences about what was there but was not read."""

    today: date
    version: str
    unread: tuple[Unread, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class MadeRun:
    """The forms that were filled in for every doctor, and the blank forms that they were made from."""

    about: About
    doctors: tuple[MadeFor, ...]
    forms: Forms

    @property
    def is_complete(self) -> bool:
        """Whether all was read and every finished activity got its form."""
        failed = any(not one.path or one.unplaced for doctor in self.doctors for one in doctor.made)
        return not (self.about.unread or failed or any(doctor.dossier.limits for doctor in self.doctors))


@dataclass(frozen=True)
class CheckedRun:
    """IUPs beside certificates; ``refused`` are the PDFs that could not be read as such."""

    about: About
    comparison: Comparison
    refused: tuple[Refused, ...]
    certificates: int

    @property
    def agrees(self) -> bool:
        """Whether all was read and nothing differs."""
        limits = any(one.dossier.limits for one in self.comparison.doctors)
        return self.comparison.agrees and not (self.refused or self.about.unread or limits)
