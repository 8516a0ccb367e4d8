"""Enhetsstatus: a folder of IUP becomes the unit's status workbook, which is opened."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from xlwings import App

from stexcel import batch, ooxml
from stexcel.addin.errors import ButtonError
from stexcel.addin.files import close_own, unsaved_in
from stexcel.addin.outcome import Outcome, joined
from stexcel.own_results import is_own_result
from stexcel.render.status_xlsx import render_status_xlsx
from stexcel.rules.words import listing
from stexcel.settings import make_setup
from stexcel.status.compose import NO_PLACE, Wishes, compose
from stexcel.status.history import store_of
from stexcel.status.status import Light, Status
from stexcel.survey import survey

NAME = "Enhetsstatus.xlsx"


def enhetsstatus(app: App, folder: Path, today: date) -> Outcome:
    """Writes the workbook into the folder and opens it, in place of an earlier one.

    Raises what :func:`stexcel.addin.errors.sentence` knows, and then nothing is written.
    """
    target = _target(folder)
    app.status_bar = "stexcel: läser mappen …"
    try:
        drawn = _status(folder, today)
        data = render_status_xlsx(drawn, folder)
        unsaved = unsaved_in(app, folder)
        close_own(app, target)
        ooxml.write_atomically(target, data)
        app.books.open(str(target))
    finally:
        app.status_bar = False
    remarks = [f"{name} har ändringar som inte är sparade och därför inte med." for name in unsaved]
    return Outcome(joined(_told(drawn), *remarks))


def status_file(folder: Path, today: date) -> tuple[Path, Outcome]:
    """The same where there is no Excel to open the workbook in."""
    target = _target(folder)
    drawn = _status(folder, today)
    ooxml.write_atomically(target, render_status_xlsx(drawn, folder))
    return target, Outcome(_told(drawn))


def _target(folder: Path) -> Path:
    """Where the workbook is to lie; raises :class:`ButtonError` where somebody else's file lies there."""
    target = folder / NAME
    if target.exists() and not is_own_result(target):
        raise ButtonError(
            f"{NAME} finns redan i mappen och är inte ett resultat från stexcel. Byt namn på filen och tryck igen."
        )
    return target


def _told(drawn: Status) -> str:
    return f"Läget {drawn.day}: {_lights(drawn)}. Det står i {NAME}, i samma mapp."


def _status(folder: Path, today: date) -> Status:
    setup = make_setup([folder], clock=today)
    found = survey([folder], setup, jobs=batch.default_jobs())
    if not found.residents:
        raise ButtonError("Inget IUP kunde läsas i mappen, så det finns ingen status att visa. Välj en annan mapp.")
    return compose(found, Wishes(store_of([folder], setup.policy.config), NO_PLACE))


def _lights(drawn: Status) -> str:
    """How many there are of each light."""
    counts = [(light, sum(row.judgement.light is light for row in drawn.overview)) for light in Light]
    plural = {Light.GREY: ""}
    return listing(
        [f"{count} {light.value}{'' if count == 1 else plural.get(light, 'a')}" for light, count in counts if count]
    )
