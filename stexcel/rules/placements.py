"""Rules 2xx about the placements: overlaps and gaps, and links to delmål."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from stexcel.codes import HSLF_2021
from stexcel.findings import Level
from stexcel.model import ActivityType, Placement
from stexcel.rules.context import Context
from stexcel.rules.months import Gap, Overlap, Span, add_days, gaps, overlaps
from stexcel.rules.naming import names
from stexcel.rules.rule import REGULATION, Hit, RuleInfo, rule
from stexcel.rules.schedule import is_term, schedule
from stexcel.rules.sides import Where, is_basic, is_leave, setting
from stexcel.rules.training_time import dated
from stexcel.rules.words import listing

_UNITS = frozenset({1, 3, 6})
"""Months of a column in a time line."""


@rule(
    RuleInfo(
        "STX207",
        Level.RAD,
        "placeringar överlappar eller lämnar lucka",
        REGULATION,
        "Rätta placeringarnas datum eller tjänstgöringsgrad, och skriv in det som saknas: även ledighet är en rad.",
        why=(
            "Tjänstgöringstiden räknas ur placeringarna. Tid som räknas dubbelt eller saknas märks annars först när "
            "specialistkompetens ska sökas."
        ),
        thresholds=("gap_days",),
    )
)
def overlap_or_gap(context: Context) -> Iterator[Hit]:
    """Simultaneous placements exceed full time, or a time between the first and the last has none."""
    pairs = dated(context)
    for overlap, placements in _told_overlaps(pairs):
        yield _overlap_hit(placements, overlap)
    if knows_gaps(context):
        for gap in gaps(span for _, span in pairs):
            if gap.days > context.thresholds.gap_days:
                yield _gap_hit([placement for placement, _ in pairs], gap)


def _told_overlaps(pairs: Sequence[tuple[Placement, Span]]) -> Iterator[tuple[Overlap, list[Placement]]]:
    """The overlaps with their placements, without those that only come of times that are told in months or terms."""
    found = overlaps([span for _, span in pairs])
    exact = any(one.percent is not None for one, _ in pairs)
    lengths = {_whole_months(one.start, one.end) for one in found}
    if not exact and len(found) > 1 and len(lengths) == 1 and lengths <= _UNITS:
        # A time line in which every bar begins in the column where the one before ends.
        return
    for overlap in found:
        placements = [pairs[index][0] for index in overlap.indexes]
        if exact or not _is_one_term(placements):
            yield overlap, placements


def _is_one_term(placements: Sequence[Placement]) -> bool:
    """Whether placements are all planned for one and the same term or year, within which they may follow each other."""
    times = {(one.start, one.end) for one in placements}
    (start, end) = next(iter(times))
    return len(times) == 1 and start is not None and end is not None and is_term(start, end)


def _whole_months(start: date, end: date) -> int | None:
    """The number of months; ``None`` where the days are not the first and the last of a month."""
    after = add_days(end, 1)
    whole = start.day == 1 and after.day == 1
    return (after.year - start.year) * 12 + after.month - start.month if whole else None


def _overlap_hit(placements: Sequence[Placement], overlap: Overlap) -> Hit:
    later = max(placements, key=lambda one: (one.start or date.min, one.cell))
    listed = listing([f"”{one.name}”" for one in placements])
    return Hit(
        f"{listed} pågår samtidigt {overlap.start} – {overlap.end}, tillsammans {overlap.percent} % av heltid.",
        cell=later.cell,
        summary="placeringar överlappar",
    )


def _gap_hit(placements: Sequence[Placement], gap: Gap) -> Hit:
    following = min(
        (one for one in placements if one.start and one.start > gap.end), key=lambda one: one.start or date.max
    )
    return Hit(
        f"Ingen placering eller ledighet står för {gap.start} – {gap.end} ({gap.days} dagar), före ”{following.name}”.",
        cell=following.cell,
        summary="placeringarna lämnar en lucka",
    )


def knows_gaps(context: Context) -> bool:
    """Whether time without placements is a gap: not where an undated one may fill it, nor between side rotations.

    A list of nothing but side rotations is told by what it says of them, or by covering less than half of its time.
    """
    pairs = dated(context)
    known = {placement for placement, _ in pairs}
    if len(pairs) < 2 or any(one not in known for one in schedule(context)):
        return False
    if all(setting(context, placement).where is Where.SIDE for placement in known if not is_leave(placement)):
        return False
    first, last = min(span.start for _, span in pairs), max(span.end for _, span in pairs)
    empty = sum(gap.days for gap in gaps(span for _, span in pairs))
    return 2 * empty < (last - first).days


@rule(
    RuleInfo(
        "STX210",
        Level.RAD,
        "placering utan koppling till något delmål",
        REGULATION,
        "Skriv vilka delmål placeringen ska leda till, eller nämn placeringen bland delmålens utbildningsaktiviteter.",
        why=(
            "Utbildningsprogrammet ska visa hur delmålen nås. En placering utan delmål går varken att planera, "
            "följa upp eller intyga."
        ),
        spur=("A3",),
    )
)
def placement_without_delmal(context: Context) -> Iterator[Hit]:
    """A placement is named by no delmål. Where none of them is, that is said once."""
    placements = [one for one in schedule(context) if _trains(context, one)]
    texts = {
        activity.text
        for delmal in context.iup.delmal.values()
        for activity in delmal.activities
        if activity.types != _COURSE
    }
    alone = [one for one in placements if not one.delmal and not _is_named(context, one, texts)]
    if alone and len(alone) == len(placements) and len(alone) > 1:
        yield Hit(
            f"Ingen av de {len(alone)} placeringarna är kopplad till något delmål.",
            cell=alone[0].cell,
            summary="inga placeringar är kopplade till delmål",
        )
        return
    for placement in alone:
        yield Hit(f"”{placement.name}” är inte kopplad till något delmål.", cell=placement.cell)


_COURSE = frozenset({ActivityType.KURS})


def _trains(context: Context, placement: Placement) -> bool:
    """Whether the placement is one that delmål should name: not leave, nor the BT that the younger regulation has."""
    return not is_leave(placement) and not (is_basic(placement) and context.regulation == HSLF_2021)


_OUTSIDE = re.compile(r"sjukhus(?:et)?|sido\w+|randning(?:ar)?|annan klinik|andra kliniker", re.IGNORECASE)
"""A tick in a column with such a heading means all that is done away from home."""


def _is_named(context: Context, placement: Placement, texts: Iterable[str]) -> bool:
    """Whether an activity bears the placement's name, or means all placements away from home."""
    if any(names(text, placement.name) for text in texts):
        return True
    outside = any(_OUTSIDE.fullmatch(text.strip()) for text in texts)
    return outside and setting(context, placement).where in (Where.SIDE, Where.UNKNOWN)
