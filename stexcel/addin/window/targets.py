"""What the window can work on: workbooks that are open in Excel, and files that were chosen, dropped or pasted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

import xlwings
from xlwings.main import Apps

from stexcel.workbook.find import SUFFIXES

_FILE_ADDRESS = "file"


@dataclass(frozen=True, slots=True)
class OpenBook:
    """A workbook by its name, and the handle of the window of the Excel that it is open in."""

    name: str
    window: int | None

    def __str__(self) -> str:
        return f"{self.name} (öppen i Excel)"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A file."""

    path: Path

    def __str__(self) -> str:
        return f"{self.path.name} (fil i {self.path.parent})"


Target = OpenBook | Chosen


def open_books(apps: Apps = xlwings.apps) -> tuple[OpenBook, ...]:
    """The workbooks that are open in Excel now; none where there is no Excel, or where it does not answer."""
    try:
        return tuple(OpenBook(book.name, app.hwnd) for app in apps for book in app.books)
    except Exception:  # noqa: BLE001 - the classes of COM errors exist on Windows only; one can ask again
        return ()


def chosen(paths: Iterable[Path]) -> tuple[Chosen, ...]:
    """The workbooks among files, each once, by their whole paths."""
    files = (path.absolute() for path in paths if path.suffix.lower() in SUFFIXES and path.is_file())
    return tuple(Chosen(path) for path in dict.fromkeys(files))


def paths_in(text: str) -> Iterator[Path]:
    """The paths of a text that was pasted: one on each line, in quotes or not, or as addresses of files."""
    for line in text.splitlines():
        written = line.strip().strip('"').strip()
        if urlsplit(written).scheme == _FILE_ADDRESS:
            written = url2pathname(unquote(urlsplit(written).path))
        if written:
            yield Path(written)
