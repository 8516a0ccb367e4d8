"""Where the evidence for an inspection is written: all of its files or none, and never over what somebody has made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from stexcel.folder_files import write_all
from stexcel.system_errors import reason

_LOCKS = (("~${}", "Excel eller Word"), (".~lock.{}#", "LibreOffice"))


@dataclass(frozen=True, slots=True)
class TargetFolder:
    """The folder that the files are written to; it need not be there, but the one that it is to lie in must."""

    path: Path
    overwrite: bool

    @property
    def name(self) -> str:
        """The folder, for a sentence."""
        return self.path.as_posix()

    def check(self, names: Iterable[str], sources: Iterable[Path] = ()) -> None:
        """Raises :class:`click.ClickException` where a file cannot be written or must not be replaced."""
        if self.path.exists() and not self.path.is_dir():
            raise click.ClickException(f"{self.name} är en fil. Ange en mapp efter -o, till exempel spur-underlag.")
        if not self.path.resolve().parent.is_dir():
            raise click.ClickException(
                f"{self.name}: mappen som den ska ligga i finns inte. Skapa den, eller ange en annan."
            )
        read = {path.resolve() for path in sources}
        for name in names:
            self._check_file(self.path / name, read)

    def _check_file(self, target: Path, read: set[Path]) -> None:
        shown = target.as_posix()
        if target.resolve() in read:
            raise click.ClickException(f"{shown} är en av filerna som läses. Ange en annan mapp efter -o.")
        if target.is_dir():
            raise click.ClickException(f"{shown} är en mapp. Ange en annan mapp efter -o.")
        if target.exists() and not self.overwrite:
            raise click.ClickException(
                f"{shown} finns redan och skrivs inte över: någon kan ha ändrat i den. Ange en annan mapp, eller "
                "--overwrite."
            )
        for pattern, program in _LOCKS:
            lock = target.with_name(pattern.format(target.name))
            if lock.exists():
                raise click.ClickException(
                    f"{shown} är öppen i {program}. Stäng den och kör igen. Är den inte öppen någonstans: ta bort "
                    f"{lock.name}."
                )

    def left_over(self, names: Iterable[str], possible: Iterable[str]) -> list[str]:
        """The files of an earlier run that this one does not replace."""
        return sorted(name for name in {*possible} - {*names} if (self.path / name).exists())

    def write(self, files: Mapping[str, bytes]) -> None:
        """Writes all files, or none: whatever was there before is then as it was.

        Raises :class:`click.ClickException` where the system refuses.
        """
        try:
            write_all(self.path, files)
        except OSError as error:
            raise click.ClickException(
                f"{self.name} går inte att skriva i ({reason(error)}). Inget är ändrat. Kontrollera mappen, att "
                "filerna i den inte är öppna och att disken inte är full."
            ) from error
