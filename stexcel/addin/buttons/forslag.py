"""Fyll i förslag: suggestions in empty cells for what a delmål lacks, each with a note about where it comes from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from xlwings import Book

from stexcel import api
from stexcel.addin.errors import ButtonError
from stexcel.addin.marks import erase_cells, noted, write_cells, write_notes
from stexcel.addin.outcome import Outcome, joined
from stexcel.addin.reading import Source, opened
from stexcel.addin.session import kept
from stexcel.fill.idea_library.read import Library, find_library, read_library
from stexcel.fill.places.book import places_in
from stexcel.fill.suggestions.suggest import Suggested, suggest, told
from stexcel.model import CellRef
from stexcel.ooxml import Notes
from stexcel.read import unit_in
from stexcel.regelverk import Regelverk
from stexcel.settings import make_setup
from stexcel.workbook import read_bytes

_NO_DELMAL = "Arbetsboken ser inte ut att vara ett IUP: inga delmål hittades i den. Inget är ändrat."
_UNIT = "Arbetsboken är enhetens. Förslag kan bara göras i en ST-läkares IUP."


def forslag(book: Book, today: date) -> Outcome:
    """Writes what ``stexcel fill --suggest`` would; raises what :func:`stexcel.addin.errors.sentence` knows.

    Where something fails on the way, the cells are emptied again.
    """
    with kept(book, "stexcel: söker förslag …"):
        with opened(book) as source:
            found, faults = suggested_for(source, today)
        before = noted(book)
        before.refuse_locked(found.notes.author)
        texts = [(one.cell, one.text) for one in found.made]
        late = write_cells(book, texts)
        try:
            unplaced = write_notes(book, _without(found.notes, late), before)
        except BaseException:
            erase_cells(book, [(cell, text) for cell, text in texts if cell not in late])
            raise
    lines = [*told(found), *faults]
    lines += [f"{one.note.sheet}!{one.note.cell} fick ingen anteckning: {one.reason}" for one in unplaced]
    lines += [f"{cell} är inte längre tom och lämnades som den är." for cell in late]
    return Outcome(joined(*lines, source.remark))


def suggested_for(source: Source, today: date) -> tuple[Suggested, tuple[str, ...]]:
    """The suggestions for the workbook as it stands, and what is wrong in the library."""
    setup = make_setup([source.path], clock=today)
    rules = api.rule_data(setup)
    data = read_bytes(source.file)
    places = places_in(data, source.file.suffix, rules, setup.profiles)
    if unit_in(places.grid, places.iup, rules) is not None:
        raise ButtonError(_UNIT)
    if not places.iup.delmal:
        raise ButtonError(_NO_DELMAL)
    library = _library(source.path, rules)
    suggested = suggest(data, places, rules, library)
    return suggested, tuple(str(fault) for fault in library.faults) if library is not None else ()


def _library(path: Path, rules: Regelverk) -> Library | None:
    """The clinic's library, where one lies beside the workbook or above."""
    found = find_library(path)
    return read_library(found, rules) if found is not None else None


def _without(notes: Notes, cells: tuple[CellRef, ...]) -> Notes:
    places = {(cell.sheet, cell.a1) for cell in cells}
    return Notes(notes.author, tuple(note for note in notes.notes if (note.sheet, note.cell) not in places))
