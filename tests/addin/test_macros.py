"""The macros' text: checked by every means there is, each proved by a planted fault, and run without Excel."""

from __future__ import annotations

import ctypes
import re
import subprocess
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyopenvba.interpreter import Interpreter, VBAInt, parse_module

from stexcel.addin import program_file
from stexcel.addin.macros import MacroError, Macros, check, read_macros
from stexcel.resources import macros_dir
from tests.addin.excel_host import PATH_FILE, WINDOW, Scene, press
from tests.addin.static_check import KINDS, complaints
from tests.addin.windows_arguments import arguments, by_rules

_MACROS = read_macros(macros_dir())
_BUTTONS = {
    "PressKontrollera": "kontrollera",
    "PressNastaBrist": "nasta",
    "PressRensa": "rensa",
    "PressForslag": "forslag",
    "PressNyIup": "ny-iup",
    "PressEnhetsstatus": "enhetsstatus",
    "PressSpur": "spur",
    "PressOm": "om",
}
_WITH_FOLDER = ("PressNyIup", "PressEnhetsstatus", "PressSpur")
_IN_WORKBOOK = ("PressKontrollera", "PressNastaBrist", "PressRensa", "PressForslag")
_LOCAL = r"C:\Users\Åsa Öberg\AppData\Local"
_PROGRAM = rf"{_LOCAL}\stexcel\stexcel.exe"
_SECOND = rf"{_LOCAL}\Programs\stexcel\stexcel.exe"
_INSTALLED = r"D:\Łukasz\stexcel.exe"
_ON_PATH = r"C:\Verktyg\stexcel.exe"
_ENVIRONMENT = {"LOCALAPPDATA": _LOCAL, "PATH": r"C:\Windows;.;;verktyg;C:\Verktyg"}

_TEXTS = st.text(
    st.one_of(st.sampled_from('\\" \tåÅ%&^;'), st.characters(exclude_categories=["Cs", "Cc"])), max_size=30
)


def _changed(name: str, old: str, new: str) -> Macros:
    """The macros with a fault; ``old`` stands once in the module or the ribbon."""
    if name == "customUI14.xml":
        assert _MACROS.ribbon.count(old.encode()) == 1
        return replace(_MACROS, ribbon=_MACROS.ribbon.replace(old.encode(), new.encode()))
    assert _MACROS.modules[name].count(old) == 1
    return replace(_MACROS, modules={**_MACROS.modules, name: _MACROS.modules[name].replace(old, new)})


