"""A file that cannot be read says why and what to do; nothing but a workbook error comes out."""

import os
import struct
import sys
import zlib
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stexcel.workbook import EncryptedFile, UnreadableFile, WorkbookError, read_grid, read_grid_bytes
from tests.workbook.files import archive, compound_file, ods, unpacked

DATA = Path(__file__).parent / "data"


def sound() -> bytes:
    workbook = openpyxl.Workbook()
    for number in range(40):
        workbook["Sheet"].append([f"a{number}", number])
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def with_sheet(xml: bytes) -> bytes:
    parts = unpacked(sound())
    parts["xl/worksheets/sheet1.xml"] = xml
    return archive(parts)


def locked_xls() -> bytes:
    """An .xls whose second record says that the rest is encrypted."""
    data = bytearray((DATA / "gammal.xls").read_bytes())
    start = data.find(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    data[start + 20 : start + 22] = b"\x2f\x00"
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        compound_file({"EncryptedPackage": b"\x01" * 5000, "EncryptionInfo": b"\x04\x00\x04\x00"}),
        locked_xls(),
        ods("", locked=True),
    ],
    ids=["xlsx", "xls", "ods"],
)
def test_a_locked_file_asks_for_an_open_one(data: bytes) -> None:
    with pytest.raises(EncryptedFile, match="lösenord"):
        read_grid_bytes(data, ".xlsx")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "tom"),
        (b"Namn;Delm\xe5l\r\nTove;a1\r\n", "textfil"),
        ("Namn\tDelmål\n".encode("utf-16"), "textfil"),
        (b"<html><body><table><tr><td>a1</td></tr></table></body></html>", "webbsida"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html></html>", "webbsida"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\x09\x04\x06\x00\x00\x04\x10\x00", "gammalt Excelformat"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "skadad"),
        (archive({"brev.txt": "hej"}), "arkiv"),
        (archive({"word/document.xml": "<x/>"}), "Word-dokument"),
        (archive({"ppt/presentation.xml": "<x/>"}), "PowerPoint"),
        (archive({"Index/Document.iwa": "x"}), "Numbers"),
        (compound_file({"WordDocument": b"x"}), "Word-dokument"),
        (compound_file({"Annat": b"x"}), "skadad"),
        (b'{"doc_id": "abc", "email": "x@example.org"}\n', "kalkylark hos Google"),
        (sound()[:2000], "delvis kopierat"),
        (sound()[: len(sound()) // 2], "delvis kopierat"),
        ((DATA / "gammal.xls").read_bytes()[:3000], "skadad"),
        (with_sheet(b"<worksheet><sheetData><row r="), "går att läsa"),
    ],
)
def test_the_reason_is_told(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says) as error:
        read_grid_bytes(data, ".xlsx")
    assert error.value.remedy
    assert f"{error.value.what} {error.value.remedy}" == str(error.value)


def test_a_missing_sheet_is_not_an_empty_one() -> None:
    parts = unpacked(sound())
    del parts["xl/worksheets/sheet1.xml"]
    with pytest.raises(UnreadableFile):
        read_grid_bytes(archive(parts), ".xlsx")


def test_an_archive_that_declares_too_much_is_not_opened() -> None:
    data = bytearray(sound())
    entry = data.find(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<L", 600 * 2**20)
    with pytest.raises(UnreadableFile, match="512 MB"):
        read_grid_bytes(bytes(data), ".xlsx")


def test_an_archive_that_lies_about_its_size_is_measured() -> None:
    bomb = archive({"xl/worksheets/sheet1.xml": b""})
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b" " * 2**20
    squeezed = b"".join(compressor.compress(block) for _ in range(520)) + compressor.flush()
    data = bytearray(bomb)
    local, central = data.find(b"PK\x03\x04"), data.find(b"PK\x01\x02")
    name = len("xl/worksheets/sheet1.xml")
    data[central + 20 : central + 24] = struct.pack("<L", len(squeezed))
    data[central + 24 : central + 28] = struct.pack("<L", 100)
    data[local + 30 + name : central] = squeezed
    end = data.rfind(b"PK\x05\x06")
    data[end + 16 : end + 20] = struct.pack("<L", local + 30 + name + len(squeezed))
    with pytest.raises(UnreadableFile, match="större än filen själv uppger"):
        read_grid_bytes(bytes(data), ".xlsx")


FAR = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s<sheetData>'
    b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"%s></row>'
    b"</sheetData></worksheet>"
)


