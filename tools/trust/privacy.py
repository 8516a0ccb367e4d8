"""How many personal numbers get out of a folder in which many are planted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

from tools.trust.outputs import Text, texts_in
from tools.trust.planting import Clinic, Planter, work_through

_FIRST, _STEP, _SERIALS = date(1931, 2, 3), 11, 1000
_COORDINATION = 60
_NUMBER = re.compile(r"(?=(\d{6})[^0-9A-Za-z]{0,3}([0-9A-Z]{4}))")
_KEPT = ("kopia", "forslag", "fragor")
"""Copies of a workbook keep what stood in it; only what is new in them counts."""


def personal_id(index: int) -> str:
    """An invented number, each index another; the ways of writing it take turns."""
    born = _FIRST + timedelta(days=_STEP * index)
    serial = f"{index * 37 % _SERIALS:03d}"
    six, day = f"{born:%y%m%d}", f"{born:%y%m}{born.day + _COORDINATION}"
    number, coordination = _checked(six + serial), _checked(day + serial)
    reserve = f"99{born:%Y}{_checked(f'{born:%y}{index % 100000:05d}')[2:]}"
    forms = (
        f"{six}-{number[6:]}",
        f"{born:%Y%m%d}-{number[6:]}",
        number,
        f"{born:%Y}{number[2:]}",
        f"{day}-{coordination[6:]}",
        f"{six} {number[6:]}",
        f"{six}\u2013{number[6:]}",
        f"{born:%Y}{coordination[2:]}",
        f"{born:%Y-%m-%d}-{number[6:]}",
        reserve,
        f"{born:%Y%m%d}K{serial}",
        f"{six}+{number[6:]}",
    )
    return forms[index % len(forms)]


def _checked(digits: str) -> str:
    doubled = (int(digit) * (2 - index % 2) for index, digit in enumerate(reversed(digits)))
    return f"{digits}{-sum(value // 10 + value % 10 for value in doubled) % 10}"


Pair = tuple[str, str]


def pairs_in(text: str) -> set[Pair]:
    """Whatever may be the last ten signs of a number, with or without something in between."""
    without_dashes = re.sub(r"(\d{4})-(\d\d)-(\d\d)-", r"\1\2\3-", text)
    return {(match[1], match[2]) for one in {text, without_dashes} for match in _NUMBER.finditer(one)}


def key_of(number: str) -> Pair:
    """The last ten signs."""
    plain = "".join(filter(str.isalnum, number))[-10:]
    return plain[:6], plain[6:]


@dataclass(frozen=True)
class Leaks:
    """How many numbers were planted, and where each that got out stands."""

    planted: int
    found: Mapping[str, Sequence[str]]

    @property
    def leaked(self) -> int:
        """How many numbers got out."""
        return len(self.found)


def leaks(books: Sequence[Path], folder: Path) -> Leaks:
    """Plants in every text, comment, property, tab and name of the workbooks, and reads everything that is made."""
    planter = Planter(personal_id, lambda text, number: f"{text} {number}")
    clinic = work_through(books, folder, planter, lambda name, number: f"{name} {number}")
    wanted = {key_of(number): number for number in planter.planted}
    found: dict[str, list[str]] = {}
    for text in _outputs(clinic, folder):
        kept = _kept(text, clinic.sources)
        for pair in (pairs_in(text.content) | pairs_in(text.meant)) & wanted.keys():
            if pair not in kept:
                found.setdefault(wanted[pair], []).append(f"{text.file.name} {text.part}".strip())
    return Leaks(len(wanted), found)


def _outputs(clinic: Clinic, folder: Path) -> Iterator[Text]:
    """The files, what the terminal showed, the histories and the logs; not the user's own cache."""
    yield from texts_in(clinic.results)
    for ran in clinic.runs:
        yield Text(Path("terminal"), " ".join(ran.words[:1]), ran.told)
    for path in (*folder.rglob("*.sqlite"), *folder.rglob("*.log")):
        yield Text(path, "", path.read_bytes().decode("latin-1"))


def _kept(text: Text, sources: Collection[Path]) -> set[Pair]:
    """The numbers that stood in the same part of the workbook that a file is a copy of."""
    if not text.part or not text.file.stem.startswith(_KEPT):
        return set()
    return {pair for source in sources for pair in _in_part(source, text.part)}


def _in_part(source: Path, part: str) -> Iterable[Pair]:
    with ZipFile(source) as package:
        if part not in package.namelist():
            return ()
        text = Text(source, part, package.read(part).decode("utf-8", "replace"))
    return pairs_in(text.content) | pairs_in(text.meant)
