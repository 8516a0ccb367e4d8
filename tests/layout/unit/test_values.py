from __future__ import annotations

from datetime import date

import pytest

from stexcel.layout.unit.people import one_name, people
from stexcel.layout.unit.values import attested, criteria_in, document_kinds, specialties_in, time_in
from stexcel.layout.unit.words import Fact, facts_of, section_of
from stexcel.model import CellRef
from stexcel.regelverk import Regelverk
from stexcel.unit import DocumentKind, Section
from stexcel.workbook import Cell

REF = CellRef("Blad1", 2, 3)


@pytest.mark.parametrize(
    ("value", "has", "when", "doubt"),
    [
        (None, False, None, False),
        ("Saknas", False, None, False),
        ("Nej", False, None, False),
        ("-", False, None, False),
        ("?", False, None, False),
        ("☐", False, None, False),
        (0, False, None, False),
        ("Nej, anmäld till VT27", False, None, False),
        ("Anmäld HT26", False, None, False),
        ("Pågår", False, None, False),
        ("Planeras 2027", False, None, False),
        ("Utkast 2025-01-01", False, None, False),
        ("Delvis", False, None, False),
        ("Inte klar", False, None, False),
        ("Har ej gått", False, None, False),
        ("har inte gått kursen än", False, None, False),
        ("Gick aldrig kursen", False, None, False),
        ("Handledarutbildning saknas", False, None, False),
        ("Fyll i datum", False, None, False),
        ("Ja", True, None, False),
        ("x", True, None, False),
        ("✓", True, None, False),
        (True, True, None, False),
        ("Finns på intranätet", True, None, False),
        (date(2016, 5, 12), True, date(2016, 5, 12), False),
        (2016, True, date(2016, 12, 31), False),
        (43000, True, date(2017, 9, 22), False),
        ("VT18", True, date(2018, 6, 30), False),
        ("Ja, 2014", True, date(2014, 12, 31), False),
        ("Ja (2016-05)", True, date(2016, 5, 31), False),
        ("Grundkurs 2010, uppdaterad 2019", True, date(2019, 12, 31), False),
        ("Lund HT16", True, date(2016, 12, 31), False),
        ("Karolinska", True, None, True),
        ("Gått 2018 men intyg saknas", True, date(2018, 12, 31), False),
        ("Gått kurs 2020, uppdatering saknas", True, date(2020, 12, 31), False),
        ("intyg saknas", True, None, True),
    ],
)
def test_whether_something_is_done(value: Cell, has: bool, when: date | None, doubt: bool) -> None:
    answer, unsure = attested([(value, REF)])
    assert answer is not None
    assert (answer.has, answer.when.end if answer.when else None, unsure) == (has, when, doubt)
    assert answer.cell == REF


def test_no_cell_is_no_answer_and_a_no_wins_over_a_date() -> None:
    assert attested([]) == (None, False)
    yes = attested([("Ja", REF), (date(2020, 1, 1), REF)])[0]
    no = attested([("Nej", REF), (date(2020, 1, 1), REF)])[0]
    assert yes
    assert yes.when
    assert no
    assert not no.has


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nils Berg", ["Nils Berg"]),
        ("Nils Berg, Sara Öst", ["Nils Berg", "Sara Öst"]),
        ("Nils Berg och Sara Öst", ["Nils Berg", "Sara Öst"]),
        ("Nils Berg\nSara Öst\n", ["Nils Berg", "Sara Öst"]),
        ("1. Nils Berg 2015:8; 2. Sara Öst (2021:8)", ["Nils Berg", "Sara Öst"]),
        ("- Nils Berg\n- Sara Öst", ["Nils Berg", "Sara Öst"]),
        ("Nils Berg/Sara Öst", ["Nils Berg", "Sara Öst"]),
        ("Nils Berg & Sara Öst", ["Nils Berg", "Sara Öst"]),
        ("Berg, Nils", ["Nils Berg"]),
        ("Berg, Nils; Öst, Sara", ["Nils Berg", "Sara Öst"]),
        ("Berg, Nils, Öst, Sara", ["Nils Berg", "Sara Öst"]),
        ("Dr Nils Berg, leg. läk. Sara Öst", ["Nils Berg", "Sara Öst"]),
        ("Anna-Karin von Essen (50 %)", ["Anna-Karin von Essen"]),
        ("Nils", ["Nils"]),
        ("handleder Nils Berg och Sara Öst", ["Nils Berg", "Sara Öst"]),
        ("Huvudhandledare för Nils Berg", ["Nils Berg"]),
        ("-", []),
        ("inga", []),
        ("0", []),
        ("Studierektor", []),
    ],
)
def test_names_in_a_cell(text: str, names: list[str]) -> None:
    assert list(people(text)[0]) == names


