"""The grade of a section as a range while anything is open, what would move it, and the cheapest way to B.

Source: the grading rules of the SPUR model (``regelverk``). A failing föreskrift gives D, failing advice C, failing
quality indicators B; a submitted action plan raises D to C. Whether a plan was submitted no file tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stexcel.regelverk import CriterionKind, Grade, Guide, Section
from stexcel.rules.words import listing
from stexcel.spur.model import CriterionResult, GradeRange, SectionResult, Status, Step
from stexcel.unit import Action

EXCEPTIONS_FOR_A = 1
"""Failing quality indicators that still allow A; the model says "single exceptions", the number is our own."""

DECIDED = "{grade}: {criteria} brister."
IF_NOT_SHOWN = "{grade} om {criteria} inte kan styrkas."
WITH_PLAN = "C om handlingsplanen är inlämnad och godtas; det framgår inte av filerna.{missing}"
NOT_IN_PLAN = " Den saknar rad för {criteria}."
IF_PLAN = "C om en handlingsplan för {criteria} lämnas in och godtas."
NO_PLAN_GRADE = "Avsnittet har inte graden C, så en handlingsplan höjer inte graden innan bristen är åtgärdad."
_MOST_NAMED = 6


def section_result(
    section: Section,
    criteria: Sequence[CriterionResult],
    actions: Sequence[Action],
    guides: Mapping[str, Guide],
) -> SectionResult:
    """A section with its grades. ``actions`` are the rows of the unit's own action plan."""
    failing = [one for one in criteria if one.status is Status.FAILS and one.kind is CriterionKind.REGULATION]
    with_plan = bool(failing) and Grade.C in section.grades and _has_plan(section, actions)
    grade = grade_range(section, [(one.kind, one.status) for one in criteria], with_plan=with_plan)
    verified = grade_range(section, [(one.kind, one.verified) for one in criteria])
    moves = tuple(_moves(section, criteria, actions, grade, with_plan=with_plan))
    return SectionResult(section, tuple(criteria), grade, verified, with_plan, moves, path_to_b(criteria, guides))


def _has_plan(section: Section, actions: Sequence[Action]) -> bool:
    """Whether the unit's plan takes up the section; rows that name no criterion may be about any."""
    return any(one.criterion is None or one.criterion[:1] == section.id for one in actions)


Judged = tuple[CriterionKind, Status]


def grade_range(section: Section, criteria: Sequence[Judged], *, with_plan: bool = False) -> GradeRange:
    """Every grade from the best, if all that is open turns out well, to the worst, if it turns out badly.

    With a plan that may have been submitted, what fails against the föreskrift gives C at the best.
    """
    best = _grade(section, [(kind, status is Status.FAILS) for kind, status in criteria])
    worst = _grade(section, [(kind, status is not Status.FULFILLED) for kind, status in criteria])
    if with_plan and best is Grade.D:
        best = Grade.C
    first, last = section.grades.index(best), section.grades.index(worst)
    return GradeRange(section.grades[first : last + 1])


def _grade(section: Section, failing: Sequence[tuple[CriterionKind, bool]]) -> Grade:
    """The grade when all is known."""
    kinds = [kind for kind, fails in failing if fails]
    if CriterionKind.REGULATION in kinds:
        return Grade.D
    if CriterionKind.ADVICE in kinds and Grade.C in section.grades:
        return Grade.C
    return Grade.B if kinds.count(CriterionKind.QUALITY) > EXCEPTIONS_FOR_A else Grade.A


def _moves(
    section: Section,
    criteria: Sequence[CriterionResult],
    actions: Sequence[Action],
    grade: GradeRange,
    *,
    with_plan: bool,
) -> Iterator[str]:
    failing = _named(criteria, CriterionKind.REGULATION, Status.FAILS)
    if failing:
        yield DECIDED.format(grade=Grade.D.value, criteria=listing(failing))
        if with_plan:
            known = {one.criterion for one in actions}
            missing = [one for one in failing if one not in known]
            yield WITH_PLAN.format(missing=NOT_IN_PLAN.format(criteria=listing(missing)) if missing else "")
        elif Grade.C in section.grades:
            yield IF_PLAN.format(criteria=listing(failing))
        else:
            yield NO_PLAN_GRADE
    advice = _named(criteria, CriterionKind.ADVICE, Status.FAILS)
    if advice and not failing:
        yield DECIDED.format(grade=Grade.C.value, criteria=listing(advice))
    for kind, result in ((CriterionKind.REGULATION, Grade.D), (CriterionKind.ADVICE, Grade.C)):
        left = _named(criteria, kind, Status.OPEN)
        if left and (result is grade.worst or result in grade.grades[1:]) and not failing:
            yield IF_NOT_SHOWN.format(grade=result.value, criteria=_some(left))
    quality = [*_named(criteria, CriterionKind.QUALITY, Status.OPEN)]
    lost = len(_named(criteria, CriterionKind.QUALITY, Status.FAILS))
    if quality and not failing and not advice and lost <= EXCEPTIONS_FOR_A < lost + len(quality):
        yield f"B i stället för A om fler än {_times(EXCEPTIONS_FOR_A)} av kvalitetsindikatorerna inte kan styrkas."


def _times(number: int) -> str:
    return "en" if number == 1 else str(number)


def _named(criteria: Sequence[CriterionResult], kind: CriterionKind, status: Status) -> list[str]:
    return [one.criterion.id for one in criteria if one.kind is kind and one.status is status]


def _some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    shown = [*names[:_MOST_NAMED], f"{more} till"] if more > 0 else list(names)
    return listing(shown, "eller")


def path_to_b(criteria: Sequence[CriterionResult], guides: Mapping[str, Guide]) -> tuple[Step, ...]:
    """What stands between the section and B, the cheapest first: what only has to be shown, then the fewest doctors."""
    steps = [
        _step(one, guides[one.criterion.id])
        for one in criteria
        if one.kind is not CriterionKind.QUALITY and one.status is not Status.FULFILLED
    ]
    order = [one.criterion.id for one in criteria]
    return tuple(sorted(steps, key=lambda one: (not one.open, one.doctors, order.index(one.criterion))))


def _step(one: CriterionResult, guide: Guide) -> Step:
    is_open = one.status is Status.OPEN
    action = guide.question if is_open else guide.action
    return Step(one.criterion.id, one.criterion.title, action, len(one.failing), is_open)
