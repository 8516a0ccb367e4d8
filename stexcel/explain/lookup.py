"""Which rules a user means."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches

_WRITTEN = re.compile(r"(?:stx)?[\s-]*(?P<number>\d{1,3})", re.IGNORECASE)
_NEAR = 0.7
"""How much of a code must be right for it to be a slip of the pen."""
_LOOK_ALIKE = str.maketrans("OIL", "011")


class UnknownRule(Exception):
    """A code that no rule has; the message is Swedish and names the nearest."""


def chosen_codes(written: Iterable[str], known: Collection[str]) -> tuple[str, ...]:
    """The codes as they are registered, without repeats, from how people write them (``stx302``, ``302``).

    Raises :class:`UnknownRule` for the first that does not exist.
    """
    return tuple(dict.fromkeys(_code(text, known) for text in written))


def _code(text: str, known: Collection[str]) -> str:
    match = _WRITTEN.fullmatch(text.strip())
    code = f"STX{match['number']:0>3}" if match else text.strip().upper()
    if code in known:
        return code
    near = get_close_matches(code.translate(_LOOK_ALIKE), known, n=1, cutoff=_NEAR)
    meant = f" Menade du {near[0]}?" if near else ""
    raise UnknownRule(f"Regeln ”{text}” finns inte.{meant} Alla regler visas med: stexcel rule")
