"""New rows in a list: what stands below moves, what refers to it follows, and what cannot is refused."""

import re
from pathlib import Path

import openpyxl
import pytest

from stexcel.ooxml import CellEdit, GrowTable, InsertRows, NewRows, RefusedEdits, apply
from tests.ooxml.lists import clinic, with_table
from tests.ooxml.packages import (
    HEAD,
    MAIN,
    RELATIONS,
    SHEET,
    changed_parts,
    handmade,
    opened,
    relation,
    sheet_of,
    unpacked,
    with_parts,
)
from tests.ooxml.test_producers import through_libreoffice

_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM = "http://schemas.microsoft.com/office/excel/2006/main"


def grown(source: bytes, after: int = 10, count: int = 3, *, grow: bool = True) -> bytes:
    return apply(source, [InsertRows("Blad", after, count, grow)]).data


def unsaved(data: bytes) -> bytes:
    """The workbook without the saved values of its formulas, which LibreOffice would believe."""
    parts = {name: part for name, part in unpacked(data).items() if "worksheets/sheet" in name}
    return with_parts(data, {name: re.sub(rb"</f><v>[^<]*</v>", b"</f>", part) for name, part in parts.items()})


def xml(data: bytes, part: str = SHEET) -> str:
    return unpacked(data)[part].decode()


def found(pattern: str, data: bytes, part: str = SHEET) -> list[str]:
    """What the group of the pattern has matched."""
    return re.findall(pattern, xml(data, part))


def test_the_list_and_all_around_it_has_the_new_rows() -> None:
    result = grown(clinic())
    book = opened(result)
    sheet, other = book["Blad"], book["Mål a"]
    assert (sheet["A10"].value, sheet["A11"].value, sheet["A14"].value) == ("Kurs 10", None, "Summa")
    assert sheet["C14"].value == "=SUM(C2:C13)"
    assert sheet["D14"].value == "=C14+$C$3+SUM(C3:C14)"
    assert sheet["L3"].value == "=AVERAGE(C2:C13)"
    assert sheet["A18"].value == "=A14&C14"
    assert [other[cell].value for cell in ("A1", "A2")] == ["=SUM(Blad!C2:C13)", "=Blad!C14"]
    assert other["A5"].value == '=VLOOKUP("Kurs 9",Blad!$A$2:$C$13,3,FALSE)'
    assert {name: book.defined_names[name].attr_text for name in ("Kurser", "Slut")} == {
        "Kurser": "Blad!$A$2:$C$13",
        "Slut": "Blad!$C$14",
    }
    assert (sheet.auto_filter.ref, sheet.print_area, sheet.print_title_rows) == ("A1:F13", "'Blad'!$A$1:$F$19", "$1:$1")
    assert [brk.id for brk in sheet.row_breaks.brk] == [13, 23]
    assert found(r"<c:f>([^<]*)", result, "xl/charts/chart1.xml") == ["Blad!$A$2:$A$13", "Blad!$C$2:$C$13"]
    assert found(r"<xdr:row>(\d+)", result, "xl/drawings/drawing1.xml") == ["17", "31"]
    assert found(r"<xm:(?:f|sqref)>([^<]*)", result) == ["C2:C13", "Blad!C2:C13", "M14"]


def test_the_new_rows_are_like_the_last_row_of_the_list() -> None:
    result = grown(clinic())
    sheet = opened(result)["Blad"]
    for row in (11, 12, 13):
        assert sheet.row_dimensions[row].height == sheet.row_dimensions[10].height
        assert sheet[f"A{row}"].font.b
        assert sheet[f"A{row}"].value is None
        assert sheet[f"D{row}"].value == f"=SUM(C$2:C{row})"
        assert sheet[f"E{row}"].value == f"=C{row}*2"
    assert sheet["D10"].value == "=SUM(C$2:C10)"
    assert {"G10:I10", "G11:I11", "G13:I13", "J2:J13"} <= {str(area) for area in sheet.merged_cells.ranges}
    assert [str(choice.sqref) for choice in sheet.data_validations.dataValidation] == ["F2:F13"]
    assert [choice.formula1 for choice in sheet.data_validations.dataValidation] == ["$A$17:$A$19"]
    (formats,) = [area for area in sheet.conditional_formatting if str(area.sqref) == "C2:C13"]
    assert [rule.formula for rule in formats.rules if rule.formula] == [["$C2>$C$14"]]


