"""Lines of print to running text: words that were divided at the end of a line are put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SOFT = "\u00ad"
_DIVIDED = re.compile(r"(?P<word>[^\s\-\u2010]+)[-\u2010]$")
_GOES_ON = re.compile(r"(?:och|eller|samt|respektive|alternativt|till)\b")
_BULLET = re.compile(r"[–—•‒▪·\-]\s+(?=\S)")


def joined(lines: Iterable[str]) -> str:
    """The lines as one text, with single blanks.

    A hyphen at the end of a line goes where it divides a word. It stays where the rest of the word is left out
    (``kvalitets-`` before ``och``), and where it belongs to the word (after ``ST`` or a digit, before a capital).
    """
    text = ""
    for line in (" ".join(one.split()) for one in lines):
        text = _joined(text, line) if text else line
    return text


def _joined(text: str, line: str) -> str:
    if not line:
        return text
    if text.endswith(_SOFT):
        return text[:-1] + line
    if text.endswith("–") and not text.endswith(" –"):
        return text + line
    divided = _DIVIDED.search(text)
    if divided is None or _GOES_ON.match(line):
        return f"{text} {line}"
    return text + line if _belongs(divided["word"], line) else text[:-1] + line


def _belongs(word: str, line: str) -> bool:
    """Whether the hyphen is part of the word and would stand there in the middle of a line, too."""
    return not line[0].islower() or word[-1].isdigit() or (len(word) > 1 and word.isupper())


def paragraphs(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines as paragraphs: one more begins at every bullet, which is written ``– ``."""
    parts: list[list[str]] = []
    for line in lines:
        bullet = _BULLET.match(line)
        if bullet:
            parts.append(["– " + line[bullet.end() :]])
        elif parts:
            parts[-1].append(line)
        else:
            parts.append([line])
    return tuple(text for part in parts if (text := joined(part)))
