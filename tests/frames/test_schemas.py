"""The schemas: possible values pass, and each impossible one is told once, at its cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stexcel import api
from stexcel.document import Document
from stexcel.frames import record_tables, rows
from stexcel.frames.build import build_frames
from stexcel.frames.demands import demands
from stexcel.frames.faults import Fault, TableFaults
from stexcel.frames.rows import Content, content_of
from stexcel.frames.schemas import InvariantError, check_tables
from stexcel.frames.spec import Table
from stexcel.model import (
    CellRef,
    Course,
    Delmal,
    DelmalRow,
    Done,
    Iup,
    LoggedAssessment,
    Meeting,
    MeetingKind,
    Period,
    Placement,
    Signature,
    SignatureRole,
    Value,
)
from stexcel.unit import Action, Attested, GoverningDocument, RegisteredDoctor, Review, Supervisor, Unit
from tests.build import TODAY, iup, person, value
from tests.frames.strategies import START, valid_iups

CELL = CellRef("Blad", 7, 3)
SLOW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def faults(*contents: Iup | Unit, portion: int = 500) -> tuple[Fault, ...]:
    documents = (
        Document(
            f"{number}.xlsx", None, one if isinstance(one, Iup) else None, unit=one if isinstance(one, Unit) else None
        )
        for number, one in enumerate(contents)
    )
    checked = check_tables(map(content_of, documents), today=TODAY, portion=portion)
    assert checked.failure is None
    return checked.found


def doctor(**changes: Any) -> Iup:
    return iup("c1 | kurs | CBD", person=person(start=START, planned_end=date(2029, 1, 31), **changes))


def _row(iup_: Iup, **changes: Any) -> Iup:
    return replace(iup_, **changes)


def period(first: str, last: str = "") -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last or first))


def day(text: str, cell: CellRef = CELL) -> Value[date]:
    return Value(date.fromisoformat(text), text, cell)


def fulfilled(text: str, *, done: bool = True) -> Delmal:
    statement = Done(done, text, CELL, date.fromisoformat(text))
    return Delmal("c1", (DelmalRow(CellRef("Blad", 7, 1), done=statement),), (), ())


def planned(text: str) -> Delmal:
    return Delmal("c1", (DelmalRow(CELL, planned=(Value(period(text), text, CELL),)),), (), ())


_BACKWARDS = date(2024, 5, 1), date(2024, 1, 1)

FAULTY: list[tuple[str, Iup | Unit, str]] = [
    ("share", doctor(fte=250), "Tjänstgöringsgraden 250 % är mer än heltid."),
    ("end", iup(person=person(start=START, planned_end=date(2019, 1, 31))),
     "Planerat slut 2019-01-31 ligger före ST-starten 2024-02-01."),
    ("far end", iup(person=person(start=START, planned_end=date(2092, 1, 31))),
     "Planerat slut är 2092-01-31, mer än femton år efter dagens datum 2026-11-01."),
    ("start", iup(person=person(start=date(2034, 2, 1))),
     "ST-starten 2034-02-01 ligger mer än två år efter dagens datum 2026-11-01."),
    ("old start", iup(person=person(start=date(1924, 2, 1))),
     "ST-starten är daterad 1924-02-01. Årtalet kan inte stämma."),
    ("established", doctor(established=date(2027, 1, 1)),
     "IUP är upprättat 2027-01-01, efter dagens datum 2026-11-01."),
    ("placement", _row(doctor(), placements=(Placement("Kirurgi", CELL, date(2024, 5, 1), date(2024, 1, 1)),)),
     "Placeringen ”Kirurgi”: slutdatum 2024-01-01 ligger före startdatum 2024-05-01."),
    ("placement share", _row(doctor(), placements=(Placement("Kirurgi", CELL, percent=250),)),
     "Placeringen ”Kirurgi”: tjänstgöringsgraden 250 % är mer än heltid."),
    ("negative share", _row(doctor(), placements=(Placement("Kirurgi", CELL, percent=-5),)),
     "Placeringen ”Kirurgi”: tjänstgöringsgraden -5 % är mindre än noll."),
    ("old placement", _row(doctor(), placements=(Placement("Kirurgi", CELL, date(2006, 5, 1), date(2006, 9, 1)),)),
     "Placeringen ”Kirurgi” börjar 2006-05-01, mer än tio år före ST-starten 2024-02-01."),
    ("unknown delmål", _row(doctor(), placements=(Placement("Kirurgi", CELL, delmal=("c1", "c8", "c9")),)),
     "Placeringen ”Kirurgi” nämner c8, c9, som inte står bland programmets delmål."),
    ("course", _row(doctor(), courses=(Course("Statistik", CELL, period("2027-03-01"), completed=True),)),
     "Kursen ”Statistik” står som genomförd men är daterad 2027-03-01, efter dagens datum 2026-11-01."),
    ("course backwards", _row(doctor(), courses=(Course("Statistik", CELL, Period(*_BACKWARDS)),)),
     "Kursen ”Statistik”: slutdatum 2024-01-01 ligger före startdatum 2024-05-01."),
    ("far course", _row(doctor(), courses=(Course("Statistik", CELL, period("2062-03-01")),)),
     "Kursen ”Statistik” är daterad 2062-03-01, mer än femton år efter dagens datum 2026-11-01."),
    ("meeting", _row(doctor(), meetings=(Meeting(date(2027, 3, 1), CELL),)),
     "Handledarsamtalet är daterat 2027-03-01, efter dagens datum 2026-11-01."),
    ("early meeting", _row(doctor(), meetings=(Meeting(date(2014, 3, 1), CELL),)),
     "Handledarsamtalet är daterat 2014-03-01, mer än ett år före ST-starten 2024-02-01."),
    ("talk", _row(doctor(), meetings=(Meeting(date(2027, 3, 1), CELL, kind=MeetingKind.DEVELOPMENT),)),
     "Utvecklingssamtalet är daterat 2027-03-01, efter dagens datum 2026-11-01."),
    ("assessment", _row(doctor(), assessments=(LoggedAssessment("CBD", "CBD", CELL, date(2027, 3, 1), ("c1",)),)),
     "Bedömningen (CBD) är daterad 2027-03-01, efter dagens datum 2026-11-01."),
    ("revision", _row(doctor(), revisions=(day("2206-04-12"),)),
     "Revisionen är daterad 2206-04-12, efter dagens datum 2026-11-01."),
    ("signature", _row(doctor(), signatures=(Signature(SignatureRole.ST, True, CELL, date(2027, 1, 1)),)),
     "Underskriften är daterad 2027-01-01, efter dagens datum 2026-11-01."),
    ("fulfilled", _row(doctor(), delmal={"c1": fulfilled("2027-01-01")}),
     "c1 är uppfyllt 2027-01-01, efter dagens datum 2026-11-01."),
    ("planned", _row(doctor(), delmal={"c1": planned("2062-01-01")}),
     "c1 är planerat 2062-01-01, mer än femton år efter dagens datum 2026-11-01."),
    ("training", Unit(supervisors=(Supervisor(value("Eva Ek"), training=Attested(True, CELL, period("2027-05-01"))),)),
     "Handledarutbildningen för Eva Ek är daterad 2027-05-01, efter dagens datum 2026-11-01."),
    ("document", Unit(documents=(GoverningDocument(value("Riktlinje"), Attested(True, CELL, period("1926-05-01"))),)),
     "Dokumentet ”Riktlinje” är daterat 1926-05-01. Årtalet kan inte stämma."),
    ("review", Unit(reviews=(Review("SPUR", CELL, period("2062-05-01")),)),
     "Granskningen ”SPUR” är daterad 2062-05-01, mer än femton år efter dagens datum 2026-11-01."),
    ("action", Unit(actions=(Action(CellRef("Blad", 7, 1), due=Value(period("2062-05-01"), "", CELL)),)),
     "Åtgärden ska vara klar 2062-05-01, mer än femton år efter dagens datum 2026-11-01."),
    ("registered", Unit(doctors=(RegisteredDoctor(value("Eva Ek"), start=day("1924-01-01")),)),
     "ST-starten för Eva Ek är daterad 1924-01-01. Årtalet kan inte stämma."),
    ("first resident", Unit(residents_since=day("2027-01-01")),
     "Enhetens första ST-läkare är daterad 2027-01-01, efter dagens datum 2026-11-01."),
]  # fmt: skip

FACT_CELLS = {"share": 6, "end": 5, "far end": 5, "start": 4, "old start": 4, "established": 8}
"""Rows of the facts in the sheet that :func:`tests.build.person` draws."""


@pytest.mark.parametrize(("name", "content", "sentence"), FAULTY, ids=[name for name, _, _ in FAULTY])
def test_impossible_value_is_told_once_at_its_cell(name: str, content: Iup | Unit, sentence: str) -> None:
    (fault,) = faults(content)
    assert fault.text == sentence
    assert fault.cell == (CellRef("Person", FACT_CELLS[name], 2) if name in FACT_CELLS else CELL)
    assert fault.action.endswith(".")


def test_every_demand_is_proven_by_a_fault() -> None:
    shown = {(fault.table, fault.column) for _, content, _ in FAULTY for fault in faults(content)}
    demanded = {(table, demand.column) for table, some in demands(TODAY).items() for demand in some}
    proven_below = {
        ("aktiviteter", "start"), ("aktiviteter", "slut"), ("bedomningar", "delmal"), ("kurser", "delmal"),
        ("delmal", "planerad_start"), ("handledare", "fortbildad"), ("handlingsplan", "uppfoljning"),
    }  # fmt: skip
    assert demanded - shown == proven_below


def test_appointment_far_back_is_no_appointment() -> None:
    booked = Meeting(date(1926, 3, 1), CELL, content="Bokat samtal")
    assert [fault.text for fault in faults(_row(doctor(), meetings=(booked,)))] == [
        "Handledarsamtalet är daterat 1926-03-01. Årtalet kan inte stämma."
    ]


def test_meeting_that_was_checked_against_the_iup_has_been_held() -> None:
    held = Meeting(date(2027, 3, 1), CELL, content="Planerat samtal", checked_against_iup=True)
    assert len(faults(_row(doctor(), meetings=(held,)))) == 1


POSSIBLE: dict[str, Iup] = {
    "booked by its words": _row(doctor(), meetings=(Meeting(date(2027, 3, 1), CELL, content="Bokat samtal"),)),
    "booked since only it says nothing": _row(
        doctor(), meetings=(Meeting(date(2026, 3, 1), CELL, content="Mål"), Meeting(date(2027, 3, 1), CELL))
    ),
    "planned work among what was said": _row(
        doctor(), meetings=(Meeting(date(2026, 3, 1), CELL, content="Gick igenom planerad placering"),)
    ),
    "planned course": _row(doctor(), courses=(Course("Statistik", CELL, period("2027-03-01")),)),
    "not fulfilled": _row(doctor(), delmal={"c1": fulfilled("2027-01-01", done=False)}),
    "an empty signature": _row(doctor(), signatures=(Signature(SignatureRole.ST, False, CELL, date(2027, 1, 1)),)),
    "credited service": _row(doctor(), placements=(Placement("AT", CELL, date(2015, 1, 1), date(2016, 1, 1)),)),
    "no start to compare with": _row(
        iup(person=person(start=None)), meetings=(Meeting(date(2010, 1, 1), CELL, content="Mål"),)
    ),
    "exactly full time": doctor(fte=100),
    "begins today": iup(person=person(start=TODAY, planned_end=TODAY, established=TODAY)),
}


@pytest.mark.parametrize("content", POSSIBLE.values(), ids=POSSIBLE)
def test_possible_values_are_not_told(content: Iup) -> None:
    assert faults(content) == ()


def test_impossible_start_does_not_condemn_what_is_compared_with_it() -> None:
    content = replace(doctor(), person=person(start=date(2062, 2, 1), planned_end=date(2029, 1, 31)))
    content = replace(content, meetings=(Meeting(date(2025, 1, 1), CELL),), revisions=(day("2025-05-01"),))
    assert [fault.column for fault in faults(content)] == ["start"]


def test_value_that_several_tables_show_is_told_once() -> None:
    """A placement's time is that of the activity which it is for every delmål."""
    when = period("2062-01-01", "2062-06-30")
    content = iup("c1 | klinisk_tjanstgoring | CBD\nc2 | klinisk_tjanstgoring | CBD", person=person())
    shared = {
        code: replace(one, activities=(replace(one.activities[0], cell=CELL, when=when),))
        for code, one in content.delmal.items()
    }
    placement = Placement("Kirurgi", CELL, when.start, when.end)
    assert {fault.table for fault in faults(replace(content, delmal=shared))} == {"aktiviteter"}
    assert len(faults(replace(content, delmal=shared))) == 1
    told = faults(replace(content, delmal=shared, placements=(placement,)))
    assert [fault.table for fault in told] == ["placeringar", "placeringar"]
    assert {fault.column for fault in told} == {"start", "slut"}


