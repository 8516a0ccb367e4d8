"""Examples of each rule: small workbooks drawn as text, with findings and without.

They stand in ``data/STXnnn.txt``, are shown by ``stexcel rule`` and in the handbook, and are run by the tests. The day
is always :data:`TODAY`. ::

    === fäller: tre månader utan samtal
    == Handledarsamtal ==
    Datum | Innehåll
    2026-07-01 | Uppföljning
    === godkänner: ett samtal i månaden
    ### anna.xlsx
    ...
    ### stexcel.toml
    ...
    === gräns: samtal_dagar godkänner 45, fäller 44
    ...

What follows a heading is drawn in the format of the tests' grids. ``###`` begins a file of its own; without it
everything belongs to ``iup.xlsx``. A border is a drawing that passes with the one value of a threshold and fails with
the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files as package_files
from types import MappingProxyType

TODAY = date(2026, 11, 1)
DEFAULT_FILE = "iup.xlsx"

_HEADING = re.compile(r"=== (?P<kind>fäller|godkänner|gräns): (?P<rest>.+)")
_BORDER = re.compile(r"(?P<key>\w+) godkänner (?P<passes>\d+), fäller (?P<fails>\d+)")
_FILE = re.compile(r"### (?P<name>.+)")


@dataclass(frozen=True)
class Example:
    """One drawing: ``files`` maps names to drawn text; ``caption`` says in Swedish what it shows."""

    caption: str
    files: Mapping[str, str]


@dataclass(frozen=True)
class Border:
    """A drawing that passes when the threshold is ``passes`` and fails when it is ``fails``."""

    key: str
    passes: int
    fails: int
    files: Mapping[str, str]


@dataclass(frozen=True)
class Examples:
    """All drawings of one rule."""

    failing: tuple[Example, ...] = ()
    passing: tuple[Example, ...] = ()
    borders: tuple[Border, ...] = ()


@cache
def examples_of(code: str) -> Examples:
    """The drawings of a rule; none when it has no file. Raises ``ValueError`` for a faulty file."""
    resource = package_files("stexcel.rules") / "data" / f"{code}.txt"
    return parse(resource.read_text(encoding="utf-8")) if resource.is_file() else Examples()


def parse(text: str) -> Examples:
    """The drawings of a file. Raises ``ValueError`` that quotes the faulty heading."""
    failing: list[Example] = []
    passing: list[Example] = []
    borders: list[Border] = []
    for heading, body in _sections(text):
        match = _HEADING.fullmatch(heading)
        if match is None:
            raise ValueError(f"unknown heading of an example: {heading!r}")
        if match["kind"] == "gräns":
            borders.append(_border(match["rest"], _files(body)))
        else:
            (failing if match["kind"] == "fäller" else passing).append(Example(match["rest"], _files(body)))
    return Examples(tuple(failing), tuple(passing), tuple(borders))


def _sections(text: str) -> Iterator[tuple[str, list[str]]]:
    heading, body = "", list[str]()
    for line in text.splitlines():
        if line.startswith("=== "):
            if heading:
                yield heading, body
            heading, body = line.strip(), []
        else:
            body.append(line)
    yield heading, body


def _border(rest: str, drawn: Mapping[str, str]) -> Border:
    match = _BORDER.fullmatch(rest)
    if match is None:
        raise ValueError(f"a border is written ”nyckel godkänner N, fäller M”, not {rest!r}")
    return Border(match["key"], int(match["passes"]), int(match["fails"]), drawn)


def _files(lines: list[str]) -> Mapping[str, str]:
    """The drawn text of every file, without blank lines around it."""
    drawn: dict[str, list[str]] = {}
    name = DEFAULT_FILE
    for line in lines:
        match = _FILE.fullmatch(line.strip())
        if match is not None:
            name = match["name"]
            drawn[name] = []
        elif line.strip() or name in drawn:
            drawn.setdefault(name, []).append(line)
    return MappingProxyType({name: "\n".join(rows).strip("\n") for name, rows in drawn.items()})
