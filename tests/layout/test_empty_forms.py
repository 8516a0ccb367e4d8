"""Forms and tables that nobody has filled in: labels, titles and notes are no answers."""

from __future__ import annotations

import pytest

from stexcel import regelverk
from stexcel.layout import read_iup
from stexcel.layout.book import read_book
from stexcel.layout.profile import facts_of
from stexcel.layout.reading import Kind
from stexcel.layout.roles import Role
from stexcel.model import Iup
from tests.grids import grid


def read(drawing: str) -> Iup:
    return read_iup(grid(drawing), regelverk.load())


def person(drawing: str) -> dict[str, object]:
    return {field.value: fact.value for field, fact in facts_of(read(drawing).person).items() if fact is not None}


def activities(drawing: str) -> dict[str, list[str]]:
    return {code: [one.text for one in delmal.activities] for code, delmal in read(drawing).delmal.items()}


@pytest.mark.parametrize(
    "title",
    [
        "Individuellt utbildningsprogram (IUP)\nMall version 3 – fylls i av ST-läkare tillsammans med handledaren.",
        "INDIVIDUELLT UTBILDNINGSPROGRAM\nEtt block per delmål. Skriv kort.",
        "Individuellt utbildningsprogram för\nFylls i tillsammans",
    ],
)
def test_title_and_instruction_name_no_person(title: str) -> None:
    assert person(
        f"{title}\n\nNamn ST-läkare: |\nSpecialitet: |\nFörfattning: | HSLF-FS 2021:8\nStudierektor: |\n"
    ) == {"föreskrift": "HSLF-FS 2021:8"}


@pytest.mark.parametrize(
    "form",
    [
        "Namn |\nST i |\nMin klinik |\nenl. |\nStart |\n",
        "Specialitet |\nMin klinik |\nEnhet |\nenl. |\nNamn |\nStartar |\n",
        "Namn | | Specialitet |\nMin klinik | | enl. |\n",
        "Specialitet\nMin klinik\nEnhet\nenl.\n",
        "Tidslinje för placeringar på hemsjukhuset\nNamn |\nSpecialitet |\n",
    ],
)
def test_labels_are_no_answers_of_the_labels_above(form: str) -> None:
    assert person(form) == {}


def test_answers_below_their_labels() -> None:
    form = "Namn | Specialitet | Enhet | Huvudhandledare\nAnna Ek | Onkologi | Sjöhaga VC | eva berg\n"
    assert person(form) == {
        "namn": "Anna Ek",
        "specialitet": "Onkologi",
        "enhet": "Sjöhaga VC",
        "huvudhandledare": "eva berg",
    }


FORM = """\
== Delmål ==
Delmål: | c1
Utbildningsaktivitet |
Specificera |
Bedömning |

Delmål: | c2
Utbildningsaktivitet |
Specificera |
Bedömning |

Delmål: | c3
Utbildningsaktivitet |
Specificera |
Bedömning |
"""


@pytest.mark.parametrize("label", ["Specificera", "Specificera:", "Vilken sort:", "Redogörelse"])
def test_label_in_an_empty_form_is_no_activity(label: str) -> None:
    assert activities(FORM.replace("Specificera", label)) == {"c1": [], "c2": [], "c3": []}


@pytest.mark.parametrize("label", ["Specificera", "Vilken sort:"])
def test_label_on_the_sheet_of_a_delmal_is_no_activity(label: str) -> None:
    assert activities(FORM.split("\n\n")[0].replace("Specificera", label).replace("== Delmål ==", "== c1 ==")) == {
        "c1": []
    }


def test_answer_below_its_label_is_an_activity_however_often_it_stands_there() -> None:
    found = activities(FORM.replace("Specificera", "Medicinkliniken"))
    assert found == {"c1": ["Medicinkliniken"], "c2": ["Medicinkliniken"], "c3": ["Medicinkliniken"]}


def test_answer_to_such_a_label_is_an_activity() -> None:
    assert activities(FORM.replace("Specificera |", "Specificera | Kurs i etik", 1))["c1"] == ["Kurs i etik"]


HEADINGS = (
    "Delmål | Utbildningsaktivitet | Bedömning | Planerat | Uppnått",
    "Mål | Hur? | Bedöms med | Datum och signatur",
    "Delmål | Kompetenskrav | Aktivitet | Klart",
)
BELOW = (
    "Glöm inte att lämna in underlaget till kansliet",
    "\nSignatur handledare",
    "\n\nNamn | Anna Ek",
    "\nOrt och datum | Namn | Titel",
    "2024-01-01",
)


@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize("headings", HEADINGS)
def test_headings_decide_where_no_delmal_is_filled_in(headings: str, below: str) -> None:
    iup, reading = read_book(grid(f"Plan för delmålen\n{headings}\n{below}\n"), regelverk.load())
    table = reading.tables[0]
    assert (table.kind, table.columns[0].role) == (Kind.DELMAL, Role.DELMAL)
    assert iup.delmal == {}


def test_goals_without_codes_are_not_taken_for_a_note() -> None:
    reading = read_book(
        grid("Mål | Hur? | När?\nLedarskap | Kurs | VT25\nEtik | Seminarium | HT25\n"), regelverk.load()
    )[1]
    assert reading.tables[0].columns[0].role is Role.TITLE


BOXES = """\
Delmål | Aktivitet | Bedömning
c1 | ☑ Kurs ☐ Utvecklingsarbete | ☐ Mini-CEX ☑ DOPS
c2 | ☐ Kurs ☑ Utvecklingsarbete | ☐ Mini-CEX ☐ DOPS
c3 | ☐ Kurs ☐ Utvecklingsarbete | ☑ Mini-CEX ☑ DOPS
c4 | "[x] Kurs\\n[ ] Seminarium\\n[x] Auskultation" | ☐ Mini-CEX ☐ DOPS
"""


@pytest.mark.parametrize("heading", ["Aktivitet", "Val", "Utbildning", "Planerade aktiviteter"])
def test_only_ticked_boxes_of_a_cell_count(heading: str) -> None:
    iup = read(BOXES.replace("Aktivitet", heading))
    assert {code: [one.text for one in delmal.activities] for code, delmal in iup.delmal.items()} == {
        "c1": ["Kurs"],
        "c2": ["Utvecklingsarbete"],
        "c3": [],
        "c4": ["Kurs", "Auskultation"],
    }
    assert {code: [one.method for one in delmal.assessments] for code, delmal in iup.delmal.items()} == {
        "c1": ["DOPS"],
        "c2": [],
        "c3": ["Mini-CEX", "DOPS"],
        "c4": [],
    }


def test_yes_and_no_under_the_name_of_an_activity() -> None:
    drawing = "Delmål | Kurs | Klart\nc1 | ☒ Ja ☐ Nej | 2024-01-01\nc2 | ☐ Ja ☒ Nej |\nc3 | ☐ Ja ☐ Nej |\n"
    assert activities(drawing) == {"c1": ["Kurs"], "c2": [], "c3": []}
