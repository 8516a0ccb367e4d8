"""Programmes written as text: a line for each event, a paragraph for each delmål, sentences about the doctor."""

from __future__ import annotations

from datetime import date

import pytest

from stexcel import regelverk
from stexcel.layout import read_iup
from stexcel.layout.prose_fields import told_fields
from stexcel.layout.reading import Kind
from stexcel.layout.told import told_on
from stexcel.model import CellRef, Course, Iup, LoggedAssessment, Meeting, MeetingKind
from tests.grids import grid

CELL = CellRef("Blad1", 1, 1)
DOCUMENT = """\
== Program ==
Individuellt utbildningsprogram för Tuva Almgren
Specialitet: Hematologi
Startdatum för ST: 2024-02-01
Tjänstgöring
Hematologen avd 7, 2024-02-01 – 2024-12-31, 100 %. Mål c1 och c2. Handl. Ivar Torsell. Fungerat bra.
Onkologen (sidotjänstgöring), jan 2025 – mars 2025, 80 %. Mål c3. Handledare: Moa Ek. Intyg klart 6/4-25.
Semester, 2025-07-01 – 2025-07-31, 100 %
Delmålen
"a1 Ledarskap\\nAktiviteter: Kurs i ledarskap; Leda rond\\nNär: HT24\\nBedömning: MSF, Sit-in\\nUppfyllt 2024-12-11, IT"
"Delmål c1: Anemi\\nAktiviteter: Hematologen avd 7\\nBedömning: CBD"
c2 Leukemi
Handledning
240214: handledarsamtal, gick igenom IUP
2024-03-12 – Avstämning med SR
- 3/4 -24 utvecklingssamtal med chefen
2024-05-02 Boka specialistkollegium
Kurser
2024-09-12: SK Koagulation (c1) – genomgången
2025-10-01: Etik i praktiken (a1) – anmäld
Bedömningar
2024-05-07 CBD avseende c1, bedömare Moa Ek
2024-06-09 360° gällande a1
2024-06-10 Patientenkäten avseende c2, bedömare Moa Ek
2025-06-10 Mini-CEX planerad
"""


@pytest.fixture(scope="module")
def document() -> Iup:
    return read_iup(grid(DOCUMENT), regelverk.load())


def test_lines_of_a_document(document: Iup) -> None:
    assert [(one.date.isoformat(), one.kind, one.content) for one in document.meetings] == [
        ("2024-02-14", MeetingKind.SUPERVISION, "gick igenom IUP"),
        ("2024-03-12", MeetingKind.RECONCILIATION, None),
        ("2024-04-03", MeetingKind.DEVELOPMENT, None),
    ]
    assert [(str(one.date), one.method, one.delmal, one.assessor) for one in document.assessments] == [
        ("2024-05-07", "CBD", ("c1",), "Moa Ek"),
        ("2024-06-09", "360-grader", ("a1",), None),
        ("2024-06-10", "Annan", ("c2",), "Moa Ek"),
    ]
    assert [(one.name, one.delmal, one.completed) for one in document.courses] == [
        ("SK Koagulation", ("c1",), True),
        ("Etik i praktiken", ("a1",), False),
    ]


def test_placements_of_a_document(document: Iup) -> None:
    found = [
        (one.name, one.start, one.end, one.percent, one.delmal, one.supervisor, one.side) for one in document.placements
    ]
    first, last = date(2024, 2, 1), date(2024, 12, 31)
    assert found == [
        ("Hematologen avd 7", first, last, 100, ("c1", "c2"), "Ivar Torsell", None),
        ("Onkologen (sidotjänstgöring)", date(2025, 1, 1), date(2025, 3, 31), 80, ("c3",), "Moa Ek", True),
    ]
    assert document.placements[1].certificate


def test_delmal_as_a_paragraph(document: Iup) -> None:
    row = document.delmal["a1"].rows[0]
    assert row.title == "Ledarskap"
    assert [one.text for one in row.activities] == ["Kurs i ledarskap", "Leda rond"]
    assert [one.method for one in row.assessments] == ["360-grader", "Medsittning"]
    assert row.done is not None and row.done.fulfilled and row.done.date == date(2024, 12, 11)
    assert row.planned[0].text == "HT24"
    unfinished = document.delmal["c1"].rows[0]
    assert (unfinished.done, [one.method for one in unfinished.assessments]) == (None, ["CBD"])


