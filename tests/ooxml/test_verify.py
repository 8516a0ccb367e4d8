"""The check of the result finds whatever was not asked for; each fault here is made by hand."""

import re
import zipfile
from io import BytesIO

import pytest

from stexcel.ooxml import CellEdit, Column, Edit, FaultyResult, NewSheet, Note, Notes, Written, apply
from stexcel.ooxml.verify import opened, verify
from tests.ooxml.packages import HEAD, MAIN, SHEET, archive, handmade, relation, unpacked, with_parts

_ROWS = '<row r="1" ht="20"><c r="A1" s="1"><v>1</v></c><c r="B1"><f>A1</f><v>1</v></c></row>'
_SOURCE = handmade(
    _ROWS,
    before='<sheetViews><sheetView workbookViewId="0"/></sheetViews>',
    book='<calcPr calcId="1"/>',
    parts={"xl/media/bild.png": b"png"},
)
_CELLS: list[Edit] = [CellEdit("Blad", "C2", "ny")]
_NOTED: list[Edit] = [Notes("stexcel", (Note("Blad", "A1", "anm"),))]
_SHEETS: list[Edit] = [NewSheet("Kontroll", "_k", (Column("Kod", 9),), (("x",),))]


def faulty(edits: list[Edit], part: str, old: str, new: str, source: bytes = _SOURCE) -> None:
    """Checks a result in which ``old`` has become ``new`` in a part."""
    written = apply(source, edits)
    content = unpacked(written.data)[part].decode()
    assert len(re.findall(old, content)) == 1, content
    data = with_parts(written.data, {part: re.sub(old, new, content)})
    verify(opened(source), Written(data, written.unplaced, written.new_sheets), edits)


def test_what_was_asked_for_passes() -> None:
    for edits in (_CELLS, _NOTED, _SHEETS, [*_CELLS, *_NOTED, *_SHEETS]):
        written = apply(_SOURCE, edits)
        verify(opened(_SOURCE), written, edits)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("<v>1</v></c><c", "<v>2</v></c><c", "cell A1 på bladet ”Blad”"),
        (' s="1"', ' s="0"', "cell A1"),
        ("<f>A1</f>", "<f>A2</f>", "cell B1"),
        ("<f>A1</f>", "", "cell B1"),
        ("<t>ny</t>", "<t>annat</t>", "cell C2"),
        ('<c r="C2"', '<c r="D2"', "cell [CD]2"),
        (' ht="20"', "", "rad 1"),
        ('<sheetView workbookViewId="0"/>', "", "utanför cellerna"),
        ("xmlns:r=", "xmlns:q=", "utanför cellerna"),
    ],
)
def test_a_difference_in_the_sheet_is_found(old: str, new: str, what: str) -> None:
    with pytest.raises(FaultyResult, match=f"{what}.*källan är orörd"):
        faulty(_CELLS, SHEET, old, new)


def test_an_edited_cell_that_lost_its_style_is_found() -> None:
    with pytest.raises(FaultyResult, match="cell A1 på bladet ”Blad” ändrades"):
        faulty([CellEdit("Blad", "A1", "ny")], SHEET, ' s="1"', "")


@pytest.mark.parametrize(
    ("part", "old", "new", "what"),
    [
        ("xl/media/bild.png", "png", "gif", r"delen xl/media/bild\.png ändrades"),
        ("xl/styles.xml", 'numFmtId="14"', 'numFmtId="15"', "formatmallarna"),
        ("xl/workbook.xml", 'name="Blad"', 'name="Bladet"', "namn och ordning"),
        ("xl/workbook.xml", 'sheetId="7"', 'sheetId="8"', "listan över blad"),
        ("xl/workbook.xml", 'calcId="1"', 'calcId="2"', "beräkning"),
        ("xl/workbook.xml", "<sheets>", '<workbookPr date1904="0"/><sheets>', "inställningar"),
        ("_rels/.rels", "rId1", "rId2", r"delen _rels/\.rels ändrades"),
    ],
)
def test_a_difference_elsewhere_is_found(part: str, old: str, new: str, what: str) -> None:
    with pytest.raises(FaultyResult, match=what):
        faulty(_CELLS, part, old, new)


def test_a_part_that_went_missing_or_moved_is_found() -> None:
    written = apply(_SOURCE, _CELLS)
    parts = unpacked(written.data)
    picture = parts.pop("xl/media/bild.png")
    with pytest.raises(FaultyResult, match=r"bild\.png saknas eller har flyttats"):
        verify(opened(_SOURCE), Written(archive(parts)), _CELLS)
    with pytest.raises(FaultyResult, match="saknas eller har flyttats"):
        verify(opened(_SOURCE), Written(archive({"xl/media/bild.png": picture, **parts})), _CELLS)


def test_a_relationship_that_leads_nowhere_is_found() -> None:
    written = apply(_SOURCE, [*_CELLS, *_SHEETS])
    parts = unpacked(written.data)
    parts.pop("xl/styles.xml")
    with pytest.raises(FaultyResult, match=r"pekar på xl/styles\.xml som inte finns"):
        verify(opened(_SOURCE), Written(archive(parts), (), written.new_sheets), [*_CELLS, *_SHEETS])


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/comments1.xml", "anm", "amn"),
        ("xl/comments1.xml", 'ref="A1"', 'ref="A2"'),
        ("xl/drawings/vmlDrawing1.vml", "<x:Row>0</x:Row>", "<x:Row>1</x:Row>"),
    ],
)
def test_a_note_that_is_not_as_asked_is_found(part: str, old: str, new: str) -> None:
    with pytest.raises(FaultyResult, match=r"anteckningen vid cell A[12] på bladet ”Blad”"):
        faulty(_NOTED, part, old, new)


def test_another_authors_lost_words_are_found() -> None:
    start = f'{HEAD}<comments xmlns="{MAIN}"><authors><author>Eva</author></authors>'
    listed = '<commentList><comment ref="A1" authorId="0"><text><t>Evas ord</t></text></comment></commentList>'
    source = handmade(
        _ROWS,
        parts={"xl/comments1.xml": f"{start}{listed}</comments>"},
        sheet_relations=relation("rId1", "comments", "../comments1.xml"),
    )
    with pytest.raises(FaultyResult, match="anteckningen vid cell A1"):
        faulty(_NOTED, "xl/comments1.xml", "Evas ord", "Evas", source)


def test_a_new_sheet_that_reads_otherwise_is_found() -> None:
    with pytest.raises(FaultyResult, match="cell A2 på bladet ”Kontroll” läses inte"):
        faulty(_SHEETS, "xl/worksheets/sheet2.xml", "<t>x</t>", "<t>y</t>")
    with pytest.raises(FaultyResult, match="bladet ”Kontroll” saknas"):
        faulty(_SHEETS, "xl/workbook.xml", 'name="Kontroll"', 'name="Kontrol"')


def test_an_archive_that_the_standard_library_cannot_read_is_found() -> None:
    written = apply(_SOURCE, _CELLS)
    data = bytearray(written.data)
    with zipfile.ZipFile(BytesIO(written.data)) as file:
        at = file.getinfo("xl/media/bild.png").header_offset
    data[at + 30 + len("xl/media/bild.png") + 1] ^= 0x10
    with pytest.raises(FaultyResult, match=r"bild\.png går inte att läsa"):
        verify(opened(_SOURCE), Written(bytes(data)), _CELLS)