def test_nothing_is_wrong_with_the_macros() -> None:
    ribbon = check(_MACROS)
    assert {button.action for button in ribbon.buttons} == set(_BUTTONS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_static_check_finds_nothing(kind: str, tmp_path: Path) -> None:
    assert list(complaints(_MACROS, kind, tmp_path)) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("StRunner", "As String\n    AddinVersion = ADDIN_VERSION\nEnd Function", "As String", "StRunner.bas går inte"),
        ("StProcess", "#End If\n", "", "StProcess.bas går inte att läsa som VBA för macOS"),
        ("StRunner", '"ST/IUP") = vbOK', '"Łódź") = vbOK', "tecknet ”Ł” (U+0141)"),
        ("StRunner", '"ST/IUP") = vbOK', '"➜") = vbOK', "Skriv ChrW(10140)"),
        ("StRunner", '"0.1.0"', '"0.0.9"', "där står 0.0.9"),
        ("StRunner", "Public Const ADDIN_VERSION", "Private Const ADDIN_VERSION", "där står ingen"),
        ("StRunner", '"StRunner"\n', '"Module1"\n', 'StRunner.bas rad 1: ska vara Attribute VB_Name = "StRunner"'),
        ("StRunner", "' Hela kommandoraden.", "' " + "x" * 1100, "längre än 1023 tecken"),
        ("RibbonStexcel", "PressOm(control As IRibbonControl)", "PressOm()", "Public Sub PressOm(control As"),
        ("RibbonStexcel", "PressOm(control As IRibbonControl)", "PressOm(control As Object)", "Public Sub PressOm("),
        ("RibbonStexcel", "PressOm(control As", "PressOm(x As Long, control As", "Public Sub PressOm(control As"),
        ("RibbonStexcel", "Public Sub PressOm", "Private Sub PressOm", "Public Sub PressOm(control As"),
        ("RibbonStexcel", "Sub PressOm", "Sub PressOmigen", "onAction ”PressOm” ska vara namnet på en (1) Sub"),
        ("RibbonStexcel", "Sub PressRensa", "Sub PressOm", "det finns 2"),
        ("customUI14.xml", 'id="stexcelOm"', 'id="stexcelspur"', "id ”stexcelspur” står på mer än ett"),
        ("customUI14.xml", 'id="stexcelOm"', 'id=""', "id saknas eller är tomt"),
        ("customUI14.xml", 'keytip="O"', 'keytip="k"', "keytip ”k” står på mer än ett"),
        ("customUI14.xml", 'keytip="O"', 'keytip="K2"', "börjar som en annan knapps"),
        ("customUI14.xml", 'keytip="O"', 'keytip="OOOO"', "en till tre"),
        ("customUI14.xml", 'label="Hjälp/Om"', 'label=" "', "label saknas eller är tomt"),
        ("customUI14.xml", 'onAction="PressOm"', "", "onAction saknas"),
        ("customUI14.xml", 'onAction="PressOm"', 'onaction="PressOm"', "inget attribut onaction"),
        ("customUI14.xml", 'onAction="PressOm"', 'onAction="PressSpur"', "onAction ”PressSpur” står på mer än ett"),
        ("customUI14.xml", '<group id="stexcelAbout"', '<gruop id="stexcelAbout"', "ingen riktig XML"),
        ("customUI14.xml", "2009/07/customui", "2006/01/customui", "elementet customUI hör inte hit"),
        ("customUI14.xml", "<tabs>", "<tabs><button/>", "button ska stå i group"),
    ],
)
def test_a_planted_fault_stops_the_build(name: str, old: str, new: str, told: str) -> None:
    with pytest.raises(MacroError, match=re.escape(told)):
        check(_changed(name, old, new))


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        ("StRunner", 'If IsReady() Then StartButton button, ""', "If IsReady() Then StartButton button", "VBA006"),
        ("StRunner", "slashes = slashes + 1", "slashes = slahses + 1", "VBA001"),
        ("StRunner", "StProcess.StartProgram(path,", "StProcess.StartPrograms(path,", "VBA002"),
        ("StRunner", "Option Explicit\n", "", "VBA320"),
        ("StRunner", "Set files =", "files =", "VBA211"),
        ("StProcess", "Declare PtrSafe Function CloseHandle", "Declare Function CloseHandle", "VBA300"),
        ("StRunner", "    AddinVersion = ADDIN_VERSION\nEnd Function", "    AddinVersion = ADDIN_VERSION\n", "VBA"),
    ],
)
def test_the_static_check_finds_a_planted_fault(name: str, old: str, new: str, rule: str, tmp_path: Path) -> None:
    found = list(complaints(_changed(name, old, new), "64-bit Windows", tmp_path))
    assert any(one.startswith(rule) and f"{name}.bas" in one for one in found), found


def test_the_static_check_reads_what_only_the_mac_compiles(tmp_path: Path) -> None:
    broken = _changed("StProcess", "ChooseFolder = AppleScriptTask(SCRIPT,", "ChooseFolder = AppleScriptTask(SCRPIT,")
    assert any("SCRPIT" in one for one in complaints(broken, "macOS", tmp_path))


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "StRunner.bas").write_bytes("' Åsa".encode("cp1252"))
    with pytest.raises(MacroError, match=r"StRunner\.bas: filen är inte sparad som UTF-8"):
        read_macros(tmp_path)


def test_a_folder_without_macros_is_told(tmp_path: Path) -> None:
    with pytest.raises(MacroError, match=r"customUI14\.xml går inte att läsa"):
        read_macros(tmp_path)


