"""Text of foreign files as it may be shown: without personal numbers, and without signs that steer the terminal."""

from __future__ import annotations

import re

from stexcel.personal_ids import hide

_STEERING = re.compile(
    r"\r(?!\n)|\x1b(?!\[[0-9;]*m)|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
"""All that moves the place of writing or turns its direction; colours are let through, since our own text has them."""
_PICTURES, _FIRST_SEEN, _INSTEAD = 0x2400, 0x20, "\ufffd"


def shown(text: str) -> str:
    """The text on its way to a terminal or a file; what cannot be seen has a sign of its own."""
    return _STEERING.sub(_picture, hide(text))


def _picture(match: re.Match[str]) -> str:
    sign = ord(match.group())
    return chr(_PICTURES + sign) if sign < _FIRST_SEEN else _INSTEAD
