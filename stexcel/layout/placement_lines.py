"""A placement that a line of text tells of, with its supervisor and the delmål that it is to lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from stexcel.layout.activities import activity_types
from stexcel.layout.delmal_text import named_codes
from stexcel.layout.facts import ActivityLink, Fact
from stexcel.layout.person_values import is_share, percent
from stexcel.layout.subjects import is_credited, is_leave
from stexcel.model import Activity, ActivityType, CellRef, Period, Placement

MAX_LINE = 400
"""Characters of the longest text that is a line of a list rather than a story."""

_SUPERVISOR = re.compile(r"(?i:\bhandl(?:edare|\.)?)\s*:?\s+(?P<name>[A-ZÅÄÖ][\w'’-]*(?:[^\S\n][A-ZÅÄÖ][\w'’-]*){0,3})")


def share_in(pieces: Iterable[str]) -> int | None:
    """The degree that one of the pieces of a line is."""
    return next((percent(piece) for piece in pieces if is_share(piece)), None)


def placement_in(
    text: str,
    cell: CellRef,
    name: str,
    when: Period,
    *,
    share: int | None,
    side: bool | None,
    certificate: str | None,
    follow_up: str | None,
) -> Iterator[Fact]:
    """The placement of a line of which this much is known, and what links it to the delmål that the line names."""
    supervisor, codes = _SUPERVISOR.search(text), named_codes(text)
    yield Placement(
        name,
        cell,
        when.start,
        when.end,
        0 if share is None and is_leave(name) else share,
        codes,
        supervisor["name"] if supervisor else None,
        certificate,
        side=side,
        follow_up=follow_up,
        credited=is_credited(text),
    )
    activity = Activity(name, activity_types(name) | {ActivityType.KLINISK}, cell, when)
    yield from (ActivityLink(code, activity, cell) for code in codes)