def test_notes_links_and_buttons_move_with_their_cells() -> None:
    result = grown(clinic())
    book = opened(result)
    notes = {cell.coordinate for row in book["Blad"] for cell in row if cell.comment}
    assert notes == {"A3", "A14"}
    assert found(r"<x:Row>(\d+)", result, "xl/drawings/vmlDrawing1.vml") == ["2", "13"]
    assert found(r"<x:Anchor>([^<]*)", result, "xl/drawings/vmlDrawing1.vml")[0] == "7, 0, 15, 0, 8, 0, 16, 0"
    links = {cell.coordinate: cell.hyperlink for row in book["Blad"] for cell in row if cell.hyperlink}
    assert {at: link.location or link.target for at, link in links.items()} == {
        "A23": "'Mål a'!A3",
        "A24": "https://exempel.se/",
    }
    assert book["Mål a"]["A3"].hyperlink.location == "Blad!A14"


def test_without_growing_only_what_goes_on_below_has_the_rows() -> None:
    result = grown(clinic(), grow=False)
    sheet = opened(result)["Blad"]
    assert (sheet["C14"].value, sheet["D14"].value) == ("=SUM(C2:C10)", "=C14+$C$3+SUM(C3:C14)")
    assert sheet["D11"].value is None
    assert sheet["A11"].font.b
    assert [str(choice.sqref) for choice in sheet.data_validations.dataValidation] == ["F2:F13"]
    assert "J2:J10" in {str(area) for area in sheet.merged_cells.ranges}


def test_parts_that_refer_to_nothing_below_are_the_same_bytes() -> None:
    source = clinic()
    result = grown(source)
    assert changed_parts(source, result) == {
        SHEET,
        "xl/worksheets/sheet2.xml",
        "xl/workbook.xml",
        "xl/charts/chart1.xml",
        "xl/drawings/drawing1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/comments1.xml",
    }
    at_the_end = grown(source, 40, 1)
    assert changed_parts(source, at_the_end) <= {SHEET, "xl/workbook.xml"}


def test_cells_are_counted_as_they_are_when_the_rows_are_there() -> None:
    written = apply(clinic(), [CellEdit("Blad", "A11", "Ny kurs"), InsertRows("Blad", 10, 2), InsertRows("Blad", 2)])
    assert written.new_rows == (NewRows("Blad", 11, 2), NewRows("Blad", 3, 1))
    sheet = opened(written.data)["Blad"]
    assert [sheet[f"A{row}"].value for row in (2, 3, 4, 11, 12, 14)] == [
        "Kurs 2",
        None,
        "Kurs 3",
        "Ny kurs",
        None,
        "Summa",
    ]


def test_libreoffice_computes_the_same_before_and_after(tmp_path: Path) -> None:
    source = clinic()
    result = grown(source)
    for name in ("före", "efter"):
        (tmp_path / name).mkdir()
    before = opened(through_libreoffice(unsaved(source), tmp_path / "före"), data_only=True)
    after = opened(through_libreoffice(unsaved(result), tmp_path / "efter"), data_only=True)
    for sheet in before:
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            moved = number + (3 if sheet.title == "Blad" and number > 10 else 0)
            for column, value in enumerate(row, 1):
                assert after[sheet.title].cell(moved, column).value == value, (sheet.title, number, column)
    assert [after["Blad"][f"D{row}"].value for row in (10, 11, 13)] == [54, 54, 54]


def test_a_table_grows_above_its_totals_and_its_formulas_go_on() -> None:
    result = apply(with_table(totals=True), [GrowTable("kurser", 2)])
    assert result.new_rows == (NewRows("Blad", 4, 2),)
    sheet = opened(result.data)["Blad"]
    table = sheet.tables["Kurser"]
    assert (table.ref, table.autoFilter.ref, table.totalsRowCount) == ("A1:C6", "A1:C5", 1)
    assert [sheet[f"C{row}"].value for row in (3, 4, 5)] == ["=Kurser[[#This Row],[Dagar]]*2"] * 3
    assert sheet["B6"].value == "=SUBTOTAL(109,[Dagar])"
    assert sheet["A9"].value == "under"


def test_a_table_takes_the_free_rows_under_it_and_moves_nothing() -> None:
    source = with_table(totals=False)
    result = apply(source, [GrowTable("Kurser", 2)])
    sheet = opened(result.data)["Blad"]
    assert (sheet.tables["Kurser"].ref, sheet.tables["Kurser"].autoFilter.ref) == ("A1:C5", "A1:C5")
    assert sheet["C5"].value == "=Kurser[[#This Row],[Dagar]]*2"
    assert (sheet["A7"].value, sheet["E4"].value) == ("under", "bredvid")
    assert sheet["E1"].value == "=SUM(B2:B5)"
    assert apply(source, [GrowTable("Kurser", 4)]).new_rows == (NewRows("Blad", 4, 4),)
    moved = opened(apply(source, [GrowTable("Kurser", 4)]).data)["Blad"]
    assert (moved["A11"].value, moved["E8"].value, moved["E1"].value) == ("under", "bredvid", "=SUM(B2:B7)")


