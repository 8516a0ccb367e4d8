"""Notes at cells: drawn readably, never at the cost of what somebody else wrote, and replaced by the next run."""

from io import BytesIO

import openpyxl
import pytest
from openpyxl.comments import Comment
from xlsxwriter.worksheet import Worksheet as WriterSheet

from stexcel.ooxml import Note, Notes, RefusedEdits, apply, write_cells
from tests.ooxml.packages import (
    MAIN,
    SHEET,
    canonical,
    changed_parts,
    drawn,
    handmade,
    relation,
    saved,
    sheet_of,
    unpacked,
    with_parts,
)

ME = "stexcel"
_COMMENTS, _DRAWING = "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"
_THREAD_KIND = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"


def noted(source: bytes, *notes: tuple[str, str], sheet: str = "Blad") -> bytes:
    return apply(source, [Notes(ME, tuple(Note(sheet, cell, text) for cell, text in notes))]).data


def block(text: str) -> str:
    return f"– {ME} –\n{text}\n– slut på {ME} –"


def comments(data: bytes, sheet: str = "Blad") -> dict[str, tuple[str, str]]:
    """Author and text of the notes, as openpyxl reads them."""
    cells = (cell for row in openpyxl.load_workbook(BytesIO(data))[sheet].iter_rows() for cell in row)
    return {c.coordinate: (str(c.comment.author), c.comment.content) for c in cells if c.comment is not None}


def theirs(*cells: str) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Blad"
    for cell in cells:
        sheet[cell] = 1
        sheet[cell].comment = Comment(f"Evas ord vid {cell}", "Eva Ek")
    return saved(workbook)


def boxes(data: bytes, part: str = _DRAWING) -> dict[str, list[int]]:
    """The anchor of each note's box by row and column."""
    found = {}
    for shape in sheet_of(data, part).iter("{urn:schemas-microsoft-com:vml}shape"):
        values = {str(e.tag).rpartition("}")[2]: e.text or "" for e in shape.iter() if e.text}
        found[f"{values['Row']},{values['Column']}"] = [int(number) for number in values["Anchor"].split(",")]
    return found


def test_a_sheet_without_notes_gets_comments_boxes_and_what_ties_them_to_it() -> None:
    source = handmade(after='<pageMargins left="1" right="1" top="1" bottom="1" header="0" footer="0"/><extLst/>')
    result = noted(source, ("B3", "Rad ett\nRad två"))
    assert comments(result) == {"B3": (ME, block("Rad ett\nRad två"))}
    assert changed_parts(source, result) == {
        "[Content_Types].xml",
        SHEET,
        "xl/worksheets/_rels/sheet1.xml.rels",
        _COMMENTS,
        _DRAWING,
    }
    assert [str(e.tag).rpartition("}")[2] for e in sheet_of(result)][-2:] == ["legacyDrawing", "extLst"]
    drawing = "//*[local-name()='legacyDrawing']"
    assert canonical(unpacked(source)[SHEET]) == canonical(unpacked(result)[SHEET], drawing)
    assert list(boxes(result)) == ["2,1"]


def test_another_authors_note_keeps_its_text_and_author_and_gets_ours_below() -> None:
    result = noted(theirs("A1", "B2"), ("B2", "Saknas"), ("C3", "Ny"))
    assert comments(result) == {
        "A1": ("Eva Ek", "Evas ord vid A1"),
        "B2": ("Eva Ek", "Evas ord vid B2\n\n" + block("Saknas")),
        "C3": (ME, block("Ny")),
    }


def test_rich_text_and_reading_aids_in_a_note_stay() -> None:
    rich = '<r><rPr><b/></rPr><t>fet </t></r><r><t xml:space="preserve"> mager</t></r><rPh sb="0" eb="1"><t>x</t></rPh>'
    source = with_comment(f"<text>{rich}<phoneticPr fontId='0'/></text>")
    result = noted(source, ("A1", "Ny"))
    xml = unpacked(result)[_COMMENTS].decode()
    assert rich.partition("<rPh")[0] in xml
    assert xml.index("slut på") < xml.index("<rPh") < xml.index("<phoneticPr")
    assert canonical(unpacked(noted(result))[_COMMENTS]) == canonical(unpacked(source)[_COMMENTS])


def test_another_authors_empty_note_stays_when_ours_goes() -> None:
    source = with_comment("<text><t/></text>")
    assert comments(noted(source, ("A1", "Ny")))["A1"] == ("Eva", block("Ny"))
    assert comments(noted(noted(source, ("A1", "Ny"))))["A1"][0] == "Eva"


