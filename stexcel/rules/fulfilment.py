"""Rules 1xx on what is reached: whether it can be proven, and whether it keeps pace with the time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stexcel.findings import Level
from stexcel.rules.context import Context
from stexcel.rules.months import FULL_TIME, REQUIRED_MONTHS, months_between
from stexcel.rules.rule import GOALS, ROUTINE, Hit, RuleInfo, rule
from stexcel.rules.training_time import usual_share
from stexcel.rules.words import whole


@rule(
    RuleInfo(
        "STX109",
        Level.KRAV,
        "uppfyllt utan datum, signatur eller intyg",
        GOALS,
        "Skriv datum och signatur, eller hänvisa till intyget. Är delmålet inte uppnått: ta bort markeringen.",
        why="Att delmålet är uppnått ska gå att styrka. En ensam markering visar inte när det bedömdes eller av vem.",
        spur=("E6",),
    )
)
def fulfilled_without_evidence(context: Context) -> Iterator[Hit]:
    """The delmål is marked as fulfilled, but nothing supports it."""
    for code, delmal in context.own_delmal.items():
        done = delmal.done
        if done is not None and done.fulfilled and not done.has_evidence:
            text = f"Delmål {code} är markerat som uppfyllt, men datum, signatur eller intyg saknas."
            yield Hit(text, delmal=code, cell=done.cell)


@rule(
    RuleInfo(
        "STX111",
        Level.LOKAL,
        "uppfyllda delmål ligger efter gången tid",
        ROUTINE,
        "Gå igenom vilka delmål som är uppnådda och skriv datum för dem, eller planera om och gör en åtgärdsplan.",
        why=(
            "Delmål som samlas på hög mot slutet hinner kanske inte uppnås. "
            "Syns det tidigt finns det tid att ändra planen."
        ),
        spur=("D7",),
        thresholds=("lag_points", "lag_grace_months"),
    )
)
def lagging(context: Context) -> Iterator[Hit]:
    """The share of fulfilled delmål is clearly smaller than the share of the time that has passed."""
    start, elapsed = context.iup.person.start, elapsed_percent(context)
    fulfilled, total = fulfilment(context)
    if start is None or elapsed is None or not total or _is_in_grace(start.value, context):
        return
    percent = FULL_TIME * fulfilled / total
    if elapsed - percent > context.thresholds.lag_points:
        yield Hit(
            f"{fulfilled} av {total} delmål ({whole(percent)} %) är uppfyllda "
            f"när {whole(elapsed)} % av tiden har gått.",
            cell=start.cell,
        )


def fulfilment(context: Context) -> tuple[int, int]:
    """Number of fulfilled delmål, and of all that should be."""
    done = [delmal.done for delmal in context.known_delmal.values()]
    listed = context.malbeskrivning.requirements if context.malbeskrivning else context.known_delmal
    return sum(state is not None and state.fulfilled for state in done), len(listed)


def _has_impossible_end(context: Context) -> bool:
    """Whether an end is stated that cannot be true."""
    stated = context.document.iup.person.planned_end if context.document.iup else None
    return stated is not None and context.iup.person.planned_end is None


def _is_in_grace(start: date, context: Context) -> bool:
    """Whether the training is so young that nobody is said to lag."""
    return months_between(start, context.today) < context.thresholds.lag_grace_months


def elapsed_percent(context: Context, day: date | None = None) -> float | None:
    """How much of the training's time that has passed on a day (today if none is given); ``None`` if it is not known.

    The time is that from the start to the planned end; where no end is planned, the required time at the doctor's own
    degree.
    """
    person = context.iup.person
    if person.start is None or _has_impossible_end(context):
        return None
    if person.planned_end is not None:
        months = months_between(person.start.value, person.planned_end.value)
    else:
        share = usual_share(context)
        months = REQUIRED_MONTHS.get(context.regulation or "", 0) * FULL_TIME / share if share else 0.0
    passed = months_between(person.start.value, day or context.today)
    return min(100.0, max(0.0, 100 * passed / months)) if months > 0 else None
