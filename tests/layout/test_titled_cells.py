"""What stands with the activities in a cell of a delmål without being one: its title, and ticks that repeat."""

from __future__ import annotations

from stexcel import regelverk
from stexcel.layout import read_iup
from stexcel.model import ActivityType, Iup
from tests.grids import grid

PERSON = """== IUP ==
ST-läkare | Nora Wiklander
Specialitet | Onkologi
Föreskrift | SOSFS 2015:8
"""


def read(drawing: str) -> Iup:
    return read_iup(grid(PERSON + drawing), regelverk.load())


def activities(iup: Iup) -> dict[str, list[str]]:
    return {code: [one.text for one in delmal.activities] for code, delmal in iup.delmal.items()}


def test_title_above_the_list_in_each_cell_is_no_activity() -> None:
    iup = read(r"""
== Delmål ==
Mål | Utbildningsaktiviteter | Bedömning
A4 | KVALITETS- OCH PATIENTSÄKERHETSARBETE\n- Mottagningen | CBD
A5 | MEDICINSK VETENSKAP\n- Kurs: Metodik\n- Skriftligt arbete | Journal club
A6 | Lagar och föreskrifter:\nKurs: Juridik | CBD
""")
    assert activities(iup) == {
        "a4": ["Mottagningen"],
        "a5": ["Kurs: Metodik", "Skriftligt arbete"],
        "a6": ["Kurs: Juridik"],
    }
    assert [iup.delmal[code].rows[0].title for code in ("a5", "a6")] == [
        "MEDICINSK VETENSKAP",
        "Lagar och föreskrifter",
    ]


def test_sort_of_activities_above_the_list_is_kept() -> None:
    iup = read(r"""
== Delmål ==
Mål | Utbildningsaktiviteter | Bedömning
A4 | Kurs:\n- Förbättringskunskap | CBD
A5 | Kurs:\n- Metodik | Journal club
A6 | Kurs:\n- Juridik | CBD
""")
    assert all(
        ActivityType.KURS in {kind for one in delmal.activities for kind in one.types} for delmal in iup.delmal.values()
    )


def test_ticked_answer_that_stands_in_every_block_is_no_label() -> None:
    iup = read("""
== A-mål ==
Delmål a1 Ledarskap
Utbildningsaktivitet | Kurs i ledarskap
Målet uppnått | ☒ Ja | 2025-01-02 | sign IT

Delmål a2 Etik
Utbildningsaktivitet | Kurs i etik
Målet uppnått | ☒ Ja | 2025-02-02 | sign IT

Delmål a3 Hygien
Utbildningsaktivitet | Mottagningen
Målet uppnått | ☒ Ja | 2025-03-02 | sign IT
""")
    assert [(one.done.date.month if one.done and one.done.date else None) for one in iup.delmal.values()] == [1, 2, 3]


def test_ticks_under_the_name_of_a_course_are_no_supervisors() -> None:
    iup = read("""
== Matris ==
 | KURSER | < | BEDÖMNING | <
Delmål | A-HLR instruktör | Kurs för handledare | CBD | DOPS
c1 | x | | x |
c2 | | x | | x
c3 | x | | | x
""")
    assert activities(iup) == {"c1": ["A-HLR instruktör"], "c2": ["Kurs för handledare"], "c3": ["A-HLR instruktör"]}
    assert ActivityType.KURS in iup.delmal["c1"].activities[0].types


def test_weeks_and_state_of_courses() -> None:
    iup = read("""
== Kurs-tider ==
Kurs | Vecka | Läge
Etik | v. 12 2025 | Gått
Juridik | v. 40 2026 | Ska sökas
""")
    assert [(one.name, f"{one.when.start}" if one.when else "", one.completed) for one in iup.courses] == [
        ("Etik", "2025-03-17", True),
        ("Juridik", "2026-09-28", False),
    ]
