"""Places for signatures, and the day on which the programme was drawn up."""

from __future__ import annotations

from datetime import date

import pytest

from stexcel import regelverk
from stexcel.layout import read_iup
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


def read(below: str) -> Iup:
    """The IUP with more below the facts about the doctor."""
    return read_iup(grid(f"== IUP =={PERSON}{below}{DELMAL}"), regelverk.load())


def signatures(below: str) -> list[tuple[str, bool, str, date | None]]:
    """Role, whether signed, cell and date."""
    return [(one.role.value, one.signed, one.cell.a1, one.date) for one in read(below).signatures]


def test_table_with_name_date_and_signature_apart() -> None:
    assert signatures("""
Underskrifter
Roll | Namn | Datum | Underskrift
ST-läkare | Nora Wiklander | 2023-06-01 | NW
Huvudhandledare | Ivar Torsell | |
Verksamhetschef | Viktor Gyllander | 2023-06-02 |
""") == [
        ("st", True, "C9", date(2023, 6, 1)),
        ("handledare", False, "D10", None),
        ("chef_eller_sr", True, "C11", date(2023, 6, 2)),
    ]


def test_headings_without_title() -> None:
    assert signatures("""
Underskrift | Datum | Namn
ST-läkare | 2023-06-01 | Nora Wiklander
Handledare | | Ivar Torsell
""") == [("st", True, "B8", date(2023, 6, 1)), ("handledare", False, "B9", None)]


def test_section_with_labels() -> None:
    assert signatures("""
Datum och underskrift
ST-läkare: |
Handledare: | 2023-06-01 Ivar Torsell
Godkänns av verksamhetschef: |
""") == [
        ("st", False, "B8", None),
        ("handledare", True, "B9", date(2023, 6, 1)),
        ("chef_eller_sr", False, "B10", None),
    ]


def test_names_of_people_outside_a_section_are_no_signatures() -> None:
    assert signatures("Studierektor | Åsa Thulin\n") == []


def test_signature_on_a_sheet_about_one_delmal_attests_that_delmal() -> None:
    drawn = f"== IUP =={PERSON}" + "".join(
        f"== {code} ==\nDelmål {code}\nUtbildningsaktiviteter | Onkologmottagningen\nHandledarens signatur | IT\n"
        for code in ("c1", "c2", "c3")
    )
    assert read_iup(grid(drawn), regelverk.load()).signatures == ()


@pytest.mark.parametrize(
    "line",
    [
        "IUP upprättat | 2023-05-02",
        "Upprättad: 2023-05-02",
        "Datum för upprättande | 2023-05-02",
        "Upprättad datum | 2 maj 2023",
        "IUP klart | 2023-05-02",
    ],
)
def test_day_of_drawing_up(line: str) -> None:
    established = read(line + "\n").person.established
    assert established is not None
    assert established.value == date(2023, 5, 2)


@pytest.mark.parametrize(
    "line",
    [
        "IUP uppdaterat | 2023-05-02",
        "Upprättad av | Ivar Torsell",
        "Version 2024-03 / fastställd av ST-rådet |",
        "IUP upprättat | ",
    ],
)
def test_no_day_of_drawing_up(line: str) -> None:
    iup = read(line + "\n")
    assert iup.person.established is None
    assert iup.notes == ()


def test_those_who_sign_side_by_side_on_a_sheet_of_their_own() -> None:
    sheet = "== Underskrifter ==\nST-läkare | Huvudhandledare | Verksamhetschef\n2024-03-15 Nora Wiklander | IT |\n"
    iup = read_iup(grid(f"{sheet}== IUP =={PERSON}{DELMAL}"), regelverk.load())
    assert [(one.role.value, one.signed, one.cell.a1) for one in iup.signatures] == [
        ("st", True, "A2"),
        ("handledare", True, "B2"),
        ("chef_eller_sr", False, "C2"),
    ]


def test_signatures_beside_a_log_are_not_those_of_its_assessors() -> None:
    assert signatures("""
 | | | | Datum | Metod | Delmål | Av
Underskrifter | | | | 2024-01-01 | EPA | c1 | Eva Ek
ST-läkare | Nora Wiklander | 2023-06-01 | | 2024-01-02 | CBD | c1 | Mia Mo
Huvudhandledare | | | | 2024-01-03 | DOPS | c2 | Mia Mo
Studierektor | Karin Lo | 2023-06-03 | | 2024-01-04 | CBD | c2 | Eva Ek
""") == [
        ("st", True, "B9", date(2023, 6, 1)),
        ("handledare", False, "B10", None),
        ("chef_eller_sr", True, "B11", date(2023, 6, 3)),
    ]


def test_the_one_who_signs_as_resident_is_the_resident() -> None:
    iup = read_iup(
        grid("""
== Plan ==
Individuell plan
Specialitet: Onkologi
Start: 2023-02-01
Huvudhandledare: Ivar Torsell

Vi godkänner planen
ST-läkare | Nora Wiklander, 2023-06-01
Huvudhandledare | IT, 2023-06-01
"""),
        regelverk.load(),
    )
    assert iup.person.name is not None
    assert (iup.person.name.value, iup.person.name.cell.a1) == ("Nora Wiklander", "B7")
    assert iup.person.supervisor is not None
    assert iup.person.supervisor.value == "Ivar Torsell"


def test_initials_name_nobody() -> None:
    iup = read_iup(grid(f"== Plan ==\nSpecialitet | Onkologi\n\nST-läkare | NW 2023-06-01\n{DELMAL}"), regelverk.load())
    assert iup.person.name is None


def test_empty_place_beside_a_dated_name_is_a_place() -> None:
    """Without a heading, seen from the one who has signed; the label of the same words at the top is no such place."""
    assert signatures("""
Ändringar | 2024-06-01
ST-läkare: Nora Wiklander 2023-06-01 | | Handledare: | | Studierektor: Åsa Thulin 2023-06-03
""") == [
        ("st", True, "A8", date(2023, 6, 1)),
        ("handledare", False, "D8", None),
        ("chef_eller_sr", True, "E8", date(2023, 6, 3)),
    ]
    below = "ST-läkare: | Nora Wiklander 2023-06-01\nHandledare: |\nVerksamhetschef: | Bo Alm 2023-06-03\n"
    assert [(role, signed) for role, signed, *_ in signatures(below)] == [
        ("st", True),
        ("handledare", False),
        ("chef_eller_sr", True),
    ]


def test_places_in_the_row_of_the_heading() -> None:
    assert signatures("Underskrifter | ST-läkare: | | Handledare: Ivar Torsell | Verksamhetschef: |\n") == [
        ("st", False, "C6", None),
        ("handledare", True, "D6", None),
        ("chef_eller_sr", False, "F6", None),
    ]


def test_empty_label_beside_plain_names_is_no_place() -> None:
    assert signatures("Studierektor | Åsa Thulin\nVerksamhetschef |\n") == []
