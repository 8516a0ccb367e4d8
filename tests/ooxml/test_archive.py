"""An archive is copied entry by entry: what is not replaced is the very bytes it was."""

import struct
import zipfile
from io import BytesIO, RawIOBase

import pytest

from stexcel.ooxml import RefusedFile, write_cells
from stexcel.ooxml.package import open_package
from stexcel.workbook import EncryptedFile, UnreadableFile, read_grid_bytes
from tests.ooxml import corpus_archives
from tests.ooxml.packages import SHEET, archive, changed_parts, handmade, unpacked
from tests.workbook.files import compound_file


class _Stream(RawIOBase):
    """A file that cannot go back, so that sizes end up in descriptors behind the entries."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self.data += piece
        return len(piece)


def _raw(data: bytes) -> dict[str, bytes]:
    """Every entry's compressed bytes as they lie in the archive."""
    found = {}
    with zipfile.ZipFile(BytesIO(data)) as file:
        for info in file.infolist():
            name_length, extra_length = struct.unpack_from("<2H", data, info.header_offset + 26)
            start = info.header_offset + 30 + name_length + extra_length
            found[info.filename] = data[start : start + info.compress_size]
    return found


def _streamed(parts: dict[str, bytes]) -> bytes:
    stream = _Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return bytes(stream.data)


def test_untouched_entries_keep_their_compressed_bytes_order_and_dates() -> None:
    source = handmade()
    result = write_cells(source, {("Blad", "B2"): "ny"})
    old, new = _raw(source), _raw(result)
    assert list(old) == list(new)
    assert {name for name in old if old[name] != new[name]} == {SHEET}
    with zipfile.ZipFile(BytesIO(source)) as before, zipfile.ZipFile(BytesIO(result)) as after:
        assert [i.date_time for i in before.infolist()] == [i.date_time for i in after.infolist()]


def test_the_same_edit_gives_the_same_bytes() -> None:
    source = handmade()
    assert write_cells(source, {("Blad", "B2"): 1}) == write_cells(source, {("Blad", "B2"): 1})


def test_sizes_behind_the_entries_are_found_and_the_flag_for_them_is_cleared() -> None:
    source = _streamed(unpacked(handmade()))
    with zipfile.ZipFile(BytesIO(source)) as file:
        assert all(info.flag_bits & 8 for info in file.infolist())
    result = write_cells(source, {("Blad", "A1"): "x"})
    with zipfile.ZipFile(BytesIO(result)) as file:
        assert not any(info.flag_bits & 8 for info in file.infolist())
        assert file.testzip() is None
    assert changed_parts(source, result) == {SHEET}


def test_sizes_of_64_bits_are_read_and_written_with_32() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in unpacked(handmade()).items():
            with file.open(name, "w", force_zip64=True) as entry:
                entry.write(content)
    source = buffer.getvalue()
    result = write_cells(source, {("Blad", "A1"): "x"})
    assert changed_parts(source, result) == {SHEET}
    with zipfile.ZipFile(BytesIO(result)) as file:
        assert file.testzip() is None
        assert not any(info.extra for info in file.infolist())


def test_sizes_that_stand_in_the_field_for_64_bits_are_found_there() -> None:
    plain = handmade()
    end = plain.rfind(b"PK\x05\x06")
    count, _, start = struct.unpack_from("<H2L", plain, end + 10)
    listed, at = b"", start
    for _ in range(count):
        sizes = struct.unpack_from("<2L", plain, at + 20)
        (length,) = struct.unpack_from("<H", plain, at + 28)
        wide = struct.pack("<2H2Q", 1, 16, sizes[1], sizes[0])
        head = plain[at : at + 20] + struct.pack("<2L", 2**32 - 1, 2**32 - 1) + plain[at + 28 : at + 30]
        listed += head + struct.pack("<H", len(wide)) + plain[at + 32 : at + 46 + length] + wide
        at += 46 + length
    source = plain[:start] + listed + plain[end : end + 12] + struct.pack("<2L", len(listed), start) + b"\0\0"
    assert unpacked(source) == unpacked(plain)
    assert write_cells(source, {("Blad", "A1"): "x"}) == write_cells(plain, {("Blad", "A1"): "x"})


