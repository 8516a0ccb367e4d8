"""The action plan as a document: what python-docx and the raw package say of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm
from lxml import etree
from openpyxl import load_workbook

from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.own_results import MARK
from stexcel.regelverk import load_spur
from stexcel.render.spur_docx import HEADINGS, render_plan_docx
from stexcel.render.spur_words import NO_PLAN, kinds
from stexcel.render.spur_xlsx import render_spur_xlsx
from stexcel.spur.model import Inspection
from tests.spur.inspections import UNREAD_REASON, empty_inspection, inspection

WHOLE = inspection()


def opened(one: Inspection) -> WordDocument:
    return Document(BytesIO(render_plan_docx(one)))


def rows(document: WordDocument) -> list[list[str]]:
    """The rows of the plan; the last table is for signatures."""
    return [[cell.text for cell in row.cells] for table in document.tables[:-1] for row in table.rows[1:]]


def test_form_is_that_of_the_inspection_body() -> None:
    document = opened(WHOLE)
    for table in document.tables[:-1]:
        assert [cell.text for cell in table.rows[0].cells] == list(HEADINGS)
        assert table.rows[0]._tr.trPr is not None
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (29.7, 21.0)
    room = section.page_width - Cm(3)
    widths = [column.width or 0 for column in document.tables[0].columns]
    assert 0.98 * room <= sum(widths) <= 1.001 * room


def test_sections_are_headings_and_rows_stand_under_theirs() -> None:
    document = opened(WHOLE)
    headings = [one.text for one in document.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    wanted = list(dict.fromkeys(row.section for row in WHOLE.plan))
    assert headings == [f"{one} {load_spur().sections[one].title}" for one in wanted]
    for letter, table in zip(wanted, document.tables, strict=False):
        assert all(row.cells[0].text.startswith(letter) for row in table.rows[1:])


def test_says_the_same_as_the_sheet() -> None:
    page = load_workbook(BytesIO(render_spur_xlsx(WHOLE, Path())))["Handlingsplan"]
    found = page.tables["Handlingsplan"]
    names = [str(column.name) for column in found.tableColumns]
    in_sheet = [dict(zip(names, [cell.value for cell in row], strict=True)) for row in page[found.ref][1:]]
    in_document = rows(opened(WHOLE))
    assert len(in_document) == len(in_sheet) == len(WHOLE.plan)
    for told, row in zip(in_document, in_sheet, strict=True):
        criterion = told[0].split("\n")
        assert criterion[0] == f"{row['Kriterium']} {load_spur().criteria[str(row['Kriterium'])].title}"
        assert criterion[2] == row["Brist"]
        assert criterion[3:] == ([f"Berörda: {row['Berörda']}"] if row["Berörda"] else [])
        action = [row["Planerad åtgärd"], f"Avslutas när: {row['Avslutas när']}"]
        assert told[1].split("\n") == action + ([f"Läge: {row['Status']}"] if row["Status"] else [])
        due, follow_up = (
            value.date().isoformat() if isinstance(value, datetime) else "datum saknas"
            for value in (row["Klart senast"], row["Uppföljning"])
        )
        assert told[2:] == [due, row["Ansvarig"], follow_up, row["Ansvarig för uppföljning"]]


def test_tells_unit_day_people_pages_and_where_to_sign() -> None:
    document = opened(WHOLE)
    text = "\n".join(one.text for one in document.paragraphs)
    for told in (
        "Kliniken för öron & näsa",
        "2026-11-01",
        "Birgitta Sjöholm",
        UNREAD_REASON,
        "Okänd Övre",
        "Underskrifter",
    ):
        assert told in text, told
    below = etree.tostring(document.sections[0].footer._element).decode()
    assert 'w:instr="PAGE"' in below
    assert 'w:instr="NUMPAGES"' in below
    signed = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    assert [row[0].split("\n")[1] for row in signed] == [
        "Verksamhetschef: Birgitta Sjöholm",
        "Studierektor: Nadja Cedergren",
    ]
    assert all(cell.startswith("____") for row in signed for cell in row)


def test_weight_is_told_for_each_regulation_where_it_differs() -> None:
    criteria = load_spur().criteria
    both = (SOSFS_2015, HSLF_2021)
    assert kinds(criteria["D6"], both) == "SOSFS 2015:8, HSLF-FS 2021:8 (föreskrift)"
    assert kinds(criteria["E7"], both) == "SOSFS 2015:8 (allmänt råd), HSLF-FS 2021:8 (föreskrift)"
    assert kinds(criteria["G11"], (HSLF_2021,)) == "HSLF-FS 2021:8 (kvalitetsindikator)"


def test_nothing_to_plan_is_said() -> None:
    document = opened(empty_inspection())
    assert NO_PLAN in [one.text for one in document.paragraphs]
    assert len(document.tables) == 1
    assert "Verksamhetschef" in document.tables[0].rows[0].cells[0].text


def test_text_that_no_file_can_hold_does_not_stop_it() -> None:
    row = replace(WHOLE.plan[0], action="Gör\x00 \x0bdetta \ud800 <nu> & sedan")
    (told, *_) = rows(opened(replace(WHOLE, plan=(row,), unit_name="A\x01B")))
    assert told[1].startswith("Gör   detta ? <nu> & sedan")


@pytest.mark.parametrize("count", [1, 30])
def test_same_inspection_gives_the_same_bytes(count: int) -> None:
    once = render_plan_docx(inspection(count))
    assert render_plan_docx(inspection(count)) == once
    with ZipFile(BytesIO(once)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in package.namelist() if "thumbnail" in name]
        assert 'TargetMode="External"' not in "".join(
            package.read(name).decode() for name in package.namelist() if name.endswith(".rels")
        )
    told = Document(BytesIO(once)).core_properties
    assert told.created == told.modified == datetime(2026, 11, 1, tzinfo=UTC)
    assert (told.author, told.category, told.language) == ("stexcel", MARK, "sv-SE")
