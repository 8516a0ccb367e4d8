"""Delmål as a paragraph in one cell: a line with code and title, and below it ``Lärande: …``, ``Bedömning: …``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stexcel.layout.anchors import code_named_by
from stexcel.layout.block_labels import label_role
from stexcel.layout.blocks import block_facts
from stexcel.layout.cells import Entry
from stexcel.layout.facts import DatedAssessment, KeyRow
from stexcel.layout.reading import Column
from stexcel.layout.roles import Role
from stexcel.layout.view import Place, View
from stexcel.model import CellRef

_LABELLED = re.compile(r"\s*(?P<label>[^:\d]{2,45})\s*:\s*(?P<answer>.*)")
_FIRST_WORD = re.compile(r"\s*(?P<label>[^\W\d]+)\s+(?P<answer>\S.*)")


def read_cell_blocks(view: View) -> tuple[list[KeyRow | DatedAssessment], set[Place]]:
    """The delmål that have such a paragraph, and their cells."""
    facts: list[KeyRow | DatedAssessment] = []
    used: set[Place] = set()
    for row, column, text in view.texts:
        first, _, rest = text.partition("\n")
        named = code_named_by(first) if rest else None
        entries = list(_entries(rest, column, view.ref(row, column))) if named else []
        if named is not None and entries:
            facts.extend(block_facts(*named, view.ref(row, column), entries))
            used.add((row, column))
    return facts, used


def _entries(text: str, column: int, cell: CellRef) -> Iterator[tuple[Role, Entry]]:
    """The labelled lines of a paragraph; a line without a label goes on the answer before it."""
    found: list[tuple[Role, str, str]] = []
    for line in text.split("\n"):
        labelled = _labelled(line)
        if labelled is not None:
            found.append(labelled)
        elif found and line.strip():
            role, label, answer = found[-1]
            found[-1] = (role, label, f"{answer}\n{line.strip()}")
    yield from (
        (role, Entry(Column(column, label, role), answer.rstrip(" ."), cell)) for role, label, answer in found if answer
    )


def _labelled(line: str) -> tuple[Role, str, str] | None:
    """Role, label and answer of a line; fulfilment also without a colon: ``Uppfyllt 2024-12-11, SM``."""
    match = _LABELLED.match(line)
    role = label_role(f"{match['label']}:") if match else None
    if match is not None and role is not None:
        return role, match["label"], match["answer"].strip()
    word = _FIRST_WORD.match(line)
    if word is not None and label_role(word["label"]) is Role.DONE:
        return Role.DONE, word["label"], word["answer"].strip()
    return None
