"""Ny IUP: a new workbook for a resident, with the delmål of the specialty, opened to be filled in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from xlwings import App

from stexcel import ooxml, regelverk
from stexcel.addin.errors import ButtonError, Cancelled
from stexcel.addin.outcome import Outcome
from stexcel.fill.new import Order, meant, new_iup
from stexcel.fill.template.content import Doctor

_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"/\\|?*', " "))
_MOST = 1000


Ask = Callable[[App, str], str | None]
"""Puts a question to the user; ``None`` when they leave it."""


def ny_iup(app: App, folder: Path, ask: Ask) -> Outcome:
    """Asks whom the workbook is for, and makes it; raises :class:`Cancelled` where a question is left."""
    specialty = _answer(ask(app, "Vilken specialitet? Till exempel Reumatologi."))
    regulation = _answer(ask(app, "Enligt vilken föreskrift, 2015 eller 2021?"))
    name = ask(app, "ST-läkarens namn? Det kan också fyllas i senare.")
    if name is None:
        raise Cancelled
    return make_iup(app, Order(specialty, regulation, Doctor(name=name.strip() or None)), folder)


def _answer(answer: str | None) -> str:
    if answer is None or not answer.strip():
        raise Cancelled
    return answer.strip()


def make_iup(app: App, order: Order, folder: Path) -> Outcome:
    """Saves the workbook as :func:`save_iup` does, and opens it."""
    target, outcome = save_iup(order, folder)
    app.books.open(str(target))
    return outcome


def save_iup(order: Order, folder: Path) -> tuple[Path, Outcome]:
    """Saves the workbook in the folder under a name that is free.

    Raises what :func:`stexcel.addin.errors.sentence` knows, and then nothing is written.
    """
    if not folder.is_dir():
        raise ButtonError("Mappen finns inte. Välj en annan.")
    rules = regelverk.load()
    chosen, made = meant(order, rules), new_iup(order, rules)
    target = _free(folder, order.doctor.name or chosen.specialty)
    ooxml.write_atomically(target, made)
    told = f"{target.name} är skapad för {chosen.specialty} enligt {chosen.regulation}. Börja på fliken Start."
    return target, Outcome(told)


def _free(folder: Path, whose: str) -> Path:
    """A name that no file in the folder has."""
    plain = " ".join("".join(letter for letter in whose.translate(_FORBIDDEN) if letter.isprintable()).split())
    names = (f"IUP {plain}{f' ({number})' if number > 1 else ''}.xlsx" for number in range(1, _MOST))
    found = next((folder / name for name in names if not (folder / name).exists()), None)
    if found is None:
        raise ButtonError("Mappen har redan för många IUP med samma namn. Välj en annan mapp.")
    return found