SILENT = (
    "2024-05-07 Skickat in ansökan",
    "2024-05-07",
    "2024-05-07 Boka handledarsamtal",
    "2024-05-07 Nästa handledarsamtal",
    "2024-05-07 Semester",
    "Handledarsamtal",
    "14/9 Handledarsamtal",
    "2024-09-31 Handledarsamtal",
)


@pytest.mark.parametrize("line", SILENT)
def test_lines_that_tell_of_nothing_done(line: str) -> None:
    assert told_on(line, CELL, None) == ()


def test_heading_gives_its_lines_no_more_than_they_say() -> None:
    assert told_on("2024-05-07 Möte om schemat", CELL, Kind.ASSESSMENTS) == ()
    assert told_on("2024-05-07 Sjuk", CELL, Kind.MEETINGS) == ()
    assert told_on("2024-05-07 Anmäld", CELL, Kind.COURSES) == ()
    assert isinstance(told_on("2024-05-07 Patientfall", CELL, Kind.MEETINGS)[0], Meeting)
    assert isinstance(told_on("2024-05-07 Etik (a2)", CELL, Kind.COURSES)[0], Course)


def test_days_without_a_year_need_one() -> None:
    (made,) = told_on("3 maj DOPS c2", CELL, None, 2025)
    assert isinstance(made, LoggedAssessment)
    assert (made.date, made.delmal) == (date(2025, 5, 3), ("c2",))
    assert told_on("3 maj DOPS c2", CELL, None) == ()


NOT_PLACEMENTS = (
    "Anställd som ST-läkare, 2022-06-01 – 2027-06-30, 100 %",
    "Budget, 2024, 100 %",
    "Handledarsamtal, 2024-01-01 – 2024-06-30, 100 %",
    "Kurs i etik, 2024-01-01 – 2024-01-30, 100 %",
    "Studietid: jan 2024 – mars 2024, 10 %",
)


@pytest.mark.parametrize("line", NOT_PLACEMENTS)
def test_lines_that_are_no_placements(line: str) -> None:
    drawing = f"== Plan ==\nNamn | Tuva Almgren\n\nDelmål | Aktivitet\na1 | Kurs\na2 | Kurs\n\n{line}\n"
    assert read_iup(grid(drawing), regelverk.load()).placements == ()


SENTENCES = {
    "Tuva Almgren är ST-läkare i hematologi sedan 2022-06-01 på 80 %. Beräknas klar våren 2027.": {
        "namn": "Tuva Almgren",
        "specialitet": "hematologi",
        "start": "2022-06-01",
        "tjänstgöringsgrad": "80 %",
        "planerat slut": "våren 2027",
    },
    "Började sin ST i allmänmedicin den 1 februari 2023, heltid, enligt HSLF-FS 2021:8. Planerat slut augusti 2028": {
        "specialitet": "allmänmedicin",
        "start": "den 1 februari 2023",
        "tjänstgöringsgrad": "heltid",
        "föreskrift": "HSLF-FS 2021:8",
        "planerat slut": "augusti 2028",
    },
    "Gör ST inom psykiatri, påbörjad 2021-09-01, beräknad färdig 2027-02-28, arbetar 75 %.": {
        "specialitet": "psykiatri",
        "start": "2021-09-01",
        "planerat slut": "2027-02-28",
        "tjänstgöringsgrad": "75 %",
    },
}
OTHER_SENTENCES = (
    "Mini-CEX med Eva Ek. Började 2024",
    "Kurs för ST-läkare i kirurgi 2024-02-01",
    "Handledarsamtal om ST i geriatrik, började med fall 2024-05-01",
    "Efter avslutad ST i medicin 2020 började Eva på kliniken 2021",
    "Exempel: Eva Ek, ST-läkare i geriatrik sedan 2022-01-01",
)


@pytest.mark.parametrize("text", SENTENCES)
def test_facts_in_sentences(text: str) -> None:
    assert {field.value: value for _, field, value in told_fields(text)} == SENTENCES[text]


@pytest.mark.parametrize("text", OTHER_SENTENCES)
def test_sentences_about_other_things(text: str) -> None:
    assert told_fields(text) == ()
