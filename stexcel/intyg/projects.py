"""The works of quality and science that an IUP tells of: in a section of their own, or as activities of delmål."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from stexcel.intyg.model import Kind, State, Work
from stexcel.intyg.works import activities_of, course_key_of, is_fulfilled, of_delmal, own_codes
from stexcel.layout.done import DoneCell, read_done
from stexcel.layout.roles import Role
from stexcel.model import Activity, ActivityType, Done, Part, PartStatement
from stexcel.rules.context import Context

_PARTS: Mapping[Kind, tuple[Part, frozenset[ActivityType]]] = {
    Kind.QUALITY: (
        Part.QUALITY_WORK,
        frozenset({ActivityType.KVALITETSARBETE, ActivityType.UTVECKLINGSARBETE}),
    ),
    Kind.WRITTEN: (Part.SCIENTIFIC_WORK, frozenset({ActivityType.SKRIFTLIGT})),
}
_ANSWER = re.compile(r"\W*(?:ja|nej|x|☒|☑|ok|klart?|pågår|planera[dt]\w*)?\W*", re.IGNORECASE)


def projects(context: Context) -> Iterator[Work]:
    """One work for each section that names one; else one for each text among the activities of delmål.

    The same work is often written in several places: a section's work takes the delmål that the activities name.
    """
    for kind, (part, types) in _PARTS.items():
        found = list(activities_of(context, types))
        told = [one for one in context.iup.parts if one.part is part and one.planned and _names(one)]
        if told:
            yield _stated(context, kind, told, found)
        else:
            yield from _named(context, kind, found)


def _names(statement: PartStatement) -> bool:
    return _ANSWER.fullmatch(statement.text) is None


def _stated(context: Context, kind: Kind, told: list[PartStatement], found: list[tuple[str, Activity]]) -> Work:
    """The work of a section; its own words tell first whether it is finished."""
    best = max(told, key=lambda one: len(one.text))
    codes = [*(code for one in told for code in one.delmal), *(code for code, _ in found)]
    done = _told_done(told, context)
    own = own_codes(context, codes)
    needed = [code for code in own if _demands(context, code, kind)] or list(own)
    if done is not None:
        state, why = State.FINISHED, "texten säger att det är gjort"
    elif any(is_fulfilled(context, code) for code in needed):
        state, why = State.FINISHED, "delmålet är klart"
    else:
        state, why = State.COMING, ""
    topics = {topic for _, one in found if (topic := _topic(one.text))}
    joined = ";" in best.text and bool(found)  # several cells of a row, of which nobody knows which is the topic
    name = topics.pop() if len(topics) == 1 else found[0][1].text if joined else best.text
    return Work(kind, name, best.cell, state, end=done.date if done else None, delmal=own, why=why)


def _topic(text: str) -> str:
    """What stands after a colon: ``ny rutin`` of ``Kvalitetsarbete: ny rutin``."""
    return text.partition(":")[2].strip()


def _told_done(told: list[PartStatement], context: Context) -> Done | None:
    """What the section's own text says of it being done; a coming day is a plan."""
    for one in told:
        done = read_done([DoneCell(Role.CERTIFICATE, one.text, one.cell)]) if _SAYS_DONE.search(one.text) else None
        if done is not None and done.fulfilled and (done.date is None or done.date <= context.today):
            return done
    return None


_SAYS_DONE = re.compile(
    r"\b(?:klart?|avslutat|avslutad|genomfört|genomförd|färdigt?|slutfört|slutförd|godkänt|godkänd|redovisat|redovisad)\b",
    re.IGNORECASE,
)


def _demands(context: Context, code: str, kind: Kind) -> bool:
    """Whether the målbeskrivning demands such a work for the delmål."""
    need = context.requirement(code)
    return need is not None and any(group & _PARTS[kind][1] for group in need.required)


def _named(context: Context, kind: Kind, found: list[tuple[str, Activity]]) -> Iterator[Work]:
    by_text: dict[str, list[tuple[str, Activity]]] = {}
    for code, activity in found:
        by_text.setdefault(course_key_of(activity.text), []).append((code, activity))
    for rows in by_text.values():
        first = rows[0][1]
        yield of_delmal(context, kind, _topic(first.text) or first.text, first.cell, rows)
