"""Plans written line by line, and lists under a title: what is read, and what is left to the readers of tables."""

from __future__ import annotations

from datetime import date

import pytest

from stexcel import regelverk
from stexcel.layout import read_iup
from stexcel.model import Iup, MeetingKind
from tests.grids import grid

PERSON = """
== IUP ==
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


def read(sheets: str, delmal: str = DELMAL) -> Iup:
    return read_iup(grid(PERSON + delmal + sheets), regelverk.load())


def logged(iup: Iup) -> list[tuple[str, date | None, tuple[str, ...]]]:
    return [(one.method, one.date, one.delmal) for one in iup.assessments]


def test_dates_listed_below_the_name_of_each_method() -> None:
    iup = read("""
== Gjort ==
DOPS
3 mars 2025 | c1
2025-05-06 | c2 | strålplan

Medsittning
4/6-25 | c1
""")
    assert logged(iup) == [
        ("DOPS", date(2025, 3, 3), ("c1",)),
        ("DOPS", date(2025, 5, 6), ("c2",)),
        ("Medsittning", date(2025, 6, 4), ("c1",)),
    ]


def test_two_logs_that_both_begin_with_days_are_two_tables() -> None:
    iup = read("""
== Logg ==
Handledning | | | DOPS-bedömningar
När | Vad | | När | Delmål
250310 | Gick igenom IUP | | 250314 | c1
250407 | Delmål c2 | | 250422 | c2
250505 | Medarbetarsamtal VC | |
""")
    assert logged(iup) == [("DOPS", date(2025, 3, 14), ("c1",)), ("DOPS", date(2025, 4, 22), ("c2",))]
    assert [(one.date, one.kind) for one in iup.meetings] == [
        (date(2025, 3, 10), MeetingKind.SUPERVISION),
        (date(2025, 4, 7), MeetingKind.SUPERVISION),
        (date(2025, 5, 5), MeetingKind.DEVELOPMENT),
    ]


def test_meetings_with_their_days_below_their_name_beside_a_log() -> None:
    iup = read("""
== Uppföljning ==
Handledarträff | Innehåll | | Metod | Datum | Mål
10/3-25 | Avstämning mot IUP | | DOPS | 14/3-25 | c1
7/4-25 | Återkoppling efter bedömning (c2) | | CBD | 22/4-25 | c2
""")
    assert [one.date for one in iup.meetings] == [date(2025, 3, 10), date(2025, 4, 7)]
    assert [method for method, _, _ in logged(iup)] == ["DOPS", "CBD"]


def test_lists_side_by_side_under_titles_alone() -> None:
    iup = read("""
== Blad2 ==
kurser | | | | handledarsamtal | | | bedömningar
Etikdagen | okt 2024 | c1 | | 250310 | IUP genomgång | | 250314 | DOPS | c1
Strålfysik | mars 2025 | c2 | | 250407 | Delmål c2 | | 250422 | CBD | c2
Palliativ vård | maj 2025 | c1 | | 250505 | Delmål c1 | | 250522 | CBD | c1
""")
    assert [one.name for one in iup.courses] == ["Etikdagen", "Strålfysik", "Palliativ vård"]
    assert len(iup.meetings) == 3
    assert [method for method, _, _ in logged(iup)] == ["DOPS", "CBD", "CBD"]


def test_methods_in_the_column_that_holds_them() -> None:
    iup = read("""
== År 2 ==
Bedömningar | Metod | Datum | Delmål
 | DOPS | 2025-03-14 | c1
undervisade kandidater | Medsittning | 2025-04-22 | c2
 | CBD | 2025-05-22 | c1
""")
    assert [method for method, _, _ in logged(iup)] == ["DOPS", "Medsittning", "CBD"]


def test_a_term_told_line_by_line() -> None:
    iup = read("""
== HT25 ==
Terminsplan hösten 2025
Placering | Strålkliniken 1/7-25 – 31/12-25, 100 %\\nHandledare: Tage Blom\\nMål: c1, c2

Kurs | Strålfysik 8/9-25 (c2) | genomförd
Bedömning | 22/9-25 CbD – c1
Handledarsamtal | 1/10-25: Avstämning mot IUP
Utvecklingssamtal | 4/11-25: med chefen
""")
    (placement,) = iup.placements
    assert (placement.name, placement.start, placement.end) == ("Strålkliniken", date(2025, 7, 1), date(2025, 12, 31))
    assert (placement.percent, placement.supervisor, placement.delmal) == (100, "Tage Blom", ("c1", "c2"))
    assert [(one.name, one.delmal, one.completed) for one in iup.courses] == [("Strålfysik", ("c2",), True)]
    assert logged(iup) == [("CBD", date(2025, 9, 22), ("c1",))]
    assert [one.kind for one in iup.meetings] == [MeetingKind.SUPERVISION, MeetingKind.DEVELOPMENT]


def test_the_form_of_a_delmal_keeps_its_lines() -> None:
    iup = read(
        """
