"""Which ``stexcel.toml`` a run goes by."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from stexcel.config.known import Known
from stexcel.config.misnamed import FILE_NAME, check_names
from stexcel.config.read import Config, read_config
from stexcel.config.source import ConfigError


def find_config(paths: Iterable[Path], known: Known) -> Config:
    """The settings nearest above the paths; the defaults when there is no file.

    ``unused`` of the answer are files below the paths, which would settle other things for a part of the run.
    Raises :class:`ConfigError` for a faulty or misnamed file, and when the paths have different files above them: a run
    has one set of limits, and whose they are must not depend on the order of the paths.
    """
    paths = list(paths)
    above = {_nearest(path): path for path in reversed(paths)}
    if len(above) > 1:
        raise _different(above)
    own = next(iter(above), None)
    config = Config() if own is None else read_config(_shown(own, paths[0]), known)
    below = {file.resolve(): file for path in paths for file in _below(path)}
    return replace(config, unused=tuple(sorted(file for real, file in below.items() if real != own)))


def _nearest(path: Path) -> Path | None:
    """The settings that a path goes by; raises for a file on the way that is nearly called so."""
    start = path.resolve()
    for folder in (start, *start.parents) if start.is_dir() else start.parents:
        check_names(folder)
        if (file := folder / FILE_NAME).is_file():
            return file
    return None


def _different(above: dict[Path | None, Path]) -> ConfigError:
    told = "; ".join(
        f"{path.as_posix()} {'har ingen' if file is None else f'går efter {_shown(file, path).as_posix()}'}"
        for file, path in sorted(above.items(), key=lambda pair: pair[1])
    )
    return ConfigError(
        f"Sökvägarna har inte samma {FILE_NAME}: {told}. Kontrollera dem var för sig, eller lägg en gemensam "
        f"{FILE_NAME} i en mapp ovanför och ta bort de andra."
    )


def _shown(file: Path, path: Path) -> Path:
    """The file as it is best named beside the path that the user wrote."""
    return file if path.is_absolute() else Path(os.path.relpath(file))


def _below(path: Path) -> Iterator[Path]:
    """The files in a folder and its folders, leaving out hidden ones as the search for workbooks does."""
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if FILE_NAME in names:
            yield Path(folder) / FILE_NAME
