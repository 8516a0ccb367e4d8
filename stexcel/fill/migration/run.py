"""Many IUPs into copies of a template: each file read, moved and saved, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stexcel.codes import REGULATIONS
from stexcel.document import Problem
from stexcel.fill.errors import FillError
from stexcel.fill.migration.move import Migrated, Template, migrate
from stexcel.fill.migration.place import Reader
from stexcel.fill.new import Order, new_iup
from stexcel.model import Iup
from stexcel.ooxml import write_atomically
from stexcel.personal_ids import hide
from stexcel.read import OWN_RESULT, read
from stexcel.workbook import WorkbookError, read_bytes, read_grid_bytes

_SUFFIXES = (".xlsx", ".xlsm")


@dataclass(frozen=True)
class Job:
    """What a run is to do. Without ``template`` each resident gets a new IUP of the shipped kind."""

    folder: Path
    reader: Reader
    template: Path | None = None
    other_programme: bool = False
    overwrite: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of one file: where its content is now, or why it was skipped, or why it could not be moved."""

    source: Path
    target: Path | None = None
    migrated: Migrated | None = None
    skipped: str = ""
    failed: str = ""


def load_template(path: Path) -> Template:
    """The template in a file; raises :class:`FillError` for a file of another kind and ``WorkbookError``."""
    suffix = path.suffix.lower()
    if suffix not in _SUFFIXES:
        raise FillError(
            f"mallen ska vara en Excel-arbetsbok (.xlsx eller .xlsm), inte {suffix or 'en fil utan filändelse'}. Öppna "
            "den i Excel, spara den som Excel-arbetsbok (.xlsx) och försök igen."
        )
    return Template(read_bytes(path), suffix)


def run(job: Job, files: Iterable[Path]) -> Iterator[Outcome]:
    """What comes of each file, in their order; raises :class:`FillError` for a template of the wrong kind."""
    template = load_template(job.template) if job.template is not None else None
    taken: set[str] = set()
    for path in files:
        if job.template is not None and _is_same(path, job.template):
            yield Outcome(path, skipped="filen är själva mallen")
            continue
        try:
            yield _moved(job, path, template, taken)
        except (FillError, WorkbookError) as error:
            yield Outcome(path, failed=str(error))


def _moved(job: Job, path: Path, template: Template | None, taken: set[str]) -> Outcome:
    document = read(path, job.reader.regelverk, job.reader.profiles)
    if document.problem is not None:
        return _unread(path, document.problem)
    if document.iup is None:
        return Outcome(path, skipped="filen är en enhets arbetsbok och inget IUP")
    own = template or _shipped(document.iup, job.reader)
    target = _target(job, path, own.suffix, taken)
    grid = read_grid_bytes(read_bytes(path), path.suffix)
    migrated = migrate(grid, path.name, own, job.reader, other_programme_too=job.other_programme)
    write_atomically(target, migrated.data, source=path)
    taken.add(_folded(target))
    return Outcome(path, target, migrated)


def _unread(path: Path, problem: Problem) -> Outcome:
    if problem == OWN_RESULT:
        return Outcome(path, skipped="filen är ett resultat som stexcel har skrivit")
    return Outcome(path, failed=problem.text)


def _shipped(iup: Iup, reader: Reader) -> Template:
    """A new IUP for the resident's specialty and regulation."""
    specialty = iup.person.specialty
    if specialty is None or iup.regulation not in REGULATIONS:
        lacking = "specialitet" if specialty is None else "föreskrift"
        raise FillError(f"IUP:t anger ingen {lacking}, så det går inte att välja mall. Ange en med --template.")
    return Template(new_iup(Order(specialty.value, iup.regulation), reader.regelverk))


def _target(job: Job, path: Path, suffix: str, taken: set[str]) -> Path:
    """The old name with the template's suffix, without personal numbers; numbered where another file of the run has it.

    Raises :class:`FillError` for a file that is there already, unless it may be replaced; a source never is.
    """
    names = (f"{hide(path.stem)}{'' if number == 1 else f'-{number}'}{suffix}" for number in range(1, len(taken) + 2))
    target = next(job.folder / name for name in names if _folded(job.folder / name) not in taken)
    if _is_same(target, path):
        raise FillError("den nya filen skulle skriva över den gamla. Ange en annan mapp efter -o.")
    if job.template is not None and _is_same(target, job.template):
        raise FillError("den nya filen skulle skriva över mallen. Ange en annan mapp efter -o.")
    if target.exists() and not job.overwrite:
        raise FillError(f"{target.as_posix()} finns redan. Ange en annan mapp efter -o, eller --overwrite.")
    return target


def _folded(path: Path) -> str:
    return path.name.casefold()


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
