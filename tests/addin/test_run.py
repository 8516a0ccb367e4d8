"""A press from the command line to the answer in the program: attaching, telling, cancelling, and the log."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from stexcel.addin.attach import attach
from stexcel.addin.errors import ButtonError
from stexcel.addin.log import log_file, log_traces
from stexcel.addin.run import Button, Press, press
from stexcel.cli import main
from tests.addin.desk import TODAY, Desk

NOW = datetime(2026, 11, 1, 12, 30)


def pressed(desk: Desk, button: Button, workbook: str | None = None, folder: Path | None = None) -> bool:
    window = int(desk.app.api.Hwnd)
    return press(Press(button, window, workbook, folder, TODAY), NOW, desk.apps)


def test_every_button_answers_from_the_command_line(desk: Desk) -> None:
    book = desk.small()
    window = str(desk.app.api.Hwnd)
    command = ["addin", "run", "kontrollera", "--window", window, "--workbook", book.name, "--today", "2026-11-01"]
    result = CliRunner().invoke(main, command)
    assert (result.exit_code, result.output) == (0, "")
    (alert,) = desk.program.alerts
    assert (alert.title, alert.mode) == ("ST/IUP", "info")
    assert "Se bladet Kontroll." in alert.text
    assert (
        CliRunner().invoke(main, ["addin", "run", "nasta", "--window", window, "--workbook", book.name]).exit_code == 0
    )
    assert str(desk.app.status_bar).startswith("Plats 1 av ") or "Plats" in str(desk.app.status_bar)
    assert len(desk.program.alerts) == 1
    assert CliRunner().invoke(main, ["addin", "run", "om", "--window", window]).exit_code == 0
    assert desk.program.alerts[-1].text.startswith("stexcel ")


def test_it_attaches_by_name_alone_if_the_window_is_another(desk: Desk) -> None:
    desk.small(name="Annan.xlsx")
    book = desk.small()
    desk.small(name="Tredje.xlsx")
    for window in (desk.app.hwnd, int(desk.app.api.Hwnd), 7, None):
        assert attach(window, "iup åsa's öl.XLSX", desk.apps).name == book.name
    decomposed = "IUP A\u030asa's o\u0308l.xlsx"
    assert attach(None, decomposed, desk.apps).name == book.name


def test_workbook_that_is_not_open_is_told_outside_excel(desk: Desk) -> None:
    with pytest.raises(ButtonError, match=r"”Borta\.xlsx” är inte öppen för redigering"):
        attach(None, "Borta.xlsx", desk.apps)
    result = CliRunner().invoke(main, ["addin", "run", "rensa", "--workbook", "Borta.xlsx"])
    assert result.exit_code == 2
    assert "är inte öppen för redigering" in result.output
    with pytest.raises(ButtonError, match="Ingen arbetsbok är öppen"):
        pressed(desk, Button.KONTROLLERA)


def test_user_error_is_one_sentence_and_no_log(desk: Desk) -> None:
    book = desk.small("Konto | Budget\n4010 | 120000", "budget.xlsx")
    assert not pressed(desk, Button.KONTROLLERA, book.name)
    (alert,) = desk.program.alerts
    assert alert.mode == "critical"
    assert "ser inte ut att vara ett IUP" in alert.text
    assert not log_file().exists()
    assert desk.app.status_bar is False


def test_fault_of_the_program_is_told_and_logged_without_personal_data(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = desk.small()

    def breaks(*_: object) -> None:
        try:
            raise KeyError("Åsa Öberg 19800101-1234")
        except KeyError as error:
            raise ValueError("Åsa Öberg i /home/asa/IUP Åsa.xlsx") from error

    monkeypatch.setattr("stexcel.addin.buttons.kontrollera.annotation", breaks)
    assert not pressed(desk, Button.KONTROLLERA, book.name)
    assert str(log_file()) in desk.program.alerts[-1].text
    text = log_file().read_text(encoding="utf-8")
    assert text.startswith("2026-11-01 12:30:00 stexcel 0.1.0 kontrollera\n")
    assert "stexcel/addin/buttons/kontrollera.py:" in text
    assert "builtins.KeyError\n" in text
    assert text.rstrip().endswith("builtins.ValueError")
    assert not any(word in text for word in ("Åsa", "asa", "1234", "xlsx", str(desk.folder), "/tmp"))
    assert "Kontroll" not in book.sheet_names


def test_finished_tracebacks_are_logged_as_their_lines_alone(desk: Desk) -> None:
    trace = (
        'Traceback (most recent call last):\n  File "C:\\Users\\asa\\stexcel\\rules\\file.py", line 7, in check\n'
        '    raise ValueError(name)\nValueError: Åsa\nBerg: "line 3, in Åsa"\n'
    )
    log_traces([trace], "kontrollera", NOW)
    assert log_file().read_text(encoding="utf-8").splitlines()[1:] == ["  stexcel/rules/file.py:7 check", ""]


def test_cancelling_changes_and_says_nothing(desk: Desk) -> None:
    assert pressed(desk, Button.ENHETSSTATUS)
    assert pressed(desk, Button.SPUR)
    for answers in ([None], ["Reumatologi", None], ["Reumatologi", "2021", None], [""]):
        desk.program.answers = list(answers)
        assert pressed(desk, Button.NY_IUP, folder=desk.folder)
    assert (desk.program.alerts, list(desk.folder.iterdir())) == ([], [])


def test_new_iup_asks_and_tells_a_word_that_it_does_not_know(desk: Desk) -> None:
    desk.program.answers = ["Reumatologi", "2021", ""]
    assert pressed(desk, Button.NY_IUP, folder=desk.folder)
    assert (desk.folder / "IUP Reumatologi.xlsx").is_file()
    desk.program.answers = ["Trolleri", "2021", ""]
    assert not pressed(desk, Button.NY_IUP, folder=desk.folder)
    assert "Specialiteten ”Trolleri” finns inte" in desk.program.alerts[-1].text


def test_lost_folder_is_told(desk: Desk) -> None:
    assert not pressed(desk, Button.ENHETSSTATUS, folder=desk.folder / "borta")
    assert "Mappen finns inte" in desk.program.alerts[-1].text


def test_run_is_not_listed_in_the_help() -> None:
    assert "run" not in CliRunner().invoke(main, ["addin", "--help"]).output.split()
