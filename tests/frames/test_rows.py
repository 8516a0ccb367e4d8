"""What a document puts in the tables, and what it keeps out of them."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date

from hypothesis import given, settings

from stexcel.document import Document, Problem, ProblemKind
from stexcel.frames.build import ALL_TABLES, build_frames
from stexcel.frames.rows import IUP, UNIT, UNREAD, content_of
from stexcel.model import CellRef, Iup, Meeting, Placement, Value
from stexcel.unit import Attested, Supervisor, Unit
from tests.build import iup, value
from tests.frames.strategies import valid_iups

CELL = CellRef("Blad 1", 30, 28)


def test_rows_know_their_file_doctor_sheet_and_cell() -> None:
    content = replace(iup("c1 | kurs | CBD"), placements=(Placement("Kirurgi", CELL, date(2025, 1, 1), percent=80),))
    frame = build_frames([content_of(Document("st/x.xlsx", "0" * 64, content))])["placeringar"]
    (row,) = frame.rows(named=True)
    assert (row["fil"], row["st_lakare"], row["blad"], row["cell"]) == ("st/x.xlsx", "Nora Wiklander", "Blad 1", "AB30")
    assert (row["placering"], row["start"], row["slut"], row["procent"]) == ("Kirurgi", date(2025, 1, 1), None, 80)


def test_every_file_stands_in_the_table_of_files() -> None:
    problem = Problem(ProblemKind.UNREADABLE, "Filen är trasig.")
    documents = [Document("a", "1", iup()), Document("b", "2", unit=Unit()), Document("c", None, problem=problem)]
    files = build_frames([content_of(document) for document in documents])["filer"]
    assert files.rows() == [("a", "1", IUP, None), ("b", "2", UNIT, None), ("c", None, UNREAD, "Filen är trasig.")]


def test_file_whose_name_is_no_text_has_its_row() -> None:
    names = build_frames([content_of(Document(f"a{name}.xlsx", None, iup())) for name in "\udcff\udcfe"])["filer"][
        "fil"
    ]
    assert names.to_list() == ["a\\udcff.xlsx", "a\\udcfe.xlsx"]


def test_what_was_said_at_a_meeting_is_in_no_table() -> None:
    secret = "Hemlig anteckning"
    meeting = Meeting(date(2026, 1, 1), CELL, content=secret)
    placement = Placement("Kirurgi", CELL, follow_up=secret, certificate=secret)
    frames = build_frames([content_of(Document("x", None, Iup(meetings=(meeting,), placements=(placement,))))])
    assert frames["samtal"].height == frames["placeringar"].height == 1
    assert not any(secret in str(row) for frame in frames.values() for row in frame.rows())


def test_register_of_a_unit_is_told_with_its_dates() -> None:
    supervisor = Supervisor(
        value("Eva Ek"), None, Attested(True, CELL), Attested(False, CELL), (value("Nora"), Value("Per", "Per", CELL))
    )
    frame = build_frames([content_of(Document("enhet.xlsx", None, unit=Unit(supervisors=(supervisor,))))])["handledare"]
    (row,) = frame.rows(named=True)
    assert (row["handledare"], row["handledarutbildning"], row["utbildad"]) == ("Eva Ek", True, None)
    assert (row["fortbildad"], row["lakare"]) == (None, "Nora, Per")


@given(valid_iups())
@settings(max_examples=15, deadline=None)
def test_content_survives_the_way_between_processes_and_counts_agree(content: Iup) -> None:
    rows = content_of(Document("x", None, content))
    assert pickle.loads(pickle.dumps(rows)) == rows
    frames = build_frames([rows, rows])
    assert frames["placeringar"].height == 2 * len(content.placements)
    assert frames["delmal"].height == 2 * len(content.delmal)
    assert frames["aktiviteter"].height == 2 * sum(len(one.activities) for one in content.delmal.values())


def test_names_of_tables_and_columns_are_plain_swedish_words() -> None:
    names = [table.name for table in ALL_TABLES]
    assert len(names) == len(set(names))
    for table in ALL_TABLES:
        for column in table.columns:
            assert column.name.isascii()
            assert column.name == column.name.lower()
            assert column.meaning.endswith(".")
            assert set(table.key) <= {"fil", *table.names}
