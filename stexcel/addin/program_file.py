"""The line that tells the macros where the program is."""

from __future__ import annotations

import codecs
from pathlib import PurePath

FOLDER = "stexcel"
"""The folder beside the add-in that the file lies in on Windows, as StRunner.bas has it."""
NAME = "stexcel-program.txt"
"""As StRunner.bas and stexcel.applescript have it."""


def for_windows(program: PurePath) -> bytes:
    """The file as the macros read it, whatever letters the user's name has."""
    return codecs.BOM_UTF16_LE + f"{program}\r\n".encode("utf-16-le")


def for_macos(program: PurePath) -> bytes:
    """The file as the script for macOS reads it."""
    return f"{program}\n".encode()