@pytest.mark.parametrize(
    "dimension", [b'<dimension ref="A1:XFD1048576"/>', b'<dimension ref="A1:B2"/>', b'<dimension ref="A1"/>', b""]
)
def test_content_in_the_last_cell_of_excel_does_not_fill_the_memory(dimension: bytes) -> None:
    with pytest.raises(UnreadableFile, match="1048576 och kolumn 16384"):
        read_grid_bytes(with_sheet(FAR % (dimension, b"><v>1</v></c")), ".xlsx")


def test_mere_formatting_in_the_last_cell_is_harmless() -> None:
    data = with_sheet(FAR % (b'<dimension ref="A1:XFD1048576"/>', b' s="0"/'))
    assert read_grid_bytes(data, ".xlsx").sheets[0].rows == ((1,),)


def test_a_folder_with_a_workbooks_name(tmp_path: Path) -> None:
    folder = tmp_path / "iup.xlsx"
    folder.mkdir()
    with pytest.raises(UnreadableFile, match="mapp"):
        read_grid(folder)


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="finns inte"):
        read_grid(tmp_path / "borta.xlsx")


@pytest.mark.skipif(
    sys.platform == "win32" or (hasattr(os, "geteuid") and os.geteuid() == 0),
    reason="needs a user to whom a file can be forbidden",
)
def test_a_forbidden_file(tmp_path: Path) -> None:
    file = tmp_path / "iup.xlsx"
    file.write_bytes(sound())
    file.chmod(0)
    with pytest.raises(UnreadableFile, match="behörighet"):
        read_grid(file)


SHEET_START = 10_472  # of the second sheet in the workbook stream of gammal.xls
STREAM_START = 1536


def xls_with(at: int, value: bytes) -> bytes:
    data = bytearray((DATA / "gammal.xls").read_bytes())
    data[at : at + len(value)] = value
    return bytes(data)


def record_at(kind: int, start: int) -> int:
    """Where the content of the first record of a kind stands in gammal.xls."""
    data, at = (DATA / "gammal.xls").read_bytes(), STREAM_START + start
    while data[at : at + 2] != struct.pack("<H", kind):
        at += 4 + int.from_bytes(data[at + 2 : at + 4], "little")
    return at + 4


@pytest.mark.parametrize(
    "data",
    [
        xls_with(record_at(0x0200, SHEET_START), struct.pack("<L", 0x8900_0000)),
        xls_with(record_at(0x0200, SHEET_START) + 4, struct.pack("<L", 0x7FFF_FFFF)),
        xls_with(record_at(0x00FD, SHEET_START) + 2, struct.pack("<H", 60_000)),
        xls_with(record_at(0x00FC, 0) + 4, struct.pack("<L", 0x7FFF_FFFF)),
        xls_with(record_at(0x0085, 0), struct.pack("<L", 0x7FFF_FFFF)),
        xls_with(512, struct.pack("<128L", *([0] * 128))),
        xls_with(30, b"\x1f\x00"),
    ],
    ids=["first row", "last row", "column", "strings", "sheet", "circle", "sectors"],
)
def test_impossible_claims_in_an_xls_do_not_take_the_process_down(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="skadad"):
        read_grid_bytes(data, ".xls")


SOUND = (sound(), (DATA / "gammal.xls").read_bytes())


@settings(deadline=None)
@given(st.data())
def test_no_damage_lets_another_error_out(data: st.DataObject) -> None:
    """Bytes overwritten anywhere in a sound file: it is read, or a workbook error says why not."""
    content = bytearray(data.draw(st.sampled_from(SOUND)))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    try:
        read_grid_bytes(bytes(content), ".xlsx")
    except WorkbookError as error:
        assert str(error).endswith(".")
