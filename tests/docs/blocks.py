"""The commands that our documentation tells people to write."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "docs/handbok.md", "docs/spur.md", "docs/status.md")
_BLOCK = re.compile(r"^```(?P<kind>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
RUN = "sh"
"""The kind of a block whose commands can be run one after the other in an empty folder."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command of a page, and the kind of the block that it stands in."""

    page: str
    kind: str
    words: tuple[str, ...]


def commands_of(page: str) -> list[Command]:
    """All commands of a page that begin with ``stexcel``, in order, without what stands after ``#``."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return [
        Command(page, block["kind"], tuple(words[1:]))
        for block in _BLOCK.finditer(text)
        for line in block["body"].splitlines()
        if (words := shlex.split(line, comments=True))[:1] == ["stexcel"]
    ]
