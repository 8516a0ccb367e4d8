"""When a run cannot be done: a Swedish sentence for the user, the traceback for the log."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

import click

from stexcel.cli.echo import echo
from stexcel.cli.swedish import complaint
from stexcel.personal_ids import hide
from stexcel.system_errors import refusal
from stexcel.traces import trace_of

EXIT_CLEAN = 0
EXIT_FINDINGS = 1
EXIT_FAILED = 2

_LOG_NAME = "stexcel.log"


def tell(error: BaseException) -> int:
    """Tells why the run stopped, and gives the exit code."""
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, (click.Abort, KeyboardInterrupt)):
        echo("Avbrutet.", err=True)
    elif isinstance(error, click.UsageError):
        usage = (
            f"\n{error.ctx.command.get_usage(error.ctx)}\nHjälp: {error.ctx.command_path} --help" if error.ctx else ""
        )
        echo(f"Fel: {complaint(error)}{usage}", err=True)
    elif isinstance(error, click.ClickException):
        echo(f"Fel: {complaint(error)}", err=True)
    elif isinstance(error, OSError) and (told := refusal(error)):
        echo(f"Fel: {told}", err=True)
    else:
        tell_crashes([trace_of(error)], f"Ett fel i programmet avbröt körningen ({type(error).__name__}).")
    return EXIT_FAILED


def tell_crashes(traces: Iterable[str], sentence: str) -> None:
    """Saves tracebacks in the log, and tells the user what happened and where the log is."""
    log = _write_log("\n".join(traces))
    where = f" Loggen finns i {log}; den har inga uppgifter ur arbetsböckerna." if log else ""
    echo(f"Fel: {sentence}{where}", err=True)


def _write_log(text: str) -> Path | None:
    """Appends to the log in the user's own folder, else in the one for temporary files."""
    for folder in (Path(click.get_app_dir("stexcel")), Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with (folder / _LOG_NAME).open("a", encoding="utf-8") as file:
                file.write(hide(text).rstrip() + "\n\n")
        except OSError:
            continue
        return folder / _LOG_NAME
    return None
