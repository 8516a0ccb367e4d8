"""What the registers of a sheet say, before the sheets are put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from stexcel.model import CellRef, Note, NoteKind, Value
from stexcel.unit import Action, Answer, GoverningDocument, RegisteredDoctor, Review, Section, Studierektor, Supervisor


@dataclass(frozen=True)
class Content:
    """What was read in one place.

    ``sure`` are the sections that only a unit keeps; others may be anybody's lists. ``told_reviews`` are those that
    running text tells of, which a register may list as well.
    """

    name: Value[str] | None = None
    head: Value[str] | None = None
    studierektorer: tuple[Studierektor, ...] = ()
    supervisors: tuple[Supervisor, ...] = ()
    documents: tuple[GoverningDocument, ...] = ()
    reviews: tuple[Review, ...] = ()
    told_reviews: tuple[Review, ...] = ()
    actions: tuple[Action, ...] = ()
    doctors: tuple[RegisteredDoctor, ...] = ()
    answers: tuple[Answer, ...] = ()
    residents_since: Value[date] | None = None
    sections: dict[Section, CellRef] = field(default_factory=dict)
    sure: frozenset[Section] = frozenset()
    notes: tuple[Note, ...] = ()


def joined(contents: Iterable[Content]) -> Content:
    """Everything that several places say; of single facts the first that says more than nothing."""
    parts = tuple(contents)
    sections: dict[Section, CellRef] = {}
    for part in parts:
        for section, cell in part.sections.items():
            sections.setdefault(section, cell)
    return Content(
        name=next((part.name for part in parts if part.name), None),
        head=next((part.head for part in parts if part.head), None),
        studierektorer=tuple(one for part in parts for one in part.studierektorer),
        supervisors=tuple(one for part in parts for one in part.supervisors),
        documents=tuple(one for part in parts for one in part.documents),
        reviews=tuple(one for part in parts for one in part.reviews),
        told_reviews=tuple(one for part in parts for one in part.told_reviews),
        actions=tuple(one for part in parts for one in part.actions),
        doctors=tuple(one for part in parts for one in part.doctors),
        answers=tuple(one for part in parts for one in part.answers),
        residents_since=next((part.residents_since for part in parts if part.residents_since), None),
        sections=sections,
        sure=frozenset(section for part in parts for section in part.sure),
        notes=tuple(dict.fromkeys(note for part in parts for note in part.notes)),
    )


def unread(what: str, cell: CellRef) -> Note:
    """A note on a value that could not be read; ``what`` begins the Swedish sentence."""
    return Note(NoteKind.UNPARSED, f"{what}. Värdet är inte med i kontrollen.", cell)


def doubtful(what: str, cell: CellRef) -> Note:
    """A note on a value that was read with doubt."""
    return Note(NoteKind.UNCERTAIN, f"{what}.", cell)
