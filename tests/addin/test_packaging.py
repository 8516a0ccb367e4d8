"""What the builds promise: nothing imported by name is missing, and documents and scripts name what there is."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import requires
from importlib.util import find_spec
from pathlib import Path

import pytest

import stexcel
from stexcel.addin import program_file
from stexcel.addin.install import trust
from stexcel.addin.macros import read_macros
from stexcel.addin.ribbon import parse_ribbon
from stexcel.addin.run import Button
from stexcel.cli import addin, group
from stexcel.resources import macros_dir

_ROOT = Path(__file__).parents[2]
_PACKAGING = _ROOT / "packaging"
_SOURCES = sorted((_ROOT / "stexcel").rglob("*.py"))
_OPTIONAL = {"tkinterdnd2", "distributed"}
"""What is used where it is installed, and done without elsewhere."""


@cache
def nodes() -> list[ast.AST]:
    """The imports and calls in the sources."""
    found = (node for path in _SOURCES for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    return [node for node in found if isinstance(node, ast.Import | ast.ImportFrom | ast.Call)]


def calls_by_name() -> Iterator[str]:
    """The modules that are imported by a name in plain words."""
    for node in nodes():
        is_import = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "import_module"
        if is_import and isinstance(node, ast.Call) and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value)


def imported() -> set[str]:
    """The packages that some module imports in the ordinary way, which the build finds by itself."""
    found = set()
    for node in nodes():
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_what_is_imported_by_name_is_in_the_build() -> None:
    spec = (_PACKAGING / "stexcel.spec").read_text(encoding="utf-8")
    assert 'collect_submodules("stexcel")' in spec
    collected = {".".join(path.relative_to(_ROOT).with_suffix("").parts) for path in _SOURCES}
    commands = {lazy.module for lazy in (*group.COMMANDS.values(), *addin.COMMANDS.values())}
    buttons = {f"stexcel.addin.buttons.{button.replace('-', '_')}" for button in Button}
    ours = {name for name in calls_by_name() if name.startswith("stexcel")}
    assert commands | buttons | ours <= collected
    others = set(calls_by_name()) - ours - _OPTIONAL
    assert "pythoncom" in others
    assert {name for name in others if name not in imported()} <= set(re.findall(r'"(\w+)"', spec))


def test_every_command_is_listed_and_can_be_imported() -> None:
    for lazy in (*group.COMMANDS.values(), *addin.COMMANDS.values()):
        assert find_spec(lazy.module) is not None, lazy
    assert [name for name, lazy in addin.COMMANDS.items() if not lazy.help] == ["run"]


def test_the_add_in_can_be_built_wherever_stexcel_is_installed() -> None:
    needed = [one for one in requires("stexcel") or () if "extra ==" not in one]
    assert any(one.lower().startswith("pyopenvba") for one in needed)


@pytest.mark.parametrize(
    ("program", "words", "told"),
    [("stexcel", ["--version"], f"stexcel {stexcel.__version__}"), ("stexcel-window", ["--help"], "[FIL]...")],
)
def test_the_frozen_programs_start_the_command_line_and_the_window(program: str, words: list[str], told: str) -> None:
    code = (
        "import runpy, sys\n"
        f"sys.executable, sys.argv = {program!r}, [{program!r}, *{words!r}]\n"
        f"runpy.run_path({str(_PACKAGING / 'entry.py')!r}, run_name='__main__')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=_ROOT, timeout=60, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert told in ended.stdout


@pytest.mark.parametrize("script", ["Makefile", "packaging/build_windows.ps1", ".github/workflows/windows.yml"])
def test_the_scripts_name_files_that_are_there(script: str) -> None:
    text = (_ROOT / script).read_text(encoding="utf-8")
    named = re.findall(r"\b(?:packaging|tools|docs)[/\\][\w./\\-]+\.(?:py|ps1|spec|md|cmd)", text)
    assert named
    assert [name for name in named if not (_ROOT / name.replace("\\", "/")).is_file()] == []


def test_the_script_for_windows_reads_the_same_in_every_encoding() -> None:
    assert (_PACKAGING / "build_windows.ps1").read_bytes().isascii()


def test_the_installation_without_a_network_goes_to_places_that_it_has() -> None:
    text = (_PACKAGING / "installera.cmd").read_text(encoding="utf-8")
    assert set(re.findall(r"goto (\w+)", text)) == set(re.findall(r"^:(\w+)", text, re.MULTILINE))
    assert "--no-index" in text
    assert "addin install" in text
    before, _, rest = text.partition("chcp 65001")
    assert rest
    assert all(line.startswith(("@", "rem")) for line in before.splitlines())


def test_the_document_tells_it_everything_that_is_looked_at() -> None:
    told = (_ROOT / "docs" / "installation.md").read_text(encoding="utf-8")
    read = (_ROOT / "stexcel" / "addin" / "install" / "trust.py").read_text(encoding="utf-8")
    names = re.findall(r'setting\(\w+, "([\w ]+)"\)', read)
    assert len(names) >= 7
    assert [name for name in names if name not in told.lower()] == []
    assert all(rule in told for rule in (trust.CHILD_PROCESSES, trust.WINDOWS_CALLS))
    assert f"{program_file.FOLDER}\\{program_file.NAME}" in told
    ribbon, _ = parse_ribbon(read_macros(macros_dir()).ribbon)
    assert [one.values["label"] for one in ribbon.buttons if f"| {one.values['label']} |" not in told] == []
    for command in addin.COMMANDS:
        assert f"addin {command}" in told
