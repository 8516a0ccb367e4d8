"""How long a user waits after a press on Kontrollera: from the start of the process to the marks in the workbook.

Usage: python -m bench.buttons [WORKBOOK]   (default one of the example workbooks)

LibreOffice stands in for Excel and has the workbook open before anything is measured, as Excel has. Each round starts a
process as the macro does: `addin run kontrollera`. The parts are those of the process itself: its start (Python, the
imports, finding the workbook), reading (the copy that the program saves, and what is read in it), the rules, and
writing (notes, sheet, and everything put back). The best of several rounds counts; a first one is not counted, for an
installed program is compiled already.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import wraps
from itertools import pairwise
from pathlib import Path
from shutil import copyfile
from time import time
from typing import Any

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "tests" / "exempel" / "L01" / "L01-psyk-luckor.xlsx"
TODAY = "2026-11-01"
ROUNDS = 7
ONLY_HERE = ("hypothesis", "cryptography")
"""What pandera and xlwings load where they find it: the tests have it, an installed program has not."""
PARTS = ("start", "läsa", "regler", "skriva")
_ENDS = ("seen", "read", "judged", "done")


def main() -> None:
    """Prints the whole wait and its parts."""
    from tests.addin.uno_access import Office
    from tests.addin.uno_engine import Program, engine_of

    source = Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLE
    with tempfile.TemporaryDirectory() as folder, Office() as office:
        path = Path(folder) / source.name
        copyfile(source, path)
        engine = engine_of(Program(office.address))
        engine.activate()
        engine.apps[engine.apps.keys()[0]].books.open(str(path))
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        rounds = [_round(office.address, path.name, environment) for _ in range(ROUNDS + 1)][1:]
    best = min(rounds, key=lambda times: sum(times.values()))
    print(
        f"Kontrollera, {source.name}, {ROUNDS} omgångar: {1000 * sum(best.values()):5.0f} ms från tryck till markering"
    )
    for part in PARTS:
        print(f"  {part:8}{1000 * best[part]:6.0f} ms   (bäst {1000 * min(one[part] for one in rounds):4.0f} ms)")


def _round(address: str, workbook: str, environment: Mapping[str, str]) -> dict[str, float]:
    """The seconds of each part of one press."""
    pressed = time()
    command = [sys.executable, "-m", "bench.buttons", "--press", address, workbook]
    result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment)
    times = json.loads(result.stdout)
    ends = [pressed, *(times[name] for name in _ENDS)]
    return dict(zip(PARTS, (end - start for start, end in pairwise(ends)), strict=True))


def _press(address: str, workbook: str) -> None:
    """The process of a button, which notes when each part is done."""
    sys.modules.update(dict.fromkeys(ONLY_HERE))  # type: ignore[arg-type]
    from stexcel import api
    from stexcel.addin import run
    from stexcel.addin.buttons import kontrollera
    from stexcel.cli import main as command_line
    from tests.addin.uno_engine import Program, engine_of

    engine_of(Program(address)).activate()
    times: dict[str, float] = defaultdict(float)
    _note(run, "attach", times, "seen")
    _note(api, "read", times, "read")
    _note(kontrollera, "judged", times, "judged")
    _note(run, "done", times, "done")
    try:
        command_line(["addin", "run", "kontrollera", "--workbook", workbook, "--today", TODAY])
    except SystemExit as end:
        if end.code:
            raise
    print(json.dumps(times))


def _note(module: Any, name: str, times: dict[str, float], what: str) -> None:
    """Lets the function note when it is done."""
    function: Callable[..., Any] = getattr(module, name)

    @wraps(function)
    def noting(*args: Any, **kwargs: Any) -> Any:
        result = function(*args, **kwargs)
        times[what] = time()
        return result

    setattr(module, name, noting)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--press"]:
        _press(*sys.argv[2:])
    else:
        main()
