"""Rules 4xx: theory, science and quality."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stexcel.codes import HSLF_2021
from stexcel.findings import Level
from stexcel.model import ActivityType, Course, Part, PartStatement
from stexcel.rules.amounts import hours_per_week, most, weeks
from stexcel.rules.context import Context
from stexcel.rules.rule import REGULATION, ROUTINE, Hit, RuleInfo, rule


def _part_hit(context: Context, part: Part, text: str, level: Level | None = None) -> Hit:
    """A hit that points at the place for the part, where the workbook has one."""
    cells = [statement.cell for statement in context.iup.parts if statement.part is part]
    return Hit(text, cell=min(cells, default=None), level=level)


def _has_activity(context: Context, *kinds: ActivityType) -> bool:
    """Whether any delmål has an activity of one of the kinds."""
    wanted = frozenset(kinds)
    return any(activity.types & wanted for delmal in context.iup.delmal.values() for activity in delmal.activities)


@rule(
    RuleInfo(
        "STX401",
        Level.RAD,
        "ingen planerad internutbildning",
        REGULATION,
        "Skriv vilken internutbildning som ingår och när, till exempel återkommande ST-seminarier.",
        why=(
            "Den egna enhetens undervisning är en del av ST. Står den inte i programmet går det inte att se vad den "
            "bidrar med, och tiden för den är lätt att ta bort."
        ),
        spur=("D8", "F3"),
    )
)
def no_internal_teaching(context: Context) -> Iterator[Hit]:
    """No internal teaching is planned anywhere."""
    if not context.iup.has_part(Part.INTERNAL_TEACHING):
        yield _part_hit(context, Part.INTERNAL_TEACHING, "IUP innehåller ingen planerad internutbildning.")


@rule(
    RuleInfo(
        "STX402",
        Level.RAD,
        "ingen planerad extern kurs",
        REGULATION,
        "Skriv vilka kurser som ska gås, när, och till vilka delmål de hör.",
        why="Många delmål kräver kurs, och kurserna söks långt i förväg. Därför ska de stå i programmet från början.",
        spur=("D8", "F1", "F4"),
    )
)
def no_course(context: Context) -> Iterator[Hit]:
    """No course is listed, and no delmål has one among its activities."""
    if not context.iup.courses and not _has_activity(context, ActivityType.KURS):
        yield Hit("IUP innehåller ingen planerad extern kurs.")


@rule(
    RuleInfo(
        "STX403",
        Level.RAD,
        "ingen planerad självstudietid",
        REGULATION,
        "Skriv hur mycket tid för självstudier som är avsatt, till exempel timmar per vecka.",
        why="Tid för teoretisk inläsning behöver vara planerad i schemat för att bli av.",
        spur=("F5",),
        thresholds=("self_study_hours",),
    )
)
def no_self_study(context: Context) -> Iterator[Hit]:
    """No time for self-study is planned anywhere, or surely less than the region wants."""
    if not context.iup.has_part(Part.SELF_STUDY):
        yield _part_hit(context, Part.SELF_STUDY, "IUP innehåller ingen planerad tid för självstudier.")
        return
    hours, least = planned_study_hours(context), context.thresholds.self_study_hours
    if hours is not None and hours < least:
        text = f"Självstudier är planerade {_number(hours)} timmar per vecka; regionens mål är minst {least}."
        yield _scant(context, Part.SELF_STUDY, text)


def planned_study_hours(context: Context) -> float | None:
    """The most hours a week that a planned statement sets aside for self-study; ``None`` where none tells."""
    return most(hours_per_week(one.text) for one in _planned(context, Part.SELF_STUDY))


@rule(
    RuleInfo(
        "STX404",
        Level.KRAV,
        "vetenskapligt arbete inte planerat",
        REGULATION,
        "Skriv ämne, handledare och tid för det vetenskapliga arbetet.",
        why=(
            "SOSFS 2015:8 kräver ett skriftligt individuellt arbete enligt vetenskapliga principer. HSLF-FS 2021:8 "
            "lämnar formen öppen, och då är det regionens rutin som anger den."
        ),
        spur=("G4", "G5"),
        thresholds=("science_weeks",),
    )
)
def no_scientific_work(context: Context) -> Iterator[Hit]:
    """No scientific work is planned, or surely less than the region wants; the younger regulation leaves both to it."""
    if context.iup.has_part(Part.SCIENTIFIC_WORK) or _has_activity(context, ActivityType.SKRIFTLIGT):
        yield from _scant_weeks(context, Part.SCIENTIFIC_WORK, "Vetenskapligt arbete", context.thresholds.science_weeks)
        return
    level = Level.LOKAL if context.regulation == HSLF_2021 else None
    yield _part_hit(context, Part.SCIENTIFIC_WORK, "IUP innehåller inget planerat vetenskapligt arbete.", level)


@rule(
    RuleInfo(
        "STX405",
        Level.KRAV,
        "kvalitets- eller utvecklingsarbete inte planerat",
        REGULATION,
        "Skriv ämne och tid för kvalitets- eller utvecklingsarbetet.",
        why="Båda föreskrifterna kräver att ST-läkaren genomför ett kvalitets- eller utvecklingsarbete.",
        spur=("G3", "G6", "G7"),
        thresholds=("quality_weeks",),
    )
)
def no_quality_work(context: Context) -> Iterator[Hit]:
    """No work on quality or development is planned, or surely shorter than the region wants."""
    if context.iup.has_part(Part.QUALITY_WORK) or _has_activity(context, *_KINDS[Part.QUALITY_WORK]):
        yield from _scant_weeks(context, Part.QUALITY_WORK, "Kvalitetsarbete", context.thresholds.quality_weeks)
    else:
        yield _part_hit(context, Part.QUALITY_WORK, "IUP innehåller inget planerat kvalitets- eller utvecklingsarbete.")


_KINDS = {
    Part.SCIENTIFIC_WORK: (ActivityType.SKRIFTLIGT,),
    Part.QUALITY_WORK: (ActivityType.KVALITETSARBETE, ActivityType.UTVECKLINGSARBETE),
}


def _scant_weeks(context: Context, part: Part, name: str, least: int) -> Iterator[Hit]:
    planned = planned_weeks(context, part)
    if planned is not None and planned < least:
        text = f"{name} är planerat i {_number(planned)} veckor; regionens mål är minst {least}."
        yield _scant(context, part, text)


def planned_weeks(context: Context, part: Part) -> float | None:
    """The most weeks that a statement or an activity sets aside for the part; ``None`` where none tells.

    The same work is often written in several places, so the amounts are not added.
    """
    kinds = frozenset(_KINDS[part])
    texts = [one.text for one in _planned(context, part)]
    texts += [
        activity.text
        for delmal in context.iup.delmal.values()
        for activity in delmal.activities
        if activity.types & kinds
    ]
    return most(map(weeks, texts))


def _planned(context: Context, part: Part) -> list[PartStatement]:
    return [one for one in context.iup.parts if one.part is part and one.planned]


def _scant(context: Context, part: Part, text: str) -> Hit:
    """A hit about too little time, at the place where it is planned; how much is the region's own matter."""
    cells = [one.cell for one in _planned(context, part)]
    return Hit(
        text,
        cell=min(cells, default=None),
        level=Level.LOKAL,
        summary="mindre tid än regionens mål",
        action="Planera mer tid, eller skriv den tid som redan är avsatt.",
    )