@given(st.lists(valid_iups(), min_size=1, max_size=2))
@SLOW
def test_programme_of_possible_values_has_no_fault(contents: list[Iup]) -> None:
    assert faults(*contents) == ()


def _with_meeting(content: Iup) -> Iup:
    return replace(content, meetings=(*content.meetings, Meeting(date(2031, 1, 1), CELL, content="Mål")))


def _with_placement(content: Iup) -> Iup:
    return replace(content, placements=(*content.placements, Placement("X", CELL, date(2025, 2, 1), date(2025, 1, 1))))


def _with_share(content: Iup) -> Iup:
    return replace(content, person=replace(content.person, fte=Value(250, "250 %", CELL)))


def _with_revision(content: Iup) -> Iup:
    return replace(content, revisions=(*content.revisions, day("2016-01-01")))


@given(
    st.lists(valid_iups(), min_size=2, max_size=2),
    st.sampled_from([_with_meeting, _with_placement, _with_share, _with_revision]),
    st.integers(0, 1),
)
@SLOW
def test_one_impossible_value_gives_one_fault_in_its_file(
    contents: list[Iup], spoil: Callable[[Iup], Iup], number: int
) -> None:
    contents[number] = spoil(contents[number])
    assert [(fault.file, fault.cell) for fault in faults(*contents)] == [(number, CELL)]


