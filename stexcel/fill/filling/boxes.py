"""Tick boxes that a template asks with (``☐ Kurs``, or a box in a cell of its own): how one of them is ticked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stexcel.fill.filling.template import Template
from stexcel.layout.marks import is_box, mark
from stexcel.model import CellRef

_TICKED = "☑"
_OPEN = re.compile(r"(?P<box>[☐□]|\[\s?\]|\(\s?\))\s*(?P<text>[^☐☑☒✓✔□■\[\]()\n]*)")


def open_boxes(template: Template, cell: CellRef) -> Iterator[tuple[str, str]]:
    """The empty boxes of a cell: the text of each, and what the cell holds when it is ticked."""
    value = template.value(cell)
    if not isinstance(value, str):
        return
    if is_box(value):
        beside = template.value(cell._replace(column=cell.column + 1))
        if mark(value) is False and isinstance(beside, str):
            yield beside, _TICKED
        return
    for match in _OPEN.finditer(value):
        if text := match["text"].strip(" ,;/"):
            yield text, f"{value[: match.start('box')]}{_ticked(match['box'])}{value[match.end('box') :]}"


def _ticked(box: str) -> str:
    return f"{box[0]}x{box[-1]}" if len(box) > 1 else _TICKED
