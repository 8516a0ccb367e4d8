"""One file for each resident in a folder: what they are called, and writing them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stexcel import ooxml
from stexcel.fill.errors import FillError
from stexcel.fill.filling.fill import Filled, fill_template
from stexcel.fill.filling.template import Template
from stexcel.fill.people.model import Resident
from stexcel.system_errors import reason
from stexcel.workbook import WorkbookError

_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
"""What no name of a file has in Windows."""
_LONGEST = 80


@dataclass(frozen=True)
class Outcome:
    """What came of one resident: the file with the IUP, or why there is none (a Swedish sentence)."""

    resident: Resident
    path: Path
    filled: Filled | None = None
    problem: str = ""


def target_paths(residents: Sequence[Resident], folder: Path, suffix: str) -> tuple[Path, ...]:
    """The file of each resident in the folder, all different, also where names differ in case only."""
    taken: set[str] = set()
    paths: list[Path] = []
    for resident in residents:
        stem = _stem(resident.name)
        names = (stem if number == 1 else f"{stem} ({number})" for number in range(1, len(residents) + 1))
        name = next(one for one in names if one.casefold() not in taken)
        taken.add(name.casefold())
        paths.append(folder / f"{name}{suffix.lower()}")
    return tuple(paths)


def _stem(name: str) -> str:
    plain = " ".join(_FORBIDDEN.sub(" ", unicodedata.normalize("NFC", name)).split())
    return f"IUP {plain[:_LONGEST].rstrip(' .')}".rstrip()


def check_targets(paths: Sequence[Path], never: Sequence[Path], *, overwrite: bool) -> None:
    """Raises :class:`FillError` where a file is there already, or is one of ``never``: nothing is written then."""
    sources = {path.resolve() for path in never}
    for path in paths:
        if path.resolve() in sources:
            raise FillError(f"{path.as_posix()} är mallen eller uppgifterna själva. Ange en annan mapp efter -o.")
    there = [path.as_posix() for path in paths if path.exists()]
    if there and not overwrite:
        raise FillError(f"Finns redan: {', '.join(there)}. Ange en annan mapp efter -o, eller --overwrite.")


def write_all(template: Template, residents: Sequence[Resident], paths: Sequence[Path]) -> Iterator[Outcome]:
    """Writes the files, one at a time; what goes wrong with one stops no other.

    Raises :class:`FillError` where the folder cannot be made.
    """
    for folder in dict.fromkeys(path.parent for path in paths):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FillError(f"{folder.as_posix()}: mappen går inte att skapa ({reason(error)}).") from error
    for resident, path in zip(residents, paths, strict=True):
        try:
            filled = fill_template(template, resident)
            ooxml.write_atomically(path, filled.data)
        except (FillError, WorkbookError) as error:
            yield Outcome(resident, path, problem=str(error))
        else:
            yield Outcome(resident, path, filled)
