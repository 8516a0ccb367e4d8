"""Formulas around an overwritten cell: shared ones move, spread ones are left alone, old results are recalculated."""

from io import BytesIO

import openpyxl
import pytest

from stexcel.ooxml import Note, Notes, RefusedEdits, apply, write_cells
from tests.ooxml.packages import (
    MAIN,
    SHEET,
    attributes,
    cell_xml,
    changed_parts,
    handmade,
    relation,
    sheet_of,
    unpacked,
)

_SHARED = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$A$1</f><v>1</v></c></row>'
    '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><f t="shared" si="0"/><v>2</v></c></row>'
    '<row r="3"><c r="A3"><v>3</v></c><c r="B3"><f t="shared" si="0"/><v>3</v></c></row>'
)
_CHAIN = "xl/calcChain.xml"


def formulas(data: bytes) -> dict[str, object]:
    sheet = openpyxl.load_workbook(BytesIO(data))["Blad"]
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}


def chained(entries: str, rows: str = _SHARED) -> bytes:
    return handmade(
        rows,
        parts={_CHAIN: f'<calcChain xmlns="{MAIN}">{entries}</calcChain>'},
        book_relations=relation("rId3", "calcChain", "calcChain.xml"),
    )


def chain(data: bytes) -> list[dict[str, str]]:
    root = sheet_of(data, _CHAIN)
    return [attributes(entry) for entry in root]


def test_cells_that_share_an_overwritten_formula_get_their_own() -> None:
    source = handmade(_SHARED)
    result = write_cells(source, {("Blad", "B1"): 5})
    assert formulas(result) == {"B2": "=A2*$A$1", "B3": "=A3*$A$1"}
    assert [e.text for e in cell_xml(result, "B2").iter("{*}v")] == ["2"]
    assert formulas(source) == {"B1": "=A1*$A$1", "B2": "=A2*$A$1", "B3": "=A3*$A$1"}


def test_a_cell_that_shares_a_formula_is_overwritten_alone() -> None:
    result = write_cells(handmade(_SHARED), {("Blad", "B2"): 5})
    assert formulas(result) == {"B1": "=A1*$A$1", "B3": "=A3*$A$1"}
    assert cell_xml(result, "B1")[0].get("si") == "0"


def test_overwriting_the_whole_group_leaves_no_formula() -> None:
    result = write_cells(handmade(_SHARED), {("Blad", f"B{row}"): row for row in (1, 2, 3)})
    assert formulas(result) == {}


def test_a_shared_formula_that_cannot_move_is_refused() -> None:
    rows = (
        '<row r="1"><c r="B1"><f t="shared" si="0"/></c></row>'
        '<row r="2"><c r="B2"><f t="shared" ref="B1:B2" si="0">A1</f></c></row>'
    )
    with pytest.raises(RefusedEdits, match="cell B1: cellens formel står i en cell som skulle skrivas över"):
        write_cells(handmade(rows), {("Blad", "B2"): 5})


@pytest.mark.parametrize("kind", ["array", "dataTable"])
def test_no_cell_of_a_spread_formula_is_written(kind: str) -> None:
    rows = f'<row r="1"><c r="A1" cm="1"><f t="{kind}" ref="A1:B2">C1:D2</f><v>1</v></c><c r="B1"><v>1</v></c></row>'
    for cell in ("A1", "B1", "B2"):
        with pytest.raises(RefusedEdits, match=f"cell {cell}: .*fyller A1:B2"):
            write_cells(handmade(rows), {("Blad", cell): 5})
    assert write_cells(handmade(rows), {("Blad", "C1"): 5})


def test_an_array_formula_in_one_cell_is_overwritten() -> None:
    rows = '<row r="1"><c r="A1" cm="1"><f t="array" ref="A1">SUM(B1:B2)</f><v>1</v></c></row>'
    result = write_cells(handmade(rows), {("Blad", "A1"): 5})
    assert formulas(result) == {}
    assert cell_xml(result, "A1").get("cm") is None


def test_formulas_are_recalculated_when_the_file_is_opened() -> None:
    source = handmade(_SHARED, book='<calcPr calcId="191029" iterate="1"/>')
    result = write_cells(source, {("Blad", "A1"): 5})
    assert changed_parts(source, result) == {SHEET, "xl/workbook.xml"}
    (settings,) = sheet_of(result, "xl/workbook.xml").iter("{*}calcPr")
    assert attributes(settings) == {"calcId": "191029", "iterate": "1", "fullCalcOnLoad": "1"}
    assert write_cells(result, {("Blad", "A1"): 5}) == result


def test_the_settings_for_calculation_are_put_where_the_schema_wants_them() -> None:
    source = handmade(
        _SHARED, book='<definedNames><definedName name="x">1</definedName></definedNames><oleSize ref="A1"/>'
    )
    result = sheet_of(write_cells(source, {("Blad", "A1"): 5}), "xl/workbook.xml")
    assert [str(e.tag).rpartition("}")[2] for e in result] == ["sheets", "definedNames", "calcPr", "oleSize"]


def test_without_formulas_or_without_new_values_the_workbook_part_stays() -> None:
    source = handmade()
    assert changed_parts(source, write_cells(source, {("Blad", "A1"): 5})) == {SHEET}
    source = handmade(_SHARED)
    noted = apply(source, [Notes("x", (Note("Blad", "A1", "hej"),))]).data
    assert "xl/workbook.xml" not in changed_parts(source, noted)


def test_an_overwritten_formula_leaves_the_chain_and_hands_on_the_sheet() -> None:
    source = chained('<c r="B1" i="7"/><c r="B2"/><c r="B3" l="1"/><c r="B1" i="2"/>')
    result = write_cells(source, {("Blad", "B1"): 5, ("Blad", "A1"): 5})
    assert chain(result) == [{"r": "B2", "i": "7"}, {"r": "B3", "l": "1"}, {"r": "B1", "i": "2"}]
    result = write_cells(source, {("Blad", "B1"): 5, ("Blad", "B2"): 5})
    assert chain(result) == [{"r": "B3", "l": "1", "i": "7"}, {"r": "B1", "i": "2"}]


def test_an_entry_in_the_middle_leaves_the_others_as_they_are() -> None:
    source = chained('<c r="B1" i="7"/><c r="B2"/><c r="B3"/>')
    assert chain(write_cells(source, {("Blad", "B2"): 5})) == [{"r": "B1", "i": "7"}, {"r": "B3", "i": "7"}]


def test_a_chain_is_not_touched_by_a_value_that_was_no_formula() -> None:
    source = chained('<c r="B1" i="7"/>')
    assert unpacked(write_cells(source, {("Blad", "A1"): 5}))[_CHAIN] == unpacked(source)[_CHAIN]


def test_an_empty_chain_goes_with_its_relationship_and_its_type() -> None:
    source = chained('<c r="B1" i="7"/>', '<row r="1"><c r="B1"><f>A1</f><v>0</v></c></row>')
    parts = unpacked(write_cells(source, {("Blad", "B1"): 5}))
    assert _CHAIN not in parts
    assert b"calcChain" not in parts["xl/_rels/workbook.xml.rels"] + parts["[Content_Types].xml"]
