"""Placements, courses, meetings, logged assessments and revisions as entries to compare."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stexcel.codes import sort_key
from stexcel.diff.entries import Entry, Field, entry_changes, folded
from stexcel.diff.model import Change, Subject
from stexcel.model import OTHER_METHOD, Course, Iup, LoggedAssessment, Meeting, Period, Placement, Value
from stexcel.names import person_key
from stexcel.subjects import MEETING_NAMES


def list_changes(old: Iup, new: Iup) -> Iterator[Change]:
    """What differs in the lists of two IUPs."""
    for subject, before, after in (
        (Subject.MEETING, map(_meeting, old.meetings), map(_meeting, new.meetings)),
        (Subject.LOGGED, map(_logged, old.assessments), map(_logged, new.assessments)),
        (Subject.REVISION, map(_revision, old.revisions), map(_revision, new.revisions)),
        (Subject.PLACEMENT, map(_placement, old.placements), map(_placement, new.placements)),
        (Subject.COURSE, map(_course, old.courses), map(_course, new.courses)),
    ):
        yield from entry_changes(subject, list(before), list(after))


def _placement(placement: Placement) -> Entry:
    name = folded(placement.name)
    percent = placement.percent
    fields = (
        Field((placement.start, placement.end), _span(placement.start, placement.end), "ingen tid"),
        Field(percent, "" if percent is None else f"{percent} %", "ingen tjänstgöringsgrad"),
        _codes(placement.delmal),
        _person("handledare", placement.supervisor, "ingen handledare"),
        _text("plats", placement.site, "ingen plats"),
        _text("intyg", placement.certificate, "inget intyg"),
        _text("uppföljning", placement.follow_up, "ingen uppföljning"),
    )
    keys = ((name, placement.start, placement.end), (name, placement.start), (name, placement.end), name)
    return Entry(placement.name, placement.cell, fields, keys)


def _course(course: Course) -> Entry:
    name = folded(course.name)
    fields = (
        Field(course.when, period_text(course.when), "ingen tid"),
        _codes(course.delmal),
        Field(bool(course.completed), "genomförd" if course.completed else "", "inte genomförd"),
    )
    return Entry(course.name, course.cell, fields, ((name, course.when), name))


def _meeting(meeting: Meeting) -> Entry:
    """A meeting; its content may be confidential, so that only how much it is is told."""
    content = folded(meeting.content)
    checked = bool(meeting.checked_against_iup)
    fields = (
        Field(meeting.date, str(meeting.date), ""),
        _person("med", meeting.supervisor, "utan namn på den andra"),
        Field(checked, "avstämt mot IUP" if checked else "", "inte avstämt mot IUP"),
        Field(content, f"anteckning på {len(content.split())} ord" if content else "", "ingen anteckning"),
    )
    key = (meeting.kind, meeting.date)
    loosest = (meeting.kind, content) if content else None
    keys = ((key, content), key, loosest, (meeting.kind, meeting.cell))
    return Entry(MEETING_NAMES[meeting.kind].lower(), meeting.cell, fields, keys)


def _logged(logged: LoggedAssessment) -> Entry:
    method, goals, day = logged_key(logged), frozenset(logged.delmal), logged.date
    fields = (
        Field(day, str(day) if day else "", "inget datum"),
        _codes(logged.delmal),
        _person("bedömare", logged.assessor, "ingen bedömare"),
    )
    loosest = (method, goals) if goals else None
    keys = (
        (method, day, goals, _name(logged.assessor)),
        (method, day, goals),
        (method, day),
        loosest,
        (method, logged.cell),
    )
    return Entry(logged.method, logged.cell, fields, keys)


def logged_key(logged: LoggedAssessment) -> str:
    """By what the method of a logged assessment is recognised."""
    return method_key(logged.method, logged.text)


def method_key(method: str, text: str) -> str:
    """The normal name of a method, or the text of one that has none."""
    return folded(text) if method == OTHER_METHOD else method


def _revision(revision: Value[date]) -> Entry:
    return Entry(
        "revision", revision.cell, (Field(revision.value, str(revision.value), ""),), (revision.value, revision.cell)
    )


def _codes(codes: tuple[str, ...]) -> Field:
    return Field(frozenset(codes), ", ".join(sorted(set(codes), key=sort_key)), "inga delmål")


def _person(label: str, name: str | None, missing: str) -> Field:
    """A name, of which neither order nor titles count."""
    return Field(_name(name), f"{label} {' '.join(name.split())}" if name else "", missing)


def _name(name: str | None) -> tuple[str, ...]:
    return person_key(name) or (folded(name),) if name else ()


def _text(label: str, text: str | None, missing: str) -> Field:
    return Field(folded(text), f"{label} {' '.join(text.split())}" if text else "", missing)


def _span(start: date | None, end: date | None) -> str:
    return f"{start or ''}–{end or ''}" if start or end else ""


def period_text(period: Period | None) -> str:
    """A day, or first and last day."""
    if period is None:
        return ""
    return str(period.start) if period.is_day else f"{period.start}–{period.end}"
