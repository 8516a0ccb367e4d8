"""What holds for every edit of every workbook: what was asked for is there, and all else is as it was.

Nothing here shares code with the writer: archives are read by the standard library, XML by lxml from the root, and
cells by openpyxl and calamine, each where it manages the source.
"""

import re
import struct
import warnings
import zipfile
from collections.abc import Callable, Collection, Mapping
from io import BytesIO

import openpyxl
from lxml import etree
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_from_string
from python_calamine import CalamineWorkbook

Cells = Mapping[tuple[str, str], object]

_DROPPED = ("dimension", "sheetData")
_SETTING = re.compile(rb' fullCalcOnLoad="\w+"')
_EMPTY_CALC = re.compile(rb"<(?:\w+:)?calcPr/>")
_FAR = re.compile(rb'<c r="[A-Z]+\d{6,7}"')


def changed_entries(source: bytes, result: bytes) -> set[str]:
    """The names of entries that are new, gone, or other bytes than they were; the others stand in the same order."""
    old, new = _raw(source), _raw(result)
    kept = [name for name, _ in old if name in dict(new)]
    assert [name for name, _ in new][: len(kept)] == kept
    return {name for name in {*dict(old), *dict(new)} if _all(old, name) != _all(new, name)}


def assert_only_recalculated(old: bytes, new: bytes) -> None:
    """The two versions of the workbook part differ in nothing but when it computes: not in a byte, if it is UTF-8."""
    if old == new:
        return
    if b"\0" not in old and b"<!" not in old:
        plain = [_SETTING.sub(b"", data) for data in (old, new)]
        assert plain[0] == _EMPTY_CALC.sub(b"", plain[1]) or plain[0] == plain[1]
    before, after = (etree.fromstring(data) for data in (old, new))
    for calc in after.iter("{*}calcPr"):
        assert calc.get("fullCalcOnLoad") in ("1", "true")
    for root in (before, after):
        for calc in list(root.iter("{*}calcPr")):
            calc.attrib.pop("fullCalcOnLoad", "")
            parent = calc.getparent()
            if not calc.attrib and parent is not None:
                parent.remove(calc)
    assert _canonical(before) == _canonical(after)


def assert_same_sheet(old: bytes, new: bytes, edited: Collection[str], *, without: Collection[str] = ()) -> None:
    """Two versions of a sheet differ in nothing but the cells at the addresses and the elements named."""
    before, after = (etree.fromstring(data) for data in (old, new))
    around = [
        [_canonical(e) for e in root.iterchildren("*") if _name(e) not in (*_DROPPED, *without)]
        for root in (before, after)
    ]
    assert around[0] == around[1]
    assert before.attrib == after.attrib
    cells = [_cells(root) for root in (before, after)]
    assert {at: xml for at, xml in cells[0].items() if at not in edited} == {
        at: xml for at, xml in cells[1].items() if at not in edited
    }
    rows = [_rows(root) for root in (before, after)]
    assert {number: row for number, row in rows[1].items() if number in rows[0]} == rows[0]


def by_openpyxl(data: bytes) -> Cells | None:
    """All that openpyxl finds in cells; ``None`` if it does not manage the file."""
    return _if_managed(_openpyxl, data)


def by_calamine(data: bytes) -> Cells | None:
    """All that calamine finds in cells, formulas as what they gave; ``None`` if it does not manage the file."""
    return _if_managed(_calamine, data)


READERS = (by_openpyxl, by_calamine)


def _if_managed(read: Callable[[bytes], Cells], data: bytes) -> Cells | None:
    try:
        return read(data)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - the parser's panics derive from nothing else
        return None


def _openpyxl(data: bytes) -> Cells:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(BytesIO(data), rich_text=False)
    found = {}
    for sheet in book.worksheets:
        # Not row by row: between two cells there may be a billion.
        for cell in list(sheet._cells.values()):
            value = cell.value
            # Formulas that fill cells are objects that do not compare.
            text = vars(value) if hasattr(value, "ref") else value
            if value is not None:
                found[sheet.title, cell.coordinate] = (type(value).__name__, text, cell.number_format)
    return found


def _calamine(data: bytes) -> Cells:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if any(_FAR.search(archive.read(info)) for info in archive.infolist() if "sheet" in info.filename):
            raise ValueError("calamine sets memory aside for every cell up to the last one")
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    found = {}
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        for row, values in enumerate(sheet.to_python(skip_empty_area=False), 1):
            for column, value in enumerate(values, 1):
                if value != "":
                    found[name, f"{get_column_letter(column)}{row}"] = (type(value).__name__, value)
    return found


def _raw(data: bytes) -> list[tuple[str, bytes]]:
    found = []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for info in sorted(archive.infolist(), key=lambda entry: entry.header_offset):
            lengths = struct.unpack_from("<2H", data, info.header_offset + 26)
            start = info.header_offset + 30 + sum(lengths)
            found.append((info.orig_filename, data[start : start + info.compress_size]))
    return found


def _all(entries: list[tuple[str, bytes]], name: str) -> list[bytes]:
    return [raw for other, raw in entries if other == name]


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _canonical(element: etree._Element) -> bytes:
    copied = etree.fromstring(etree.tostring(element, with_tail=False))
    return etree.tostring(copied, method="c14n", exclusive=True)


def _rows(root: etree._Element) -> dict[int, list[dict[str, str]]]:
    found: dict[int, list[dict[str, str]]] = {}
    for number, row in _numbered(root):
        kept = {str(key): str(value) for key, value in row.attrib.items() if key not in ("r", "spans")}
        found.setdefault(number, []).append(kept)
    return found


def _numbered(root: etree._Element) -> list[tuple[int, etree._Element]]:
    found, last = [], 0
    for row in root.iterfind("{*}sheetData/{*}row"):
        addresses = (str(cell.get("r", "")).upper() for cell in row.iterfind("{*}c"))
        own = [coordinate_from_string(address)[1] for address in addresses if address]
        last = int(row.get("r") or (own[0] if own else last + 1))
        found.append((last, row))
    return found


def _cells(root: etree._Element) -> dict[str, bytes]:
    found = {}
    for number, row in _numbered(root):
        column = 0
        for cell in row.iterfind("{*}c"):
            address = str(cell.attrib.pop("r", ""))
            column = column_index_from_string(coordinate_from_string(address.upper())[0]) if address else column + 1
            found[f"{get_column_letter(column)}{number}"] = _canonical(cell)
    return found
