"""Completion in the shell: bash is asked as it asks the program itself, the others as far as their scripts go."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stexcel.cli.group import COMMANDS
from tests.cli.program import ROOT, environment, stexcel


def completed(words: str, number: int, shell: str = "fish", *, cwd: Path | None = None) -> list[str]:
    """What the program offers for the last of the words."""
    asked = {"_STEXCEL_COMPLETE": f"{shell}_complete", "COMP_WORDS": words, "COMP_CWORD": str(number)}
    if shell == "fish":
        asked["COMP_CWORD"] = words.rsplit(" ", 1)[-1]
    code = "import sys; sys.argv[0] = 'stexcel'; from stexcel.cli import main; main()"
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        env=environment(asked),
        cwd=cwd or ROOT,
        check=False,
    )
    assert result.stderr == ""
    return result.stdout.splitlines()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str) -> None:
    result = stexcel("completion", shell)
    assert (result.returncode, result.stderr) == (0, "")
    assert f"{shell}_complete" in result.stdout
    program = shutil.which(shell)
    if program is not None:
        checked = subprocess.run([program, "-n"], input=result.stdout, text=True, capture_output=True, check=False)
        assert (checked.returncode, checked.stderr) == (0, "")


def test_shell_that_is_not_known_is_told_in_swedish() -> None:
    result = stexcel("completion", "powershell")
    assert result.returncode == 2
    assert "”powershell” är inget av bash, zsh, fish." in result.stderr


def test_commands_are_offered_with_their_help() -> None:
    offered = completed("stexcel ", 1)
    assert [line.split(",")[1].split("\t")[0] for line in offered] == list(COMMANDS)
    assert f"plain,rule\t{COMMANDS['rule'].help}" in offered


def test_options_are_offered_with_their_help() -> None:
    assert completed("stexcel validate --fail", 2) == [
        "plain,--fail-on\tLägsta nivå som ger slutkod 1. Förvalt krav; never ger aldrig 1."
    ]


def test_choices_and_files_are_offered() -> None:
    assert completed("stexcel validate --fail-on k", 3, "bash") == ["plain,krav"]
    assert completed("stexcel validate a", 2, "bash") == ["file,a"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed here")
def test_bash_completes_a_command(tmp_path: Path) -> None:
    """The script is loaded by a real bash, which then asks a real ``stexcel`` what may follow."""
    (tmp_path / "stexcel").write_text(
        f"#!{sys.executable}\nimport sys; sys.argv[0] = 'stexcel'\nfrom stexcel.cli import main; main()\n", "utf-8"
    )
    (tmp_path / "stexcel").chmod(0o755)
    (tmp_path / "script").write_text(stexcel("completion", "bash").stdout, "utf-8")
    asked = (
        f". {tmp_path}/script; COMP_WORDS=(stexcel val); COMP_CWORD=1; "
        '_stexcel_completion stexcel val stexcel; echo "${COMPREPLY[@]}"'
    )
    env = environment() | {"PATH": f"{tmp_path}:{environment()['PATH']}"}
    result = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, env=env, check=False)
    assert (result.stdout, result.stderr) == ("validate\n", "")
