"""A new IUP for one resident: the delmål of the specialty, and what is known of the person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from stexcel.codes import REGULATIONS
from stexcel.config.nearest import hint
from stexcel.fill.errors import FillError
from stexcel.fill.template.build import make
from stexcel.fill.template.content import Doctor, for_doctor
from stexcel.frames.years import years_after
from stexcel.regelverk import Malbeskrivning, Regelverk, match_specialty

_MOST_YEARS = 20
"""No training is planned for longer, at half time and with much leave."""


@dataclass(frozen=True)
class Order:
    """What someone asks for, in their own words: ``Reumatologi`` and ``2021`` will do."""

    specialty: str
    regulation: str
    doctor: Doctor = field(default_factory=Doctor)


def new_iup(order: Order, regelverk: Regelverk) -> bytes:
    """The workbook as an .xlsx file; the same order gives the same bytes.

    Raises :class:`FillError` as :func:`meant` does, and for an end that lies before the start or far too long after it.
    """
    doctor = order.doctor
    if doctor.start is not None and doctor.end is not None:
        _refuse_times(doctor.start, doctor.end)
    return make(for_doctor(meant(order, regelverk), doctor, regelverk))


def meant(order: Order, regelverk: Regelverk) -> Malbeskrivning:
    """The målbeskrivning that the words of an order mean.

    Raises :class:`FillError` for a specialty or a regulation that is unknown, or that have no målbeskrivning together.
    """
    specialty, regulation = _specialty(order.specialty, regelverk), _regulation(order.regulation)
    malbeskrivning = regelverk.malbeskrivning(regulation, specialty)
    if malbeskrivning is None:
        others = [one for one in REGULATIONS if regelverk.malbeskrivning(one, specialty) is not None]
        hint = f" Den finns enligt {' och '.join(others)}." if others else ""
        raise FillError(f"{specialty} har ingen målbeskrivning enligt {regulation} i regelverket.{hint}")
    return malbeskrivning


def _refuse_times(start: date, end: date) -> None:
    if end <= start:
        raise FillError(f"Slutet {end} ligger före starten {start}. Rätta det ena datumet.")
    if end > years_after(start, _MOST_YEARS):
        raise FillError(f"Mellan starten {start} och slutet {end} är det mer än {_MOST_YEARS} år. Kontrollera årtalen.")


def _specialty(text: str, regelverk: Regelverk) -> str:
    """The official name of the specialty that was meant."""
    names = tuple(regelverk.specialties)
    found = match_specialty(text, names)
    if found is None:
        raise FillError(f"Specialiteten ”{text}” finns inte.{hint(text, names)}")
    return found


def _regulation(text: str) -> str:
    """The regulation that a year or a whole name means."""
    plain = "".join(text.split()).casefold()
    for name in REGULATIONS:
        number = name.split()[-1]
        year = number.partition(":")[0]
        if plain in {year, number, "".join(name.split()).casefold()}:
            return name
    known = " eller ".join(name.split()[-1].partition(":")[0] for name in REGULATIONS)
    raise FillError(f"Föreskriften ”{text}” finns inte. Ange {known}.")
