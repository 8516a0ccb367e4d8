"""Placements, courses, meetings, assessments, revisions and parts as rows for the lists of a template."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from stexcel.fill.migration.atoms import course_key, log_key, meeting_key, placement_key
from stexcel.fill.migration.board import Wish
from stexcel.fill.migration.row_values import (
    NOT_MOVED,
    TIMES,
    day_or_text,
    extras_of,
    raw_of,
    raw_time,
    set_first,
    set_time,
)
from stexcel.fill.migration.source import OldRow, Source
from stexcel.fill.migration.values import joined, share_value
from stexcel.fill.places.book import ListPlace, Places
from stexcel.fill.places.canvas import Canvas
from stexcel.layout.done import DoneCell, read_done
from stexcel.layout.labels import is_introduction
from stexcel.layout.meeting_words import meeting_named
from stexcel.layout.reading import Kind
from stexcel.layout.roles import Role
from stexcel.layout.rotations import asks_follow_up, side_of_table
from stexcel.model import CellRef, Course, LoggedAssessment, Meeting, MeetingKind, Part, Period, Placement, Value
from stexcel.ooxml import CellValue
from stexcel.subjects import MEETING_NAMES

_SUBJECTS = {
    Kind.PLACEMENTS: (Role.PLACEMENT, Role.NAME, Role.ACTIVITY, Role.COURSE),
    Kind.COURSES: (Role.COURSE, Role.NAME, Role.ACTIVITY, Role.PLACEMENT),
}
_TEXTS = (Role.CONTENT, Role.NAME, Role.ACTIVITY, Role.PROBLEM, Role.TITLE, Role.COURSE, Role.COMMENT)

Codes = Callable[[Sequence[str]], Sequence[str]]
"""Which of the delmål the template has too."""


@dataclass(frozen=True)
class Lists:
    """The lists of a template, and what is needed to fill them. ``kept`` takes away delmål that it does not have."""

    places: Places
    source: Source
    kept: Codes

    @property
    def canvas(self) -> Canvas:
        """What the template's file says of its cells."""
        return self.places.canvas

    def of(self, *kinds: Kind) -> list[tuple[int, ListPlace]]:
        """The lists of the kinds with their numbers."""
        return [
            (number, one)
            for number, one in enumerate(self.places.lists)
            if one.kind in kinds and not one.scope and not one.transposed
        ]

    def sample(self, one: ListPlace, column: int) -> CellRef:
        """A cell of the column as all of them are drawn."""
        return one.cell(one.free[0] if one.free else one.last, column)


def wishes_of(lists: Lists) -> list[Wish]:
    """A row for everything that the old workbook lists, in reading order; nothing for what has no list."""
    iup = lists.source.iup
    found = [
        *(_placement(lists, one) for one in iup.placements),
        *(_course(lists, one) for one in iup.courses),
        *(_meeting(lists, one) for one in iup.meetings),
        *(logged(lists, one) for one in iup.assessments if lists.source.row_of(one.cell) is not None),
        *(_revision(lists, one) for one in iup.revisions),
        *_parts(lists),
    ]
    return [wish for wish in found if wish is not None]


