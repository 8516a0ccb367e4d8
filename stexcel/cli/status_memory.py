"""What a status amounted to the last time, for a run in which nothing at all has changed since."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from stexcel import api
from stexcel.cache import Cache, CacheError, key_of
from stexcel.cli.echo import echo
from stexcel.cli.failure import EXIT_CLEAN, EXIT_FINDINGS
from stexcel.cli.status_files import Targets
from stexcel.status.history import store_of
from stexcel.survey_cache import SurveyMemory
from stexcel.workbook import EVERYTHING, WorkbookError


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that a run gives: what is written, what is told, and the exit code."""

    xlsx: bytes | None
    html: bytes | None
    told: tuple[str, ...]
    code: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What an outcome depends on beside the files and the set-up: the targets, and the options of the command."""

    targets: Targets
    options: tuple[object, ...]
    has_history: bool


def can_remember() -> bool:
    """Whether results can be kept between runs; where they cannot, the user is told why."""
    try:
        Cache()
    except CacheError as error:
        echo(f"Obs: {error} Alla filer läses om.", err=True)
        return False
    return True


@contextmanager
def opened_cache(is_wanted: bool) -> Iterator[Cache | None]:
    """The results of earlier runs, unless they are not wanted or cannot be kept."""
    try:
        cache = Cache() if is_wanted else None
    except CacheError:
        cache = None
    with cache or nullcontext():
        yield cache


def remembered(
    cache: Cache | None, paths: tuple[Path, ...], setup: api.Setup, asked: Asked, make: Callable[[], Outcome]
) -> Outcome:
    """The outcome as it was, if neither a file, the settings, the history nor the program has changed; else anew.

    It is kept only if all files were read whole, as they were when the run began, and the run stands in the history.
    """
    files = _files_key(cache, paths, setup)
    if cache is None or files is None:
        return make()
    history = _history(paths, setup) if asked.has_history else None
    known = cache.get(_key(files, paths, setup, asked, history), Outcome)
    if known is not None:
        return known
    outcome = make()
    added = _history(paths, setup) if asked.has_history else None
    is_in_history = not asked.has_history or added != history
    is_same = files == _files_key(cache, paths, setup) and cache.has(files)
    if is_in_history and is_same and outcome.code in (EXIT_CLEAN, EXIT_FINDINGS):
        cache.put(_key(files, paths, setup, asked, added), outcome)
    return outcome


def _files_key(cache: Cache | None, paths: tuple[Path, ...], setup: api.Setup) -> str | None:
    """The key of what a survey finds; ``None`` where more than the chosen files may tell in a result."""
    if cache is None or setup.policy.selection != EVERYTHING:
        return None
    try:
        run = api.prepare(paths, setup)
    except WorkbookError:
        return None
    return None if run.found.copies else SurveyMemory(cache, setup).key_of_all(run.files)


def _key(files: str, paths: tuple[Path, ...], setup: api.Setup, asked: Asked, history: str | None) -> str:
    return key_of("status", files, paths, Path.cwd(), setup.policy, asked, history)


def _history(paths: tuple[Path, ...], setup: api.Setup) -> str | None:
    """The hash of the history of a run; ``None`` where there is none yet, or it cannot be read."""
    store = store_of(paths, setup.policy.config)
    try:
        return hashlib.sha256(store.path.read_bytes()).hexdigest() if store is not None else None
    except OSError:
        return None
