"""One reading of a status: from what the user has asked for to the survey and the status that is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from stexcel import api, batch
from stexcel.cli.echo import echo
from stexcel.cli.failure import EXIT_CLEAN, EXIT_FINDINGS
from stexcel.cli.nothing_read import require_iup
from stexcel.cli.options import FAIL_ON, NEVER
from stexcel.cli.progress import shown_progress
from stexcel.cli.settings import load_setup
from stexcel.cli.status_files import Targets
from stexcel.cli.status_memory import opened_cache
from stexcel.cli.validate import exit_code
from stexcel.clusters import ClusterError, cluster_of
from stexcel.findings import Level
from stexcel.status.compose import NO_HISTORY, NO_PLACE, NoSnapshot, Wishes, compose
from stexcel.status.history import store_of
from stexcel.status.status import Status
from stexcel.survey import survey
from stexcel.survey_cache import SurveyMemory
from stexcel.workbook import WorkbookError


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that the user has asked for, as one value that a watch can run again."""

    paths: tuple[Path, ...]
    targets: Targets
    today: date | None
    as_of: date | None
    is_anonymous: bool
    has_history: bool
    has_cache: bool
    fail_on: str
    jobs: int
    cluster: str | None
    profiles: tuple[Path, ...]
    regelverk: Path | None
    unit: Path | None

    def setup(self, paths: Sequence[Path]) -> api.Setup:
        """What the paths are judged by, read anew each time."""
        return load_setup(paths, self.today, self.profiles, self.regelverk, self.unit)

    def watched(self) -> Sequence[Path]:
        """The files that a new result depends on."""
        setup = self.setup(self.paths)
        settings = (setup.policy.config, setup.regelverk_csv, setup.unit, *self.profiles)
        return [*api.workbooks(self.paths, setup.policy), *(one for one in settings if one is not None)]


@dataclass(frozen=True, slots=True)
class Reading:
    """The status of some paths, and the exit code that its findings amount to."""

    status: Status
    code: int


def read_status(run: Run, paths: Sequence[Path], executor: Executor | None = None) -> Reading:
    """The status of the paths; raises :class:`click.ClickException` where there is none."""
    setup = run.setup(paths)
    try:
        files = api.workbooks(paths, setup.policy)
        run.targets.refuse(files)
        with shown_progress("Läser", len(files)) as progress, opened_cache(run.has_cache) as cache:
            memory = SurveyMemory(cache, setup) if cache is not None else None
            found = survey(paths, setup, jobs=run.jobs, progress=progress, executor=executor, cache=memory)
    except WorkbookError as error:
        raise click.ClickException(str(error)) from error
    require_iup(found, "det finns ingen status att visa")
    store = store_of(paths, setup.policy.config) if run.has_history else None
    why_not = NO_PLACE if run.has_history else NO_HISTORY
    try:
        status = compose(found, Wishes(store, why_not, run.as_of, run.is_anonymous))
    except NoSnapshot as error:
        raise click.ClickException(str(error)) from error
    code = exit_code(found.report, run.fail_on)
    return Reading(status, code if run.as_of is None else _code_then(status, run.fail_on))


@contextmanager
def executor_of(run: Run) -> Iterator[Executor | None]:
    """The cluster that is asked for; what went wrong with it is told at the end."""
    if run.cluster is None:
        yield None
        return
    try:
        with cluster_of(run.cluster) as cluster:
            yield cluster
            for remark in cluster.remarks():
                echo(f"Obs: {remark}", err=True)
    except ClusterError as error:
        raise click.ClickException(str(error)) from error


def _code_then(status: Status, fail_on: str) -> int:
    """The exit code by the findings of the day that is shown."""
    worst = min((one.level.rank for one in status.findings), default=len(Level))
    return EXIT_FINDINGS if fail_on != NEVER and worst <= FAIL_ON[fail_on].rank else EXIT_CLEAN


def default_jobs(jobs: int | None) -> int:
    """The number of processes that is asked for, else one for each core."""
    return jobs or batch.default_jobs()
