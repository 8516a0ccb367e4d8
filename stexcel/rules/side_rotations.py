"""Rules 2xx about side rotations: a supervisor where they are done, and follow-up when they have ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stexcel.findings import Level
from stexcel.model import Placement
from stexcel.rules.context import Context
from stexcel.rules.months import add_days, add_months
from stexcel.rules.naming import mentions
from stexcel.rules.rule import REGULATION, ROUTINE, Hit, RuleInfo, rule
from stexcel.rules.schedule import schedule
from stexcel.rules.sides import Where, has_main_supervisor, setting

_LAST_DAYS = 31
"""A meeting about a placement counts as its follow-up when it is held in the last month of it, or later."""


@rule(
    RuleInfo(
        "STX208",
        Level.KRAV,
        "sidotjänstgöring utan handledare",
        REGULATION,
        "Utse en handledare på enheten där sidotjänstgöringen görs, och skriv namnet vid placeringen.",
        why=(
            "Varje del av tjänstgöringen ska ha en handledare. Vid tjänstgöring på en annan enhet i mer än en månad "
            "räcker det inte med den huvudansvariga handledaren hemma."
        ),
        spur=("E3",),
        thresholds=("side_months",),
    )
)
def side_without_supervisor(context: Context) -> Iterator[Hit]:
    """A side rotation is longer than the limit and has no supervisor.

    Where the workbook names the main supervisor at the placements at home, one without a name is most likely no such
    placement; the hit then says what is not known, and is only advice.
    """
    limit = _months(context.thresholds.side_months)
    for placement in _long_without_supervisor(context):
        found = setting(context, placement)
        what = f"”{placement.name}” ({placement.start} – {placement.end})"
        if found.where is Where.SIDE:
            yield Hit(f"{what} är längre än {limit} men har ingen handledare: {found.reason}.", cell=placement.cell)
        elif found.where is Where.UNKNOWN and _names_supervisor_at_home(context):
            yield Hit(
                f"{what} har ingen namngiven handledare, till skillnad från placeringarna hemma. Görs den på en annan "
                f"enhet i mer än {limit} ska en handledare utses där.",
                cell=placement.cell,
                level=Level.RAD,
                summary="placering utan handledare, kanske sidotjänstgöring",
            )


def _long_without_supervisor(context: Context) -> Iterator[Placement]:
    months = context.thresholds.side_months
    for placement in schedule(context):
        start, end = placement.start, placement.end
        if placement.supervisor is None and start is not None and end is not None and end >= add_months(start, months):
            yield placement


def _names_supervisor_at_home(context: Context) -> bool:
    """Whether the placements at home have their supervisor written out, all of them."""
    home = [one for one in schedule(context) if setting(context, one).where is Where.HOME]
    return bool(home) and all(has_main_supervisor(one, context.iup.person) for one in home)


def unsettled_supervision(context: Context) -> tuple[Placement, ...]:
    """Long placements without supervisor of which nothing tells whether they are side rotations, and no hit speaks."""
    if _names_supervisor_at_home(context):
        return ()
    placements = _long_without_supervisor(context)
    return tuple(one for one in placements if setting(context, one).where is Where.UNKNOWN)


@rule(
    RuleInfo(
        "STX209",
        Level.LOKAL,
        "avslutad sidotjänstgöring utan uppföljning eller intyg",
        ROUTINE,
        "Skriv när sidotjänstgöringen följdes upp, eller att intyget finns.",
        why=(
            "Handledaren på den mottagande enheten ska återkoppla och intyga vad som uppnåddes. Görs det inte vid "
            "avslutet är det svårt att få efteråt."
        ),
        spur=("E14",),
    )
)
def side_not_followed_up(context: Context) -> Iterator[Hit]:
    """A side rotation has ended, and neither a certificate, a follow-up nor a meeting about it is documented."""
    for placement in schedule(context):
        found = setting(context, placement)
        if found.where is Where.SIDE and _is_due(context, placement):
            yield Hit(
                f"”{placement.name}” avslutades {placement.end}, men varken intyg eller uppföljning är dokumenterad. "
                f"Placeringen räknas som sidotjänstgöring eftersom {found.reason}.",
                cell=placement.cell,
            )


def unsettled_follow_up(context: Context) -> tuple[Placement, ...]:
    """Ended placements without follow-up of which nothing tells whether they are side rotations."""
    ended = (one for one in schedule(context) if _is_due(context, one))
    return tuple(one for one in ended if setting(context, one).where is Where.UNKNOWN)


def _is_due(context: Context, placement: Placement) -> bool:
    """Whether the placement has ended and nothing shows that it was followed up."""
    ended = placement.end is not None and placement.end < context.today
    return ended and not _is_followed_up(context, placement)


def _is_followed_up(context: Context, placement: Placement) -> bool:
    if placement.certificate is not None or placement.follow_up is not None:
        return True
    near_end = add_days(placement.end or date.max, -_LAST_DAYS)
    return any(
        meeting.content is not None and meeting.date >= near_end and mentions(meeting.content, placement.name)
        for meeting in context.iup.meetings
    )


def _months(months: int) -> str:
    return "en månad" if months == 1 else f"{months} månader"
