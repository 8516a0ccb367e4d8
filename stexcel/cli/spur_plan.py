"""``stexcel spur --follow-up``: a plan that was handed in, against today's files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from docx import Document
from docx.opc.exceptions import PackageNotFoundError

from stexcel import regelverk
from stexcel.cli.failure import EXIT_CLEAN, EXIT_FAILED, EXIT_FINDINGS
from stexcel.cli.spur_run import Reading
from stexcel.layout.unit.plan import read_plan
from stexcel.model import Note
from stexcel.spur.follow_up import FollowUp, follow_up
from stexcel.unit import Action
from stexcel.workbook import Grid, Sheet, WorkbookError, read_grid

_WORD = ".docx"
_PLAN = "Handlingsplan"
_INLINE = ("Avslutas när", "Status", "Berörda")
"""Columns for what the document tells inside its cells."""
_PREFIXES = ("Avslutas när:", "Läge:", "Berörda:")
"""What such lines begin with, in the same order."""


def read_actions(path: Path) -> tuple[tuple[Action, ...], tuple[Note, ...]]:
    """The rows of the plan; raises :class:`click.ClickException` for a file in which there are none."""
    name = path.as_posix()
    try:
        grid = _document_grid(path) if path.suffix.lower() == _WORD else read_grid(path)
    except WorkbookError as error:
        raise click.ClickException(f"{name}: {error}") from error
    actions, notes = read_plan(grid, regelverk.load())
    if not actions:
        raise click.ClickException(
            f"{name}: där hittades ingen handlingsplan. Den behöver rubriker på en rad, till exempel Kriterium, "
            "Planerad åtgärd, Klart senast och Ansvarig, och minst en rad under dem."
        )
    return actions, notes


def _document_grid(path: Path) -> Grid:
    """The tables of a document as one sheet; those that have other headings than the first are no part of the plan."""
    try:
        document = Document(path.as_posix())
    except (PackageNotFoundError, KeyError, ValueError, OSError) as error:
        raise click.ClickException(f"{path.as_posix()} går inte att läsa som ett Word-dokument.") from error
    tables = [[[cell.text.strip() for cell in row.cells] for row in table.rows] for table in document.tables]
    headings = next((table[0] for table in tables if len(table) > 1), [])
    rows = [row for table in tables if table and table[0] == headings for row in table[1:]]
    shown = [(*headings, *_INLINE), *((*map(_alone, row), *_told(row)) for row in rows)]
    return Grid((Sheet(_PLAN, rows=tuple(tuple(cell or None for cell in row) for row in shown)),))


def _alone(cell: str) -> str:
    """The cell without the lines that stand under a word of their own."""
    return "\n".join(line for line in cell.splitlines() if not line.startswith(_PREFIXES))


def _told(row: Sequence[str]) -> Iterator[str]:
    """What the lines under each of those words say."""
    lines = [line for cell in row for line in cell.splitlines()]
    for prefix in _PREFIXES:
        yield "\n".join(line.removeprefix(prefix).strip() for line in lines if line.startswith(prefix))


def followed(reading: Reading, path: Path, actions: tuple[Action, ...], notes: tuple[Note, ...]) -> FollowUp:
    """The plan as it stands today."""
    remarks = (f"{note.cell}: {note.text}" for note in notes)
    return follow_up(actions, path.as_posix(), reading.survey, reading.inspection, remarks)


def code_of(found: FollowUp, reading: Reading) -> int:
    """1 where any row is late; 2 where the program failed."""
    if reading.code == EXIT_FAILED:
        return EXIT_FAILED
    return EXIT_FINDINGS if found.is_late else EXIT_CLEAN
