"""Why nothing was written. Every message is Swedish text for the user: where, what, why and what to do.

All derive from :class:`stexcel.workbook.WorkbookError`, so that ``str(error)`` can be shown as it stands.
"""

from collections.abc import Iterable

from stexcel.workbook import WorkbookError


class OoxmlError(WorkbookError):
    """A workbook could not be written; the source is always untouched."""


class RefusedFile(OoxmlError):
    """The whole file cannot be written without harm: it is signed, of another format or damaged."""


class RefusedEdits(OoxmlError):
    """Edits that cannot be made safely; ``reasons`` has one sentence for each of them, and nothing is written."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("\n".join(self.reasons))


class FaultyResult(OoxmlError):
    """The check of the finished result found a difference that nobody asked for, so it is not handed out."""


class RefusedTarget(OoxmlError):
    """The result cannot be saved where the user wants it."""


def refused_cell(sheet: str, cell: str, what: str, remedy: str) -> str:
    """One reason in :class:`RefusedEdits`: the place, what stands in the way and what to do about it."""
    return f"Bladet ”{sheet}”, cell {cell}: {what} {remedy}"


def damaged_part(name: str) -> RefusedFile:
    """The error for a part of the file whose content is broken."""
    return RefusedFile(
        f"delen {name} i filen är skadad, och inget skrevs. Öppna filen i Excel, låt Excel reparera den, spara "
        "den och försök igen."
    )