def test_what_is_no_name_is_told() -> None:
    assert people("Nils Berg, två vikarier från bemanningen")[1] == ("två vikarier",)
    assert one_name("Totalt") is None
    assert one_name("Nils Berg, Sara Öst") is None
    assert one_name("Överläkare Nils Berg") == "Nils Berg"


@pytest.mark.parametrize(
    ("text", "criteria"),
    [
        ("D6", ("D6",)),
        ("Kriterium D 6", ("D6",)),
        ("d6/E11", ("D6", "E11")),
        ("B2, B2", ("B2",)),
        ("Z9", ()),
        ("A44", ()),
        ("IUP2", ()),
    ],
)
def test_criteria(text: str, criteria: tuple[str, ...]) -> None:
    assert criteria_in(text) == criteria


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("Riktlinje för hur ST genomförs", {DocumentKind.TRAINING}),
        ("Lokal ST-rutin", {DocumentKind.TRAINING}),
        ("Riktlinje för bedömning av ST-läkarens kompetens", {DocumentKind.ASSESSMENT}),
        ("Tolkning av målbeskrivningen", {DocumentKind.INTERPRETATION}),
        ("Uppdragsbeskrivning för studierektor i bedömning", {DocumentKind.STUDIEREKTOR}),
        ("Instruktion för handledning", {DocumentKind.SUPERVISION}),
        (
            "Riktlinjer för ST: genomförande, bedömning och tolkning av målbeskrivningen",
            {DocumentKind.TRAINING, DocumentKind.ASSESSMENT, DocumentKind.INTERPRETATION},
        ),
        ("Rutin för tolk", set()),
        ("Brandskyddsplan", set()),
    ],
)
def test_kinds_of_documents(title: str, kinds: set[DocumentKind]) -> None:
    assert set(document_kinds(title)) == kinds


def test_specialties_of_one_person(regelverk: Regelverk) -> None:
    names = tuple(regelverk.specialties)
    assert specialties_in("Hud- och könssjukdomar", names) == ("Hud- och könssjukdomar",)
    assert specialties_in("Internmedicin, kardiologi", names) == ("Internmedicin", "Kardiologi")
    assert specialties_in("trolleri", names) == ()


def test_time_is_the_last_of_several() -> None:
    found = time_in("2019-03-01, 2021-05-05")
    assert found is not None
    assert found.start == date(2021, 5, 5)
    assert time_in("snarast") is None


@pytest.mark.parametrize(
    ("heading", "fact"),
    [
        ("Handledarutbildning (datum)", Fact.TRAINING),
        ("HANDL.UTB", Fact.TRAINING),
        ("Uppdatering handledarutbildning", Fact.UPDATED),
        ("Senaste handledardag", Fact.UPDATED),
        ("Huvudhandledare för", Fact.DOCTORS),
        ("Huvudhandledare", Fact.SUPERVISOR),
        ("Datum för genomförande", Fact.DUE),
        ("Datum för uppföljning", Fact.FOLLOW_UP),
        ("Ansvarig för uppföljning", Fact.FOLLOW_UP_BY),
        ("Ansvarig", Fact.RESPONSIBLE),
        ("Fastställd av", Fact.RESPONSIBLE),
        ("Fastställd", Fact.DECIDED),
        ("Våra styrande dokument", Fact.DOCUMENT),
        ("Vad som brast", Fact.PROBLEM),
        ("Vi ska", Fact.ACTION),
    ],
)
def test_headings(heading: str, fact: Fact) -> None:
    assert facts_of(heading)[0] is fact


@pytest.mark.parametrize("text", ["Eva Ek", "Riktlinje för hur ST genomförs", "Uppdragsbeskrivning studierektor"])
def test_answers_are_no_headings(text: str) -> None:
    assert facts_of(text) == ()


def test_titles() -> None:
    assert section_of("Handledarregister – Väster vårdcentral") is Section.SUPERVISORS
    assert section_of("SPUR 2025: handlingsplan") is Section.ACTIONS
    assert section_of("Handledarsamtal") is None
