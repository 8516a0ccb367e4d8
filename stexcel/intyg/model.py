"""What is to be certified: one doctor's finished, doubtful and coming activities as frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stexcel.model import CellRef


class Kind(StrEnum):
    """The kinds of form that the authority has under each regulation; the values are the keys of the data files."""

    PLACEMENT = "klinisk_tjanstgoring"
    AUSCULTATION = "auskultation"
    COURSE = "kurs"
    QUALITY = "kvalitetsarbete"
    WRITTEN = "skriftligt_arbete"
    COMPETENCE = "specialistkompetens"

    @property
    def word(self) -> str:
        """What users call it."""
        return _WORDS[self]


_WORDS = {
    Kind.PLACEMENT: "klinisk tjänstgöring",
    Kind.AUSCULTATION: "auskultation",
    Kind.COURSE: "kurs",
    Kind.QUALITY: "kvalitets- och utvecklingsarbete",
    Kind.WRITTEN: "vetenskapligt arbete",
    Kind.COMPETENCE: "uppnådd specialistkompetens",
}


class State(StrEnum):
    """Whether the IUP says that an activity is finished; the values are the words that users read."""

    FINISHED = "avslutad"
    UNSURE = "framgår inte"
    COMING = "återstår"


@dataclass(frozen=True, slots=True)
class Work:
    """One activity that a certificate is about.

    ``why`` tells in a Swedish clause why the state is what it is, where that is not plain. ``certificate`` is what the
    IUP says of a certificate that has come. ``supervisor`` is the one named for the activity itself.
    """

    kind: Kind
    name: str
    cell: CellRef
    state: State
    start: date | None = None
    end: date | None = None
    percent: int | None = None
    delmal: tuple[str, ...] = ()
    site: str | None = None
    supervisor: str | None = None
    certificate: str | None = None
    why: str = ""

    @property
    def period(self) -> str:
        """``2024-01-01 – 2024-03-31``, one day, or the empty string."""
        days = [one.isoformat() for one in dict.fromkeys((self.start, self.end)) if one is not None]
        return " – ".join(days)

    @property
    def title(self) -> str:
        """The name with its time, as it is told in lists."""
        return f"{self.name} ({self.period})" if self.period else self.name


@dataclass(frozen=True, slots=True)
class Goal:
    """A delmål that the IUP says is fulfilled; ``certified`` tells that it says so of a certificate as well."""

    code: str
    done_on: date | None
    certified: bool
    cell: CellRef


@dataclass(frozen=True, slots=True)
class Doctor:
    """Whose certificates they are; ``None`` for what the IUP does not say."""

    name: str | None
    specialty: str | None = None
    regulation: str | None = None
    supervisor: str | None = None
    studierektor: str | None = None
    head: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that one IUP has to be certified. ``path`` is the file as the user gave it.

    ``limits`` are Swedish sentences about what could not be read of it, so that nothing there is said to be missing.
    """

    path: str
    doctor: Doctor
    works: tuple[Work, ...] = ()
    goals: tuple[Goal, ...] = ()
    remaining: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()

    @property
    def finished(self) -> tuple[Work, ...]:
        """The activities that the IUP says are finished."""
        return tuple(one for one in self.works if one.state is State.FINISHED)

    @property
    def who(self) -> str:
        """The doctor's name, else the file's."""
        return self.doctor.name or self.path.rsplit("/", 1)[-1]
