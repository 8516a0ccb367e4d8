"""No command asks for the network, nor starts any other program."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def _ran(*words: str) -> Any:
    done = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.slow
def test_no_command_opens_a_socket() -> None:
    found = _ran("-m", "tools.trust.sockets")
    assert found["calls"] == []
    assert found["commands"] - found["done"] <= 3  # what is asked for in vain: a sheet and a file that are not there
    assert found["done"] > 25


def test_a_socket_would_be_noticed() -> None:
    lines = (
        "import json, socket, subprocess, sys",
        "from tools.trust.sockets import watch",
        "calls = watch()",
        "socket.socket().close()",
        "subprocess.run([sys.executable, '-c', ''])",
        "print(json.dumps(calls))",
    )
    assert {"socket.__new__", "subprocess.Popen"} <= set(_ran("-c", "\n".join(lines)))
