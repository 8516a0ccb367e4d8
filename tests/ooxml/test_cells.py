"""A cell gets its value, and the rest of its sheet says what it said before."""

from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from stexcel.ooxml import CellValue, RefusedEdits, RefusedFile, write_cells
from stexcel.ooxml.book import open_book
from stexcel.ooxml.values import fill_cell
from tests.ooxml.packages import (
    MAIN,
    SHEET,
    attributes,
    canonical,
    cell_xml,
    changed_parts,
    handmade,
    relation,
    saved,
    sheet_of,
    unpacked,
    with_parts,
)


def read_by_openpyxl(data: bytes, address: str) -> object:
    return openpyxl.load_workbook(BytesIO(data))["Blad"][address].value


def read_by_calamine(data: bytes, row: int, column: int) -> object:
    sheet = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name("Blad")
    return sheet.to_python(skip_empty_area=False)[row - 1][column - 1]


@pytest.mark.parametrize(
    "value",
    ["text", "två\nrader", "  kant ", "å & <b> ”c”", 0, -3, 2.5, 1e-9, 1e300, 123456789012, True, False],
)
def test_two_readers_read_what_was_written(value: CellValue) -> None:
    result = write_cells(handmade(), {("Blad", "C2"): value})
    for found in (read_by_openpyxl(result, "C2"), read_by_calamine(result, 2, 3)):
        assert found == value
        assert isinstance(found, bool) == isinstance(value, bool)


@pytest.mark.parametrize("text", ["=1+1", "+46 70", "-", "@namn", "=HYPERLINK(A1)"])
def test_text_that_looks_like_a_formula_is_text(text: str) -> None:
    result = write_cells(handmade(), {("Blad", "A1"): text})
    cell = cell_xml(result, "A1")
    assert cell.get("t") == "inlineStr"
    assert [str(part.tag).rpartition("}")[2] for part in cell] == ["is"]
    assert read_by_calamine(result, 1, 1) == text


def test_what_xml_cannot_say_is_escaped_and_what_looks_escaped_is_kept() -> None:
    result = write_cells(handmade(), {("Blad", "A1"): "a\x01b_x0041_c\r\nd"})
    assert "".join(str(text) for text in cell_xml(result, "A1").itertext()) == "a_x0001_b_x005F_x0041_c\nd"


def test_a_day_and_a_moment_get_a_format_where_the_cell_has_none() -> None:
    result = write_cells(
        handmade('<row r="1"><c r="A1" s="3"><v>1</v></c></row>'),
        {("Blad", "A1"): date(2026, 11, 1), ("Blad", "B1"): datetime(2026, 11, 1, 13, 45, 30)},
    )
    assert read_by_openpyxl(result, "A1") == datetime(2026, 11, 1)
    assert read_by_openpyxl(result, "B1") == datetime(2026, 11, 1, 13, 45, 30)
    assert read_by_calamine(result, 1, 1) == date(2026, 11, 1)
    assert changed_parts(handmade(), result) == {SHEET, "xl/styles.xml"}


def test_a_new_format_is_added_last_and_only_once() -> None:
    source = handmade("".join(f'<row r="{r}"><c r="A{r}" s="2"/></row>' for r in (1, 2, 3)))
    once = write_cells(source, {("Blad", "A1"): date(2026, 1, 2), ("Blad", "A2"): date(2026, 1, 3)})
    again = write_cells(once, {("Blad", "A3"): date(2026, 1, 4)})
    assert unpacked(once)["xl/styles.xml"] == unpacked(again)["xl/styles.xml"]
    assert [cell_xml(again, f"A{row}").get("s") for row in (1, 2, 3)] == ["4", "4", "4"]
    (formats,) = sheet_of(again, "xl/styles.xml").iter("{*}cellXfs")
    assert [xf.get("numFmtId") for xf in formats] == ["0", "14", "0", "2", "14"]
    assert [len(xf) for xf in formats] == [0, 0, 1, 0, 1]
    assert formats[4].get("applyNumberFormat") == "1"


