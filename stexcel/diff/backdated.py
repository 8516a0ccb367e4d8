"""What was filled in afterwards: documented things that are new, but dated well before what was there already.

The date of a file says nothing of when a line was written, so that it is not used. The old version's own last
documented date is: whoever wrote that could also have written what happened long before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Hashable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from stexcel.codes import sort_key
from stexcel.diff.lists import logged_key
from stexcel.diff.model import Backdated, Change
from stexcel.model import CellRef, Iup
from stexcel.subjects import MEETING_NAMES

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Dated(NamedTuple):
    """Something documented: by what it is recognised, what it is called, when and where."""

    key: Hashable
    text: str
    date: date
    cell: CellRef


def documented(iup: Iup) -> Iterator[Dated]:
    """All that the IUP documents with a day."""
    for meeting in iup.meetings:
        yield Dated(meeting.kind, MEETING_NAMES[meeting.kind].lower(), meeting.date, meeting.cell)
    for logged in iup.assessments:
        if logged.date is not None:
            goals = ", ".join(sorted(logged.delmal, key=sort_key))
            text = f"{logged.method} ({goals})" if goals else logged.method
            yield Dated((logged_key(logged), "logg"), text, logged.date, logged.cell)
    for revision in iup.revisions:
        yield Dated("revision", "revision", revision.value, revision.cell)
    for signature in iup.signatures:
        if signature.signed and signature.date is not None:
            yield Dated(signature.role, f"underskrift ({signature.role.value})", signature.date, signature.cell)
    for code, delmal in iup.delmal.items():
        done = delmal.done
        if done is not None and done.fulfilled and done.date is not None:
            yield Dated((code, "klart"), f"{code} klart", done.date, done.cell)


def is_redated(change: Change) -> bool:
    """Whether an entry that had a date now has another."""
    before, after = (_DAY.match(text or "") for text in (change.before, change.after))
    return before is not None and after is not None and before.group() != after.group()


def latest_date(iup: Iup, today: date) -> date | None:
    """The last documented day up to today; what is dated later is a plan or a slip of the pen."""
    return max((one.date for one in documented(iup) if one.date <= today), default=None)


def backdated(old: Iup, new: Iup, changes: Collection[Change], *, today: date, days: int) -> tuple[Backdated, ...]:
    """What is new but dated more than ``days`` days before the last day that the old version documents.

    What has only got another date, as ``changes`` tell, is not new.
    """
    latest = latest_date(old, today)
    if latest is None:
        return ()
    limit = latest - timedelta(days=days)
    redated = {change.cell for change in changes if is_redated(change)}
    known = Counter((one.key, one.date) for one in documented(old))
    found: list[Backdated] = []
    for one in documented(new):
        if known[one.key, one.date]:
            known[one.key, one.date] -= 1
        elif one.date < limit and one.cell not in redated:
            found.append(Backdated(one.text, one.date, one.cell))
    return tuple(sorted(found, key=lambda one: (one.date, one.text)))
