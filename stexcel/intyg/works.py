"""Placements, courses and other activities of an IUP as what certificates are written about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from stexcel.codes import sort_key
from stexcel.intyg.model import Kind, State, Work
from stexcel.model import Activity, ActivityType, CellRef, Course, Period, Placement
from stexcel.rules.context import Context
from stexcel.rules.naming import names
from stexcel.rules.possible import is_possible_share
from stexcel.rules.schedule import schedule
from stexcel.rules.sides import has_main_supervisor, is_basic, is_leave
from stexcel.rules.theory import course_key

_AUSCULTATION = re.compile(r"auskult", re.IGNORECASE)
_BARE = re.compile(
    r"\W*(?:(?:st|sk)\W?)?(?:kurs(?:er)?|auskultation(?:er)?|annan aktivitet|internutbildning)\W*", re.IGNORECASE
)
"""A word for the sort of activity alone, which names none."""
_SORT = re.compile(r"^\W*(?:(?:st|sk)\W?)?(?:kurs|auskultation)\s*:\s*(?=\w)", re.IGNORECASE)
"""The sort of activity before its name: ``Kurs: Etik``."""


def placements(context: Context) -> Iterator[Work]:
    """The placements of the schedule; leave and bastjänstgöring have no such certificates."""
    for one in schedule(context):
        if not is_leave(one) and not is_basic(one):
            kind = Kind.AUSCULTATION if _AUSCULTATION.search(one.name) else Kind.PLACEMENT
            yield Work(
                kind,
                one.name,
                one.cell,
                *_placed(one, context.today),
                percent=one.percent if is_possible_share(one.percent) else None,
                delmal=own_codes(context, [*one.delmal, *_linked(context, one)]),
                site=one.site,
                supervisor=_supervisor(context, one),
                certificate=one.certificate,
                why="slutdatum saknas" if one.end is None else "",
            )


def _placed(one: Placement, today: date) -> tuple[State, date | None, date | None]:
    if one.end is None:
        return (State.COMING if one.start and one.start > today else State.UNSURE), one.start, None
    if one.start is not None and one.end < one.start:
        return State.UNSURE, None, None
    return (State.FINISHED if one.end < today else State.COMING), one.start, one.end


def _linked(context: Context, placement: Placement) -> Iterator[str]:
    """The delmål that name the placement among their activities."""
    for code, delmal in context.own_delmal.items():
        if any(_is_of(activity, placement) for activity in delmal.activities):
            yield code


def _is_of(activity: Activity, placement: Placement) -> bool:
    if course_key_of(activity.text) != course_key_of(placement.name):
        return False
    when = activity.when
    return when is None or placement.start is None or when.start <= (placement.end or date.max)


def _supervisor(context: Context, one: Placement) -> str | None:
    """The placement's supervisor; the main one by name, where the row only calls them that."""
    main = context.iup.person.supervisor
    if one.supervisor and main and has_main_supervisor(one, context.iup.person):
        return main.value
    return one.supervisor


def courses(context: Context) -> Iterator[Work]:
    """The listed courses, the rows of one course together; then those that only a delmål names."""
    listed: dict[str, list[Course]] = {}
    for one in context.iup.courses:
        listed.setdefault(course_key(one), []).append(one)
    yield from (_course(context, rows) for rows in listed.values())
    yield from _unlisted(context, Kind.COURSE, ActivityType.KURS, [one.name for one in context.iup.courses])


def _course(context: Context, rows: list[Course]) -> Work:
    """One course; the row that says that it is taken tells most."""
    best = max(rows, key=lambda one: (one.completed is True, one.when is not None))
    when, state, why = best.when, State.COMING, ""
    passed = when is not None and when.end < context.today
    codes = own_codes(context, [code for one in rows for code in one.delmal])
    if best.completed:
        state = State.FINISHED if when is None or when.start <= context.today else State.COMING
    elif passed and best.completed is None and any(_done_after(context, code, when) for code in codes):
        state, why = State.FINISHED, "delmålet är klart"
    elif passed:
        state, why = State.UNSURE, "datumet har passerat, men kursen står inte som genomförd"
    return Work(Kind.COURSE, best.name, best.cell, state, *_days(when), delmal=codes, why=why)


