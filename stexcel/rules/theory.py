"""Rules 4xx: theory, science and quality."""

from __future__ import annotations

from collections.abc import Iterator

from stexcel.codes import HSLF_2021
from stexcel.findings import Level
from stexcel.model import ActivityType, Part
from stexcel.rules.context import Context
from stexcel.rules.rule import REGULATION, Hit, RuleInfo, rule


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
        spur=("F5",),
    )
)
def no_self_study(context: Context) -> Iterator[Hit]:
    """No time for self-study is planned anywhere."""
    if not context.iup.has_part(Part.SELF_STUDY):
        yield _part_hit(context, Part.SELF_STUDY, "IUP innehåller ingen planerad tid för självstudier.")


@rule(
    RuleInfo(
        "STX404",
        Level.KRAV,
        "vetenskapligt arbete inte planerat",
        REGULATION,
        "Skriv ämne, handledare och tid för det vetenskapliga arbetet.",
        spur=("G4", "G5"),
    )
)
def no_scientific_work(context: Context) -> Iterator[Hit]:
    """No scientific work is planned; the younger regulation leaves that to the region."""
    if context.iup.has_part(Part.SCIENTIFIC_WORK) or _has_activity(context, ActivityType.SKRIFTLIGT):
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
        spur=("G3", "G6", "G7"),
    )
)
def no_quality_work(context: Context) -> Iterator[Hit]:
    """No work on quality or development is planned."""
    kinds = (ActivityType.KVALITETSARBETE, ActivityType.UTVECKLINGSARBETE)
    if not context.iup.has_part(Part.QUALITY_WORK) and not _has_activity(context, *kinds):
        yield _part_hit(context, Part.QUALITY_WORK, "IUP innehåller inget planerat kvalitets- eller utvecklingsarbete.")
