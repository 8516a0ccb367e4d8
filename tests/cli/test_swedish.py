"""Nothing that click itself has to say reaches the user in English."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import pytest

from stexcel.cli.group import COMMANDS, main
from stexcel.cli.swedish import Choice, File, SwedishCommand, SwedishGroup, complaint
from tests.cli.program import stexcel
from tests.cli.test_validate import EXAMPLES, ONE, TODAY

ENGLISH = ("Invalid", "Missing", "No such", "Got unexpected", "requires", "required", "does not", "argument '", "Error")
COMMAND = SwedishCommand(
    "prov",
    params=[
        click.Argument(["path"], metavar="FIL", type=click.Path()),
        click.Argument(["pair"], nargs=2, required=False),
        click.Option(["--flag"], is_flag=True, help="En flagga."),
        click.Option(["--name"], help="Ett namn."),
        click.Option(["--must"], required=True, help="Det som ska med."),
    ],
)


def told(*args: str) -> str:
    """What the user reads about words that cannot be used."""
    with pytest.raises(click.ClickException) as error:
        COMMAND.make_context("prov", list(args))
    return complaint(error.value)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("a",), "--must saknas. Skriv --must text: Det som ska med."),
        ((), "FIL saknas."),
        (("a", "--must"), "Flaggan --must behöver ett värde."),
        (("a", "--flag=ja", "--must", "b"), "Flaggan --flag tar inget värde. Skriv den ensam."),
        (("a", "--nmae", "b"), "Flaggan --nmae finns inte. Menade du --name?"),
        (("a", "--enhet", "b"), "Flaggan --enhet finns inte."),
        (("a", "b", "--must", "c"), "Ett argument har för få värden."),
        (("a", "b", "c", "d", "--must", "e"), "Ordet ”d” hör inte hit. Har ett namn mellanslag: skriv det inom"),
        (("a", "b", "c", "d", "e", "--must", "f"), "Orden ”d”, ”e” hör inte hit."),
    ],
)
def test_what_is_written_wrong_is_told_in_swedish(args: tuple[str, ...], message: str) -> None:
    assert told(*args).startswith(message)


def _all_exceptions() -> list[click.ClickException]:
    """One of every kind that click can raise and show."""
    ctx = COMMAND.make_context("prov", ["a", "--must", "b"])
    path = COMMAND.params[0]
    return [
        click.MissingParameter(ctx=ctx, param=COMMAND.params[-1]),
        click.NoSuchOption("--x", ctx=ctx),
        click.BadOptionUsage("--name", "Option '--name' requires an argument.", ctx),
        click.BadOptionUsage("--flag", "Option '--flag' does not take a value.", ctx),
        click.BadArgumentUsage("Argument 'pair' takes 2 values.", ctx),
        click.BadParameter("File 'a' is not readable. Invalid", ctx, path),
        click.FileError("a.xlsx", "No such file"),
        click.exceptions.NoSuchCommand("valdate", ctx=ctx),
    ]


def test_every_kind_of_complaint_that_click_has_is_swedish() -> None:
    exceptions = _all_exceptions()
    shown = {
        kind
        for kind in vars(click.exceptions).values()
        if isinstance(kind, type) and issubclass(kind, click.ClickException)
    }
    ours = {click.ClickException, click.UsageError, click.exceptions.NoArgsIsHelpError}
    assert shown - ours == {type(error) for error in exceptions}
    for error in exceptions:
        assert not any(word in complaint(error) for word in ENGLISH), complaint(error)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_its_help_are_swedish(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    inside = list(command.commands.values()) if isinstance(command, SwedishGroup) else []
    for one in (command, *inside):
        assert isinstance(one, SwedishCommand | SwedishGroup)
        text = one.get_help(click.Context(one, info_name=name))
        assert not any(word in text for word in (*ENGLISH, "default", "Show", "Options", "Usage", "Commands", "PATH"))


def test_a_group_lists_its_commands() -> None:
    told = stexcel("history", "--help").stdout
    assert "Kommandon:\n  forget  Tar bort en ST-läkare, eller alla, ur historiken." in told
    alone = stexcel("history")
    assert (alone.returncode, alone.stderr, alone.stdout) == (0, "", told)


@pytest.mark.parametrize("word", ["råd", "rad", "RÅD", "ra\N{COMBINING RING ABOVE}d"])
def test_choice_is_the_same_however_it_is_spelt(word: str) -> None:
    assert Choice(["krav", "rad"]).convert(word, None, None) == "rad"


def test_level_with_its_dots_is_taken() -> None:
    assert stexcel("validate", ONE, "--fail-on", "råd", *TODAY).returncode == 1


def test_empty_path_is_refused_and_is_not_the_current_folder(tmp_path: Path) -> None:
    shutil.copy(ONE, tmp_path)
    result = stexcel("validate", "", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert "sökvägen är tom" in result.stderr
    assert File().convert("a b.xlsx", None, None) == Path("a b.xlsx")


AS_NOBODY = """
import contextlib, io, os, sys
from stexcel.cli import main
words = sys.argv[1:]
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    main(words)
if os.geteuid() == 0:
    os.seteuid(65534)
main(words)
"""
"""The run once for what it loads, and then by someone who has no more rights than others."""


def _is_open_to_all() -> bool:
    """Whether somebody without rights could run the program from where it lies."""
    return all(folder.stat().st_mode & 0o001 for folder in Path(__file__).resolve().parents)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are told in another way there")
@pytest.mark.skipif(not _is_open_to_all(), reason="the checkout lies in a folder that only its owner may enter")
def test_file_that_may_not_be_read_does_not_stop_the_others() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        for source in (EXAMPLES / "L01").glob("*.xlsx"):
            shutil.copy(source, folder)
        (folder / "L01-med-2021.xlsx").chmod(0)
        files = sorted(map(str, folder.glob("*.xlsx")))
        command = [sys.executable, "-c", AS_NOBODY, "validate", *files, *TODAY]
        environment = {**os.environ, "PYTHONUTF8": "1"}
        result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=environment)
    assert result.returncode == 1, result.stderr
    told = " ".join(result.stdout.split())
    assert "3 filer per 2026-11-01: 1 fil kunde inte kontrolleras" in told
    assert "STX001 krav Filen får inte läsas. → Är den öppen i ett annat program" in told
    assert "spara den på nytt" not in told
