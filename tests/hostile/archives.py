"""Archives and parts that are out to do harm, made when they are needed: nothing of this lies in the repository.

Every function gives the bytes of a file. ``plain`` is the sound workbook that the others are made of.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
BOOK = "xl/workbook.xml"
TYPES = "[Content_Types].xml"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_END = struct.Struct("<4s4H2LH")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")


def sheet(rows: str, before: str = "") -> str:
    """The XML of a sheet with the rows."""
    head = f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}">'
    return f"{head}{before}<sheetData>{rows}</sheetData></worksheet>"


def text_cell(at: str, text: str) -> str:
    """A cell that holds its own text."""
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def plain(parts: Mapping[str, str | bytes] | None = None, sheets: int = 1) -> bytes:
    """A workbook of so many sheets with a cell each; ``parts`` are put in place of its own or beside them."""
    return archive(_parts(sheets) | dict(parts or {}))


def archive(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as an archive."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method, compresslevel=9) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def _parts(sheets: int) -> dict[str, str | bytes]:
    numbers = range(1, sheets + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_KIND}.worksheet+xml"/>' for n in numbers
    )
    tabs = "".join(f'<sheet name="Blad{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    own = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    parts: dict[str, str | bytes] = {
        TYPES: f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        BOOK: f'<workbook xmlns="{MAIN}" xmlns:r="{_RELS}"><sheets>{tabs}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{own}</Relationships>',
    }
    for n in numbers:
        parts[f"xl/worksheets/sheet{n}.xml"] = sheet(f'<row r="1">{text_cell("A1", f"Delmål a{n}")}</row>')
    return parts


def entries(data: bytes) -> dict[str, int]:
    """Where each part stands in the directory of an archive."""
    *_, count, _, at, _ = _END.unpack_from(data, data.rfind(b"PK\x05\x06"))
    places = {}
    for _ in range(count):
        fields = _ENTRY.unpack_from(data, at)
        name_at = at + _ENTRY.size
        places[data[name_at : name_at + fields[10]].decode()] = at
        at = name_at + sum(fields[10:13])
    return places


def lying(data: bytes, name: str, size: int = 100) -> bytes:
    """The archive with another size of a part than the real one, in the directory and before the part."""
    changed = bytearray(data)
    at = entries(data)[name]
    offset = _ENTRY.unpack_from(data, at)[16]
    struct.pack_into("<L", changed, at + 24, size)
    struct.pack_into("<L", changed, offset + 22, size)
    return bytes(changed)


def bomb(megabytes: int, name: str = SHEET) -> bytes:
    """A workbook with a part that is mere blanks once it is unpacked."""
    return plain({name: b" " * (megabytes * 2**20)})


def many_lying(parts: int, megabytes: int) -> bytes:
    """Sheets that each say to be small and together are far more than any file may be."""
    blank = sheet("").encode().replace(b"<sheetData>", b" " * (megabytes * 2**20) + b"<sheetData>")
    names = [f"xl/worksheets/sheet{number}.xml" for number in range(1, parts + 1)]
    data = plain(dict.fromkeys(names, blank), sheets=parts)
    for name in names:
        data = lying(data, name)
    return data


def overlapping(count: int, megabytes: int) -> bytes:
    """A small archive whose directory lists one and the same packed megabytes under many names."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b" " * (megabytes * 2**20)
    packed = packer.compress(block) + packer.flush()
    name = b"xl/a.xml"
    crc = zlib.crc32(block)
    local = _LOCAL.pack(b"PK\x03\x04", 20, 0, 8, 0, 0x21, crc, len(packed), len(block), len(name), 0) + name + packed
    listed = b"".join(
        _ENTRY.pack(b"PK\x01\x02", 20, 20, 0, 8, 0, 0x21, crc, len(packed), len(block), len(one), 0, 0, 0, 0, 0, 0)
        + one
        for one in (f"xl/{number:06}.xml".encode() for number in range(count))
    )
    return local + listed + _END.pack(b"PK\x05\x06", 0, 0, count, count, len(listed), len(local), 0)


def nested(depth: int) -> bytes:
    """A workbook inside a workbook, and so on."""
    data = bomb(8)
    for _ in range(depth):
        data = plain({"xl/embeddings/bok.xlsx": data, "xl/media/bild.zip": data})
    return data


def traversing(name: str) -> bytes:
    """A workbook with a part whose name leads out of the archive."""
    return plain({name: "utanför"})


