"""The three things that ``stexcel intyg`` does: filling in, showing how forms are understood, and comparing."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

import stexcel
from stexcel import batch
from stexcel.api import Setup
from stexcel.cli import options
from stexcel.cli.failure import EXIT_CLEAN, EXIT_FAILED, EXIT_FINDINGS, tell_crashes
from stexcel.cli.output import Format, chosen_format, write
from stexcel.dossiers import Dossiers, read_dossiers
from stexcel.intyg.certificate import read_certificates
from stexcel.intyg.forms import PUBLISHED, mappings_in, pdfs_in, read_forms, understood_in
from stexcel.intyg.make import make_forms
from stexcel.intyg.mapping import Mapped, MappingError, dump_mapping
from stexcel.intyg.reconcile import reconcile
from stexcel.intyg.result import About, CheckedRun, MadeRun
from stexcel.intyg.understand import Understood
from stexcel.render.intyg_json import render_check_json, render_made_json, render_understood_json
from stexcel.render.intyg_text import render_check, render_made, render_understood
from stexcel.render.intyg_xlsx import render_check_xlsx
from stexcel.render.paragraphs import WIDTH
from stexcel.system_errors import reason
from stexcel.workbook import WorkbookError

CHECK_FORMATS = (*options.TEXT_OR_JSON, Format("excel", (".xlsx",), is_text=False))


def make(
    paths: Sequence[Path],
    setup: Setup,
    forms: Path,
    folder: Path,
    style: str | None,
    *,
    personal_id: str | None,
    overwrite: bool,
) -> int:
    """Saves the filled forms below ``folder``, and tells what was made and what is left."""
    form = chosen_format(style, None, options.TEXT_OR_JSON)
    if folder.is_file():
        raise click.ClickException(f"{folder.as_posix()} är en fil. Ange en mapp efter -o.")
    blank = read_forms(forms, _mappings(forms))
    if not blank.usable and not blank.refused:
        raise click.ClickException(f"{forms.as_posix()} har inga PDF-filer. {PUBLISHED}")
    read = _read(paths, setup)
    if personal_id is not None and len(read.found) != 1:
        raise click.UsageError("--personnummer gäller en enda ST-läkare. Ange bara den läkarens fil.")
    made = make_forms(read.found, blank, folder, personal_id=personal_id, overwrite=overwrite)
    run = MadeRun(_about(setup, read), made, blank)
    write(render_made_json(run) if form.name == "json" else render_made(run, width=_width()), None, never=())
    return _exit_code(read, clean=run.is_complete)


def inspect(forms: Path, saved: Path | None, style: str | None, output: Path | None) -> int:
    """Shows how every form is understood, and saves that as a mapping to correct."""
    form = chosen_format(style, output, options.TEXT_OR_JSON)
    pdfs = pdfs_in(forms)
    if not pdfs:
        raise click.ClickException(f"{forms.as_posix()} har inga PDF-filer. {PUBLISHED}")
    understood, refused = understood_in(pdfs, _mappings(forms, but=saved))
    if saved is not None:
        _save(saved, understood)
    if form.name == "json":
        text = render_understood_json(understood, refused)
    else:
        text = render_understood(understood, refused, width=_width() if output is None else WIDTH)
    write(text, output, never=pdfs)
    return EXIT_CLEAN if not refused and all(one.is_usable for one in understood) else EXIT_FINDINGS


def check(
    paths: Sequence[Path], setup: Setup, folder: Path, forms: Path | None, style: str | None, output: Path | None
) -> int:
    """Compares the certificates in a folder with the IUPs, in both directions."""
    form = chosen_format(style, output, CHECK_FORMATS)
    pdfs = pdfs_in(folder)
    if not pdfs:
        raise click.ClickException(f"{folder.as_posix()} har inga PDF-filer. Kontrollera --check.")
    certificates, refused = read_certificates(folder, [*_mappings(forms), *_mappings(folder)])
    read = _read(paths, setup)
    comparison = reconcile(read.found, certificates, today=setup.today)
    run = CheckedRun(_about(setup, read), comparison, refused, len(certificates))
    renderers: dict[str, Callable[[], str | bytes]] = {
        "text": lambda: render_check(run, width=_width() if output is None else WIDTH),
        "json": lambda: render_check_json(run),
        "excel": lambda: render_check_xlsx(run),
    }
    write(renderers[form.name](), output, never=[*pdfs, *paths])
    return _exit_code(read, clean=run.agrees)


def _mappings(folder: Path | None, but: Path | None = None) -> tuple[Mapped, ...]:
    """The users' mappings in a folder; none where one of them is about to be made anew."""
    if but is not None:
        return ()
    try:
        return mappings_in(folder)
    except MappingError as error:
        raise click.ClickException(str(error)) from error


def _read(paths: Sequence[Path], setup: Setup) -> Dossiers:
    try:
        return read_dossiers(paths, setup, jobs=batch.default_jobs())
    except WorkbookError as error:
        raise click.ClickException(str(error)) from error


def _about(setup: Setup, read: Dossiers) -> About:
    return About(setup.today, stexcel.__version__, read.unread, read.left_out)


def _save(path: Path, understood: Sequence[Understood]) -> None:
    """Writes the mapping; one that is there already may hold corrections, so it is never overwritten."""
    forms = [
        (one.form.path, one.kind.value if one.kind else None, one.regulation, one.facts, one.marks)
        for one in understood
    ]
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(dump_mapping(forms))
    except FileExistsError as error:
        name = path.as_posix()
        raise click.ClickException(f"{name} finns redan och kan vara rättad. Ange ett annat namn.") from error
    except OSError as error:
        raise click.ClickException(f"{path.as_posix()} går inte att skriva ({reason(error)}).") from error


def _width() -> int:
    return shutil.get_terminal_size((WIDTH, 24)).columns if sys.stdout.isatty() else WIDTH


def _exit_code(read: Dossiers, *, clean: bool) -> int:
    if read.crashes:
        tell_crashes(read.crashes, "Ett fel i programmet gjorde att en fil inte blev läst.")
        return EXIT_FAILED
    return EXIT_CLEAN if clean else EXIT_FINDINGS
