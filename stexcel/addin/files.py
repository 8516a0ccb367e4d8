"""The workbooks of a folder that are open in the program."""

from __future__ import annotations

from pathlib import Path

from xlwings import App

from stexcel.addin import native
from stexcel.addin.errors import ButtonError
from stexcel.addin.reading import local_path


def unsaved_in(app: App, folder: Path) -> list[str]:
    """The names of open workbooks in the folder, or below it, with changes that are not saved."""
    inside = folder.resolve()
    found = ((book, local_path(book)) for book in app.books)
    return [
        book.name
        for book, path in found
        if path is not None and path.resolve().is_relative_to(inside) and not native.is_saved(book)
    ]


def close_own(app: App, target: Path) -> None:
    """Closes an earlier result that is open, so that it can be replaced.

    Raises :class:`ButtonError` where somebody has written in it.
    """
    for book in app.books:
        path = local_path(book)
        if path is None or not target.exists() or not path.samefile(target):
            continue
        if not native.is_saved(book):
            raise ButtonError(f"{book.name} är öppen och har ändringar som inte är sparade. Stäng den och tryck igen.")
        book.close()
