"""``stexcel`` as a user meets it: in a process of its own, with real files.

Loading what the commands need takes longer than most of what is asked of them. On Linux the processes are therefore
forks of one that has loaded the commands and done nothing else (:mod:`tests.cli.forks`). Elsewhere, and with
``STEXCEL_PROCESSES=fresh`` (``make slow``), every process is started from nothing.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
FRESH = [sys.executable, "-c", "from stexcel.cli import main; main()"]
"""The program started from nothing."""
FORKS = sys.platform == "linux" and os.environ.get("STEXCEL_PROCESSES") != "fresh"
_SERVER = "from tests.cli.forks import serve; serve(); from stexcel.cli import main; main()"

Ended = subprocess.CompletedProcess[str]


def stexcel(*args: str | Path, cwd: Path | None = None, more: Mapping[str, str] | None = None) -> Ended:
    """Runs the program to its end, in the folder ``cwd`` and with ``more`` in its environment."""
    run = forked if FORKS else fresh
    return run([str(one) for one in args], (cwd or Path.cwd()).absolute(), environment(more))


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of the tests, in which the program is found from every folder."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **(more or {})}


def fresh(words: list[str], cwd: Path, env: dict[str, str]) -> Ended:
    """The program started from nothing and run to its end."""
    command = [*FRESH, *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=cwd, env=env, check=False)


def forked(words: list[str], cwd: Path, env: dict[str, str]) -> Ended:
    """The same in a process that has loaded the commands already."""
    with TemporaryDirectory() as name:
        told = [Path(name) / stream for stream in ("stdout", "stderr")]
        asked = {"words": words, "cwd": str(cwd), "env": env, "told": [str(path) for path in told]}
        code = int(_answer(json.dumps(asked)))
        out, err = (path.read_text(encoding="utf-8") for path in told)
    return subprocess.CompletedProcess([*FRESH, *words], code, out, err)


def _answer(asked: str) -> str:
    server = _server()
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.write(asked + "\n")
    server.stdin.flush()
    answer = server.stdout.readline()
    assert answer, "the process that the others are forks of has ended: what it told is above"
    return answer


@cache
def _server() -> subprocess.Popen[str]:
    """The process that the others are forks of; it ends with the tests."""
    server = subprocess.Popen(
        [sys.executable, "-c", _SERVER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=ROOT,
        env=environment(),
    )
    atexit.register(server.communicate)
    return server
