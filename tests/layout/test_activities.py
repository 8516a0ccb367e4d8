"""Training activities: their types by the words that people use, and how a cell is split into them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stexcel.layout.activities import activity_types, looks_like_activity, split_activities
from stexcel.model import ActivityType as Type
from stexcel.rules.words import ACTIVITY_WORDS

ONLY = {
    Type.KURS: [
        "SK-kurs nutrition",
        "Kurs i EKG",
        "ST-kurs ledarskap",
        "Lipus-kurs",
        "Webbutbildning i smittskydd",
        "Utbildningsdag palliativ vård",
    ],
    Type.AUSKULTATION: ["Auskultation på röntgen", "Studiebesök på Försäkringskassan"],
    Type.SEMINARIUM: ["Seminarium i etik", "Seminarier"],
    Type.REFLEKTION: ["Reflektion i grupp", "Balintgrupp"],
    Type.TEORI: ["Självstudier", "Teoretiska studier", "Egen inläsning", "Litteraturstudier"],
    Type.UNDERVISA: ["Undervisa under handledning", "Undervisning av studenter", "Hålla föreläsning"],
    Type.HANDLEDA: ["Handleda under handledning", "Handledning av underläkare", "Handledning av kandidater"],
    Type.SKRIFTLIGT: ["Skriftligt eget arbete", "Vetenskapligt arbete", "Skriftligt arbete", "Skriftlig rapport"],
    Type.UTVECKLINGSARBETE: ["Utvecklingsarbete"],
    Type.SIMULERING: ["Simulering", "Simuleringsövning", "Färdighetsträning"],
    Type.SAMMANKOMST: ["Internutbildning", "Läkarmöte"],
    Type.KONFERENS: ["Konferens", "Kongress i Lund"],
    Type.KLINISK: [
        "Klinisk tjänstgöring",
        "Medicinkliniken",
        "Barnavdelning 3",
        "Vårdcentral",
        "Jourtjänstgöring",
        "BVC och MVC",
        "Ekokardiografi",
        "Sidotjänstgöring psykiatri",
        "Randning hud",
    ],
    Type.VARDTEAM: ["Teamarbete", "Arbete i vårdteam"],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in ONLY.items() for text in texts])
def test_type(kind: Type, text: str) -> None:
    assert activity_types(text) == {kind}


@pytest.mark.parametrize("kind", ACTIVITY_WORDS)
def test_own_words_read_back(kind: Type) -> None:
    word = ACTIVITY_WORDS[kind]
    assert activity_types(word) == activity_types(f"{word.capitalize()} enligt målbeskrivningen") == {kind}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Kvalitets- och utvecklingsarbete", {Type.KVALITETSARBETE, Type.UTVECKLINGSARBETE}),
        ("Undervisa och handleda studenter", {Type.UNDERVISA, Type.HANDLEDA}),
        ("Kurs och seminarium", {Type.KURS, Type.SEMINARIUM}),
        ("Genomgång med handledare", {Type.ANNAN}),
    ],
)
def test_types_of_mixed_texts(text: str, kinds: set[Type]) -> None:
    assert activity_types(text) == kinds


@pytest.mark.parametrize("text", ["Kurs i EKG", "Medicinkliniken", "Självstudier", "Placering hud", "Auskultation"])
def test_known_words(text: str) -> None:
    assert looks_like_activity(text)


@pytest.mark.parametrize("text", ["", "a1", "VT25", "Anna Ek", "Mini-CEX", "x", "100 %", "Kursaren"])
def test_no_known_word(text: str) -> None:
    assert not looks_like_activity(text)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Medicinkliniken", ["Medicinkliniken"]),
        ("Medicinkliniken\nSK-kurs EKG", ["Medicinkliniken", "SK-kurs EKG"]),
        ("Medicinkliniken; Hudkliniken", ["Medicinkliniken", "Hudkliniken"]),
        ("Medicinkliniken, SK-kurs EKG", ["Medicinkliniken", "SK-kurs EKG"]),
        ("Medicinkliniken, Hudkliniken", ["Medicinkliniken", "Hudkliniken"]),
        ("- Medicinkliniken\n- Kurs", ["Medicinkliniken", "Kurs"]),
        ("• Medicinkliniken • Kurs", ["Medicinkliniken", "Kurs"]),
        ("1. Medicinkliniken\n2) Kurs", ["Medicinkliniken", "Kurs"]),
        ("Kurs i etik, mångfald och jämlikhet", ["Kurs i etik, mångfald och jämlikhet"]),
        ("Medicinkliniken\n\n  Kurs  ", ["Medicinkliniken", "Kurs"]),
        ("", []),
    ],
)
def test_activities_of_a_cell(text: str, pieces: list[str]) -> None:
    assert list(split_activities(text)) == pieces


_TEXTS = st.sampled_from([text for texts in ONLY.values() for text in texts if "," not in text])


@given(st.lists(_TEXTS, min_size=1, max_size=5), st.sampled_from(["\n", "; ", ";", "\n• ", "\n- ", " + "]))
def test_list_of_activities_reads_back(texts: list[str], separator: str) -> None:
    assert list(split_activities(separator.join(texts))) == texts


@given(st.text(max_size=80))
def test_no_text_makes_it_fail(text: str) -> None:
    assert activity_types(text)
    assert all(piece == piece.strip(" ,") and piece for piece in split_activities(text))
