"""On which line of a TOML text each key stands, which :mod:`tomllib` does not tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

Key = tuple[str | int, ...]
"""Where a value stands: names of tables and keys, and the index in a list."""

_TOKEN = re.compile(
    r'''(?P<string>"""(?:\\.|[^\\])*?"{3,5} | \'\'\'.*?\'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*')
      | (?P<blank>\#[^\n]* | [ \t\r]+)
      | (?P<mark>[\[\]{}=,.\n])
      | (?P<bare>[^\s\[\]{}=,.\#"']+)''',
    re.DOTALL | re.VERBOSE,
)


class _Token(NamedTuple):
    text: str
    line: int


def lines_of(text: str) -> Mapping[Key, int]:
    """The line, counted from 1, of every table, key and list item of a valid TOML text.

    A table that is opened by several lines has the first of them. What the text does not hold is not there.
    """
    scanner = _Scanner(list(_tokens(text)))
    scanner.scan()
    return scanner.lines


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "blank":
            yield _Token(match.group(), line)
        line += match.group().count("\n")


@dataclass
class _Scanner:
    """Reads the tokens once from the first to the last; ``lines`` grows meanwhile."""

    tokens: list[_Token]
    at: int = 0
    lines: dict[Key, int] = field(default_factory=dict)
    lengths: dict[Key, int] = field(default_factory=dict)

    def scan(self) -> None:
        table: Key = ()
        while self.at < len(self.tokens):
            if self._skip("\n"):
                continue
            if self._skip("["):
                table = self._header(is_item=self._skip("["))
            else:
                self._pair(table)

    def _header(self, *, is_item: bool) -> Key:
        """The table that a header opens, with the index of the latest item wherever the path goes through a list."""
        line = self._line()
        path: Key = ()
        names = self._names()
        for number, name in enumerate(names, start=1):
            path = (*path, name)
            self.lines.setdefault(path, line)
            if is_item and number == len(names):
                self.lengths[path] = self.lengths.get(path, 0) + 1
            if path in self.lengths:
                path = (*path, self.lengths[path] - 1)
                self.lines.setdefault(path, line)
        while self._skip("]"):
            pass
        return path

    def _pair(self, table: Key) -> None:
        line = self._line()
        for name in self._names():
            table = (*table, name)
            self.lines.setdefault(table, line)
        self._skip("=")
        self._value(table)

    def _names(self) -> list[str]:
        """The parts of a dotted key."""
        names = [self._name()]
        while self._skip("."):
            names.append(self._name())
        return names

    def _name(self) -> str:
        text = self.tokens[self.at].text
        self.at += 1
        return str(tomllib.loads(f"name = {text}")["name"]) if text[0] in "\"'" else text

    def _value(self, path: Key) -> None:
        if self._skip("["):
            self._items(path)
        elif self._skip("{"):
            while not self._skip("}"):
                if not self._skip(",", "\n"):
                    self._pair(path)
        else:
            while self.at < len(self.tokens) and self.tokens[self.at].text not in {",", "]", "}", "\n"}:
                self.at += 1

    def _items(self, path: Key) -> None:
        count = 0
        while not self._skip("]"):
            if not self._skip(",", "\n"):
                self.lines[(*path, count)] = self._line()
                self._value((*path, count))
                count += 1

    def _line(self) -> int:
        return self.tokens[self.at].line

    def _skip(self, *texts: str) -> bool:
        found = self.at < len(self.tokens) and self.tokens[self.at].text in texts
        self.at += found
        return found
