"""The workbooks of a folder, read without being judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from stexcel import api, batch
from stexcel.api import Setup
from stexcel.document import Document
from stexcel.read import crashed, never_done
from stexcel.workbook import WorkbookError


@dataclass(frozen=True, slots=True)
class _Read:
    """Reading one file, as one picklable value."""

    setup: Setup

    def run(self, path: Path) -> Document:
        try:
            return api.read_in_run(path, self.setup)
        except Exception as error:  # noqa: BLE001 - told as a file that was not read
            return crashed(path, error)

    def lost(self, path: Path) -> Document:
        return crashed(path, None)


def read_files(paths: Sequence[Path], setup: Setup) -> tuple[Document, ...]:
    """The workbooks among the files and folders, in the order of their paths. Raises :class:`click.ClickException`."""
    read = _Read(setup)
    try:
        files = api.workbooks(paths, setup.policy)
    except WorkbookError as error:
        raise click.ClickException(str(error)) from error
    return tuple(batch.run(batch.Task(read.run, read.lost, never_done), files, jobs=batch.default_jobs()))
