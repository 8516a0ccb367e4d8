"""Workbooks to write in, made by programs and by hand, and what is in them."""

import warnings
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

import openpyxl
import xlsxwriter
from lxml import etree
from xlsxwriter.worksheet import Worksheet as WriterSheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KINDS = {
    "xl/workbook.xml": "spreadsheetml.sheet.main",
    "xl/styles.xml": "spreadsheetml.styles",
    "xl/calcChain.xml": "spreadsheetml.calcChain",
    "xl/sharedStrings.xml": "spreadsheetml.sharedStrings",
    "xl/tables/table1.xml": "spreadsheetml.table",
    "xl/comments1.xml": "spreadsheetml.comments",
}
_STYLES = (
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyProtection="1"><protection locked="0"/></xf>'
    '<xf numFmtId="2" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
)


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive with the parts in order."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of an archive in order."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def changed_parts(old: bytes, new: bytes) -> set[str]:
    """The names of parts that were added, removed or changed."""
    before, after = unpacked(old), unpacked(new)
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def with_parts(data: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """The archive with parts replaced or added."""
    return archive({**unpacked(data), **parts})


def handmade(
    rows: str = "",
    *,
    before: str = "",
    after: str = "",
    book: str = "",
    book_start: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    book_relations: str = "",
    sheet_relations: str = "",
    strict: bool = False,
) -> bytes:
    """A workbook with the sheet ”Blad” whose XML is ``before``, the ``rows`` and ``after``."""
    extra = dict(parts or {})
    main, relations = (STRICT_MAIN, STRICT_RELATIONS) if strict else (MAIN, RELATIONS)
    sheet = f'<worksheet xmlns="{main}" xmlns:r="{relations}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    listed = f'<sheets><sheet name="Blad" sheetId="7" r:id="rId1"/></sheets>{book}'
    workbook = f'<workbook xmlns="{main}" xmlns:r="{relations}">{book_start}{listed}</workbook>'
    styles = f'<styleSheet xmlns="{main}">{_STYLES}</styleSheet>'
    own = relation("rId1", "worksheet", "worksheets/sheet1.xml", relations)
    own += relation("rId2", "styles", "styles.xml", relations)
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(["xl/workbook.xml", SHEET, "xl/styles.xml", *extra]),
        "_rels/.rels": _list(relation("rId1", "officeDocument", "xl/workbook.xml", relations)),
        "xl/workbook.xml": HEAD + workbook,
        "xl/_rels/workbook.xml.rels": _list(own + book_relations),
        SHEET: HEAD + sheet,
        "xl/styles.xml": HEAD + styles,
    }
    if sheet_relations:
        made["xl/worksheets/_rels/sheet1.xml.rels"] = _list(sheet_relations)
    return archive({**made, **extra})


def relation(identity: str, kind: str, target: str, base: str = RELATIONS) -> str:
    """One relationship as XML; a ``kind`` with a colon is a whole type."""
    full = kind if ":" in kind else f"{base}/{kind}"
    return f'<Relationship Id="{identity}" Type="{full}" Target="{target}"/>'


def sheet_of(data: bytes, part: str = SHEET) -> etree._Element:
    """A sheet's XML as a tree."""
    return etree.fromstring(unpacked(data)[part])


def cell_xml(data: bytes, address: str, part: str = SHEET) -> etree._Element:
    """The cell with the address."""
    found = [e for e in sheet_of(data, part).iter() if str(e.tag).endswith("}c") and e.get("r") == address]
    assert len(found) == 1, f"{len(found)} cells {address}"
    return found[0]


def attributes(element: etree._Element) -> dict[str, str]:
    """The element's attributes as plain text."""
    return {str(key): str(value) for key, value in element.attrib.items()}


def canonical(xml: bytes, *without: str) -> bytes:
    """Canonical XML without the elements that the paths (``.//*[local-name()=...]``) find."""
    root = etree.fromstring(xml)
    for path in without:
        found = root.xpath(path)
        assert isinstance(found, list)
        for element in found:
            assert isinstance(element, etree._Element)
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)
    return etree.tostring(root, method="c14n")


def saved(workbook: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook made with openpyxl."""
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def opened(data: bytes, *, data_only: bool = False) -> openpyxl.Workbook:
    """The workbook as openpyxl reads it, which warns of extensions that only a saving with it would lose."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".* extension is not supported")
        return openpyxl.load_workbook(BytesIO(data), data_only=data_only)


def drawn(fill: Callable[[xlsxwriter.Workbook, WriterSheet], object]) -> bytes:
    """The bytes of a workbook made with XlsxWriter; ``fill`` gets it and its sheet ”Blad”."""
    buffer = BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    fill(workbook, workbook.add_worksheet("Blad"))
    workbook.close()
    return buffer.getvalue()


def _types(names: list[str]) -> str:
    kinds = {**_KINDS, SHEET: "spreadsheetml.worksheet"}
    base = "application/vnd.openxmlformats-officedocument."
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{base}{kinds[name]}+xml"/>' for name in names if name in kinds
    )
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}</Types>'


def _list(relations: str) -> str:
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
