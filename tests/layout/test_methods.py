"""Methods of assessment: synonyms and spellings, and texts that name none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stexcel.layout.methods import known_method, looks_like_method, methods_in, names_method
from stexcel.model import OTHER_METHOD

SPELLINGS = {
    "Mini-CEX": [
        "Mini-CEX",
        "mini-cex",
        "MiniCEX",
        "Mini CEX",
        "mini–CEX",
        "MINI-CEX x 2",
        "Mini Clinical Evaluation (mini-CEX)",
    ],
    "CBD": [
        "CBD",
        "cbd",
        "CbD",
        "Case-based discussion",
        "case based discussion",
        "Fallbaserad diskussion",
        "Fallbaserat samtal, CBD",
        "Falldiskussion",
    ],
    "DOPS": ["DOPS", "dops", "DOPS: lumbalpunktion", "Direct Observation of Procedural Skills", "OSATS"],
    "Medsittning": [
        "Medsittning",
        "medsittningar",
        "Med-sittning",
        "Sit-in",
        "sit in",
        "Sit-ins med handledare",
        "Medsittning/sit-in",
    ],
    "360-grader": [
        "360-grader",
        "360",
        "360°",
        "360-gradersbedömning",
        "360 graders feedback",
        "MSF",
        "Multi-source feedback",
    ],
    "Specialistkollegium": [
        "Specialistkollegium",
        "specialistkollegiet",
        "Kollegium",
        "ST-kollegium",
        "Specialistläkarkollegium",
        "Spec.koll",
    ],
    "EPA": ["EPA", "EPA-bedömning", "Entrustable professional activity"],
    "Journal club": [
        "Journal club",
        "journal-club",
        "Journalclub",
        "Journalklubb",
        "Artikelgranskning",
        "Journal club med granskningsmall",
    ],
    "ST-tentamen": ["ST-tentamen", "Tentamen", "ST-tenta", "Specialistexamen", "diagnostiskt prov"],
    "Bedömningsmall undervisning": [
        "Bedömning av undervisning",
        "Bedömning av undervisning enligt mall",
        "Undervisningsmall",
        "Mall undervisning",
        "Mall för undervisning",
        "Bed. undervisning",
        "Teaching assessment",
        "Bedömningsmall för undervisning",
    ],
    "Bedömningsmall handledning": [
        "Bedömning av handledning",
        "Bedömning av handledning enligt mall",
        "Handledningsmall",
        "Mall handledning",
        "Bed. handledning",
        "Assessment of supervision",
        "Bedömningsmall för handledning",
    ],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in SPELLINGS.items() for text in texts])
def test_spelling(name: str, text: str) -> None:
    assert known_method(text) == name
    assert methods_in(text)[0][0] == name
    assert looks_like_method(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Medicinkliniken",
        "SK-kurs epidemiologi",
        "Kurs i epilepsi",
        "Potentiella risker",
        "Handledarsamtal",
        "Handledning av underläkare",
        "Klinisk tjänstgöring",
        "Reparation av ljumskbråck",
        "Doppler",
        "1360 patienter",
        "Medicinsk situation",
        "2025-03-12",
        "a1",
        "Den specialistkompetenta läkaren",
        "Kompetensutveckling",
        "Kollegial handledning",
        "Mall för undervisningsschema",
        "Mall för handledningsavtal",
        "Teaching hospital",
    ],
)
def test_text_that_names_no_method(text: str) -> None:
    assert known_method(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mini-CEX, CBD", ["Mini-CEX", "CBD"]),
        ("Mini-CEX\nCBD\nDOPS", ["Mini-CEX", "CBD", "DOPS"]),
        ("Mini-CEX/CBD", ["Mini-CEX", "CBD"]),
        ("CBD och medsittning", ["CBD", "Medsittning"]),
        ("CBD; sit-in; CBD", ["CBD", "Medsittning"]),
        ("• Mini-CEX\n• 360-grader", ["Mini-CEX", "360-grader"]),
        ("1. Mini-CEX\n2. Specialistkollegium", ["Mini-CEX", "Specialistkollegium"]),
        ("Medsittning (mall enligt klinikens rutin)", ["Medsittning"]),
        ("CBD (fallbaserad diskussion)", ["CBD"]),
        ("Mini-CEX x 2 samt diskussion", ["Mini-CEX"]),
        ("Kunskapsprov efter kursen", [OTHER_METHOD]),
        ("Muntlig redovisning", [OTHER_METHOD]),
        ("", []),
        ("12", []),
        ("–", []),
    ],
)
def test_methods_of_a_cell(text: str, names: list[str]) -> None:
    assert [name for name, _ in methods_in(text)] == names


@pytest.mark.parametrize(
    "text", ["Kunskapsprov", "Muntlig examination", "Återkoppling", "Portfolio", "Skriftligt prov"]
)
def test_words_of_assessment(text: str) -> None:
    assert looks_like_method(text)
    assert names_method(text)


@pytest.mark.parametrize("text", ["Medicinkliniken", "Kurs", "VT25", "Uppnått"])
def test_words_of_other_things(text: str) -> None:
    assert not looks_like_method(text)
    assert not names_method(text)


_NAMES = st.sampled_from([(name, text) for name, texts in SPELLINGS.items() for text in texts if "/" not in text])


@given(st.lists(_NAMES, min_size=1, max_size=4), st.sampled_from([", ", "\n", "; ", " + ", " och ", " / "]))
def test_list_of_methods_reads_back(items: list[tuple[str, str]], separator: str) -> None:
    text = separator.join(text for _, text in items)
    assert {name for name, _ in methods_in(text)} == {name for name, _ in items}


@given(st.text(max_size=80))
def test_no_text_makes_it_fail(text: str) -> None:
    names = [name for name, _ in methods_in(text)]
    assert len(names) == len(set(names))
    assert known_method(text) is None or known_method(text) in SPELLINGS
