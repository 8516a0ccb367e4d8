"""Where a finding stands as a link that opens the clinic's own file, relative to the folder of the result."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from stexcel.model import CellRef
from stexcel.personal_ids import has_personal_id, hide

_SAFE_IN_PATHS = "/!$&'()*+,;=:@~"
_SAFE_IN_FRAGMENTS = "!$'()*+,;=:@~/?"
_DRIVE = re.compile(r"[A-Za-z]:/")


def relative_path(path: str, folder: Path) -> str:
    """The path of a file as seen from the folder, with ``/``; absolute if it lies on another drive.

    Links in folders are followed first, since ``..`` means the real folder above.
    """
    real = Path(path).parent.resolve() / Path(path).name
    try:
        return Path(os.path.relpath(real, folder.resolve())).as_posix()
    except ValueError:  # another drive
        return real.as_posix()


class Located(Protocol):
    """What stands somewhere in a workbook, such as a finding: on a sheet, if one is known, and in a cell of it."""

    @property
    def sheet(self) -> str | None: ...
    @property
    def cell(self) -> CellRef | None: ...


class Linked(Located, Protocol):
    """What stands in a file; the path is empty where the file must not be told."""

    @property
    def path(self) -> str: ...


def anchor(located: Located) -> str:
    """The place inside the workbook as Excel writes it, ``'Delmål A'!C7``; empty when no sheet is known."""
    if located.sheet is None:
        return ""
    sheet = located.sheet.replace("'", "''")
    return f"'{sheet}'!{located.cell.a1 if located.cell else 'A1'}"


def web_link(path: str, place: str = "") -> str:
    """The path and the place inside the file as a reference in HTML; never one that names a protocol to run.

    Empty for a file or a sheet with a personal number in its name.
    """
    if has_personal_id(path) or has_personal_id(place):
        return ""
    fragment = f"#{quote(place, safe=_SAFE_IN_FRAGMENTS)}" if place else ""
    return uri(path if path.startswith(("/", "../")) or _DRIVE.match(path) else f"./{path}") + fragment


def uri(path: str) -> str:
    """The path as a URI reference (RFC 3986): relative as it is, absolute with ``file:``.

    A name that is not text on the disk (another encoding) keeps its bytes. Personal numbers are hidden.
    """
    escaped = quote(hide(path), safe=_SAFE_IN_PATHS, errors="surrogateescape")
    if path.startswith("//"):
        return f"file:{escaped}"
    if path.startswith("/"):
        return f"file://{escaped}"
    if _DRIVE.match(path):
        return f"file:///{escaped}"
    first, slash, rest = escaped.partition("/")
    return first.replace(":", "%3A") + slash + rest
