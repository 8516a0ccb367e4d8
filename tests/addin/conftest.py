"""A real spreadsheet program for the buttons, and workbooks open in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings

from tests.addin.desk import Desk
from tests.addin.uno_access import Office


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    """One LibreOffice for the whole session."""
    with Office() as running:
        yield running


@pytest.fixture
def desk(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The program without open workbooks, a folder for files, and a log of the test's own."""
    monkeypatch.setattr(xlwings.engines, "active", xlwings.engines.active)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "tillstånd"))
    folder = tmp_path / "ST läkare å'ä ö"
    folder.mkdir()
    found = Desk(office.address, folder)
    yield found
    found.close_all()
