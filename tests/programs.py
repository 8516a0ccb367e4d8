"""The real programs that some tests run: a browser for the pages, an office program for the workbooks.

Where a program is missing its tests are skipped, so that ``make test`` works on any machine. CI sets
``STEXCEL_PROGRAMS=required``, and then they fail instead: there nothing may go unproven.
"""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def chromium_path() -> str:
    """A browser of the Chromium kind."""
    return _found(_CHROMIUM, "apt-get install chromium")


def soffice_path() -> str:
    """LibreOffice."""
    return _found(("soffice",), "apt-get install libreoffice-calc")


def _found(names: tuple[str, ...], remedy: str) -> str:
    path = next(filter(None, map(shutil.which, names)), None)
    return path or unavailable(f"{names[0]} is not installed, so this is not proven here: {remedy}")


def unavailable(message: str) -> NoReturn:
    """Skips the test, or fails it where nothing may go unproven."""
    if os.environ.get("STEXCEL_PROGRAMS") == "required":
        pytest.fail(message)
    pytest.skip(message)
