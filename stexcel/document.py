"""One file of a run: what it holds, or why it could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stexcel.model import Iup
from stexcel.unit import Unit


class ProblemKind(StrEnum):
    """Why a file gave no content."""

    UNREADABLE = "oläslig"
    ENCRYPTED = "lösenord"
    NO_IUP = "ingen IUP"
    CRASH = "programfel"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file could not be judged; ``text`` is a Swedish sentence that says what is wrong.

    ``action`` says what to do where the usual advice for the kind does not fit.
    """

    kind: ProblemKind
    text: str
    action: str | None = None

    @property
    def told(self) -> str:
        """What is wrong and what to do about it."""
        return f"{self.text} {self.action}" if self.action else self.text


@dataclass(frozen=True)
class Document:
    """One file of a run: an IUP, a unit's own workbook, or the problem that hid the content.

    At most one of ``iup``, ``unit`` and ``problem`` is set. ``path`` is as the user gave it, with ``/``.
    """

    path: str
    sha256: str | None
    iup: Iup | None = None
    problem: Problem | None = None
    unit: Unit | None = None
