"""Calendars: a month in each row, and columns for what was done, with the days in the cells: ``14/9 DOPS c1``."""

from __future__ import annotations

import calendar
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from stexcel.layout.answers import is_answer
from stexcel.layout.delmal_text import named_codes, without_codes
from stexcel.layout.facts import Fact
from stexcel.layout.meeting_words import meeting_named
from stexcel.layout.methods import known_method
from stexcel.layout.reading import Kind
from stexcel.layout.rotations import side_of_name
from stexcel.layout.subjects import is_credited, is_leave
from stexcel.layout.times import leading_day, month_of, without_days
from stexcel.layout.told import is_untold, told_on
from stexcel.layout.topics import topic_of
from stexcel.layout.view import Place, View
from stexcel.model import Note, NoteKind, Placement
from stexcel.subjects import MENTIONED, Subject

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FEWEST = 3
"""Months below each other that make a calendar."""
_TITLE_ROWS = 4
_HEADINGS = 2
_DATED = (Kind.MEETINGS, Kind.ASSESSMENTS, Kind.COURSES, None)


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The row of the headings, the column of the months, and the year and month of each row."""

    header: int
    column: int
    months: dict[int, tuple[int, int]]


def read_calendars(view: View) -> tuple[list[Fact], set[Place]]:
    """What the calendars of a sheet tell, and their cells; only those whose cells tell of days count."""
    facts: list[Fact] = []
    used: set[Place] = set()
    for one in _calendars(view):
        columns = [column for column in range(one.column + 1, view.width) if view.rows[one.header][column] is not None]
        dated = [fact for column in columns for fact in _events(view, one, column)]
        if dated:
            facts += dated
            facts += [fact for column in columns for fact in _placements(view, one, column)]
            facts += [note for column in columns for note in _unread(view, one, column)]
            used |= {(row, column) for row in (one.header, *one.months) for column in (one.column, *columns)}
    return facts, used


def _calendars(view: View) -> Iterator[_Calendar]:
    """The runs of months below each other, with headings above the first and a year in a title or the sheet's name."""
    for column in range(min(view.width, 2)):
        run: dict[int, int] = {}
        for row in range(view.height + 1):
            value = view.rows[row][column] if row < view.height else None
            month = month_of(value) if isinstance(value, str) else None
            if month is not None:
                run[row] = month
                continue
            found = _calendar(view, column, run)
            if found is not None:
                yield found
            run = {}


def _calendar(view: View, column: int, run: dict[int, int]) -> _Calendar | None:
    """The calendar of months below each other, in order and over one turn of the year at most."""
    turns = sum(later < earlier for earlier, later in itertools.pairwise(run.values()))
    if len(run) < _FEWEST or len(set(run.values())) < len(run) or turns > 1:
        return None
    header = min(run) - 1
    year = _first_year(view, header, turns)
    if year is None or header < 0 or sum(isinstance(value, str) for value in view.rows[header]) < _HEADINGS:
        return None
    first = next(iter(run.values()))
    return _Calendar(header, column, {row: (year + (month < first), month) for row, month in run.items()})


def _first_year(view: View, header: int, turns: int) -> int | None:
    """The year of the first month: the sheet's name or the nearest title has one, or two over a turn of the year."""
    above = [value for cells in view.rows[max(header - _TITLE_ROWS, 0) : header + 1] for value in cells]
    for text in (view.sheet.name, *map(str, reversed(above))):
        years = sorted({int(year) for year in _YEAR.findall(text)})
        if len(years) == 1 or (turns and len(years) == turns + 1):
            return years[0]
    return None


def _topic(heading: object) -> Kind | None:
    """What a heading says that its column is about; a heading for other meetings leaves it to each line."""
    text = str(heading)
    if meeting_named(text) is not None:
        return Kind.MEETINGS
    found = topic_of(text)
    return found if found is not Kind.MEETINGS else None


def _events(view: View, one: _Calendar, column: int) -> Iterator[Fact]:
    """The lines of a column that begin with a day."""
    topic = _topic(view.rows[one.header][column])
    if topic not in _DATED:
        return
    for row in one.months:
        for line in _lines(view.rows[row][column]):
            yield from told_on(line, view.ref(row, column), topic, one.months[row][0])


def _unread(view: View, one: _Calendar, column: int) -> Iterator[Note]:
    """Notes on the lines that say that something was done and not on which day, one for each cell and subject."""
    heading = view.rows[one.header][column]
    if _topic(heading) not in _DATED:
        return
    for row, (year, _) in one.months.items():
        cell = view.ref(row, column)
        lines = [line for line in _lines(view.rows[row][column]) if is_untold(line, cell, _topic(heading), year)]
        for subject in dict.fromkeys(_subject(line, str(heading)) for line in lines):
            named = MENTIONED[subject] if subject is not None else "Något"
            yield Note(NoteKind.UNREAD, f"{named} nämns i {cell} utan dag som kan läsas.", cell, subject)


def _subject(line: str, heading: str) -> Subject | None:
    """What a line speaks of, by its own words or those of its heading; courses are no subject."""
    topic = _topic(heading)
    meeting = meeting_named(without_days(line)) if topic is not Kind.ASSESSMENTS else None
    if meeting is None and (known_method(line) is not None or topic is Kind.ASSESSMENTS):
        return Subject.ASSESSMENT
    meeting = meeting or meeting_named(heading)
    return Subject(meeting.value) if meeting is not None else None


def _lines(value: object) -> Sequence[str]:
    return [line for part in value.split("\n") if (line := part.strip())] if isinstance(value, str) else ()


def _placements(view: View, one: _Calendar, column: int) -> Iterator[Placement]:
    """The placements of a column for them: each as long as its merged cells, or until the next one is named."""
    if _topic(view.rows[one.header][column]) is not Kind.PLACEMENTS:
        return
    named = [row for row in one.months if _is_name(view.rows[row][column])]
    merged = any(view.extent(row, column)[0] > row for row in named)
    for row in named:
        following = next((other for other in named if other > row), max(one.months) + 1)
        last = view.extent(row, column)[0] if merged else following - 1
        text = str(view.rows[row][column])
        yield Placement(
            without_codes(text),
            view.ref(row, column),
            date(*one.months[row], 1),
            _last_day(*one.months[min(last, max(one.months))]),
            0 if is_leave(text) else None,
            named_codes(text),
            side=side_of_name(text),
            credited=is_credited(text),
        )


def _is_name(value: object) -> bool:
    return isinstance(value, str) and is_answer(value) and leading_day(value) is None


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
