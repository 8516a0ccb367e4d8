"""A quick first look at every cell, so that the readers only consider rows that can be what they look for."""

from __future__ import annotations

from functools import lru_cache

from stexcel.layout.delmal_text import exact_codes, leading_code
from stexcel.layout.roles import roles_of
from stexcel.layout.times import period
from stexcel.workbook import Cell

NAMED = 1
"""The cell may be a heading or a label."""
CODE = 2
"""The cell is one delmål and nothing else."""
TITLED_CODE = 4
"""The cell begins with one delmål and goes on with a title."""
TERM = 8
"""The cell is a time longer than a day, as a heading can be."""
ONE_CODE = CODE | TITLED_CODE


def hint(value: Cell) -> int:
    """The flags above that hold for a cell; 0 for an empty one."""
    if isinstance(value, str):
        return _text_hint(value)
    return TERM if isinstance(value, int) and period(value) is not None else 0


@lru_cache(maxsize=16384)
def _text_hint(text: str) -> int:
    codes = exact_codes(text)
    if codes:
        return CODE if len(codes) == 1 else 0
    if leading_code(text) is not None:
        return TITLED_CODE
    time = period(text)
    if time is not None:
        return 0 if time.is_day else TERM
    return NAMED if roles_of(text) else 0


def may_be_headings(hints: tuple[int, ...]) -> bool:
    """Whether a row can be headings: two known words, a row of delmål, or terms beside a known word."""
    found = [one for one in hints if one]
    if len(found) < 2:
        return False
    codes = sum(1 for one in found if one & ONE_CODE)
    if codes:
        return codes >= 3
    named = found.count(NAMED)
    return named >= 2 or (named == 1 and len(found) >= 3)
