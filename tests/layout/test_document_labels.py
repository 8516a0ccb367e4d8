"""Labels about the plan itself: when it was drawn up and revised, and who signs it."""

from __future__ import annotations

from datetime import date

import pytest

from stexcel import regelverk
from stexcel.layout import read_iup
from stexcel.layout.inline_labels import inline_fields
from stexcel.layout.labels import Field, field_of
from stexcel.model import Iup
from tests.grids import grid

PERSON = """
ST-läkare | Nora Wiklander
Specialitet | Onkologi
Föreskrift | SOSFS 2015:8
ST påbörjad | 2023-02-01
Huvudhandledare | Ivar Torsell
"""
DELMAL = """
== Delmål ==
Delmål | Aktivitet | Bedömning | När
c1 | Onkologmottagningen | CBD | VT25
c2 | Strålbehandlingen | CBD | VT25
"""
LABELS = {
    Field.REVISED: [
        "Rev 1", "Revision 2", "Revidering nr 3", "Revision av IUP", "Revision IUP", "Utbildningsplanen reviderad",
        "ST-planen uppdaterad", "IUP reviderades", "Årlig revision", "Programmet senast reviderat",
        "Revidering av utbildningsplanen (datum)",
    ],
    Field.ESTABLISHED: [
        "Utbildningsplanen skrevs", "Planen klar", "IUP fastställd", "IUP fastställdes den", "ST-planen färdig",
        "Utbildningsplanen färdigställd",
        "Programmet upprättat", "Fastställd plan", "Individuell utbildningsplan upprättad",
    ],
    Field.APPROVED: ["Godkänd VC", "Godkänt av chef", "Underskrift klinikchef", "SR sign", "IUP godkänd av SR"],
    Field.SIGNED_ST: ["Underskrift ST", "Sign. läkare", "Namnteckning läkare under utbildning"],
    Field.SIGNED_SUPERVISOR: ["Underskrift HL", "Sign huvudhandl", "Ansvarig handledares underskrift"],
}  # fmt: skip
OTHERS = [
    "Reviderad mall", "Mall reviderad", "Rutin reviderad", "rev. jan 2025", "Rev 2025", "Målbeskrivning uppdaterad",
    "Åtgärdsplan upprättad", "Handlingsplan klar", "Kursplan klar", "Planen klar senast",
    "Revision minst två gånger per år", "Godkänd handledare", "Godkänd SR-kurs", "Klar", "Revisor", "Plan",
]  # fmt: skip


def read(below: str) -> Iup:
    """The IUP with more below the facts about the doctor."""
    return read_iup(grid(f"== IUP =={PERSON}{below}{DELMAL}"), regelverk.load())


def revised(below: str) -> list[str]:
    """The days of revision as text."""
    return [str(one.value) for one in read(below).revisions]


@pytest.mark.parametrize(("field", "label"), [(field, label) for field, labels in LABELS.items() for label in labels])
def test_labels(field: Field, label: str) -> None:
    found = field_of(label)
    assert found is not None
    assert found[0] is field


@pytest.mark.parametrize("label", OTHERS)
def test_near_misses(label: str) -> None:
    found = field_of(label)
    assert found is None or found[0] not in LABELS


@pytest.mark.parametrize("label", ["Utbildningsplanen skrevs", "Planen klar", "IUP fastställd"])
def test_established_beside_its_label(label: str) -> None:
    established = read(f"{label} | 12 december 2022\n").person.established
    assert established is not None
    assert established.value == date(2022, 12, 12)


def test_headings_with_dates_below() -> None:
    iup = read("""
Upprättad | Rev 1 | Rev 2 | Rev 3
2024-11-20 | 2025-09-16 | 2026-09-15 |

Underskrift ST | Underskrift handledare | Godkänd VC
Nora Wiklander / 2024-11-20 | Ivar Torsell / 2024-11-20 | Viktor Gyllander / 2024-11-21
""")
    assert iup.person.established is not None
    assert iup.person.established.value == date(2024, 11, 20)
    assert [str(one.value) for one in iup.revisions] == ["2025-09-16", "2026-09-15"]
    assert [(one.role.value, one.signed, str(one.date)) for one in iup.signatures] == [
        ("st", True, "2024-11-20"),
        ("handledare", True, "2024-11-20"),
        ("chef_eller_sr", True, "2024-11-21"),
    ]


def test_every_line_with_the_same_label() -> None:
    assert revised("""
Utbildningsplanen reviderad | 5 december 2023
Utbildningsplanen reviderad | 3 december 2024
""") == ["2023-12-05", "2024-12-03"]


def test_table_with_its_dates_under_the_word_revision() -> None:
    assert revised("""
Revision av IUP | Vad har ändrats | Sign
2023-10-12 | Placeringar flyttade | NW
2024-10-03 | Ny handledare | NW
""") == ["2023-10-12", "2024-10-03"]


def test_what_was_changed_under_the_word_revision() -> None:
    assert revised("""
Datum | Revision
2023-10-12 | Placeringar flyttade
2024-10-03 | Ny handledare
""") == ["2023-10-12", "2024-10-03"]


def test_rows_of_a_log() -> None:
    assert revised("""
== Logg ==
Datum | Kategori | Vad | Delmål | Vem
2023-11-17 | Handledarsamtal | Journalgranskning | | Ivar Torsell
2023-12-02 | Bedömning | CBD | c1 | Ivar Torsell
2023-12-19 | Revision IUP | Placeringar uppdaterade | | Ivar Torsell
2024-01-12 | Handledarsamtal | Inför revision av IUP | | Ivar Torsell
""") == ["2023-12-19"]


