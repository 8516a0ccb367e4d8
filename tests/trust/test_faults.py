"""What the system refuses is told in Swedish, ends with 2 and loses nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the processes are forks")


def _results(module: str, *words: str) -> Sequence[Any]:
    command = [sys.executable, "-m", f"tools.trust.{module}", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def _check(found: Sequence[Any]) -> None:
    for one in found:
        where = (one["fault"], one["command"], one["told"])
        assert one["code"] == 2, where
        assert one["changed"] == [], where
        assert "Fel: " in one["told"] or "flyttades inte" in one["told"], where
        assert "Traceback" not in one["told"], where
        assert "fel i programmet" not in one["told"], where


def test_faults_are_told_and_nothing_is_lost() -> None:
    found = _results("faults", "--short")
    met = {one["fault"] for one in found}
    assert len(met) >= 10
    if os.geteuid() == 0 and sys.platform == "linux":  # only the owner of the system may mount a small disk
        assert "disken är full" in met
        assert any("disken är full" in one["told"] for one in found)
    _check(found)


@pytest.mark.slow
def test_every_fault_with_every_command() -> None:
    found = _results("faults")
    assert len(found) > 80
    _check(found)


def test_killed_processes_leave_the_old_file_or_the_new_one() -> None:
    found = _results("kills", "--short")
    assert len(found) == 4
    assert all(one["points"] >= 3 for one in found)
    assert [one for one in found if one["lost"]] == []


@pytest.mark.slow
def test_killed_at_every_step() -> None:
    found = _results("kills")
    assert len(found) == 9
    assert sum(one["points"] for one in found) > 100
    assert [one for one in found if one["lost"]] == []
