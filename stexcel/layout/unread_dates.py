"""Dates that stand where a date is asked for but cannot be read: told at their cells, never just left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from stexcel.layout.answers import is_answer, says_planned
from stexcel.layout.cells import Entry, Row
from stexcel.layout.facts import Fact, KeyRow
from stexcel.layout.marks import mark
from stexcel.layout.meeting_words import meeting_named
from stexcel.layout.reading import Kind, Table
from stexcel.layout.roles import Role, best_role
from stexcel.layout.text import shown
from stexcel.layout.times import days, is_relative_time, is_undated_time, no_day_in, period
from stexcel.layout.view import View
from stexcel.model import Note, NoteKind

_WHAT_IS_LOST = {
    Kind.PLACEMENTS: "Placeringens tid är därför inte känd.",
    Kind.COURSES: "Kursens tid är därför inte känd.",
    Kind.ASSESSMENTS: "Bedömningen räknas därför inte som gjord.",
    Kind.MEETINGS: "Samtalet räknas därför inte.",
    Kind.REVISIONS: "Revisionen räknas därför inte.",
    Kind.DELMAL: "Tiden räknas därför inte.",
    Kind.MATRIX: "Tiden räknas därför inte.",
    Kind.ACTIVITIES: "Tiden räknas därför inte.",
}
"""What an unreadable date leads to, by the kind of its table; tables of other kinds are not read."""
_LISTS = (Kind.PLACEMENTS, Kind.COURSES, Kind.ASSESSMENTS, Kind.MEETINGS, Kind.REVISIONS)
_LOGS = (Kind.ASSESSMENTS, Kind.MEETINGS, Kind.REVISIONS)
"""Tables whose rows give no fact without a date."""
_DAYS = (Role.START, Role.END, Role.DATE)
"""Headings that ask for a day."""
_TIMES = (*_DAYS, Role.PLANNED, Role.DONE)
"""Headings under which dates stand, among other answers."""
_LEAST_NUMBER = 1000
"""Smaller numbers under a date heading may be weeks, terms or lengths."""
_FEW_WORDS = re.compile(r"\W*(?:[^\W\d_]+\W*){1,2}")
_OPEN = re.compile(
    r"vår|höst|somm|vint|jul|påsk|termin|löpande|kontinuerl|fortl|återkomm|varje|dag|möte|veck|mån|"
    r"\bår\b|prel|plan|bok|klar|gjor|genomf|utför|godk|pågå|avbru|utgå|inställd|annull|ja\b|ok\b|x\b|sign|valfri|tidig|"
    r"sen(?:t|are)\b|start|slut|tills|vidare|okän|oklar|vakant|heltid|halvtid",
    re.IGNORECASE,
)
"""Words that are ordinary under a date heading though they are no date."""


def unread_dates(view: View, table: Table, understood: Sequence[int]) -> Iterator[Note]:
    """A note for each cell of a table that asks for a date and holds what is none, nor a word for open or planned.

    ``understood`` are the rows that gave facts.
    """
    if table.kind not in _WHAT_IS_LOST:
        return
    rows = [Row(view, table, index) for index in range(table.body[0], min(table.body[1], view.height - 1) + 1)]
    rows = [row for row in rows if not row.is_empty and not row.is_example]
    for column in table.having(*_TIMES):
        cells = [(row, entry) for row in rows for entry in row.entries(column.role) if entry.column is column]
        usual = _run_of_dates(cells, table, understood) if table.kind in _LISTS and column.role in _DAYS else ()
        for _, entry in cells:
            if _is_unread(entry) or (entry in usual and _is_no_date(entry)):
                text = f"”{shown(entry.value)}” under ”{column.header}” kan inte läsas som ett datum."
                yield Note(NoteKind.UNPARSED, f"{text} {_WHAT_IS_LOST[table.kind]}", entry.ref)


def unread_fulfilments(facts: Iterable[Fact]) -> Iterator[Note]:
    """A note for each fulfilment whose date is none, wherever it stands."""
    for fact in facts:
        done = fact.row.done if isinstance(fact, KeyRow) else None
        if done is not None and done.date is None and no_day_in(done.text):
            text = f"”{shown(done.text)}” kan inte läsas som ett datum. Tiden räknas därför inte."
            yield Note(NoteKind.UNPARSED, text, done.cell)


def _is_read(entry: Entry) -> bool:
    return period(entry.value, serial=True) is not None or bool(days(entry.value))


def _is_unread(entry: Entry) -> bool:
    """Whether the cell clearly means a day, but none that can be told."""
    value = entry.value
    if isinstance(value, str):
        return no_day_in(value) or is_relative_time(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) >= _LEAST_NUMBER and not _is_read(entry)


def _run_of_dates(cells: Sequence[tuple[Row, Entry]], table: Table, understood: Sequence[int]) -> Sequence[Entry]:
    """The cells from the first date to the last, and the one after it if its row is one of the table's.

    None where dates are not what stands there.
    """
    read = [index for index, (_, entry) in enumerate(cells) if _is_read(entry)]
    if not read:
        return ()
    run = list(cells[read[0] : read[-1] + 1])
    last = run[-1][0]
    for row, entry in cells[read[-1] + 1 : read[-1] + 2]:
        alike = row.index == last.index + 1 and len(row.filled) >= len(last.filled)
        if alike and (table.kind in _LOGS or row.index in understood):
            run.append((row, entry))
    return [entry for _, entry in run] if len(read) >= 2 * (len(run) - len(read)) else ()


def _is_no_date(entry: Entry) -> bool:
    """Whether a short text amid dates is no ordinary word there, heading, name of a meeting or somebody's initials."""
    value = entry.value
    if not isinstance(value, str) or _is_read(entry) or mark(value) is not None or not is_answer(value):
        return False
    ordinary = is_undated_time(value) or says_planned(value) or _OPEN.search(value) is not None
    named = best_role(value) is not None or meeting_named(value) is not None or value.isupper()
    return not (ordinary or named) and _FEW_WORDS.fullmatch(value) is not None
