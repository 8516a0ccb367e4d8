"""What a sheet lists or tells without any headings: governing documents, reviews, whose register it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from stexcel.layout.times import period
from stexcel.layout.unit.content import Content, doubtful
from stexcel.layout.unit.labels import Label, asked_by
from stexcel.layout.unit.reviews import REVIEW_WORDS, is_made, review_of_plan, reviews_told
from stexcel.layout.unit.values import Placed, are_governing, attested, attested_in_title, document_kinds, time_in
from stexcel.layout.unit.words import Fact, facts_of, section_of
from stexcel.layout.view import Place, View
from stexcel.model import Note, Value
from stexcel.unit import GoverningDocument, Review, Section
from stexcel.workbook import Cell

_MANY = 2
"""Documents of known kinds that are a register although no heading says so."""
_UNIT_WORD = re.compile(
    r"klinik(?:en)?\b|vårdcentral|sjukhus|mottagning|hälsocentral|sektion|enhet(?:en)?\b|avdelning|psykiatri",
    re.IGNORECASE,
)
_DOCUMENT_WORD = re.compile(
    r"riktlinje|rutin|instruktion|uppdrag|befattningsbeskr|\btolk|tillämpning|policy|\bPM\b|handbok|arbetsordning|styrdok",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"^(?P<what>.{3,60}?)\s*(?:\s[–—-]\s|:\s|\s(?:vid|på|för|i|hos)\s)\s*(?P<unit>\S.+)$", re.IGNORECASE
)
_TITLE_ROWS = 3
_LONGEST = 80
_LONGEST_TITLE = 120
_LONGEST_TEXT = 400
_OVERALL = re.compile(r"\W*(?:gällande|aktuella|lokala|våra|klinikens|enhetens|styrande)\b", re.IGNORECASE)

Listed = tuple[int, int, str]
"""A title of a document: its row and column, and the text."""


def documents_outside(view: View, taken: Set[Place], notes: list[Note]) -> Content:
    """Titles of governing documents below each other without headings, each with its answer beside it."""
    if section_of(view.sheet.name) in (Section.ACTIONS, Section.REVIEWS):
        return Content()
    listed = [
        (row, column, text)
        for row, column, text in view.texts
        if (row, column) not in taken and _is_document(text) and not _is_heading_of_list(view, row, column, text)
    ]
    answers = any(":" in text or _beside(view, row, column)[0] is not None for row, column, text in listed)
    found = [_document(view, row, column, text, answers, notes) for row, column, text in listed]
    kinds = {kind for one in found for kind in one.kinds}
    if not are_governing(kinds):
        return Content()
    more = [_document(view, *place, answers, notes) for place in _among(view, taken, listed)]
    found = sorted((*found, *more), key=lambda one: one.title.cell)
    sections = {Section.DOCUMENTS: found[0].title.cell}
    return Content(documents=tuple(found), sections=sections, sure=frozenset(sections))


def _among(view: View, taken: Set[Place], listed: Sequence[Listed]) -> Iterator[Listed]:
    """What stands among the titles with a time beside it: without it the register would seem to lack it."""
    for column in {column for _, column, _ in listed}:
        rows = [row for row, of, _ in listed if of == column]
        for row, of, text in view.texts:
            if of != column or row in rows or (row, of) in taken or not rows[0] < row < rows[-1]:
                continue
            is_told = time_in(_beside(view, row, column)[0]) is not None
            if is_told and len(text) <= _LONGEST_TITLE and asked_by(text) is None:
                yield row, column, text


def _document(view: View, row: int, column: int, text: str, answers: bool, notes: list[Note]) -> GoverningDocument:
    """A title with what is told of it: inside it, after a colon, or beside it where anything is told there at all."""
    title, _, inside = text.partition(":")
    ref = view.ref(row, column)
    beside: Placed = (inside.strip(), ref) if inside.strip() else _beside(view, row, column)
    answer, doubt = attested([beside]) if answers else (None, False)
    if answer is None or (not answer.has and not answer.text):
        answer = attested_in_title(text, ref) or answer
    elif doubt:
        notes.append(doubtful(f"”{answer.text}” lästes som att dokumentet finns", answer.cell))
    return GoverningDocument(Value(title.strip(), text, ref), answer, document_kinds(text))


def _is_heading_of_list(view: View, row: int, column: int, text: str) -> bool:
    """Whether a text that looks like a document is the title of those below: alone, with a gap or over columns."""
    if section_of(text) is not Section.DOCUMENTS or any(
        value is not None for index, value in enumerate(view.rows[row]) if index != column
    ):
        return False
    if any(_is_document(value) for above in view.rows[:row] if isinstance(value := above[column], str)):
        return False
    gap = row + 1 < view.height and all(value is None for value in view.rows[row + 1])
    spread = view.extent(row, column)[1] > column
    below = [value for rows in view.rows[row + 1 :] if isinstance(value := rows[column], str) and _is_document(value)]
    return (gap or spread or _OVERALL.match(text) is not None) and len(below) >= _MANY


def _is_document(text: str) -> bool:
    """Whether a text without any heading is surely the title of a governing document."""
    if len(text) > _LONGEST_TITLE or _DOCUMENT_WORD.search(text) is None:
        return False
    return bool(document_kinds(text)) and asked_by(text) is None


def _beside(view: View, row: int, column: int) -> Placed:
    """The cell to the right; where that is empty, a time in the cell to the left: lists may begin with the day."""
    first = view.extent(row, column)[1] + 1
    value: Cell = view.rows[row][first] if first < view.width else None
    before = view.rows[row][column - 1] if column > 0 else None
    if value is None and period(before, serial=True) is not None:
        return before, view.ref(row, column - 1)
    return value, view.ref(row, first)


def reviews_outside(view: View, taken: Set[Place], labels: Sequence[Label]) -> Content:
    """Reviews with a time beside or in them, without headings."""
    asked = {label.place for label in labels if label.fact is Fact.LAST_REVIEW}
    answers = {label.answer[1] for label in labels}
    places = [
        (row, column, text)
        for row, column, text in view.texts
        if (row, column) not in taken
        and (row, column) not in asked
        and view.ref(row, column) not in answers
        and len(text) <= _LONGEST_TEXT
    ]
    found = tuple(one for row, column, text in places for one in _reviews_at(view, row, column, text))
    return Content(told_reviews=found, sections={Section.REVIEWS: found[0].cell} if found else {})


def _reviews_at(view: View, row: int, column: int, text: str) -> Iterator[Review]:
    ref = view.ref(row, column)
    announced = section_of(text)
    if announced is Section.ACTIONS:
        yield from review_of_plan(text, ref)
    elif announced in (Section.REVIEWS, None):
        told = list(reviews_told(text, ref))
        value, beside = _beside(view, row, column)
        yield from told
        if not told and REVIEW_WORDS.search(text) and is_made(text):
            if isinstance(value, str):
                yield from (replace(one, title=text.rstrip(" :")) for one in reviews_told(value, beside, known=True))
            elif (when := period(value, serial=True)) is not None:
                yield Review(text.rstrip(" :"), beside, when)


def unit_name(view: View, taken: Set[Place]) -> Content:
    """The unit's name where a title at the top of a sheet tells whose register it is."""
    for row in range(min(_TITLE_ROWS, view.height)):
        filled = [(column, value) for column, value in enumerate(view.rows[row]) if value is not None]
        if len(filled) != 1 or not isinstance(filled[0][1], str) or (row, filled[0][0]) in taken:
            continue
        name = _unit_in(filled[0][1])
        if name is not None:
            return Content(name=Value(name, filled[0][1], view.ref(row, filled[0][0])))
    return Content()


def _unit_in(title: str) -> str | None:
    """The name of a unit in a title: what follows a dash or ”på”, else from the word that is a unit's on."""
    if len(title) > _LONGEST or not _UNIT_WORD.search(title) or facts_of(title):
        return None
    match = _TITLE.match(title)
    if match is not None and section_of(match["what"]) is not None and _UNIT_WORD.search(match["unit"]):
        return match["unit"]
    words = title.split()
    first = next((index for index, word in enumerate(words) if _UNIT_WORD.search(word)), 0)
    while first > 0 and words[first - 1][0].isupper() and words[first - 1][-1] not in ",:–-" and first > 1:
        first -= 1
    return " ".join(words[first:]) if words[first][0].isupper() else None
