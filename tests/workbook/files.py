"""Makes workbook files, sound and broken, as bytes."""

import struct
import zipfile
from collections.abc import Mapping
from io import BytesIO

_SECTOR = 512
_FREE, _END_OF_CHAIN, _FAT_SECTOR, _NO_STREAM = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF

_ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content office:version="1.2"
  xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:automatic-styles><style:style style:name="dold" style:family="table">
  <style:table-properties table:display="false"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"""
_MANIFEST = """<?xml version="1.0"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{locked}
</manifest:file-entry>
</manifest:manifest>"""


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive with the parts in order."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of an archive."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def ods(sheets: str, *, locked: bool = False) -> bytes:
    """An .ods file; ``sheets`` is the XML of its tables."""
    mark = "<manifest:encryption-data/>" if locked else ""
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": _MANIFEST.format(locked=mark),
            "content.xml": "\x00locked" if locked else _ODS.format(sheets=sheets),
        }
    )


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """A compound file (the container of .xls and of encrypted .xlsx) with the streams in its root.

    Every stream is padded to the size from which it lies in ordinary sectors.
    """
    padded = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    chains: list[list[int]] = []
    at = 2  # sector 0 is the allocation table, sector 1 the directory
    for content in padded.values():
        count = -(-len(content) // _SECTOR)
        chains.append(list(range(at, at + count)))
        at += count
    table = [_FREE] * (_SECTOR // 4)
    table[0], table[1] = _FAT_SECTOR, _END_OF_CHAIN
    for chain in chains:
        for sector, following in zip(chain, [*chain[1:], _END_OF_CHAIN], strict=True):
            table[sector] = following
    entries = [_entry("Root Entry", 5, 1, _END_OF_CHAIN, 0)]
    for number, (name, content) in enumerate(padded.items(), start=2):
        entries.append(
            _entry(name, 2, number if number <= len(padded) else _NO_STREAM, chains[number - 2][0], len(content))
        )
    directory = b"".join(entries).ljust(_SECTOR, b"\0")
    body = b"".join(content.ljust(-(-len(content) // _SECTOR) * _SECTOR, b"\0") for content in padded.values())
    return _header() + struct.pack(f"<{len(table)}L", *table) + directory + body


def _header() -> bytes:
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6)
    sizes = struct.pack("<6x9L", 0, 1, 1, 0, 4096, _END_OF_CHAIN, 0, _END_OF_CHAIN, 0)
    return (start + sizes + struct.pack("<L", 0)).ljust(_SECTOR, b"\xff")


def _entry(name: str, kind: int, right: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    left, child = _NO_STREAM, _NO_STREAM
    if kind == 5:
        right, child = _NO_STREAM, right
    return raw.ljust(64, b"\0") + struct.pack("<H2B3L36xLQ", len(raw) + 2, kind, 1, left, right, child, start, size)
