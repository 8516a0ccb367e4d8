"""What all tests share."""

from datetime import date
from pathlib import Path

import pytest

from stexcel.regelverk import Regelverk, load

EXAMPLES = Path(__file__).parent / "exempel"


@pytest.fixture(scope="session")
def regelverk() -> Regelverk:
    return load()


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder with example workbooks and their ground truth."""
    return EXAMPLES


@pytest.fixture(scope="session")
def today() -> date:
    """The day that the ground truth of the examples is about."""
    return date(2026, 11, 1)
