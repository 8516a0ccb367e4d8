"""Assessments that are dated where they are planned: ``CBD 2026-01-02`` beside a delmål, or a date under a method."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from stexcel.layout.cells import Entry
from stexcel.layout.facts import DatedAssessment
from stexcel.layout.methods import known_method, methods_in
from stexcel.layout.roles import Role
from stexcel.layout.times import days, without_days
from stexcel.model import Assessment

_PIECE = re.compile(r"[\n;,+•]|\s(?:och|samt)\s")
_PLANNED = re.compile(
    r"planera|planned|tänkt|kommande|förslag|måldatum|deadline|beräkna|preliminär|\bklart? senast", re.IGNORECASE
)
_FULFILLED = re.compile(r"måluppfyll|uppnå|uppfyll|\bklar|godkän|intyg", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{4}|[^\W\d_].*\s[^\W\d_]{3}")
"""What is more than somebody's initials."""
_Named = tuple[tuple[str, str], ...]


def is_plan(heading: str) -> bool:
    """Whether a heading says that what stands below it is planned rather than done."""
    return _PLANNED.search(heading) is not None


def dated_assessments(
    entries: Sequence[Entry], codes: tuple[str, ...], dates: Sequence[Entry] = ()
) -> Iterator[DatedAssessment]:
    """The assessments of a delmål that have a day of their own; what stands under a heading for plans has none.

    ``dates`` are cells for the day of the assessment: they may name it, else it is what ``entries`` name.
    """
    for entry in entries:
        if not is_plan(f"{entry.column.group} {entry.column.header}"):
            found = _under_method(entry) if entry.column.role is Role.MARKS else _in_text(entry)
            yield from (DatedAssessment(code, one, day) for one, day in found for code in codes)
    texts = [entry.value for entry in entries if isinstance(entry.value, str)]
    named = methods_in(texts[0]) if len(texts) == 1 else ()
    for entry in dates:
        if not _FULFILLED.search(entry.column.header):
            yield from (DatedAssessment(code, one, day) for one, day in _in_text(entry, named) for code in codes)


def _under_method(entry: Entry) -> Iterator[tuple[Assessment, date]]:
    """The days in a cell whose heading is the method."""
    method = known_method(entry.column.header) if entry.column.method else None
    if method is not None:
        yield from ((Assessment(method, entry.column.header, entry.ref), day) for day in days(entry.value))


def _in_text(entry: Entry, named: _Named = ()) -> Iterator[tuple[Assessment, date]]:
    """Each method with the days after it: ``CBD 2026-01-02, 2026-03-04; EPA 2026-02-11``."""
    pieces = _PIECE.split(entry.value) if isinstance(entry.value, str) else [entry.value]
    for piece in pieces:
        found = days(piece)
        rest = without_days(piece) if isinstance(piece, str) else ""
        if known_method(rest) is not None or _WORD.search(rest):
            named = methods_in(rest)
        yield from ((Assessment(method, text, entry.ref), day) for method, text in named for day in found)
