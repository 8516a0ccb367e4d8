"""The tables of what an IUP has dates for: placements, courses, meetings, assessments, revisions, signatures.

Texts in which somebody is described (what was said at a meeting, how a placement was followed up) are left out.
"""

from __future__ import annotations

import re
from datetime import date

from stexcel.frames.iup_tables import IUP_SOURCE, content_of_iup
from stexcel.frames.spec import Column, Kind, Table, first_day, joined, last_day
from stexcel.model import (
    Course,
    LoggedAssessment,
    Meeting,
    MeetingKind,
    Placement,
    Signature,
    SignatureRole,
    Value,
)

ASSESSMENTS = Table[LoggedAssessment](
    "bedomningar",
    "En rad per daterad bedömning i en logg.",
    IUP_SOURCE,
    lambda document: content_of_iup(document).assessments,
    lambda a: a.cell,
    (
        Column("datum", Kind.DAY, lambda a: a.date, "Dagen för bedömningen."),
        Column("metod", Kind.TEXT, lambda a: a.method, "Metodens vedertagna namn; Annan när den inte är en av de "
               "listade."),
        Column("delmal", Kind.TEXT, lambda a: joined(a.delmal), "Delmål som raden nämner."),
        Column("bedomare", Kind.TEXT, lambda a: a.assessor, "Den som bedömde."),
    ),
    links="delmal",
)  # fmt: skip

PLACEMENTS = Table[Placement](
    "placeringar",
    "En rad per klinisk placering eller ledighet.",
    IUP_SOURCE,
    lambda document: content_of_iup(document).placements,
    lambda p: p.cell,
    (
        Column("placering", Kind.TEXT, lambda p: p.name, "Placeringens namn som det står."),
        Column("plats", Kind.TEXT, lambda p: p.site, "Sjukhus eller enhet, där en egen kolumn finns."),
        Column("start", Kind.DAY, lambda p: p.start, "Första dagen."),
        Column("slut", Kind.DAY, lambda p: p.end, "Sista dagen."),
        Column("procent", Kind.INTEGER, lambda p: p.percent, "Tjänstgöringsgrad; 0 för ledighet.",
               "procent av heltid"),
        Column("sidotjanstgoring", Kind.BOOLEAN, lambda p: p.side, "Om arbetsboken kallar placeringen "
               "sidotjänstgöring; tomt när den inget säger."),
        Column("handledare", Kind.TEXT, lambda p: p.supervisor, "Handledare på placeringen."),
        Column("delmal", Kind.TEXT, lambda p: joined(p.delmal), "Delmål som placeringen nämner."),
        Column("intyg", Kind.BOOLEAN, lambda p: p.certificate is not None, "Om något står om intyg."),
        Column("uppfoljning", Kind.BOOLEAN, lambda p: p.follow_up is not None, "Om något står om uppföljning."),
    ),
    links="delmal",
)  # fmt: skip

COURSES = Table[Course](
    "kurser",
    "En rad per kurs, planerad eller genomförd.",
    IUP_SOURCE,
    lambda document: content_of_iup(document).courses,
    lambda c: c.cell,
    (
        Column("kurs", Kind.TEXT, lambda c: c.name, "Kursens namn som det står."),
        Column("start", Kind.DAY, lambda c: first_day(c.when), "Första dagen."),
        Column("slut", Kind.DAY, lambda c: last_day(c.when), "Sista dagen."),
        Column("genomford", Kind.BOOLEAN, lambda c: c.completed, "Om kursen är genomförd; tomt när det inte står."),
        Column("delmal", Kind.TEXT, lambda c: joined(c.delmal), "Delmål som kursen nämner."),
    ),
    links="delmal",
)  # fmt: skip

_BOOKED = re.compile(r"\W*(?:in)?(?:bokad|bokat|planerad|planerat|kommande|preliminär)", re.IGNORECASE)


def _is_booked(meeting: Meeting) -> bool:
    return meeting.content is not None and _BOOKED.match(meeting.content) is not None


MEETINGS = Table[Meeting](
    "samtal",
    "En rad per daterat samtal. Vad som sades är inte med.",
    IUP_SOURCE,
    lambda document: content_of_iup(document).meetings,
    lambda m: m.cell,
    (
        Column("slag", Kind.TEXT, lambda m: m.kind.value, "Slag av samtal.", allowed=tuple(MeetingKind)),
        Column("datum", Kind.DAY, lambda m: m.date, "Dagen för samtalet."),
        Column("handledare", Kind.TEXT, lambda m: m.supervisor, "Den som samtalet hölls med."),
        Column("avstamt_mot_iup", Kind.BOOLEAN, lambda m: m.checked_against_iup, "Om IUP stämdes av; tomt när det "
               "inte står."),
        Column("anteckning", Kind.BOOLEAN, lambda m: bool(m.content), "Om något står om vad som togs upp."),
        Column("bokat", Kind.BOOLEAN, _is_booked, "Om raden säger att samtalet är bokat eller planerat."),
    ),
)  # fmt: skip

REVISIONS = Table[Value[date]](
    "revisioner",
    "En rad per datum då IUP reviderades.",
    IUP_SOURCE,
    lambda document: content_of_iup(document).revisions,
    lambda r: r.cell,
    (Column("datum", Kind.DAY, lambda r: r.value, "Dagen för revisionen."),),
)

SIGNATURES = Table[Signature](
    "underskrifter",
    "En rad per plats för en underskrift av IUP.",
    IUP_SOURCE,
    lambda document: content_of_iup(document).signatures,
    lambda s: s.cell,
    (
        Column("roll", Kind.TEXT, lambda s: s.role.value, "Vems underskrift.", allowed=tuple(SignatureRole)),
        Column("signerad", Kind.BOOLEAN, lambda s: s.signed, "Om något står på platsen."),
        Column("datum", Kind.DAY, lambda s: s.date, "Dagen för underskriften."),
    ),
)
