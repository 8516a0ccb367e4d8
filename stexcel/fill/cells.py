"""Single cells of a workbook file: written into a copy of it, or into the file itself with the old one kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from os import PathLike
from pathlib import Path

from stexcel import ooxml
from stexcel.fill.errors import FillError
from stexcel.ooxml import CellValue, RefusedTarget
from stexcel.workbook import read_bytes

Values = Mapping[tuple[str, str], CellValue]
"""What cells are to hold, by the name of their sheet and their address: ``{("Mål a", "B7"): "EKG"}``."""

Paths = str | PathLike[str]

_SETTING = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!=][^!=]*))!(?P<cell>[^!=]*)=(?P<value>.*)", re.DOTALL
)
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_SPACES = re.compile(r"\s")


def write_cells(source: Paths, target: Paths, values: Values, *, force: bool = False, overwrite: bool = False) -> None:
    """Saves a copy of the workbook ``source`` as ``target`` with the values in its cells, and nothing else changed.

    A value is text, a number, a truth value, a ``date``, a ``datetime`` or ``None`` (an empty cell). Text is always
    text, also when it begins with ``=``. A cell keeps its format; a day gets one where the cell shows no days.
    Formulas are computed anew when the file is opened. The result is read back and compared before it is saved,
    and saved in one step. ``force`` also writes locked cells of protected sheets; ``overwrite`` replaces a file
    that is there. The source is never changed.

    Raises :class:`stexcel.workbook.WorkbookError`, with Swedish text for the user, where nothing was written.
    """
    old, new = Path(source), Path(target)
    if new.suffix.lower() != old.suffix.lower():
        # Excel opens no workbook whose suffix says another kind than its content.
        raise RefusedTarget(f"{new.as_posix()}: kopian måste ha samma filändelse som källan ({old.suffix}).")
    if new.exists() and not overwrite:
        raise RefusedTarget(f"{new.as_posix()} finns redan. Ange ett annat namn, eller begär att den skrivs över.")
    ooxml.write_atomically(new, ooxml.write_cells(read_bytes(old), values, force=force), source=old)


def write_cells_in_place(path: Paths, values: Values, now: datetime, *, force: bool = False) -> Path:
    """Writes the values into the file itself and gives the name of the copy that is kept of the old one.

    Otherwise as :func:`write_cells`. ``now`` names the copy, which lies in the same folder.
    """
    file = Path(path)
    old = read_bytes(file)
    return ooxml.replace_with_backup(file, old, ooxml.write_cells(old, values, force=force), now)


def parse_setting(text: str) -> tuple[tuple[str, str], str]:
    """``Mål a!B7=text`` as sheet and address, and what stands after the first ``=``.

    A sheet whose name has ``!`` or ``=`` or begins with an apostrophe stands in apostrophes as in a formula, each
    apostrophe in it doubled. Raises :class:`FillError`.
    """
    match = _SETTING.fullmatch(text)
    if match is None:
        raise FillError(
            f"”{text}” är ingen cell med innehåll. Skriv blad, utropstecken, cell, likhetstecken: Blad!B7=text"
        )
    sheet = match["plain"] or match["quoted"].replace("''", "'")
    return (sheet, match["cell"].replace("$", "").upper()), match["value"]


def parse_number(text: str) -> int | float:
    """``1 234,5`` or ``1234.5`` as a number; :class:`FillError` for anything else."""
    plain = _SPACES.sub("", text).replace("−", "-").replace(",", ".")
    if _NUMBER.fullmatch(plain) is None:
        raise FillError(f"”{text}” är inget tal. Skriv det till exempel som 12 eller 2,5.")
    return float(plain) if "." in plain else int(plain)


def parse_day(text: str) -> date:
    """``2026-11-01`` as a day; :class:`FillError` for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise FillError(f"”{text}” är inget datum. Skriv det som 2026-11-01.") from None
