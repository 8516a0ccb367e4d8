"""A sheet of our own: readable, linked to the others, and replaced by the next run."""

import re
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from lxml import etree
from openpyxl.worksheet.worksheet import Worksheet

from stexcel.ooxml import CellEdit, Column, Edit, Link, NewSheet, Note, Notes, RefusedEdits, apply
from tests.ooxml.packages import (
    HEAD,
    MAIN,
    SHEET,
    archive,
    attributes,
    canonical,
    changed_parts,
    handmade,
    relation,
    saved,
    sheet_of,
    unpacked,
    with_parts,
)

_COLUMNS = (Column("Kod", 10), Column("Var", 20), Column("Vad", 40), Column("Dag", 12))
_ROWS = (
    ("STX102", Link("Blad B7", "Blad", "B7"), "=Delmål c3 saknar bedömning", date(2026, 11, 1)),
    (1.5, True, None, datetime(2026, 11, 1, 12, 30)),
)
_MARKER = "_stexcel_kontroll"
_NEW = "xl/worksheets/sheet2.xml"


def kontroll(title: str = "Kontroll", rows: tuple[tuple[object, ...], ...] = _ROWS) -> NewSheet:
    return NewSheet(title, _MARKER, _COLUMNS, rows, ("Kontrollerad 2026-11-01",))  # type: ignore[arg-type]


def opened(data: bytes, title: str = "Kontroll") -> Worksheet:
    sheet = openpyxl.load_workbook(BytesIO(data))[title]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_the_sheet_is_read_as_asked_with_heading_filter_pane_and_links() -> None:
    sheet = opened(apply(handmade(), [kontroll()]).data)
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == [
        ["Kontrollerad 2026-11-01", None, None, None],
        ["Kod", "Var", "Vad", "Dag"],
        ["STX102", "Blad B7", "=Delmål c3 saknar bedömning", datetime(2026, 11, 1)],
        [1.5, True, None, datetime(2026, 11, 1, 12, 30)],
    ]
    assert sheet["C3"].data_type == "s"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A3", "A2:D4")
    assert [sheet["A2"].font.b, sheet["A3"].font.b, sheet["A3"].alignment.wrap_text] == [True, False, True]
    assert sheet["B3"].hyperlink is not None and sheet["B3"].hyperlink.location == "'Blad'!B7"
    assert [sheet.column_dimensions[c].width for c in "ABCD"] == [10, 20, 40, 12]


def test_only_what_must_change_in_the_rest_of_the_workbook_changes() -> None:
    source = handmade()
    result = apply(source, [kontroll()]).data
    touched = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", _NEW}
    assert changed_parts(source, result) == touched
    ours = ("//*[local-name()='sheet'][2]", "//*[local-name()='definedNames']")
    before, after = unpacked(source), unpacked(result)
    assert canonical(before["xl/workbook.xml"]) == canonical(after["xl/workbook.xml"], *ours)
    assert opened(result, "Blad").title == "Blad"


def test_styles_in_use_keep_their_numbers_and_a_second_run_adds_none() -> None:
    source = handmade()
    once = apply(source, [kontroll()]).data
    old, new = (sheet_of(data, "xl/styles.xml") for data in (source, once))
    for name in ("fonts", "fills", "borders", "cellXfs"):
        before, after = next(old.iter("{*}" + name)), next(new.iter("{*}" + name))
        kept = [canonical_of(element) for element in before]
        assert [canonical_of(element) for element in after][: len(kept)] == kept
        assert after.get("count") == str(len(after))
    assert unpacked(apply(once, [kontroll()]).data)["xl/styles.xml"] == unpacked(once)["xl/styles.xml"]


def canonical_of(element: etree._Element) -> bytes:
    return etree.tostring(element, method="c14n")


def test_a_second_run_replaces_the_sheet_wherever_it_is_and_whatever_it_is_called() -> None:
    once = apply(handmade(), [kontroll()]).data
    workbook = openpyxl.load_workbook(BytesIO(once))
    workbook["Kontroll"].title = "Evas kontroll"
    for name in list(workbook.defined_names):
        workbook.defined_names[name].value = "'Evas kontroll'!$A$1"
    workbook.move_sheet("Evas kontroll", -1)
    written = apply(saved(workbook), [kontroll(rows=(("ny", None, None, None),))])
    assert written.new_sheets == ("Evas kontroll",)
    result = openpyxl.load_workbook(BytesIO(written.data))
    assert result.sheetnames == ["Evas kontroll", "Blad"]
    assert [row[0] for row in result["Evas kontroll"].iter_rows(values_only=True)] == [
        "Kontrollerad 2026-11-01",
        "Kod",
        "ny",
    ]
    assert list(result.defined_names) == [_MARKER]


def test_the_same_run_again_gives_the_same_workbook() -> None:
    edits: list[Edit] = [Notes("stexcel", (Note("Blad", "A1", "x"),)), kontroll()]
    once = apply(handmade(), edits).data
    assert {name: content for name, content in unpacked(apply(once, edits).data).items() if "Types" not in name} == {
        name: content for name, content in unpacked(once).items() if "Types" not in name
    }


def test_what_excel_gave_the_sheet_of_the_last_run_goes_with_it() -> None:
    once = apply(handmade(), [kontroll()]).data
    own = relation("rId1", "printerSettings", "../printerSettings/printerSettings1.bin")
    own += relation("rId2", "hyperlink", "https://exempel.se/").replace("/>", ' TargetMode="External"/>')
    relations = f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{own}'
    saved_by_excel = with_parts(
        once,
        {
            "xl/printerSettings/printerSettings1.bin": b"x",
            "xl/worksheets/_rels/sheet2.xml.rels": relations + "</Relationships>",
        },
    )
    assert unpacked(apply(saved_by_excel, [kontroll()]).data).keys() == unpacked(once).keys()


