"""What a rule is: metadata in one place, and a function from context to hits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from stexcel.findings import Finding, Level
from stexcel.model import CellRef
from stexcel.rules.context import Context
from stexcel.rules.run_context import RunContext

REGULATION = "SOSFS 2015:8 respektive HSLF-FS 2021:8"
GOALS = "SOSFS 2015:8 respektive HSLF-FS 2021:8, specialitetens målbeskrivning"
ROUTINE = "regional ST-rutin och SPUR-modellen"
TOOL = "stexcel"

READ_THE_GOALS = (
    " Underlaget för delmålet är inte kontrollerat mot författningen, därför är fyndet bara ett råd: "
    "läs målbeskrivningen."
)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule saw; the rule's metadata fills in what is ``None``.

    ``unverified`` tells that the hit leans on a row of the rule data that is not verified: a demand is then
    lowered to advice and says so.
    """

    text: str
    delmal: str | None = None
    cell: CellRef | None = None
    sheet: str | None = None
    summary: str | None = None
    level: Level | None = None
    action: str | None = None
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """The metadata of a rule. ``spur`` are ids of SPUR criteria, ``thresholds`` names of limits it uses.

    ``why`` tells in a sentence or two why the rule exists.
    """

    code: str
    level: Level
    title: str
    source: str
    action: str
    why: str = ""
    spur: tuple[str, ...] = ()
    thresholds: tuple[str, ...] = ()

    def finding(self, hit: Hit) -> Finding:
        """The finding that a hit of this rule amounts to."""
        level = hit.level or self.level
        lowered = hit.unverified and level is Level.KRAV
        return Finding(
            code=self.code,
            level=Level.RAD if lowered else level,
            summary=hit.summary or self.title,
            text=hit.text + READ_THE_GOALS if lowered else hit.text,
            action=hit.action or self.action,
            source=self.source,
            delmal=hit.delmal,
            sheet=hit.cell.sheet if hit.cell else hit.sheet,
            cell=hit.cell,
        )


Check = Callable[[Context], Iterable[Hit]]
RunCheck = Callable[[RunContext], Iterable[tuple[int, Hit]]]
C = TypeVar("C", Check, RunCheck)


@dataclass(frozen=True, slots=True)
class BoundRule(Generic[C]):
    """A check together with its metadata."""

    info: RuleInfo
    check: C


Rule = BoundRule[Check]
"""A rule about one file."""
RunRule = BoundRule[RunCheck]
"""A rule about all files of a run; its hits carry the index of the document they are about."""


def rule(info: RuleInfo) -> Callable[[Check], Rule]:
    """Decorator that gives a check of one file its metadata."""
    return lambda check: BoundRule(info, check)


def run_rule(info: RuleInfo) -> Callable[[RunCheck], RunRule]:
    """Decorator that gives a check of a whole run its metadata."""
    return lambda check: BoundRule(info, check)
