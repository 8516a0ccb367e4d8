"""Where the program can or may not save a copy: the saved file is read, and that is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from xlwings import Book

from stexcel.addin import native
from stexcel.addin.buttons.kontrollera import kontrollera
from stexcel.addin.errors import ButtonError
from stexcel.addin.reading import opened
from tests.addin.desk import TODAY, Desk

NOT_WITH = "Det som inte är sparat är inte med. Spara arbetsboken och tryck igen."


@pytest.fixture
def without_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that saves no copies, as on macOS."""

    def refuse(_book: Book, _path: Path) -> None:
        raise native.NoCopy

    monkeypatch.setattr(native, "save_copy", refuse)


def test_copy_is_complete_and_gone_afterwards(desk: Desk) -> None:
    book = desk.small()
    book.sheets["Delmål"].range("B3").value = "Kurs"
    with opened(book) as source:
        assert source.path == Path(book.fullname)
        assert source.file != source.path
        assert source.file.name == source.path.name
        assert source.remark == ""
    assert not source.file.parent.exists()
    assert not native.is_saved(book)


@pytest.mark.usefixtures("without_copies")
def test_saved_file_is_read_and_what_is_not_saved_is_told(desk: Desk) -> None:
    book = desk.small()
    assert NOT_WITH not in kontrollera(book, TODAY).text
    book.sheets["Delmål"].range("B3").value = "Kurs"
    assert NOT_WITH in kontrollera(book, TODAY).text
    rows = book.sheets["Kontroll"].used_range.value
    assert ("STX102", "b1") in {(row[1], row[2]) for row in rows}


@pytest.mark.usefixtures("without_copies")
def test_workbook_that_was_never_saved_cannot_be_read_and_says_what_to_do(desk: Desk) -> None:
    book = desk.app.books.add()
    with pytest.raises(ButtonError, match="Spara arbetsboken på datorn och tryck igen"):
        kontrollera(book, TODAY)