@given(
    st.lists(st.sampled_from([doctor(), doctor(fte=250), _with_meeting(doctor())]), min_size=1, max_size=4),
    st.integers(1, 3),
)
@SLOW
def test_portions_do_not_change_what_is_found(contents: list[Iup], portion: int) -> None:
    assert faults(*contents, portion=portion) == faults(*contents)


def test_absurd_values_are_told_and_stop_nothing() -> None:
    absurd = replace(
        doctor(fte=10**40),
        meetings=(Meeting(date.max, CELL), Meeting(date.min, CELL._replace(row=8))),
        placements=(Placement("\x00", CELL._replace(row=9), date.max, date.min, -(10**40)),),
    )
    assert [fault.column for fault in faults(absurd)] == [
        "tjanstgoringsgrad", "slut", "start", "procent", "datum", "datum",
    ]  # fmt: skip


def test_start_on_a_leap_day_is_compared_with() -> None:
    leap = date(2024, 2, 29)
    content = iup(person=person(start=leap, planned_end=date(2029, 1, 31)))
    assert faults(replace(content, meetings=(Meeting(date(2023, 2, 28), CELL),))) == ()
    assert len(faults(replace(content, meetings=(Meeting(date(2023, 2, 27), CELL),)))) == 1
    checked = check_tables([content_of(Document("x", None, doctor()))], today=date(2028, 2, 29))
    assert checked == TableFaults()


