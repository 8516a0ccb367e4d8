"""How a file that stexcel has written, or made the template of, is known: it is never judged as a clinic's IUP."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable
from lzma import LZMAError
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from stexcel.own_sheets import MARKER

MARK = "Granskningsresultat från stexcel"
"""Category among the properties of a file with results."""
SUFFIX = ".xlsx"
"""The suffix that such a workbook has, in lower case."""
_DOCUMENT = ".docx"
"""That of an action plan, whose package has the same properties."""
LIBRARY_NAME = "bibliotek.xlsx"
"""The name of a clinic's library of placements, courses and methods, from which suggestions are made."""
COPY_SUFFIXES = frozenset({".xlsx", ".xlsm"})
"""The suffixes that a copy with notes may have, in lower case."""

_PROPERTIES = "docProps/core.xml"
_BOOK = "workbook.xml"
_ENOUGH = 65_536
_WHOLE_BOOK = 4 * 2**20
_LARGEST = 256 * 2**20
"""Bytes of a file that is looked into at all; nothing that stexcel writes comes near that."""
_NAME = re.compile(rb'<(?:\w+:)?definedName\b[^>]*\bname="' + MARKER.encode() + rb'"[^>]*>(?P<place>[^<]*)<')


def is_library(path: Path) -> bool:
    """Whether the file is a clinic's library, by its name: much in it looks like a programme, but it is nobody's."""
    return path.name.casefold() == LIBRARY_NAME


def is_own_result(path: Path) -> bool:
    """Whether stexcel has made the file, also after someone has saved it anew; false if that cannot be read."""
    if path.suffix.lower() not in (SUFFIX, _DOCUMENT):
        return False
    return MARK.encode() in _beginning(path, lambda name: name == _PROPERTIES, _ENOUGH)


def is_annotated_copy(path: Path) -> bool:
    """Whether stexcel has added its sheet to the workbook and it is still there; false if that cannot be read."""
    if path.suffix.lower() not in COPY_SUFFIXES:
        return False
    found = _NAME.search(_beginning(path, lambda name: name.rsplit("/", 1)[-1].lower() == _BOOK, _WHOLE_BOOK))
    return found is not None and b"#REF!" not in found["place"]


def _beginning(path: Path, wanted: Callable[[str], bool], most: int) -> bytes:
    """The first bytes of the first part of the package whose name is wanted; empty where there is none to read."""
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:  # a channel would be waited for
            return b""
        with ZipFile(path) as package:
            name = next(filter(wanted, package.namelist()), None)
            if name is None:
                return b""
            with package.open(name) as part:
                return part.read(most)
    except (OSError, BadZipFile, KeyError, ValueError, RuntimeError, EOFError, zlib.error, struct.error, LZMAError):
        return b""
