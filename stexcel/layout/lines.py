"""Single lines outside tables that link something to delmål: ``Mini-CEX: a1, b2, c1–c4`` in one cell or in two."""

from __future__ import annotations

from collections.abc import Iterator, Set

from stexcel.layout.activities import activity_types, looks_like_activity
from stexcel.layout.answers import is_answer
from stexcel.layout.delmal_text import exact_codes, named_codes, without_codes
from stexcel.layout.facts import ActivityLink, AssessmentLink
from stexcel.layout.labels import named_part, part_of
from stexcel.layout.methods import known_method, names_method
from stexcel.layout.view import Place, View
from stexcel.model import OTHER_METHOD, Activity, Assessment

_MAX_LINE = 200


def read_lines(view: View, taken: Set[Place]) -> Iterator[tuple[ActivityLink | AssessmentLink, Place]]:
    """Every link that a line states, with a cell that it used."""
    for row, column, text in view.texts:
        if (row, column) in taken or len(text) > _MAX_LINE or not is_answer(text) or _answers_part(view, row, column):
            continue
        name, codes = without_codes(text), named_codes(text)
        if name == text:
            right = view.rows[row][column + 1] if column + 1 < view.width else None
            codes = exact_codes(right) if isinstance(right, str) and (row, column + 1) not in taken else ()
        if codes and not exact_codes(name) and part_of(name) is None:
            yield from ((link, (row, column)) for link in _links(view, (row, column), name, codes))


def _answers_part(view: View, row: int, column: int) -> bool:
    """Whether a cell is what a label left of it, such as ``Internutbildning``, asks for."""
    left = next((value for value in reversed(view.rows[row][:column]) if value is not None), None)
    return isinstance(left, str) and named_part(left) is not None


def _links(view: View, place: Place, name: str, codes: tuple[str, ...]) -> Iterator[ActivityLink | AssessmentLink]:
    ref = view.ref(*place)
    if names_method(name):
        method = known_method(name) or OTHER_METHOD
        yield from (AssessmentLink(code, Assessment(method, name, ref), ref) for code in codes)
    elif looks_like_activity(name):
        yield from (ActivityLink(code, Activity(name, activity_types(name), ref), ref) for code in codes)
