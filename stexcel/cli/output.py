"""Where a result goes and in which format: the terminal, a file that is nobody's workbook, or a copy of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from stexcel import ooxml
from stexcel.cli.echo import echo
from stexcel.own_results import is_own_result
from stexcel.shown import shown
from stexcel.workbook.find import SUFFIXES


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name, and the suffixes of files in it; only what is text can go to the terminal."""

    name: str
    suffixes: tuple[str, ...]
    is_text: bool = True


def chosen_format(given: str | None, output: Path | None, formats: Sequence[Format]) -> Format:
    """The format that is asked for, else the one that the file's suffix tells, else the first.

    Raises :class:`click.UsageError` when the two disagree, when the suffix is of none of the formats, and when what
    is not text would go to the terminal.
    """
    by_suffix = [one for one in formats if output is not None and _suffix(output, one)]
    asked = next((one for one in formats if one.name == given), None)
    if output is None:
        chosen = asked or formats[0]
        if not chosen.is_text:
            raise click.UsageError(
                f"--format {chosen.name} behöver en fil att skriva i. Ange till exempel -o fynd{chosen.suffixes[0]}."
            )
        return chosen
    if asked is None:
        if not by_suffix and output.suffix:
            raise click.UsageError(_unknown(output, formats))
        return max(by_suffix, key=lambda one: len(_suffix(output, one)), default=formats[0])
    if asked not in by_suffix and (by_suffix or not asked.is_text):
        raise click.UsageError(_contradiction(asked, output))
    return asked


def _suffix(output: Path, candidate: Format) -> str:
    """The longest of the format's suffixes that the file has, or the empty string."""
    name = output.name.lower()
    return max((suffix for suffix in candidate.suffixes if name.endswith(suffix)), key=len, default="")


def _unknown(output: Path, formats: Sequence[Format]) -> str:
    known = ", ".join(one.suffixes[0] for one in formats)
    return (
        f"Av filnamnet {output.name} framgår inte vilket format som ska skrivas. Välj ett namn som slutar på "
        f"något av {known}, eller ange --format."
    )


def _contradiction(asked: Format, output: Path) -> str:
    return (
        f"--format {asked.name} passar inte filnamnet {output.name}. Ta bort --format, eller välj ett namn som "
        f"slutar på {' eller '.join(asked.suffixes)}."
    )


def write(content: str | bytes, output: Path | None, *, never: Iterable[Path], is_own: bool = False) -> None:
    """Prints the text, or writes the content to ``output`` in one step, text as UTF-8 and without personal numbers.

    ``is_own`` as for :func:`stexcel.cli.echo.echo`.

    Raises :class:`click.ClickException` for a file that is one of those in ``never``, for any workbook that is
    there already, and for one that cannot be written. An earlier result of the program is replaced.
    """
    if output is None:
        echo(content, nl=False, is_own=is_own)
        return
    name = output.as_posix()
    if output.is_dir():
        raise click.ClickException(f"{name} är en mapp. Ange ett filnamn efter -o, till exempel {name}/resultat.txt.")
    if not is_own_result(output):
        if output.resolve() in {path.resolve() for path in never}:
            raise click.ClickException(f"{name} är en av arbetsböckerna. Ange en annan fil efter -o.")
        if output.suffix.lower() in SUFFIXES and output.exists():
            raise click.ClickException(
                f"{name} finns redan och är inte ett resultat från stexcel. Den skrivs därför inte över: ange en "
                "annan fil efter -o."
            )
    text = shown(content) if isinstance(content, str) and not is_own else content
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    try:
        if output.exists() and not output.is_file():  # a pipe or a device, which nothing can be put in the place of
            output.write_bytes(data)
        else:
            ooxml.write_atomically(output, data)
    except ooxml.RefusedTarget as error:
        raise click.ClickException(str(error)) from error


def refuse_folder(copy: Path, source: Path) -> None:
    """Raises :class:`click.ClickException` where the name of a workbook's copy is that of a folder."""
    name = copy.as_posix()
    if copy.is_dir():
        raise click.ClickException(f"{name} är en mapp. Ange ett namn på kopian, till exempel {name}/{source.name}.")


def refuse_existing(copy: Path, *, overwrite: bool) -> None:
    """Raises :class:`click.ClickException` where a workbook's copy would replace a file and may not."""
    if copy.exists() and not overwrite:
        raise click.ClickException(f"{copy.as_posix()} finns redan. Ange ett annat namn efter -o, eller --overwrite.")