== Mål ==
Delmål c1 Akut onkologi
Kurs | Strålfysik 8/9-25
Bedömning | CBD 22/9-25

Delmål c2 Palliation
Kurs | Smärta 9/9-25
Bedömning | DOPS 23/9-25
""",
        delmal="",
    )
    assert [one.method for one in iup.delmal["c1"].assessments] == ["CBD"]
    assert [one.text for one in iup.delmal["c2"].activities] != []


@pytest.mark.parametrize("clause", ["Bedöms med DOPS.", "Bedöms: DOPS", "Bedömning: DOPS.", "Utvärderas genom DOPS."])
def test_delmal_told_in_one_line(clause: str) -> None:
    iup = read(
        f"""
== Mina mål ==
c1 Akut onkologi: tjg Avdelning 4, Akutkurs. HT24. {clause} | | klart 250912 IT
c2 Palliation: tjg ASIH. VT26.
""",
        delmal="",
    )
    first, second = iup.delmal["c1"], iup.delmal["c2"]
    assert [one.method for one in first.assessments] == ["DOPS"]
    assert second.assessments == ()
    assert first.rows[0].done is not None
    assert second.rows[0].done is None
    assert first.rows[0].planned[0].text == "HT24"


def test_headings_above_rows_of_times_and_supervisors() -> None:
    iup = read(
        """
== Matris ==
 | | TJÄNSTGÖRING | < | KURSER | <
 | | Mottagning | Avdelning 4 | Etik | Strålfysik
 | När | HT24 | VT25 | okt 2024 | mars 2025
 | Handledare / status | Ivar Torsell | Tage Blom | genomförd |
c1 | Akut onkologi | x | | |
c2 | Palliation | | x | X |
c3 | Strålning | | x | | X
c4 | Cytostatika | x | | |
""",
        delmal="",
    )
    assert {code: [one.text for one in found.activities] for code, found in iup.delmal.items()} == {
        "c1": ["Mottagning"],
        "c2": ["Avdelning 4", "Etik"],
        "c3": ["Avdelning 4", "Strålfysik"],
        "c4": ["Mottagning"],
    }


def test_a_row_with_days_is_no_row_of_headings() -> None:
    iup = read("""
== Placeringar ==
Enhet | Fr.o.m. | T.o.m. | % | Typ | Delmål | Handledare
BT-placering | 2023-02-01 | 2024-01-31 | 80 | Klinik | BT-delmål | Ivar Torsell
Strålkliniken | 2024-02-01 | 2024-12-31 | 80 | Sido | c1 | Tage Blom
Palliativa | 2025-01-01 | 2025-06-30 | 80 | Sido | c2 | Tage Blom
""")
    assert [one.name for one in iup.placements] == ["BT-placering", "Strålkliniken", "Palliativa"]


def test_weeks_and_remarks_beside_placements() -> None:
    iup = read("""
== Placeringar ==
Placering | Veckor | Handledare | Delmål
Mottagningen | v. 6 2024 – v. 22 2024 | Ivar Torsell | c1
Strålkliniken | v. 23 2024 – v. 44 2024 | | c2 | sidotjg intyg ok
Palliativa | v. 45 2024 – v. 10 2025 | Tage Blom | c1 | sido
""")
    assert [one.start for one in iup.placements] == [date(2024, 2, 5), date(2024, 6, 3), date(2024, 11, 4)]
    assert [one.side for one in iup.placements] == [None, True, True]
    assert [bool(one.certificate) for one in iup.placements] == [False, True, False]


def test_side_is_no_certificate_under_its_heading() -> None:
    iup = read("""
== Placeringar ==
Placering | Start | Slut | Handledare | Intyg
Mottagningen | 2024-02-05 | 2024-05-31 | Ivar Torsell |
Strålkliniken | 2024-06-01 | 2024-10-31 | Tage Blom | sido; ok intyg
Palliativa | 2024-11-01 | 2025-03-31 | Tage Blom | sido
""")
    assert [(one.side, bool(one.certificate)) for one in iup.placements] == [(None, False), (True, True), (True, False)]


def test_a_table_with_long_titles_keeps_its_columns() -> None:
    iup = read(
        """
== Mål ==
Delmål | Innehåll | Aktivitet | Bedömning
c1 | Akut onkologi: känna igen akuta tillstånd. Bedöms med DOPS | Onkologmottagningen | CBD
c2 | Palliation: lindra smärta. Bedöms med DOPS | Palliativa enheten | Medsittning
c3 | Strålning: planera behandling. Bedöms med DOPS | Strålbehandlingen | CBD
""",
        delmal="",
    )
    assert [one.text for one in iup.delmal["c2"].activities] == ["Palliativa enheten"]
    assert [one.method for one in iup.delmal["c2"].assessments] == ["Medsittning"]
