"""``make audit`` says ``not checked`` where it could not ask, and never lets that look like a pass."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.docs.blocks import ROOT

FINE: dict[str, Any] = {"name": "click", "version": "8.5.1", "vulns": []}
FAULTY: dict[str, Any] = {"name": "lxml", "version": "1.0", "vulns": [{"id": "PYSEC-2099-1"}]}
SKIPPED: dict[str, Any] = {"name": "rich", "skip_reason": "not found"}


def audit(folder: Path, answer: str, code: int) -> subprocess.CompletedProcess[str]:
    """The tool with a program in the place of pip-audit that answers so."""
    program = folder / "pip-audit"
    program.write_text(f"#!{sys.executable}\nimport sys\nprint({answer!r})\nsys.exit({code})\n", encoding="utf-8")
    program.chmod(0o755)
    command = [sys.executable, str(ROOT / "tools" / "audit.py"), str(program)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
@pytest.mark.parametrize(
    ("libraries", "code", "told"),
    [
        ([FINE], 0, "1 libraries, no known vulnerabilities."),
        ([FINE, FAULTY], 1, "lxml 1.0: PYSEC-2099-1"),
        ([FINE, SKIPPED], 2, "NOT CHECKED: 1 of 2 libraries"),
        ([], 2, "NOT CHECKED"),
    ],
)
def test_answer_decides(libraries: list[dict[str, Any]], code: int, told: str, tmp_path: Path) -> None:
    result = audit(tmp_path, json.dumps({"dependencies": libraries}), min(code, 1))
    assert result.returncode == code
    assert told in result.stdout + result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_no_answer_is_no_pass(tmp_path: Path) -> None:
    result = audit(tmp_path, "connection refused", 1)
    assert (result.returncode, result.stdout) == (2, "")
    assert "NOT CHECKED: the database of vulnerabilities could not be asked." in result.stderr
