"""What tabs may be called, and how a cell of one is written."""

import re
from collections.abc import Iterable

_MAX_TITLE = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def reference(sheet: str, cell: str) -> str:
    """A cell of a sheet as formulas and links write it: ``'Mål a'!B7``."""
    return "'" + sheet.replace("'", "''") + f"'!{cell}"


def free_title(present: Iterable[str], title: str) -> str:
    """The title as Excel allows it; a number follows where a sheet that is present has it."""
    taken = {name.casefold() for name in present}
    clean = _FORBIDDEN.sub(" ", title).strip(" '")[:_MAX_TITLE] or "Blad"
    name, number = clean, 1
    while name.casefold() in taken:
        number += 1
        ending = f" ({number})"
        name = clean[: _MAX_TITLE - len(ending)] + ending
    return name
