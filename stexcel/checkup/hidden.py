"""Paths as they may be sent to somebody else: the home folder and the user's name are not shown."""

from __future__ import annotations

import getpass
import re
from pathlib import Path

_USER = "användare"


def hidden(text: str) -> str:
    """The text with the home folder as ``~``, and with another word where the user's name is a part of a path."""
    home = str(Path.home())
    for written in (home, home.replace("\\", "/")):
        text = re.sub(rf"(?<![\w.-]){re.escape(written)}(?![\w.-])", "~", text) if written.strip("/\\") else text
    name = _user()
    for slash in ("/", "\\"):
        text = slash.join(_USER if name and part.casefold() == name.casefold() else part for part in text.split(slash))
    return text


def _user() -> str:
    """The name that the user has logged in with; empty where the system does not tell."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
