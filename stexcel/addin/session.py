"""The user's place in the workbook, and the program's settings, kept while a button works."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from xlwings import App, Book, Range, Sheet


@dataclass(frozen=True)
class _View:
    """Which workbook is in front, which sheet of ours, and what is selected there."""

    front: Book
    sheet: Sheet
    name: str
    is_listed: bool
    selection: Range | None

    @classmethod
    def of(cls, book: Book) -> _View:
        front, sheet = book.app.books.active, book.sheets.active
        return cls(front, sheet, sheet.name, sheet.name in book.sheet_names, book.selection if front == book else None)

    def restore(self, book: Book) -> None:
        """Brings it back; a sheet that the button has removed cannot be."""
        if not self.is_listed or self.name in book.sheet_names:
            if book.app.books.active != book:
                book.activate()
            self.sheet.activate()
            if self.selection is not None:
                self.selection.select()
        if self.front != book:
            self.front.activate()


@contextmanager
def kept(book: Book, doing: str) -> Iterator[None]:
    """Shows what is being done, draws and calculates nothing meanwhile, and puts everything back, also on failure."""
    app = book.app
    with ExitStack() as stack:
        stack.callback(setattr, app, "status_bar", False)
        app.status_bar = doing
        # Drawing comes on again last, when the place is restored; calculation before that, so that cells are right.
        stack.enter_context(_setting(app, "screen_updating", False))
        stack.callback(_View.of(book).restore, book)
        stack.enter_context(_setting(app, "enable_events", False))
        stack.enter_context(_setting(app, "calculation", "manual"))
        yield


@contextmanager
def _setting(app: App, name: str, value: Any) -> Iterator[None]:
    before = getattr(app, name)
    try:
        setattr(app, name, value)
        yield
    finally:
        setattr(app, name, before)
