"""The action plan: a row for every failing criterion, with what the unit's own plan says where it has one.

``planned`` is a pure function of what was assessed. The rows that it proposes have a date by the criterion's kind and
an owner by its section; what the unit has decided itself is kept as it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from stexcel.regelverk import Criterion, CriterionKind, Guide
from stexcel.rules.months import add_months
from stexcel.rules.words import listing
from stexcel.spur.claims import is_overdue
from stexcel.spur.model import Condition, CriterionResult, PlanRow, RegulationResult, Status
from stexcel.spur.together import said_together
from stexcel.unit import Action, Unit

MONTHS_TO_ACT = {CriterionKind.REGULATION: 3, CriterionKind.ADVICE: 6, CriterionKind.QUALITY: 12}
"""Months from today to the proposed date, by the kind of the criterion: our own assumption."""
MONTHS_TO_FOLLOW_UP = 1
"""Months from the date of an action to that of its follow-up: our own assumption."""
STUDIEREKTOR, HEAD = "studierektor", "verksamhetschef"
_OF_HEAD = frozenset("ABC")
"""Sections about the unit's means, for which its head answers."""
_ABOUT_STUDIEREKTOR = frozenset({"B4", "B7", "B10", "D4", "D9"})
"""Criteria about the studierektor or the head, whoever the section belongs to."""
BY_PEOPLE = "Bedöms av människor."
RULE = "Regel:"
"""What the rules of a condition stand after."""
_INLINE = re.compile(r"\s*\(STX\d{3}[^)]*= 0[^)]*\)")
_UNIT_RULES = "STX5"


@dataclass(frozen=True, slots=True)
class Leaders:
    """Who answers for the actions, by name where it is known."""

    head: str | None = None
    studierektor: str | None = None

    def of(self, role: str) -> str:
        """The name with the role, else the role alone."""
        name = self.head if role == HEAD else self.studierektor
        return f"{name} ({role})" if name else role.capitalize()


@dataclass(frozen=True, slots=True)
class _Failure:
    """A criterion that fails under one or more regulations."""

    criterion: Criterion
    results: tuple[tuple[str, CriterionResult], ...]

    @property
    def strictest(self) -> CriterionKind:
        """The kind that gives the shortest time."""
        kinds = (result.kind for _, result in self.results)
        return min(kinds, key=lambda kind: MONTHS_TO_ACT[kind])

    @property
    def problem(self) -> str:
        """What was seen, told for each regulation where it differs."""
        return seen_in_files(self.results)

    @property
    def doctors(self) -> tuple[str, ...]:
        """The names of those who fail it."""
        return tuple(dict.fromkeys(doctor.name for _, result in self.results for doctor in result.failing))

    def condition(self, guide: Guide) -> Condition:
        """When it is mended; what only people have said to fail, people have to say is mended.

        The rules are those that decided now; where none did, the assessment decides.
        """
        is_seen = any(result.verified is Status.FAILS for _, result in self.results)
        if guide.manual or not is_seen:
            return Condition(self.criterion.id, manual=True)
        found = {code for _, result in self.results for code in _deciding(result)}
        return Condition(self.criterion.id, tuple(sorted(found & {*guide.decisive_codes})))


def seen_in_files(results: Iterable[tuple[str, CriterionResult]]) -> str:
    """The counted sentences of a criterion by regulation, once where they are the same."""
    return said_together({regulation: _seen(result) for regulation, result in results})


def _seen(result: CriterionResult) -> str:
    """The counted sentence without the unit's claims, unless they are all there is."""
    seen = result.told
    for claim in result.claims:
        seen = seen.replace(claim.answer, "")
    return " ".join(seen.split()) or result.told


def _deciding(result: CriterionResult) -> Iterable[str]:
    """The rules by which a criterion fails: those of the failing doctors, else those of the unit."""
    failing = [one for one in result.doctors if one.status is Status.FAILS]
    return [code for one in failing for code in one.codes] if failing else result.codes


