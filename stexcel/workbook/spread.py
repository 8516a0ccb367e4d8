"""Guards against sheets whose content is spread so far that a parser would fill the memory with empty cells.

It takes one stray space in the last row and column of Excel, or an .ods that says that a cell is repeated a million
times. The extent that a sheet declares is not believed: some programs always write a small one, and the parser goes by
the cells themselves.
"""

import re
from collections.abc import Iterator, Sequence
from xml.parsers.expat import ExpatError

from stexcel.workbook.errors import UnreadableFile
from stexcel.workbook.extent import Extent
from stexcel.workbook.limits import DEFAULTS, Limits, told
from stexcel.workbook.odsextent import ods_extents
from stexcel.workbook.xlsbextent import xlsb_extent
from stexcel.workbook.xlsxextent import xlsx_extent
from stexcel.workbook.zipguard import Part, inflate

_PLACED = re.compile(
    rb"<(?:[^\s<>/:]+:)?(?:c|row)(?=[\s/>])(?:[^>]*?\sr=[\"']([A-Z]{0,3})(\d{1,7})[\"'])?",
)
"""A cell or a row, and its place where that is written as every program writes it."""
_NEAR_COLUMNS = 26 + 26**2
"""Columns with one letter or two."""
_ODS_CONTENT = "content.xml"


def too_far(rows: int, columns: int, limits: Limits) -> UnreadableFile:
    """The error for a workbook whose largest sheet goes out to a row and a column, in all beyond the limit."""
    return UnreadableFile(
        f"bladen sträcker sig över för många celler: ett har innehåll ända ut till rad {rows} och kolumn {columns}, "
        "långt mer än ett IUP behöver. Gå till bladets sista cell i Excel (Ctrl+End), ta bort de tomma raderna och "
        f"kolumnerna och spara filen igen. {told('cells', limits.cells)}"
    )


def check_spread(data: bytes, parts: Sequence[Part], limits: Limits = DEFAULTS) -> None:
    """Raises :class:`UnreadableFile` if the sheets of an archive span over more cells than one file may have.

    Raises ``ValueError`` or ``struct.error`` for sheets that are far away or strange, and broken.
    """
    if sum(_at_most(data, part, limits.cells) for part in parts) <= limits.cells:
        return
    total, largest = 0, Extent(0, 0)
    for extent in (extent for part in parts for extent in _extents(data, part)):
        total += extent.cells
        largest = max(largest, extent, key=lambda one: one.cells)
        if total > limits.cells:
            raise too_far(*largest, limits)


def _at_most(data: bytes, part: Part, beyond: int) -> int:
    """A number of cells that a part cannot reach beyond; more than ``beyond`` where that takes a closer look."""
    if not _is_sheet(part):
        return 0
    if not part.name.endswith(".xml") or part.name == _ODS_CONTENT:
        return beyond + 1
    places = set(_PLACED.findall(inflate(data, part)))
    if any(not row or len(column) > 2 for column, row in places):
        return beyond + 1
    return max((int(row) for _, row in places), default=0) * _NEAR_COLUMNS


def _extents(data: bytes, part: Part) -> Iterator[Extent]:
    if not _is_sheet(part):
        return
    content = inflate(data, part)
    try:
        if part.name == _ODS_CONTENT:
            yield from ods_extents(content)
        else:
            yield xlsx_extent(content) if part.name.endswith(".xml") else xlsb_extent(content)
    except ExpatError as error:
        raise ValueError("a sheet is no sound XML") from error


def _is_sheet(part: Part) -> bool:
    return part.name == _ODS_CONTENT or ("worksheets/" in part.name and part.name.endswith((".xml", ".bin")))