def test_a_day_in_a_cell_that_shows_days_keeps_its_style() -> None:
    source = handmade('<row r="1"><c r="A1" s="1"><v>1</v></c></row>')
    result = write_cells(source, {("Blad", "A1"): date(2026, 1, 2)})
    assert changed_parts(source, result) == {SHEET}
    assert cell_xml(result, "A1").get("s") == "1"


@pytest.mark.parametrize("number", [-1.0, 0, 1, 59, 60, 61, 0.25, 46000.5])
@pytest.mark.parametrize("start", ["", '<workbookPr date1904="1"/>'])
def test_a_number_in_a_cell_that_shows_days(number: float, start: str) -> None:
    source = handmade('<row r="1"><c r="A1" s="1"><v>46000</v></c></row>', book_start=start)
    cell = cell_xml(write_cells(source, {("Blad", "A1"): number}), "A1")
    assert (cell.get("s"), [float(v.text or "") for v in cell]) == ("1", [number])


def test_a_workbook_that_counts_from_1904() -> None:
    source = handmade(book_start='<workbookPr date1904="1"/>')
    result = write_cells(source, {("Blad", "A1"): date(2026, 1, 2)})
    assert read_by_openpyxl(result, "A1") == datetime(2026, 1, 2)
    assert read_by_calamine(result, 1, 1) == date(2026, 1, 2)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (date(1900, 2, 28), "före Excels kalender"),
        (datetime(2026, 1, 1, tzinfo=UTC), "tidszon"),
        (float("nan"), "talet"),
        (float("inf"), "talet"),
        (2**53 + 1, "fler siffror"),
        (10**400, "talet"),
        ("x" * 32_768, "32 767 tecken"),
        ("😀" * 16_384, "32 767 tecken"),
    ],
)
def test_what_no_cell_can_hold_is_refused(value: CellValue, why: str) -> None:
    with pytest.raises(RefusedEdits, match=f"Bladet ”Blad”, cell B7: .*{why}"):
        write_cells(handmade(), {("Blad", "B7"): value})


def test_the_longest_text_is_written() -> None:
    result = write_cells(handmade(), {("Blad", "A1"): "x" * 32_767})
    assert read_by_openpyxl(result, "A1") == "x" * 32_767


def test_an_emptied_cell_keeps_its_style_and_an_empty_place_stays_empty() -> None:
    source = handmade('<row r="1"><c r="A1" s="3" t="str"><f>"x"</f><v>x</v></c></row>')
    result = write_cells(source, {("Blad", "A1"): None, ("Blad", "C3"): "", ("Blad", "D4"): None})
    cell = cell_xml(result, "A1")
    assert (attributes(cell), len(cell)) == ({"r": "A1", "s": "3"}, 0)
    assert len(list(sheet_of(result).iter("{*}c"))) == 1


def test_what_ties_a_cell_to_a_data_type_goes_and_extensions_stay() -> None:
    cell = etree.fromstring(f'<c xmlns="{MAIN}" r="A1" s="3" cm="1" vm="2" ph="1"><v>1</v><extLst/></c>')
    fill_cell(cell, "x", from_1904=False)
    assert attributes(cell) == {"r": "A1", "s": "3", "ph": "1", "t": "inlineStr"}
    assert [str(part.tag).rpartition("}")[2] for part in cell] == ["is", "extLst"]


def test_a_new_cell_takes_the_style_of_its_row_else_of_its_column() -> None:
    source = handmade(
        '<row r="2" s="3" customFormat="1"><c r="A2" s="2"/></row><row r="3" s="3"/>',
        before='<cols><col min="2" max="3" width="9" style="2"/></cols>',
    )
    result = write_cells(source, {("Blad", at): 1 for at in ("B2", "B3", "C9", "D9")})
    assert [cell_xml(result, at).get("s") for at in ("B2", "B3", "C9", "D9")] == ["3", "2", "2", None]