def test_a_row_under_a_table_is_the_tables_if_the_list_grows() -> None:
    result = grown(with_table(totals=False), 3, 1)
    assert opened(result)["Blad"].tables["Kurser"].ref == "A1:C4"
    apart = grown(with_table(totals=False), 3, 1, grow=False)
    assert opened(apart)["Blad"].tables["Kurser"].ref == "A1:C3"


def test_shared_formulas_become_formulas_of_their_own() -> None:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>{row}</v></c><c r="B{row}">'
        f'<f t="shared" {ref}si="0">{text}</f><v>1</v></c></row>'
        for row, ref, text in ((1, 'ref="B1:B4" ', "A1+$A$4"), (2, "", ""), (3, "", ""), (4, "", ""))
    )
    result = grown(handmade(rows), 2, 1, grow=False)
    sheet = opened(result)["Blad"]
    assert [sheet[f"B{row}"].value for row in (1, 2, 4, 5)] == ["=A1+$A$5", "=A2+$A$5", "=A4+$A$5", "=A5+$A$5"]


def test_rows_without_numbers_and_out_of_order() -> None:
    result = grown(handmade('<row><c><v>1</v></c></row><row r="5"><c r="A5"><v>5</v></c></row><row r="3"/>'), 1, 2)
    assert [(row.get("r"), len(row)) for row in sheet_of(result).iter("{*}row")] == [
        ("1", 1),
        ("2", 0),
        ("3", 0),
        ("7", 1),
        ("5", 0),
    ]
    assert opened(result)["Blad"]["A7"].value == 5


def test_ranges_in_extensions_follow() -> None:
    extension = (
        f'<extLst><ext xmlns:x14="{_X14}" xmlns:xm="{_XM}" uri="u"><x14:dataValidations count="1"><x14:dataValidation>'
        "<x14:formula1><xm:f>Annat!$A$1:$A$9</xm:f></x14:formula1><x14:formula2><xm:f>$D$9</xm:f></x14:formula2>"
        "<xm:sqref>B2:B3 C9</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
    )
    result = grown(handmade('<row r="3"><c r="A3"/></row>', after=extension), 3, 2)
    assert found(r"<xm:(?:f|sqref)>([^<]*)", result) == ["Annat!$A$1:$A$9", "$D$11", "B2:B5 C11"]


def test_watches_breaks_scenarios_and_protected_ranges_follow() -> None:
    after = (
        '<protectedRanges><protectedRange sqref="A2:A3" name="Fritt"/></protectedRanges>'
        '<scenarios><scenario name="s"><inputCells r="B4" val="1"/></scenario></scenarios>'
        '<autoFilter ref="A1:B9"><sortState ref="A2:B9"><sortCondition ref="B2:B9"/></sortState></autoFilter>'
        '<dataConsolidate><dataRefs><dataRef ref="A4" sheet="Annat"/></dataRefs></dataConsolidate>'
        '<rowBreaks count="2"><brk id="3" max="16383"/><brk id="8" max="16383"/></rowBreaks>'
        '<colBreaks count="1"><brk id="4" max="8"/></colBreaks><cellWatches><cellWatch r="C9"/></cellWatches>'
        '<ignoredErrors><ignoredError sqref="B1:B3 D9" numberStoredAsText="1"/></ignoredErrors>'
    )
    views = (
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="5" topLeftCell="A6" state="frozen"/>'
        '<selection activeCell="C9" sqref="C9"/></sheetView></sheetViews>'
    )
    text = xml(grown(handmade(before=views, after=after), 3, 2))
    for piece in (
        'protectedRange sqref="A2:A5"',
        'inputCells r="B6"',
        'autoFilter ref="A1:B11"',
        'sortState ref="A2:B11"',
        'sortCondition ref="B2:B11"',
        'dataRef ref="A4"',
        'brk id="5" max="16383"',
        'brk id="10" max="16383"',
        'brk id="4" max="8"',
        'cellWatch r="C11"',
        'sqref="B1:B5 D11"',
        'ySplit="7" topLeftCell="A8"',
        'activeCell="C11" sqref="C11"',
    ):
        assert piece in text, piece


