"""Courses told in one answer of a form: ``Externa kurser: SK Rinologi (gått VT25); SK Otokirurgi VT27 (c4)``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from stexcel.layout.answers import is_answer
from stexcel.layout.delmal_text import exact_codes, named_codes, without_codes
from stexcel.layout.taken import OPEN, TAKEN
from stexcel.layout.times import days_in, parse_text
from stexcel.layout.view import Place, View
from stexcel.model import CellRef, Course, Period

_LABEL = re.compile(
    r"(?:(?:planerade|externa|extern|genomförda|genomgångna|gångna|obligatoriska|övriga|sk|st|och)\W+)*kurser"
    r"(?: (?:och|samt|/) (?:konferenser|utbildningar))?\s*(?:\([^)]*\))?",
    re.IGNORECASE,
)
_INLINE = re.compile(r"\s*(?P<label>[^:\n]{4,50}):\s*(?P<answer>\S.*)", re.DOTALL)
_PIECE = re.compile(r"\n|;|,(?![^()]*\))|•")
_ASIDE = re.compile(r"\s*\((?P<inside>[^()]*)\)\s*$")
_NO_NAME = re.compile(
    r"\W*(?:se|enligt|ej|inte|inga|ingen|inget|saknas|plan\w*|bilaga\w*|finns|återkommer|kommer|va[dl]\w*|alla|minst|ca|flera|\d)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 8


def read_course_lines(view: View, taken: Set[Place]) -> Iterator[tuple[Course, Place]]:
    """The courses of every label for courses that has its answer in the same cell or in the next one."""
    for row, column, text in view.texts:
        if (row, column) in taken:
            continue
        inline = _INLINE.fullmatch(text)
        if inline is not None and _LABEL.fullmatch(inline["label"].strip()):
            place, answer = (row, column), inline["answer"]
        elif _LABEL.fullmatch(text.strip().rstrip(":")):
            place = (row, view.extent(row, column)[1] + 1)
            value = view.rows[row][place[1]] if place[1] < view.width and place not in taken else None
            answer = value if isinstance(value, str) and _is_alone(view, place) else ""
        else:
            continue
        yield from ((one, place) for one in _courses(answer, view.ref(*place)))


def _is_alone(view: View, place: Place) -> bool:
    """Whether nothing stands right of an answer, as it does in rows of tables."""
    row, column = place
    return all(value is None for value in view.rows[row][column + 1 :])


def _courses(answer: str, cell: CellRef) -> Iterator[Course]:
    for piece in _PIECE.split(answer):
        if is_answer(piece) and not exact_codes(piece):
            codes = named_codes(piece)
            name, when, completed = _told(without_codes(piece.strip(" .")))
            known = when is not None or completed is not None or bool(codes)
            if (
                name
                and not _NO_NAME.match(name)
                and (known or (name[0].isupper() and len(name.split()) <= _MOST_WORDS))
            ):
                yield Course(name, cell, when, codes, completed)


def _told(text: str) -> tuple[str, Period | None, bool | None]:
    """Name, time and whether it is taken: ``SK Rinologi (gått VT25)``."""
    aside = _ASIDE.search(text)
    name, inside = (text[: aside.start()], aside["inside"]) if aside else (text, "")
    told = OPEN.search(text) is None if TAKEN.search(text) else (False if OPEN.search(inside) else None)
    name, when = _timed(" ".join(TAKEN.sub(" ", name).split()))
    return name, when or _timed(" ".join(OPEN.sub(" ", TAKEN.sub(" ", inside)).split()))[1], told


def _timed(text: str) -> tuple[str, Period | None]:
    """A text and the time that it ends with."""
    words = text.split()
    for first in range(len(words)):
        when = parse_text(" ".join(words[first:]))
        if when is not None:
            return " ".join(words[:first]).strip(" ,–-"), when
    found = days_in(text)
    return text, Period(found[0], found[-1]) if found and found[0] <= found[-1] else None
