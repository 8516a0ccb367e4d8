"""What happens to the files that a status is written to, and read from, where the system says no."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from stexcel.cli.status_files import Targets, check_targets, write_targets
from stexcel.cli.watch import watch

NOBODY = 65534
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="permissions are of another kind here"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that everybody may go into and write in."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


def refusal(work: Callable[[], object]) -> str:
    """What the work is refused with when it is done by somebody who may not do everything."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        told = "inget sades"
        try:
            if IS_ROOT:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            work()
        except click.ClickException as error:
            told = error.message
        except BaseException as error:  # noqa: BLE001  # nothing may leave the child but what it tells
            told = repr(error)
        finally:
            os.write(writer, told.encode())
            os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader, encoding="utf-8") as told_by_child:
        return told_by_child.read()


def test_a_folder_that_may_not_be_written_in_keeps_its_file_and_the_other_is_written(open_to_all: Path) -> None:
    closed, page = open_to_all / "stängd", open_to_all / "status.html"
    closed.mkdir()
    (closed / "status.xlsx").write_bytes(b"den som var")
    closed.chmod(0o555)
    told = refusal(lambda: write_targets(Targets(closed / "status.xlsx", page), b"ny", b"sida"))
    assert f"{(closed / 'status.xlsx').as_posix()}: filen får inte skrivas" in told
    assert "får skriva i mappen" in told
    assert (closed / "status.xlsx").read_bytes() == b"den som var"
    assert [one.name for one in closed.iterdir()] == ["status.xlsx"]
    assert page.read_bytes() == b"sida"
    closed.chmod(0o755)


def test_a_folder_that_cannot_be_looked_into_is_refused_in_words(open_to_all: Path) -> None:
    closed = open_to_all / "stängd"
    closed.mkdir(mode=0o700)
    if not IS_ROOT:
        closed.chmod(0)
    for target in (closed / "status.xlsx", closed / "under" / "status.xlsx"):
        told = refusal(lambda target=target: check_targets(target, None))  # type: ignore[misc]
        assert f"{target.as_posix()} går inte att nå (åtkomst nekas" in told
    told = refusal(lambda: write_targets(Targets(closed / "status.xlsx", None), b"ny", None))
    assert "filen får inte skrivas" in told
    closed.chmod(0o755)
    assert list(closed.iterdir()) == []


def test_a_watch_waits_for_a_network_that_is_away(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The folder is there, cannot be reached at two looks, and has then another file in it."""
    (tmp_path / "a.xlsx").write_bytes(b"a")
    looks, built = iter(range(100)), []

    def files() -> list[Path]:
        look = next(looks)
        if look in (1, 2):
            raise OSError(113, "No route to host", str(tmp_path))
        if look == 3:
            (tmp_path / "b.xlsx").write_bytes(b"b")
        if look > 6:
            raise KeyboardInterrupt
        return sorted(tmp_path.iterdir())

    assert watch(files, lambda: built.append(len(list(tmp_path.iterdir()))), pause=0) == 0
    assert built == [1, 2]
    assert capsys.readouterr().err.count("En fil har ändrats") == 1
