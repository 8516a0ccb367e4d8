"""The product as functions: what the command line, the add-in and other programs call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

import stexcel
from stexcel import batch, regelverk
from stexcel.document import Document
from stexcel.findings import FileReport, LimitsInForce, Report
from stexcel.frames.build import FAULTS, Frames, build_frames, fault_frame
from stexcel.frames.rows import UNIT, Content, content_of
from stexcel.frames.schemas import check_tables
from stexcel.layout import Profile
from stexcel.left_out import not_read, other_units
from stexcel.model import Iup
from stexcel.policy import NO_POLICY, Policy
from stexcel.read import crashed, never_done, read
from stexcel.regelverk import Regelverk
from stexcel.rules import Thresholds, check_run
from stexcel.rules.context import Context
from stexcel.rules.engine import DEFAULTS, check_context
from stexcel.rules.thresholds import changed_limits
from stexcel.rules.unit_limits import units_not_checked
from stexcel.traces import trace_of
from stexcel.workbook import (
    EVERYTHING,
    Found,
    WorkbookError,
    search_workbooks,
)
from stexcel.workbook.limits import DEFAULTS as DEFAULT_LIMITS
from stexcel.workbook.limits import MB, Limits
from stexcel.workbook.weight import is_heavy

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Setup:
    """What files are read and judged by: the day, the clinic's own rule data and templates, the limits, the policy.

    ``unit`` is a unit's own workbook that belongs to the run wherever it lies. ``folder`` is where relative names are
    meant from, if not from where the process is: a cluster's workers are somewhere else. ``standing_in`` is a file's
    name and where its content is for now, as for a workbook that is open with changes that are not saved.
    ``limits`` are what one file may take of the computer.
    """

    today: date
    regelverk_csv: Path | None = None
    profiles: tuple[Profile, ...] = ()
    thresholds: Thresholds = DEFAULTS
    policy: Policy = NO_POLICY
    unit: Path | None = None
    folder: Path | None = None
    standing_in: tuple[Path, Path] | None = None
    limits: Limits = DEFAULT_LIMITS

    def place(self, path: Path) -> Path:
        """Where the file with a name is."""
        if self.standing_in is not None and path == self.standing_in[0]:
            return self.standing_in[1]
        return path if self.folder is None else self.folder / path

    def sent_to(self, executor: Executor | None) -> Setup:
        """The set-up as an executor needs it, whose processes may be anywhere."""
        return self if executor is None else replace(self, folder=self.folder or Path.cwd())

    def task(
        self, work: Callable[[Path], M], lost: Callable[[Path], M], hung: Callable[[Path], M]
    ) -> batch.Task[Path, M]:
        """What is done with each file of a run, within the limits."""
        limits = self.limits
        return batch.Task(work, lost, hung, limit=limits.seconds, apart=self._is_heavy, memory=limits.memory_mb * MB)

    def _is_heavy(self, path: Path) -> bool:
        return is_heavy(self.place(path))


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
    Raises :class:`stexcel.workbook.WorkbookError` for a path that does not exist, a run without workbooks or a
    ``setup.unit`` that is no unit's workbook, and :class:`stexcel.regelverk.RegelverkError` for a faulty
    ``setup.regelverk_csv``.
    """
    run = prepare(paths, setup)
    check = FileCheck(setup.sent_to(executor), keep_content)
    task = setup.task(check.run, check.lost, check.hung)
    return run.report(batch.run(task, run.files, jobs=jobs, executor=executor, progress=progress))


def validate_open(path: Path, copy: Path, setup: Setup) -> Report:
    """Checks a workbook as it stands in a program: as :func:`validate` checks ``[path]`` once that is saved.

    ``copy`` has its content for now. The file itself need not be there; findings, settings and exceptions know the
    workbook by its ``path``. Raises as :func:`validate` does.
    """
    is_unit = setup.unit is not None and setup.unit.resolve() == path.resolve()
    setup = replace(setup, standing_in=(path, copy), unit=path if is_unit else setup.unit)
    rule_data(setup)
    run = Run((path,), setup, Found((path,)), tuple(_with_unit((path,), setup)))
    return run.report(map(FileCheck(setup, keep_content=True).run, run.files))


def prepare(paths: Iterable[Path], setup: Setup) -> Run:
    """What a run is about to read, in the order of the paths; raises as :func:`validate` does."""
    paths = tuple(paths)
    rule_data(setup)
    found = _found(paths, setup.policy)
    return Run(paths, setup, found, tuple(_with_unit(found.files, setup)))


