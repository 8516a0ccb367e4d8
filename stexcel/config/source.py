"""The text of a TOML file with the lines of its keys, and errors that name file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from stexcel.config.faults import no_such_day, swedish_key
from stexcel.config.lines import Key, lines_of
from stexcel.config.nearest import nearest
from stexcel.layout.personal_ids import has_personal_id
from stexcel.system_errors import reason

_POSITION = re.compile(r"\(at line (?P<line>\d+), column \d+\)")
_TWICE = re.compile(r"overwrite|twice|mutate|redefine|duplicate", re.IGNORECASE)


class ConfigError(Exception):
    """A configuration that cannot be used; the message is Swedish and says file, line, fault and remedy."""


@dataclass(frozen=True)
class Source:
    """A file that has been read: its content, and on which line each part of it stands."""

    path: Path
    data: Mapping[str, object]
    lines: Mapping[Key, int] = field(repr=False)

    def line(self, key: Key) -> int:
        """The line of a key, or of the nearest table around it that has one."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key, 1)

    def error(self, key: Key, text: str) -> ConfigError:
        """The error to raise for what stands at a key."""
        return _error(self.path, self.line(key), text)


def read_source(path: Path, names: Collection[str] = ()) -> Source:
    """The content of a file, in which ``names`` are the keys that someone may have meant.

    Raises :class:`ConfigError` when it cannot be read, is not UTF-8 or not TOML, and for a personal number, since what
    stands in the file is repeated in reports.
    """
    text = _text(path)
    for line, content in enumerate(text.splitlines(), start=1):
        if has_personal_id(content):
            raise _error(path, line, "raden har ett personnummer. Ta bort det: det som står här syns i resultaten.")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(path, text, str(error), names) from error
    except (ValueError, RecursionError) as error:  # Python's own limits, which name no line
        told = f"{path.as_posix()}: filen har ett tal med för många siffror eller listor i för många led. Rätta det."
        raise ConfigError(told) from error
    return Source(path, data, lines_of(text))


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path.as_posix()}: filen går inte att läsa ({reason(error)}).") from error
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _error(path, line, "tecknen är inte sparade som UTF-8. Spara om filen med kodningen UTF-8.") from error


def _not_toml(path: Path, text: str, fault: str, names: Collection[str]) -> ConfigError:
    position = _POSITION.search(fault)
    line = int(position["line"]) if position else max(1, len(text.rstrip().splitlines()))
    if _TWICE.search(fault):
        return _error(path, line, "nyckeln eller tabellen står redan tidigare i filen. Behåll en av dem.")
    content = "".join(text.splitlines()[line - 1 : line])
    if no_such_day(content):
        return _error(path, line, "datumet finns inte. Kontrollera månad och dag, och skriv det som 2027-01-31.")
    if key := swedish_key(content):
        written = f"nyckeln ”{key}” har bokstäver som inte går i en nyckel, bara a–z, siffror och understreck."
        near = nearest(key.rsplit(".", 1)[-1], names)
        return _error(path, line, f"{written} Menade du ”{near}”?" if near else written)
    return _error(
        path,
        line,
        "raden är inte giltig TOML. Skriv nyckel = värde, med text inom citattecken, "
        "och kontrollera att varje citattecken och hakparentes är avslutad.",
    )


def _error(path: Path, line: int, text: str) -> ConfigError:
    return ConfigError(f"{path.as_posix()}, rad {line}: {text}")
