"""Each delmål compared: what leads to it, how it is assessed, when it is planned and whether it is fulfilled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping
from typing import NamedTuple

from stexcel.codes import sort_key
from stexcel.diff.entries import folded
from stexcel.diff.lists import logged_key, method_key, period_text
from stexcel.diff.model import Change, Subject
from stexcel.model import CellRef, Delmal, Done, Iup


class Told(NamedTuple):
    """What the lists have told already: names of placements and courses, and (delmål, method) of assessments."""

    names: Collection[str]
    methods: Collection[tuple[str, str]]


def told_by_lists(changes: Collection[Change], old: Iup, new: Iup) -> Told:
    """What needs not be said again of each delmål that a changed placement, course or assessment names."""
    names = {folded(change.name) for change in changes if change.subject in (Subject.PLACEMENT, Subject.COURSE)}
    was, now = (
        Counter((logged_key(one), one.date, frozenset(one.delmal)) for one in iup.assessments) for iup in (old, new)
    )
    return Told(names, {(code, method) for method, _, codes in (*(was - now), *(now - was)) for code in codes})


def delmal_changes(old: Iup, new: Iup, told: Told) -> Iterator[Change]:
    """What differs about the delmål, in the order in which people read them."""
    for code in sorted({*old.delmal, *new.delmal}, key=sort_key):
        before, after = old.delmal.get(code), new.delmal.get(code)
        yield from _fulfilment(code, before, after)
        if before is None or after is None:
            yield from _presence(code, before, after)
        else:
            yield from _content(before, after, told)


def _presence(code: str, before: Delmal | None, after: Delmal | None) -> Iterator[Change]:
    present = before or after
    if present is not None:
        text = _summary(present)
        yield Change(Subject.DELMAL, code, text if before else None, text if after else None, present.cells[0])


def _summary(delmal: Delmal) -> str:
    activities, methods = len(delmal.activities), len(delmal.assessments)
    return (
        f"{activities} {'aktivitet' if activities == 1 else 'aktiviteter'}, "
        f"{methods} {'bedömningsmetod' if methods == 1 else 'bedömningsmetoder'}"
    )


def _fulfilment(code: str, before: Delmal | None, after: Delmal | None) -> Iterator[Change]:
    was, now = (_claim(delmal) for delmal in (before, after))
    if _state(was) != _state(now):
        shown = now or was
        yield Change(Subject.DONE, code, _claim_text(was), _claim_text(now), shown.cell if shown else None)


def _claim(delmal: Delmal | None) -> Done | None:
    """The statement that the delmål is fulfilled; to say that it is not is the same as to say nothing."""
    done = delmal.done if delmal else None
    return done if done is not None and done.fulfilled else None


def _state(done: Done | None) -> Hashable:
    return (done.date, done.signed, done.certificate) if done else None


def _claim_text(done: Done | None) -> str | None:
    if done is None:
        return None
    evidence = [word for word, has in (("signerat", done.signed), ("intyg", done.certificate)) if has]
    return ", ".join([str(done.date) if done.date else "utan datum", *evidence])


def _content(before: Delmal, after: Delmal, told: Told) -> Iterator[Change]:
    was, now = _activities(before), _activities(after)
    yield from _sets(Subject.ACTIVITY, before.code, _without(was, told.names), _without(now, told.names))
    methods = [key for code, key in told.methods if code == before.code]
    was, now = _methods(before), _methods(after)
    yield from _sets(Subject.METHOD, before.code, _without(was, methods), _without(now, methods))
    yield from _planned(before, after)


Items = Mapping[str, tuple[str, CellRef]]
"""What is compared to how it is shown and where it stands."""


def _activities(delmal: Delmal) -> Items:
    return {folded(one.text): (one.text, one.cell) for one in reversed(delmal.activities)}


def _methods(delmal: Delmal) -> Items:
    return {method_key(one.method, one.text): (one.text, one.cell) for one in reversed(delmal.assessments)}


def _without(items: Items, told: Collection[str]) -> Items:
    return {key: item for key, item in items.items() if key not in told}


def _sets(subject: Subject, code: str, before: Items, after: Items) -> Iterator[Change]:
    for key in sorted({*before, *after}):
        if key not in after:
            yield Change(subject, code, before[key][0], None, before[key][1])
        elif key not in before:
            yield Change(subject, code, None, after[key][0], after[key][1])


def _planned(before: Delmal, after: Delmal) -> Iterator[Change]:
    was, now = _times(before), _times(after)
    gone, added = ({key: one[key] for key in one.keys() - other.keys()} for one, other in ((was, now), (now, was)))
    if gone or added:
        cell = min(place for _, place in (added or gone).values())
        yield Change(Subject.PLANNED, before.code, _listed(gone), _listed(added), cell)


def _times(delmal: Delmal) -> dict[Hashable, tuple[str, CellRef]]:
    """The times of the delmål and of its own activities, by what they mean rather than how they are written."""
    times: dict[Hashable, tuple[str, CellRef]] = {}
    for planned in delmal.planned:
        text = planned.text if planned.value is None else period_text(planned.value)
        times.setdefault(planned.value or folded(planned.text), (planned.text or text, planned.cell))
    for activity in (activity for row in delmal.rows for activity in row.activities):
        if activity.when is not None:
            times.setdefault(activity.when, (period_text(activity.when), activity.cell))
    return times


def _listed(times: Mapping[Hashable, tuple[str, CellRef]]) -> str | None:
    return ", ".join(sorted(text for text, _ in times.values())) or None