def test_every_callback_is_one_line() -> None:
    pattern = re.compile(r"^Public Sub (\w+)\([^)]*\)\n(.*?)^End Sub$", re.MULTILINE | re.DOTALL)
    subs = pattern.findall(_MACROS.modules["RibbonStexcel"])
    assert {name for name, _ in subs} == set(_BUTTONS)
    assert all(body.count("\n") == 1 for _, body in subs)


def test_the_script_for_macos_reads_the_same_in_every_encoding() -> None:
    assert (macros_dir() / "stexcel.applescript").read_bytes().isascii()


@pytest.mark.parametrize(("callback", "button"), _BUTTONS.items())
def test_a_press_starts_the_program_with_what_it_needs(callback: str, button: str) -> None:
    scene = press(_MACROS, callback, _scene(chosen_folder="D:\\Våra IUP\\"))
    ((path, line),) = scene.started
    folder = ["--folder", "D:\\Våra IUP\\"] if callback in _WITH_FOLDER else []
    assert path == _PROGRAM
    assert arguments(line) == [
        *(_PROGRAM, "addin", "run", button),
        *("--window", str(WINDOW), "--workbook", "IUP Åsa Öberg.xlsx"),
        *folder,
    ]
    assert scene.told == []


@pytest.mark.parametrize("callback", _WITH_FOLDER)
def test_who_regrets_the_folder_gets_nothing_done(callback: str) -> None:
    scene = press(_MACROS, callback, _scene(chosen_folder=None))
    assert (scene.started, scene.told) == ([], [])


@pytest.mark.parametrize("callback", sorted(set(_BUTTONS) - set(_IN_WORKBOOK)))
def test_what_needs_no_workbook_runs_without_one(callback: str) -> None:
    scene = press(_MACROS, callback, _scene(workbook=None, chosen_folder="D:\\IUP"))
    assert "--workbook" not in arguments(scene.started[0][1])


@pytest.mark.parametrize("callback", _IN_WORKBOOK)
@pytest.mark.parametrize(("windows", "told"), [(0, "Ingen arbetsbok är öppen"), (1, "skyddad vy")])
def test_without_a_workbook_it_is_said_why(callback: str, windows: int, told: str) -> None:
    scene = press(_MACROS, callback, _scene(workbook=None, protected_windows=windows))
    assert scene.started == []
    assert len(scene.told) == 1
    assert told in scene.told[0]


@pytest.mark.parametrize(("answer", "starts"), [(1, 1), (2, 0)])
def test_beside_a_window_in_protected_view_it_asks_which_workbook_is_meant(answer: int, starts: int) -> None:
    scene = press(_MACROS, "PressKontrollera", _scene(protected_windows=1, answers=[answer]))
    assert len(scene.started) == starts
    assert "”IUP Åsa Öberg.xlsx”" in scene.told[0]


@pytest.mark.parametrize(
    ("files", "path"),
    [
        ({PATH_FILE: f"{_INSTALLED}\r\n", _INSTALLED: "", _PROGRAM: "", _SECOND: "", _ON_PATH: ""}, _INSTALLED),
        ({PATH_FILE: f"{_INSTALLED}\r\n", _PROGRAM: "", _SECOND: "", _ON_PATH: ""}, _PROGRAM),
        ({PATH_FILE: "stexcel.exe\r\n", "stexcel.exe": "", _SECOND: "", _ON_PATH: ""}, _SECOND),
        ({PATH_FILE: "", _ON_PATH: "", r".\stexcel.exe": "", r"verktyg\stexcel.exe": ""}, _ON_PATH),
    ],
)
def test_the_program_is_looked_for_in_order(files: dict[str, str], path: str) -> None:
    scene = press(_MACROS, "PressOm", _scene(files=files))
    assert [found for found, _ in scene.started] == [path]


