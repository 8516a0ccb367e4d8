"""The notes at suggestions: what they say, and those that stand in a workbook since an earlier run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stexcel.fill.suggestions.cells import Placed
from stexcel.model import CellRef
from stexcel.ooxml import Note
from stexcel.ooxml.book import open_book
from stexcel.ooxml.comments import block_of, comments_of
from stexcel.ooxml.relations import related
from stexcel.ooxml.xmlpart import parse

AUTHOR = "stexcel förslag"
"""Another author than that of the findings, so that neither kind of note takes the other away."""
_ADVICE = "Ta bort ordet ”Förslag:” om det ska gälla. Töm annars cellen."
_OPEN, _CLOSE = (re.escape(part) for part in block_of(AUTHOR, "\n").split("\n\n\n"))
_BLOCK = re.compile(f"{_OPEN}\n(?P<text>.*?)\n{_CLOSE}", re.DOTALL)


def note_text(ideas: Sequence[Placed]) -> str:
    """What the note at a cell says: where each suggestion comes from, and what to do."""
    by_origin: dict[str, dict[str, None]] = {}
    for one in ideas:
        by_origin.setdefault(one.idea.origin, {})[one.idea.text] = None
    lines = [f"{', '.join(texts)}: {origin}." for origin, texts in by_origin.items()]
    return "\n".join((*lines, _ADVICE))


def earlier_notes(data: bytes) -> Iterator[tuple[CellRef, Note]]:
    """The notes at suggestions in a workbook, with their cells."""
    package, book = open_book(data)
    for sheet in book.sheets:
        for part in related(package, sheet.part, "comments") if sheet.has_cells else ():
            for comment in comments_of(parse(package.read(part), part).root):
                block = _BLOCK.search(comment.text)
                if block is not None:
                    cell = CellRef(sheet.name, comment.place.row, comment.place.column)
                    yield cell, Note(sheet.name, cell.a1, block["text"])
