"""Links at cells come, change and go, and all others stay."""

import pytest

from stexcel.ooxml import CellEdit, Hyperlink, RefusedEdits, apply
from tests.ooxml.packages import SHEET, changed_parts, handmade, opened, relation, sheet_of, unpacked

_RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"
_OLD = handmade(
    '<row r="1"><c r="A1" s="2"><v>1</v></c></row>',
    after='<mergeCells><mergeCell ref="C1:D2"/></mergeCells><hyperlinks><hyperlink ref="A1" r:id="rId1"/>'
    '<hyperlink ref="A2" r:id="rId2" tooltip="kvar"/><hyperlink ref="B4:B5" location="Blad!A1"/></hyperlinks>'
    '<pageMargins left="1" right="1" top="1" bottom="1" header="0" footer="0"/>',
    sheet_relations="".join(
        relation(f"rId{number}", "hyperlink", f"https://exempel.se/{number}").replace("/>", ' TargetMode="External"/>')
        for number in (1, 2)
    ),
)


def links(data: bytes) -> dict[str, str]:
    found = ((cell.coordinate, cell.hyperlink) for row in opened(data)["Blad"] for cell in row)
    return {at: str(link.target or link.location) for at, link in found if link}


def linked(source: bytes, *edits: Hyperlink, force: bool = False) -> bytes:
    return apply(source, edits, force=force).data


def test_a_link_to_an_address_and_one_within_the_workbook() -> None:
    result = linked(
        handmade(), Hyperlink("Blad", "A1", "https://exempel.se/?a=1&b=2"), Hyperlink("Blad", "B2", location="Blad!A1")
    )
    assert links(result) == {"A1": "https://exempel.se/?a=1&b=2", "B2": "Blad!A1"}
    assert changed_parts(handmade(), result) == {SHEET, _RELATIONS}


def test_a_link_is_replaced_and_the_others_stay() -> None:
    result = linked(_OLD, Hyperlink("Blad", "A1", "mailto:eva@exempel.se"))
    assert links(result) == {
        "A1": "mailto:eva@exempel.se",
        "A2": "https://exempel.se/2",
        "B4": "Blad!A1",
        "B5": "Blad!A1",
    }
    assert unpacked(result)[_RELATIONS].count(b"<Relationship ") == 2
    (kept,) = [element for element in sheet_of(result).iter("{*}hyperlink") if element.get("ref") == "A2"]
    assert kept.get("tooltip") == "kvar"
    assert next(sheet_of(result).iter("{*}c")).get("s") == "2"


def test_a_link_is_taken_away_and_the_last_one_leaves_no_trace() -> None:
    assert set(links(linked(_OLD, Hyperlink("Blad", "A1")))) == {"A2", "B4", "B5"}
    once = linked(handmade(), Hyperlink("Blad", "A1", "https://exempel.se/"))
    back = linked(once, Hyperlink("Blad", "A1"))
    assert not list(sheet_of(back).iter("{*}hyperlink", "{*}hyperlinks"))
    assert _RELATIONS not in unpacked(back)


def test_text_and_link_in_one_go() -> None:
    result = apply(handmade(), [CellEdit("Blad", "A1", "Intyg"), Hyperlink("Blad", "A1", "https://exempel.se/")]).data
    assert opened(result)["Blad"]["A1"].value == "Intyg"
    assert links(result) == {"A1": "https://exempel.se/"}


def test_a_merged_range_has_its_link_at_its_first_cell() -> None:
    assert links(linked(_OLD, Hyperlink("Blad", "C1", location="Blad!A1")))["C1"] == "Blad!A1"
    with pytest.raises(RefusedEdits, match="Skriv i C1 i stället"):
        linked(_OLD, Hyperlink("Blad", "D2", location="Blad!A1"))


@pytest.mark.parametrize(
    ("link", "why"),
    [
        (Hyperlink("Blad", "B5", "https://exempel.se/"), "delar en länk med B4:B5"),
        (Hyperlink("Blad", "A1", "https://exempel.se/", "Blad!A1"), "både till en adress"),
        (Hyperlink("Blad", "A1", "https://exempel.se/en fil"), "ingen adress"),
        (Hyperlink("Blad", "A1", "javascript:alert(1)"), "ingen adress"),
        (Hyperlink("Blad", "A1", "https://exempel.se/" + "x" * 2080), "längre än Excel klarar"),
        (Hyperlink("Blat", "A1", "https://exempel.se/"), "inget sådant blad"),
        (Hyperlink("Blad", "7", "https://exempel.se/"), "ingen celladress"),
    ],
)
def test_what_no_cell_can_lead_to_is_refused(link: Hyperlink, why: str) -> None:
    with pytest.raises(RefusedEdits, match=why):
        linked(_OLD, link)


def test_a_locked_cell_gets_no_link_unless_asked_for() -> None:
    source = handmade(after='<sheetProtection sheet="1"/>')
    with pytest.raises(RefusedEdits, match="låst"):
        linked(source, Hyperlink("Blad", "A1", "https://exempel.se/"))
    assert links(linked(source, Hyperlink("Blad", "A1", "https://exempel.se/"), force=True))
