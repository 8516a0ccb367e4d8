"""The bundled data files as rows of text."""

import csv
from pathlib import Path

_DATA = Path(__file__).parent / "data"


def read_table(name: str) -> list[list[str]]:
    """The rows of a bundled CSV (UTF-8, comma) without its header."""
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]
