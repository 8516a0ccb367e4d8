"""Cells that no reader understood but that speak of what a programme must have, so that it is not said to lack it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import cache

from stexcel.layout.answers import is_answer
from stexcel.layout.facts import Fact
from stexcel.layout.labels import named_part
from stexcel.layout.meeting_words import dated_meeting
from stexcel.layout.methods import known_method
from stexcel.layout.times import days, without_days
from stexcel.layout.view import Place, View
from stexcel.model import LoggedAssessment, Meeting, Note, NoteKind, Part
from stexcel.subjects import MENTIONED, Subject

_REVISED = re.compile(r"\brevi(?:der|sion)|\buppdatera[dt]", re.IGNORECASE)
_SIGNED = re.compile(
    r"underskr[iu][fv]|\bunderteckna|namnteckning|\bpåskri[fv]|\bsignera[dt]|\bsign\.?\s*:|"
    r"\b(?:godkän[dt]|fastställ[dt])(?:es)? av\b",
    re.IGNORECASE,
)
_OF_DOCUMENT = re.compile(r"\bmall|\bversion|\bdokument|\bblankett|\bformulär", re.IGNORECASE)
_INSTRUCTS = re.compile(r"\b(?:ska(?:ll)?|bör|måste|fyll|skriv|ange|bifoga)\b|\?\s*$", re.IGNORECASE)
_MAX_MENTION = 160
_OF_LOGS = (Meeting, LoggedAssessment)


def unread_mentions(view: View, facts: Sequence[Fact], taken: Set[Place]) -> Iterator[Note]:
    """One note for each subject that a cell outside ``taken`` speaks of, at the first such cell.

    Meetings, assessments and revisions count with a day in the same row, where ``facts`` know none of that row.
    """
    known = {fact.cell.row - 1 for fact in facts if isinstance(fact, _OF_LOGS)}
    found: dict[Subject, Place] = {}
    last_day = cache(lambda row: _last_day(view, row, taken))
    for row, column, text in view.texts:
        if (row, column) in taken or len(text) > _MAX_MENTION or not _states(text):
            continue
        dated = row not in known and last_day(row) >= column
        for subject in _subjects(text, dated=dated):
            found.setdefault(subject, (row, column))
    for subject, place in found.items():
        cell = view.ref(*place)
        yield Note(NoteKind.UNREAD, f"{MENTIONED[subject]} nämns i {cell} men kunde inte läsas.", cell, subject)


def _states(text: str) -> bool:
    """Whether a text states something rather than tells how to fill in the workbook."""
    return is_answer(text) and not _INSTRUCTS.search(text) and not _OF_DOCUMENT.search(text)


def _last_day(view: View, row: int, taken: Set[Place]) -> int:
    """The last column where a day stands in a cell of the row that nobody read; -1 if there is none."""
    columns = range(view.width - 1, -1, -1)
    return next((column for column in columns if (row, column) not in taken and days(view.rows[row][column])), -1)


def _subjects(text: str, *, dated: bool) -> Iterator[Subject]:
    part = named_part(text)
    if part is not None and part is not Part.ACTION_PLAN:
        yield Subject(part.value)
    if _SIGNED.search(text):
        yield Subject.SIGNATURE
    if not dated:
        return
    meeting = dated_meeting(without_days(text))
    if meeting is not None:
        yield Subject(meeting.value)
    elif known_method(text) is not None:
        yield Subject.ASSESSMENT
    if _REVISED.search(text):
        yield Subject.REVISION
