"""The files of an example, from the text in which they are drawn to the cells that a reader would see."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SHEET = re.compile(r"==\s*(?P<name>.+?)\s*==\s*(?P<hidden>\(dolt\))?")
_STATE = re.compile(r"\((?P<state>[^()]+)\)")
_MERGED = frozenset("<^")


@dataclass(frozen=True, slots=True)
class DrawnSheet:
    """A sheet; ``rows`` are as long as the widest of them, and a cell that a merged one covers is empty."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class DrawnFile:
    """One file of an example.

    A workbook has ``sheets``; of one that cannot be opened only the ``state`` is known; any other file has ``text``.
    """

    name: str
    sheets: tuple[DrawnSheet, ...] = ()
    state: str | None = None
    text: str | None = None


def drawn_file(name: str, text: str) -> DrawnFile:
    """The file that a text of :mod:`stexcel.rules.examples` draws."""
    if not name.endswith(".xlsx"):
        return DrawnFile(name, text=text)
    state = _STATE.fullmatch(text.strip())
    return DrawnFile(name, state=state["state"]) if state else DrawnFile(name, _sheets(text))


def _sheets(text: str) -> tuple[DrawnSheet, ...]:
    """The sheets in their order; lines before the first heading stand on ``Blad1``."""
    drawn: list[tuple[str, bool, list[str]]] = []
    for line in text.splitlines():
        heading = _SHEET.fullmatch(line.strip())
        if heading is not None:
            drawn.append((heading["name"], heading["hidden"] is not None, []))
        elif drawn or line.strip():
            if not drawn:
                drawn.append(("Blad1", False, []))
            drawn[-1][2].append(line)
    return tuple(DrawnSheet(name, _rows(lines), hidden) for name, hidden, lines in drawn)


def _rows(lines: list[str]) -> tuple[tuple[str, ...], ...]:
    rows = [[_cell(cell.strip()) for cell in line.split("|")] for line in "\n".join(lines).strip("\n").split("\n")]
    width = max((len(row) for row in rows), default=0)
    while width > 1 and not any(len(row) == width and row[-1] for row in rows):  # a line may end with the mark
        width -= 1
        rows = [row[:width] for row in rows]
    return tuple(tuple(row + [""] * (width - len(row))) for row in rows)


def _cell(text: str) -> str:
    if text in _MERGED:
        return ""
    unquoted = text[1:-1] if len(text) >= 2 and text.startswith('"') and text.endswith('"') else text
    return unquoted.replace("\\n", "\n")
