"""What the cells that the evidence points at say, read from the very files that were assessed.

A survey keeps only what is judged, so the cells are looked up in the files again. A file that is no longer the one that
was read, or that cannot be read now, is not quoted: its evidence keeps what the survey knows.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path

from stexcel.layout.personal_ids import hide
from stexcel.model import CellRef
from stexcel.spur.model import CriterionResult, Evidence, RegulationResult, SectionResult
from stexcel.workbook import Cell, Sheet, WorkbookError, read_bytes, read_grid_bytes

Place = tuple[str, CellRef]
"""The path of a file as in its report, and a cell in it."""
Quotes = Mapping[Place, str]
"""The text of cells; the empty string where the cell holds nothing."""
Quote = Callable[[Iterable[Place], Mapping[str, str]], Quotes]
"""Reads the cells of files with the given SHA-256."""

_LONGEST = 200
_MORE = "…"


def read_cells(places: Iterable[Place], hashes: Mapping[str, str]) -> Quotes:
    """The cells of the files that still are as they were when they were assessed."""
    wanted: dict[str, set[CellRef]] = defaultdict(set)
    for path, cell in places:
        wanted[path].add(cell)
    return {
        (path, cell): text
        for path, cells in sorted(wanted.items())
        if path in hashes
        for cell, text in _cells_of(Path(path), hashes[path], cells)
    }


def places_of(parts: Iterable[RegulationResult]) -> frozenset[Place]:
    """Every cell that the evidence points at."""
    return frozenset(
        (one.path, one.cell) for part in parts for one in _evidence_of(part) if one.cell is not None and one.cell.sheet
    )


def with_quotes(part: RegulationResult, quotes: Quotes) -> RegulationResult:
    """The same assessment, where each piece of evidence has the text of its cell as far as it is known."""
    return replace(part, sections=tuple(_section(one, quotes) for one in part.sections))


def _evidence_of(part: RegulationResult) -> Iterator[Evidence]:
    for one in part.results.values():
        yield from one.evidence
        for doctor in one.doctors:
            yield from doctor.evidence


def _section(section: SectionResult, quotes: Quotes) -> SectionResult:
    return replace(section, criteria=tuple(_criterion(one, quotes) for one in section.criteria))


def _criterion(one: CriterionResult, quotes: Quotes) -> CriterionResult:
    doctors = tuple(replace(result, evidence=_quoted(result.evidence, quotes)) for result in one.doctors)
    return replace(one, evidence=_quoted(one.evidence, quotes), doctors=doctors)


def _quoted(evidence: Iterable[Evidence], quotes: Quotes) -> tuple[Evidence, ...]:
    return tuple(
        one if one.cell is None else replace(one, value=quotes.get((one.path, one.cell), one.value)) for one in evidence
    )


def _cells_of(path: Path, sha256: str, cells: Iterable[CellRef]) -> Iterator[tuple[CellRef, str]]:
    try:
        data = read_bytes(path)
        if hashlib.sha256(data).hexdigest() != sha256:
            return
        sheets = {sheet.name: sheet for sheet in read_grid_bytes(data, path.suffix).sheets}
    except WorkbookError:
        return
    for cell in cells:
        if cell.sheet in sheets:
            yield cell, text_of(_value_at(sheets[cell.sheet], cell.row - 1, cell.column - 1))


def _value_at(sheet: Sheet, row: int, column: int) -> Cell:
    """What is shown there: of a merged range that of its first cell."""
    for first, left, last, right in sheet.merged:
        if first <= row <= last and left <= column <= right:
            row, column = first, left
            break
    return sheet.rows[row][column] if row < sheet.height and column < sheet.width else None


def text_of(value: Cell) -> str:
    """A cell as people read it, on one line, without personal numbers; the empty string for an empty one."""
    text = " ".join(hide(_written(value)).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + _MORE


def _written(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "SANT" if value else "FALSKT"
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value)
