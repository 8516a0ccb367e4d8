"""Whatever is wrong with a file: a Swedish sentence, or a result that holds, never anything else."""

import contextlib
import re
import zipfile
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stexcel.ooxml import (
    CellEdit,
    Column,
    Edit,
    GrowTable,
    Hyperlink,
    InsertRows,
    NewSheet,
    Note,
    Notes,
    apply,
    write_cells,
)
from stexcel.workbook import WorkbookError
from tests.ooxml.lists import clinic, with_table
from tests.ooxml.packages import MAIN, SHEET, archive, changed_parts, handmade, relation, sheet_of, unpacked, with_parts
from tests.ooxml.test_producers import rich_openpyxl, rich_xlsxwriter

_EDITS: list[Edit] = [
    CellEdit("Blad", "B5", "x"),
    CellEdit("Blad", "A2", 3),
    Notes("stexcel", (Note("Blad", "A2", "x"),)),
    NewSheet("Kontroll", "_k", (Column("Kod", 9),), (("x",),)),
    Hyperlink("Blad", "A2", "https://exempel.se/"),
    InsertRows("Blad", 3, 2),
]
_SOURCES = [rich_openpyxl(), rich_xlsxwriter(), clinic(), with_table(totals=True)]
_ATTRIBUTE = re.compile(rb'(?<==")[^"]*(?=")')
_TOUCHED = ("sheet1.xml", "workbook.xml", "styles.xml", "comments1.xml", ".vml", ".rels", "calcChain.xml", "table1.xml")


def tried(data: bytes) -> None:
    for edits in (_EDITS, [GrowTable("Kurser", 2)]):
        with contextlib.suppress(WorkbookError):
            apply(data, edits)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(_SOURCES), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_flipped_bytes(source: bytes, flips: list[tuple[float, int]]) -> None:
    damaged = bytearray(source)
    for at, value in flips:
        damaged[min(int(at * len(source)), len(source) - 1)] = value
    tried(bytes(damaged))


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_strange_values_of_attributes(data: st.DataObject) -> None:
    source = data.draw(st.sampled_from(_SOURCES))
    parts = unpacked(source)
    name = data.draw(st.sampled_from([name for name in parts if name.endswith(_TOUCHED)]))
    spans = [match.span() for match in _ATTRIBUTE.finditer(parts[name])]
    first, last = data.draw(st.sampled_from(spans))
    value = data.draw(st.sampled_from([b"", b"-1", b"x", b"A0", b"7", b"99999999999", b"nan", b"1e999", b"A1:ZZZZ9"]))
    tried(with_parts(source, {name: parts[name][:first] + value + parts[name][last:]}))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_missing_parts(data: st.DataObject) -> None:
    source = data.draw(st.sampled_from(_SOURCES))
    parts = unpacked(source)
    gone = data.draw(st.sampled_from(list(parts)))
    tried(archive({name: content for name, content in parts.items() if name != gone}))


def test_a_sheet_that_never_had_a_cell_gets_its_first() -> None:
    source = with_parts(handmade(), {SHEET: f'<worksheet xmlns="{MAIN}"><pageMargins left="1"/></worksheet>'})
    result = write_cells(source, {("Blad", "A1"): 1})
    assert [str(element.tag).rpartition("}")[2] for element in sheet_of(result)] == ["sheetData", "pageMargins"]


_PART = "xl/worksheets/_rels/sheet1.xml.rels"
_FORMULA = '<row r="1"><c r="B1"><f>1+1</f><v>2</v></c></row>'


@pytest.mark.parametrize("cell", ["B1", "C9"])
@pytest.mark.parametrize(
    "source",
    [
        with_parts(handmade(_FORMULA), {"xl/styles.xml": "<styleSheet"}),
        with_parts(handmade(_FORMULA), {"xl/styles.xml": b""}),
        with_parts(handmade(_FORMULA), {_PART: "<Relationships"}),
        *(
            handmade(
                _FORMULA, parts={f"xl/{name}": "<x"}, book_relations=relation("rId5", kind, name), sheet_relations=own
            )
            for name, kind, own in (
                ("sharedStrings.xml", "sharedStrings", ""),
                ("calcChain.xml", "calcChain", ""),
                ("theme1.xml", "theme", ""),
                ("tables/table1.xml", "customXml", relation("rId1", "table", "../tables/table1.xml")),
                ("p.xml", "customXml", relation("rId1", "pivotTable", "../p.xml")),
            )
        ),
    ],
)
def test_what_programs_do_without_may_be_damaged_and_stays_so(source: bytes, cell: str) -> None:
    result = write_cells(source, {("Blad", cell): "ny"})
    assert changed_parts(source, result) <= {SHEET, "xl/workbook.xml"}
    assert "ny" in "".join(str(text) for text in sheet_of(result).itertext())


def test_a_day_needs_styles_that_can_be_read() -> None:
    source = with_parts(handmade(), {"xl/styles.xml": "<styleSheet"})
    with pytest.raises(WorkbookError, match=r"xl/styles\.xml .* skadad"):
        write_cells(source, {("Blad", "A1"): date(2026, 1, 2)})


def test_a_part_whose_checksum_is_wrong_stays_as_it_is() -> None:
    source = handmade(parts={"xl/media/bild.png": b"png" * 50})
    at = source.rfind(b"xl/media/bild.png") - 46 + 16
    broken = source[:at] + bytes([source[at] ^ 1]) + source[at + 1 :]
    result = write_cells(broken, {("Blad", "A1"): "x"})
    with zipfile.ZipFile(BytesIO(result)) as archived:
        assert archived.testzip() == "xl/media/bild.png"


def test_two_tabs_that_show_the_same_part() -> None:
    book = unpacked(handmade())["xl/workbook.xml"]
    twice = book.replace(b"</sheets>", b'<sheet name="Igen" sheetId="9" r:id="rId1"/></sheets>')
    result = write_cells(with_parts(handmade(), {"xl/workbook.xml": twice}), {("Igen", "A1"): "x"})
    assert list(sheet_of(result).itertext()) == ["x"]


def test_a_drawing_that_is_missing_is_made_anew() -> None:
    source = handmade(
        after='<legacyDrawing r:id="rId9"/>', sheet_relations=relation("rId9", "vmlDrawing", "../drawings/borta.vml")
    )
    result = apply(source, [Notes("stexcel", (Note("Blad", "A1", "x"),))]).data
    assert unpacked(result)[SHEET].count(b"<legacyDrawing") == 1


def test_a_file_in_another_format_is_refused() -> None:
    for data in (b"", b"a;b", b"%PDF-1.7", b"<html></html>"):
        with pytest.raises(WorkbookError):
            write_cells(data, {})