def test_planned_row_of_a_log_is_no_revision() -> None:
    assert (
        revised("""
== Logg ==
Datum | Kategori | Vad | Status
2023-11-17 | Handledarsamtal | Journalgranskning | klar
2023-12-19 | Revision IUP | Placeringar | planerad
""")
        == []
    )


def test_a_table_ends_where_other_headings_ask_for_dates() -> None:
    iup = read("""
Bedömning | Datum | Mål | Bedömare
Mini-CEX | 2023-02-10 | c1 | Ivar Torsell
CBD | 2023-04-21 | c1, c2 | Ivar Torsell

Årets avstämningar | Datum
Specialistkollegium | 2023-12-14
Utvecklingssamtal med chef | 2023-10-05
IUP reviderad | 2024-01-24
""")
    assert [one.text for one in iup.assessments] == ["Mini-CEX", "CBD"]
    assert sorted(one.kind.value for one in iup.meetings) == ["specialistkollegium", "utvecklingssamtal"]
    assert [str(one.value) for one in iup.revisions] == ["2024-01-24"]


def test_dates_and_signatures_without_a_colon() -> None:
    iup = read("""
IUP upprättat 2023-05-09
Planen reviderad 2024-05-13, 2025-05-12
Underskrift ST-läkare Nora Wiklander 2023-05-09
Underskrift handledare IT 2023-05-10
Godkänd av verksamhetschef 2023-05-11
""")
    assert iup.person.established is not None
    assert iup.person.established.value == date(2023, 5, 9)
    assert [str(one.value) for one in iup.revisions] == ["2024-05-13", "2025-05-12"]
    assert [(one.role.value, one.signed, str(one.date)) for one in iup.signatures] == [
        ("st", True, "2023-05-09"),
        ("handledare", True, "2023-05-10"),
        ("chef_eller_sr", True, "2023-05-11"),
    ]


@pytest.mark.parametrize(
    "text",
    ["Reviderad mall 2023-05-06", "Underskrift ST-läkare senast 2023-05-06", "Underskrift handledare saknas 2023-05-06",
     "Start 2023-05-06", "Handledare byttes 2023-05-06", "IUP upprättat enligt mall 2023-05-06"],
)  # fmt: skip
def test_sentences_with_a_date_are_no_labels(text: str) -> None:
    assert inline_fields(text) == ()


def test_dates_of_a_list_in_one_cell_with_semicolons() -> None:
    assert revised("Plan reviderad: 2023-11-15; 2024-11-20 ; 2025-11-12") == ["2023-11-15", "2024-11-20", "2025-11-12"]
    assert revised("Namn: Nora Wiklander; Reviderad: 2023-11-15; Enhet: Onkologen") == ["2023-11-15"]


def test_labels_of_signatures_that_ask_for_the_date_too() -> None:
    iup = read("""
Underskrift läkare under specialisering, datum | NW 2022-12-01
Underskrift huvudansvarig handledare, datum | IT 2022-12-01
Godkänt (VC), datum | VG 2022-12-02
""")
    assert [(one.role.value, str(one.date)) for one in iup.signatures] == [
        ("st", "2022-12-01"),
        ("handledare", "2022-12-01"),
        ("chef_eller_sr", "2022-12-02"),
    ]


def test_meetings_that_say_that_the_plan_was_revised() -> None:
    assert revised("""
== Möten ==
Datum | Möte | Anteckning
2023-11-15 | Avstämning SR | IUP reviderad
2024-11-20 | Avstämning SR | Planen uppdaterad
2024-12-03 | Handledarsamtal | IUP genomgången
2025-01-14 | Handledarsamtal | Uppdateringar
""") == ["2023-11-15", "2024-11-20"]


def test_signatures_that_are_kept_elsewhere() -> None:
    iup = read("""
Underskrifter (se original i pärm)
ST-läkare | Undertecknat | 2023-01-17
Huvudansvarig handledare | Undertecknat | 2023-01-17
Studierektor | |
""")
    assert [(one.role.value, one.signed) for one in iup.signatures] == [
        ("st", True),
        ("handledare", True),
        ("chef_eller_sr", False),
    ]


def test_heading_of_a_list_of_signatures_is_no_name() -> None:
    iup = read_iup(
        grid(f"""
== Grunddata ==
Efternamn, förnamn | Wiklander, Nora
Specialitet | Onkologi
Föreskrift | SOSFS 2015:8
{DELMAL}
== Signaturer ==
Roll | Namn | Ort och datum | Underskrift
ST-läkare | Nora Wiklander | Hedby 2022-04-04 | Nora Wiklander
Huvudhandledare | Ivar Torsell | Hedby 2022-04-04 |
"""),
        regelverk.load(),
    )
    assert iup.person.name is not None
    assert iup.person.name.value == "Nora Wiklander"


def test_sentences_about_the_plan_in_one_cell() -> None:
    iup = read_iup(
        grid(f"""== IUP =={PERSON}
IUP skrivet 2023-06-09. Reviderat 2024-09-05, 2025-07-21; uppdaterat 2026-03-01
{DELMAL}"""),
        regelverk.load(),
    )
    assert iup.person.established is not None
    assert iup.person.established.value == date(2023, 6, 9)
    assert [one.value for one in iup.revisions] == [date(2024, 9, 5), date(2025, 7, 21), date(2026, 3, 1)]


@pytest.mark.parametrize("label", ["IUP daterat", "IUP skrivet", "Planen daterad", "Programmet utarbetat"])
def test_more_words_for_drawing_up(label: str) -> None:
    assert field_of(label) == (Field.ESTABLISHED, 1.0)


@pytest.mark.parametrize("label", ["VC-chef", "Vårdcentralschef"])
def test_manager_of_a_health_centre(label: str) -> None:
    assert field_of(label) == (Field.HEAD, 1.0)
