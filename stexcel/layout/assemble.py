"""From single facts to an IUP: everything about one delmål together, duplicates merged, the person chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from stexcel.codes import HSLF_2021, group_of, is_bt, regulation_of, sort_key
from stexcel.layout.activities import as_course
from stexcel.layout.basics import Titles, person_in, revisions_in, signatures_in
from stexcel.layout.facts import ActivityLink, AssessmentLink, Fact, KeyRow, Revised
from stexcel.layout.person import Found
from stexcel.model import (
    Activity,
    Assessment,
    Course,
    Delmal,
    Iup,
    LoggedAssessment,
    Meeting,
    Note,
    PartStatement,
    Person,
    Placement,
    Value,
)
from stexcel.regelverk import Regelverk


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
    if person.regulation is None:
        person = replace(person, regulation=_derived_regulation(delmal))
    signatures = tuple(signatures_in(found))
    revisions = [fact.date for fact in facts if isinstance(fact, Revised)] + list(revisions_in(found))
    return Iup(
        person,
        delmal,
        _unique_placements(fact for fact in facts if isinstance(fact, Placement)),
        _unique_courses(fact for fact in facts if isinstance(fact, Course)),
        tuple(fact for fact in facts if isinstance(fact, Meeting)),
        tuple(fact for fact in facts if isinstance(fact, LoggedAssessment)),
        tuple(sorted({one.value: one for one in revisions}.values(), key=lambda one: one.value)),
        signatures,
        tuple(fact for fact in facts if isinstance(fact, PartStatement)),
        tuple(fact for fact in facts if isinstance(fact, Note)) + tuple(notes),
        tuple(dict.fromkeys(layouts)),
    )


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


def _unique_placements(found: Iterable[Placement]) -> tuple[Placement, ...]:
    """The same placement told twice (in a table and in a matrix) is one."""
    unique: dict[tuple[object, ...], Placement] = {}
    for one in found:
        key = (one.name.casefold(), one.start, one.end)
        kept = unique.get(key)
        unique[key] = one if kept is None else replace(kept, delmal=tuple(dict.fromkeys(kept.delmal + one.delmal)))
    return tuple(unique.values())


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
    if isinstance(fact, KeyRow | ActivityLink | AssessmentLink):
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


def _derived_regulation(delmal: Mapping[str, Delmal]) -> Value[str] | None:
    """The regulation that most of the codes belong to."""
    votes = Counter(found for code in delmal if (found := regulation_of(code)) is not None and group_of(code))
    if not votes:
        return None
    (winner, count), *rest = votes.most_common()
    if rest and rest[0][1] == count:
        return None
    first = next(one for code, one in delmal.items() if regulation_of(code) == winner)
    return Value(winner, "av delmålens numrering", first.cells[0])