def test_long_names_are_cut_in_sentences_and_braces_are_only_text() -> None:
    name = "{x} " + "mycket långt namn\n" * 9
    (fault,) = faults(_row(doctor(), placements=(Placement(name, CELL, percent=250),)))
    assert "”{x} mycket långt namn mycket" in fault.text
    assert "…”" in fault.text
    assert len(fault.text) < 130


def _content(table: Table[Any], *values: Any) -> Content:
    row = rows.Row(values, CELL, {})
    return Content("x.xlsx", None, rows.IUP, None, None, {table.name: (row,)})


def test_broken_law_of_the_program_is_a_failure_and_all_files_are_still_taken() -> None:
    taken: list[str] = []

    def contents() -> Iterator[Content]:
        for content in (
            _content(record_tables.SIGNATURES, "vaktmästare", True, None),
            _content(record_tables.REVISIONS, date(2031, 1, 1)),
        ):
            taken.append(content.path)
            yield content

    checked = check_tables(contents(), today=TODAY, portion=1)
    assert isinstance(checked.failure, InvariantError)
    assert "underskrifter.roll" in str(checked.failure)
    assert [fault.file for fault in checked.found] == [1]
    assert len(taken) == 2


def test_same_key_twice_is_a_failure() -> None:
    content = content_of(Document("x.xlsx", None, doctor()))
    assert isinstance(check_tables([content, content], today=TODAY).failure, InvariantError)


def test_failure_is_told_as_one_of_the_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("hemligt namn")

    monkeypatch.setattr("stexcel.frames.schemas.build_frames", broken)
    source = Path(__file__).parents[1] / "exempel" / "L01" / "L01-onk-komplett.xlsx"
    report = api.validate([source], api.Setup(TODAY))
    told = [finding for finding in report.files[0].findings if finding.code == "STX000"]
    assert len(told) == 1
    assert "STX008" in told[0].text
    assert "hemligt" not in told[0].text
    assert report.crashed
    assert any("hemligt" in trace for trace in report.files[0].crashes)


def test_tables_have_their_columns_also_without_rows() -> None:
    frames = build_frames([])
    assert set(frames) == {table.name for table in (*rows.TABLES, rows.FILES)}
    assert all(frame.height == 0 and frame.width for frame in frames.values())


_BACKWARD = "Placeringen ”IVA”: slutdatum 2031-03-03 ligger före startdatum 2031-03-04."
"""The one impossible value in the drawn layouts: its author wrote it so, and the ground truth has it."""


@pytest.mark.parametrize(
    ("folder", "faults"), [("exempel", []), ("layouter", [("A4-plast-rubrikrad.xlsx", "Placeringar!A9", _BACKWARD)])]
)
def test_workbooks_without_faults_have_none(folder: str, faults: list[tuple[str, str, str]]) -> None:
    report = api.validate([Path(__file__).parents[1] / folder], api.Setup(TODAY))
    told = [
        (Path(file.document.path).name, finding.place, finding.text)
        for file in report.files
        for finding in file.findings
        if finding.code in {"STX008", "STX000"}
    ]
    assert told == faults
