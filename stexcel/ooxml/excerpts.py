"""Excerpts of a workbook for reading: what readers need for some of its sheets, and nothing else.

What stands in a row that is the same bytes in two versions of a sheet, under the same number, reads the same; so only
the other rows need be read. The archive of an excerpt is made by the standard library.
"""

import re
import zipfile
from collections.abc import Collection, Mapping
from contextlib import suppress
from io import BytesIO

from stexcel.ooxml.address import column_number
from stexcel.ooxml.archive import part_key
from stexcel.ooxml.book import Book
from stexcel.ooxml.package import Package
from stexcel.ooxml.relations import related, relations_part
from stexcel.workbook import WorkbookError
from stexcel.workbook.limits import DEFAULTS

_CELL = re.compile(rb"<(?:[\w.-]+:)?c\s(?:[^<>]*?\s)?r\s*=\s*[\"']\$?([A-Za-z]{1,3})\$?(\d{1,7})[\"']")
_ROW = re.compile(rb"<(?:[\w.-]+:)?row\s(?:[^<>]*?\s)?r\s*=\s*[\"'](\d{1,7})[\"']")


def excerpt(package: Package, book: Book, sheets: Mapping[str, bytes]) -> bytes:
    """The workbook with the tabs it has, but with the content of these parts only, as given."""
    given = {part_key(name): data for name, data in sheets.items()}
    needed = {"[Content_Types].xml", "_rels/.rels", book.part, relations_part(book.part)}
    needed.update(related(package, book.part, "styles"), related(package, book.part, "sharedStrings"))
    keys = {part_key(name) for name in needed}
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in dict.fromkeys(package.names):
            key = part_key(name)
            if key in given:
                archive.writestr(zipfile.ZipInfo(name), given[key])
            elif key in keys:
                # Programs do without a part that is damaged.
                with suppress(WorkbookError):
                    archive.writestr(zipfile.ZipInfo(name), package.read(name))
    return buffer.getvalue()


def is_spread_out(sheets: Collection[bytes]) -> bool:
    """Whether a reader that sets memory aside for every cell up to the last one would need too much for a sheet.

    What a sheet says of its own extent is not believed.
    """
    return any(_extent(data.replace(b"\0", b"")) > DEFAULTS.cells for data in sheets)


def _extent(data: bytes) -> int:
    cells = _CELL.findall(data)
    rows = [*map(int, _ROW.findall(data)), *(int(row) for _, row in cells)]
    columns = [column_number(letters.decode("ascii")) for letters in {letters for letters, _ in cells}]
    return max(rows, default=0) * max(columns, default=1)
