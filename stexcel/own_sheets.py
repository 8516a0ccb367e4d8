"""How a sheet that stexcel itself has added to a clinic's workbook is known, so that it is never read as theirs."""

FIRST_WORDS = "Kontroll gjord med stexcel"
"""What the first cell of the sheet with findings begins with."""
LEFT_FIRST_WORDS = "Ej placerat när innehållet flyttades med stexcel"
"""What the first cell of the sheet with what a migration could not place begins with."""
AUTHOR = "stexcel"
"""The author of the notes."""
MARKER = "stexcel_kontroll"
"""The hidden defined name that points at the sheet with findings."""
OPEN_MARKER = "stexcel_kontroll_i_originalet"
"""The name that points at the sheet with findings where that was put into the original itself, which no copy is."""
LEFT_MARKER = "stexcel_ej_placerat"
"""The hidden defined name that points at the sheet with what a migration could not place."""


def is_own(first_cell: object) -> bool:
    """Whether a sheet with this content in A1 was made by stexcel."""
    return isinstance(first_cell, str) and first_cell.startswith((FIRST_WORDS, LEFT_FIRST_WORDS))
