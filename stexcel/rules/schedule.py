"""The placements that make the doctor's schedule, without those that other parts of a workbook tell again."""

from __future__ import annotations

from datetime import date

from stexcel.model import Placement
from stexcel.rules.context import Context
from stexcel.rules.naming import names

_TERMS = frozenset({((1, 1), (6, 30)), ((7, 1), (12, 31)), ((1, 1), (12, 31))})


def schedule(context: Context) -> tuple[Placement, ...]:
    """The placements to count and judge, in reading order.

    Workbooks name placements among the activities of their delmål too, often with the term they are planned for. Those
    are no rows of a schedule where another list says more of its placements (degree, supervisor, site), or where other
    placements have days: what is only planned for a term cannot be told to overlap them.
    """
    placements = context.iup.placements
    lists = {_list_of(one) for one in placements if _is_detailed(one)}
    if lists:
        kept = [one for one in placements if _list_of(one) in lists]
        kept = [one for one in kept if not any(_retells(one, other) for other in kept)]
    else:
        kept = list(placements)
    exact = [one for one in kept if _is_detailed(one) or not _is_term(one)]
    return tuple(one for one in kept if one in exact or not any(_overlap(one, other) for other in exact))


def _list_of(placement: Placement) -> tuple[str, int]:
    """The list that a placement stands in, as far as its cell tells: the column of a sheet."""
    return placement.cell.sheet, placement.cell.column


def _is_detailed(placement: Placement) -> bool:
    told = (placement.percent, placement.supervisor, placement.site, placement.certificate, placement.side)
    return any(one is not None for one in told)


def _retells(placement: Placement, other: Placement) -> bool:
    """Whether the other row tells of the same placement, and its degree or supervisor, which this one does not."""
    more = (placement.percent is None and other.percent is not None) or (
        placement.percent is None and placement.supervisor is None and other.supervisor is not None
    )
    return more and names(placement.name, other.name) and _overlap(placement, other)


def _overlap(one: Placement, other: Placement) -> bool:
    return (one.start or date.min) <= (other.end or date.max) and (other.start or date.min) <= (one.end or date.max)


def _is_term(placement: Placement) -> bool:
    return placement.start is not None and placement.end is not None and is_term(placement.start, placement.end)


def is_term(start: date, end: date) -> bool:
    """Whether a time is a whole term or calendar year, as it is read where no days are written."""
    return start.year == end.year and ((start.month, start.day), (end.month, end.day)) in _TERMS
