"""Notes at the cells of an open workbook: ours are known blocks in them, whoever the program says wrote them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlwings import Book, Range
from xlwings import Note as OpenNote

from stexcel.addin import native
from stexcel.addin.errors import ButtonError
from stexcel.ooxml import Notes, Unplaced
from stexcel.ooxml.boxes import WIDTH, height_for
from stexcel.ooxml.comments import block_of, without_blocks

_POINTS_PER_PIXEL = 0.75
_GAP = "\n\n"
_LOCKED = "bladet är skyddat, så ingen anteckning kan skrivas där."
_THREADED = "cellen har en kommentarstråd, och en anteckning på samma cell skulle aldrig synas."

Place = tuple[str, str]
"""A sheet's name and the address of a cell, such as ``B7``."""


@dataclass(frozen=True)
class Noted:
    """The notes of a workbook by their places, with what they say, and the sheets whose notes are locked."""

    notes: Mapping[Place, tuple[OpenNote, str]]
    locked: frozenset[str]

    def own(self, author: str) -> dict[Place, tuple[OpenNote, str]]:
        """The notes with blocks of the author's, with what is left of each without them."""
        left = {place: (note, without_blocks(text, author)) for place, (note, text) in self.notes.items()}
        return {place: one for place, one in left.items() if one[1] != self.notes[place][1]}

    def refuse_locked(self, author: str) -> None:
        """Raises :class:`ButtonError` where notes of the author's have to go and cannot."""
        stuck = sorted({sheet for sheet, _ in self.own(author)} & self.locked)
        if stuck:
            raise ButtonError(
                f"Bladet ”{stuck[0]}” är skyddat, och där finns anteckningar från en tidigare kontroll som inte går "
                "att ta bort. Inget är ändrat. Ta bort skyddet under Granska i menyn och tryck igen."
            )


def noted(book: Book) -> Noted:
    """The notes that the workbook has now."""
    found = {
        (sheet.name, note.location.get_address(row_absolute=False, column_absolute=False)): (
            note,
            note.text.replace("\r\n", "\n"),
        )
        for sheet in book.sheets
        for note in sheet.notes
    }
    return Noted(found, frozenset(sheet.name for sheet in book.sheets if native.has_locked_notes(sheet)))


def write_notes(book: Book, notes: Notes, before: Noted) -> tuple[Unplaced, ...]:
    """Gives the workbook these notes and no others by their author; those that have no place are returned.

    ``before`` is what :func:`noted` found. Raises as :meth:`Noted.refuse_locked`, before anything is written.
    """
    before.refuse_locked(notes.author)
    texts, unplaced = _placed(book, notes, before)
    for place, (note, left) in before.own(notes.author).items():
        if place not in texts:
            _leave(note, left)
    for (sheet, cell), text in texts.items():
        block = block_of(notes.author, text)
        if (sheet, cell) not in before.notes:
            _fitted(book.sheets[sheet].range(cell).add_note(block), block)
            continue
        note, now = before.notes[sheet, cell]
        left = without_blocks(now, notes.author)
        whole = f"{left}{_GAP}{block}" if left.strip() else block
        if whole != now:
            note.text = whole
            _fitted(note, whole)
    return unplaced


def remove_notes(before: Noted, author: str) -> int:
    """Takes the author's blocks out of all notes, and tells how many notes that were; others are left as they are."""
    before.refuse_locked(author)
    own = before.own(author)
    for note, left in own.values():
        _leave(note, left)
    return len(own)


def _placed(book: Book, notes: Notes, before: Noted) -> tuple[dict[Place, str], tuple[Unplaced, ...]]:
    """What is to be said at each cell, in a merged range at its first one, and the notes that can stand nowhere."""
    texts: dict[Place, str] = {}
    unplaced: list[Unplaced] = []
    for note in notes.notes:
        if note.sheet in before.locked:
            unplaced.append(Unplaced(note, _LOCKED))
            continue
        cell = book.sheets[note.sheet].range(note.cell)
        if native.has_thread(cell):
            unplaced.append(Unplaced(note, _THREADED))
            continue
        place = note.sheet, seen_cell(cell)
        texts[place] = f"{texts[place]}{_GAP}{note.text}" if place in texts else note.text
    return texts, tuple(unplaced)


def seen_cell(cell: Range) -> str:
    """The address of the cell, or of the first one of the merged range that it is in."""
    area: Range = cell.merge_area if cell.merge_cells else cell
    address: str = area.get_address(row_absolute=False, column_absolute=False)
    return address.partition(":")[0]


def _leave(note: OpenNote, left: str) -> None:
    """The note with what is left of it; none where nothing is."""
    if left.strip():
        note.text = left
    else:
        note.delete()


def _fitted(note: OpenNote, text: str) -> None:
    native.resize(note, WIDTH * _POINTS_PER_PIXEL, height_for(text) * _POINTS_PER_PIXEL)


def sheets_of(unplaced: Sequence[Unplaced]) -> tuple[str, ...]:
    """The sheets that the notes without a place are about, each once."""
    return tuple(dict.fromkeys(one.note.sheet for one in unplaced))
