"""A second ``stexcel status`` where nothing has changed draws nothing anew, and anything that has changed is seen."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from stexcel.cli import status as command
from stexcel.cli.status import status
from stexcel.render.status_xlsx import render_status_xlsx
from stexcel.status.history_file import FILE_NAME
from stexcel.status.status import Status

EXAMPLES = Path(__file__).parents[1] / "exempel"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the cache is placed by XDG_CACHE_HOME")


class Clinic:
    """A folder with three doctors; counts how often its status is really drawn."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.drawn = 0
        self.meanwhile: Callable[[], object] = lambda: None

    def draw(self, drawn: Status, folder: Path) -> bytes:
        self.drawn += 1
        self.meanwhile()
        return render_status_xlsx(drawn, folder)

    def run(self, *more: str, target: str = "status.xlsx", code: int = 1) -> bytes:
        """What is written, with what is told of it."""
        arguments = ["klinik", "--today", "2026-11-01", "-o", target, *more]
        result = CliRunner().invoke(status, arguments, standalone_mode=False)
        if result.exception is not None:
            raise result.exception
        assert result.return_value == code
        return Path(target).read_bytes() + result.stderr.encode()

    @property
    def book(self) -> Path:
        return self.folder / "L01-med-2021.xlsx"


@pytest.fixture
def clinic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clinic:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(EXAMPLES / "L01", "klinik")
    made = Clinic(Path("klinik"))
    monkeypatch.setattr(command, "render_status_xlsx", made.draw)
    return made


def test_nothing_is_drawn_where_nothing_has_changed(clinic: Clinic) -> None:
    first = clinic.run()
    Path("status.xlsx").unlink()
    assert clinic.run() == first
    assert clinic.drawn == 1
    assert clinic.run("--no-cache") == first
    assert clinic.drawn == 2


def test_page_and_workbook_are_both_remembered(clinic: Clinic) -> None:
    clinic.run("--html", "status.html")
    page = Path("status.html").read_bytes()
    Path("status.html").unlink()
    clinic.run("--html", "status.html")
    assert clinic.drawn == 1
    assert Path("status.html").read_bytes() == page


def change_a_file(clinic: Clinic) -> None:
    shutil.copyfile(EXAMPLES / "L02" / "L02-kir-2021.xlsx", clinic.book)


def add_a_file(clinic: Clinic) -> None:
    shutil.copyfile(EXAMPLES / "L02" / "L02-kir-2021.xlsx", clinic.folder / "ny.xlsx")


def remove_a_file(clinic: Clinic) -> None:
    clinic.book.unlink()


def except_a_finding(clinic: Clinic) -> None:
    text = '[[ignore]]\nfil = "L01-med-2021.xlsx"\nkod = "STX301"\nskal = "Prövas."\n'
    (clinic.folder / "stexcel.toml").write_text(text, encoding="utf-8")


def set_a_limit(clinic: Clinic) -> None:
    (clinic.folder / "stexcel.toml").write_text("[troskel]\nsamtal_dagar = 20\n", encoding="utf-8")


def forget_the_history(clinic: Clinic) -> None:
    (clinic.folder / FILE_NAME).unlink()


@pytest.mark.parametrize("change", [change_a_file, add_a_file, except_a_finding, set_a_limit, forget_the_history])
def test_a_change_is_seen(clinic: Clinic, change: Callable[[Clinic], None]) -> None:
    clinic.run()
    change(clinic)
    changed = clinic.run()
    assert clinic.drawn == 2
    assert clinic.run() == changed
    assert clinic.drawn == 2
    assert clinic.run("--no-cache") == changed


def test_a_run_that_is_less_full_than_another_of_the_day_is_drawn_each_time(clinic: Clinic) -> None:
    """It does not stand in the history, so nothing tells whether the next one would be the same."""
    clinic.run()
    remove_a_file(clinic)
    changed = clinic.run()
    assert (clinic.run(), clinic.drawn) == (changed, 3)


@pytest.mark.parametrize("more", [["--anonymous"], ["--no-history"], ["--today", "2026-11-02"]])
def test_other_wishes_are_another_result(clinic: Clinic, more: list[str]) -> None:
    plain = clinic.run()
    assert clinic.run(*more) != plain
    assert clinic.drawn == 2


def test_exit_code_is_that_of_what_is_asked_for(clinic: Clinic) -> None:
    clinic.run()
    clinic.run("--fail-on", "never", code=0)


def test_another_target_is_another_result_with_links_of_its_own(clinic: Clinic) -> None:
    Path("ut").mkdir()
    assert clinic.run() != clinic.run(target="ut/status.xlsx")
    assert clinic.drawn == 2


def test_run_during_which_a_file_was_saved_is_not_remembered(clinic: Clinic) -> None:
    clinic.meanwhile = lambda: change_a_file(clinic)
    clinic.run()
    clinic.meanwhile = lambda: None
    fresh = clinic.run()
    assert clinic.drawn == 2
    assert clinic.run("--no-cache") == fresh


def test_run_that_could_not_be_added_to_the_history_is_not_remembered(clinic: Clinic) -> None:
    (clinic.folder / FILE_NAME).write_bytes(b"no database" * 200)
    clinic.run()
    clinic.run()
    assert clinic.drawn == 2


def test_an_earlier_day_is_always_taken_from_the_history(clinic: Clinic) -> None:
    clinic.run()
    clinic.run("--as-of", "2026-11-01")
    clinic.run("--as-of", "2026-11-01")
    assert clinic.drawn == 3
