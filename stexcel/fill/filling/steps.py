"""One thing to write in a template, and how it is seen in what is read afterwards that it came out right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from stexcel.fill.places.book import ListPlace
from stexcel.model import CellRef, Iup
from stexcel.ooxml import CellEdit, CellValue


@dataclass(frozen=True)
class Step:
    """Values for some cells that stand or fall together.

    ``is_met`` tells whether an IUP says what was to be written; ``what`` names it in Swedish, as part of a sentence.
    """

    what: str
    values: Mapping[CellRef, CellValue]
    is_met: Callable[[Iup], bool]

    @property
    def edits(self) -> tuple[CellEdit, ...]:
        """The values as edits of the workbook."""
        return tuple(CellEdit(cell.sheet, cell.a1, value) for cell, value in self.values.items())

    @property
    def place(self) -> str:
        """Where it is written, for messages."""
        return str(next(iter(self.values)))


@dataclass(frozen=True)
class Short:
    """A list that lacks ``rows`` free rows for what is to be written in it."""

    place: ListPlace
    rows: int


@dataclass(frozen=True)
class Steps:
    """What can be written, Swedish sentences about what cannot, and the lists that would have to be longer."""

    steps: tuple[Step, ...] = ()
    by_hand: tuple[str, ...] = ()
    short: tuple[Short, ...] = ()

    def unmet(self, iup: Iup) -> tuple[Step, ...]:
        """The steps that an IUP does not say."""
        return tuple(step for step in self.steps if not step.is_met(iup))


def joined(*parts: Steps) -> Steps:
    """All of them in order."""
    return Steps(
        tuple(step for part in parts for step in part.steps),
        tuple(text for part in parts for text in part.by_hand),
        tuple(short for part in parts for short in part.short),
    )