def test_what_another_sheet_also_points_at_stays() -> None:
    once = apply(handmade(sheet_relations=relation("rId1", "image", "../media/m.png")), [kontroll()]).data
    relations = unpacked(once)["xl/worksheets/_rels/sheet1.xml.rels"]
    shared = with_parts(once, {"xl/worksheets/_rels/sheet2.xml.rels": relations, "xl/media/m.png": b"bild"})
    assert unpacked(apply(shared, [kontroll()]).data)["xl/media/m.png"] == b"bild"


def test_a_sheet_that_is_not_ours_keeps_its_name_and_content() -> None:
    workbook = openpyxl.Workbook()
    workbook.create_sheet("KONTROLL")["A1"] = "Evas"
    workbook.create_sheet("Kontroll (2)")
    written = apply(saved(workbook), [kontroll(rows=((1, None, None, None),))])
    assert written.new_sheets == ("Kontroll (3)",)
    assert opened(written.data, "KONTROLL")["A1"].value == "Evas"
    again = apply(written.data, [kontroll(rows=((2, None, None, None),))])
    assert again.new_sheets == ("Kontroll (3)",)
    assert opened(again.data, "Kontroll (3)")["A3"].value == 2


def test_a_marker_whose_sheet_was_deleted_is_made_anew() -> None:
    broken = f'<definedNames><definedName name="{_MARKER}" hidden="1">#REF!</definedName></definedNames>'
    result = apply(handmade(book=broken), [kontroll()]).data
    names = [attributes(e) | {"is": e.text or ""} for e in sheet_of(result, "xl/workbook.xml").iter("{*}definedName")]
    assert [name["is"] for name in names if name["name"] == _MARKER] == ["'Kontroll'!$A$1"]


@pytest.mark.parametrize(
    ("title", "called"),
    [
        ("Kontroll: [a/b]*?", "Kontroll   a b"),
        ("'x'", "x"),
        ("", "Blad (2)"),
        ("K" * 40, "K" * 31),
        ("blad", "blad (2)"),
    ],
)
def test_the_title_becomes_one_that_excel_allows(title: str, called: str) -> None:
    assert apply(handmade(), [kontroll(title)]).new_sheets == (called,)


def test_links_quote_the_names_of_sheets() -> None:
    workbook = openpyxl.Workbook()
    workbook.create_sheet("Evas 'mål'")
    rows = ((Link("dit", "Evas 'mål'", "B7"), None, None, None),)
    sheet = opened(apply(saved(workbook), [kontroll(rows=rows)]).data)
    assert sheet["A3"].hyperlink is not None and sheet["A3"].hyperlink.location == "'Evas ''mål'''!B7"


def test_rows_are_as_tall_as_their_fullest_cell() -> None:
    rows = (("kort", None, "långt " * 30, None), ("kort", None, None, None), ("en\ntvå\ntre", None, None, None))
    sheet = opened(apply(handmade(), [kontroll(rows=rows)]).data)
    assert [sheet.row_dimensions[row].height for row in (3, 4, 5)] == [75, 15, 45]


def test_no_rows_and_no_lines_above() -> None:
    sheet = opened(apply(handmade(), [NewSheet("Tom", _MARKER, _COLUMNS, ())]).data, "Tom")
    assert (sheet.auto_filter.ref, sheet.freeze_panes, sheet.max_row) == ("A1:D1", "A2", 1)


def test_a_value_that_no_cell_can_hold_is_refused_with_its_place() -> None:
    with pytest.raises(RefusedEdits, match="Bladet ”Kontroll”, cell A3: talet"):
        apply(handmade(), [kontroll(rows=((float("nan"), None, None, None),))])


def test_a_workbook_without_styles_gets_some() -> None:
    parts = unpacked(handmade())
    parts.pop("xl/styles.xml")
    parts["xl/_rels/workbook.xml.rels"] = re.sub(
        rb'<Relationship Id="rId2"[^>]*>', b"", parts["xl/_rels/workbook.xml.rels"]
    )
    parts["[Content_Types].xml"] = re.sub(rb'<Override PartName="/xl/styles[^>]*>', b"", parts["[Content_Types].xml"])
    result = apply(archive(parts), [kontroll(), CellEdit("Blad", "A1", date(2026, 1, 2))]).data
    assert opened(result)["A2"].font.b
    assert opened(result, "Blad")["A1"].value == datetime(2026, 1, 2)


def test_a_prefixed_workbook_gets_prefixed_elements() -> None:
    prefixed = {}
    for name, content in unpacked(handmade()).items():
        text = content.decode()
        if f'xmlns="{MAIN}"' in text:
            text = re.sub(r"<(/?)(?=[a-z])(?!\?)", r"<\1x:", text).replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
        prefixed[name] = text
    assert "<x:sheets>" in prefixed["xl/workbook.xml"] and "<x:xf " in prefixed["xl/styles.xml"]
    result = apply(with_parts(handmade(), dict(prefixed)), [kontroll(), CellEdit("Blad", "A1", "x")]).data
    for name in ("xl/workbook.xml", "xl/styles.xml", SHEET):
        assert b"ns0" not in unpacked(result)[name]
    assert b'<x:sheet name="Kontroll"' in unpacked(result)["xl/workbook.xml"]
    assert opened(result)["A2"].font.b


def test_a_strict_workbook_gets_a_strict_sheet() -> None:
    result = unpacked(apply(handmade(strict=True), [kontroll()]).data)
    assert all(MAIN.encode() not in content for content in result.values())
    assert b"schemas.openxmlformats.org/officeDocument" not in result["xl/workbook.xml"] + result[_NEW]