def test_a_directory_of_64_bits_is_understood_by_those_who_only_read_too() -> None:
    made = {hazard.name: hazard.make for hazard in corpus_archives.hazards()}
    plain = read_grid_bytes(made["plain"](), ".xlsx")
    for name in ("directory of 64 bits", "directory of 64 bits only"):
        assert read_grid_bytes(made[name](), ".xlsx").sheets == plain.sheets


def test_folders_backslashes_stored_entries_and_the_comment_stay() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/", b"")
        for name, content in unpacked(handmade(parts={"xl/media/bild1.png": b"\x89PNG"})).items():
            kind = zipfile.ZIP_STORED if name.endswith("png") or name == SHEET else zipfile.ZIP_DEFLATED
            file.writestr(name.replace("xl/work", "xl\\work"), content, kind)
        file.comment = b"en kommentar"
    source = buffer.getvalue()
    result = write_cells(source, {("Blad", "A1"): "x"})
    assert changed_parts(source, result) == {SHEET.replace("xl/work", "xl\\work")}
    with zipfile.ZipFile(BytesIO(source)) as before, zipfile.ZipFile(BytesIO(result)) as after:
        assert [i.filename for i in before.infolist()] == [i.filename for i in after.infolist()]
        assert [i.compress_type for i in before.infolist()] == [i.compress_type for i in after.infolist()]
        assert after.comment == b"en kommentar"


def test_of_two_entries_with_one_name_both_get_the_new_content() -> None:
    parts = unpacked(handmade())
    buffer = BytesIO()
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(buffer, "w") as file:
        for name, content in [*parts.items(), (SHEET, parts[SHEET]), ("xl/styles.xml", parts["xl/styles.xml"])]:
            file.writestr(name, content)
    result = write_cells(buffer.getvalue(), {("Blad", "A1"): "x"})
    with zipfile.ZipFile(BytesIO(result)) as file:
        sheets = [file.read(info) for info in file.infolist() if info.filename == SHEET]
        assert len(file.infolist()) == len(parts) + 2
    assert len(set(sheets)) == 1 and b">x<" in sheets[0]


def test_bytes_before_the_archive_do_not_disturb() -> None:
    result = write_cells(b"PK" + b"\0" * 100 + handmade(), {("Blad", "A1"): "x"})
    assert b">x<" in unpacked(result)[SHEET]


def test_names_are_found_whatever_their_case_and_slashes() -> None:
    package = open_package(archive({"XL\\Workbook.XML": b"1"}))
    assert package.read("/xl/workbook.xml") == b"1"
    assert package.with_part("xl/workbook.xml", b"2").read("xl/Workbook.xml") == b"2"
    assert not package.without("xl/workbook.xml").names


@pytest.mark.parametrize("cut", [100, -40, -10])
def test_a_torn_archive_is_refused(cut: int) -> None:
    with pytest.raises(UnreadableFile, match="arkiv"):
        write_cells(handmade()[:cut], {("Blad", "A1"): 1})


def test_a_part_whose_content_does_not_match_its_checksum_is_refused() -> None:
    source = bytearray(handmade())
    with zipfile.ZipFile(BytesIO(bytes(source))) as file:
        info = file.getinfo(SHEET)
    at = bytes(source).rfind(struct.pack("<L", info.CRC))
    source[at] ^= 1
    with pytest.raises(RefusedFile, match=r"sheet1\.xml i filen är skadad"):
        write_cells(bytes(source), {("Blad", "A1"): 1})


def test_an_old_xls_is_refused_with_what_to_do() -> None:
    with pytest.raises(RefusedFile, match=r"\.xls, .*spara den som Excel-arbetsbok"):
        write_cells(compound_file({"Workbook": b"\x09\x08\x10\x00\x00\x06\x05\x00"}), {})


def test_a_file_with_a_password_is_refused() -> None:
    with pytest.raises(EncryptedFile, match="lösenord"):
        write_cells(compound_file({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), {})


@pytest.mark.parametrize("parts", [{"content.xml": "<x/>"}, {"xl/workbook.bin": b"x"}])
def test_an_archive_that_is_no_xlsx_is_refused(parts: dict[str, str | bytes]) -> None:
    with pytest.raises(RefusedFile, match=r"\.xlsx"):
        write_cells(archive(parts), {})