def entity_bomb(part: str = SHEET) -> bytes:
    """Entities of entities of entities: a few hundred bytes that would become gigabytes of text."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 11))
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{levels}]>'
    if part == SHEET:
        return plain({part: head + sheet(f'<row r="1">{text_cell("A1", "&e10;")}</row>').partition("?>")[2]})
    return plain(_with_strings(head + f'<sst xmlns="{MAIN}" count="1" uniqueCount="1"><si><t>&e10;</t></si></sst>'))


def external_entity(where: str, part: str = SHEET) -> bytes:
    """A cell whose text would be fetched from another file or address."""
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY ut SYSTEM "{where}">]>'
    if part == SHEET:
        return plain({part: head + sheet(f'<row r="1">{text_cell("A1", "före &ut; efter")}</row>').partition("?>")[2]})
    strings = f'<sst xmlns="{MAIN}" count="1" uniqueCount="1"><si><t>före &ut; efter</t></si></sst>'
    return plain(_with_strings(head + strings))


def _with_strings(strings: str) -> dict[str, str | bytes]:
    parts = _parts(1)
    rels, types = str(parts["xl/_rels/workbook.xml.rels"]), str(parts[TYPES])
    relation = f'<Relationship Id="rId9" Type="{_RELS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KIND}.sharedStrings+xml"/></Types>'
    return {
        STRINGS: strings,
        SHEET: sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
        "xl/_rels/workbook.xml.rels": rels.replace("</Relationships>", relation),
        TYPES: types.replace("</Types>", override),
    }


def far_cell(at: str = "XFD1048576") -> bytes:
    """Content in a single cell far away from the rest."""
    row = "".join(filter(str.isdigit, at))
    return plain({SHEET: sheet(f'<row r="1">{text_cell("A1", "Namn")}</row><row r="{row}">{text_cell(at, "x")}</row>')})


def tall(rows: int) -> bytes:
    """Content in every row of a single column."""
    return plain({SHEET: sheet("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, rows + 1)))})


def wide(columns: int, rows: int = 1) -> bytes:
    """Content in every column of some rows."""
    cells = '<c t="inlineStr"><is><t>a1</t></is></c>' * columns
    return plain({SHEET: sheet("".join(f'<row r="{n}">{cells}</row>' for n in range(1, rows + 1)))})


def unplaced(columns: int, rows: int) -> bytes:
    """One long row and many empty ones, none of which says where it stands, and a last cell at the bottom."""
    cells = '<c t="inlineStr"><is><t>a1</t></is></c>' * columns
    last = '<row><c t="inlineStr"><is><t>slut</t></is></c></row>'
    return plain({SHEET: sheet(f"<row>{cells}</row>{'<row/>' * rows}{last}")})


def deep(depth: int, part: str = SHEET) -> bytes:
    """Elements within elements, far deeper than any program writes."""
    inner = "<ext>" * depth + "</ext>" * depth
    if part == SHEET:
        xml = sheet(f'<row r="1">{text_cell("A1", "x")}</row>').replace("</worksheet>", f"{inner}</worksheet>")
    else:
        xml = f'<styleSheet xmlns="{MAIN}">{inner}</styleSheet>'
    return plain({part: xml})


def many_merged(count: int) -> bytes:
    """So many merged ranges, all over each other."""
    ranges = "".join(f'<mergeCell ref="A{n}:XFD{n + 3}"/>' for n in range(1, count + 1))
    rows = f'<row r="1">{text_cell("A1", "Delmål")}{text_cell("B1", "a1")}</row>'
    return plain({SHEET: sheet(rows).replace("</worksheet>", f"<mergeCells>{ranges}</mergeCells></worksheet>")})


def long_texts(text: str, cells: int, length: int = 32_000) -> bytes:
    """The same text over and over in every cell: hard for any pattern that looks back."""
    long = (text * (length // max(1, len(text)) + 1))[:length]
    rows = "".join(f'<row r="{n}">{text_cell(f"A{n}", long)}</row>' for n in range(1, cells + 1))
    return plain({SHEET: sheet(rows)})


def encoded(encoding: str) -> bytes:
    """A sheet whose XML is declared and written in another encoding than UTF-8."""
    xml = sheet(f'<row r="1">{text_cell("A1", "Delmål för Åsa Öberg")}</row>').replace("UTF-8", encoding)
    return plain({SHEET: xml.encode(encoding)})


def mistyped() -> bytes:
    """A workbook whose content types say that its sheet is a picture, and its book a sheet."""
    parts = _parts(1)
    types = str(parts[TYPES])
    return plain({TYPES: types.replace(f"{_KIND}.worksheet+xml", "image/png").replace(".sheet.main", ".worksheet")})


def disguised() -> bytes:
    """A workbook whose sheet is called a picture."""
    parts = _parts(1)
    rels = str(parts["xl/_rels/workbook.xml.rels"]).replace("worksheets/sheet1.xml", "media/bild.png")
    parts["xl/media/bild.png"] = parts.pop(SHEET)
    return archive(parts | {"xl/_rels/workbook.xml.rels": rels})


def unpacked_plain() -> dict[str, bytes]:
    """The parts of the sound workbook."""
    return {name: part.encode() if isinstance(part, str) else part for name, part in _parts(1).items()}