def test_what_the_installation_writes_is_what_the_macros_read() -> None:
    written = program_file.for_windows(PureWindowsPath(_INSTALLED))
    assert written.startswith(b"\xff\xfe")
    assert f'"{program_file.FOLDER}\\{program_file.NAME}"' in _MACROS.modules["StRunner"]
    scene = press(_MACROS, "PressOm", _scene(files={PATH_FILE: written.decode("utf-16"), _INSTALLED: ""}))
    assert [found for found, _ in scene.started] == [_INSTALLED]
    script = (macros_dir() / "stexcel.applescript").read_text(encoding="ascii")
    assert program_file.NAME in script
    assert program_file.for_macos(PurePosixPath("/Users/åsa/stexcel")) == "/Users/åsa/stexcel\n".encode()


def test_a_program_that_is_nowhere_is_told() -> None:
    scene = press(_MACROS, "PressOm", _scene(files={}))
    assert scene.started == []
    assert "stexcel addin install" in scene.told[0]


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (2, "finns inte på den här datorn"),
        *product((5, 225, 1260, 4551), ("Datorns skydd hindrade", "stexcel window")),
        (8, "kunde inte startas (fel 8)"),
    ],
)
def test_what_windows_refuses_is_told(failure: int, told: str) -> None:
    scene = press(_MACROS, "PressKontrollera", _scene(failure=failure))
    assert told in scene.told[0]


@given(_TEXTS)
@example("")
@example("\\")
@example('\\"')
@example('a\\\\" b\\\\')
@example("\\\\server\\mapp\\")
def test_an_argument_comes_back_as_it_was(text: str) -> None:
    line = str(_runner().run("CommandLine", [r"C:\Program Files\stexcel.exe", "om", "", text, "sist"]))
    expected = ["--workbook", text] if text else []
    assert arguments(line)[4:] == [*expected, "--folder", "sist"]
    assert arguments(f"x {_runner().run('QuoteArgument', [text])} y") == ["x", text, "y"]


@given(st.lists(_TEXTS, max_size=4))
def test_the_rules_take_apart_what_python_puts_together(texts: list[str]) -> None:
    assert by_rules(subprocess.list2cmdline(["stexcel.exe", *texts])) == ["stexcel.exe", *texts]


def test_a_path_in_quotes_on_the_search_path_is_found() -> None:
    found = _runner().run("Candidates", ["", "", '"C:\\Mina program\\";\\\\server\\bin'])
    assert str(found).split("\n") == ["C:\\Mina program\\stexcel.exe", "\\\\server\\bin\\stexcel.exe"]


@pytest.mark.parametrize(
    ("pointer", "sizes", "places"),
    [
        (ctypes.c_uint64, (104, 24), {"desktop": 16, "x": 32, "flags": 60, "show": 64, "standardError": 96}),
        (ctypes.c_uint32, (68, 16), {"desktop": 8, "x": 16, "flags": 44, "show": 48, "standardError": 64}),
    ],
)
def test_the_structures_are_laid_out_as_windows_has_them(
    pointer: type[ctypes._SimpleCData[int]], sizes: tuple[int, int], places: dict[str, int]
) -> None:
    kinds = {"Long": ctypes.c_int32, "Integer": ctypes.c_int16, "LongPtr": pointer}
    types = parse_module(_MACROS.modules["StProcess"]).types
    startup, process = (
        type(one.name, (ctypes.Structure,), {"_fields_": [(field.name, kinds[field.declared]) for field in one.fields]})
        for one in types
    )
    assert (ctypes.sizeof(startup), ctypes.sizeof(process)) == sizes
    assert {name: getattr(startup, name).offset for name in places} == places


def test_an_unknown_failure_has_its_number() -> None:
    assert "(fel -1)" in str(_runner().run("FailureText", [VBAInt(-1, "Long")]))


def _scene(**given: object) -> Scene:
    usual = Scene(files={_PROGRAM: ""}, environment=_ENVIRONMENT)
    return replace(usual, started=[], told=[], **given)  # type: ignore[arg-type]  # each test gives what it names


@cache
def _runner() -> Interpreter:
    vba = Interpreter()
    vba.add_module(_MACROS.modules["StRunner"], name="StRunner")
    return vba
