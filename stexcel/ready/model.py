"""What an application for specialist certification needs, and how far each thing has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stexcel.model import CellRef


class Standing(StrEnum):
    """How far a thing has come; the values are the words that users read."""

    DONE = "klart"
    PLANNED = "planerat"
    MISSING = "saknas"
    UNCHECKED = "ej kontrollerat"


class Section(StrEnum):
    """The parts of the list, in the order in which they are shown."""

    BASICS = "Grunduppgifter"
    TIME = "Tid"
    GOALS = "Delmål och utbildningsaktiviteter"
    OUTSIDE = "Står inte i IUP"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the application needs.

    ``detail`` is what is known of it, ``certificate`` what the IUP says of its certificate. ``source`` is the
    regulation, and ``unverified`` tells that the row of the rule data has not been compared with it. ``delmal`` is the
    code that it belongs to.
    """

    section: Section
    what: str
    standing: Standing
    source: str
    detail: str = ""
    cell: CellRef | None = None
    delmal: str | None = None
    certificate: str = ""
    unverified: bool = False


@dataclass(frozen=True)
class Readiness:
    """The whole list for one doctor. ``limits`` are Swedish sentences about what the check of the file left open."""

    path: str
    name: str | None
    specialty: str | None
    regulation: str | None
    today: date
    version: str
    items: tuple[Item, ...]
    limits: tuple[str, ...] = ()

    @property
    def counts(self) -> Mapping[Standing, int]:
        """How many things there are of every standing."""
        return {standing: sum(one.standing is standing for one in self.items) for standing in Standing}

    @property
    def is_ready(self) -> bool:
        """Whether everything that an IUP can tell is done."""
        return all(one.standing is Standing.DONE for one in self.items if one.section is not Section.OUTSIDE)
