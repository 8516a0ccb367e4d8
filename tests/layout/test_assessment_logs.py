"""Logs of assessments under the headings of other clinics, and tables that are like them without being any."""

from __future__ import annotations

import pytest

from stexcel import regelverk
from stexcel.layout import read_iup
from stexcel.model import Iup
from tests.grids import grid

PERSON = """== IUP ==
ST-läkare | Nora Wiklander
Specialitet | Onkologi
Föreskrift | SOSFS 2015:8
Huvudhandledare | Ivar Torsell

"""
MADE = ["2025-02-01 Mini-CEX c1", "2025-03-01 CBD c2", "2025-04-01 DOPS c1"]


def read(drawing: str) -> Iup:
    return read_iup(grid(PERSON + drawing), regelverk.load())


def log(iup: Iup) -> list[str]:
    return [f"{one.date} {one.method} {' '.join(one.delmal)}".strip() for one in iup.assessments]


LOGS = {
    "an unknown heading over the setting": """== Bedömningar ==
Datum | Instrument | Delmål | Situation | Bedömare
2025-02-01 | Mini-CEX | c1 | Mottagning | Eva Ek
2025-03-01 | CBD | c2 | Avdelning | Eva Ek
2025-04-01 | DOPS | c1 | Akutmottagningen | Eva Ek
""",
    "a moment after the method": """== Bedömningar ==
Datum | Metod | Moment | Delmål | Bedömare
2025-02-01 | Mini-CEX | Mottagning | c1 | Eva Ek
2025-03-01 | CBD | Avdelning | c2 | Eva Ek
2025-04-01 | DOPS | Akutmottagningen | c1 | Eva Ek
""",
    "the place before the method": """== Bedömningar ==
Datum | Placering | Metod | Delmål | Bedömare
2025-02-01 | Mottagning | Mini-CEX | c1 | Eva Ek
2025-03-01 | Avdelning | CBD | c2 | Eva Ek
2025-04-01 | Akutmottagningen | DOPS | c1 | Eva Ek
""",
    "the method as a type": """== Bedömningar ==
Typ | Datum | Delmål | Vem
Mini-CEX | 2025-02-01 | c1 | Eva Ek
CBD | 2025-03-01 | c2 | Eva Ek
DOPS | 2025-04-01 | c1 | Eva Ek
""",
    "an outcome that looks like ticks": """== Feedback ==
Date | Tool | Delmål | Assessor | Feedback
2025-02-01 | Mini-CEX | c1 | Eva Ek | ok
2025-03-01 | CBD | c2 | Eva Ek | ok
2025-04-01 | DOPS | c1 | Eva Ek | ok
""",
}


@pytest.mark.parametrize("name", LOGS)
def test_log(name: str) -> None:
    iup = read(LOGS[name])
    assert log(iup) == MADE
    assert iup.placements == ()
    assert all(not delmal.activities for delmal in iup.delmal.values())


def test_activities_with_their_assessment_are_no_log() -> None:
    iup = read("""== Aktiviteter ==
Aktivitet | Bedömning | Datum | Delmål
Mottagning | Mini-CEX | 2025-02-01 | c1
Avdelning | CBD | 2025-03-01 | c2
Akutmottagningen | DOPS | 2025-04-01 | c1
""")
    assert iup.assessments == ()
    assert [one.text for one in iup.delmal["c1"].activities] == ["Mottagning", "Akutmottagningen"]


def test_ticks_under_a_word_of_assessment_count_where_no_column_names_the_method() -> None:
    iup = read("""== Delmål ==
Delmål | Mottagning | Kurs | Mini-CEX | Återkoppling
c1 | x |  | x | x
c2 |  | x |  | x
c3 | x |  | x |
""")
    assert [[one.method for one in iup.delmal[code].assessments] for code in ("c1", "c2")] == [["Mini-CEX"], ["Annan"]]


