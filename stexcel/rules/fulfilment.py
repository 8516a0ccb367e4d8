"""Rules 1xx on what is reached: whether it can be proven, and whether it keeps pace with the time."""

from __future__ import annotations

from collections.abc import Iterator

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
    elapsed = _elapsed_percent(context)
    fulfilled, total = fulfilment(context)
    if elapsed is None or not total:
        return
    percent = FULL_TIME * fulfilled / total
    if elapsed - percent > context.thresholds.lag_points:
        start = context.iup.person.start
        yield Hit(
            f"{fulfilled} av {total} delmål ({whole(percent)} %) är uppfyllda "
            f"när {whole(elapsed)} % av tiden har gått.",
            cell=start.cell if start else None,
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


def _elapsed_percent(context: Context) -> float | None:
    """How much of the training that has passed; ``None`` before the grace time or when it is not known."""
    person = context.iup.person
    if person.start is None or _has_impossible_end(context):
        return None
    passed = months_between(person.start.value, context.today)
    if passed < context.thresholds.lag_grace_months:
        return None
    if person.planned_end is not None:
        months = months_between(person.start.value, person.planned_end.value)
    else:
        share = usual_share(context)
        months = REQUIRED_MONTHS.get(context.regulation or "", 0) * FULL_TIME / share if share else 0.0
    return min(100.0, 100 * passed / months) if months > 0 else None
