"""Workbooks changed without loss: only the XML of what is edited differs, every other part is the same bytes."""

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
