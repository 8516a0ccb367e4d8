"""A press on a button, from the command that a macro starts to the answer that is shown in Excel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from importlib import import_module
from pathlib import Path

import xlwings
from xlwings import App, Book
from xlwings.main import Apps

from stexcel.addin.attach import attach, attach_program
from stexcel.addin.errors import ButtonError, Cancelled, sentence
from stexcel.addin.log import log_failure, log_file, log_traces
from stexcel.addin.native import TITLE, ask
from stexcel.addin.outcome import Outcome


class Button(StrEnum):
    """The buttons, by the names that the macros call them."""

    KONTROLLERA = "kontrollera"
    RENSA = "rensa"
    FORSLAG = "forslag"
    NASTA = "nasta"
    ENHETSSTATUS = "enhetsstatus"
    SPUR = "spur"
    NY_IUP = "ny-iup"
    OM = "om"


_IN_WORKBOOK = frozenset({Button.KONTROLLERA, Button.RENSA, Button.FORSLAG, Button.NASTA})


@dataclass(frozen=True, slots=True)
class Press:
    """Which button was pressed, in which window and workbook; ``folder`` is the one that the user chose, if any."""

    button: Button
    window: int | None
    workbook: str | None
    folder: Path | None
    today: date


def press(pressed: Press, now: datetime, apps: Apps = xlwings.apps) -> bool:
    """Does what the button is for and tells the user in Excel; ``False`` where that could not be done.

    Raises :class:`ButtonError` where there is no Excel to tell it in. ``now`` is for the log.
    """
    target = _target(pressed, apps)
    app = _program(target)
    try:
        outcome = done(pressed, target)
    except Cancelled:
        return True
    except Exception as error:  # noqa: BLE001 - told in Excel; where it came from goes to the log
        app.alert(explained(error, pressed.button, now), TITLE, mode="critical")
        return False
    if outcome.crashes:
        log_traces(outcome.crashes, pressed.button, now)
    if outcome.is_quiet:
        app.status_bar = outcome.text
    else:
        app.alert(outcome.text, TITLE, mode="info")
    return True


def _target(pressed: Press, apps: Apps) -> Book | App:
    if pressed.button not in _IN_WORKBOOK:
        return attach_program(pressed.window, apps)
    if not pressed.workbook:
        raise ButtonError("Ingen arbetsbok är öppen. Öppna ett IUP i Excel och tryck igen.")
    return attach(pressed.window, pressed.workbook, apps)


def _program(target: Book | App) -> App:
    return target.app if isinstance(target, Book) else target


def done(pressed: Press, target: Book | App) -> Outcome:
    """What the button says when it is done; raises what :func:`explained` explains, and :class:`Cancelled`."""
    function = _function(pressed.button)
    match pressed.button:
        case Button.KONTROLLERA | Button.FORSLAG:
            return function(target, pressed.today)
        case Button.RENSA | Button.NASTA:
            return function(target)
        case Button.ENHETSSTATUS | Button.SPUR:
            return function(target, _folder(pressed), pressed.today)
        case Button.NY_IUP:
            return function(target, _folder(pressed), ask)
    return function()


def _function(button: Button) -> Callable[..., Outcome]:
    """The function of a button, imported now: each needs other parts of the program, and somebody waits for it."""
    name = button.replace("-", "_")
    function: Callable[..., Outcome] = getattr(import_module(f"stexcel.addin.buttons.{name}"), name)
    return function


def _folder(pressed: Press) -> Path:
    """The folder that was chosen; raises :class:`Cancelled` where none was, and :class:`ButtonError` for a lost one."""
    if pressed.folder is None:
        raise Cancelled
    if not pressed.folder.is_dir():
        raise ButtonError("Mappen finns inte eller går inte att nå. Välj en annan.")
    return pressed.folder


def explained(error: Exception, button: Button, now: datetime) -> str:
    """The sentence for the user; a fault of the program goes to the log, and so does Excel's own."""
    told = sentence(error)
    if told is not None:
        return told
    where = f" Loggen, utan personuppgifter: {log_file()}" if log_failure(error, button, now) else ""
    return f"Ett fel stoppade knappen. Spara arbetsboken och försök igen.{where}"
