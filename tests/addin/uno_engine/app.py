"""The engine, and the program with its workbooks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import xlwings
from xlwings import base_classes

from tests.addin.uno_engine.book import Book
from tests.addin.uno_engine.native import AppApi
from tests.addin.uno_engine.program import Alert, Program
from tests.addin.uno_engine.ranges import Range

__all__ = ["Alert", "Program", "engine_of"]

NAME = "uno"


def engine_of(program: Program) -> xlwings.Engine:
    """The engine for xlwings; ``engine_of(program).activate()`` makes it the one that ``xlwings.apps`` means."""
    return xlwings.Engine(impl=Engine(program))


class Engine:
    """What xlwings asks of an engine."""

    name = NAME
    type = "desktop"

    def __init__(self, program: Program) -> None:
        self.program = program

    @property
    def apps(self) -> Apps:
        return Apps(self)

    @staticmethod
    def prepare_xl_data_element(value: Any, _: Any) -> Any:
        return "" if value is None else value

    @staticmethod
    def clean_value_data(
        data: Sequence[Sequence[Any]], _datetime: Any, empty_as: Any, number_builder: Any, _errors: Any
    ) -> list[list[Any]]:
        def clean(value: Any) -> Any:
            if value in ("", None):
                return empty_as
            return number_builder(value) if number_builder is not None and isinstance(value, float) else value

        return [[clean(value) for value in row] for row in data]


class Apps(base_classes.Apps):
    """The one program."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def keys(self) -> list[int]:
        return [app.pid for app in self]

    def __iter__(self) -> Iterator[App]:
        yield App(self.engine)

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> App:
        return next(app for app in self if app.pid == pid)


class App(base_classes.App):
    """The program."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.program = engine.program

    @property
    def api(self) -> AppApi:
        return AppApi(self.program)

    @property
    def pid(self) -> int:
        return abs(hash(self.program.address)) % 100_000 + 1

    @property
    def hwnd(self) -> int:
        return self.pid + 1

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def selection(self) -> Range | None:
        document = self.program.active_document()
        book = Book(self, document) if document is not None else None
        return book._selection() if book is not None else None

    def activate(self, steal_focus: bool = False) -> None:
        pass

    @property
    def screen_updating(self) -> bool:
        return not self.program.locked

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        if self.program.locked is not value:
            return
        self.program.locked = not value
        for document in self.program.documents():
            if value:
                document.unlockControllers()
            else:
                document.lockControllers()

    @property
    def calculation(self) -> str:
        return self.program.calculation

    @calculation.setter
    def calculation(self, value: str) -> None:
        self.program.calculation = value
        for document in self.program.documents():
            document.enableAutomaticCalculation(value != "manual")

    @property
    def display_alerts(self) -> bool:
        return self.program.display_alerts

    @display_alerts.setter
    def display_alerts(self, value: bool) -> None:
        self.program.display_alerts = value

    @property
    def enable_events(self) -> bool:
        return self.program.enable_events

    @enable_events.setter
    def enable_events(self, value: bool) -> None:
        self.program.enable_events = value

    @property
    def status_bar(self) -> str | bool:
        return self.program.status_bar

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        self.program.status_bar = value

    def alert(self, prompt: str, title: str | None, buttons: str | None, mode: str | None, callback: object) -> str:
        self.program.alerts.append(Alert(prompt, title, buttons or "ok", mode))
        return (self.program.answers.pop(0) if self.program.answers else None) or "ok"


class Books(base_classes.Books):
    """The open workbooks."""

    def __init__(self, app: App) -> None:
        self.app = app

    def _all(self) -> list[Book]:
        return [Book(self.app, document) for document in self.app.program.documents()]

    def __iter__(self) -> Iterator[Book]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __call__(self, name_or_index: str | int) -> Book:
        books = self._all()
        if isinstance(name_or_index, int):
            return books[name_or_index - 1]
        found = next((book for book in books if book.name.casefold() == name_or_index.casefold()), None)
        if found is None:
            raise KeyError(name_or_index)
        return found

    @property
    def active(self) -> Book:
        return Book(self.app, self.app.program.active_document())

    def add(self) -> Book:
        program = self.app.program
        program.active = program.desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, ())
        return Book(self.app, program.active)

    def open(self, fullname: str, *_: Any, **__: Any) -> Book:
        return Book(self.app, self.app.program.open(Path(fullname)))
