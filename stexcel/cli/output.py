"""Where a result goes: the terminal or a file that is not one of the sources."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click


def write(text: str, output: Path | None, *, never: Iterable[Path]) -> None:
    """Prints the text, or writes it as UTF-8 to ``output`` unless that is one of the files in ``never``."""
    if output is None:
        click.echo(text, nl=False)
        return
    if output.resolve() in {path.resolve() for path in never}:
        raise click.ClickException(f"{output.as_posix()} är en av arbetsböckerna. Ange en annan fil efter -o.")
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(
            f"{output.as_posix()} går inte att skriva ({error.strerror}). Kontrollera mappen och "
            f"att filen inte är öppen."
        ) from error
