"""Headings as clinics write them, and texts that are no headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stexcel.layout.roles import Role, best_role, roles_of

HEADINGS = {
    Role.DELMAL: [
        "Delmål",
        "DELMÅL",
        "Del-mål",
        "Delmål nr",
        "Delmål:",
        "Mål nr",
        "Målnr",
        "Nr",
        "Kompetensmål",
        "Lärandemål",
        "Berörda delmål",
        "Delmål (kod)",
        "Koppling till delmål",
    ],
    Role.ACTIVITY: [
        "Utbildningsaktivitet",
        "Utbildningsaktiviteter",
        "Utbildnings-aktivitet",
        "Aktivitet",
        "Planerade aktiviteter",
        "Läraktivitet",
        "Lärandeaktivitet",
        "Metoder för lärande",
        "Hur?",
        "Hur nås målet?",
        "Utb.aktivitet",
        "Utbildningsaktivitet (placering, kurs)",
        "Utbildningsaktvitet",
        "Utbildningsmoment",
    ],
    Role.ASSESSMENT: [
        "Bedömning",
        "Bedömningsmetod",
        "Bedömningsmetoder",
        "Bedömningsinstrument",
        "Hur bedöms det?",
        "Bedöms med",
        "Bedömt/bedöms med",
        "Planerad bedömning",
        "Uppföljning",
        "Utvärdering",
        "Bedömningsmetod (Mini-CEX, CBD)",
        "Bedömmningsmetod",
    ],
    Role.PLANNED: [
        "Planerat",
        "När?",
        "Planerad tid",
        "Tidpunkt",
        "Termin",
        "Tidsplan",
        "Planeras till",
        "Planerat (termin)",
        "Period",
    ],
    Role.DONE: [
        "Klart",
        "Uppnått",
        "Uppfyllt",
        "Uppnått datum",
        "Klart (datum)",
        "Datum och signatur",
        "Datum/sign",
        "Delmål uppnått",
        "Godkänt",
        "Måluppfyllelse",
        "Klart/intyg",
        "Avklarat",
    ],
    Role.SIGNATURE: ["Signatur", "Sign.", "Handledarens signatur", "Underskrift"],
    Role.CERTIFICATE: ["Intyg", "Kursintyg", "Intyg finns"],
    Role.TITLE: ["Kompetenskrav", "Rubrik", "Målformulering", "Beskrivning", "Målbeskrivning"],
    Role.PLACEMENT: ["Placering", "Placeringar", "Tjänstgöringsställe", "Sidotjänstgöring", "Klinik/enhet", "Randning"],
    Role.COURSE: ["Kurs", "Kurser", "Kursnamn", "Kursens namn", "Extern kurs"],
    Role.START: ["Från", "Fr.o.m.", "Fr o m", "Start", "Startdatum", "Börjar"],
    Role.END: ["Till", "T.o.m.", "t o m", "Slut", "Slutdatum", "Slutar"],
    Role.PERCENT: ["%", "Procent", "Tjänstgöringsgrad", "Grad", "Sysselsättningsgrad"],
    Role.DATE: ["Datum", "Kursdatum", "Bedömningsdatum"],
    Role.SUPERVISOR: ["Handledare", "Klinisk handledare", "Handledare på plats"],
    Role.ASSESSOR: ["Bedömare", "Bedömd av"],
    Role.COMMENT: ["Kommentar", "Kommentarer", "Anteckningar", "Notering"],
}


@pytest.mark.parametrize(("role", "text"), [(role, text) for role, texts in HEADINGS.items() for text in texts])
def test_heading(role: Role, text: str) -> None:
    assert best_role(text) is role
    assert roles_of(text)[0][1] >= 0.6


@pytest.mark.parametrize("shape", ["{0}:", "  {0} ", "{0}.", "{0}?", "{0}\n", "* {0}"])
@pytest.mark.parametrize("text", ["Delmål", "Utbildningsaktivitet", "Bedömningsmetod", "Planerat", "Uppnått"])
def test_decoration_does_not_matter(text: str, shape: str) -> None:
    assert best_role(shape.format(text)) is best_role(text)
    assert best_role(shape.format(text.upper())) is best_role(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Anna Ek",
        "Medicinkliniken",
        "a1",
        "VT25",
        "2025-03-12",
        "Mini-CEX",
        "c3 Kommunikation",
        "SK-kurs i kardiologi 2025",
        "Hudkliniken i Lund tar emot ST-läkare under två månader varje höst och vår",
        "Lunds universitet",
        "12",
        "070-123 45 67",
    ],
)
def test_text_that_is_no_heading(text: str) -> None:
    assert best_role(text) is None


@given(st.text(max_size=75))
def test_no_text_makes_it_fail(text: str) -> None:
    found = roles_of(text)
    weights = [weight for _, weight in found]
    assert weights == sorted(weights, reverse=True)
    assert all(0 < weight <= 1 for weight in weights)
    assert best_role(text) is (found[0][0] if found else None)
