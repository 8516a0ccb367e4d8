"""Labels with their answers, beside them, below them or in the same cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from stexcel.layout.unit.people import one_name
from stexcel.layout.unit.values import Placed
from stexcel.layout.unit.words import Fact, facts_of, section_of
from stexcel.layout.view import Place, View
from stexcel.unit import Section

_ASKED = (
    Fact.STUDIEREKTOR_TRAINING, Fact.UPDATED, Fact.TRAINING, Fact.SPECIALTY, Fact.STUDIEREKTOR, Fact.DEPUTY,
    Fact.FORMER, Fact.HEAD, Fact.UNIT, Fact.SINCE, Fact.LAST_REVIEW, Fact.NAME,
)  # fmt: skip
_FAR = 4
"""Columns from a label to its answer."""
_LABEL_WORDS = 6
_WORD_START = re.compile(r"(?<!\S)\S")
_BETWEEN = " \t\n;,|/–-"
_NAMED = re.compile(
    r"(?P<label>(?:ST-)?(?:[Ss]tudierektor|SR|[Vv]erksamhetschef|VC)) "
    r"(?P<answer>[^\W\d_a-zåäö][\w'’.\-]*(?: [^\W\d_][\w'’.\-]*){1,3})"
)
"""A function and the name of the one who has it: ``Studierektor Eva Ek``."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label, its answer, and the register that the title above announces."""

    fact: Fact
    place: Place
    answer: Placed
    title: Section | None


def labels_of(view: View, taken: Set[Place]) -> list[Label]:
    """The labels of a sheet in reading order."""
    found: list[Label] = []
    above: Section | None = section_of(view.sheet.name)
    for row in range(view.height):
        filled = [(column, value) for column, value in enumerate(view.rows[row]) if value is not None]
        if len(filled) == 1 and isinstance(text := filled[0][1], str) and _is_title(view, row, filled[0][0], text):
            above = section_of(text)
        for column, value in filled:
            if (row, column) not in taken and isinstance(value, str):
                found += _label(view, (row, column), value, above, taken)
    answers = {label.answer[1] for label in found}
    return [
        label for label in found if view.ref(*label.place) not in answers or label.answer[1] == view.ref(*label.place)
    ]


def _is_title(view: View, row: int, column: int, text: str) -> bool:
    """Whether a text alone on its row announces a register, and is not just a label that nobody has answered."""
    if section_of(text) is None:
        return False
    below = view.rows[row + 1][column] if row + 1 < view.height else None
    named = isinstance(below, str) and asked_by(below.rstrip(" :?")) is Fact.NAME
    return asked_by(text.rstrip(" :?")) is None or named


def _label(view: View, place: Place, text: str, title: Section | None, taken: Set[Place]) -> Iterator[Label]:
    told = list(_told(text))
    if told:
        yield from (Label(fact, place, (answer, view.ref(*place)), title) for fact, answer in told)
    elif (fact := asked_by(text.rstrip(" :?"))) is not None:
        yield Label(fact, place, _answer(view, place, taken), title)


def _told(text: str) -> Iterator[tuple[Fact, str]]:
    """The labels that stand in a cell with their answers: ``VC: Bo Alm``, also several after each other."""
    named = _NAMED.fullmatch(text)
    if named is not None and (fact := asked_by(named["label"])) is not None:
        yield fact, named["answer"].strip()
        return
    label: Fact | None = None
    pieces = text.split(":")
    for index, piece in enumerate(pieces):
        following = _label_at_end(piece) if index + 1 < len(pieces) else None
        before = piece[: following[1]] if following is not None else piece
        if label is not None and before.strip(_BETWEEN):
            yield label, before.strip(_BETWEEN)
        label = following[0] if following is not None else None
        if index == 0 and (following is None or before.strip(_BETWEEN)):
            return


def _label_at_end(text: str) -> tuple[Fact, int] | None:
    """The longest label that a piece of text before a colon ends with, and where it begins."""
    for match in list(_WORD_START.finditer(text))[-_LABEL_WORDS:]:
        fact = asked_by(text[match.start() :].strip())
        if fact is not None:
            return fact, match.start()
    return None


def asked_by(text: str) -> Fact | None:
    """What a text asks for as a label; nothing where it begins with somebody's name, and so tells of that person."""
    facts = [fact for fact in facts_of(text) if fact in _ASKED]
    if not facts or ("," in text and one_name(text.partition(",")[0]) is not None):
        return None
    return facts[0]


def _answer(view: View, place: Place, taken: Set[Place]) -> Placed:
    """The nearest filled cell to the right, else the one below, else the empty cell to the right."""
    row, column = place
    first = view.extent(row, column)[1] + 1
    for other in range(first, min(first + _FAR, view.width)):
        value = view.rows[row][other]
        if value is not None:
            if isinstance(value, str) and asked_by(value.rstrip(" :?")) is not None:
                break
            return value, view.ref(row, other)
    if first >= view.width or not any(value is not None for value in view.rows[row][first:]):
        below = view.rows[row + 1][column] if row + 1 < view.height and (row + 1, column) not in taken else None
        beside = any(value is not None for value in view.rows[row + 1][first:]) if row + 1 < view.height else False
        if isinstance(below, str) and asked_by(below.rstrip(" :?")) is None and not beside:
            return below, view.ref(row + 1, column)
    return None, view.ref(row, first)
