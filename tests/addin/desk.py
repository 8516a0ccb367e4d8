"""What a user has in front of them: the program, a folder, and workbooks that are open."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from xlwings import App, Book
from xlwings.main import Apps

from stexcel import api
from stexcel.settings import make_setup
from tests.addin.uno_engine import Program, engine_of
from tests.conftest import EXAMPLES
from tests.grids import grid, save

TODAY = date(2026, 11, 1)
FULL = EXAMPLES / "L01" / "L01-psyk-luckor.xlsx"
SMALL = """
== Om Åsa's IUP ==
ST-läkare | Åsa Öberg
Specialitet | Onkologi
Föreskrift | SOSFS 2015:8
ST påbörjad | 2025-02-01
Huvudhandledare | Ivar Torsell

== Delmål ==
Delmål | Utbildningsaktivitet | Bedömning | Planerat
a1 | Klinisk tjänstgöring | CBD | VT25
b1 | | |
c1 | Klinisk tjänstgöring | | VT26
c2 | | CBD | HT26
"""
"""An IUP in which something is missing for most delmål."""


class Desk:
    """The program with its workbooks."""

    def __init__(self, address: str, folder: Path) -> None:
        self.program = Program(address)
        self.folder = folder
        engine = engine_of(self.program)
        engine.activate()
        self.apps: Apps = engine.apps
        self.app: App = self.apps[self.apps.keys()[0]]

    def small(self, text: str = SMALL, name: str = "IUP Åsa's öl.xlsx") -> Book:
        """A small workbook, written and opened."""
        path = self.folder / name
        save(grid(text), path)
        return self.open(path)

    def full(self, name: str = "IUP Ärlig Ömsson.xlsx") -> Book:
        """A whole IUP, copied and opened."""
        path = self.folder / name
        shutil.copyfile(FULL, path)
        return self.open(path)

    def open(self, path: Path) -> Book:
        return self.app.books.open(str(path))

    def close_all(self) -> None:
        for document in self.program.documents():
            document.close(True)


def codes_of(path: Path) -> list[tuple[str, str, str]]:
    """Level, code and text of what ``stexcel validate`` finds in a file."""
    (file,) = api.validate([path], make_setup([path], clock=TODAY)).files
    return [(finding.level.value, finding.code, finding.text) for finding in file.findings]


def listed(book: Book, title: str = "Kontroll") -> list[tuple[str, str, str]]:
    """The same, as the sheet in the workbook lists them."""
    used = book.sheets[title].used_range
    rows = book.sheets[title].range((1, 1), (used.last_cell.row, 7)).options(ndim=2).value
    levels = {"krav", "råd", "lokal", "info"}
    return [(row[0], row[1], row[4]) for row in rows if row[0] in levels]


def notes_of(book: Book) -> dict[str, str]:
    """The notes by sheet and cell."""
    return {f"{note.location.sheet.name}!{note.location.get_address(False, False)}": note.text for note in book.notes}