def auscultations(context: Context) -> Iterator[Work]:
    """Auskultationer that only a delmål names; those among the placements are told there."""
    told = [one.name for one in context.iup.placements]
    yield from _unlisted(context, Kind.AUSCULTATION, ActivityType.AUSKULTATION, told)


def _unlisted(context: Context, kind: Kind, wanted: ActivityType, listed: list[str]) -> Iterator[Work]:
    """Activities of delmål that no list has; they are finished when a delmål that they lead to is."""
    has_list = {code for one in context.iup.courses for code in one.delmal} if kind is Kind.COURSE else set()
    found: dict[str, list[tuple[str, Activity]]] = {}
    for code, activity in activities_of(context, {wanted}):
        if code not in has_list and not _BARE.fullmatch(activity.text):
            found.setdefault(course_key_of(activity.text), []).append((code, activity))
    for rows in found.values():
        first = rows[0][1]
        if not any(names(first.text, other) for other in listed):
            yield of_delmal(context, kind, _SORT.sub("", first.text), first.cell, rows)


def activities_of(context: Context, kinds: Iterable[ActivityType]) -> Iterator[tuple[str, Activity]]:
    """The activities of the kinds with the delmål that names them."""
    wanted = frozenset(kinds)
    for code, delmal in context.own_delmal.items():
        yield from ((code, one) for one in delmal.activities if one.types & wanted)


def of_delmal(context: Context, kind: Kind, name: str, cell: CellRef, rows: list[tuple[str, Activity]]) -> Work:
    """An activity that delmål name: finished when one of them is fulfilled, doubtful when only its time has passed."""
    codes = own_codes(context, [code for code, _ in rows])
    when = next((one.when for _, one in rows if one.when is not None), None)
    if any(is_fulfilled(context, code) for code in codes) and (when is None or when.start <= context.today):
        state, why = State.FINISHED, "delmålet är klart"
    elif when is not None and when.end < context.today:
        state, why = State.UNSURE, "tiden har passerat, men inget säger att den är gjord"
    else:
        state, why = State.COMING, ""
    return Work(kind, name, cell, state, *_days(when), delmal=codes, why=why)


def is_fulfilled(context: Context, code: str) -> bool:
    """Whether the IUP says that the delmål is fulfilled."""
    done = context.own_delmal[code].done if code in context.own_delmal else None
    return done is not None and done.fulfilled


def _done_after(context: Context, code: str, when: Period | None) -> bool:
    """Whether the delmål was fulfilled after the course had begun, so that it shows that the course was taken."""
    done = context.own_delmal[code].done
    begun = when is None or done is None or done.date is None or done.date >= when.start
    return is_fulfilled(context, code) and begun


def own_codes(context: Context, codes: Iterable[str]) -> tuple[str, ...]:
    """The delmål of the regulation that applies, each once and in order."""
    known = {code for code in codes if code in context.own_delmal}
    return tuple(sorted(known, key=sort_key))


def course_key_of(text: str) -> str:
    """What is equal for texts about the same activity."""
    return " ".join(text.casefold().split())


def _days(when: Period | None) -> tuple[date | None, date | None]:
    """The days of a time; a time as wide as a term tells no day."""
    return (when.start, when.end) if when is not None and (when.end - when.start).days < _WIDE else (None, None)


_WIDE = 120
"""Days; a term is longer, and a course that is only known to be in one has no date of its own."""


def merged(works: Iterable[Work]) -> tuple[Work, ...]:
    """The works by kind and time, without one that stands twice with the same name and time."""
    kept: dict[tuple[Kind, str, date | None, date | None], Work] = {}
    for one in works:
        key = (one.kind, course_key_of(one.name), one.start, one.end)
        codes = {*one.delmal, *(kept[key].delmal if key in kept else ())}
        kept[key] = replace(kept.get(key, one), delmal=tuple(sorted(codes, key=sort_key)))
    order = list(Kind)
    return tuple(sorted(kept.values(), key=lambda one: (order.index(one.kind), one.start or date.max, one.name)))
