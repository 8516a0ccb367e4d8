"""What is said where no file of a run could be read as an IUP."""

from __future__ import annotations

import click

from stexcel.findings import FileReport
from stexcel.status.model import Survey

_MOST_TOLD = 5


def require_iup(found: Survey, consequence: str) -> None:
    """Raises :class:`click.ClickException` where there is no IUP, with the consequence and the reason for each file."""
    if found.residents:
        return
    files = found.report.files
    told = [f"\n  {file.document.path}: {_why(file)}" for file in files[:_MOST_TOLD]]
    if len(files) > _MOST_TOLD:
        told.append(f"\n  och {len(files) - _MOST_TOLD} filer till")
    raise click.ClickException(f"Inget IUP kunde läsas, så {consequence}.{''.join(told)}")


def _why(file: FileReport) -> str:
    problem = file.document.problem
    return problem.text if problem else "enhetens egen arbetsbok"
