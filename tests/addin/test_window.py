"""The window: what its buttons do with files and in open workbooks, and the window itself on a real screen."""

from __future__ import annotations

import gc
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from xlwings.main import Apps

from stexcel.addin.log import log_file
from stexcel.addin.macros import read_macros
from stexcel.addin.ribbon import parse_ribbon
from stexcel.addin.run import Button
from stexcel.addin.window.carry_out import Wish, carry_out
from stexcel.addin.window.on_files import Done
from stexcel.addin.window.targets import Chosen, OpenBook, Target, chosen, open_books, paths_in
from stexcel.addin.window.worker import Worker
from stexcel.cli import main
from stexcel.fill.new import Order
from stexcel.fill.template.content import Doctor
from stexcel.own_results import is_annotated_copy, is_own_result
from stexcel.resources import macros_dir
from tests.addin.desk import FULL, SMALL, TODAY, Desk, codes_of, listed
from tests.addin.screen import need_tkinter, screen
from tests.grids import grid, save

NOW = datetime(2026, 11, 1, 12, 30)
NO_EXCEL = Apps(impl=type("None", (), {"__iter__": lambda _: iter(()), "__len__": lambda _: 0})())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "tillstånd"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    made = tmp_path / "ST läkare å'ä ö"
    made.mkdir()
    return made


@pytest.fixture(scope="module")
def tkinter_there() -> None:
    need_tkinter()


@pytest.fixture
def file(folder: Path) -> Path:
    return Path(shutil.copyfile(FULL, folder / "IUP Åsa Öberg.xlsx"))


def wish(button: Button, target: Target | None = None, folder: Path | None = None, order: Order | None = None) -> Done:
    return carry_out(Wish(button, target, TODAY, folder, order), NOW, NO_EXCEL)


def test_a_file_gets_a_checked_copy_and_stays_as_it_is(file: Path) -> None:
    before = file.read_bytes()
    expected = codes_of(file)
    done = wish(Button.KONTROLLERA, Chosen(file))
    assert done.result == file.with_stem("IUP Åsa Öberg (kontrollerad)")
    assert is_annotated_copy(done.result)
    assert file.read_bytes() == before
    assert len(done.findings) == len(expected)
    levels = [line.split(" STX")[0].rsplit(" ", 1)[1] for line in done.findings]
    assert levels == sorted(levels, key=["krav", "råd", "lokal", "info"].index)
    assert "Ej kontrollerat: " in done.text
    assert all(text in done.text for _, _, text in expected)
    assert "8 brister mot krav" in done.text


def test_a_second_check_replaces_the_copy_but_never_anothers_file(file: Path) -> None:
    first = wish(Button.KONTROLLERA, Chosen(file)).result
    assert wish(Button.KONTROLLERA, Chosen(file)).result == first
    assert first is not None
    shutil.copyfile(file, first)
    again = wish(Button.KONTROLLERA, Chosen(file)).result
    assert again == file.with_stem("IUP Åsa Öberg (kontrollerad 2)")
    assert first.read_bytes() == file.read_bytes()


def test_the_copy_is_what_annotate_writes(file: Path) -> None:
    done = wish(Button.KONTROLLERA, Chosen(file))
    other = file.with_name("kopia.xlsx")
    result = CliRunner().invoke(main, ["annotate", str(file), "-o", str(other), "--today", TODAY.isoformat()])
    assert result.exit_code in (0, 1), result.output
    assert done.result is not None
    assert done.result.read_bytes() == other.read_bytes()


def test_suggestions_go_into_a_copy(folder: Path) -> None:
    path = folder / "IUP liten.xlsx"
    save(grid(SMALL), path)
    before = path.read_bytes()
    done = wish(Button.FORSLAG, Chosen(path))
    assert done.result == folder / "IUP liten (förslag).xlsx"
    assert "annars räknas båda" in done.text
    assert path.read_bytes() == before
    assert wish(Button.FORSLAG, Chosen(path)).result == folder / "IUP liten (förslag 2).xlsx"


def test_what_cannot_be_done_is_told_and_nothing_is_written(folder: Path) -> None:
    other = folder / "budget.xlsx"
    save(grid("Konto | Budget\n4010 | 120000"), other)
    broken = folder / "trasig.xlsx"
    broken.write_bytes(b"inte en arbetsbok")
    for button in (Button.KONTROLLERA, Button.FORSLAG):
        assert "ser inte ut att vara ett IUP" in wish(Button.KONTROLLERA, Chosen(other)).text
        assert wish(button, Chosen(broken)).result is None
        assert wish(button, Chosen(folder / "borta.xlsx")).result is None
        assert "Välj först en arbetsbok" in wish(button).text
    assert "skrivs markeringarna i en kopia" in wish(Button.RENSA, Chosen(other)).text
    assert "Kontrollera först" in wish(Button.NASTA, Chosen(other)).text
    assert "är inte öppen" in wish(Button.KONTROLLERA, OpenBook("Borta.xlsx", None)).text
    assert "inget att bedöma" in wish(Button.SPUR, None, folder).text
    assert "Mappen finns inte" in wish(Button.ENHETSSTATUS, None, folder / "borta").text
    assert sorted(path.name for path in folder.iterdir()) == ["budget.xlsx", "trasig.xlsx"]
    assert not log_file().exists()


