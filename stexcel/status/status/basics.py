"""What rows of several sheets share: traffic lights, people, places and terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stexcel.model import CellRef


class Sheet(StrEnum):
    """The parts that may be kept back, under the names that users read."""

    ACTIONS = "Att göra denna månad"
    COVERAGE = "Delmål i enheten"
    TIMELINE = "Tidslinje"
    ASSESSMENTS = "Bedömningar"
    SUPERVISION = "Handledning"
    COURSES = "Kurser"
    SUPERVISORS = "Handledare"


class Light(StrEnum):
    """The traffic light of a row; the values are the colours' names, :attr:`word` is what they ask for."""

    RED = "röd"
    YELLOW = "gul"
    GREEN = "grön"
    GREY = "grå"

    @property
    def word(self) -> str:
        """What is shown beside the colour, so that the colour never stands alone."""
        return _LIGHT_WORDS[self]

    @property
    def rank(self) -> int:
        """0 for what is most urgent; what is not judged comes before what is fine."""
        return (Light.RED, Light.YELLOW, Light.GREY, Light.GREEN).index(self)


_LIGHT_WORDS: Mapping[Light, str] = {
    Light.RED: "åtgärd krävs nu",
    Light.YELLOW: "följ upp",
    Light.GREEN: "i fas",
    Light.GREY: "ej bedömd",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, for links: a file as the user named it, and if known its sheet and cell."""

    path: str
    sheet: str | None = None
    cell: CellRef | None = None

    @property
    def text(self) -> str:
        """``Blad!C7``, the sheet alone, or the empty string."""
        return str(self.cell) if self.cell else self.sheet or ""


@dataclass(frozen=True, slots=True)
class Doctor:
    """Who a row is about: ``name`` as the workbook writes it, else the name of the file; ``place`` is the name's cell.

    ``key`` is the same in every run (see :mod:`stexcel.status.keys`), and different for every file of a run.
    """

    key: str
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Judgement:
    """A traffic light with the reasons for it, the weightiest first; Swedish sentences."""

    light: Light
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MethodCount:
    """How many assessments of a method."""

    method: str
    count: int


@dataclass(frozen=True, slots=True)
class TermStanding:
    """The assessments of a stretch of time against what is expected of it.

    ``name`` is ``HT26``; ``wanted`` is lowered where the training, or leave, has only a part of the term, and is
    ``None`` where no start is known. ``running`` tells the present term, which is not judged until it has ended.
    """

    name: str
    first: date
    last: date
    made: int
    wanted: int | None
    running: bool
    methods: tuple[MethodCount, ...] = ()

    @property
    def word(self) -> str:
        """How the term went."""
        if self.wanted is None:
            return Light.GREY.word
        if self.made >= self.wanted:
            return "nått"
        return "pågår" if self.running else "för få"
