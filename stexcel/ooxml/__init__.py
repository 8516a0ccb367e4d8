"""Workbooks changed without loss: only the XML of what is edited differs, every other part is the same bytes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from stexcel.ooxml.edits import (
    CellEdit,
    CellValue,
    Column,
    Edit,
    GrowTable,
    Hyperlink,
    InsertRows,
    Link,
    NewRows,
    NewSheet,
    Note,
    Notes,
    Unplaced,
    Written,
)
from stexcel.ooxml.errors import FaultyResult, OoxmlError, RefusedEdits, RefusedFile, RefusedTarget
from stexcel.ooxml.files import replace_with_backup, write_atomically

if TYPE_CHECKING:
    from stexcel.ooxml.write import apply, write_cells

__all__ = [
    "CellEdit",
    "CellValue",
    "Column",
    "Edit",
    "FaultyResult",
    "GrowTable",
    "Hyperlink",
    "InsertRows",
    "Link",
    "NewRows",
    "NewSheet",
    "Note",
    "Notes",
    "OoxmlError",
    "RefusedEdits",
    "RefusedFile",
    "RefusedTarget",
    "Unplaced",
    "Written",
    "apply",
    "replace_with_backup",
    "write_atomically",
    "write_cells",
]

_WRITERS = frozenset({"apply", "write_cells"})


def __getattr__(name: str) -> Any:
    """Imports the writer when it is first used: who only says what is to be written does not wait for it."""
    if name not in _WRITERS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("stexcel.ooxml.write"), name)
