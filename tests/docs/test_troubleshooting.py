"""Every heading of the page about messages is a message that the program has."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests.docs.blocks import ROOT

PAGE = ROOT / "docs" / "felsokning.md"
VARIES = "…"
HEADINGS = re.findall(r"^### (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


def texts() -> Iterator[str]:
    """Every text in the program, with a mark in the place of what varies."""
    for file in (ROOT / "stexcel").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                yield "".join(str(one.value) if isinstance(one, ast.Constant) else VARIES for one in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


@cache
def all_texts() -> str:
    return "\n".join(texts())


@pytest.mark.parametrize("heading", HEADINGS)
def test_heading_is_a_message(heading: str) -> None:
    assert heading.strip(f" {VARIES}") in all_texts()


def test_page_tells_of_many_messages() -> None:
    assert len(HEADINGS) == len(set(HEADINGS)) >= 25