def test_a_second_run_replaces_our_notes_and_a_run_without_notes_leaves_no_trace() -> None:
    source = theirs("A1", "B2")
    once = noted(source, ("B2", "Gammal"), ("C3", "Gammal"), ("D4", "Löst"))
    twice = noted(once, ("B2", "Ny"), ("C3", "Ny"))
    assert comments(twice) == {
        "A1": ("Eva Ek", "Evas ord vid A1"),
        "B2": ("Eva Ek", "Evas ord vid B2\n\n" + block("Ny")),
        "C3": (ME, block("Ny")),
    }
    assert comments(noted(twice)) == comments(source)
    assert noted(once, ("B2", "Gammal"), ("C3", "Gammal"), ("D4", "Löst")) == once


def test_a_workbook_where_all_notes_were_ours_is_as_before() -> None:
    source = handmade('<row r="1"><c r="A1"><v>1</v></c></row>')
    back = unpacked(noted(noted(source, ("A1", "x"), ("B2", "y"))))
    before = unpacked(source)
    assert back.keys() == before.keys()
    assert {n for n in back if back[n] != before[n]} == {"[Content_Types].xml"}
    assert b"comments" not in back["[Content_Types].xml"]


def test_what_people_write_around_our_block_stays() -> None:
    once = noted(handmade(), ("A1", "x"))
    parts = unpacked(once)
    text = parts[_COMMENTS].decode().replace("– slut på stexcel –", "– slut på stexcel –\nFixat 3/11 /Eva")
    edited = with_parts(once, {_COMMENTS: text})
    assert comments(noted(edited, ("A1", "y")))["A1"] == (ME, "\nFixat 3/11 /Eva\n\n" + block("y"))
    assert comments(noted(edited))["A1"] == (ME, "\nFixat 3/11 /Eva")


def test_others_with_the_same_marks_in_another_name_are_left_alone() -> None:
    other = apply(handmade(), [Notes("annan", (Note("Blad", "A1", "x"),))]).data
    result = noted(other, ("A1", "y"))
    assert comments(result)["A1"][1] == "– annan –\nx\n– slut på annan –\n\n" + block("y")
    assert comments(noted(result)) == comments(other)


def test_several_notes_at_one_cell_and_in_a_merged_range_become_one_where_it_is_seen() -> None:
    source = handmade(after='<mergeCells><mergeCell ref="B2:D4"/></mergeCells>')
    result = noted(source, ("B2", "ett"), ("C3", "två"), ("$D$4", "tre"))
    assert comments(result) == {"B2": (ME, block("ett\n\ntvå\n\ntre"))}


def test_a_thread_is_left_alone_and_its_note_is_handed_back() -> None:
    source = threaded()
    note, other = Note("Blad", "A1", "x"), Note("Blad", "B1", "y")
    written = apply(source, [Notes(ME, (note, other))])
    assert [missing.note for missing in written.unplaced] == [note]
    assert "kommentarstråd" in written.unplaced[0].reason
    assert comments(written.data) == {"A1": ("tc={9}", "[Threaded comment] hej"), "B1": (ME, block("y"))}
    assert unpacked(written.data)["xl/threadedComments/t1.xml"] == unpacked(source)["xl/threadedComments/t1.xml"]


def test_buttons_in_the_same_drawing_stay_though_their_text_is_no_xml() -> None:
    text_box = "<v:textbox><div>Tryck<br>här</div></v:textbox>"
    button = f'<v:shape id="knapp_s1100">{text_box}<x:ClientData ObjectType="Button"/></v:shape>'
    start = '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:x"><o:idmap v:ext="edit" data="1"/>'
    vml = f'{start}{button}<v:shape id="tom"/></xml>\n'
    source = handmade(
        after='<legacyDrawing r:id="rId5"/>',
        parts={"xl/drawings/v.vml": vml},
        sheet_relations=relation("rId5", "vmlDrawing", "../drawings/v.vml"),
    )
    result = noted(source, ("A1", "x"))
    text = unpacked(result)["xl/drawings/v.vml"].decode()
    assert button in text and text.count("<v:shapetype") == 1 and '"_x0000_s1101"' in text
    assert text.rstrip().endswith("</xml>") and 'xmlns:x="urn:schemas-microsoft-com:office:excel"' in text
    assert unpacked(noted(result))["xl/drawings/v.vml"].decode().count("<v:shape ") == 2


