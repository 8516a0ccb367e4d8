"""From single facts to an IUP: everything about one delmål together, duplicates merged, the person chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date, timedelta

from stexcel.codes import HSLF_2021, is_bt, sort_key
from stexcel.layout.activities import as_course
from stexcel.layout.basics import Titles, person_in, revisions_in, signatures_in
from stexcel.layout.certificates import with_certificates
from stexcel.layout.facts import ActivityLink, AssessmentLink, Certified, DatedAssessment, Fact, KeyRow, Revised
from stexcel.layout.person import Found
from stexcel.layout.unread_goals import known_of_goals
from stexcel.model import (
    Activity,
    Assessment,
    Course,
    Delmal,
    Iup,
    LoggedAssessment,
    Meeting,
    Note,
    NoteKind,
    PartStatement,
    Person,
    Placement,
    Signature,
    Value,
)
from stexcel.regelverk import Regelverk
from stexcel.subjects import Subject


def assemble(
    facts: Sequence[Fact],
    found: Sequence[Found],
    titles: Titles,
    regelverk: Regelverk,
    layouts: Iterable[str],
) -> Iup:
    """The IUP that the facts make together."""
    person, notes = person_in(found, titles, regelverk.specialties)
    facts = _with_prefix(facts, person)
    delmal = _delmal(_with_listed_courses(facts))
    signatures = _signatures(facts, signatures_in(found))
    revisions = [fact.date for fact in facts if isinstance(fact, Revised)] + list(revisions_in(found))
    parts = tuple(fact for fact in facts if isinstance(fact, PartStatement))
    told = _told(parts, signatures, revisions) | {subject.value for subject in known_of_goals(delmal.values())}
    return Iup(
        person,
        delmal,
        with_certificates(
            _unique_placements(fact for fact in facts if isinstance(fact, Placement)),
            [fact for fact in facts if isinstance(fact, Certified)],
        ),
        _unique_courses(fact for fact in facts if isinstance(fact, Course)),
        tuple(fact for fact in facts if isinstance(fact, Meeting)),
        _log(facts),
        tuple(sorted({one.value: one for one in revisions}.values(), key=lambda one: one.value)),
        signatures,
        parts,
        _notes([*(fact for fact in facts if isinstance(fact, Note) and not _is_about(fact, told)), *notes]),
        tuple(dict.fromkeys(layouts)),
    )


def _signatures(facts: Sequence[Fact], found: Iterable[Signature]) -> tuple[Signature, ...]:
    """Every place once: the rows of a list of signatures are known better than their labels by themselves."""
    listed = [fact for fact in facts if isinstance(fact, Signature)]
    rows = {(one.role, one.cell.sheet, one.cell.row) for one in listed}
    single = [one for one in found if (one.role, one.cell.sheet, one.cell.row) not in rows]
    return tuple(sorted(single + listed, key=lambda one: one.cell))


def _told(
    parts: Sequence[PartStatement], signatures: Sequence[Signature], revisions: Sequence[Value[date]]
) -> frozenset[str]:
    """The subjects that have a place of their own, which tells more than a cell that speaks of them elsewhere."""
    logs = {Subject.SIGNATURE: signatures, Subject.REVISION: revisions}
    return frozenset({one.part.value for one in parts} | {subject.value for subject, places in logs.items() if places})


def _is_about(note: Note, told: Set[str]) -> bool:
    return note.kind is NoteKind.UNREAD and note.about in told


def _notes(found: Iterable[Note]) -> tuple[Note, ...]:
    """What is to be said, once for each cell and kind: several readers may stop at the same value."""
    return tuple({(one.kind, one.cell, _subject(one)): one for one in reversed([*found])}.values())[::-1]


def _subject(note: Note) -> str | None:
    """What an unread cell speaks of, which may be several things."""
    return note.about if note.kind is NoteKind.UNREAD else None


def _log(facts: Sequence[Fact]) -> tuple[LoggedAssessment, ...]:
    """The rows of the logs, and the assessments dated beside their delmål that no log has, each once."""
    logged = tuple(fact for fact in facts if isinstance(fact, LoggedAssessment))
    known = {(one.method, one.date) for one in logged}
    found: dict[tuple[str, date], LoggedAssessment] = {}
    for fact in facts:
        if isinstance(fact, DatedAssessment) and (fact.assessment.method, fact.date) not in known:
            one, key = fact.assessment, (fact.assessment.method, fact.date)
            first = found.setdefault(key, LoggedAssessment(one.method, one.text, one.cell, fact.date))
            found[key] = replace(first, delmal=tuple(dict.fromkeys((*first.delmal, fact.code))))
    return logged + tuple(found.values())


def _with_listed_courses(facts: Sequence[Fact]) -> Sequence[Fact]:
    """Activities that bear the name of a listed course are courses, though their own words do not say so."""
    courses = {fact.name.casefold() for fact in facts if isinstance(fact, Course)}
    return [_as_course(fact, courses) for fact in facts] if courses else facts


def _as_course(fact: Fact, courses: Set[str]) -> Fact:
    if isinstance(fact, ActivityLink) and fact.activity.text.casefold() in courses:
        return replace(fact, activity=_course(fact.activity))
    if isinstance(fact, KeyRow) and any(one.text.casefold() in courses for one in fact.row.activities):
        activities = (_course(one) if one.text.casefold() in courses else one for one in fact.row.activities)
        return replace(fact, row=replace(fact.row, activities=tuple(activities)))
    return fact


def _course(activity: Activity) -> Activity:
    return replace(activity, types=as_course(activity.types))


_ASIDE = re.compile(r"\s*(?:\(sido[^)]*\)|\*+)\s*$", re.IGNORECASE)
"""What a list may add to a placement's name: that it is a side rotation, or a footnote."""
_Told = tuple[str, date | None, date | None]
"""The name of a placement, its first and its last day."""


