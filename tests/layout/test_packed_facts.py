"""Basic facts packed on one line or told in a title, signatures in other forms, and parts that say when."""

from __future__ import annotations

from datetime import date

import pytest

from stexcel import regelverk
from stexcel.layout import read_iup
from stexcel.model import Iup, Note, NoteKind, Part
from stexcel.subjects import Subject
from tests.grids import grid

DELMAL = """
== Delmål ==
Delmål | Aktivitet | Bedömning | När
c1 | Onkologmottagningen | CBD | VT25
c2 | Strålbehandlingen | CBD | VT25
"""


def read(sheet: str, delmal: str = DELMAL) -> Iup:
    return read_iup(grid(f"== IUP ==\n{sheet}\n{delmal}"), regelverk.load())


def test_facts_between_dots_and_strokes() -> None:
    iup = read("SOSFS 2015:8 · ST-start 1/9 2022 · Handledare: Rut Alm (huvudansv.) · Studierektor Bo Ek · VC Eva Lind")
    found = iup.person
    told = (found.regulation, found.start, found.supervisor, found.studierektor, found.head)
    expected = ["SOSFS 2015:8", date(2022, 9, 1), "Rut Alm", "Bo Ek", "Eva Lind"]
    assert [one and one.value for one in told] == expected


def test_sentences_with_labels_and_a_line_without() -> None:
    iup = read("Planen upprättad: 6 maj 2025. Reviderad: 17 november 2025 och 18 maj 2026")
    assert [one.value for one in iup.revisions] == [date(2025, 11, 17), date(2026, 5, 18)]
    started = read(
        "Handledare | Rut Alm\nStudierektor | Bo Ek\nbörjade 2021-03-01, klar 2026-12-31 (hoppas jag)"
    ).person
    assert started.start is not None
    assert started.planned_end is not None


def test_revised_in_weeks() -> None:
    iup = read("Huvudhandledare | Rut Alm\nIUP reviderat | v. 50 2024, v. 24 2026")
    assert [one.value for one in iup.revisions] == [date(2024, 12, 9), date(2026, 6, 8)]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Min ST – Ebba Trolle", "Ebba Trolle"),
        ("ST onkologi – Linn-Marie Ek", "Linn-Marie Ek"),
        ("ST-plan onkologi   Jens Malm", "Jens Malm"),
        ("ST onkologi – Region Uppsala", None),
        ("IUP – Södra Älvsborg", None),
        ("ST-plan – Palliativ Medicin", None),
        ("Min ST – Onkologkliniken Väst", None),
        ("Kurser – Ebba Trolle", None),
    ],
)
def test_name_in_a_title(title: str, name: str | None) -> None:
    found = read(title).person.name
    assert (found and found.value) == name


@pytest.mark.parametrize(
    "sheet",
    [
        "Signerat av | ST-läk: Ebba T | Handl: Rut A | VC: E Lind",
        "Godkännande | Namn | Datum\nST-läkare | Ebba Trolle | 2023-06-12\nHandledare | Rut Alm | 2023-06-12\n"
        "Verksamhetschef | Eva Lind | 2023-06-12",
        "Underskrift | Ebba T 2023-06-20\nHandledare | Rut A 2023-06-20\nChef | Eva Lind 2023-06-21",
    ],
)
def test_signatures_of_all_three(sheet: str) -> None:
    assert {one.role.value for one in read(sheet).signatures if one.signed} == {"st", "handledare", "chef_eller_sr"}


@pytest.mark.parametrize(
    "line", ["Underskrivet av: E Trolle, R Alm", "Sign: Ebba T., Rut A.", "Godkänd av | Ebba T, Rut A"]
)
def test_signers_that_cannot_be_told_apart_are_told(line: str) -> None:
    assert Subject.SIGNATURE in {note.about for note in read(line).notes if note.kind is NoteKind.UNREAD}


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("Introduktion v. 3–4 2024 klar", Part.INTRODUCTION),
        ("Intro mars 2021", Part.INTRODUCTION),
        ("Introduktion 3–14 mars 2025", Part.INTRODUCTION),
        ("Vet. arbete PSA-uppföljning, klart 2025", Part.SCIENTIFIC_WORK),
        ("Förbättringsarbete vårdköer HT26", Part.QUALITY_WORK),
        ("Åtgärdsplan: extra dagar v. 45 2026", Part.ACTION_PLAN),
    ],
)
def test_parts_that_say_when(line: str, part: Part) -> None:
    assert read(line).has_part(part)


@pytest.mark.parametrize("line", ["Vetenskapligt arbete enligt SOSFS 2015:8", "Kvalitetsarbete", "Introduktion"])
def test_a_bare_part_is_no_plan(line: str) -> None:
    iup = read(line)
    assert not any(one.planned for one in iup.parts)


def goals(rows: str) -> list[Note]:
    iup = read("Namn | Ebba Trolle", f"== Mål ==\n{rows}")
    return [note for note in iup.notes if note.about in (Subject.GOAL_ACTIVITIES, Subject.GOAL_ASSESSMENTS)]


def test_unread_text_beside_most_delmal_is_told() -> None:
    rows = "\n".join(f"c{number} | Mål {number} | | | qwxz fjärilar | qwxz humlor" for number in range(1, 9))
    assert {note.about for note in goals(f"Delmål | Rubrik | Aktivitet | Bedömning | Xyz | Zyx\n{rows}")} == {
        Subject.GOAL_ACTIVITIES,
        Subject.GOAL_ASSESSMENTS,
    }


def test_delmal_without_anything_still_lack_it() -> None:
    rows = "\n".join(f"c{number} | Kunskap om område {number} | |" for number in range(1, 9))
    assert goals(f"Delmål | | Aktivitet | Bedömning\n{rows}") == []
