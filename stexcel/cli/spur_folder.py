"""``stexcel spur -o MAPP``: everything that is handed over, built before any of it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from stexcel.cli.echo import echo
from stexcel.cli.spur_files import TargetFolder
from stexcel.cli.spur_run import Reading
from stexcel.regelverk import load_guides
from stexcel.render.spur_documents import FILES, spur_documents
from stexcel.rules.words import listing
from stexcel.spur.anonymous import TooFew, anonymous_inspection
from stexcel.spur.model import Inspection
from stexcel.spur.package import archive
from stexcel.status.anonymous import seed_of
from stexcel.status.keys import keys_of
from stexcel.status.pseudonyms import numbers_of

ARCHIVE, ANONYMOUS_ARCHIVE, ANONYMOUS = "spur.zip", "spur-anonymt.zip", "anonymt"


def names_of(*, is_anonymous: bool, is_zip: bool) -> tuple[str, ...]:
    """The files that are written, by their names in the folder."""
    names = [*FILES]
    if is_anonymous:
        names += [f"{ANONYMOUS}/{name}" for name in FILES]
    if is_zip:
        names += [ARCHIVE, *([ANONYMOUS_ARCHIVE] if is_anonymous else [])]
    return tuple(names)


def write_folder(reading: Reading, target: TargetFolder, *, is_anonymous: bool, is_zip: bool) -> None:
    """Builds and writes everything; raises :class:`click.ClickException` where that cannot be done."""
    names = names_of(is_anonymous=is_anonymous, is_zip=is_zip)
    target.check(names, reading.files)
    files = spur_documents(reading.inspection, target.path, reading.sources)
    hidden = spur_documents(hide(reading), None, ()) if is_anonymous else {}
    inside = {**files, **{f"{ANONYMOUS}/{name}": data for name, data in hidden.items()}}
    archives = {}
    if is_zip:
        archives[ARCHIVE] = archive(inside)
        if is_anonymous:
            archives[ANONYMOUS_ARCHIVE] = archive(hidden)
    target.write({**inside, **archives})
    for line in _told(reading.inspection, target, names):
        echo(line, err=True)


def hide(reading: Reading) -> Inspection:
    """The assessment without names; raises :class:`click.ClickException` where too few doctors can be hidden."""
    keys = keys_of(reading.survey.residents.values())
    numbers = numbers_of(None, keys.values(), seed_of(reading.survey)).by_key
    try:
        return anonymous_inspection(
            reading.inspection, {path: numbers[key] for path, key in keys.items()}, load_guides()
        )
    except TooFew as error:
        raise click.ClickException(f"{error} Inget är skrivet.") from error


def _told(inspection: Inspection, target: TargetFolder, names: Sequence[str]) -> Iterator[str]:
    """What was written, the grades, and what is left of an earlier run."""
    yield f"{target.name}: {len(names)} filer, läget {inspection.day}."
    for part in inspection.regulations:
        grades = ", ".join(f"{one.section.id} {one.grade.text}" for one in part.sections)
        yield f"{part.regulation}: {grades}."
    left = target.left_over(names, names_of(is_anonymous=True, is_zip=True))
    if left:
        yield f"Obs: {listing(left)} är kvar från en tidigare körning och hör inte till den här."
