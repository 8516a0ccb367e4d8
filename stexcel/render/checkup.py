"""An examination of the installation as text to read and send on, and as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from textwrap import wrap

from stexcel.checkup import Check, Checkup

_WIDTH = 100
_INDENT = " " * 5
_SEND = (
    "Behöver du hjälp: skicka texten ovan som den är. Den har inga namn och inga sökvägar till dina filer. Skriv också "
    "vilket kommando du körde och vad som stod efter ”Fel:”, men byt ut namnen på personer i dem. Skicka aldrig "
    "arbetsböcker eller loggen utan att ha läst dem."
)


def render_checkup_text(checkup: Checkup) -> str:
    """A line for each check with its mark as a word, the remedies below, and what to send to whoever helps."""
    lines = [line for check in checkup.checks for line in _lines(check)]
    return "\n".join((*lines, "", _verdict(checkup), "", *wrap(_SEND, _WIDTH))) + "\n"


def _lines(check: Check) -> Iterator[str]:
    yield from wrap(
        f"{check.mark.value:<4} {check.title}: {check.told}", _WIDTH, subsequent_indent=_INDENT, break_on_hyphens=False
    )
    if check.remedy:
        yield from wrap(f"Gör så här: {check.remedy}", _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)


def _verdict(checkup: Checkup) -> str:
    if checkup.is_sound:
        return "stexcel fungerar på den här datorn."
    return "Något hindrar stexcel: åtgärda det som är märkt fel."


def render_checkup_json(checkup: Checkup) -> str:
    """The checks as a list under ``kontroller``."""
    checks = [
        {"id": one.id, "rubrik": one.title, "utfall": one.mark.value, "text": one.told, "atgard": one.remedy}
        for one in checkup.checks
    ]
    return json.dumps({"fungerar": checkup.is_sound, "kontroller": checks}, ensure_ascii=False, indent=1) + "\n"
