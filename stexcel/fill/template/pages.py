"""The sheets that are plain lists, and what stands in their headings."""

from __future__ import annotations

from stexcel.fill.template.choices import (
    ACTION_STATES,
    COURSE_STATES,
    KOLLEGIUM,
    MEETINGS,
    METHODS,
    RECONCILIATION,
    YES_NO,
)
from stexcel.fill.template.page import Column, Holds, Page

_GOALS_HINT = "De delmål som berörs, med komma emellan."
_GOALS = Column("Delmål", 16, _GOALS_HINT)
_RELEVANT = Column("Relevant för", 16, _GOALS_HINT)
"""Another heading than the delmål have: what stands below it makes no row an activity of those delmål."""

COURSES = Page(
    "Kurser",
    "En rad för varje kurs, även de som bara är planerade. Ändra status till Genomförd när kursen är gången.",
    (
        Column("Kurs", 40, "Kursens namn.", name="Kurser_namn"),
        Column("Anordnare", 22),
        Column("Datum", 13, "Första kursdagen.", Holds.DAY, name="Kurser_datum"),
        _GOALS,
        Column("Status", 14, "Välj i listan.", choices=COURSE_STATES, name="Kurser_status"),
        Column("Intyg", 14, "Dagen då intyget utfärdades.", Holds.DAY),
        Column("Kommentar", 40),
    ),
    40,
)
SUPERVISION = Page(
    "Handledarsamtal",
    "En rad för varje samtal. Skriv vad ni kom fram till, aldrig uppgifter om patienter.",
    (
        Column("Datum", 13, holds=Holds.DAY, name="Samtal_datum"),
        Column("Handledare", 24, "Den som samtalet hölls med."),
        Column("Innehåll", 60, "Vad ni talade om, och vilka delmål det gällde."),
        Column("Avstämt mot IUP", 13, "Har ni gått igenom planen?", choices=YES_NO, name="Samtal_avstamda"),
        Column("Anteckningar", 40, "Vad ni kom överens om, och vad som ska göras till nästa gång."),
        Column("Nästa samtal", 13, holds=Holds.DAY),
    ),
    80,
    "Checklista\n"
    "•  Arbetsmiljö och arbetsbelastning     •  Det som hänt sedan sist     •  Återkoppling i båda riktningarna\n"
    "•  Delmål på gång och deras bedömning     •  Placeringar och kurser framöver     •  Tid för teori\n"
    "•  Planen avstämd och ändrad vid behov     •  Dag för nästa gång",
)
REVIEWS = Page(
    "Avstämningar",
    "Avstämning med studierektor, utvecklingssamtal med chefen och specialistkollegium, minst ett av varje per år. "
    "För utvecklingssamtalet räcker datum.",
    (
        Column("Datum", 13, holds=Holds.DAY, name="Moten_datum"),
        Column("Typ av möte", 30, "Välj i listan.", choices=MEETINGS, name="Moten_typ"),
        Column("Deltagare", 40, "Vilka som var med."),
        Column("Innehåll", 70, f"Slutsatser. {RECONCILIATION} och {KOLLEGIUM.lower()}: hur målen uppfylls."),
    ),
    30,
)
ASSESSMENTS = Page(
    "Bedömningar",
    "En rad för varje genomförd bedömning, med de delmål som den gällde. Aldrig uppgifter om patienter.",
    (
        Column("Datum", 13, holds=Holds.DAY, name="Bedomningar_datum"),
        Column("Metod", 28, "Välj i listan.", choices=METHODS),
        Column("Delmål", 16, _GOALS_HINT, name="Bedomningar_delmal"),
        Column("Bedömare", 26),
        Column("Kommentar", 70, "Vad som bedömdes, och återkopplingen."),
    ),
    80,
)
TEACHING = Page(
    "Internutbildning",
    "En rad för varje föreläsning, seminarium eller träff på hemkliniken, planerad eller genomförd.",
    (
        Column("Ämne", 50),
        Column("Planerat", 14, "Datum eller termin, till exempel HT26."),
        _RELEVANT,
        Column("Ansvarig", 26),
        Column("Klart", 13, holds=Holds.DAY),
        Column("Kommentar", 40),
    ),
    40,
)
SELF_STUDY = Page(
    "Självstudier",
    "Tid och innehåll för egna studier, till exempel ett område per termin.",
    (
        Column("Område och litteratur", 56),
        Column("Omfattning", 20, "Till exempel 3 timmar per vecka."),
        Column("Planerat", 14, "Datum eller termin, till exempel HT26."),
        _RELEVANT,
        Column("Klart", 13, holds=Holds.DAY),
        Column("Kommentar", 40),
    ),
    25,
)
INTRODUCTION = Page(
    "Introduktion",
    "Vad som ingår i introduktionen på enheten, vem som ansvarar och när det är gjort.",
    (
        Column("Innehåll", 56, "Till exempel journalsystem, lokala rutiner, genomgång av målbeskrivningen."),
        Column("Ansvarig", 28),
        Column("Planerat", 14, "Datum eller termin."),
        Column("Klart", 13, holds=Holds.DAY),
        Column("Kommentar", 40),
    ),
    20,
)
ACTION_PLAN = Page(
    "Åtgärdsplan",
    "Används om utbildningen inte går som planerat. En rad för varje åtgärd.",
    (
        Column("Problem", 40, "Vad som inte fungerar, och vilka delmål det gäller."),
        Column("Åtgärd", 40),
        Column("Ansvarig", 24),
        Column("Klart senast", 13, holds=Holds.DAY, name="Atgarder_senast"),
        Column("Uppföljning", 30, "När och hur ni ser att åtgärden räckte."),
        Column("Status", 14, "Välj i listan.", choices=ACTION_STATES, name="Atgarder_status"),
    ),
    20,
)
