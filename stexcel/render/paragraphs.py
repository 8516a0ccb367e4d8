"""Indented paragraphs as text of a certain width."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap

from stexcel.personal_ids import hide

WIDTH = 100
_STEP = 2

Line = tuple[int, str]
"""How deep a paragraph is indented, and its text."""


def as_text(lines: Iterable[Line], width: int = WIDTH) -> str:
    """The paragraphs, each on as many lines as it needs; the lines after the first are indented one step more."""
    text: list[str] = []
    for depth, paragraph in lines:
        margin = " " * _STEP * depth
        hanging = margin + " " * _STEP
        text += wrap(
            hide(paragraph),  # before a number can be divided between two lines
            width,
            initial_indent=margin,
            subsequent_indent=hanging,
            break_on_hyphens=False,
            break_long_words=False,
        ) or [""]
    return "\n".join(text) + "\n"
