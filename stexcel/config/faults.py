"""What is wrong with a line that is no TOML, where that can be told better than by its grammar."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"=\s*(?P<day>\d{4}-\d\d-\d\d)\b")
_KEY = re.compile(r"""\s*\[{0,2}\s*(?P<key>[^\s=\[\]"'\#]+)\s*(?:=|\])""")


def no_such_day(line: str) -> bool:
    """Whether the line gives a date that is in no calendar."""
    match = _DAY.search(line)
    if match is None:
        return False
    try:
        date.fromisoformat(match["day"])
    except ValueError:
        return True
    return False


def swedish_key(line: str) -> str | None:
    """The key or the table of the line, if it has letters that no bare key may have."""
    match = _KEY.match(line)
    return match["key"] if match and not match["key"].isascii() else None
