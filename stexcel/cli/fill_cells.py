"""``stexcel fill --set``: content for single cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from stexcel.cli.echo import echo
from stexcel.cli.output import refuse_existing
from stexcel.fill.cells import parse_day, parse_number, parse_setting, write_cells, write_cells_in_place
from stexcel.fill.errors import FillError
from stexcel.ooxml import CellValue, RefusedTarget
from stexcel.workbook import WorkbookError

_Cells = dict[tuple[str, str], CellValue]


@dataclass(frozen=True)
class Settings:
    """Cells and what they are to hold, as the user writes it: ``Mål a!B7=EKG``."""

    texts: tuple[str, ...]
    numbers: tuple[str, ...]
    days: tuple[str, ...]


def fill_cells(
    source: Path, output: Path | None, settings: Settings, *, in_place: bool, force: bool, overwrite: bool
) -> int:
    """Writes the cells in a copy or in the file itself, and tells how many."""
    if (output is None) != in_place:
        raise click.UsageError("Ange antingen -o KOPIA eller --in-place.")
    values = _values(settings)
    if output is not None:
        refuse_existing(output, overwrite=overwrite)
    try:
        if output is None:
            backup = write_cells_in_place(source, values, datetime.now(), force=force)
            told = f"{source.as_posix()}: {_counted(values)}. Den gamla filen heter nu {backup.name}."
        else:
            write_cells(source, output, values, force=force, overwrite=overwrite)
            told = f"{output.as_posix()}: {_counted(values)}."
    except RefusedTarget as error:
        raise click.ClickException(str(error)) from error
    except WorkbookError as error:
        raise click.ClickException(f"{source.as_posix()}: {error}") from error
    echo(told, err=True)
    return 0


def _values(settings: Settings) -> _Cells:
    """What every cell is to hold; a complaint for what cannot be understood and for cells given twice."""
    values: _Cells = {}
    kinds: tuple[tuple[Iterable[str], Callable[[str], CellValue]], ...] = (
        (settings.texts, str),
        (settings.numbers, parse_number),
        (settings.days, parse_day),
    )
    try:
        for written, parse in kinds:
            for setting in written:
                at, text = parse_setting(setting)
                if at in values:
                    raise FillError(f"Cellen {at[1]} på bladet ”{at[0]}” är angiven två gånger. Ange den en gång.")
                values[at] = parse(text)
    except FillError as error:
        raise click.UsageError(str(error)) from error
    if not values:
        raise click.UsageError("Ange minst en cell, till exempel --set ”Blad1!B7=text”.")
    return values


def _counted(values: _Cells) -> str:
    return "1 cell skrevs" if len(values) == 1 else f"{len(values)} celler skrevs"
