"""What is written into an open workbook: the same edits that :mod:`stexcel.ooxml` makes in a file, through xlwings."""

from stexcel.addin.marks.cells import erase_cells, write_cells
from stexcel.addin.marks.findings import MARKERS, put_findings
from stexcel.addin.marks.notes import Noted, noted, remove_notes, seen_cell, sheets_of, write_notes
from stexcel.addin.marks.sheet import find_sheet, refuse_removal, remove_sheet, write_sheet

__all__ = [
    "MARKERS",
    "Noted",
    "erase_cells",
    "find_sheet",
    "noted",
    "put_findings",
    "refuse_removal",
    "remove_notes",
    "remove_sheet",
    "seen_cell",
    "sheets_of",
    "write_cells",
    "write_notes",
    "write_sheet",
]
