"""Where the frozen programs start: the command line, and the same with the window opened for whoever double-clicks."""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path

from stexcel.cli import main

_WINDOW = "stexcel-window"

if __name__ == "__main__":
    # The processes that read many files are this very program, started again.
    multiprocessing.freeze_support()
    main(["window", *sys.argv[1:]] if Path(sys.executable).stem == _WINDOW else None)
