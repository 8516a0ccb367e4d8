"""Pages to delmål as they are printed: the heading, and the lines of the three columns over all pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from stexcel.catalogue.page import Line, Page
from stexcel.catalogue.running import without_running_lines
from stexcel.catalogue.tables import Layout, Strip, layout_of
from stexcel.catalogue.text import joined

_HEADING = re.compile(r"Delmål\s+(?P<prefix>ST|BT)?\s?(?P<group>[abc])?\s?(?P<number>[1-9]\d?)\b[.:]?\s*(?P<title>.*)")
_AGAIN = re.compile(r"\(?(?:forts|fortsättning)\b.*", re.IGNORECASE)
_HEAD_WORDS = (
    re.compile(r"Kompetenskrav"),
    re.compile(r"Utbildnings[-\u2010\u00ad]?|(?:Utbildnings)?aktiviteter"),
    re.compile(r"Uppföljning|Intyg"),
)
_FIRST_WORDS = re.compile(r"Den specialist|(?:Läkaren|ST-läkaren)\b")
_NEAR = 2.0

Columns = tuple[tuple[Line, ...], tuple[Line, ...], tuple[Line, ...]]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a delmål: its code in normal form, and what is printed after it."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Printed:
    """One delmål as it stands in print, without the head of its table; ``place`` is page and height of its start."""

    code: str
    title: str
    place: tuple[int, float]
    pages: tuple[int, ...]
    columns: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Contents:
    """A document: its delmål, and the lines outside the tables, both in the order of the pages."""

    delmal: tuple[Printed, ...]
    prose: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """The part of a delmål that is in one strip; ``heading`` is ``None`` where it goes on from the strip before."""

    heading: Heading | None
    strip: Strip
    columns: Columns


def contents(pages: Sequence[Page]) -> Contents:
    """The delmål of a document and what else it says."""
    layouts = tuple(_layouts(without_running_lines(pages)))
    pieces = tuple(_pieces(layouts))
    return Contents(tuple(_printed(pieces)), tuple(line for layout in layouts for line in layout.prose))


def _layouts(pages: Sequence[Page]) -> Iterator[Layout]:
    above: Strip | None = None
    for page in pages:
        layout = layout_of(page, above)
        above = _open_at_foot(layout)
        yield layout


def _open_at_foot(layout: Layout) -> Strip | None:
    """The last table of a page when nothing follows it there, so that it may go on overleaf."""
    last = layout.strips[-1] if layout.strips else None
    follows = last is not None and any(line.top >= last.bottom - _NEAR for line in layout.prose)
    return None if follows else last


def heading_of(text: str) -> Heading | None:
    """What a line says when it is the heading of a delmål."""
    match = _HEADING.fullmatch(text)
    if match is None or bool(match["group"]) == (match["prefix"] == "BT"):
        return None
    title = "" if _AGAIN.fullmatch(match["title"]) else match["title"]
    return Heading(f"{match['prefix'] or ''}{match['group'] or ''}{match['number']}", title)


def _pieces(layouts: Sequence[Layout]) -> Iterator[_Piece]:
    """The strips with their headings, which stand in the table or above it."""
    last: Strip | None = None
    current: Heading | None = None
    for layout in layouts:
        for index, strip in enumerate(layout.strips):
            columns, inside = _without_head(strip, current)
            heading = inside or _heading_above(layout, strip, layout.strips[index - 1] if index else None)
            if heading is not None or strip.has_head or _goes_on(strip, last, index):
                yield _Piece(heading, strip, columns)
                last, current = strip, heading or current


def _goes_on(strip: Strip, last: Strip | None, index: int) -> bool:
    """Whether a strip without a head is the rest of the last table: it is then the first on the following page."""
    return last is not None and index == 0 and strip.page == last.page + 1


def _heading_above(layout: Layout, strip: Strip, before: Strip | None) -> Heading | None:
    """The heading among the lines between a table and what stands above it on the page; the nearest counts."""
    if not strip.has_head:
        return None
    top = before.bottom if before else float("-inf")
    lines = [line for line in layout.prose if top <= line.top < strip.top]
    for index in range(len(lines) - 1, -1, -1):
        found = heading_of(lines[index].text)
        if found is not None:
            return Heading(found.code, joined([found.title, *(line.text for line in lines[index + 1 :])]))
    return None


def _without_head(strip: Strip, current: Heading | None) -> tuple[Columns, Heading | None]:
    """The columns below the head, and the heading where it stands in the table. ``current`` is the one before."""
    first, second, third = (_drop(lines, pattern) for lines, pattern in zip(strip.columns, _HEAD_WORDS, strict=True))
    heading = heading_of(first[0].text) if first else None
    if heading is None:
        return (first, second, third), None
    if current is not None and current.code == heading.code:
        count = _title_again(first[1:], heading.title, current.title)
        return (first[1 + count :], second, third), current
    body = min((column[0].top for column in (second, third) if column), default=float("inf"))
    title = list(takewhile(lambda line: line.top < body - _NEAR and not _FIRST_WORDS.match(line.text), first[1:]))
    heading = Heading(heading.code, joined([heading.title, *(line.text for line in title)]))
    return (_drop(first[1 + len(title) :], _HEAD_WORDS[0]), second, third), heading


def _title_again(lines: Sequence[Line], begun: str, title: str) -> int:
    """How many lines repeat the title of the delmål, of which ``begun`` stands beside its code."""
    for count in range(len(lines) + 1):
        if joined([begun, *(line.text for line in lines[:count])]) == title:
            return count
    return 0


def _drop(lines: tuple[Line, ...], pattern: re.Pattern[str]) -> tuple[Line, ...]:
    """The lines from the first that is no word of the head."""
    index = next((index for index, line in enumerate(lines) if not pattern.fullmatch(line.text)), len(lines))
    return lines[index:]


def _printed(pieces: Sequence[_Piece]) -> Iterator[Printed]:
    """The pieces of each delmål put together: those with its heading again, or with none, belong to it."""
    own: list[_Piece] = []
    for piece in pieces:
        begins = piece.heading is not None and not (own and _repeats(piece, own))
        if begins and own:
            yield _together(own)
            own = []
        if begins or own:
            own.append(piece)
    if own:
        yield _together(own)


def _repeats(piece: _Piece, own: Sequence[_Piece]) -> bool:
    """Whether the heading of a piece only repeats that of the delmål before.

    Another specialty may have a delmål with the same code there; what is learnt then begins anew.
    """
    first = own[0].heading
    if piece.heading is None or first is None or piece.heading.code != first.code:
        return False
    learnt = piece.columns[0]
    begins_anew = bool(learnt) and _FIRST_WORDS.match(learnt[0].text) is not None
    return not (begins_anew and any(one.columns[0] for one in own))


def _together(pieces: Sequence[_Piece]) -> Printed:
    heading = pieces[0].heading or Heading("", "")
    first, second, third = (tuple(line.text for piece in pieces for line in piece.columns[index]) for index in range(3))
    pages = tuple(dict.fromkeys(piece.strip.page for piece in pieces))
    place = (pieces[0].strip.page, pieces[0].strip.top)
    return Printed(heading.code, heading.title, place, pages, (first, second, third))
