"""As many realistic workbooks as wanted: the example workbooks with other people, days and gaps, the same every time.

Usage: python bench/workbooks.py FOLDER [COUNT]   (default 1000)

They stand in folders of some 25 doctors with a workbook of the unit in each, as in a region. Each copy keeps its
layout; names are exchanged (alike in a whole folder, so that supervisors are still the same people), all days are moved
by some weeks, and some cells with text are emptied, in some copies more than in others.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from html import escape, unescape
from io import BytesIO
from itertools import cycle
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

TESTS = Path(__file__).parents[1] / "tests"
PER_UNIT = 25
_UNIT_BOOK = "enhet.xlsx"
_PEOPLE = ("namn", "huvudhandledare", "studierektor", "verksamhetschef")
# fmt: off
_FIRST = [
    "Alva", "Anton", "Astrid", "Axel", "Birgit", "Boel", "Cornelia", "Dag", "Disa", "Edvin", "Ejvor", "Elof", "Embla",
    "Fabian", "Filippa", "Folke", "Frej", "Gerda", "Gottfrid", "Hilma", "Holger", "Idun", "Ingvar", "Isa", "Jarl",
    "Jorunn", "Kajsa", "Ketil", "Lage", "Linnea", "Ludvig", "Majken", "Melker", "Nils", "Noomi", "Odd", "Olga",
    "Pontus", "Ragna", "Rurik", "Saga", "Sigge", "Siv", "Sixten", "Solveig", "Stellan", "Svea", "Tage", "Tilde",
    "Torun", "Truls", "Ulrika", "Uno", "Vega", "Vidar", "Viola", "Yngve", "Ylva",
]
_LAST_FIRST = [
    "Alm", "Berg", "Björk", "Dal", "Ek", "Fors", "Gran", "Hed", "Häll", "Kvarn", "Lind", "Ljung", "Lund", "Löv", "Mo",
    "Ny", "Ryd", "Sand", "Sjö", "Sten", "Söder", "Tall",
]
_LAST_SECOND = [
    "blad", "brink", "dahl", "feldt", "fors", "gren", "holm", "kvist", "lid", "lund", "man", "mark", "mo", "qvist",
    "ström", "stad", "vall", "wall", "ås",
]
# fmt: on
_TEXT = re.compile(r"<t(?P<how>[^>]*)>(?P<text>[^<]*)</t>")
_CELL = re.compile(r'<c r="(?P<place>[A-Z]+(?P<row>\d+))"(?P<how>[^>/]*)>(?P<content>.*?)</c>', re.DOTALL)
_SERIAL = re.compile(r"<v>(4\d{4})</v>")
_DAY = re.compile(r"\b(20[12]\d)-([01]\d)-([0-3]\d)\b")
_NAME = re.compile(r"[A-ZÅÄÖ][a-zåäöé]+ [A-ZÅÄÖ][a-zåäöé]+")
_TURNED = re.compile(r"([A-ZÅÄÖ][a-zåäöé]+), ([A-ZÅÄÖ][a-zåäöé]+)")
_HEADING_ROWS, _SHORT = 8, 14
_FIXED = (2026, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Change:
    """How one copy differs from its source."""

    names: Mapping[str, str]
    days: int
    gaps: float
    random: Random


def main() -> None:
    """Writes the workbooks."""
    folder, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    print(f"{len(write(folder, count))} arbetsböcker i {folder}")


def write(folder: Path, count: int) -> list[Path]:
    """Writes as many workbooks below the folder as asked for, those of units among them, and gives their paths."""
    return list(_written(folder, count))


def _written(folder: Path, count: int) -> Iterator[Path]:
    doctors, units = cycle(_doctors()), cycle(_units())
    people: dict[str, str] = {}
    for number in range(count):
        place = folder / f"enhet-{number // PER_UNIT + 1:03}"
        if number % PER_UNIT == 0:
            people = {}
            place.mkdir(parents=True)
            source, target = next(units), place / _UNIT_BOOK
        else:
            source, target = next(doctors), place / f"IUP-{number:05}.xlsx"
        random = Random(number)
        change = _Change(
            _renamed(source, people, place.name, number),
            7 * random.randint(-20, 8),
            random.choice((0, 0.03, 0.1)),
            random,
        )
        target.write_bytes(_changed(source, change))
        yield target


@cache
def _doctors() -> tuple[Path, ...]:
    found = [*TESTS.glob("exempel/*/*.xlsx"), *TESTS.glob("regler/*.xlsx")]
    return tuple(
        sorted(path for path in found if path.name != _UNIT_BOOK and path.with_suffix(".truth.json").is_file())
    )


@cache
def _units() -> tuple[Path, ...]:
    return tuple(sorted(TESTS.glob(f"exempel/*/{_UNIT_BOOK}")))


@cache
def _people_of(source: Path) -> tuple[str, ...]:
    """The doctor, and the people around, as the truth beside a workbook names them."""
    truth = source.with_suffix(".truth.json")
    known = json.loads(truth.read_text(encoding="utf-8")) if truth.is_file() else {}
    names = [known.get("person", known).get(key) for key in _PEOPLE]
    return tuple(name for name in names if isinstance(name, str) and _NAME.fullmatch(name))


@cache
def _first_names() -> frozenset[str]:
    """The first names of everybody in the examples."""
    return frozenset(name.split()[0] for path in _doctors() for name in _people_of(path))


@cache
def _names_in(source: Path) -> tuple[str, ...]:
    texts = {unescape(found["text"]) for part in _parts(source).values() for found in _TEXT.finditer(part)}
    return tuple(sorted(name for text in texts for name in _NAME.findall(text) if name.split()[0] in _first_names()))


def _renamed(source: Path, people: dict[str, str], unit: str, number: int) -> dict[str, str]:
    """New names: the doctor's own for this copy alone, everybody else's for the whole unit."""
    for name in _names_in(source):
        people.setdefault(name, _name(f"{unit} {name}"))
    return people | {own: _name(f"{number} {own}") for own in _people_of(source)[:1]}


def _name(seed: str) -> str:
    random = Random(sha256(seed.encode()).digest())
    return f"{random.choice(_FIRST)} {random.choice(_LAST_FIRST)}{random.choice(_LAST_SECOND)}"


@cache
def _parts(source: Path) -> dict[str, str]:
    """The sheets of a workbook as text, by the names of their parts."""
    with ZipFile(source) as package:
        names = [name for name in package.namelist() if re.fullmatch(r"xl/(worksheets/\w+|sharedStrings)\.xml", name)]
        return {name: package.read(name).decode("utf-8") for name in names}


@cache
def _others(source: Path) -> dict[str, bytes]:
    with ZipFile(source) as package:
        return {name: package.read(name) for name in package.namelist() if name not in _parts(source)}


def _changed(source: Path, change: _Change) -> bytes:
    buffer = BytesIO()
    parts = {name: _changed_sheet(text, change).encode("utf-8") for name, text in _parts(source).items()}
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, data in (_others(source) | parts).items():
            package.writestr(ZipInfo(name, _FIXED), data, ZIP_DEFLATED)
    return buffer.getvalue()


def _changed_sheet(text: str, change: _Change) -> str:
    moved = _SERIAL.sub(lambda found: f"<v>{int(found[1]) + change.days}</v>", text)
    named = _TEXT.sub(lambda found: f"<t{found['how']}>{escape(_changed_text(found['text'], change))}</t>", moved)
    return _CELL.sub(lambda found: _kept_or_empty(found, change), named)


def _changed_text(text: str, change: _Change) -> str:
    plain = _NAME.sub(lambda found: change.names.get(found[0], found[0]), unescape(text))
    turned = _TURNED.sub(lambda found: _turned(found, change.names), plain)
    return _DAY.sub(lambda found: _moved(found, change.days), turned)


def _turned(found: re.Match[str], names: Mapping[str, str]) -> str:
    """The new name where a known one stands with the last name first."""
    name = names.get(f"{found[2]} {found[1]}")
    return ", ".join(reversed(name.split())) if name is not None else found[0]


def _moved(found: re.Match[str], days: int) -> str:
    try:
        return (date(int(found[1]), int(found[2]), int(found[3])) + timedelta(days=days)).isoformat()
    except ValueError:
        return found[0]


def _kept_or_empty(found: re.Match[str], change: _Change) -> str:
    """The cell, or now and then an empty one instead of one with a text of some length below the headings."""
    text = _TEXT.search(found["content"])
    is_text = text is not None and len(text["text"]) >= _SHORT and not found["place"].startswith("A")
    if not is_text or int(found["row"]) <= _HEADING_ROWS or change.random.random() >= change.gaps:
        return found[0]
    return f'<c r="{found["place"]}"{re.sub(r" t=.inlineStr.", "", found["how"])}/>'


if __name__ == "__main__":
    main()
