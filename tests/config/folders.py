"""Folders with a ``stexcel.toml`` of their own."""

from __future__ import annotations

from pathlib import Path

from stexcel.config import FILE_NAME, Config, find_config
from stexcel.settings import known


def write(folder: Path, text: str) -> Path:
    """Makes the folder and its settings; gives the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE_NAME).write_text(text, encoding="utf-8")
    return folder


def read(folder: Path, text: str) -> Config:
    """The settings that the text amounts to."""
    return find_config([write(folder, text)], known())
