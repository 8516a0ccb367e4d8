"""The product as functions: what the command line, the add-in and other programs call."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import stexcel
from stexcel import batch, regelverk
from stexcel.findings import FileReport, Report
from stexcel.layout import Profile, read_iup
from stexcel.layout.inspection import Inspection, inspect_book
from stexcel.model import Document, Iup, Problem, ProblemKind
from stexcel.regelverk import Regelverk
from stexcel.rules import Thresholds, check_document, check_run
from stexcel.rules.engine import DEFAULTS
from stexcel.workbook import (
    EncryptedFile,
    WorkbookError,
    find_workbooks,
    read_bytes,
    read_grid,
    read_grid_bytes,
)

_SOME_DELMAL = 3
NO_IUP_TEXT = (
    "Arbetsboken ser inte ut att vara ett IUP: där hittades varken delmål (minst tre) eller en namngiven ST-läkare "
    "med någon del av ett IUP. Innehållet är inte granskat."
)


@dataclass(frozen=True, slots=True)
class Setup:
    """What files are read and judged by: the day, the clinic's own rule data and templates, the limits."""

    today: date
    regelverk_csv: Path | None = None
    profiles: tuple[Profile, ...] = ()
    thresholds: Thresholds = DEFAULTS


def validate(
    paths: Iterable[Path],
    setup: Setup,
    *,
    jobs: int = 1,
    keep_content: bool = True,
    progress: batch.Progress | None = None,
    executor: Executor | None = None,
) -> Report:
    """Checks all workbooks among the files and folders, in the order of their paths.

    With ``keep_content=False`` the report keeps only who each IUP is about, so that memory does not grow
    with the content of the files. A file that cannot be read, or that makes the program fail, is a finding.
    Raises :class:`stexcel.workbook.WorkbookError` for a path that does not exist or a run without workbooks,
    and :class:`stexcel.regelverk.RegelverkError` for a faulty ``setup.regelverk_csv``.
    """
    files = workbooks(paths)
    _regelverk(setup.regelverk_csv)
    check = FileCheck(setup, keep_content)
    task = batch.Task(check.run, check.lost)
    reports = list(batch.run(task, files, jobs=jobs, executor=executor, progress=progress))
    return Report(check_run(reports), setup.today, stexcel.__version__)


def workbooks(paths: Iterable[Path]) -> list[Path]:
    """The workbooks among the files and folders; raises :class:`WorkbookError` if there is none."""
    files = find_workbooks(paths)
    if not files:
        raise WorkbookError("Inga arbetsböcker (.xlsx, .xlsm, .xls, .xlsb, .ods) finns där du pekade.")
    return files


def read_document(path: Path, *, rule_data: Regelverk | None = None, profiles: Sequence[Profile] = ()) -> Document:
    """One file as a document. An unreadable file is a document with a problem, not an exception."""
    return _read(path, rule_data or _regelverk(None), profiles)


def inspect(path: Path, setup: Setup) -> Inspection:
    """How one file is read. Raises :class:`WorkbookError` for a file that cannot be read."""
    grid = read_grid(path)
    return inspect_book(path.as_posix(), grid, _regelverk(setup.regelverk_csv), setup.profiles)


@lru_cache(maxsize=4)
def _regelverk(csv: Path | None) -> Regelverk:
    """The rule data, read once per process."""
    return regelverk.load(csv)


@dataclass(frozen=True, slots=True)
class FileCheck:
    """Everything that happens to one file of a run, as one picklable value."""

    setup: Setup
    keep_content: bool

    def run(self, path: Path) -> FileReport:
        """The report of one file; never raises, since a failure of the program is a finding too."""
        try:
            report = self._check(_read(path, _regelverk(self.setup.regelverk_csv), self.setup.profiles))
        except Exception as error:  # noqa: BLE001 - told as STX000; the traceback goes to the log
            text = f"Ett fel i programmet avbröt läsningen av filen: {type(error).__name__}."
            return self._failed(path, text, traceback.format_exc())
        return replace(report, document=_sendable(report.document, self.keep_content))

    def lost(self, path: Path) -> FileReport:
        """The report of a file whose process died while it was read."""
        text = "Processen som läste filen avslutades oväntat, kanske för att minnet tog slut."
        return self._failed(path, text, f"process died while reading {path.as_posix()}")

    def _failed(self, path: Path, text: str, trace: str) -> FileReport:
        document = Document(path.as_posix(), None, problem=Problem(ProblemKind.CRASH, text))
        report = self._check(document)
        return replace(report, crashes=(*report.crashes, trace))

    def _check(self, document: Document) -> FileReport:
        setup = self.setup
        rule_data = _regelverk(setup.regelverk_csv)
        return check_document(document, rule_data, today=setup.today, thresholds=setup.thresholds)


def _read(path: Path, rule_data: Regelverk, profiles: Sequence[Profile]) -> Document:
    name = path.as_posix()
    digest: str | None = None
    try:
        data = read_bytes(path)
        digest = hashlib.sha256(data).hexdigest()
        grid = read_grid_bytes(data, path.suffix)
    except WorkbookError as error:
        kind = ProblemKind.ENCRYPTED if isinstance(error, EncryptedFile) else ProblemKind.UNREADABLE
        return Document(name, digest, problem=Problem(kind, _sentence(str(error))))
    iup = read_iup(grid, rule_data, profiles)
    if not _is_iup(iup):
        return Document(name, digest, problem=Problem(ProblemKind.NO_IUP, NO_IUP_TEXT))
    return Document(name, digest, iup)


def _is_iup(iup: Iup) -> bool:
    """Whether the workbook is someone's programme: it has delmål, or some part of a programme and a name."""
    return len(iup.delmal) >= _SOME_DELMAL or (iup.person.name is not None and bool(iup.layouts or iup.delmal))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sendable(document: Document, keep_content: bool) -> Document:
    """The document as it goes back to the run: whole, or only with who it is about."""
    iup = document.iup
    return document if keep_content or iup is None else replace(document, iup=Iup(iup.person, layouts=iup.layouts))
