"""What an IUP says as single statements, each with a key that is the same however a clinic lays it out."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from stexcel.layout.labels import Field
from stexcel.layout.profile import facts_of
from stexcel.model import (
    OTHER_METHOD,
    CellRef,
    Course,
    Delmal,
    Iup,
    LoggedAssessment,
    Meeting,
    Period,
    Placement,
    SignatureRole,
    Value,
)
from stexcel.subjects import MEETING_NAMES, PART_NAMES


class Sort(StrEnum):
    """What a statement is about, as the report calls it."""

    PERSON = "personuppgifter"
    ACTIVITY = "aktiviteter för delmål"
    ASSESSMENT = "bedömningar för delmål"
    PLANNED = "planerad tid för delmål"
    DONE = "uppnådda delmål"
    PLACEMENT = "placeringar"
    COURSE = "kurser"
    MEETING = "samtal och möten"
    LOG = "genomförda bedömningar"
    REVISION = "revisioner"
    SIGNATURE = "underskrifter"
    PART = "övriga delar"


Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Atom:
    """One statement. ``what`` and ``text`` say it in Swedish; ``of`` is the key of the record that it is a detail of.

    ``code`` is the delmål that it is about, and empty where it is about none.
    """

    key: Key
    sort: Sort
    what: str
    text: str
    cell: CellRef
    code: str = ""
    of: Key | None = None


_SIGNERS: Mapping[SignatureRole, str] = {
    SignatureRole.ST: "ST-läkarens underskrift",
    SignatureRole.SUPERVISOR: "Handledarens underskrift",
    SignatureRole.APPROVER: "Chefens eller studierektorns godkännande",
}
_FIELDS = {
    Field.NAME: "Namn",
    Field.SPECIALTY: "Specialitet",
    Field.REGULATION: "Föreskrift",
    Field.START: "ST-start",
    Field.PLANNED_END: "Planerat slut",
    Field.FTE: "Tjänstgöringsgrad",
    Field.SUPERVISOR: "Huvudhandledare",
    Field.STUDIEREKTOR: "Studierektor",
    Field.HEAD: "Verksamhetschef",
    Field.UNIT: "Enhet",
    Field.ESTABLISHED: "IUP upprättat",
}


def same(text: str) -> str:
    """What two writings of one text have in common: neither case nor space counts."""
    return " ".join(text.split()).casefold()


def placement_key(one: Placement) -> Key:
    """What makes a placement the same one."""
    return ("placering", same(one.name), str(one.start), str(one.end))


def course_key(one: Course) -> Key:
    """What makes a course the same one."""
    start, end = (one.when.start, one.when.end) if one.when else (None, None)
    return ("kurs", same(one.name), str(start), str(end))


def meeting_key(one: Meeting) -> Key:
    """What makes a meeting the same one."""
    return ("möte", one.kind, one.date.isoformat())


def log_key(one: LoggedAssessment) -> Key:
    """What makes an assessment that was made the same one."""
    name = one.method if one.method != OTHER_METHOD else same(one.text)
    return ("genomförd bedömning", name, one.date.isoformat() if one.date else "")


def atoms_of(iup: Iup) -> Mapping[Key, Atom]:
    """Every statement by its key, in reading order; one that is made twice counts once, where it stands first."""
    found: dict[Key, Atom] = {}
    for atom in _all(iup):
        found.setdefault(atom.key, atom)
    return found


def _all(iup: Iup) -> Iterator[Atom]:
    for name, fact in facts_of(iup.person).items():
        if fact is not None:
            key: Key = ("person", name, same(str(fact.value)))
            yield Atom(key, Sort.PERSON, _FIELDS.get(name, name.capitalize()), str(fact.value), fact.cell)
    for code, delmal in iup.delmal.items():
        yield from _of_delmal(code, delmal)
    yield from itertools.chain.from_iterable(map(_of_placement, iup.placements))
    yield from itertools.chain.from_iterable(map(_of_course, iup.courses))
    yield from itertools.chain.from_iterable(map(_of_meeting, iup.meetings))
    yield from itertools.chain.from_iterable(map(_of_log, iup.assessments))
    for revised in iup.revisions:
        key = ("revision", revised.value.isoformat())
        yield Atom(key, Sort.REVISION, "Revision av IUP", revised.value.isoformat(), revised.cell)
    for signed in iup.signatures:
        if signed.signed:
            day = signed.date.isoformat() if signed.date else ""
            text = day or "underskrivet utan datum"
            yield Atom(("underskrift", signed.role, day), Sort.SIGNATURE, _SIGNERS[signed.role], text, signed.cell)
    yield from _of_parts(iup)


def _of_delmal(code: str, delmal: Delmal) -> Iterator[Atom]:
    for activity in delmal.activities:
        key: Key = ("aktivitet", code, same(activity.text))
        yield Atom(key, Sort.ACTIVITY, "Utbildningsaktivitet", activity.text, activity.cell, code)
    for assessment in delmal.assessments:
        name = assessment.method if assessment.method != OTHER_METHOD else same(assessment.text)
        key = ("bedömning", code, name)
        yield Atom(key, Sort.ASSESSMENT, "Bedömningsmetod", assessment.text, assessment.cell, code)
    for start, end, texts, cell in _spans(delmal.planned):
        key = ("planerat", code, start, end)
        yield Atom(key, Sort.PLANNED, "Planerad tid", "; ".join(texts), cell, code)
    done = delmal.done
    if done is None:
        return
    base = ("uppnått", code, str(done.fulfilled))
    yield Atom(base, Sort.DONE, "Uppnått" if done.fulfilled else "Ännu inte uppnått", done.text, done.cell, code)
    details = (
        ("datum", "Datum då målet uppnåddes", done.date.isoformat() if done.date else ""),
        ("signatur", "Signatur", done.text if done.signed else ""),
        ("intyg", "Intyg", done.text if done.certificate else ""),
    )
    for name, what, text in details:
        if text and done.fulfilled:
            key = ("uppnått", code, name, *((text,) if name == "datum" else ()))
            yield Atom(key, Sort.DONE, what, text, done.cell, code, base)


def _spans(planned: Sequence[Value[Period | None]]) -> Iterator[tuple[str, str, list[str], CellRef]]:
    """The planned times: those that follow each other as one, so that two terms are the year that they make."""
    timed = sorted((one for one in planned if one.value is not None), key=lambda one: _start(one.value))
    run: list[Value[Period | None]] = []
    last = date.min
    for one in timed:
        assert one.value is not None
        if run and one.value.start > last + timedelta(days=1):
            yield _start(run[0].value), last.isoformat(), _texts(run), run[0].cell
            run = []
        last = max(last, one.value.end) if run else one.value.end
        run.append(one)
    if run:
        yield _start(run[0].value), last.isoformat(), _texts(run), run[0].cell
    for one in planned:
        if one.value is None:
            yield "", same(one.text), [one.text], one.cell


def _start(period: Period | None) -> str:
    return period.start.isoformat() if period is not None else ""


def _texts(run: Iterable[Value[Period | None]]) -> list[str]:
    return list(dict.fromkeys(one.text for one in run))


def time_text(start: date | None, end: date | None) -> str:
    """A time as a reader of the report sees it."""
    if start is None and end is None:
        return "utan tid"
    return " – ".join(dict.fromkeys(day.isoformat() if day else "…" for day in (start, end)))


def _of_placement(one: Placement) -> Iterator[Atom]:
    base = placement_key(one)
    text = f"{one.name}, {time_text(one.start, one.end)}"
    yield Atom(base, Sort.PLACEMENT, "Placering", text, one.cell)
    details: tuple[tuple[str, str, object], ...] = (
        ("grad", "Grad", None if one.percent is None else f"{one.percent} %"),
        ("handledare", "Handledare", one.supervisor),
        ("plats", "Plats", one.site),
        ("intyg", "Intyg", one.certificate),
        ("uppföljning", "Uppföljning", one.follow_up),
        ("sido", "Sidotjänstgöring", "ja" if one.side else None),
        ("tillgodo", "Tillgodoräknad", "ja" if one.credited else None),
    )
    for name, what, value in details:
        if value is not None:
            key = (*base, name, *((same(str(value)),) if name not in ("intyg", "uppföljning") else ()))
            yield Atom(key, Sort.PLACEMENT, f"{what} för placeringen {one.name}", str(value), one.cell, of=base)
    for code in one.delmal:
        what = f"Delmål för placeringen {one.name}"
        yield Atom((*base, "delmål", code), Sort.PLACEMENT, what, code, one.cell, code, base)


def _of_course(one: Course) -> Iterator[Atom]:
    start, end = (one.when.start, one.when.end) if one.when else (None, None)
    base = course_key(one)
    yield Atom(base, Sort.COURSE, "Kurs", f"{one.name}, {time_text(start, end)}", one.cell)
    if one.completed is not None:
        what = f"Läget för kursen {one.name}"
        text = "genomförd" if one.completed else "inte genomförd"
        yield Atom((*base, "genomförd", str(one.completed)), Sort.COURSE, what, text, one.cell, of=base)
    for code in one.delmal:
        what = f"Delmål för kursen {one.name}"
        yield Atom((*base, "delmål", code), Sort.COURSE, what, code, one.cell, code, base)


def _of_meeting(one: Meeting) -> Iterator[Atom]:
    base = meeting_key(one)
    name = MEETING_NAMES[one.kind]
    yield Atom(base, Sort.MEETING, name, one.date.isoformat(), one.cell)
    details = (
        ("med", "Med", one.supervisor),
        ("innehåll", "Innehåll", one.content),
        ("avstämt", "Avstämt mot IUP", {True: "ja", False: "nej"}.get(one.checked_against_iup or False)
         if one.checked_against_iup is not None else None),
    )  # fmt: skip
    for key, what, text in details:
        if text is not None:
            label = f"{what}, {name.lower()} {one.date}"
            yield Atom((*base, key, same(text)), Sort.MEETING, label, text, one.cell, of=base)


def _of_log(one: LoggedAssessment) -> Iterator[Atom]:
    day = one.date.isoformat() if one.date else ""
    base = log_key(one)
    label = f"{one.text} {day}".strip()
    yield Atom(base, Sort.LOG, "Genomförd bedömning", label, one.cell)
    if one.assessor is not None:
        key = (*base, "bedömare", same(one.assessor))
        yield Atom(key, Sort.LOG, f"Bedömare, {label}", one.assessor, one.cell, of=base)
    for code in one.delmal:
        yield Atom((*base, "delmål", code), Sort.LOG, f"Delmål, {label}", code, one.cell, code, base)


def _of_parts(iup: Iup) -> Iterator[Atom]:
    for one in iup.parts:
        if one.planned:
            name = PART_NAMES[one.part]
            yield Atom(("del", one.part), Sort.PART, name, one.text, one.cell)
            for code in one.delmal:
                yield Atom(("del", one.part, code), Sort.PART, f"Delmål, {name}", code, one.cell, code)