def _unique_placements(found: Iterable[Placement]) -> tuple[Placement, ...]:
    """The same placement told twice (in a table and in a matrix, in a time line and a list without times) is one."""
    unique: dict[_Told, Placement] = {}
    for one in _joined(found):
        key = (_ASIDE.sub("", one.name).casefold(), one.start, one.end)
        kept = unique.get(key)
        unique[key] = one if kept is None else _merged(kept, one)
    for undated in [key for key in unique if key[1:] == (None, None)]:
        dated = [key for key in unique if key[0] == undated[0] and key != undated]
        if len(dated) == 1:
            unique[dated[0]] = _merged(unique[dated[0]], unique.pop(undated))
    return tuple(unique.values())


def _joined(found: Iterable[Placement]) -> list[Placement]:
    """The placements with bars that go on from one year's calendar to the next as one.

    A bar says nothing but its name and its time; what has a degree, a supervisor or delmål of its own is told apart.
    """
    joined: list[Placement] = []
    for one in found:
        last = joined[-1] if joined else None
        goes_on = last is not None and last.end is not None and one.start == last.end + timedelta(days=1)
        if last is not None and goes_on and last.name == one.name and _is_bar(last) and _is_bar(one):
            joined[-1] = replace(last, end=one.end)
        else:
            joined.append(one)
    return joined


def _is_bar(one: Placement) -> bool:
    return one.percent is None and not (one.delmal or one.supervisor or one.certificate or one.follow_up)


def _merged(kept: Placement, other: Placement) -> Placement:
    """The placement with what only the other telling of it says."""
    return replace(
        kept,
        percent=other.percent if kept.percent is None else kept.percent,
        delmal=tuple(dict.fromkeys(kept.delmal + other.delmal)),
        supervisor=kept.supervisor or other.supervisor,
        certificate=kept.certificate or other.certificate,
        site=kept.site or other.site,
        side=other.side if kept.side is None else kept.side,
        follow_up=kept.follow_up or other.follow_up,
        credited=kept.credited or other.credited,
    )


def _unique_courses(found: Iterable[Course]) -> tuple[Course, ...]:
    unique: dict[tuple[object, ...], Course] = {}
    for one in found:
        key = (one.name.casefold(), one.when)
        kept = unique.get(key)
        unique[key] = one if kept is None else replace(kept, delmal=tuple(dict.fromkeys(kept.delmal + one.delmal)))
    return tuple(unique.values())


def _with_prefix(facts: Sequence[Fact], person: Person) -> Sequence[Fact]:
    """Codes written without ST in a programme that states the new regulation and writes no code with it."""
    codes = [fact.code for fact in facts if isinstance(fact, KeyRow | ActivityLink) and not is_bt(fact.code)]
    if (
        person.regulation is None
        or person.regulation.value != HSLF_2021
        or not codes
        or any(code.startswith("ST") for code in codes)
    ):
        return facts
    return [_prefixed(fact) for fact in facts]


def _prefixed(fact: Fact) -> Fact:
    if isinstance(fact, KeyRow | ActivityLink | AssessmentLink | DatedAssessment):
        return replace(fact, code=_st(fact.code))
    if isinstance(fact, Placement | Course | LoggedAssessment | PartStatement):
        return replace(fact, delmal=tuple(map(_st, fact.delmal)))
    return fact


def _st(code: str) -> str:
    return code if is_bt(code) else f"ST{code}"


def _delmal(facts: Sequence[Fact]) -> Mapping[str, Delmal]:
    rows: dict[str, list[KeyRow]] = {}
    activities: dict[str, list[ActivityLink]] = {}
    assessments: dict[str, list[AssessmentLink]] = {}
    for fact in facts:
        if isinstance(fact, KeyRow):
            rows.setdefault(fact.code, []).append(fact)
        elif isinstance(fact, ActivityLink):
            activities.setdefault(fact.code, []).append(fact)
        elif isinstance(fact, AssessmentLink):
            assessments.setdefault(fact.code, []).append(fact)
    codes = sorted({*rows, *activities, *assessments}, key=sort_key)
    return {
        code: _one_delmal(code, rows.get(code, []), activities.get(code, []), assessments.get(code, []))
        for code in codes
    }


def _one_delmal(
    code: str, keys: list[KeyRow], activities: list[ActivityLink], assessments: list[AssessmentLink]
) -> Delmal:
    mentions = dict.fromkeys([link.mention for link in activities] + [link.mention for link in assessments])
    return Delmal(
        code,
        tuple({id(key.row): key.row for key in keys}.values()),
        _activities([one for key in keys for one in key.row.activities] + [link.activity for link in activities]),
        _assessments([one for key in keys for one in key.row.assessments] + [link.assessment for link in assessments]),
        tuple(mentions),
    )


def _activities(found: Iterable[Activity]) -> tuple[Activity, ...]:
    """Each text once; the first place counts, the first time that any of them has is kept."""
    unique: dict[str, Activity] = {}
    for one in found:
        kept = unique.get(one.text.casefold())
        if kept is None:
            unique[one.text.casefold()] = one
        elif kept.when is None and one.when is not None:
            unique[one.text.casefold()] = replace(kept, when=one.when)
    return tuple(unique.values())


def _assessments(found: Iterable[Assessment]) -> tuple[Assessment, ...]:
    """Each listed method once, other assessments once per text."""
    unique: dict[str, Assessment] = {}
    for one in found:
        unique.setdefault(one.method if one.method != "Annan" else f"annan {one.text.casefold()}", one)
    return tuple(unique.values())