@dataclass(frozen=True)
class Run:
    """The workbooks of a run, and how what was found in each becomes one report."""

    paths: tuple[Path, ...]
    setup: Setup
    found: Found
    files: tuple[Path, ...]

    def report(self, results: Iterable[Checked]) -> Report:
        """The report, from what was checked of each file; the results may come one by one, in the files' order."""
        return self.report_of(self.judged(results))

    def judged(self, results: Iterable[Checked]) -> Judged:
        """All findings, those that need several files among them; it depends on nothing but files and set-up."""
        setup, today = self.setup, self.setup.today
        reports: list[FileReport] = []
        others: list[str] = []
        faults = check_tables(_contents(_of_this_unit(results, setup.unit, others), reports), today=today)
        checked = check_run(
            reports, rule_data(setup), today=today, thresholds=setup.thresholds, off=setup.policy.off, faults=faults
        )
        return Judged(checked, tuple(others))

    def report_of(self, judged: Judged) -> Report:
        """The report, with what is excepted set aside and what was left out told."""
        setup, policy, today = self.setup, self.setup.policy, self.setup.today
        checked = judged.reports
        return Report(
            policy.apply(checked, today=today),
            today,
            stexcel.__version__,
            config=policy.report(checked, self.paths, today=today),
            switched_off=tuple(sorted(policy.off)),
            limits=units_not_checked([report.document for report in checked], policy.off),
            in_force=LimitsInForce(policy.profile, changed_limits(setup.thresholds)),
            left_out=(*not_read(self.found), *other_units(judged.others, setup.unit)),
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found in the files of a run, and the paths of other units' workbooks among them."""

    reports: tuple[FileReport, ...]
    others: tuple[str, ...] = ()


def _reading(setup: Setup) -> batch.Task[Path, Document]:
    """Reading of single files as what they are named to be, without judging them."""
    return setup.task(
        partial(read_in_run, setup=setup),
        lambda path: crashed(path, None, setup.limits),
        lambda path: never_done(path, setup.limits),
    )


def _with_unit(files: Sequence[Path], setup: Setup) -> Sequence[Path]:
    """The files of a run with the unit's workbook among them; raises :class:`WorkbookError` if it is none."""
    if setup.unit is None:
        return files
    if not setup.unit.is_file():
        why = "det är en mapp. Ange filen i den" if setup.unit.is_dir() else "filen finns inte. Kontrollera namnet"
        raise WorkbookError(f"{setup.unit.as_posix()} är angiven som enhetens arbetsbok, men {why}.")
    [document] = batch.run(_reading(setup), [setup.unit])
    if document.problem is not None:
        raise WorkbookError(f"{document.path}: {document.problem.told}")
    known = {file.resolve() for file in files}
    return files if setup.unit.resolve() in known else sorted([*files, setup.unit])


@dataclass(frozen=True)
class Tables:
    """The content of a run as tables by name; ``crashes`` are tracebacks meant for the log, never for the user.

    ``left_out`` are Swedish sentences about workbooks that were there but not read.
    """

    frames: Frames
    today: date
    crashes: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def export(
    paths: Iterable[Path],
    setup: Setup,
    *,
    jobs: int = 1,
    progress: batch.Progress | None = None,
    executor: Executor | None = None,
) -> Tables:
    """The content of all workbooks among the files and folders as tables, for statistics of one's own.

    A file that cannot be read stands in the table of files with the reason. Raises as :func:`validate` does.
    """
    run = prepare(paths, setup)
    read = FileRead(setup.sent_to(executor))
    task = setup.task(read.run, read.lost, read.hung)
    others: list[str] = []
    results = batch.run(task, run.files, jobs=jobs, executor=executor, progress=progress)
    readings = list(_of_this_unit(results, setup.unit, others))
    contents = [reading.content for reading in readings]
    faults = check_tables(contents, today=setup.today)
    crashes = [reading.crash for reading in readings if reading.crash]
    if faults.failure is not None:
        crashes.append(trace_of(faults.failure))
    frames = {**build_frames(contents), FAULTS.name: fault_frame(contents, faults.found)}
    left_out = (*not_read(run.found), *other_units(others, setup.unit))
    return Tables(frames, setup.today, tuple(crashes), left_out)


def workbooks(paths: Iterable[Path], policy: Policy = NO_POLICY) -> list[Path]:
    """The workbooks among the files and folders that are to be read; raises :class:`WorkbookError` if there is none."""
    return list(_found(paths, policy).files)


def _found(paths: Iterable[Path], policy: Policy) -> Found:
    found = search_workbooks(paths, policy.selection)
    if not found.files:
        text = "Inga arbetsböcker (.xlsx, .xlsm, .xls, .xlsb, .ods) finns där du pekade."
        if policy.selection != EVERYTHING:
            text += " ”filer” och ”utom” i stexcel.toml kan ha valt bort dem."
        raise WorkbookError(" ".join((text, *not_read(found))))
    return found


def read_document(path: Path, *, rule_data: Regelverk | None = None, profiles: Sequence[Profile] = ()) -> Document:
    """One file as a document. An unreadable file is a document with a problem, not an exception."""
    return read(path, rule_data or _regelverk(None), profiles)


def rule_data(setup: Setup) -> Regelverk:
    """The rule data of a run; raises :class:`stexcel.regelverk.RegelverkError` if they are faulty."""
    csv = setup.regelverk_csv
    return _regelverk(setup.place(csv) if csv is not None else None)


def _regelverk(csv: Path | None) -> Regelverk:
    """The rule data, read once per process as long as the file is as it was: a process may serve many runs."""
    try:
        status = csv.stat() if csv is not None else None
    except OSError:
        status = None  # told by whoever reads it
    return _loaded(csv, (status.st_mtime_ns, status.st_size) if status is not None else None)


@lru_cache(maxsize=4)
def _loaded(csv: Path | None, _: tuple[int, int] | None) -> Regelverk:
    return regelverk.load(csv)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a run needs of one file: its report, and its content as rows of tables."""

    report: FileReport
    content: Content


def _contents(results: Iterable[Checked], reports: list[FileReport]) -> Iterator[Content]:
    """The rows of each file as they come; the reports are put aside, so that no row has to be kept."""
    for checked in results:
        reports.append(checked.report)
        yield checked.content


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as rows of tables; ``crash`` is the traceback, if the program failed."""

    content: Content
    crash: str | None = None


_OfFile = TypeVar("_OfFile", Checked, Reading)


def _of_this_unit(results: Iterable[_OfFile], unit: Path | None, others: list[str]) -> Iterator[_OfFile]:
    """What belongs to the run; where a unit's workbook is named, the paths of other units' are put aside."""
    own = unit.resolve() if unit else None
    for result in results:
        content = result.content
        if own is not None and content.kind == UNIT and Path(content.path).resolve() != own:
            others.append(content.path)
        else:
            yield result


def read_in_run(path: Path, setup: Setup) -> Document:
    """One file of a run, under the name that the user gave."""
    place = setup.place(path)
    is_unit = setup.unit is not None and place.resolve() == setup.place(setup.unit).resolve()
    document = read(place, rule_data(setup), setup.profiles, is_unit=is_unit, limits=setup.limits)
    return document if place == path else replace(document, path=path.as_posix())


Reader = Callable[[Path, Setup], Document]
"""How the files of a run are read; picklable."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """Reading one file of a run without judging it, as one picklable value."""

    setup: Setup

    def run(self, path: Path) -> Reading:
        """The rows of one file; never raises, since a file that made the program fail is told as such."""
        try:
            return Reading(content_of(read_in_run(path, self.setup)))
        except Exception as error:  # noqa: BLE001 - told in the table of files; the traceback goes to the log
            return Reading(content_of(crashed(path, error, self.setup.limits)), trace_of(error))

    def lost(self, path: Path) -> Reading:
        """What is left of a file whose process died while it was read."""
        return Reading(content_of(crashed(path, None, self.setup.limits)), "process died while reading a file")

    def hung(self, path: Path) -> Reading:
        """What is left of a file whose reading was stopped because it never came to an end."""
        return Reading(content_of(never_done(path, self.setup.limits)), "process hung while reading a file")


@dataclass(frozen=True, slots=True)
class FileCheck:
    """Everything that happens to one file of a run, as one picklable value."""

    setup: Setup
    keep_content: bool
    read: Reader = read_in_run

    def run(self, path: Path) -> Checked:
        """The report and rows of one file; never raises, since a failure of the program is a finding too."""
        return self.run_with(path, lambda *_: None)[0]

    def run_with(self, path: Path, more: Callable[[FileReport, Context], M]) -> tuple[Checked, M | None]:
        """As :meth:`run`, with what ``more`` makes of the judged content before it is dropped; ``None`` if it fails."""
        try:
            context = self._context(self.read(path, self.setup))
            report = check_context(context, off=self.setup.policy.off)
            content, made = content_of(report.document), more(report, context)
        except Exception as error:  # noqa: BLE001 - told as STX000; the traceback goes to the log
            return self._failed(crashed(path, error, self.setup.limits), trace_of(error)), None
        return Checked(replace(report, document=_sendable(report.document, self.keep_content)), content), made

    def lost(self, path: Path) -> Checked:
        """The report of a file whose process died while it was read."""
        return self._failed(crashed(path, None, self.setup.limits), "process died while reading a file")

    def hung(self, path: Path) -> Checked:
        """The report of a file whose reading was stopped because it never came to an end."""
        return self._failed(never_done(path, self.setup.limits), "process hung while reading a file")

    def _failed(self, document: Document, trace: str) -> Checked:
        report = check_context(self._context(document), off=self.setup.policy.off)
        return Checked(replace(report, crashes=(*report.crashes, trace)), content_of(document))

    def _context(self, document: Document) -> Context:
        return Context(document, rule_data(self.setup), self.setup.today, self.setup.thresholds)


def _sendable(document: Document, keep_content: bool) -> Document:
    """The document as it goes back to the run: whole, or only with who it is about."""
    iup = document.iup
    return document if keep_content or iup is None else replace(document, iup=Iup(iup.person, layouts=iup.layouts))