def _placement(lists: Lists, one: Placement) -> Wish | None:
    own = lists.of(Kind.PLACEMENTS)
    side = [pair for pair in own if side_of_table(pair[1].table)]
    home = [pair for pair in own if not side_of_table(pair[1].table)]
    number, place = next(iter((side if one.side else home) or own or _for_all(lists)), (-1, None))
    if place is None:
        return None
    old = lists.source.row_of(one.cell)
    values: dict[int, CellValue] = {}
    set_first(values, place, _SUBJECTS[Kind.PLACEMENTS], one.name)
    when = Period(one.start, one.end) if one.start and one.end else None
    set_time(values, place, when or (Period(one.start, one.start) if one.start else None), open_end=one.end is None)
    for column in place.columns.get(Role.PERCENT, ())[:1] if one.percent is not None else ():
        values[column] = share_value(lists.canvas, lists.sample(place, column), one.percent or 0)
    set_first(values, place, (Role.DELMAL,), ", ".join(lists.kept(one.delmal)))
    set_first(values, place, (Role.KIND,), "Placering" if not own else None)
    values |= _ticks(lists, place, one.delmal)
    set_first(values, place, (Role.SUPERVISOR,), one.supervisor)
    set_first(values, place, (Role.PLACE,), one.site)
    set_first(values, place, (Role.CERTIFICATE,), raw_of(old, Role.CERTIFICATE) or one.certificate)
    if one.follow_up:
        asked = [column.index + 1 for column in place.table.columns if asks_follow_up(column.header)]
        values.update(dict.fromkeys(asked[:1], day_or_text(one.follow_up)))
    done = (*_SUBJECTS[Kind.PLACEMENTS], *TIMES, Role.PERCENT, Role.DELMAL, Role.SUPERVISOR, Role.PLACE)
    return Wish(number, values, extras_of(place, old, values, done), placement_key(one))


def _for_all(lists: Lists) -> list[tuple[int, ListPlace]]:
    """The lists whose rows may be placements as well as courses: one table for all, or a matrix."""
    return [
        pair
        for pair in lists.of(Kind.ACTIVITIES, Kind.MATRIX)
        if any(role in pair[1].columns for role in _SUBJECTS[Kind.PLACEMENTS])
        and Role.ASSESSMENT not in pair[1].columns
    ]


def _ticks(lists: Lists, place: ListPlace, codes: Sequence[str]) -> Mapping[int, CellValue]:
    """A tick under each delmål of a row in a matrix."""
    return {place.codes[code]: "X" for code in lists.kept(codes) if code in place.codes}


def _course(lists: Lists, one: Course) -> Wish | None:
    number, place = next(iter(lists.of(Kind.COURSES) or _for_all(lists)), (-1, None))
    if place is None:
        return None
    old = lists.source.row_of(one.cell)
    values: dict[int, CellValue] = {}
    set_first(values, place, _SUBJECTS[Kind.COURSES], one.name)
    set_time(values, place, one.when, raw=raw_time(old, one.when))
    set_first(values, place, (Role.DELMAL,), ", ".join(lists.kept(one.delmal)))
    set_first(values, place, (Role.KIND,), "Kurs" if place.kind is not Kind.COURSES else None)
    values |= _ticks(lists, place, one.delmal)
    set_first(values, place, (Role.CERTIFICATE,), raw_of(old, Role.CERTIFICATE))
    if one.completed is not None:
        values.update(_state(lists, place, old, completed=one.completed))
    done = (*_SUBJECTS[Kind.COURSES], *TIMES, Role.DELMAL)
    return Wish(number, values, extras_of(place, old, values, done), course_key(one))


def _state(lists: Lists, place: ListPlace, old: OldRow | None, *, completed: bool) -> Mapping[int, CellValue]:
    """Whether a course has been taken, as the template's column for that asks for it."""
    for column in place.columns.get(Role.DONE, ()):
        cell = lists.sample(place, column)
        choices = lists.canvas.choices(cell)
        if choices is not None:
            said = (item for item in choices.items if (_claims(item) is True) == completed)
            chosen = next(said, None)
            return {column: chosen} if chosen is not None else {}
        if not lists.canvas.shows_day(cell):
            return {column: raw_of(old, Role.DONE) or ("Genomförd" if completed else "Planerad")}
    return {}


def _claims(text: str) -> bool | None:
    done = read_done([DoneCell(Role.DONE, text, CellRef("", 1, 1))])
    return None if done is None else done.fulfilled