def planned(
    regulations: Iterable[RegulationResult],
    units: Iterable[Unit],
    guides: Mapping[str, Guide],
    day: date,
    leaders: Leaders,
) -> tuple[PlanRow, ...]:
    """The rows of the plan in the order of the criteria: the unit's own where there are any, else a proposal."""
    own: dict[str, list[Action]] = defaultdict(list)
    for unit in units:
        for action in unit.actions:
            if action.criterion is not None:
                own[action.criterion].append(action)
    rows = (_rows(one, own[one.criterion.id], guides[one.criterion.id], day, leaders) for one in _failures(regulations))
    return tuple(row for found in rows for row in found)


def _failures(regulations: Iterable[RegulationResult]) -> Iterator[_Failure]:
    """Every failing criterion once, in the order of the model."""
    found: dict[str, list[tuple[str, CriterionResult]]] = {}
    for part in regulations:
        for section in part.sections:
            for result in section.criteria:
                if result.status is Status.FAILS:
                    found.setdefault(result.criterion.id, []).append((part.regulation, result))
    for name in sorted(found, key=_order):
        yield _Failure(found[name][0][1].criterion, tuple(found[name]))


def _order(criterion: str) -> tuple[str, int]:
    return criterion[:1], int(criterion[1:])


def _rows(failure: _Failure, own: Sequence[Action], guide: Guide, day: date, leaders: Leaders) -> Iterator[PlanRow]:
    """The unit's open rows for the criterion, else one that is proposed."""
    open_rows = [action for action in own if not action.done]
    if not open_rows:
        yield _row(failure, None, guide, day, leaders, tried=[action for action in own if action.done])
    for action in open_rows:
        yield _row(failure, action, guide, day, leaders)


def _row(
    failure: _Failure,
    own: Action | None,
    guide: Guide,
    day: date,
    leaders: Leaders,
    tried: Sequence[Action] = (),
) -> PlanRow:
    """One row; what the unit has not decided itself is proposed."""
    role = HEAD if _belongs_to_head(failure.criterion) else STUDIEREKTOR
    due = own.due.value.end if own and own.due else add_months(day, MONTHS_TO_ACT[failure.strictest])
    follow_up = own.follow_up.value.end if own and own.follow_up else add_months(max(due, day), MONTHS_TO_FOLLOW_UP)
    condition = failure.condition(guide)
    return PlanRow(
        criterion=failure.criterion.id,
        regulations=tuple(regulation for regulation, _ in failure.results),
        section=failure.criterion.section,
        problem=" ".join((failure.problem, *_before(tried))),
        action=(own.action if own else None) or guide.action,
        due=due,
        responsible=(own.responsible if own else None) or leaders.of(role),
        follow_up=follow_up,
        follow_up_by=(own.follow_up_by if own else None) or leaders.of(STUDIEREKTOR if role == HEAD else HEAD),
        doctors=failure.doctors,
        condition=condition,
        condition_text=condition_text(condition, guide.closed),
        own=own is not None,
        status=own.status if own else None,
        overdue=own is not None and is_overdue(own, day),
    )


def _before(tried: Sequence[Action]) -> Iterator[str]:
    """That the unit has tried before, where it has."""
    done = [f"”{one.action.rstrip('.')}”" for one in tried if one.action]
    if done:
        yield f"Enhetens handlingsplan anger {listing(done)} som genomfört, men bristen syns fortfarande i underlaget."


def _belongs_to_head(criterion: Criterion) -> bool:
    return criterion.section in _OF_HEAD or criterion.id in _ABOUT_STUDIEREKTOR


def condition_text(condition: Condition, closes: str) -> str:
    """The condition as a sentence that begins with ``closes``, with rules in a form that the follow-up reads back."""
    told = _INLINE.sub("", closes)
    if condition.manual:
        return f"{told} {BY_PEOPLE}"
    if not condition.codes:
        return f"{told} Programmet bedömer då {condition.criterion} som uppfyllt."
    of_iup = [code for code in condition.codes if not code.startswith(_UNIT_RULES)]
    of_unit = [code for code in condition.codes if code.startswith(_UNIT_RULES)]
    demands = [f"{listing(of_iup)} = 0 för alla ST-läkare"] if of_iup else []
    demands += [f"{listing(of_unit)} = 0 för enheten"] if of_unit else []
    return f"{told} {RULE} {listing(demands)}."
