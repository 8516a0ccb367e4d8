"""A screen for the window: the one there is, else one that only the tests see."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from tests.programs import unavailable

_MISSING = "there is no screen and Xvfb is not installed, so the window is not proven here: apt-get install xvfb"


def need_tkinter() -> None:
    """Skips what needs a window where Python has none."""
    try:
        import_module("tkinter")
    except ImportError:
        unavailable("Python has no tkinter, so the window is not proven here: apt-get install python3-tk")


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """What the environment of a program must have to find the screen."""
    if platform.system() != "Linux" or os.environ.get("DISPLAY"):
        yield {}
        return
    server = shutil.which("Xvfb") or unavailable(_MISSING)
    read, write = os.pipe()
    command = [server, "-displayfd", str(write), "-screen", "0", "1000x800x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as process:
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        try:
            yield {"DISPLAY": f":{number}"}
        finally:
            process.terminate()
