from __future__ import annotations

from pathlib import Path

import click
import pytest

from stexcel.cli.failure import EXIT_FAILED, tell, tell_crashes
from stexcel.cli.validate import exit_code
from stexcel.findings import Level
from tests.render.sample import clean_report, crashed_report, sample_report


@pytest.fixture(autouse=True)
def log_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every place where a system keeps a user's settings is in the test's own folder."""
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


def test_unexpected_error_is_a_swedish_sentence_and_a_log(log_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise KeyError("oväntat")
    except KeyError as error:
        assert tell(error) == EXIT_FAILED
    told = capsys.readouterr().err
    assert told.startswith("Fel: Ett fel i programmet avbröt körningen (KeyError).")
    assert "Traceback" not in told
    (log,) = log_folder.rglob("stexcel.log")
    assert str(log) in told
    kept = log.read_text(encoding="utf-8")
    assert kept.endswith("\nKeyError\n\n")
    assert 'raise KeyError("oväntat")' in kept  # the program's own line, not the text that came with the error


def test_log_is_added_to(log_folder: Path) -> None:
    tell_crashes(["första"], "Fel.")
    tell_crashes(["andra"], "Fel.")
    (log,) = log_folder.rglob("stexcel.log")
    assert log.read_text(encoding="utf-8") == "första\n\nandra\n\n"


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_interrupted_run(error: BaseException, capsys: pytest.CaptureFixture[str]) -> None:
    assert tell(error) == EXIT_FAILED
    assert capsys.readouterr().err == "Avbrutet.\n"


def test_exit_code_tells_findings_at_the_level_or_stricter() -> None:
    report = sample_report()
    assert report.counts[Level.KRAV] > 0
    assert [exit_code(report, level) for level in ("krav", "rad", "lokal", "never")] == [1, 1, 1, 0]
    assert [exit_code(clean_report(), level) for level in ("krav", "lokal")] == [0, 0]


def test_crash_is_exit_code_2_whatever_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(crashed_report(), "never") == EXIT_FAILED
    assert "STX000" in capsys.readouterr().err
