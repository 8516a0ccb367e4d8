"""The words that the evidence workbook gives a colour."""

from __future__ import annotations

from collections.abc import Mapping

from stexcel.render.spur_proofs import CLAIMED
from stexcel.render.spur_words import STATUS_MARKS, Standing
from stexcel.render.xlsx.styles import BLUE, GREEN, GREY, ORANGE, RED, YELLOW, Palette
from stexcel.spur.model import Bearing, Status

_MARKS: Mapping[str, tuple[str, str]] = {
    "red": RED,
    "orange": ORANGE,
    "yellow": YELLOW,
    "green": GREEN,
    "grey": GREY,
}
STANDINGS: Palette = {one.words: _MARKS[one.mark] for one in Standing}
STATUSES: Palette = {status.word: _MARKS[STATUS_MARKS[status]] for status in Status}
BEARINGS: Palette = {
    Bearing.FOR.value: GREEN,
    Bearing.AGAINST.value: RED,
    Bearing.NOTE.value: GREY,
    CLAIMED: BLUE,
}
STEPS: Palette = {"åtgärda": ORANGE, "styrka": GREY}
PALETTES = (STANDINGS, STATUSES, BEARINGS, STEPS)
"""Every word that gets a colour."""