def test_a_long_text_gets_a_taller_box_and_the_box_follows_the_measures_of_the_sheet() -> None:
    plain = boxes(noted(handmade(), ("B3", "kort"), ("B9", "ord " * 200)))
    assert plain["2,1"][6] < plain["8,1"][6] - 6
    wide = handmade(before='<cols><col min="3" max="3" width="80" customWidth="1"/></cols>')
    assert boxes(noted(wide, ("B3", "kort")))["2,1"][4] == 2
    hidden = handmade(before='<cols><col min="3" max="9" width="9" hidden="1"/></cols>')
    assert boxes(noted(hidden, ("B3", "kort")))["2,1"][4] > 9
    narrow = handmade(before='<cols><col min="3" max="20" width="2" customWidth="1"/></cols>')
    assert boxes(noted(narrow, ("B3", "kort")))["2,1"][4] > 12


@pytest.mark.parametrize("cell", ["A1", "XFD1", "A1048576", "XFD1048576"])
def test_boxes_at_the_edges_lie_within_the_sheet(cell: str) -> None:
    (box,) = boxes(noted(handmade(), (cell, "ord " * 200))).values()
    left, _, top, _, right, _, bottom, _ = box
    assert 0 <= left <= right < 16_384 and 0 <= top <= bottom < 1_048_576


def test_a_note_that_grows_gets_a_box_in_which_it_is_read() -> None:
    def fill(_: object, sheet: WriterSheet) -> None:
        sheet.write_comment("B2", "kort", {"author": "Eva", "height": 20, "width": 60})

    source = drawn(fill)
    part = next(name for name in unpacked(source) if name.endswith(".vml"))
    before, after = boxes(source, part)["1,1"], boxes(noted(source, ("B2", "ord " * 50)), part)["1,1"]
    assert after[:4] == before[:4]
    assert after[4] > before[4] and after[6] > before[6]


def test_notes_on_several_sheets_have_boxes_of_their_own() -> None:
    workbook = openpyxl.Workbook()
    workbook.create_sheet("Två")
    source = saved(workbook)
    result = apply(source, [Notes(ME, (Note("Sheet", "A1", "x"), Note("Två", "A1", "y")))]).data
    assert comments(result, "Sheet") == {"A1": (ME, block("x"))}
    assert comments(result, "Två") == {"A1": (ME, block("y"))}
    maps = [unpacked(result)[f"xl/drawings/vmlDrawing{n}.vml"] for n in (1, 2)]
    assert [b'data="1"' in maps[0], b'data="2"' in maps[1]] == [True, True]


def test_unknown_sheets_addresses_and_endless_texts_are_all_refused_at_once() -> None:
    with pytest.raises(RefusedEdits) as caught:
        noted(handmade(), ("A1", "x" * 32_768), ("1A", "x"))
    assert len(caught.value.reasons) == 2
    with pytest.raises(RefusedEdits, match="inget sådant blad"):
        noted(handmade(), ("A1", "x"), sheet="Annat")


def test_notes_and_cells_in_one_go() -> None:
    result = noted(write_cells(handmade(), {("Blad", "A1"): "x"}), ("A1", "\x02y_x0041_"))
    assert "_x0002_y_x005F_x0041_" in unpacked(result)[_COMMENTS].decode()


def with_comment(text: str) -> bytes:
    listed = f'<commentList><comment ref="A1" authorId="0">{text}</comment></commentList>'
    return handmade(
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        parts={_COMMENTS: f'<comments xmlns="{MAIN}"><authors><author>Eva</author></authors>{listed}</comments>'},
        sheet_relations=relation("rId4", "comments", "../comments1.xml"),
    )


def threaded() -> bytes:
    listed = (
        '<commentList><comment ref="A1" authorId="0"><text><t>[Threaded comment] hej</t></text></comment></commentList>'
    )
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    inner = '<threadedComment ref="A1" id="{9}"><text>hej</text></threadedComment>'
    thread = f'<ThreadedComments xmlns="{space}">{inner}</ThreadedComments>'
    return handmade(
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        parts={
            _COMMENTS: f'<comments xmlns="{MAIN}"><authors><author>tc={{9}}</author></authors>{listed}</comments>',
            "xl/threadedComments/t1.xml": thread,
        },
        sheet_relations=relation("rId1", _THREAD_KIND, "../threadedComments/t1.xml")
        + relation("rId4", "comments", "../comments1.xml"),
    )