def _number(amount: float) -> str:
    return f"{round(amount, 1):g}".replace(".", ",")


_TEACHING = re.compile(
    r"intern\w{0,2}\W?\s?(?:utb|underv)|läkarmöte|klinikundervisning|internal teaching", re.IGNORECASE
)
_GROUP = re.compile(r"\b(?:ST)?[abc][\s-]?(?:del)?mål", re.IGNORECASE)
"""Whole groups of delmål, as ``c-delmålen``."""


@rule(
    RuleInfo(
        "STX406",
        Level.LOKAL,
        "internutbildning utan koppling till delmål",
        ROUTINE,
        "Skriv vilka delmål internutbildningen gäller, eller nämn den bland delmålens utbildningsaktiviteter.",
        why="Internutbildning som följer delmålen gör att alla delar av specialiteten blir undervisade under ST.",
        spur=("F6",),
    )
)
def teaching_without_delmal(context: Context) -> Iterator[Hit]:
    """Internal teaching is planned, but neither names a delmål nor is named by one."""
    planned = _planned(context, Part.INTERNAL_TEACHING)
    named = any(
        _TEACHING.search(activity.text) for delmal in context.iup.delmal.values() for activity in delmal.activities
    )
    if planned and not named and not any(one.delmal or _GROUP.search(one.text or "") for one in planned):
        yield Hit(
            "Internutbildning är planerad, men det framgår inte vilka delmål den gäller.",
            cell=min(one.cell for one in planned),
        )


@rule(
    RuleInfo(
        "STX408",
        Level.KRAV,
        "passerad kurs som inte står som genomförd",
        REGULATION,
        "Markera kursen som genomförd och lägg in intyget, eller planera ett nytt tillfälle.",
        why="ST-läkaren ska gå de kurser som planerats. En kurs som inte blev av måste planeras om i tid.",
        spur=("F2",),
    )
)
def course_passed_by(context: Context) -> Iterator[Hit]:
    """The date of a course has passed, and the workbook tells that it is not taken, or tells it only of others."""
    taken = {course_key(course) for course in context.iup.courses if course.completed}
    told = {_list_of(course) for course in context.iup.courses if course.completed is not None}
    for course in context.iup.courses:
        passed = course.when is not None and course.when.end < context.today
        open_ = course.completed is False or (course.completed is None and _list_of(course) in told)
        if passed and open_ and course_key(course) not in taken and course.when is not None:
            yield Hit(
                f"”{course.name}” var planerad till {course.when.end}, men står inte som genomförd.", cell=course.cell
            )


def untold_courses(context: Context) -> int:
    """The number of courses whose date has passed in lists that never tell whether a course is taken."""
    told = {_list_of(course) for course in context.iup.courses if course.completed is not None}
    taken = {course_key(course) for course in context.iup.courses if course.completed}
    return sum(
        course.when is not None
        and course.when.end < context.today
        and _list_of(course) not in told
        and course_key(course) not in taken
        for course in context.iup.courses
    )


def _list_of(course: Course) -> tuple[str, int]:
    """The list that a course stands in, as far as its cell tells: the column of a sheet."""
    return course.cell.sheet, course.cell.column


def course_key(course: Course) -> str:
    """What is equal for rows about the same course."""
    return " ".join(course.name.casefold().split())
