"""Every command of the documentation is one that the program understands, and those of the handbook are run."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from stexcel.cli import main
from stexcel.cli.demo import write_clinic
from stexcel.demo.clinic import load_clinic
from tests.cli.program import stexcel
from tests.docs.blocks import PAGES, RUN, Command, commands_of

COMMANDS = [command for page in PAGES for command in commands_of(page)]


def test_pages_have_commands() -> None:
    assert {command.page for command in COMMANDS} == set(PAGES)
    assert len([command for command in COMMANDS if command.kind == RUN]) > 30


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: " ".join(one.words)[:60])
def test_command_is_understood(command: Command) -> None:
    """Its options exist and their values are of the right form; the files need not be there."""
    if "--help" in command.words:
        assert main.get_command(click.Context(main), command.words[0]) or command.words == ("--help",)
        return
    name, *words = command.words
    chosen = main.get_command(click.Context(main), name)
    assert chosen is not None, name
    chosen.make_context(name, words)


def test_commands_of_the_handbook_work_one_after_the_other(tmp_path: Path) -> None:
    """On the invented clinic, which here is there from the start: :mod:`tests.demo` runs the command that makes it."""
    write_clinic(load_clinic(), tmp_path / "demo")
    run_all([command for command in commands_of("docs/handbok.md") if command.words[0] != "demo"], tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("page", ["README.md", "docs/handbok.md"])
def test_all_commands_work_one_after_the_other(page: str, tmp_path: Path) -> None:
    """They begin in an empty folder: the pages tell people to make the invented clinic first."""
    run_all(commands_of(page), tmp_path)


def run_all(commands: list[Command], folder: Path) -> None:
    """Runs those that can be run."""
    more = {"XDG_CACHE_HOME": str(folder / ".cache"), "HOME": str(folder)}
    for command in commands:
        if command.kind != RUN:
            continue
        result = stexcel(*command.words, cwd=folder, more=more)
        assert result.returncode in (0, 1), (command.words, result.stderr)
        assert "Fel: " not in result.stderr, (command.words, result.stderr)
