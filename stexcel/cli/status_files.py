"""Where a status is written: only in place of an earlier one, in one step, and never while somebody has it open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import click

from stexcel import ooxml
from stexcel.own_results import is_own_result
from stexcel.system_errors import reason

_HTML = (".html", ".htm")
_GENERATOR = b'<meta name="generator" content="stexcel'
_ENOUGH = 4096


@dataclass(frozen=True, slots=True)
class Targets:
    """The files to write; at least one of them."""

    xlsx: Path | None
    html: Path | None

    @property
    def all(self) -> tuple[Path, ...]:
        """Those that are asked for."""
        return tuple(one for one in (self.xlsx, self.html) if one is not None)

    @property
    def names(self) -> str:
        """The files, for a sentence."""
        return " och ".join(one.as_posix() for one in self.all)

    def refuse(self, sources: Iterable[Path]) -> None:
        """Raises :class:`click.ClickException` for a target that is one of the workbooks, under whatever name."""
        read = {path.resolve() for path in sources}
        for one in self.all:
            if one.resolve() in read:
                raise click.ClickException(f"{one.as_posix()} är en av arbetsböckerna. Ange en annan fil.")


def check_targets(xlsx: Path | None, html: Path | None) -> Targets:
    """The targets; raises :class:`click.ClickException` for names that cannot be written to, before anything is read.

    An earlier result of stexcel's own is replaced; anything else that is there already is refused.
    """
    if xlsx is None and html is None:
        raise click.UsageError("Ange vad som ska skrivas: -o status.xlsx, --html status.html eller båda.")
    if xlsx is not None:
        _check(xlsx, (".xlsx",), is_own_result)
    if html is not None:
        _check(html, _HTML, _is_own_page)
    return Targets(xlsx, html)


def _check(path: Path, suffixes: tuple[str, ...], is_own: Callable[[Path], bool]) -> None:
    name = path.as_posix()
    try:
        is_folder, has_folder, is_there = path.is_dir(), path.parent.is_dir(), path.exists()
    except OSError as error:
        raise click.ClickException(
            f"{name} går inte att nå ({reason(error)}). Kontrollera behörigheten till mappen, eller ange en annan."
        ) from error
    if is_folder:
        raise click.ClickException(f"{name} är en mapp. Ange ett filnamn, till exempel {name}/status{suffixes[0]}.")
    if path.suffix.lower() not in suffixes:
        raise click.UsageError(f"{name} ska sluta på {' eller '.join(suffixes)}.")
    if not has_folder:
        raise click.ClickException(f"{name}: mappen finns inte. Skapa den, eller ange en annan.")
    if is_there and not is_own(path):
        raise click.ClickException(
            f"{name} finns redan och är inte ett resultat från stexcel. Den skrivs därför inte över: ange en annan fil."
        )


def _is_own_page(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return _GENERATOR in file.read(_ENOUGH)
    except OSError:
        return False


def write_targets(targets: Targets, xlsx: bytes | None, html: bytes | None) -> None:
    """Writes each target; one that cannot be written does not stop the other.

    Raises :class:`click.ClickException` that names those that could not be written, which are then as before.
    """
    made = [(path, data) for path, data in ((targets.xlsx, xlsx), (targets.html, html)) if path and data is not None]
    faults = [fault for path, data in made if (fault := _written(path, data))]
    if faults:
        raise click.ClickException("\n".join(faults))


def _written(path: Path, data: bytes) -> str:
    """Writes the file; the empty string, or why it could not be done."""
    try:
        ooxml.write_atomically(path, data)
    except ooxml.RefusedTarget as error:
        return str(error)
    return ""
