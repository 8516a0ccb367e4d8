"""Values of a table in the configuration, each of the type that its key demands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import cast

from stexcel.config.lines import Key
from stexcel.config.nearest import hint
from stexcel.config.source import ConfigError, Source
from stexcel.days import strange_day


@dataclass(frozen=True)
class Table:
    """One table of a file. What is asked for and is not there is ``None`` or empty; what is wrong raises."""

    source: Source
    key: Key
    data: Mapping[str, object]

    @property
    def line(self) -> int:
        """Where the table begins."""
        return self.source.line(self.key)

    def name(self, *names: str | int) -> str:
        """A key with the tables that it stands in, as it is written in messages."""
        return ".".join(str(name) for name in (*self.key, *names) if isinstance(name, str))

    def error(self, name: str | None, text: str) -> ConfigError:
        """An error about a key of the table, or about the table itself."""
        return self.source.error(self.key if name is None else (*self.key, name), text)

    def item_error(self, name: str, index: int, text: str) -> ConfigError:
        """An error about one item of a list."""
        return self.source.error((*self.key, name, index), text)

    def only(self, known: Collection[str]) -> None:
        """Raises for the first key that is not known, with the nearest that is."""
        for name in self.data:
            if name not in known:
                text = f"nyckeln ”{self.name(name)}” finns inte.{hint(name, known, self.name('{}'))}"
                raise self.error(name, text)

    def text(self, name: str) -> str | None:
        """A text that is not blank."""
        value = self.data.get(name)
        if value is not None and (not isinstance(value, str) or not value.strip()):
            raise self.error(name, f"”{self.name(name)}” ska vara en text inom citattecken.")
        return value.strip() if isinstance(value, str) else None

    def required(self, name: str, example: str) -> str:
        """A text that must be there; the example shows how it is written."""
        value = self.text(name)
        if value is None:
            raise self.error(None, f"”{self.name(name)}” saknas. Skriv till exempel {name} = {example}.")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self.data.get(name, [])
        if not isinstance(value, list):
            raise self.error(name, f'”{self.name(name)}” ska vara en lista inom hakparenteser: {name} = ["…"].')
        for index, item in enumerate(value):
            if not isinstance(item, str) or not item.strip():
                raise self.item_error(name, index, f"allt i listan ”{self.name(name)}” ska vara text inom citattecken.")
        return tuple(item.strip() for item in value)

    def day(self, name: str) -> date | None:
        """A date without time."""
        value = self.data.get(name)
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            text = f"”{self.name(name)}” ska vara ett datum utan citattecken och klockslag: {name} = 2027-01-31."
            raise self.error(name, text)
        if strange := strange_day(value):
            raise self.error(name, f"”{self.name(name)}”: {strange}")
        return value

    def number(self, name: str) -> int:
        """A whole number; asked for only when the key is there."""
        value = self.data[name]
        if not isinstance(value, int) or isinstance(value, bool):
            text = f"”{self.name(name)}” ska vara ett heltal utan citattecken, till exempel {name} = 12."
            raise self.error(name, text)
        return value

    def file(self, name: str) -> Path | None:
        """An existing file, relative to the configuration."""
        value = self.text(name)
        return None if value is None else self.existing(value, name)

    def existing(self, value: str, name: str) -> Path:
        """The file that the value of a key names."""
        path = self.source.path.parent / value
        if not path.is_file():
            why = "är en mapp" if path.is_dir() else "inte finns"
            text = f"”{self.name(name)}” pekar på {value}, som {why}. Sökvägen räknas från mappen där filen ligger."
            raise self.error(name, text)
        return path

    def table(self, name: str) -> Table:
        """The table of a key, empty when it is not there."""
        value = self.data.get(name, {})
        if not isinstance(value, dict):
            raise self.error(name, f"”{self.name(name)}” ska skrivas som en tabell: [{self.name(name)}].")
        return Table(self.source, (*self.key, name), cast("dict[str, object]", value))

    def tables(self, name: str) -> Iterator[Table]:
        """The tables of a key that may stand any number of times."""
        value = self.data.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.error(name, f"”{self.name(name)}” ska skrivas som en tabell: [[{self.name(name)}]].")
        for index, item in enumerate(value):
            yield Table(self.source, (*self.key, name, index), cast("dict[str, object]", item))
