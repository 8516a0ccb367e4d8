"""Opening a result in the program that the system has for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from stexcel.system_errors import reason


def open_file(path: Path) -> str:
    """What to tell the user; empty where the file was handed over to be opened."""
    try:
        if sys.platform == "win32":
            os.startfile(path)
        else:
            opener = "open" if sys.platform == "darwin" else "xdg-open"
            subprocess.Popen(
                [opener, str(path)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
    except OSError as error:
        return f"{path} kunde inte öppnas härifrån ({reason(error)}). Öppna filen själv."
    return ""
