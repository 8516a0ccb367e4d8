"""A workbook file as plain typed cells: the only place that knows file formats. Nothing is ever written."""

from stexcel.workbook.errors import EncryptedFile, UnreadableFile, WorkbookError
from stexcel.workbook.find import EVERYTHING, SUFFIXES, Found, Selection, find_workbooks, search_workbooks
from stexcel.workbook.grid import Cell, Grid, Merged, Sheet, Visibility
from stexcel.workbook.read import read_bytes, read_grid, read_grid_bytes

__all__ = [
    "EVERYTHING",
    "SUFFIXES",
    "Cell",
    "EncryptedFile",
    "Found",
    "Grid",
    "Merged",
    "Selection",
    "Sheet",
    "UnreadableFile",
    "Visibility",
    "WorkbookError",
    "find_workbooks",
    "read_bytes",
    "read_grid",
    "read_grid_bytes",
    "search_workbooks",
]
