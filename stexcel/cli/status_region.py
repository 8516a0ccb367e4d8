"""``stexcel status --by enhet``: every unit read as it would read itself, and all of them in one workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

import stexcel
from stexcel import batch
from stexcel.cli.echo import echo
from stexcel.cli.failure import EXIT_CLEAN
from stexcel.cli.status_files import write_targets
from stexcel.cli.status_run import Run, executor_of, read_status
from stexcel.processes import Processes
from stexcel.render.region_xlsx import render_region_xlsx
from stexcel.status.region import DIRECTLY, Region, UnitStatus, without_names
from stexcel.status.suppression import UNIT_NAME
from stexcel.system_errors import reason
from stexcel.workbook import WorkbookError, find_workbooks

_BESIDE = (
    "Arbetsböcker som ligger bredvid enheternas mappar räknas inte till någon av dem utan har en egen rad. Lägg dem i "
    "rätt enhets mapp om de hör dit."
)


@dataclass(frozen=True, slots=True)
class _Folder:
    """A unit of the region: what it is called, and its files or its folder."""

    name: str
    paths: tuple[Path, ...]
    files: int


def build_region(run: Run) -> int:
    """Reads, draws and writes once, and gives the worst exit code of the units."""
    folders, empty = _folders(run)
    units: list[UnitStatus] = []
    codes: list[int] = []
    with _executor(run, sum(one.files for one in folders)) as executor:
        for one in folders:
            try:
                reading = read_status(run, one.paths, executor)
            except click.ClickException as error:
                units.append(UnitStatus(one.name, problem=error.message))
            else:
                units.append(UnitStatus(one.name, reading.status))
                codes.append(reading.code)
    region = _region(run, units, empty)
    target = run.targets.xlsx
    write_targets(run.targets, render_region_xlsx(region, target.parent) if target is not None else None, None)
    echo(f"{run.targets.names}: {len(codes)} enheter, läget {region.day}.", err=True)
    for unit in region.units:
        if unit.problem:
            echo(f"Obs: {unit.name}: {unit.problem}", err=True)
    for remark in region.remarks:
        echo(f"Obs: {remark}", err=True)
    return max(codes, default=EXIT_CLEAN)


def _region(run: Run, units: Sequence[UnitStatus], empty: Sequence[str]) -> Region:
    days = [unit.status.day for unit in units if unit.status is not None]
    if not days:
        told = "".join(f"\n  {unit.name}: {unit.problem}" for unit in units)
        raise click.ClickException(f"Ingen enhet kunde läsas, så inget är skrivet.{told}")
    remarks = []
    if any(unit.folder == DIRECTLY for unit in units):
        remarks.append(_BESIDE)
    if empty and run.is_anonymous:
        remarks.append(f"Mappar utan arbetsböcker, och därför inte med: {len(empty)}.")
    elif empty:
        remarks.append(f"Utan arbetsböcker, och därför inte med: {', '.join(empty)}.")
    if run.as_of is not None and len(set(days)) > 1:
        remarks.append("Enheterna visas för olika dagar: var och en den sparade dag som ligger närmast före.")
    shown = without_names(units) if run.is_anonymous else tuple(units)
    name = UNIT_NAME if run.is_anonymous else run.paths[0].resolve().name if len(run.paths) == 1 else "flera enheter"
    return Region(max(days), name, stexcel.__version__, shown, tuple(remarks))


@contextmanager
def _executor(run: Run, files: int) -> Iterator[Executor | None]:
    """Processes for all units together, where there are files enough to repay their start."""
    if run.cluster is not None or run.jobs == 1 or files < batch.WORTH_PROCESSES:
        with executor_of(run) as cluster:
            yield cluster
        return
    processes = Processes(run.jobs)
    try:
        yield processes
    finally:
        processes.shutdown(cancel_futures=True)


def _folders(run: Run) -> tuple[list[_Folder], list[str]]:
    """The units, and the names of folders without workbooks.

    The sub-folders of a single folder are units, and so are the workbooks beside them; else each folder is a unit.
    Raises :class:`click.ClickException` where there are none.
    """
    paths = run.paths
    if not all(path.is_dir() for path in paths):
        raise click.ClickException("--by enhet behöver mappar: en mapp med en undermapp per enhet, eller flera mappar.")
    if len(paths) == 1:
        inside = _entries(paths[0])
        found = [(path.name, (path,)) for path in inside if path.is_dir()]
        loose = [path for path in inside if path.is_file()]
    else:
        found, loose = [(path.resolve().name, (path,)) for path in paths], []
    try:
        units = [_Folder(name, own, len(find_workbooks(own))) for name, own in found]
        beside = _workbooks(run, loose) if loose else ()
    except WorkbookError as error:
        raise click.ClickException(str(error)) from error
    kept = [one for one in units if one.files] + ([_Folder(DIRECTLY, beside, len(beside))] if beside else [])
    if not kept:
        raise click.ClickException("Inga arbetsböcker finns i mappen eller dess undermappar.")
    return kept, [one.name for one in units if not one.files]


def _workbooks(run: Run, loose: Sequence[Path]) -> tuple[Path, ...]:
    """The workbooks that lie in the folder itself, as the settings choose them."""
    beside = set(loose)
    chosen = find_workbooks(run.paths, run.setup(run.paths).policy.selection)
    return tuple(path for path in chosen if path in beside)


def _entries(folder: Path) -> list[Path]:
    """What lies in a folder by name, without hidden things."""
    try:
        inside = [path for path in folder.iterdir() if not path.name.startswith(".")]
    except OSError as error:
        raise click.ClickException(f"{folder.as_posix()}: mappen går inte att läsa ({reason(error)}).") from error
    return sorted(inside, key=lambda path: path.name.casefold())