def test_threads_pivots_sources_controls_and_parameters_follow() -> None:
    threads = '<ThreadedComments xmlns="t"><threadedComment ref="A9" id="1"/></ThreadedComments>'
    pivot = f'<pivotTableDefinition xmlns="{MAIN}"><location ref="D9:E12"/></pivotTableDefinition>'
    cache = (
        f'<pivotCacheDefinition xmlns="{MAIN}"><cacheSource type="worksheet">'
        '<worksheetSource ref="A1:B3" sheet="Blad"/>'
        '</cacheSource><rangeSet ref="A9" sheet="Annat"/></pivotCacheDefinition>'
    )
    control = '<formControlPr xmlns="c" fmlaLink="$B$9" fmlaRange="Blad!$A$2:$A$3"/>'
    parameters = f'<connections xmlns="{MAIN}"><parameter cell="Blad!$A$9"/></connections>'
    parts = {
        "xl/threads.xml": threads,
        "xl/pivot.xml": pivot,
        "xl/cache.xml": cache,
        "xl/control.xml": control,
        "xl/connections.xml": parameters,
    }
    own = "".join(
        relation(f"rId{number}", kind, f"../{name}.xml")
        for number, (kind, name) in enumerate(
            [("threadedComment", "threads"), ("pivotTable", "pivot"), ("ctrlProp", "control")], 1
        )
    )
    wide = relation("rId8", "pivotCacheDefinition", "cache.xml") + relation("rId9", "connections", "connections.xml")
    source = handmade('<row r="3"><c r="A3"/></row>', parts=parts, sheet_relations=own, book_relations=wide)
    result = grown(source, 3, 2)
    assert 'ref="A11"' in xml(result, "xl/threads.xml")
    assert 'ref="D11:E14"' in xml(result, "xl/pivot.xml")
    assert found(r'(ref="[^"]*" sheet="[^"]*")', result, "xl/cache.xml") == [
        'ref="A1:B5" sheet="Blad"',
        'ref="A9" sheet="Annat"',
    ]
    assert 'fmlaLink="$B$11" fmlaRange="Blad!$A$2:$A$5"' in xml(result, "xl/control.xml")
    assert 'cell="Blad!$A$11"' in xml(result, "xl/connections.xml")


@pytest.mark.parametrize(
    ("how", "rows"),
    [
        ('editAs="twoCell"', ["1", "9", "8", "12"]),
        ('editAs="oneCell"', ["1", "7", "8", "12"]),
        ('editAs="absolute"', ["1", "7", "6", "10"]),
    ],
)
def test_drawings_move_and_stretch_as_they_say(how: str, rows: list[str]) -> None:
    space = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    anchors = "".join(
        f"<twoCellAnchor {how}><from><row>{first}</row></from><to><row>{last}</row><rowOff>5</rowOff></to>"
        "</twoCellAnchor>"
        for first, last in ((1, 7), (6, 10))
    )
    source = handmade(
        '<row r="3"><c r="A3"/></row>',
        after='<drawing r:id="rId1"/>',
        parts={"xl/drawings/d.xml": f'{HEAD}<wsDr xmlns="{space}">{anchors}</wsDr>'},
        sheet_relations=relation("rId1", "drawing", "../drawings/d.xml"),
    )
    assert found(r"<row>(\d+)", grown(source, 3, 2), "xl/drawings/d.xml") == rows


