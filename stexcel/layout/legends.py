"""Abbreviations and footnotes that a sheet explains itself: ``HL = handledarsamtal``, ``* = sidotjänstgöring``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from stexcel.layout.meeting_words import meeting_named
from stexcel.layout.methods import known_method
from stexcel.layout.rotations import side_of_title
from stexcel.layout.times import days
from stexcel.workbook import Cell, Sheet

_PAIR = re.compile(
    r"(?<![\w=])(?P<short>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,4})\.?\s*=\s*(?P<long>[^\W\d_][^=,;|\n]*?)(?=\s*(?:[,;|\n.]|$))"
)
_FOOTNOTE = re.compile(r"\s*(?P<short>\*{1,3}|†)\s*(?:=|:|–|-|avser|betyder|är)?\s*(?P<long>[^\W\d_][^*†]*)")
_MARKED = re.compile(r"(?P<name>.*\w.*?)\s*(?P<short>\*{1,3}|†)")
_MOST_WORDS = 5
"""Words that explain an abbreviation; a sentence does not."""


def spelled_out(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """The sheets with every abbreviation of a meeting or a method, as they explain it themselves, written in full.

    An abbreviation counts where it is the only one in a row with a day, as in a log. The explanation on the
    sheet itself goes before those on other sheets. A footnote counts on its own sheet: ``Anestesi *`` becomes
    ``Anestesi (sidotjänstgöring)``.
    """
    own = [_legend(sheet) for sheet in sheets]
    shared = {short: long for legend in own for short, long in legend.items()}
    noted = (_with_footnotes(sheet) for sheet in sheets)
    return tuple(_written(sheet, {**shared, **legend}) for sheet, legend in zip(noted, own, strict=True))


def _with_footnotes(sheet: Sheet) -> Sheet:
    """The sheet with the marks of footnotes that explain side rotations replaced by what they explain."""
    texts = (value for cells in sheet.rows for value in cells if isinstance(value, str) and value[:1] in "*†")
    found = (match for text in texts if (match := _FOOTNOTE.fullmatch(text)) is not None)
    notes = {match["short"]: match["long"].strip(" .") for match in found if side_of_title(match["long"].strip(" ."))}
    if not notes:
        return sheet
    return replace(sheet, rows=tuple(tuple(_noted(value, notes) for value in cells) for cells in sheet.rows))


def _noted(value: Cell, notes: Mapping[str, str]) -> Cell:
    match = _MARKED.fullmatch(value) if isinstance(value, str) else None
    return f"{match['name']} ({notes[match['short']]})" if match and match["short"] in notes else value


def _legend(sheet: Sheet) -> dict[str, str]:
    """What the sheet's texts explain as a meeting or a method of assessment."""
    texts = (value for cells in sheet.rows for value in cells if isinstance(value, str) and "=" in value)
    pairs = ((match["short"], match["long"].strip()) for text in texts for match in _PAIR.finditer(text))
    return {
        short: long
        for short, long in pairs
        if short != "X"
        and len(long.split()) <= _MOST_WORDS
        and (meeting_named(long) is not None or known_method(long) is not None)
    }


def _written(sheet: Sheet, legend: Mapping[str, str]) -> Sheet:
    if not legend:
        return sheet
    return replace(sheet, rows=tuple(_row(cells, legend) for cells in sheet.rows))


def _row(cells: tuple[Cell, ...], legend: Mapping[str, str]) -> tuple[Cell, ...]:
    known = [value for value in cells if isinstance(value, str) and value in legend]
    if len(known) != 1 or not any(days(one) for one in cells):
        return cells
    return tuple(legend.get(value, value) if isinstance(value, str) else value for value in cells)
