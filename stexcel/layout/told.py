"""What one written line tells of a day: a meeting, an assessment or a course, by its own words or its place.

``2024-05-14 – handledarsamtal: Bronk, c4``; ``14/9 DOPS c1`` in a calendar that says which year it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from stexcel.layout.activities import activity_types
from stexcel.layout.answers import is_answer, says_planned
from stexcel.layout.delmal_text import codes_in_sentence, exact_codes, named_codes, without_codes
from stexcel.layout.facts import ActivityLink
from stexcel.layout.meeting_words import dated_meeting, meeting_and_content, meeting_named
from stexcel.layout.methods import known_method, looks_like_method
from stexcel.layout.reading import Kind
from stexcel.layout.taken import taken
from stexcel.layout.times import leading_day
from stexcel.model import (
    OTHER_METHOD,
    Activity,
    ActivityType,
    CellRef,
    Course,
    LoggedAssessment,
    Meeting,
    MeetingKind,
    Period,
)

Told = Meeting | LoggedAssessment | Course | ActivityLink
_STATUS = re.compile(r"\s*(?:[-–—,:]\s*|\s)(?P<status>[^\s,–—:()]+(?:\s[^\s,–—:()]+)?)\s*$")
_NAME_ENDS = re.compile(
    r"\s+(?:avseende|gällande|rörande|enligt|för|på|om|kring|med)\b|[,;:(]|\s[-–—]\s|(?=\s(?:ST)?\s?[abc]\s?\d)",
    re.IGNORECASE,
)
_ASSESSOR = re.compile(
    r"\b(?:bedömare|bedömd av|sign(?:erad|\.)?(?: av)?)\s*:?\s*(?P<name>[^,;:()\d]{2,40})", re.IGNORECASE
)
_AHEAD = re.compile(
    r"\b(?:planera\w*|boka\w*|prel(?:iminär\w*)?|anmäld|kommande|ska|ej|inte|inställ\w*)\b|^(?:semester|sjuk|ledig|föräldraled|vab|komp)",
    re.IGNORECASE,
)
"""What is still to come, or was not done."""


def told_on(line: str, cell: CellRef, topic: Kind | None, year: int | None = None) -> tuple[Told, ...]:
    """What a line that begins with a day tells; ``topic`` is what its heading says that such lines are about."""
    found = leading_day(line, year)
    if found is None or not found[1] or not is_answer(found[1]):
        return ()
    day, said = found
    return tuple(_told(day, said, cell, topic))


def is_untold(line: str, cell: CellRef, topic: Kind | None, year: int | None = None) -> bool:
    """Whether a line states something of the sort that :func:`told_on` tells, but not so that it can be told.

    Under a heading that leaves the topic open, only a line that names a meeting or a method does.
    """
    found = leading_day(line, year)
    said = found[1] if found is not None else line
    if (said and not is_answer(said)) or says_planned(said) or _AHEAD.search(said) or told_on(line, cell, topic, year):
        return False
    return topic is not None or meeting_named(said) is not None or known_method(said) is not None


def _told(day: date, said: str, cell: CellRef, topic: Kind | None) -> Iterator[Told]:
    name = _NAME_ENDS.split(said, maxsplit=1)[0]
    meeting = _meeting(day, said, cell)
    ahead = _AHEAD.search(said) is not None
    if meeting is not None:
        yield meeting
    elif known_method(name) is not None or topic is Kind.ASSESSMENTS:
        yield from () if ahead else _assessments(day, said, name, cell)
    elif topic is Kind.COURSES or ActivityType.KURS in activity_types(said) or _has_status(said):
        yield from _course(day, said, cell)
    elif topic is Kind.MEETINGS and not ahead:
        yield Meeting(day, cell, content=said, kind=MeetingKind.SUPERVISION)


def _meeting(day: date, said: str, cell: CellRef) -> Meeting | None:
    note = meeting_and_content(said)
    if _AHEAD.match(said):
        return None
    if note is not None:
        return Meeting(day, cell, content=note[1], kind=note[0]) if dated_meeting(said.split(note[1])[0]) else None
    kind = dated_meeting(said)
    name, _, content = said.partition(", ")
    told = content if content and meeting_named(name) is not None else None
    return Meeting(day, cell, content=told, kind=kind) if kind is not None else None


def _assessments(day: date, said: str, name: str, cell: CellRef) -> Iterator[LoggedAssessment]:
    assessor = _ASSESSOR.search(said)
    by = assessor["name"].strip() if assessor else None
    method, codes = known_method(name), _codes(said)
    if method is not None or codes or by or looks_like_method(name):
        yield LoggedAssessment(method or OTHER_METHOD, name.strip(), cell, day, codes, by)


def _course(day: date, said: str, cell: CellRef) -> Iterator[Told]:
    status = _STATUS.search(said)
    told = taken(status["status"]) if status else None
    name = said[: status.start()] if status and told is not None else said
    if taken(name) is not None and not named_codes(name):
        return
    codes = named_codes(name)
    plain = without_codes(name.strip(" ,–—-"))
    course = Course(plain, cell, Period(day, day), codes, told)
    yield course
    kinds = frozenset({ActivityType.KURS})
    yield from (ActivityLink(code, Activity(plain, kinds, cell, course.when), cell) for code in codes)


def _has_status(said: str) -> bool:
    """Whether a line names delmål and ends with whether it has been done, as only a list of courses does."""
    status = _STATUS.search(said)
    told = status is not None and (taken(status["status"]) is not None or says_planned(status["status"]))
    return told and status is not None and bool(named_codes(said[: status.start()]))


def _codes(said: str) -> tuple[str, ...]:
    """The delmål that a line names in a sentence, or ends with."""
    found = codes_in_sentence(said)
    words = said.split()
    ends = (exact_codes(" ".join(words[first:])) for first in range(len(words)))
    return found or next((codes for codes in ends if codes), ())