def test_the_calculation_chain_goes() -> None:
    source = handmade(
        '<row r="3"><c r="A3"><f>B9</f></c></row>',
        parts={"xl/calcChain.xml": f'{HEAD}<calcChain xmlns="{MAIN}"><c r="A3" i="7"/></calcChain>'},
        book_relations=relation("rId5", "calcChain", "calcChain.xml"),
    )
    result = grown(source, 5, 1)
    assert "xl/calcChain.xml" not in unpacked(result)
    assert "calcChain" not in xml(result, "xl/_rels/workbook.xml.rels") + xml(result, "[Content_Types].xml")


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (
            handmade('<row r="2"><c r="A2"><f t="array" ref="A2:A6">B2:B6</f></c></row>'),
            "matrisformeln .* A2:A6 skulle delas",
        ),
        (handmade(after='<sheetProtection sheet="1"/>'), "bladet är skyddat"),
        (handmade('<row r="1048575"><c r="A1048575"><v>1</v></c></row>'), "utanför bladet"),
        (handmade('<row r="2"><c r="A2"><f>SUM(Ett:Sju!A9)</f></c></row>'), "flera blad"),
        (handmade('<row r="2"><c r="A2"><f>"öppen</f></c></row>'), "går inte att tolka"),
        (
            handmade(parts={"xl/h.xml": "<a/>"}, book_relations=relation("rId5", "revisionHeaders", "h.xml")),
            "delad med ändringslogg",
        ),
        (
            handmade(
                after='<controls><control r:id="rId1"><controlPr linkedCell="A9"/></control></controls>',
                parts={"xl/activeX/a.xml": "<a/>"},
                sheet_relations=relation("rId1", "control", "../activeX/a.xml"),
            ),
            "ActiveX",
        ),
        (
            handmade(
                parts={
                    "xl/p.xml": f'<pivotTableDefinition xmlns="{MAIN}"><location ref="A3:B9"/></pivotTableDefinition>'
                },
                sheet_relations=relation("rId1", "pivotTable", "../p.xml"),
            ),
            "pivottabellen i A3:B9 skulle delas",
        ),
    ],
)
def test_what_cannot_follow_is_refused(source: bytes, why: str) -> None:
    with pytest.raises(RefusedEdits, match=f"Bladet ”Blad”, nya rader efter rad 4: .*{why}"):
        grown(source, 4, 2)


def test_what_lies_wholly_below_an_array_formula_moves_with_it() -> None:
    result = grown(handmade('<row r="7"><c r="A7"><f t="array" ref="A7:A9">B7:B9</f><v>1</v></c></row>'), 4, 2)
    assert '<f t="array" ref="A9:A11">B9:B11</f>' in xml(result)


def test_protection_that_lets_rows_in_and_the_users_word() -> None:
    closed, open_ = (
        handmade(after='<sheetProtection sheet="1"/>'),
        handmade(after='<sheetProtection sheet="1" insertRows="0"/>'),
    )
    assert 'sheetProtection sheet="1"' in xml(grown(open_, 4, 1))
    assert apply(closed, [InsertRows("Blad", 4)], force=True).new_rows == (NewRows("Blad", 5, 1),)


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (InsertRows("Blat", 3), "inget sådant blad"),
        (InsertRows("Blad", 0), "ingen rad 0"),
        (InsertRows("Blad", 3, 0), "antalet nya rader är 0"),
        (GrowTable("Kurser", 1), "ingen sådan tabell"),
    ],
)
def test_what_is_not_there_is_refused(edit: InsertRows | GrowTable, why: str) -> None:
    with pytest.raises(RefusedEdits, match=why):
        apply(handmade(), [edit])


def test_prefixes_and_the_strict_standard() -> None:
    plain = handmade('<row r="3"><c r="A3"><f>A5</f></c></row><row r="5"><c r="A5"><v>5</v></c></row>')
    prefixed = (
        xml(plain).replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?").replace("xmlns=", "xmlns:x=")
    )
    result = grown(with_parts(plain, {SHEET: prefixed}), 3, 1)
    assert opened(result)["Blad"]["A6"].value == 5
    assert opened(result)["Blad"]["A3"].value == "=A6"
    strict = handmade('<row r="3"><c r="A3"><f>A5</f></c></row>', strict=True)
    assert "<f>A6</f>" in xml(grown(strict, 3, 1))
    assert RELATIONS not in xml(grown(strict, 3, 1))


def test_rows_in_what_libreoffice_saved(tmp_path: Path) -> None:
    source = through_libreoffice(clinic(), tmp_path)
    result = grown(source)
    sheet = opened(result)["Blad"]
    assert (sheet["C14"].value, sheet["E13"].value, sheet["A14"].value) == ("=SUM(C2:C13)", "=C13*2", "Summa")
    again = opened(through_libreoffice(unsaved(result), tmp_path), data_only=True)["Blad"]
    assert (again["C14"].value, again["D14"].value) == (54, 54 + 3 + 52 + 54)


def test_every_example_takes_rows(examples: Path) -> None:
    for file in sorted(examples.rglob("*.xlsx"))[::4]:
        source = file.read_bytes()
        old = openpyxl.load_workbook(file)
        for sheet in old.worksheets[:3]:
            result = apply(source, [InsertRows(sheet.title, 4, 2)]).data
            new = opened(result)[sheet.title]
            assert [[c.value for c in row] for row in new.iter_rows(max_row=4)] == [
                [c.value for c in row] for row in sheet.iter_rows(max_row=4)
            ]
            assert [c.data_type for c in new[7]] == [c.data_type for c in sheet[5]]
