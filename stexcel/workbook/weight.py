"""Which files could take so much to read that it should not be done in a process that others depend on."""

from __future__ import annotations

import struct
from pathlib import Path

from stexcel.workbook.limits import MB
from stexcel.workbook.sniff import ZIP_MARK
from stexcel.workbook.zipguard import stated_size

_FILE, _UNPACKED = 2 * MB, 32 * MB
"""Bytes of a workbook that somebody has written by hand, as it lies and unpacked, with room for some pictures."""


def is_heavy(path: Path) -> bool:
    """Whether the file, or what it says to hold, is larger than workbooks usually are.

    Reading a lighter one is held by the sizes and cells that it may have (:mod:`stexcel.workbook.zipguard`).
    """
    try:
        if not path.is_file():
            return False
        if path.stat().st_size > _FILE:
            return True
        data = path.read_bytes()
        return data.startswith(ZIP_MARK) and stated_size(data) > _UNPACKED
    except (OSError, ValueError, struct.error):
        return False  # whoever reads it tells why it cannot be read
