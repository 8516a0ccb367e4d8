"""A programme written as a document: one line in a cell of its own for each placement, course, meeting and assessment.

``2024-05-14 – handledarsamtal: Bronk, c4``; ``Lungavdelningen, 2024-11-01 – 2025-12-31, 100 %. Delmål: c1, c2.``
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stexcel.layout.activities import activity_types
from stexcel.layout.facts import Fact
from stexcel.layout.labels import field_of
from stexcel.layout.meeting_words import meeting_named
from stexcel.layout.placement_lines import MAX_LINE, placement_in, share_in
from stexcel.layout.reading import Kind
from stexcel.layout.receipts import certificate_in, follow_up_in
from stexcel.layout.rotations import side_of_name
from stexcel.layout.times import period
from stexcel.layout.told import told_on
from stexcel.layout.topics import topic_of
from stexcel.layout.view import Place, View
from stexcel.model import ActivityType, CellRef, Period

_MAX_HEADING = 60
_NUMBERED = re.compile(r"\d{1,2}[.)]?\s+(?=[A-ZÅÄÖ])")
_OF_ST = re.compile(r"\bst\b|\bst-läkar|anställ|\biup\b|budget|semester", re.IGNORECASE)
_PIECE = re.compile(r",\s+|;\s*|\.\s+|\.$|\s*\(|\)\s*,?\s*|\n")


def read_written(view: View) -> tuple[list[Fact], set[Place]]:
    """What the lines tell that stand alone in their rows, and the cells that this used."""
    facts: list[Fact] = []
    used: set[Place] = set()
    topic: Kind | None = None
    alone = {row for row, cells in enumerate(view.rows) if sum(value is not None for value in cells) == 1}
    for row, column, text in view.texts:
        if row not in alone or len(text) > MAX_LINE:
            continue
        if _is_heading(text):
            topic = topic_of(text)
            continue
        found = list(_line(text, view.ref(row, column), topic))
        facts.extend(found)
        used |= {(row, column)} if found else set()
    return facts, used


def _is_heading(text: str) -> bool:
    """Whether a short line without a time opens a section, numbered or by its words."""
    if len(text) > _MAX_HEADING or ":" in text:
        return False
    return _NUMBERED.match(text) is not None or (topic_of(text) is not None and not any(map(str.isdigit, text)))


def _line(text: str, cell: CellRef, topic: Kind | None) -> Iterator[Fact]:
    told = told_on(text, cell, topic)
    if told:
        yield from told
    else:
        yield from _placement(text, cell, topic)


def _placement(text: str, cell: CellRef, topic: Kind | None) -> Iterator[Fact]:
    """The placement of a line with a name, a time that is no single day, and a degree or a heading for placements."""
    pieces = [piece for piece in _PIECE.split(text) if piece.strip()]
    timed = [(piece, when) for piece in pieces[1:] if (when := _span(piece)) is not None]
    share = share_in(pieces)
    name = text[: text.index(timed[0][0])].strip(" ,;(–-") if len(timed) == 1 else ""
    listed = topic is Kind.PLACEMENTS or (topic is None and share is not None)
    if not name or not listed or not _may_be_placement(name):
        return
    certificates = (told for piece in pieces if (told := certificate_in(piece)))
    follow_ups = (told for piece in pieces if (told := follow_up_in(piece)))
    yield from placement_in(
        text,
        cell,
        name,
        timed[0][1],
        share=share,
        side=side_of_name(name),
        certificate=next(certificates, None),
        follow_up=next(follow_ups, None),
    )


def _span(piece: str) -> Period | None:
    """The time of a piece; a single day is none, nor is a whole year."""
    found = None if piece.strip().isdigit() else period(piece)
    return found if found is not None and not found.is_day else None


def _may_be_placement(name: str) -> bool:
    """Whether a text can be the name of a placement: not of a course or a meeting, nor about ST as a whole."""
    other = field_of(name) or meeting_named(name) or ":" in name or _OF_ST.search(name)
    return not other and ActivityType.KURS not in activity_types(name)
