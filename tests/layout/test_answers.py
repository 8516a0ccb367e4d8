"""What counts as something that a person wrote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stexcel.layout.answers import is_answer, is_requirement, is_template_text

TEMPLATE = [
    "Ex. Medicinkliniken",
    "Ex: kurs",
    "Exempel: Mini-CEX",
    "(ex. VT25)",
    "T.ex. placering på avdelning",
    "t ex kurs",
    "Till exempel auskultation",
    "Förslag: SK-kurs",
    "Fyll i din aktivitet",
    "Fylls i av handledaren",
    "Ange datum",
    "Skriv här",
    "Välj metod",
    "Klicka här för att ange text",
    "Beskriv hur målet nås",
    "Här skrivs aktiviteten",
    "Lägg till fler rader vid behov",
    "OBS! Minst två bedömningar",
    "<aktivitet>",
    "[ange datum]",
    "xxx",
]
NOTHING = [
    "-",
    "–",
    "...",
    "?",
    "Nej",
    "Ej aktuellt",
    "ej planerat",
    "Ej bokad",
    "Inte planerat",
    "Saknas",
    "Inget",
    "N/A",
    "n/a",
    "TBD",
    "Planeras",
    "Planeras senare",
    "Kommer",
    "Vet ej",
    "Oklart",
    "Att planera",
    "Ej klart",
]
ANSWERS = [
    "Medicinkliniken",
    "Mini-CEX",
    "2025-03-12",
    "VT25",
    "Exempelvård AB:s mottagning",
    "Extern kurs i Lund",
    "Expertkonsultation",
    "Ja",
    "x",
    "Planeras VT26 på hudkliniken",
    "Beskrivning av fall inför specialistkollegium",
    "Ingenjörsbesök",
    "Neuroanestesi",
    "Valbar placering",
    "Obstetrik",
    "Saknar kurs, går HT25",
    "Angiografi",
    "Angelägen kurs",
    "Skrivkurs",
]


@pytest.mark.parametrize("text", TEMPLATE)
def test_template_text_is_no_answer(text: str) -> None:
    assert is_template_text(text)
    assert not is_answer(text)


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_yet_is_no_answer(text: str) -> None:
    assert not is_answer(text)


@pytest.mark.parametrize("text", ANSWERS)
def test_answer(text: str) -> None:
    assert is_answer(text)
    assert not is_template_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "Den specialistkompetenta läkaren ska kunna leda ett vårdteam",
        "Ska självständigt kunna handlägga området: hjärtsvikt",
        "Kunna handlägga patienter med akut buksmärta",
        "Ha kunskap om lagar och andra föreskrifter",
        "ha förmåga att kommunicera med patienter",
        "Ha god kunskap om smittskydd och hygien",
        "Skall behärska undersökning av nervsystemet",
    ],
)
def test_requirement(text: str) -> None:
    assert is_requirement(text)


@pytest.mark.parametrize(
    "text",
    [
        "Medicinkliniken",
        "SK-kurs i kunskapsstyrning och utvärdering",
        "Kunna EKG",
        "Handledning av underläkare på kliniken",
        "",
    ],
)
def test_no_requirement(text: str) -> None:
    assert not is_requirement(text)


@given(st.text(max_size=80))
def test_no_text_makes_it_fail(text: str) -> None:
    assert not (is_template_text(text) and is_answer(text))
    assert is_requirement(text) in (True, False)


@given(st.text(" .-–?…_\t\n", max_size=10))
def test_punctuation_is_no_answer(text: str) -> None:
    assert not is_answer(text)