def test_diary_with_a_type_in_every_row() -> None:
    iup = read("""== Logg ==
Typ | Datum | Vad | Vem
Kurs | 2025-02-01 | SK Onkologi | SK
Bedömning | 2025-03-01 | CBD | Eva Ek
Handledarsamtal | 2025-03-09 | Genomgång av IUP | Ivar Torsell
""")
    assert log(iup) == ["2025-03-01 CBD"]
    assert [one.name for one in iup.courses] == ["SK Onkologi"]
    assert [(one.supervisor, one.content) for one in iup.meetings] == [("Ivar Torsell", "Genomgång av IUP")]


def test_types_that_are_no_methods_stay_types() -> None:
    iup = read("""== Utrustning ==
Typ | Datum | Vad | Vem
Dator | 2025-02-01 | Bärbar | IT
Telefon | 2025-03-01 | Sökare | IT
""")
    assert (iup.assessments, iup.meetings, iup.courses, iup.placements) == ((), (), (), ())


@pytest.mark.parametrize("heading", ["Klarmarkerad", "Avprickat", "Uppfyllelsedatum", "Klardatum"])
def test_made_up_words_for_fulfilment(heading: str) -> None:
    iup = read(f"""== Mål ==
Kod | Delmål | Utbildningsinsats | Examination | Termin | {heading}
a1 | Medarbetarskap | Avdelningen | CBD | VT25 | 2025-04-20
a2 | Etik | Mottagningen | CBD | VT25 |
a3 | Vårdhygien | Mottagningen | DOPS | VT25 | 2025-06-01
""")
    assert [code for code, delmal in iup.delmal.items() if delmal.done and delmal.done.fulfilled] == ["a1", "a3"]


@pytest.mark.parametrize("heading", ["Klargörande", "Färdigheter", "Uppfyller"])
def test_words_that_only_sound_like_fulfilment(heading: str) -> None:
    iup = read(f"""== Mål ==
Delmål | Aktivitet | Bedömning | {heading}
c1 | Avdelningen | CBD | Se PM
c2 | Mottagningen | CBD | Se PM
c3 | Mottagningen | DOPS | Se PM
""")
    assert not any(delmal.done and delmal.done.fulfilled for delmal in iup.delmal.values())


def test_meetings_and_assessments_in_one_diary() -> None:
    iup = read("""== Logg ==
Datum | Typ | Delmål | Handledare | Kommentar
2025-02-01 | Handledarsamtal | | Eva Ek | Genomgång av IUP
2025-03-01 | Mini-CEX | c1 | Eva Ek | ok
2025-03-09 | CBD | c2 | Eva Ek |
2025-04-01 | Handledarsamtal | | Eva Ek | Journalgranskning
2025-05-09 | Specialistkollegium | | Eva Ek |
""")
    assert log(iup) == ["2025-03-01 Mini-CEX c1", "2025-03-09 CBD c2"]
    assert [(str(one.date), one.kind.value) for one in iup.meetings] == [
        ("2025-02-01", "handledarsamtal"),
        ("2025-04-01", "handledarsamtal"),
        ("2025-05-09", "specialistkollegium"),
    ]


def test_remarks_that_look_like_ticks_are_no_assessments() -> None:
    iup = read("""== Bedömningar ==
Datum | Typ | Delmål | Bedömare | Kommentar
2025-02-01 | Mini-CEX | c1 | Eva Ek | ok
2025-03-01 | CBD | c2 | Eva Ek | ok
2025-04-01 | DOPS | c1 | Eva Ek |
""")
    assert log(iup) == MADE


def test_delmal_with_types_of_activities_are_no_diary() -> None:
    iup = read("""== Delmål ==
Datum | Typ | Delmål | Handledare | Kommentar
2025-02-01 | Kurs | c1 | Eva Ek | ok
2025-03-01 | Placering | c2 | Eva Ek | ok
""")
    assert (list(iup.delmal), iup.meetings, iup.assessments) == (["c1", "c2"], (), ())
