"""What the macros start is what the command line takes: every button's words, read by ``stexcel addin run``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stexcel.addin.macros import check, read_macros
from stexcel.addin.run import Button
from stexcel.cli.addin_run import run
from stexcel.cli.group import main
from stexcel.resources import macros_dir
from tests.addin.excel_host import WINDOW, Scene, press
from tests.addin.windows_arguments import arguments

_MACROS = read_macros(macros_dir())
_CALLBACKS = sorted(button.action for button in check(_MACROS).buttons)
_FOLDERS = {Button.NY_IUP, Button.ENHETSSTATUS, Button.SPUR}
_NAMES = ("IUP Åsa Öberg.xlsx", "-o.xlsx", "--folder.xlsx", "Bok1", "50 % & mer 'så'.xlsm", "Łukasz ”X”.xlsx")
_PROGRAM = r"C:\Users\Åsa Öberg\AppData\Local\stexcel\stexcel.exe"


def read(words: list[str]) -> dict[str, Any]:
    """What the command makes of the words after the program's name."""
    assert words[:2] == ["addin", "run"]
    assert main.get_command(main.make_context("stexcel", []), "addin") is not None
    return run.make_context("run", words[2:]).params


def on_windows(callback: str, workbook: str | None, folder: str) -> dict[str, Any]:
    environment = {"LOCALAPPDATA": r"C:\Users\Åsa Öberg\AppData\Local"}
    scene = Scene(workbook=workbook, files={_PROGRAM: ""}, environment=environment, chosen_folder=folder)
    ((_, line),) = press(_MACROS, callback, scene).started
    return read(arguments(line)[1:])


def on_mac(callback: str, workbook: str | None, folder: str) -> dict[str, Any]:
    scene = press(_MACROS, callback, Scene(workbook=workbook, chosen_folder=folder, is_mac=True))
    name, handler, words = scene.scripts[-1]
    assert (name, handler, scene.told) == ("stexcel.applescript", "startStexcel", [])
    return read(["addin", "run", *words.split("\n")])


@pytest.mark.parametrize("callback", _CALLBACKS)
@pytest.mark.parametrize("workbook", _NAMES)
def test_every_button_is_understood(callback: str, workbook: str) -> None:
    windows = on_windows(callback, workbook, "D:\\Våra IUP\\")
    mac = on_mac(callback, workbook, "/Users/åsa/Våra IUP/")
    button = Button(windows["button"])
    assert (windows["window"], windows["workbook"]) == (WINDOW, workbook)
    assert (mac["button"], mac["window"], mac["workbook"]) == (button, None, workbook)
    has_folder = button in _FOLDERS
    assert windows["folder"] == (Path("D:\\Våra IUP\\") if has_folder else None)
    assert mac["folder"] == (Path("/Users/åsa/Våra IUP") if has_folder else None)


def test_the_buttons_of_the_ribbon_are_those_of_the_program() -> None:
    assert {on_windows(callback, "a.xlsx", "D:\\")["button"] for callback in _CALLBACKS} == set(Button)


@pytest.mark.parametrize("callback", ["PressNyIup", "PressEnhetsstatus", "PressSpur", "PressOm"])
def test_without_a_workbook_there_is_no_name_of_one(callback: str) -> None:
    for found in (on_windows(callback, None, "D:\\IUP"), on_mac(callback, None, "/Users/åsa/IUP")):
        assert found["workbook"] is None
        assert (found["folder"] is None) == (callback == "PressOm")


def test_who_regrets_the_folder_on_macos_gets_nothing_done() -> None:
    scene = press(_MACROS, "PressNyIup", Scene(is_mac=True))
    assert [handler for _, handler, _ in scene.scripts] == ["chooseFolder"]
    assert scene.told == []


def test_a_program_that_is_not_there_is_told_on_macos() -> None:
    scene = press(_MACROS, "PressOm", Scene(is_mac=True, failure=2))
    assert "stexcel addin install" in scene.told[0]
