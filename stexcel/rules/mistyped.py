"""Rows of delmål whose code no målbeskrivning can have, and the delmål that each most likely is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from stexcel.model import CellRef, Iup, Note, NoteKind

_ROW_OF_DELMAL = "delmal_row"
"""What a note is about that tells of such a row."""


@dataclass(frozen=True, slots=True)
class Mistyped:
    """The written code, its cell, and the code that was meant, where only one can be."""

    written: str
    cell: CellRef
    meant: str | None


def is_mistyped_row(note: Note) -> bool:
    """Whether a note tells of a row of delmål with a code that no målbeskrivning can have."""
    return note.kind is NoteKind.UNPARSED and note.about == _ROW_OF_DELMAL


def mistyped_rows(iup: Iup, listed: Collection[str]) -> tuple[Mistyped, ...]:
    """The rows with such codes; ``listed`` are the codes of the målbeskrivning, empty where it is not known."""
    without_row = [code for code in listed if code not in iup.delmal or not iup.delmal[code].rows]
    return tuple(
        Mistyped(written, note.cell, _meant(written, without_row))
        for note in iup.notes
        if is_mistyped_row(note)
        for written in note.written
    )


def _meant(written: str, without_row: Collection[str]) -> str | None:
    """The one of the delmål without a row of their own that differs by a slip of the pen from what is written."""
    near = [code for code in without_row if DamerauLevenshtein.distance(_plain(written), _plain(code)) == 1]
    return near[0] if len(near) == 1 else None


def _plain(code: str) -> str:
    """The code without its prefix, which is often left out, and without what parts its letters."""
    return "".join(one for one in code.casefold() if one.isalnum()).removeprefix("st")
