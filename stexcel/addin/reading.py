"""The open workbook as it stands, as a file that the ordinary reader can read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import xlwings
from xlwings import Book

from stexcel.addin import native
from stexcel.addin.errors import ButtonError

_SUFFIX = ".xlsx"
_UNSAVED = "Det som inte är sparat är inte med. Spara arbetsboken och tryck igen."
_NEVER_SAVED = (
    "Arbetsboken går inte att läsa som den är: programmet får inte spara en kopia av den. Spara arbetsboken på datorn "
    "och tryck igen."
)


@dataclass(frozen=True, slots=True)
class Source:
    """``path`` is the workbook's own name, which need not be a file; ``file`` has its content.

    ``remark`` tells in Swedish what is not in the content; it is empty where everything is.
    """

    path: Path
    file: Path
    remark: str = ""


@contextmanager
def opened(book: Book) -> Iterator[Source]:
    """A copy that the program itself saves, unsaved changes included; it is removed at once.

    Where no copy can be made the file as it was last saved is read, and that is told. Raises :class:`ButtonError`
    where there is neither.
    """
    own = local_path(book)
    with tempfile.TemporaryDirectory(prefix="stexcel-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / _file_name(book)
        try:
            native.save_copy(book, copy)
        except native.NoCopy as error:
            if own is None:
                raise ButtonError(_NEVER_SAVED) from error
            yield Source(own, own, "" if native.is_saved(book) else _UNSAVED)
        else:
            yield Source(own or copy, copy)


def local_path(book: Book) -> Path | None:
    """The workbook's file; ``None`` where it has never been saved, or lies where there are only web addresses."""
    try:
        path = Path(book.fullname)
    except xlwings.XlwingsError:
        return None
    return path if path.is_absolute() and path.is_file() else None


def _file_name(book: Book) -> str:
    """The name of the workbook as a file's; one that was never saved has no suffix."""
    return book.name if Path(book.name).suffix else f"{book.name}{_SUFFIX}"
