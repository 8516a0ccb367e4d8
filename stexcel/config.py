"""``stexcel.toml``: what a clinic has settled once for a folder of IUPs.

::

    regelverk = "egen.csv"      # the clinic's own rows of the rule data

    [[mall]]
    profil = "mall.toml"        # how the clinic's template is read

Paths are relative to the file itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

FILE_NAME = "stexcel.toml"
_KEYS = ("mall", "regelverk")
_TEMPLATE_KEYS = ("profil",)


class ConfigError(Exception):
    """A configuration that cannot be used; the message is Swedish and names file and key."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a folder; ``path`` is the file they came from, if any."""

    path: Path | None = None
    profiles: tuple[Path, ...] = ()
    regelverk: Path | None = None


def find_config(paths: Iterable[Path]) -> Config:
    """The settings nearest above the first of the paths; the defaults when there is no file."""
    first = next(iter(paths), None)
    if first is None:
        return Config()
    start = first.resolve()
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return read_config(folder / FILE_NAME)
    return Config()


def read_config(path: Path) -> Config:
    """The settings of one file; raises :class:`ConfigError`."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path.as_posix()}: filen går inte att läsa ({error.strerror}).") from error
    except ValueError as error:
        raise ConfigError(f"{path.as_posix()}: filen är inte giltig TOML ({error}). Rätta raden.") from error
    _check_keys(path, data, _KEYS, "")
    regelverk = data.get("regelverk")
    return Config(
        path,
        _profiles(path, data.get("mall", [])),
        None if regelverk is None else _file(path, regelverk, "regelverk"),
    )


def _profiles(path: Path, templates: object) -> tuple[Path, ...]:
    if not isinstance(templates, list) or not all(isinstance(template, dict) for template in templates):
        raise ConfigError(f"{path.as_posix()}: ”mall” ska skrivas som en tabell: [[mall]].")
    for template in templates:
        _check_keys(path, template, _TEMPLATE_KEYS, "mall.")
    return tuple(_file(path, template.get("profil"), "mall.profil") for template in templates)


def _check_keys(path: Path, data: Mapping[str, object], known: tuple[str, ...], prefix: str) -> None:
    for key in data:
        if key not in known:
            near = get_close_matches(key, known, n=1, cutoff=0.0)
            raise ConfigError(f"{path.as_posix()}: nyckeln ”{prefix}{key}” finns inte. Menade du ”{prefix}{near[0]}”?")


def _file(path: Path, value: object, key: str) -> Path:
    """The file that a key names, relative to the configuration."""
    if not isinstance(value, str) or not value:
        raise ConfigError(f"{path.as_posix()}: ”{key}” ska vara en sökväg inom citattecken.")
    file = path.parent / value
    if not file.is_file():
        raise ConfigError(f"{path.as_posix()}: ”{key}” pekar på {value}, som inte finns bredvid filen.")
    return file