def test_the_extent_and_the_spans_grow_where_they_are_given() -> None:
    source = handmade(
        '<row r="2" spans="2:3"><c r="B2"><v>1</v></c></row><row r="3"><c r="B3"/></row>',
        before='<dimension ref="B2:C3"/>',
    )
    result = write_cells(source, {("Blad", "F2"): 1, ("Blad", "A3"): 1, ("Blad", "A9"): 1})
    tree = sheet_of(result)
    assert [e.get("ref") for e in tree.iter("{*}dimension")] == ["A2:F9"]
    assert [(e.get("r"), e.get("spans")) for e in tree.iter("{*}row")] == [("2", "2:6"), ("3", None), ("9", None)]


def test_no_extent_is_added_and_none_grows_for_an_emptied_cell() -> None:
    assert not list(sheet_of(write_cells(handmade(), {("Blad", "C3"): 1})).iter("{*}dimension"))
    source = handmade('<row r="1"><c r="A1"/></row>', before='<dimension ref="A1"/>')
    assert b'ref="A1"' in unpacked(write_cells(source, {("Blad", "C3"): None}))[SHEET]


def test_rows_and_cells_without_addresses_keep_their_places() -> None:
    source = handmade(
        "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row><row r='6'><c><v>4</v></c></row>"
    )
    result = write_cells(source, {("Blad", "B1"): 20, ("Blad", "D1"): 5, ("Blad", "A4"): 40})
    assert [[read_by_openpyxl(result, f"{c}{r}") for c in "ABCD"] for r in (1, 2, 4, 6)] == [
        [1, 20, None, 5],
        [3, None, None, None],
        [40, None, None, None],
        [4, None, None, None],
    ]


def test_what_follows_a_new_row_or_cell_gets_its_address_first() -> None:
    source = handmade(
        '<row r="2"><c r="B2"><v>1</v></c></row><row><c r="A3"><v>3</v></c></row>'
        '<row r="8"><c r="C8"><v>8</v></c><c><v>9</v></c></row><row><c><v>10</v></c></row>'
    )
    result = write_cells(source, {("Blad", "A1"): 0, ("Blad", "A2"): 2, ("Blad", "A8"): 7, ("Blad", "A5"): 5})
    grid = [[read_by_calamine(result, r, c) for c in (1, 2, 3, 4)] for r in (1, 2, 3, 5, 8, 9)]
    assert grid == [
        [0, "", "", ""],
        [2, 1, "", ""],
        [3, "", "", ""],
        [5, "", "", ""],
        [7, "", 8, 9],
        [10, "", "", ""],
    ]


def test_a_row_known_by_its_cells_gets_its_number_before_a_new_one_comes_in_between() -> None:
    source = handmade('<row r="2"/><row><c r="A7"><v>7</v></c></row>')
    result = write_cells(source, {("Blad", "A5"): 5})
    assert [row.get("r") for row in sheet_of(result).iter("{*}row")] == ["2", "5", "7"]
    assert [read_by_calamine(result, row, 1) for row in (5, 7)] == [5, 7]


def test_a_target_with_escaped_letters_is_found() -> None:
    parts = unpacked(handmade())
    name = "xl/_rels/workbook.xml.rels"
    source = with_parts(handmade(), {name: parts[name].replace(b"sheet1.xml", b"sheet%31.xml")})
    assert changed_parts(source, write_cells(source, {})) == set()
    package, book = open_book(source)
    assert [package.read(sheet.part) for sheet in book.sheets] == [parts[SHEET]]


def test_rows_and_cells_out_of_order_are_found() -> None:
    source = handmade(
        '<row r="5"><c r="C5"><v>5</v></c><c r="A5"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'
    )
    result = write_cells(source, {("Blad", "A2"): 20, ("Blad", "A5"): 10, ("Blad", "B5"): 11, ("Blad", "A3"): 3})
    assert [read_by_openpyxl(result, at) for at in ("A2", "A3", "A5", "B5", "C5")] == [20, 3, 10, 11, 5]


def test_a_row_that_comes_in_two_pieces() -> None:
    source = handmade('<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>')
    result = write_cells(source, {("Blad", "B1"): 9})
    assert [e.text for e in sheet_of(result).iter("{*}v")] == ["1", "9"]


