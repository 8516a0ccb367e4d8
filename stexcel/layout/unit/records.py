"""The registers of papers: governing documents, external reviews, the action plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stexcel.layout.marks import mark
from stexcel.layout.unit.content import Content
from stexcel.layout.unit.reviews import is_external
from stexcel.layout.unit.rows import Row, is_dated, rows_of
from stexcel.layout.unit.tables import Register
from stexcel.layout.unit.values import (
    are_governing,
    attested_in_title,
    criteria_in,
    document_kinds,
    is_blank,
    says_carried_out,
    says_done,
    time_in,
)
from stexcel.layout.unit.words import Fact
from stexcel.model import Note, Value
from stexcel.unit import Action, Attested, GoverningDocument, Review, Section

_LONGEST_TITLE = 160
_REVISED = re.compile(r"revider|översyn|uppdater", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\W*(?:\*|obs\b|not\b|senast uppdaterad|uppdaterad|uppdateras|källa)|.*:\s*$", re.IGNORECASE)


def read_documents(register: Register) -> Content:
    """The register of governing documents."""
    notes: list[Note] = []
    documents = tuple(found for row in rows_of(register, notes) if (found := _document(row)) is not None)
    kinds = {kind for one in documents for kind in one.kinds}
    return Content(
        documents=documents,
        sections={Section.DOCUMENTS: register.cell} if documents else {},
        sure=frozenset({Section.DOCUMENTS} if are_governing(kinds) else ()),
        notes=tuple(notes),
    )


def _document(row: Row) -> GoverningDocument | None:
    title = next(
        (Value(value, value, ref) for value, ref in row.cells(Fact.DOCUMENT, Fact.NAME) if isinstance(value, str)), None
    )
    if title is None or len(title.value) > _LONGEST_TITLE:
        return None
    kinds = document_kinds(title.value)
    alone = len(row.register.filled(row.index)) == 1
    if alone and not kinds and (_FOOTNOTE.match(title.value) or is_dated(title.value)):
        return None
    answers = _said_missing(row) or row.attested("dokumentet", *_answers(row))
    if answers is None or (not answers.text and not answers.has):
        answers = attested_in_title(title.value, title.cell) or answers
    return GoverningDocument(title, answers, kinds)


def _said_missing(row: Row) -> Attested | None:
    """A tick under a heading that says no."""
    for value, ref in row.every(Fact.MISSING):
        if mark(value) is True:
            return Attested(False, ref, text=row.register.heading(ref))
    return None


def _answers(row: Row) -> tuple[Fact, ...]:
    """The columns that tell whether there is such a document: when it was decided, else whether it is there.

    A tick under a heading for no goes before them all. That a document which has been decided is being revised does
    not take it away.
    """
    told = [
        fact for fact in (Fact.DECIDED, Fact.DATE, Fact.EXISTS, Fact.UPDATED, Fact.STATUS) if row.register.columns(fact)
    ]
    filled = [fact for fact in told if any(not is_blank(value) for value, _ in row.cells(fact))]
    dated = row.quiet_time(Fact.DECIDED, Fact.DATE) is not None
    if dated and _REVISED.search(row.text(Fact.STATUS) or ""):
        filled = [fact for fact in filled if fact is not Fact.STATUS]
    return tuple(filled or told)


def read_reviews(register: Register) -> Content:
    """The register of external reviews."""
    notes: list[Note] = []
    reviews = tuple(found for row in rows_of(register, notes) if (found := _review(row)) is not None)
    return Content(
        reviews=reviews,
        sections={Section.REVIEWS: register.cell},
        notes=tuple(notes),
    )


def _review(row: Row) -> Review | None:
    title = row.text(Fact.REVIEW, Fact.DOCUMENT)
    if title is not None and not is_external(title):
        return None
    when = row.time("Granskningens datum", Fact.DATE, Fact.LAST_REVIEW)
    if when is None and title is None:
        return None
    if when is None and title is not None and (time := time_in(title)) is not None:
        return Review(title, row.cell, time)
    return Review(title or "Extern granskning", when.cell if when else row.cell, when.value if when else None)


def read_actions(register: Register) -> Content:
    """The action plan; a row that names several criteria counts once for each."""
    notes: list[Note] = []
    actions: list[Action] = []
    for row in rows_of(register, notes):
        actions.extend(_actions(row, actions[-1].criterion if actions else None))
    criteria = bool(register.columns(Fact.CRITERION)) and any(action.criterion for action in actions)
    return Content(
        actions=tuple(actions),
        sections={Section.ACTIONS: register.cell} if actions or not register.rows else {},
        sure=frozenset({Section.ACTIONS} if criteria else ()),
        notes=tuple(notes),
    )


def _actions(row: Row, before: str | None) -> Iterator[Action]:
    written = row.text(Fact.CRITERION)
    problem, action = row.text(Fact.PROBLEM), row.text(Fact.ACTION)
    if problem is None and action is None:
        # What is not decided yet for a criterion is a row of the plan all the same.
        action = row.written(Fact.ACTION) if criteria_in(written or "") else None
        if action is None or not any(map(str.isalpha, action)):
            return
    own = [(value, ref) for value, ref in row.cells(Fact.CRITERION) if value is not None]
    named = criteria_in(written or "")
    if not own and row.cells(Fact.CRITERION) and problem is None:
        named = (before,) if before else ()
    if not row.cells(Fact.CRITERION):
        named = criteria_in(problem or "") or criteria_in(action or "")
    carried_out = _says_carried_out(row)
    due = None if carried_out else row.time("Åtgärdens datum", Fact.DUE, Fact.DATE)
    follow_up = row.time("Uppföljningens datum", Fact.FOLLOW_UP)
    status = row.written(Fact.STATUS)
    for criterion in named or (None,):
        yield Action(
            cell=row.cell,
            criterion=criterion,
            problem=problem,
            action=action,
            due=due,
            responsible=row.text(Fact.RESPONSIBLE),
            status=status,
            done=carried_out or _is_done(row),
            follow_up=follow_up,
            follow_up_by=row.text(Fact.FOLLOW_UP_BY),
            closes=row.text(Fact.CLOSES),
            concerned=row.text(Fact.CONCERNED),
        )


def _says_carried_out(row: Row) -> bool:
    """Whether the column for when the action will be carried out says that it has been, and no status denies it."""
    answers = [says_done(value) for value, _ in row.cells(Fact.STATUS) if value is not None]
    due = [value for value, _ in row.cells(Fact.DUE, Fact.DATE) if value is not None]
    return False not in answers and any(says_carried_out(value) for value in due)


def _is_done(row: Row) -> bool:
    """Whether the plan says that the action is carried out: a word, a tick or a day under such a heading."""
    answers = [says_done(value) for value, _ in row.cells(Fact.STATUS) if value is not None]
    return bool(answers) and all(answer is True for answer in answers)
