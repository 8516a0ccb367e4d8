"""A clinic's folder with something planted in every text of its workbooks, and every output that is made of it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from tools.trust.program import TODAY, Ran, at_home, run

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "tests" / "exempel"
UNITS = ROOT / "tests" / "enheter"
FEW = (EXAMPLES / "L05" / "L05-reu-luckor.xlsx",)
UNIT = UNITS / "u03_enhet.xlsx"
_COMMENTED, _EVERY = 5, 4
_NOT_IN_TABS = re.compile(r"[\\*?:/\[\]'\t\r]")
_TITLE = 31

Plant = Callable[[int], str]
"""What is planted at a number; the same number always gives the same text."""
Joined = Callable[[str, str], str]
"""A text of a workbook, and what is planted in it, as one text."""


@dataclass
class Planter:
    """Gives out what is planted, one thing at each place."""

    plant: Plant
    joined: Joined
    planted: list[str] = field(default_factory=list)

    def new(self) -> str:
        """The next thing."""
        self.planted.append(self.plant(len(self.planted)))
        return self.planted[-1]

    def into(self, text: str) -> str:
        """A text with the next thing in it."""
        return self.joined(text, self.new())


def every_example() -> Sequence[Path]:
    """All the invented programmes."""
    return tuple(sorted(EXAMPLES.rglob("*.xlsx")))


def plant_book(source: Path, target: Path, planter: Planter, turn: int) -> None:
    """A copy of a workbook with things planted in every fourth text, in comments, in its properties and on a sheet tab.

    ``turn`` (0-3) chooses which texts; all four together plant in every text, and each leaves enough to be read.
    """
    book = load_workbook(source)
    seen = 0
    for sheet in book.worksheets:
        for cell in _texts(sheet):
            seen += 1
            if seen % _EVERY == turn:
                text = planter.into(str(cell.value))
                cell.value = text
                cell.data_type = "s"  # a text, also where it looks like a formula
            if seen % (_EVERY * _COMMENTED) == turn:
                cell.comment = Comment(planter.into("Kommentar"), planter.new()[:_TITLE])
    book.properties.title = planter.into("IUP")
    book.properties.creator = planter.new()
    last = book.worksheets[-1]
    last.title = _NOT_IN_TABS.sub("", planter.new())[:_TITLE]
    book.save(target)


def _texts(sheet: Worksheet) -> Iterator[Cell]:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and cell.data_type == "s" and cell.value:
                yield cell


@dataclass(frozen=True)
class Clinic:
    """A folder with planted workbooks, the folder with all that was made of them, and what the terminal showed."""

    sources: tuple[Path, ...]
    results: Path
    runs: tuple[Ran, ...]


def work_through(books: Sequence[Path], folder: Path, planter: Planter, named: Callable[[str, str], str]) -> Clinic:
    """Plants in copies of the workbooks and runs every command that makes anything of them.

    ``named`` gives a name to a copy: of the original's name, and of what is planted in it.
    """
    inside, results = folder / "in", folder / "ut"
    (inside / "enhet").mkdir(parents=True)
    results.mkdir()
    sources: list[Path] = []
    for index, book in enumerate(books):
        copy = inside / "enhet" / f"{named(book.stem, planter.new())}.xlsx"
        plant_book(book, copy, planter, index % _EVERY)
        sources.append(copy)
    unit = inside / "enhet" / "enhet.xlsx"
    plant_book(UNIT, unit, planter, 1)
    shutil.copyfile(books[0], folder / "oskadd.xlsx")
    with at_home(folder / "hem", folder):
        runs = [run(*words) for words in commands(sources)]
    return Clinic((*sources, unit), results, tuple(runs))


def commands(sources: Sequence[Path]) -> Iterator[Sequence[str | Path]]:
    """Every command that writes or tells something of the folder ``in``, from where it lies."""
    today = ("--today", TODAY)
    enhet = Path("in", "enhet")
    for suffix in ("txt", "json", "sarif", "html", "xlsx"):
        yield ("validate", enhet, *today, "-o", f"ut/fynd.{suffix}")
    yield ("validate", enhet, *today)
    yield ("status", enhet, *today, "-o", "ut/status.xlsx", "--html", "ut/status.html")
    yield ("status", enhet, "--today", "2026-12-24", "-o", "ut/status2.xlsx", "--no-cache")
    yield ("status", enhet, *today, "--as-of", TODAY, "-o", "ut/status3.xlsx")
    yield ("status", enhet, *today, "-o", "ut/utan.xlsx", "--html", "ut/utan.html", "--anonymous")
    yield ("status", "in", *today, "-o", "ut/region.xlsx", "--by", "enhet")
    yield ("status", "in", *today, "-o", "ut/regionutan.xlsx", "--by", "enhet", "--anonymous")
    yield ("export", enhet, *today, "-o", "ut/tabeller")
    yield from _of_inspection(enhet)
    yield ("migrate", enhet, "-o", "ut/flyttade")
    for number, path in enumerate(sources):
        name = path.relative_to(path.parents[2])
        yield ("inspect", name)
        yield ("ready", name, *today)
        yield ("inspect", name, "-o", f"ut/inspect{number}.json", "--save-profile", f"ut/profil{number}.toml")
        yield ("annotate", name, *today, "-o", f"ut/kopia{number}.xlsx")
        yield ("fill", name, "--suggest", "-o", f"ut/forslag{number}.xlsx")
        yield ("fill", name, "--set", "Finns inte!B7=x", "-o", f"ut/ifylld{number}.xlsx")
        yield ("migrate", name, "--template", ROOT / "templates" / "iup-2015.xlsx", "-o", f"ut/mall{number}")
        yield ("diff", "oskadd.xlsx", name, *today)
        yield ("diff", "oskadd.xlsx", name, *today, "-o", f"ut/diff{number}.json")
    yield ("fill", ROOT / "templates" / "iup-2015.xlsx", "--data", "in/enhet/enhet.xlsx", "-o", "ut/nya")
    yield ("inspect", "in/enhet/enhet.xlsx", "-o", "ut/enhet.txt")
    yield ("validate", "in/finns inte", "-o", "ut/fel.txt")


def _of_inspection(enhet: Path) -> Iterator[Sequence[str | Path]]:
    """Those that tell of the unit to an inspection, and of what it is judged by."""
    today = ("--today", TODAY)
    yield ("spur", enhet, *today, "-o", "ut/spur", "--zip")
    yield ("spur", enhet, *today, "--interview")
    yield ("spur", enhet, *today, "--questions", "ut/fragor.xlsx")
    yield ("catalogue", "status", enhet)
    yield ("catalogue", "audit", enhet)