def test_a_fault_of_the_program_is_told_and_logged(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise ValueError("Åsa Öberg")

    monkeypatch.setattr("stexcel.addin.window.on_files.annotation", breaks)
    done = wish(Button.KONTROLLERA, Chosen(file))
    assert str(log_file()) in done.text
    text = log_file().read_text(encoding="utf-8")
    assert "stexcel/addin/window/on_files.py:" in text
    assert "Åsa" not in text


def test_without_excel_the_status_and_a_new_iup_are_files(file: Path, folder: Path) -> None:
    status = wish(Button.ENHETSSTATUS, None, folder)
    assert status.result == folder / "Enhetsstatus.xlsx"
    assert is_own_result(status.result)
    assert "Läget 2026-11-01" in status.text
    made = wish(Button.NY_IUP, None, folder, Order("Reumatologi", "2021", Doctor(name="Eva Ek")))
    assert made.result == folder / "IUP Eva Ek.xlsx"
    assert made.result.is_file()
    unknown = wish(Button.NY_IUP, None, folder, Order("Trolleri", "2021"))
    assert (unknown.result, "”Trolleri” finns inte" in unknown.text) == (None, True)
    assert file.is_file()


def test_in_excel_it_does_what_the_buttons_do(desk: Desk) -> None:
    book = desk.small()
    (target,) = open_books(desk.apps)
    assert target.name == book.name
    expected = codes_of(desk.folder / book.name)
    done = carry_out(Wish(Button.KONTROLLERA, target, TODAY), NOW, desk.apps)
    assert "Se bladet Kontroll." in done.text
    assert sorted(listed(book)) == sorted(expected)
    assert "Plats" in carry_out(Wish(Button.NASTA, target, TODAY), NOW, desk.apps).text
    assert "är borttagna" in carry_out(Wish(Button.RENSA, target, TODAY), NOW, desk.apps).text
    order = Order("Reumatologi", "2021")
    made = carry_out(Wish(Button.NY_IUP, None, TODAY, desk.folder, order), NOW, desk.apps)
    assert made.result is None
    assert "IUP Reumatologi.xlsx" in {one.name for one in open_books(desk.apps)}
    assert desk.program.alerts == []


def test_paths_come_as_the_system_copies_them(file: Path, folder: Path) -> None:
    assert list(paths_in(f'"{file}"\r\n{folder}\n\n')) == [file, folder]
    assert list(paths_in(file.as_uri())) == [file]
    assert list(paths_in("  \n")) == []
    assert chosen([file, folder, file, folder / "borta.xlsx", macros_dir() / "README.md"]) == (Chosen(file),)


def test_the_worker_does_one_thing_after_the_other_and_ends() -> None:
    worker: Worker[str] = Worker()
    gate = threading.Event()

    def slow() -> str:
        gate.wait(10)
        return "först"

    worker.ask(slow)
    worker.ask(lambda: "sedan")
    assert (worker.answer(), worker.is_busy) == (None, True)
    gate.set()
    worker.close()
    assert [worker.answer(), worker.answer(), worker.answer()] == ["först", "sedan", None]
    assert not worker.is_busy
    assert "stexcel-window" not in {thread.name for thread in threading.enumerate()}


def test_the_buttons_are_called_what_the_ribbon_calls_them(tkinter_there: None) -> None:
    from stexcel.addin.window.layout import CHOOSE, GROUPS, OPEN, REFRESH  # noqa: PLC0415 - needs tkinter

    ribbon, _ = parse_ribbon(read_macros(macros_dir()).ribbon)
    labels = [label for _, buttons in GROUPS for _, label, _ in buttons]
    assert sorted(labels) == sorted(button.values["label"] for button in ribbon.buttons)
    assert {button for _, buttons in GROUPS for button, _, _ in buttons} == set(Button)
    letters = [label[place].lower() for _, buttons in GROUPS for _, label, place in buttons]
    letters += [label[place].lower() for label, place in (CHOOSE, REFRESH, OPEN)]
    assert len(set(letters)) == len(letters)
    assert "a" not in letters


@pytest.fixture(scope="module")
def shown(tkinter_there: None) -> Iterator[None]:
    with screen() as environment, pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        yield


class _Hand:
    """Somebody at the window."""

    def __init__(self, folder: Path, *files: Path) -> None:
        from stexcel.addin.window.window import Surroundings, Window  # noqa: PLC0415 - needs tkinter

        self.opened: list[Path] = []
        self.asked: list[str] = []
        around = Surroundings(
            lambda: NOW, NO_EXCEL, lambda: [str(folder / "vald.xlsx")], self._folder(folder), self._open
        )
        self.window = Window(around, files)
        self.settle()

    def settle(self) -> int:
        """Waits until nothing is being done, and tells how often the window answered meanwhile."""
        turns, end = 0, time.monotonic() + 60
        while self.window.worker.is_busy:
            assert time.monotonic() < end
            self.window.root.update()
            time.sleep(0.005)
            turns += 1
        self.window.root.update()
        return turns

    def key(self, name: str) -> int:
        self.window.root.focus_force()
        self.window.root.update()
        is_mac = self.window.root.tk.call("tk", "windowingsystem") == "aqua"
        self.window.root.event_generate(name.replace("Alt", "Control") if is_mac else name)
        self.window.root.update()
        return self.settle()

    @property
    def text(self) -> str:
        return str(self.window.parts.text.get("1.0", "end-1c"))

    def _folder(self, folder: Path):  # type: ignore[no-untyped-def]
        def ask(title: str) -> str:
            self.asked.append(title)
            return str(folder)

        return ask

    def _open(self, path: Path) -> str:
        self.opened.append(path)
        return ""


@pytest.fixture
def hand(shown: None, folder: Path, file: Path) -> Iterator[_Hand]:
    shutil.copyfile(file, folder / "vald.xlsx")
    made = _Hand(folder, file)
    yield made
    if made.window.worker._thread.is_alive():
        made.window.close()
    # Tk must be cleared away in the thread that made it, not in that of the next window.
    vars(made).clear()
    gc.collect()


def test_the_window_works_with_the_keys_alone_and_goes_on_answering(hand: _Hand, file: Path) -> None:
    window = hand.window
    assert window.target == Chosen(file)
    assert not window.parts.open.instate(["!disabled"])
    assert hand.key("<Alt-k>") > 3
    assert "8 brister mot krav" in hand.text
    hand.key("<Alt-n>")
    assert hand.text.startswith("Plats 1 av ")
    hand.key("<Alt-n>")
    assert hand.text.startswith("Plats 2 av ")
    hand.key("<Alt-p>")
    assert hand.opened == [file.with_stem("IUP Åsa Öberg (kontrollerad)")]
    hand.key("<Alt-o>")
    assert hand.text.startswith("stexcel ")
    hand.key("<Alt-n>")
    assert hand.text.startswith("Plats 3 av ")
    hand.key("<Alt-R>")
    assert "skrivs markeringarna i en kopia" in hand.text
    hand.key("<Alt-v>")
    hand.key("<Alt-n>")
    assert "tryck på Kontrollera först" in hand.text
    hand.key("<Alt-e>")
    assert hand.asked == ["Välj mappen med enhetens IUP"]
    assert "Läget 2026-11-01" in hand.text


def test_files_are_chosen_and_pasted(hand: _Hand, folder: Path, file: Path) -> None:
    hand.key("<Alt-v>")
    assert hand.window.target == Chosen(folder / "vald.xlsx")
    hand.window.root.clipboard_clear()
    hand.window.root.clipboard_append(f'"{file}"')
    hand.key("<<Paste>>")
    assert hand.window.target == Chosen(file)
    assert len(hand.window.targets) == 2
    hand.window.root.clipboard_clear()
    hand.window.root.clipboard_append("något annat")
    hand.key("<<Paste>>")
    assert "ingen arbetsbok" in hand.text
    hand.key("<F5>")
    assert len(hand.window.targets) == 2


def test_a_new_iup_is_asked_for_in_a_box(hand: _Hand, folder: Path) -> None:
    from stexcel.addin.window.new_iup import NewIup  # noqa: PLC0415 - needs tkinter

    hand.key("<Alt-i>")
    (box,) = [child for child in hand.window.root.winfo_children() if isinstance(child, NewIup)]
    box.answer()
    assert box.winfo_exists()
    box.specialty.set("Reumatologi")
    box.name.insert(0, "Eva Ek")
    box.answer()
    hand.settle()
    assert (folder / "IUP Eva Ek.xlsx").is_file()
    assert "är skapad för Reumatologi" in hand.text


def test_closing_waits_for_what_is_begun(hand: _Hand, file: Path) -> None:
    hand.window.press(Button.KONTROLLERA)
    hand.window.close()
    assert str(hand.window.parts.told.cget("text")) == "Fönstret stängs när stexcel är klart."
    hand.window.press(Button.OM)
    hand.window.run()
    assert is_annotated_copy(file.with_stem("IUP Åsa Öberg (kontrollerad)"))
    assert not hand.window.worker._thread.is_alive()


def test_the_command_opens_the_window_and_ends_with_it(shown: None, file: Path) -> None:
    code = (
        "import tkinter, sys\n"
        "from stexcel.addin.window.window import Window\n"
        "run = Window.run\n"
        "Window.run = lambda self: (self.root.after(300, self.close), run(self))\n"
        "from stexcel.cli import main\n"
        "main(['window', sys.argv[1]])"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")


@pytest.mark.skipif(sys.platform != "linux", reason="only there can the screen be taken away")
def test_without_a_screen_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    result = CliRunner().invoke(main, ["window"])
    assert result.exit_code == 2
    assert "ingen skärm" in result.stderr


def test_without_tkinter_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tkinter", None)
    result = CliRunner().invoke(main, ["window"])
    assert result.exit_code == 2
    assert "tcl/tk" in result.stderr
    assert "python3-tk" in result.stderr