def test_only_the_intended_elements_of_the_sheet_differ() -> None:
    source = handmade(
        '<row r="1" ht="20" customHeight="1"><c r="A1" s="3"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>',
        before='<sheetPr><tabColor rgb="FF00FF00"/></sheetPr><dimension ref="A1:B9"/><!-- anm -->',
        after='<mergeCells count="1"><mergeCell ref="D1:E2"/></mergeCells><pageMargins left="1" right="1" top="1" '
        'bottom="1" header="0" footer="0"/><extLst><ext uri="{x}" xmlns:z="urn:z"><z:a b="&#10;&amp;"/></ext></extLst>',
        parts={"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><r><rPr><b/></rPr><t>fet</t></r></si></sst>'},
        book_relations=relation("rId3", "sharedStrings", "sharedStrings.xml"),
    )
    result = write_cells(source, {("Blad", "A1"): "ny", ("Blad", "D1"): "sammanslagen"})
    paths = ("//*[local-name()='c'][@r='A1' or @r='D1']", "//*[local-name()='dimension']")
    assert canonical(unpacked(source)[SHEET], *paths) == canonical(unpacked(result)[SHEET], *paths)


def test_merged_cells_take_text_in_the_first_cell_only() -> None:
    source = handmade(after='<mergeCells><mergeCell ref="B2:C3"/></mergeCells>')
    assert read_by_openpyxl(write_cells(source, {("Blad", "B2"): "x"}), "B2") == "x"
    with pytest.raises(RefusedEdits, match=r"cell C3: cellen är sammanslagen .*Skriv i B2 i stället"):
        write_cells(source, {("Blad", "C3"): "x"})


def test_a_locked_cell_is_refused_unless_asked_for_and_the_protection_stays() -> None:
    source = handmade(
        '<row r="1"><c r="A1"/><c r="B1" s="2"/></row>', after='<sheetProtection sheet="1" password="ABCD"/>'
    )
    assert read_by_openpyxl(write_cells(source, {("Blad", "B1"): "x"}), "B1") == "x"
    with pytest.raises(RefusedEdits, match="cell A1: bladet är skyddat och cellen är låst"):
        write_cells(source, {("Blad", "A1"): "x", ("Blad", "B1"): "y"})
    forced = write_cells(source, {("Blad", "A1"): "x"}, force=True)
    assert [e.get("password") for e in sheet_of(forced).iter("{*}sheetProtection")] == ["ABCD"]


def test_a_sheet_whose_protection_is_off_is_not_protected() -> None:
    source = handmade(after='<sheetProtection sheet="0" objects="1"/>')
    assert read_by_openpyxl(write_cells(source, {("Blad", "A1"): "x"}), "A1") == "x"


def test_the_heading_of_a_table_must_say_what_the_table_says() -> None:
    source = _with_table('headerRowCount="1"')
    assert read_by_openpyxl(write_cells(source, {("Blad", "A2"): "x"}), "A2") == "x"
    assert write_cells(source, {("Blad", "B1"): "Datum"})
    with pytest.raises(RefusedEdits, match="rubriken ”Datum” i tabellen ”Kurser”"):
        write_cells(source, {("Blad", "B1"): "Dag"})
    assert write_cells(_with_table('headerRowCount="0"'), {("Blad", "B1"): "Dag"})


def test_a_cell_in_a_pivot_table_is_refused() -> None:
    pivot = f'<pivotTableDefinition xmlns="{MAIN}"><location ref="A3:B9"/></pivotTableDefinition>'
    source = handmade(
        parts={"xl/pivotTables/p.xml": pivot},
        sheet_relations=relation("rId1", "pivotTable", "../pivotTables/p.xml"),
    )
    assert write_cells(source, {("Blad", "A2"): 1})
    with pytest.raises(RefusedEdits, match="pivottabell"):
        write_cells(source, {("Blad", "B4"): 1})


def test_all_reasons_come_at_once_and_nothing_is_written() -> None:
    source = handmade(after='<mergeCells><mergeCell ref="B2:C3"/></mergeCells>')
    with pytest.raises(RefusedEdits) as caught:
        write_cells(source, {("Blad", "C3"): 1, ("Blad", "D1"): float("nan"), ("Blad", "E1"): 1})
    assert [reason.partition(":")[0] for reason in caught.value.reasons] == [
        "Bladet ”Blad”, cell C3",
        "Bladet ”Blad”, cell D1",
    ]


@pytest.mark.parametrize("cell", ["", "7B", "A0", "A1048577", "XFE1", "A1:B2", "ÅÄ1", "AAAA1"])
def test_what_is_no_address_is_refused(cell: str) -> None:
    with pytest.raises(RefusedEdits, match="ingen celladress"):
        write_cells(handmade(), {("Blad", cell): 1})


def test_an_unknown_sheet_is_refused_with_those_there_are() -> None:
    with pytest.raises(RefusedEdits, match=r"inget sådant blad\. Arbetsboken har bladen ”Blad”"):
        write_cells(handmade(), {("Blat", "A1"): 1})


def test_sheets_are_found_whatever_their_case_and_the_last_edge_of_a_sheet_is_written() -> None:
    result = write_cells(handmade(), {("BLAD", "$XFD$1"): "sist"})
    assert read_by_openpyxl(result, "XFD1") == "sist"


def test_a_chart_sheet_has_no_cells() -> None:
    workbook = openpyxl.Workbook()
    workbook.create_chartsheet("Diagram")
    with pytest.raises(RefusedEdits, match="diagram"):
        write_cells(saved(workbook), {("Diagram", "A1"): 1})


def test_sheets_are_found_through_relationships_absolute_and_in_any_order() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title = "Blad"  # type: ignore[union-attr]
    workbook.create_sheet("Ett").sheet_state = "hidden"
    source = saved(workbook)
    relations = unpacked(source)["xl/_rels/workbook.xml.rels"]
    swapped = relations.replace(b"sheet1", b"sheetX").replace(b"sheet2", b"SHEET1").replace(b"sheetX", b"sheet2")
    source = with_parts(source, {"xl/_rels/workbook.xml.rels": swapped})
    assert b'Target="/xl/worksheets/sheet2.xml"' in swapped
    result = write_cells(source, {("Blad", "A1"): "rätt"})
    assert changed_parts(source, result) == {"xl/worksheets/sheet2.xml"}
    assert read_by_calamine(result, 1, 1) == "rätt"


def test_a_signed_file_is_refused() -> None:
    origin = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    parts = unpacked(handmade(parts={"_xmlsignatures/origin.sigs": ""}))
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        b"</Rel", relation("rId9", origin, "_xmlsignatures/origin.sigs").encode() + b"</Rel"
    )
    with pytest.raises(Exception, match="digitalt signerad"):
        write_cells(with_parts(handmade(), parts), {("Blad", "A1"): 1})


