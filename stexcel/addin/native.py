"""What Excel offers that xlwings has no words for: its own objects, over COM on Windows and AppleScript on macOS."""

from __future__ import annotations

import ctypes
import re
import sys
from pathlib import Path
from typing import Any

from xlwings import App, Book, Name, Note, Range, Sheet

_IS_MAC = sys.platform == "darwin"


TITLE = "ST/IUP"
"""What boxes are called: the name of the buttons' tab."""


class NoCopy(Exception):
    """The program cannot or may not save a copy of the workbook."""


def _flag(thing: Any, name: str) -> bool:
    """A property that is true or false, by its name in Excel's own words."""
    if _IS_MAC:
        return bool(getattr(thing, re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()).get())
    return bool(getattr(thing, name))


def window_of(app: App) -> int | None:
    """The handle of the window in front, as macros see it; it may be another than the one the app was found by."""
    return None if _IS_MAC else int(app.api.Hwnd)


def is_saved(book: Book) -> bool:
    """Whether nothing has been changed since the workbook was saved."""
    return _flag(book.api, "Saved")


def save_copy(book: Book, path: Path) -> None:
    """Saves the workbook as it stands to another file, and leaves it as it is. Raises :class:`NoCopy`."""
    if _IS_MAC:
        raise NoCopy
    try:
        book.api.SaveCopyAs(str(path))
    except Exception as error:  # the classes of COM errors exist on Windows only
        raise NoCopy from error


def has_locked_structure(book: Book) -> bool:
    """Whether sheets can neither be added nor removed."""
    return _flag(book.api, "ProtectStructure")


def is_locked(sheet: Sheet) -> bool:
    """Whether locked cells of the sheet cannot be changed."""
    return _flag(sheet.api, "ProtectContents")


def has_locked_notes(sheet: Sheet) -> bool:
    """Whether notes on the sheet can neither be added, changed nor removed."""
    return _flag(sheet.api, "ProtectDrawingObjects")


def has_thread(cell: Range) -> bool:
    """Whether the cell has a thread of comments; older versions of Excel know none."""
    try:
        return cell.comment is not None
    except Exception:  # noqa: BLE001 - the classes of COM errors exist on Windows only
        return False


def remove_filter(sheet: Sheet) -> None:
    """Shows every row again."""
    if not _IS_MAC and sheet.api.AutoFilterMode:
        sheet.api.AutoFilterMode = False


def add_filter(table: Range) -> None:
    """Gives the headings, the first row of the table, buttons to filter by."""
    if not _IS_MAC:
        table.api.AutoFilter()


def freeze_rows(sheet: Sheet, count: int) -> None:
    """Keeps the first rows in view. Panes belong to the window, so that the sheet is activated."""
    if _IS_MAC:
        return
    sheet.activate()
    window = sheet.book.app.api.ActiveWindow
    window.FreezePanes = False
    window.ScrollRow, window.ScrollColumn = 1, 1
    window.SplitColumn, window.SplitRow = 0, count
    window.FreezePanes = True


def hide(name: Name) -> None:
    """Takes the defined name out of the list that users see."""
    if not _IS_MAC:
        name.api.Visible = False


def resize(note: Note, width: float, height: float) -> None:
    """Gives the box of a note a size in points."""
    if not _IS_MAC:
        box = note.api.Shape
        box.Width, box.Height = width, height


def ask(app: App, prompt: str) -> str | None:
    """What the user writes in answer; ``None`` if they cancel, or where the program has no such question."""
    if _IS_MAC:
        return None
    answer = app.api.InputBox(prompt, TITLE)
    return None if answer is False else str(answer)


def tell_outside(window: int | None, text: str) -> None:
    """Shows a message where there is no Excel to show it in: on Windows a box over the window, else nothing."""
    if sys.platform == "win32":
        ctypes.windll.user32.MessageBoxW(window or 0, text, TITLE, 0x30)
