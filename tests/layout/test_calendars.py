"""Calendars with a month in each row, and what is no calendar."""

from __future__ import annotations

from stexcel import regelverk
from stexcel.layout import read_iup
from stexcel.layout.book import read_book
from stexcel.model import Iup, MeetingKind, NoteKind
from stexcel.subjects import Subject
from tests.grids import grid
from tests.layout.meeting_forms import PLAN

YEARS = """\
== 2024 ==
Kalender
Mån | Tjänstgöring | Handledning | Kurser | Bedömningar | Möten
Okt | Onkologavdelningen | "4/10 Fall c1\\n18/10 Avstämning mot IUP" | 9/10 Etik (a2) ✓ | 12/10 CBD c1 |
Nov | ^ | 2/11 Inställt | | | 5/11 Specialistkollegium
Dec | Mottagningen | | 3/12 SK Strålning (c1) | 8/12 Mini-CEX planerad | 9/12 Samtal med SR
== 2025 ==
Mån | Tjänstgöring | Handledning | Kurser | Bedömningar | Möten
Jan | Mottagningen | 3 jan Prov | | "9/1 MSF a1\\n10/1 Sit-in b1" | 20/1 medarbetarsamtal
Feb | ^ | | | |
Mars | Forskning | | | |
"""


def read(drawing: str) -> Iup:
    return read_iup(grid(PLAN + drawing), regelverk.load())


def test_days_take_the_year_of_their_calendar() -> None:
    iup = read(YEARS)
    assert [(one.date.isoformat(), one.kind) for one in iup.meetings] == [
        ("2024-10-04", MeetingKind.SUPERVISION),
        ("2024-10-18", MeetingKind.SUPERVISION),
        ("2024-11-05", MeetingKind.KOLLEGIUM),
        ("2024-12-09", MeetingKind.RECONCILIATION),
        ("2025-01-03", MeetingKind.SUPERVISION),
        ("2025-01-20", MeetingKind.DEVELOPMENT),
    ]
    assert [(str(one.date), one.method, one.delmal) for one in iup.assessments] == [
        ("2024-10-12", "CBD", ("c1",)),
        ("2025-01-09", "360-grader", ("a1",)),
        ("2025-01-10", "Medsittning", ("b1",)),
    ]
    assert [(one.name, one.delmal, one.completed) for one in iup.courses] == [
        ("Etik", ("a2",), True),
        ("SK Strålning", ("c1",), None),
    ]


def test_placement_lasts_as_long_as_its_merged_cells_and_over_the_turn_of_the_year() -> None:
    assert [(one.name, str(one.start), str(one.end)) for one in read(YEARS).placements] == [
        ("Onkologavdelningen", "2024-10-01", "2024-11-30"),
        ("Mottagningen", "2024-12-01", "2025-02-28"),
        ("Forskning", "2025-03-01", "2025-03-31"),
    ]


def test_placement_lasts_until_the_next_where_nothing_is_merged() -> None:
    drawing = """\
== Läsår ==
Läsåret 2024/2025
Månad | Placering | Handledning
November | Avdelningen | 7/11 Fall
December | |
Januari | Mottagningen | 9/1 Fall
"""
    iup = read(drawing)
    assert [(one.name, str(one.start), str(one.end)) for one in iup.placements] == [
        ("Avdelningen", "2024-11-01", "2024-12-31"),
        ("Mottagningen", "2025-01-01", "2025-01-31"),
    ]
    assert [one.date.isoformat() for one in iup.meetings] == ["2024-11-07", "2025-01-09"]


def test_months_without_a_year_or_with_several_are_no_calendar() -> None:
    for title in ("Kalender", "ST 2020–2025"):
        drawing = (
            f"== Årshjul ==\n{title}\nMånad | Handledning\nJanuari | 4/1 Fall\nFebruari | 5/2 Fall\nMars | 6/3 Fall\n"
        )
        assert read(drawing).meetings == ()


def test_months_that_come_again_are_no_calendar() -> None:
    drawing = "== 2024 ==\nMånad | Handledning\nMaj | 4/5 Fall\nMaj | 5/5 Fall\nJuni | 6/6 Fall\n"
    assert read(drawing).meetings == ()


UNDATED = """\
== 2024 ==
Mån | Tjänstgöring | Handledning | Kurser | Bedömningar | Möten
Jan | Mottagningen | 4/1 Fall | SK Etik | | fika
Feb | ^ | 9/2 | | Planerad DOPS | Specialistkollegium
Mars | Forskning | Inställt | | "Mini-CEX c7\\n3/3 CBD c1" |
"""


def test_lines_without_a_day_are_told() -> None:
    notes = [note for note in read(UNDATED).notes if note.kind is NoteKind.UNREAD]
    assert [(note.cell.a1, note.about) for note in notes] == [
        ("C3", Subject.SUPERVISION),
        ("D2", None),
        ("E4", Subject.ASSESSMENT),
        ("F3", Subject.KOLLEGIUM),
    ]


def test_lines_without_a_day_are_shown_as_unread() -> None:
    unread = read_book(grid(PLAN + UNDATED), regelverk.load())[1].unread
    assert [one.cell.a1 for one in unread if one.cell.sheet == "2024"] == ["C3", "D2", "E4", "F3"]


def test_calendar_that_is_read_whole_leaves_nothing_unread() -> None:
    iup, reading = read_book(grid(PLAN + YEARS), regelverk.load())
    assert [note for note in iup.notes if note.kind is NoteKind.UNREAD] == []
    assert [one.text for one in reading.unread if one.cell.sheet in ("2024", "2025")] == ["Kalender"]
