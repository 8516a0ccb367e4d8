"""Rows of headings: where a register's columns are named, and what each of them asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date

from stexcel.layout.unit.scoring import WEIGHTS
from stexcel.layout.unit.words import Fact, fact_within, facts_of
from stexcel.layout.view import Place, View
from stexcel.unit import Section

LABELS = 3
"""Labels below each other that make a table which is turned."""
_SHARE = 0.55
"""Share of the texts in a row that are headings; of a label, an answer, a label and an answer only half are."""
_SHARE_OF_MANY = 0.4
"""The same where there are several headings that do not take turns with other texts."""
_LOOK_BELOW = 6
_DIVIDED = 2
"""Columns that a second row of headings has to name for itself."""
_GENERAL = frozenset({Fact.DATE, Fact.STATUS, Fact.EXISTS, Fact.MISSING, Fact.NAME, Fact.UNIT, Fact.DUE})
"""Headings that say what their column is only together with the heading of the group above."""
_BARE = frozenset({Fact.DATE, Fact.STATUS, Fact.EXISTS, Fact.MISSING, Fact.OTHER, Fact.RESPONSIBLE})
"""Headings that one table may have twice."""
_ANSWERED = (Fact.TRAINING, Fact.UPDATED, Fact.STUDIEREKTOR_TRAINING)
_BESIDE = (Fact.DATE, Fact.EXISTS, Fact.MISSING, Fact.STATUS)
"""Headings beside such a fact that ask when it was, and whether."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a register: its place in the view, what stands above it, and what that asks for."""

    column: int
    text: str
    facts: tuple[Fact, ...]


def segments(view: View, row: int, taken: Set[Place], *, divided: bool) -> Iterator[list[Heading]]:
    """The texts of a row as headings, split where a whole column is unused and where the first text comes again.

    ``divided`` tells that the row above has headings over groups of columns.
    """
    segment: list[Heading] = []
    for column in range(view.width):
        value = view.spread(row, column)
        if isinstance(value, date) and not view.transposed:
            return  # no row of headings has days
        if value is None or (row, column) in taken or not isinstance(value, str):
            if segment and ((row, column) in taken or _is_unused(view, row, column)):
                yield segment
                segment = []
            continue
        heading = Heading(column, value, _meaning(view, row, column, value, divided=divided))
        if _starts_again(segment, heading):
            yield segment
            segment = []
        segment.append(heading)
    if segment:
        yield segment


def _is_unused(view: View, row: int, column: int) -> bool:
    """Whether nothing stands at a place or below it, as far as one would look."""
    return all(view.rows[below][column] is None for below in range(row, min(row + _LOOK_BELOW, view.height)))


def is_divided_below(view: View, row: int, segment: Sequence[Heading]) -> bool:
    """Whether headings stand over groups of columns, and the row below says what each column is."""
    if row + 1 >= view.height:
        return False
    columns = range(segment[0].column, min(view.extent(row, segment[-1].column)[1] + 1, view.width))
    above = {column for column in columns if view.rows[row][column] is not None}
    below = {column: value for column in columns if (value := view.rows[row + 1][column]) is not None}
    if not above < set(below) or not all(isinstance(value, str) for value in below.values()):
        return False
    facts = [found for value in below.values() if (found := facts_of(str(value)))]
    telling = {one[0] for one in facts} - _GENERAL
    return len(telling) >= _DIVIDED and len(facts) > len(below) / 2


def _starts_again(segment: Sequence[Heading], heading: Heading) -> bool:
    """Whether a heading comes a second time, apart from the same one over several columns beside each other."""
    if not segment or segment[-1].text == heading.text or not heading.facts or heading.facts[0] in _BARE:
        return False
    return any(other.text == heading.text for other in segment)


def _meaning(view: View, row: int, column: int, text: str, *, divided: bool) -> tuple[Fact, ...]:
    """What a heading asks for; one that is too general is taken together with its group above."""
    own = facts_of(text)
    if row == 0 or (own and (own[0] not in _GENERAL or own[0] is Fact.MISSING)):
        return own
    above = _group(view, row, column, divided=divided)
    if above is None or above == text:
        return own
    over = facts_of(above)
    # Whether and when are asked of what the group is about; other general words only make its meaning narrower.
    return (*over, *own) if over and own and own[0] in _BESIDE and over[0] in _ANSWERED else over or own


def _group(view: View, row: int, column: int, *, divided: bool) -> str | None:
    """The heading over a group of columns to which a column belongs: merged over them, or the last one to begin."""
    above = view.spread(row - 1, column)
    if isinstance(above, str) and view.extent(*view.origin(row - 1, column))[1] > column:
        return above
    if isinstance(above, str) and view.origin(row - 1, column) != (row - 1, column):
        return above
    if not divided:
        return None
    begun = (value for value in reversed(view.rows[row - 1][: column + 1]) if value is not None)
    last = next(begun, None)
    return last if isinstance(last, str) else None


def is_heading_row(segment: Sequence[Heading], least: int) -> bool:
    """Whether enough of the texts are headings, and at least ``least`` of them."""
    known = [heading for heading in segment if heading.facts]
    distinct = {heading.facts[0] for heading in known}
    enough = _SHARE if len(known) < LABELS or _alternates(segment) else _SHARE_OF_MANY
    return len(distinct) >= min(least, 2) and len(known) >= max(least, enough * len(segment))


def _alternates(segment: Sequence[Heading]) -> bool:
    """Whether headings and other texts take turns, as labels and answers of a form do."""
    return all(bool(heading.facts) is (index % 2 == 0) for index, heading in enumerate(segment))


def settled(headings: Sequence[Heading], section: Section) -> Iterator[Heading]:
    """The headings with one meaning each: what fits the register, and a bare date the fact before it."""
    certain = {fact for heading in headings if (fact := _fitting(heading, section)) is not None}
    before: Fact | None = None
    for heading in headings:
        fact = _fitting(heading, section)
        if fact is None:
            within = fact_within(heading.text, section)
            fact = within if within not in certain else None
            fact = fact or (heading.facts[0] if heading.facts else None)
        if before in _ANSWERED and (fact in _BESIDE or (fact is Fact.DUE and section is not Section.ACTIONS)):
            # Ticks for no need not be read where there are ticks for yes.
            fact = before if fact is not Fact.MISSING else Fact.OTHER
        before = before if heading.facts[-1:] == (Fact.MISSING,) else fact
        yield Heading(heading.column, heading.text, (fact,) if fact else ())


def _fitting(heading: Heading, section: Section) -> Fact | None:
    """What a heading asks for that the register has a use for."""
    return next((fact for fact in heading.facts if fact in WEIGHTS[section]), None)
