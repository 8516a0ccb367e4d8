"""A plan written line by line: what each line is stands in one cell, and what happened in the next.

``Kurs | Etikkurs 20/10-25 (STa4) | genomförd``; ``Bedömning | 12/2-24 Mini-CEX – STc1``;
``Placering | Njurkliniken 15/1-25 – 31/12-25, 100 %`` with its supervisor and delmål on lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stexcel.layout.delmal_text import codes_in_sentence, named_codes, stated_codes
from stexcel.layout.facts import ActivityLink, Fact
from stexcel.layout.meeting_words import dated_meeting, meeting_named
from stexcel.layout.placement_lines import MAX_LINE, placement_in, share_in
from stexcel.layout.reading import Kind
from stexcel.layout.receipts import certificate_in, follow_up_in
from stexcel.layout.roles import is_known
from stexcel.layout.rotations import side_of_name
from stexcel.layout.taken import taken
from stexcel.layout.times import days, leading_day, period
from stexcel.layout.told import told_on
from stexcel.layout.topics import topic_of
from stexcel.layout.view import Place, View
from stexcel.model import Activity, ActivityType, CellRef, Course, Meeting, Period

_KINDS = (Kind.COURSES, Kind.ASSESSMENTS, Kind.PLACEMENTS, Kind.MEETINGS)
_MAX_LABEL = 40
_MOST_CELLS = 3
_LETTERS = re.compile(r"[^\W\d_]{3}")
_PIECE = re.compile(r",\s+|;\s*|\n|\s*\(|\)")
_WORD = re.compile(r"\s+")


def read_labelled_lines(view: View) -> tuple[list[Fact], set[Place]]:
    """What such lines tell, and their cells; none of a table with headings, nor of the form of a delmål."""
    facts: list[Fact] = []
    used: set[Place] = set()
    label: str | None = None
    for row, cells in enumerate(view.rows):
        filled = [column for column, value in enumerate(cells) if value is not None]
        label = _label(view, row, filled, label)
        if label is None:
            continue
        first = 1 if isinstance(cells[filled[0]], str) and cells[filled[0]] == label else 0
        place = (row, filled[first])
        after = [str(cells[column]) for column in filled[first + 1 :]]
        found = list(_facts(label, str(cells[place[1]]), view.ref(*place), after))
        facts.extend(found)
        used |= {(row, column) for column in filled} if found else set()
    return facts, used


def _label(view: View, row: int, filled: list[int], above: str | None) -> str | None:
    """The label of a row's line: its own first cell, or for a placement that of the row above it."""
    if not filled or len(filled) > _MOST_CELLS:
        return None
    text = view.rows[row][filled[0]]
    if not isinstance(text, str):
        return None
    if len(filled) > 1 and _kind(text) is not None:
        line = view.rows[row][filled[1]]
        lone = isinstance(line, str) and _is_line(line) and not _is_within(view, row, filled[0])
        return text if lone else None
    goes_on = above is not None and _kind(above) is Kind.PLACEMENTS and view.rows[row - 1][filled[0]] is not None
    return above if goes_on and filled[0] > 0 and _is_line(text) else None


def _kind(label: str) -> Kind | None:
    if len(label) > _MAX_LABEL or days(label) or stated_codes(label):
        return None
    kind = Kind.MEETINGS if dated_meeting(label) is not None else topic_of(label)
    return kind if kind in _KINDS else None


def _is_line(text: str) -> bool:
    """Whether a cell tells of something that has a day, in words."""
    return len(text) <= MAX_LINE and bool(days(text)) and _LETTERS.search(text) is not None


def _is_within(view: View, row: int, column: int) -> bool:
    """Whether headings, or a delmål with its form, stand above in the same unbroken rows."""
    for above in range(row - 1, -1, -1):
        cells = [value for value in view.rows[above] if value is not None]
        if not cells:
            return False
        first = view.rows[above][column]
        if isinstance(first, str) and stated_codes(first):
            return True
        known = sum(isinstance(value, str) and is_known(value) for value in cells)
        if len(cells) > 1 and 2 * known > len(cells) and not any(days(value) for value in cells):
            return True
    return False


def _facts(label: str, text: str, cell: CellRef, after: list[str]) -> Iterator[Fact]:
    kind = _kind(label)
    if kind is Kind.PLACEMENTS:
        yield from _placement(text, cell)
    elif kind is Kind.COURSES:
        yield from _course(text, cell, after)
    elif kind is Kind.MEETINGS:
        told, named = leading_day(text), meeting_named(label)
        if told is not None and named is not None:
            yield Meeting(told[0], cell, content=told[1] or None, kind=named)
    elif named_codes(text) or codes_in_sentence(text):
        yield from told_on(text, cell, kind)


def _course(text: str, cell: CellRef, after: list[str]) -> Iterator[Fact]:
    """The course of a line with its day and its delmål, and whether the next cell says that it was taken."""
    codes, found = named_codes(text), days(text)
    name = next((piece for piece in _upto_time(text) if piece), "")
    if not name or not codes:
        return
    when = Period(found[0], found[-1])
    status = next((told for one in after if (told := taken(one)) is not None), None)
    yield Course(name, cell, when, codes, status)
    yield from (ActivityLink(code, Activity(name, frozenset({ActivityType.KURS}), cell, when), cell) for code in codes)


def _placement(text: str, cell: CellRef) -> Iterator[Fact]:
    """The placement of a line whose first piece ends with its time."""
    pieces = [piece.strip() for piece in _PIECE.split(text) if piece.strip()]
    span = _span(text.split("\n")[0])
    if span is None or not span[0]:
        return
    name, when = span
    yield from placement_in(
        text,
        cell,
        name,
        when,
        share=share_in(pieces),
        side=next((True for piece in pieces if side_of_name(piece)), None),
        certificate=certificate_in(text),
        follow_up=follow_up_in(text),
    )


def _span(line: str) -> tuple[str, Period] | None:
    """The name that a line begins with, and the time of more than a day that follows it."""
    for start in [match.end() for match in _WORD.finditer(line)]:
        rest = line[start:]
        for piece in (_PIECE.split(rest)[0], rest):
            found = period(piece.strip())
            if found is not None and not found.is_day:
                return line[:start].strip(" ,;:(–-"), found
    return None


def _upto_time(text: str) -> Iterator[str]:
    """What stands before the first day of a text."""
    for start in [match.end() for match in _WORD.finditer(text)]:
        if (told := leading_day(text[start:])) is not None and told[0] in days(text):
            yield text[:start].strip(" ,;:(–-")
