"""Files that the usual reader cannot open are written all the same, and checked by a second reader."""

import pytest

from stexcel.ooxml import CellEdit, FaultyResult, RefusedFile, Written, apply, write_cells
from stexcel.ooxml.book import open_book
from stexcel.ooxml.readers import PlainReader, UsualReader
from stexcel.ooxml.verify import opened, verify
from stexcel.workbook import WorkbookError
from tests.ooxml.packages import HEAD, MAIN, SHEET, changed_parts, handmade, relation, sheet_of, unpacked, with_parts

_STRINGS = (
    f'{HEAD}<sst xmlns="{MAIN}"><si><t>delad</t></si>'
    '<si><r><t xml:space="preserve">två </t></r><r><t>delar</t></r></si></sst>'
)
_ROWS = (
    '<row><c t="s"><v>1</v></c><c t="b"><v>1</v></c></row><row r="4"><c r="B4"><v>2.5</v></c>'
    '<c t="inlineStr"><is><t>här</t><rPh sb="0" eb="1"><t>x</t></rPh></is></c><c r="F4" t="e"><v>#N/A</v></c></row>'
)
_SOURCE = handmade(
    _ROWS,
    parts={"xl/sharedStrings.xml": _STRINGS},
    book_relations=relation("rId3", "sharedStrings", "sharedStrings.xml"),
)
_UNUSUAL = with_parts(
    _SOURCE, {SHEET: unpacked(_SOURCE)[SHEET].replace(b'<c r="F4" t="e">', b'<c r="F4" t="ny sort">')}
)
"""The usual reader does not know the type of a cell."""


def plain(data: bytes) -> PlainReader:
    return PlainReader(*open_book(data))


def test_the_plain_reader_reads_what_the_usual_one_does() -> None:
    usual, other = UsualReader(_SOURCE).read("Blad"), plain(_SOURCE).read("Blad")
    for number, row in other.items():
        for column, value in enumerate(row):
            if column != 5:
                assert value == usual[number][column]
    assert other[4] == ["", 2.5, "här", "", "", "#N/A"]
    assert plain(_SOURCE).tabs() == [("Blad", "visible")]


def test_an_unusual_file_is_written_and_checked() -> None:
    with pytest.raises(WorkbookError):
        UsualReader(_UNUSUAL).read("Blad")
    result = write_cells(_UNUSUAL, {("Blad", "B4"): "ny", ("Blad", "A9"): 3})
    assert plain(result).read("Blad")[4] == ["", "ny", "här", "", "", "#N/A"]
    assert plain(result).read("Blad")[9] == [3.0]
    assert changed_parts(_UNUSUAL, result) == {SHEET}


def test_a_fault_in_an_unusual_file_is_found() -> None:
    edits = [CellEdit("Blad", "B4", "ny")]
    written = apply(_UNUSUAL, edits)
    faulty = with_parts(written.data, {SHEET: unpacked(written.data)[SHEET].replace(b"<t>ny</t>", b"<t>my</t>")})
    with pytest.raises(FaultyResult, match="B4"):
        verify(opened(_UNUSUAL), Written(faulty), edits)


def test_one_far_cell_does_not_stop_a_patch() -> None:
    source = handmade('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')
    with pytest.raises(WorkbookError):
        UsualReader(source)
    result = write_cells(source, {("Blad", "A2"): "x"})
    assert [cell.get("r") for cell in sheet_of(result).iter("{*}c")] == ["A1", "A2", "XFD1048576"]


def test_far_cells_cost_nothing_where_only_the_changed_rows_are_read() -> None:
    rows = "".join(f'<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>' for row in range(1, 1300))
    result = write_cells(handmade(rows, before='<dimension ref="A1:B2"/>'), {("Blad", "A2"): "x"})
    assert [cell.get("r") for cell in sheet_of(result).iter("{*}c")][:4] == ["XFD1", "A2", "XFD2", "XFD3"]


def test_a_sheet_too_large_to_check_is_refused() -> None:
    # A sheet whose rows do not say their numbers has to be read as a whole.
    rows = "".join(f'<row><c r="XFD{row}"><v>1</v></c></row>' for row in range(1, 1300))
    with pytest.raises(RefusedFile, match="inte går att kontrollera"):
        write_cells(handmade(rows, before='<dimension ref="A1:B2"/>'), {("Blad", "A2"): "x"})
