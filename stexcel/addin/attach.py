"""The open workbook that a button was pressed in, by the window's handle and the workbook's name, never by a path."""

from __future__ import annotations

import unicodedata

import xlwings
from xlwings import App, Book
from xlwings.main import Apps

from stexcel.addin import native
from stexcel.addin.errors import ButtonError

_NO_PROGRAM = "Excel hittades inte. Öppna arbetsboken i Excel och tryck på knappen igen."


def attach(window: int | None, workbook: str, apps: Apps = xlwings.apps) -> Book:
    """The workbook; raises :class:`ButtonError` where it is not open for editing.

    The name alone decides where the handle is of no window, as when another one has come in front meanwhile.
    """
    found = [book for app in _in_order(window, apps) for book in app.books if _plain(book.name) == _plain(workbook)]
    if not found:
        raise ButtonError(
            f"Arbetsboken ”{workbook}” är inte öppen för redigering. Är den i skyddad vy: tryck på Aktivera redigering "
            "och försök igen."
        )
    if len(found) > 1 and native.window_of(found[0].app) != window and found[0].app.hwnd != window:
        raise ButtonError(f"”{workbook}” är öppen i flera Excel samtidigt. Stäng den ena och försök igen.")
    return found[0]


def attach_program(window: int | None, apps: Apps = xlwings.apps) -> App:
    """The program that has the window, for what needs no workbook; raises :class:`ButtonError` where there is none."""
    found = next(iter(_in_order(window, apps)), None)
    if found is None:
        raise ButtonError(_NO_PROGRAM)
    return found


def _in_order(window: int | None, apps: Apps) -> list[App]:
    """The running programs, that of the window first."""
    try:
        running = list(apps)
    except xlwings.XlwingsError as error:
        raise ButtonError(_NO_PROGRAM) from error
    return sorted(running, key=lambda app: window not in (app.hwnd, native.window_of(app)))


def _plain(name: str) -> str:
    """A name however it is put together: macOS writes å as two signs."""
    return unicodedata.normalize("NFC", name).casefold()
