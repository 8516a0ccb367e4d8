"""Text beside the delmål that no reader understood, where they all seem to lack activities or assessments.

Then it is likelier that the layout was misread than that nothing is planned: one note says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set

from stexcel.layout.answers import is_answer
from stexcel.layout.facts import Fact, KeyRow
from stexcel.layout.view import Place, View
from stexcel.model import CellRef, Delmal, DelmalRow, Note, NoteKind
from stexcel.subjects import MENTIONED, Subject

_FEWEST = 5
"""Delmål from which the same lack in most of them tells of the reading rather than of the programme."""
_MOST = 0.5
_TEXT = re.compile(r"[^\W\d_]{3}")


def unread_goals(view: View, facts: Sequence[Fact], taken: Set[Place]) -> Iterator[Note]:
    """A note for what the delmål of a sheet seem to lack, at the first unread text beside one of them."""
    rows = list(dict.fromkeys(fact.row for fact in facts if isinstance(fact, KeyRow)))
    lacking = (
        (Subject.GOAL_ACTIVITIES, [row for row in rows if not row.activities]),
        (Subject.GOAL_ASSESSMENTS, [row for row in rows if not row.assessments]),
    )
    for subject, bare in lacking:
        cell = _unread_beside(view, bare, taken) if len(bare) > _MOST * len(rows) else None
        if cell is not None:
            text = f"{MENTIONED[subject]} kunde troligen inte läsas rätt ({cell}): kontrollera med stexcel inspect."
            yield Note(NoteKind.UNREAD, text, cell, subject)


def _unread_beside(view: View, rows: Sequence[DelmalRow], taken: Set[Place]) -> CellRef | None:
    """The first unread text in a column that has one beside most of the delmål, their titles aside."""
    if len(rows) < _FEWEST:
        return None
    places = [
        (row.cell.row - 1, column)
        for row in rows
        for column in range(view.width)
        if (row.cell.row - 1, column) not in taken and _is_text(view, row.cell.row - 1, column)
    ]
    counts = Counter(column for _, column in places)
    columns = sorted(column for column, count in counts.items() if count > _MOST * len(rows))
    untitled = sum(row.title is None for row in rows) > _MOST * len(rows)
    columns = columns[1:] if untitled else columns
    return next((view.ref(row, column) for row, column in places if column in columns), None)


def _is_text(view: View, row: int, column: int) -> bool:
    value = view.rows[row][column] if row < view.height else None
    return isinstance(value, str) and is_answer(value) and _TEXT.search(value) is not None


def known_of_goals(delmal: Iterable[Delmal]) -> Iterator[Subject]:
    """What most delmål of the whole workbook have, wherever it stands."""
    known = list(delmal)
    for subject, having in (
        (Subject.GOAL_ACTIVITIES, [one for one in known if one.activities]),
        (Subject.GOAL_ASSESSMENTS, [one for one in known if one.assessments]),
    ):
        if len(known) < _FEWEST or len(having) >= _MOST * len(known):
            yield subject
