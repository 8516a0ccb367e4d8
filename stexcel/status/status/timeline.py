"""The placements of the coming months, and where they collide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stexcel.status.status.basics import Doctor, Place


class BarKind(StrEnum):
    """What a bar of the timeline is."""

    PLACEMENT = "placering"
    SIDE = "sidotjänstgöring"
    LEAVE = "ledighet"


@dataclass(frozen=True, slots=True)
class Bar:
    """A placement in the time that is shown; ``start`` and ``end`` are its own, also where they lie outside.

    ``collisions`` are the numbers of the collisions it is part of.
    """

    doctor: Doctor
    name: str
    kind: BarKind
    start: date
    end: date
    percent: int | None
    site: str | None
    supervisor: str | None
    place: Place
    collisions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Collision:
    """Residents at the same side rotation at the same time: ``where`` as most of them write it, both days included."""

    number: int
    where: str
    start: date
    end: date
    doctors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The placements from the first of the present month and 24 months on; ``months`` are the first days of them.

    ``undated`` are sentences about placements without usable dates and doctors without placements in the time.
    """

    first: date
    last: date
    months: tuple[date, ...]
    bars: tuple[Bar, ...]
    collisions: tuple[Collision, ...] = ()
    undated: tuple[str, ...] = ()
