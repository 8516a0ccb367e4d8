"""The built add-in in a real spreadsheet program: it loads, and its functions answer.

A procedure that fails there answers nothing and says nothing, so that every test asserts a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import stexcel
from stexcel.addin.build import build
from stexcel.addin.macros import read_macros
from stexcel.resources import macros_dir
from tests.addin.uno_access import Office, connect, desktop, properties
from tests.addin.windows_arguments import arguments

_FILTER = "Calc MS Excel 2007 VBA XML"
_RUN_WITHOUT_ASKING = 4
"""``com.sun.star.document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN``, for this document only."""

Call = Callable[..., Any]


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    path = tmp_path_factory.mktemp("tillägg") / "stexcel åäö.xlam"
    path.write_bytes(build(read_macros(macros_dir())))
    with Office() as office:
        loaded = _load(office, path)
        yield loaded
        loaded.close(True)


@pytest.fixture(scope="module")
def call(document: Any) -> Call:
    def run(function: str, *values: str) -> Any:
        address = f"vnd.sun.star.script:VBAProject.StRunner.{function}?language=Basic&location=document"
        return document.getScriptProvider().getScript(address).invoke(values, (), ())[0]

    return run


def test_it_loads_with_its_modules(document: Any) -> None:
    modules = document.BasicLibraries.getByName("VBAProject")
    assert set(modules.getElementNames()) == {"RibbonStexcel", "StProcess", "StRunner", "Sheet1", "ThisWorkbook"}
    assert "Public Sub PressKontrollera(control As IRibbonControl)" in modules.getByName("RibbonStexcel")


def test_it_knows_its_version(call: Call) -> None:
    assert call("AddinVersion") == stexcel.__version__


def test_swedish_letters_survive_in_its_texts(call: Call) -> None:
    assert call("NotFoundText").startswith("Programmet stexcel finns inte på den här datorn, eller har flyttats.")


def test_the_places_are_tried_in_order(call: Call) -> None:
    found = call("Candidates", r"D:\Eget\stexcel.exe", r"C:\Users\Åsa\AppData\Local", "C:\\Windows;.;C:\\bin\\")
    assert found.split("\n") == [
        r"D:\Eget\stexcel.exe",
        r"C:\Users\Åsa\AppData\Local\stexcel\stexcel.exe",
        r"C:\Users\Åsa\AppData\Local\Programs\stexcel\stexcel.exe",
        r"C:\Windows\stexcel.exe",
        r"C:\bin\stexcel.exe",
    ]


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.sampled_from('\\" åÖŁ🙂a%&'), min_size=1, max_size=20))
def test_a_command_line_comes_apart_as_it_was_put_together(call: Call, text: str) -> None:
    line = call("CommandLine", r"C:\Program Files\stexcel.exe", "kontrollera", "1234", text, "D:\\Våra IUP\\")
    assert arguments(line) == [
        *(r"C:\Program Files\stexcel.exe", "addin", "run", "kontrollera", "--window", "1234"),
        *("--workbook", text, "--folder", "D:\\Våra IUP\\"),
    ]


def _load(office: Office, path: Path) -> Any:
    given = properties(FilterName=_FILTER, Hidden=True, ReadOnly=True, MacroExecutionMode=_RUN_WITHOUT_ASKING)
    loaded = desktop(connect(office.address)).loadComponentFromURL(path.as_uri(), "_blank", 0, given)
    assert loaded is not None
    return loaded
