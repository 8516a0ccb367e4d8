"""Rows that have a height from the start and still grow with what is written in them.

XlsxWriter marks every height that it is given as chosen by hand, and then neither Excel nor LibreOffice changes it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from stexcel.fill.template.page import HEADER_ROW

_ROW = re.compile(rb'(<row r="(\d+)"[^>]*?) customHeight="1"')


def let_rows_grow(package: bytes, sheets: Collection[int]) -> bytes:
    """The workbook with the rows below the headings of some sheets, counted from 1, free to grow."""
    parts = {f"xl/worksheets/sheet{number}.xml" for number in sheets}
    out = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            data = source.read(part)
            target.writestr(part, _ROW.sub(_freed, data) if part.filename in parts else data, ZIP_DEFLATED)
    return out.getvalue()


def _freed(match: re.Match[bytes]) -> bytes:
    return match[1] if int(match[2]) > HEADER_ROW + 1 else match[0]
