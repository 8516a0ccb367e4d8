"""A workbook file as plain typed cells: the only place that knows file formats. Nothing is ever written."""

from stexcel.workbook.errors import EncryptedFile, UnreadableFile, WorkbookError
from stexcel.workbook.find import SUFFIXES, find_workbooks
from stexcel.workbook.grid import Cell, Grid, Merged, Sheet, Visibility
from stexcel.workbook.read import read_bytes, read_grid, read_grid_bytes

__all__ = [
    "SUFFIXES",
    "Cell",
    "EncryptedFile",
    "Grid",
    "Merged",
    "Sheet",
    "UnreadableFile",
    "Visibility",
    "WorkbookError",
    "find_workbooks",
    "read_bytes",
    "read_grid",
    "read_grid_bytes",
]