def _meeting(lists: Lists, one: Meeting) -> Wish | None:
    number, place = _meeting_list(lists, one.kind)
    if place is None:
        return None
    old = lists.source.row_of(one.cell)
    values: dict[int, CellValue] = {}
    set_first(values, place, (Role.DATE, Role.DONE, Role.START, Role.PLANNED), one.date)
    set_first(values, place, (Role.KIND, Role.ACTIVITY), MEETING_NAMES[one.kind])
    set_first(values, place, (Role.SUPERVISOR, Role.RESPONSIBLE), one.supervisor)
    set_first(values, place, (Role.CONTENT, Role.TITLE, Role.COMMENT, Role.NAME), one.content)
    if one.checked_against_iup is not None:
        set_first(values, place, (Role.CHECKED,), "Ja" if one.checked_against_iup else "Nej")
    done = (*TIMES, Role.DONE, Role.KIND, Role.ACTIVITY, Role.CHECKED, Role.SUPERVISOR)
    return Wish(number, values, extras_of(place, old, values, done), meeting_key(one))


def _meeting_list(lists: Lists, kind: MeetingKind) -> tuple[int, ListPlace | None]:
    """The list for meetings of a kind: one that is named after it, else one that tells the kind of each."""
    own = lists.of(Kind.MEETINGS)
    named = [pair for pair in own if kind in (meeting_named(pair[1].title), meeting_named(pair[1].sheet))]
    told = [pair for pair in own if Role.KIND in pair[1].columns]
    plain = [pair for pair in own if Role.KIND not in pair[1].columns]
    order = [*named, *plain, *told] if kind is MeetingKind.SUPERVISION else [*told, *named, *plain]
    return next(iter(order), (-1, None))


def logged(lists: Lists, one: LoggedAssessment) -> Wish | None:
    """A row in the template's log for an assessment that was made; ``None`` where it has no log."""
    number, place = next(iter(lists.of(Kind.ASSESSMENTS)), (-1, None))
    if place is None:
        return None
    old = lists.source.row_of(one.cell)
    values: dict[int, CellValue] = {}
    set_first(values, place, (Role.DATE, Role.DONE, Role.START, Role.PLANNED), one.date)
    set_first(values, place, (Role.ASSESSMENT,), one.text)
    set_first(values, place, (Role.DELMAL,), ", ".join(lists.kept(one.delmal)))
    set_first(values, place, (Role.ASSESSOR, Role.SUPERVISOR), one.assessor)
    done = (*TIMES, Role.DONE, Role.ASSESSMENT, Role.DELMAL, Role.ASSESSOR, Role.SUPERVISOR, Role.MARKS)
    return Wish(number, values, extras_of(place, old, values, done), log_key(one))


def _revision(lists: Lists, one: Value[date]) -> Wish | None:
    number, place = next(iter(lists.of(Kind.REVISIONS)), (-1, None))
    old = lists.source.row_of(one.cell)
    if place is None:
        return None
    values: dict[int, CellValue] = {}
    set_first(values, place, (Role.DATE, Role.PLANNED), one.value)
    return Wish(number, values, extras_of(place, old, values, TIMES), ("revision", one.value.isoformat()))


def _parts(lists: Lists) -> Iterator[Wish]:
    """The rows of lists about parts of the training, such as self-study, and of the action plan."""
    for row in lists.source.rows:
        part = part_of_list(row.list)
        target = next(((n, one) for n, one in enumerate(lists.places.lists) if part_of_list(one) is part), None)
        if part is None or target is None or target[1].transposed:
            continue
        number, place = target
        values: dict[int, CellValue] = {}
        for role in (Role.NAME, *row.cells):
            raw = joined(row.values(role)) if role not in NOT_MOVED else None
            same_heading = [column for column in place.columns.get(role, ()) if column not in values]
            if raw is not None and same_heading and role in row.cells:
                values[same_heading[0]] = raw
        left = [value for role, _, value in row.all_cells if role not in place.columns and role not in NOT_MOVED]
        texts = [column for role in _TEXTS for column in place.columns.get(role, ()) if column not in values]
        if left and texts:
            values[texts[0]] = joined(left, "; ")
        yield Wish(number, values)


def part_of_list(one: ListPlace) -> Part | None:
    """The part of the training that a list is about."""
    if one.kind is Kind.ACTION_PLAN:
        return Part.ACTION_PLAN
    if one.kind is Kind.PART:
        return one.part
    return Part.INTRODUCTION if one.kind is Kind.OTHER and is_introduction(one.title or one.sheet) else None
