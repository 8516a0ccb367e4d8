"""A small .xlsb, record by record, with one cell at any place."""

from __future__ import annotations

import struct

from tests.hostile.archives import archive

_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.ms-excel"


def _record(kind: int, content: bytes = b"") -> bytes:
    mark = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return mark + bytes([len(content)]) + content


def _text(text: str) -> bytes:
    return struct.pack("<L", len(text)) + text.encode("utf-16-le")


def far_xlsb(row: int, column: int) -> bytes:
    """A workbook with a number in a row and a column, counted from 0."""
    sheet = b"".join(
        (
            _record(129),
            _record(148, struct.pack("<4L", 0, row, 0, column)),
            _record(145),
            _record(0, struct.pack("<2LHBBL", row, 0, 300, 0, 0, 0)),
            _record(5, struct.pack("<2Ld", column, 0, 1.0)),
            _record(146),
            _record(130),
        )
    )
    book = b"".join(
        (
            _record(131),
            _record(143),
            _record(156, struct.pack("<2L", 0, 1) + _text("rId1") + _text("Blad1")),
            _record(144),
            _record(132),
        )
    )
    relation = '<Relationship Id="rId1" Type="{}/{}" Target="{}"/>'
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="bin" ContentType="{_KIND}.sheet.binary.macroEnabled.main"/>'
            f'<Override PartName="/xl/worksheets/sheet1.bin" ContentType="{_KIND}.worksheet"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f"{relation.format(_RELS, 'officeDocument', 'xl/workbook.bin')}</Relationships>",
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f"{relation.format(_RELS, 'worksheet', 'worksheets/sheet1.bin')}</Relationships>",
            "xl/workbook.bin": book,
            "xl/worksheets/sheet1.bin": sheet,
        }
    )