def _with_table(header: str) -> bytes:
    table = (
        f'<table xmlns="{MAIN}" id="1" name="T" displayName="Kurser" ref="A1:B3" {header}><tableColumns count="2">'
        '<tableColumn id="1" name="Kurs"/><tableColumn id="2" name="Datum"/></tableColumns></table>'
    )
    return handmade(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Kurs</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>Datum</t></is></c></row>',
        after='<tableParts count="1"><tablePart r:id="rId1"/></tableParts>',
        parts={"xl/tables/table1.xml": table},
        sheet_relations=relation("rId1", "table", "../tables/table1.xml"),
    )


def test_macros_stay_as_they_are() -> None:
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    plain = handmade(parts={"xl/vbaProject.bin": b"\0macro"}, book_relations=relation("rId7", kind, "vbaProject.bin"))
    types = unpacked(plain)["[Content_Types].xml"].replace(
        b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
    )
    source = with_parts(plain, {"[Content_Types].xml": types})
    result = write_cells(source, {("Blad", "A1"): "x"})
    assert changed_parts(source, result) == {SHEET}
    assert read_by_openpyxl(result, "A1") == "x"


def test_xml_nested_beyond_reason_is_refused() -> None:
    deep = "<a>" * 5000 + "</a>" * 5000
    with pytest.raises(RefusedFile, match="skadad"):
        write_cells(handmade(after=f"<extLst>{deep}</extLst>"), {("Blad", "A1"): 1})
