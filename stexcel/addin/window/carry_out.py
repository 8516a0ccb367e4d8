"""A wish that is made in the window, from the button to what the window says; nothing here knows of windows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import xlwings
from xlwings import App
from xlwings.main import Apps

from stexcel.addin.attach import attach, attach_program
from stexcel.addin.buttons.enhetsstatus import enhetsstatus, status_file
from stexcel.addin.buttons.ny_iup import make_iup, save_iup
from stexcel.addin.buttons.om import om
from stexcel.addin.buttons.spur import spur, spur_files
from stexcel.addin.errors import ButtonError
from stexcel.addin.log import log_traces
from stexcel.addin.outcome import Outcome
from stexcel.addin.run import Button, Press, done, explained
from stexcel.addin.window.on_files import Done, check_file, suggest_file
from stexcel.addin.window.targets import Chosen, OpenBook, Target
from stexcel.fill.new import Order

_NOTHING_CHOSEN = "Välj först en arbetsbok: en som är öppen i Excel, eller en fil (Välj fil …)."
_NO_MARKS = (
    "I en fil skrivs markeringarna i en kopia, så originalet har inga. Kopian kan tas bort när den inte behövs. Har "
    "arbetsboken markeringar från knapparna i Excel: öppna den i Excel, tryck på Uppdatera och välj den här."
)
_OPEN_FIRST = "Öppna resultatet och följ länkarna på bladet Kontroll, eller tryck på Kontrollera först."


@dataclass(frozen=True, slots=True)
class Wish:
    """Which button, for what, and what else was asked of the user; the day is the one to judge by."""

    button: Button
    target: Target | None
    today: date
    folder: Path | None = None
    order: Order | None = None


def carry_out(wish: Wish, now: datetime, apps: Apps = xlwings.apps) -> Done:
    """Does what is wished and tells it, also when it cannot be done. ``now`` is for the log."""
    try:
        found = _done(wish, apps)
    except Exception as error:  # noqa: BLE001 - told in the window; where it came from goes to the log
        return Done(explained(error, wish.button, now))
    if found.crashes:
        log_traces(found.crashes, wish.button, now)
    return found


def _done(wish: Wish, apps: Apps) -> Done:
    match wish.button:
        case Button.OM:
            return _shown(om())
        case Button.ENHETSSTATUS | Button.SPUR | Button.NY_IUP:
            return _with_folder(wish, _program(apps))
    match wish.target:
        case OpenBook(name, window):
            pressed = Press(wish.button, window, name, None, wish.today)
            return _shown(done(pressed, attach(window, name, apps)))
        case Chosen(path):
            return _on_file(wish.button)(path, wish.today)
    raise ButtonError(_NOTHING_CHOSEN)


def _on_file(button: Button) -> Callable[[Path, date], Done]:
    match button:
        case Button.KONTROLLERA:
            return check_file
        case Button.FORSLAG:
            return suggest_file
    raise ButtonError(_NO_MARKS if button is Button.RENSA else _OPEN_FIRST)


def _with_folder(wish: Wish, app: App | None) -> Done:
    """What needs no workbook; in Excel where that is open, and else as a file."""
    if wish.folder is None or not wish.folder.is_dir():
        raise ButtonError("Mappen finns inte eller går inte att nå. Välj en annan.")
    if wish.button is Button.NY_IUP:
        if wish.order is None:
            raise ButtonError("Fyll i specialitet och föreskrift.")
        return (
            _made(save_iup(wish.order, wish.folder)) if app is None else _shown(make_iup(app, wish.order, wish.folder))
        )
    in_excel, alone = (enhetsstatus, status_file) if wish.button is Button.ENHETSSTATUS else (spur, spur_files)
    return _made(alone(wish.folder, wish.today)) if app is None else _shown(in_excel(app, wish.folder, wish.today))


def _program(apps: Apps) -> App | None:
    """The running Excel, if there is one."""
    try:
        return attach_program(None, apps)
    except ButtonError:
        return None


def _shown(outcome: Outcome) -> Done:
    return Done(outcome.text, crashes=outcome.crashes)


def _made(result: tuple[Path, Outcome]) -> Done:
    path, outcome = result
    return Done(outcome.text, path, crashes=outcome.crashes)
