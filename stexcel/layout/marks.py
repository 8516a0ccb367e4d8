"""Ticks as people make them: X, ✓, ☒, Ja, 1 – and their opposites."""

from __future__ import annotations

import re
from functools import lru_cache

_YES = frozenset(
    {
        "x",
        "xx",
        "✓",
        "✔",
        "☒",
        "☑",
        "🗹",
        "●",
        "•",
        "■",
        "█",
        "▓",
        "▒",
        "▬",
        "√",
        "v",
        "ja",
        "j",
        "yes",
        "y",
        "1",
        "ok",
        "sant",
        "true",
        "+",
    }
)
_NO = frozenset({"☐", "□", "○", "-", "–", "—", "nej", "n", "no", "0", "ej", "falskt", "false", "inte", "✗", "✘"})
_BOXES = {"☒": True, "☑": True, "✓": True, "✔": True, "☐": False, "□": False, "–": False}


_BOX_CELLS = frozenset("☐☑☒□■✓✔")


@lru_cache(maxsize=2048)
def _text_mark(text: str) -> bool | None:
    folded = text.strip().casefold().strip("().[] ") or text.strip()
    if folded in _YES:
        return True
    return False if folded in _NO else None


def mark(value: object) -> bool | None:
    """Whether a cell is a tick (``True``), a refusal to tick (``False``) or something else (``None``)."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text_mark(value) if len(value) <= 8 else None
    if isinstance(value, int | float) and value in (0, 1):
        return bool(value)
    return None


@lru_cache(maxsize=2048)
def boxed(text: str) -> tuple[bool, str] | None:
    """A tick box with its own text, such as ``☒ Ja`` or ``☐ Kvalitetsarbete``: state and text."""
    stripped = text.strip()
    head, rest = stripped[:1], stripped[1:].strip()
    if head in _BOXES and rest:
        return _BOXES[head], rest
    if stripped[:2].casefold() == "x " and rest:
        return True, rest
    return None


def is_box(text: str) -> bool:
    """Whether a cell holds nothing but a tick box, ticked or not."""
    return text.strip() in _BOX_CELLS


_CHOICE = re.compile(r"(?P<box>[☐☑☒✓✔□■]|\[\s?[xX✓]?\s?\]|\(\s?[xX✓]?\s?\))\s*(?P<text>[^☐☑☒✓✔□■\[\]()\n]*)")


_YES_OR_NO = re.compile(r"\W*(?:ja|nej|yes|no)\b", re.IGNORECASE)


@lru_cache(maxsize=2048)
def choices(text: str) -> tuple[tuple[bool, str], ...]:
    """The tick boxes of one cell, each with its text: ``[x] Kurs [ ] Auskultation``; none where no box comes first."""
    if _CHOICE.match(text.strip()) is None:
        return ()
    return tuple(
        (match["box"].strip("[]() ") not in ("", "☐", "□"), match["text"].strip(" ,;/"))
        for match in _CHOICE.finditer(text)
    )


@lru_cache(maxsize=2048)
def options(text: str) -> tuple[tuple[bool, str], ...]:
    """The tick boxes of a cell that offers several things; none where it has one box, or asks for yes or no."""
    boxes = tuple((ticked, label) for ticked, label in choices(text) if label)
    return boxes if len(boxes) > 1 and not all(_YES_OR_NO.match(label) for _, label in boxes) else ()


def ticked_of(text: str) -> tuple[str, ...]:
    """The texts of the ticked boxes of a cell."""
    return tuple(label for ticked, label in choices(text) if ticked and label)
