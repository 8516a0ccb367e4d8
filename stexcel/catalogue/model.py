"""What an official målbeskrivning says, as frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stexcel.model import ActivityType


@dataclass(frozen=True, slots=True)
class OfficialDelmal:
    """One delmål as the document has it; ``pages`` count from 1 in the file.

    ``required``, ``recommended`` and ``certified_by`` are as in :class:`stexcel.regelverk.Requirement`. ``competence``
    is the demand itself, a paragraph a line.
    """

    code: str
    title: str
    required: tuple[frozenset[ActivityType], ...]
    recommended: tuple[frozenset[ActivityType], ...]
    certified_by: str
    competence: str
    pages: tuple[int, ...]


@dataclass(frozen=True)
class Official:
    """The målbeskrivning of one specialty.

    ``listed`` are the codes that apply according to the document itself; empty where it does not list them. ``delmal``
    are those that it describes. ``faults`` are Swedish sentences about what could not be read for certain; with any of
    them nothing of the specialty may be used.
    """

    regulation: str
    specialty: str
    listed: tuple[str, ...]
    delmal: Mapping[str, OfficialDelmal]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficialText:
    """A whole document: its file name and digest, and the målbeskrivningar in it."""

    name: str
    sha256: str
    found: tuple[Official, ...]
