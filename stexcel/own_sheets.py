"""How a sheet that stexcel itself has added to a clinic's workbook is known, so that it is never read as theirs."""

FIRST_WORDS = "Kontroll gjord med stexcel"
"""What the first cell of such a sheet begins with."""
AUTHOR = "stexcel"
"""The author of the notes."""
MARKER = "stexcel_kontroll"
"""The hidden defined name that points at the sheet."""


def is_own(first_cell: object) -> bool:
    """Whether a sheet with this content in A1 was made by stexcel."""
    return isinstance(first_cell, str) and first_cell.startswith(FIRST_WORDS)
