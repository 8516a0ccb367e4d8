"""A command in a fork is told, and tells, the same as one that is started from nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import FORKS, Ended, environment, forked, fresh
from tests.cli.test_validate import EXAMPLES, ONE, TODAY

pytestmark = pytest.mark.skipif(not FORKS, reason="every process is started from nothing here")


def seen(ended: Ended) -> tuple[int, str, str]:
    return ended.returncode, ended.stdout, ended.stderr


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--version"],
        ["valider"],
        ["validate", str(ONE), *TODAY],
        ["validate", "borta.xlsx"],
        ["inspect", str(ONE), "--format", "json"],
        ["rule", "åäö"],
        ["export", str(EXAMPLES / "L01"), "-o", "ut", *TODAY],
    ],
    ids=lambda words: " ".join(words[:2]) if "/" not in " ".join(words[:2]) else words[0],
)
def test_fork_is_like_a_process_started_from_nothing(words: list[str], tmp_path: Path) -> None:
    results, written = [], []
    for run in (forked, fresh):
        folder = tmp_path / run.__name__
        folder.mkdir()
        results.append(seen(run(words, folder, environment())))
        written.append({path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()})
    assert results[0] == results[1]
    assert written[0] == written[1]


def test_what_one_process_is_given_is_not_given_to_the_next(tmp_path: Path) -> None:
    (tmp_path / "klinik").mkdir()
    wide = forked(["--help"], tmp_path / "klinik", environment({"COLUMNS": "200", "LINES": "20"}))
    narrow = forked(["--help"], tmp_path, environment({"COLUMNS": "40", "LINES": "20"}))
    again = forked(["--help"], tmp_path / "klinik", environment({"COLUMNS": "200", "LINES": "20"}))
    assert wide.stdout == again.stdout != narrow.stdout
