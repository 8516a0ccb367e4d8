"""Everything that is written in a template is read back from the right cells, and nothing that the template says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from stexcel import api
from stexcel.fill.new import Order, new_iup
from stexcel.fill.template.content import Doctor
from stexcel.findings import FileReport
from stexcel.model import CellRef, Iup, MeetingKind, Part, Period
from stexcel.regelverk import Regelverk
from stexcel.resources import templates_dir
from tests.build import TODAY
from tests.templates.filling import (
    DONE_EVERY,
    FORMS,
    GOAL_SHEETS,
    HEADER_ROW,
    LISTS,
    PERSON,
    REVISED,
    SIGNED,
    Fill,
    activities,
    fill,
    headings,
    names_of,
    row_of,
    written,
)
from tools.make_iup_templates import FILES

_SPRING_25 = Period(date(2025, 1, 1), date(2025, 6, 30))
_FIRST = HEADER_ROW + 1


@dataclass(frozen=True)
class Filled:
    """A workbook that someone has filled in, and what stexcel reads in it."""

    path: Path
    codes: list[str]
    iup: Iup

    def rows(self, sheet: str) -> Iterator[tuple[int, Mapping[str, Fill]]]:
        """The rows that were written on a sheet, with their numbers."""
        names = names_of(self.codes)
        for row, values in enumerate(LISTS[sheet], start=_FIRST):
            yield row, {heading: written(value, names) for heading, value in values.items()}


@pytest.fixture(scope="module", params=[*FILES.values(), "ny.xlsx"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, regelverk: Regelverk) -> Filled:
    folder = tmp_path_factory.mktemp("mallar")
    source = templates_dir() / request.param
    if not source.exists():
        source = folder / request.param
        source.write_bytes(new_iup(Order("Reumatologi", "2021", Doctor("Nora Wiklander")), regelverk))
    path = folder / f"ifylld-{request.param}"
    codes = fill(source, path)
    iup = api.read_document(path).iup
    assert iup is not None
    return Filled(path, codes, iup)


def test_person_is_read_from_the_start_sheet(filled: Filled) -> None:
    person, sheet = filled.iup.person, load_workbook(filled.path)["Start"]
    read = {
        "ST-läkare": person.name,
        "Specialitet": person.specialty,
        "Enhet": person.unit,
        "ST-start": person.start,
        "Planerat slut": person.planned_end,
        "Huvudhandledare": person.supervisor,
        "Studierektor": person.studierektor,
        "Verksamhetschef": person.head,
        "IUP upprättat": person.established,
    }
    assert {label: (one.value, one.cell) for label, one in read.items() if one} == {
        label: (PERSON[label], CellRef("Start", row_of(sheet, label), 2)) for label in read
    }
    assert person.fte is not None
    assert (person.fte.value, person.fte.cell.row) == (80, row_of(sheet, "Tjänstgöringsgrad"))
    assert person.regulation is not None
    assert person.regulation.value == ("HSLF-FS 2021:8" if "STa1" in filled.codes else "SOSFS 2015:8")


def test_every_delmal_is_read_with_all_that_stands_in_its_row(filled: Filled) -> None:
    book = load_workbook(filled.path)
    assert sorted(filled.iup.delmal) == sorted(filled.codes)
    number = 0
    for name in (one for one in GOAL_SHEETS if one in book.sheetnames):
        columns = headings(book[name])
        coded = [row for row in range(_FIRST, book[name].max_row + 1) if book[name].cell(row, 1).value]
        for index, row in enumerate(coded):
            code, number = filled.codes[number], number + 1
            (read,) = filled.iup.delmal[code].rows

            def at(heading: str, row: int = row, name: str = name, columns: dict[str, int] = columns) -> CellRef:
                return CellRef(name, row, columns[heading])

            assert read.cell == at("Delmål")
            assert read.title == book[name].cell(row, columns["Rubrik"]).value
            assert [one.text for one in read.activities] == activities(code).split("; ")
            assert {one.cell for one in read.activities} == {at("Utbildningsaktiviteter")}
            assert [one.method for one in read.assessments] == ["Medsittning", "CBD"]
            assert {one.cell for one in read.assessments} == {at("Bedömningsmetoder")}
            assert [(one.value, one.cell) for one in read.planned] == [(_SPRING_25, at("Planerat"))]
            done = read.done
            if index % DONE_EVERY == 0:
                assert done is not None
                assert (done.fulfilled, done.date, done.signed) == (True, date(2026, 1, 15), True)
            else:
                assert done is None


def test_placements_are_read_from_both_sheets(filled: Filled) -> None:
    expected = [
        (
            str(row[name]),
            CellRef(sheet, number, 1),
            row["Från"],
            row["Till"],
            round(100 * float(str(row["Grad"]))),
            tuple(str(row["Delmål"]).split(", ")) if "Delmål" in row else (),
            row.get("Handledare"),
            row.get("Plats"),
            sheet == name or None,
            str(row["Uppföljd"]) if "Uppföljd" in row else None,
            str(row["Intyg"]) if "Intyg" in row else None,
        )
        for sheet, name in (("Tjänstgöringsplan", "Placering"), ("Sidotjänstgöring", "Sidotjänstgöring"))
        for number, row in filled.rows(sheet)
    ]
    assert [
        (one.name, one.cell, one.start, one.end, one.percent, one.delmal, one.supervisor, one.site, one.side,
         one.follow_up, one.certificate)
        for one in filled.iup.placements
    ] == expected  # fmt: skip


def test_courses_are_read(filled: Filled) -> None:
    assert [(one.name, one.cell, one.when, one.delmal, one.completed) for one in filled.iup.courses] == [
        (
            row["Kurs"],
            CellRef("Kurser", number, 1),
            Period(row["Datum"], row["Datum"]) if isinstance(row["Datum"], date) else None,
            tuple(str(row["Delmål"]).split(", ")),
            row["Status"] == "Genomförd",
        )
        for number, row in filled.rows("Kurser")
    ]


def test_meetings_are_read_with_their_kind(filled: Filled) -> None:
    assert [
        (one.date, one.cell, one.supervisor, one.content, one.checked_against_iup)
        for one in filled.iup.meetings_of(MeetingKind.SUPERVISION)
    ] == [
        (row["Datum"], CellRef("Handledarsamtal", number, 1), row["Handledare"], row["Innehåll"], True)
        for number, row in filled.rows("Handledarsamtal")
    ]
    others = [one for one in filled.iup.meetings if one.kind is not MeetingKind.SUPERVISION]
    assert [(one.kind, one.date, one.cell) for one in others] == [
        (kind, row["Datum"], CellRef("Avstämningar", number, 1))
        for (number, row), kind in zip(
            filled.rows("Avstämningar"),
            (MeetingKind.RECONCILIATION, MeetingKind.DEVELOPMENT, MeetingKind.KOLLEGIUM),
            strict=True,
        )
    ]


def test_assessments_are_read(filled: Filled) -> None:
    assert [(one.method, one.cell, one.date, one.delmal, one.assessor) for one in filled.iup.assessments] == [
        (row["Metod"], CellRef("Bedömningar", number, 2), row["Datum"], (row["Delmål"],), row["Bedömare"])
        for number, row in filled.rows("Bedömningar")
    ]


def test_signatures_and_revisions_are_read(filled: Filled) -> None:
    assert [(one.signed, one.date, one.cell.row) for one in filled.iup.signatures] == [
        (True, day, row) for row, day in enumerate(SIGNED, start=4)
    ]
    assert [one.value for one in filled.iup.revisions] == list(REVISED)


def test_parts_of_the_training_are_read(filled: Filled) -> None:
    assert {one.part: one.cell.sheet for one in filled.iup.parts if one.planned} == {
        Part.INTRODUCTION: "Introduktion",
        Part.INTERNAL_TEACHING: "Internutbildning",
        Part.SELF_STUDY: "Självstudier",
        Part.SCIENTIFIC_WORK: "Vetenskapligt arbete",
        Part.QUALITY_WORK: "Kvalitetsarbete",
        Part.ACTION_PLAN: "Åtgärdsplan",
    }
    texts = {one.part: one.text for one in filled.iup.parts}
    assert "3 timmar per vecka" in texts[Part.SELF_STUDY]
    assert str(FORMS["Vetenskapligt arbete"]["Avsatt tid"]) in texts[Part.SCIENTIFIC_WORK]


def test_complete_iup_has_no_findings_and_nothing_unchecked(filled: Filled) -> None:
    report = checked(filled.path)
    assert filled.iup.notes == ()
    assert [(finding.code, finding.text) for finding in report.findings] == []
    assert report.limits == ()


@pytest.mark.parametrize(
    ("sheet", "cell", "codes"),
    [
        ("Start", "Huvudhandledare", {"STX204"}),
        ("Start", "IUP upprättat", set()),
        ("Start", "Underskrift ST-läkare", {"STX202"}),
        ("Bedömningar", "C5", {"STX303"}),
        ("Kurser", "A6", set()),
        ("Sidotjänstgöring", "G5", {"STX208"}),
        ("Sidotjänstgöring", "H5:I5", {"STX209"}),
        ("Internutbildning", "D5", set()),
        ("Internutbildning", "A5:D5", {"STX401"}),
        ("Självstudier", "A5:D5", {"STX403"}),
        ("Introduktion", "A5:D5", {"STX211"}),
        ("Handledarsamtal", "D5:D12", {"STX309"}),
        ("Avstämningar", "A5", {"STX305"}),
        ("Avstämningar", "A6", {"STX310"}),
        ("Avstämningar", "A7", {"STX304"}),
        ("Delmål", "E5", {"STX103"}),
        ("Delmål", "F6", {"STX108"}),
        ("Delmål", "D15", {"STX102"}),
        ("Delmål", "I5:J5", {"STX109"}),
    ],
)
def test_what_is_taken_away_is_the_only_finding(sheet: str, cell: str, codes: set[str], tmp_path: Path) -> None:
    path = tmp_path / "iup.xlsx"
    fill(templates_dir() / "iup-2021.xlsx", path)
    book = load_workbook(path)
    here = book[sheet]
    if ":" not in cell and not cell[-1].isdigit():
        labels = {here.cell(row, column).value: (row, column) for row in range(1, 20) for column in (1, 4)}
        row, column = labels[cell]
        area = [here.cell(row, other) for other in ((2,) if column == 1 else (6, 7))]
    else:
        found = here[cell]
        area = [one for row in found for one in row] if isinstance(found, tuple) else [found]
    assert any(one.value is not None for one in area)
    for one in area:
        one.value = None
    book.save(path)
    assert {finding.code for finding in checked(path).findings} == codes


def checked(path: Path) -> FileReport:
    (file,) = api.validate([path], api.Setup(TODAY)).files
    return file
