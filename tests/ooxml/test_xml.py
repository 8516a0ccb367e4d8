"""However the XML is written, it is written back the same way."""

import pytest
from lxml import etree

from stexcel.ooxml import Note, Notes, RefusedFile, apply, write_cells
from stexcel.ooxml.xmlpart import parse, serialize
from tests.ooxml.packages import (
    HEAD,
    MAIN,
    RELATIONS,
    SHEET,
    STRICT_MAIN,
    canonical,
    cell_xml,
    changed_parts,
    handmade,
    sheet_of,
    unpacked,
    with_parts,
)
from tests.ooxml.test_cells import read_by_calamine, read_by_openpyxl

_BODY = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>å</v></c></row></sheetData></worksheet>'


@pytest.mark.parametrize(
    "data",
    [
        (HEAD + _BODY).encode(),
        b"\xef\xbb\xbf" + (HEAD + _BODY).encode(),
        _BODY.encode(),
        b"\xef\xbb\xbf" + _BODY.encode(),
        ('<?xml version="1.0"?>' + _BODY).encode(),
        ("<?xml version='1.0' encoding='utf-8' standalone='no'?>\r\n" + _BODY).encode(),
        b"\xff\xfe" + ('<?xml version="1.0" encoding="UTF-16"?>' + _BODY).encode("utf-16-le"),
        b"\xfe\xff" + ('<?xml version="1.0" encoding="UTF-16"?>' + _BODY).encode("utf-16-be"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?>\n' + _BODY).encode("latin-1"),
    ],
)
def test_mark_declaration_and_encoding_are_kept_to_the_byte(data: bytes) -> None:
    assert serialize(parse(data, "x")) == data


def test_letters_outside_the_encoding_are_written_as_references() -> None:
    document = parse(('<?xml version="1.0" encoding="ISO-8859-1"?>' + _BODY).encode("latin-1"), "x")
    document.root.set("a", "å ł ”")
    assert etree.fromstring(serialize(document)).get("a") == "å ł ”"
    assert "å &#322; &#8221;".encode("latin-1") in serialize(document)


@pytest.mark.parametrize("text", ["<worksheet", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", ""])
def test_xml_that_is_broken_or_has_a_type_of_its_own_is_refused(text: str) -> None:
    with pytest.raises(RefusedFile, match=r"delen xl/worksheets/sheet1\.xml i filen är skadad"):
        write_cells(with_parts(handmade(), {SHEET: text}), {("Blad", "A1"): 1})


def test_comments_instructions_cdata_and_ignorable_namespaces_stay() -> None:
    sheet = (
        f'{HEAD}<!-- före --><?x y?><worksheet xmlns="{MAIN}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:x14ac="urn:x14ac" '
        'xmlns:xr="urn:xr" mc:Ignorable="x14ac xr" xr:uid="{1}"><sheetData><row r="1" x14ac:dyDescent="0.25">'
        '<c r="A1" t="str"><v><![CDATA[a<b]]></v></c></row></sheetData><mc:AlternateContent><mc:Choice '
        'Requires="x14"><controls/></mc:Choice></mc:AlternateContent></worksheet><!-- efter -->'
    )
    source = with_parts(handmade(), {SHEET: sheet})
    result = unpacked(write_cells(source, {("Blad", "B1"): "x"}))[SHEET].decode()
    assert result == sheet.replace("</c></row>", '</c><c r="B1" t="inlineStr"><is><t>x</t></is></c></row>')


def test_a_prefixed_sheet_gets_prefixed_elements() -> None:
    sheet = (
        f'{HEAD}<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="2"><x:c r="B2"><x:v>1</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    result = write_cells(with_parts(handmade(), {SHEET: sheet}), {("Blad", "C2"): "ny", ("Blad", "A1"): 1})
    assert '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>' in unpacked(result)[SHEET].decode()
    assert "<x:is><x:t>ny</x:t></x:is>" in unpacked(result)[SHEET].decode()
    assert "ns0" not in unpacked(result)[SHEET].decode()
    assert read_by_openpyxl(result, "C2") == "ny"


def test_a_strict_workbook_gets_strict_elements_and_relationships() -> None:
    source = handmade('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>', strict=True)
    result = apply(source, [Notes("stexcel", (Note("Blad", "A1", "hej"),))]).data
    result = write_cells(result, {("Blad", "B1"): "x"})
    assert etree.QName(cell_xml(result, "B1")).namespace == STRICT_MAIN
    assert etree.QName(sheet_of(result, "xl/comments1.xml")).namespace == STRICT_MAIN
    parts = unpacked(result)
    assert RELATIONS.encode() not in b"".join(parts[name] for name in parts if "sheet1" in name)
    assert b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in parts["xl/worksheets/_rels/sheet1.xml.rels"]
    assert b'fullCalcOnLoad="1"' in parts["xl/workbook.xml"]
    assert read_by_calamine(result, 1, 2) == "x"


def test_outer_blanks_are_marked_as_meant() -> None:
    result = write_cells(handmade(), {("Blad", "A1"): " a", ("Blad", "A2"): "a"})
    space = "{http://www.w3.org/XML/1998/namespace}space"
    assert [t.get(space) for t in sheet_of(result).iter("{*}t")] == ["preserve", None]


def test_nothing_to_write_gives_the_same_parts() -> None:
    source = handmade()
    assert changed_parts(source, write_cells(source, {})) == set()
    assert canonical(unpacked(source)[SHEET]) == canonical(unpacked(write_cells(source, {}))[SHEET])
