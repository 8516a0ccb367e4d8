"""The unit's own word about a criterion: its answers and its action plan, beside what the files show.

A claim settles only what the files leave open. What contradicts the files, or another claim, is told and never hidden.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from stexcel.regelverk import JudgedFrom
from stexcel.spur.case import UnitFile
from stexcel.spur.model import Basis, Claim, Status
from stexcel.spur.verdict import Verdict
from stexcel.unit import Action, Reply

OPEN_ACTION = "Enhetens egen handlingsplan har en öppen åtgärd: {what}."
OVERDUE_ACTION = "Enhetens egen handlingsplan har en öppen åtgärd vars datum har passerat ({due}): {what}."
DONE_ACTION = "Enhetens egen handlingsplan anger åtgärden som genomförd: {what}. Det styrker inte att bristen är borta."
CLAIMED = {
    Status.FULFILLED: "Enheten svarar själv ja. Programmet har inte kontrollerat svaret.",
    Status.FAILS: "Enheten svarar själv nej.",
    Status.OPEN: "Enheten svarar själv delvis.",
}
ANSWERS_DISAGREE = "Enhetens svar säger emot varandra: {answers}."
PLAN_DISAGREES = "Enheten svarar ja, men dess handlingsplan har en öppen åtgärd."
FILES_FAIL = "Enheten svarar ja, men underlaget visar en brist."
FILES_AGAINST = "Enheten svarar ja, men underlaget talar emot."
FILES_FULFIL = "Enheten svarar {answer}, men underlaget visar ingen brist."
PLAN_OPEN = "Enhetens handlingsplan har en öppen åtgärd, men underlaget visar ingen brist."

_STATUS = {Reply.YES: Status.FULFILLED, Reply.NO: Status.FAILS, Reply.PARTLY: Status.OPEN}
_FROM = {JudgedFrom.IUP: Basis.IUP, JudgedFrom.UNIT: Basis.UNIT, JudgedFrom.MANUAL: Basis.MANUAL}


@dataclass(frozen=True, slots=True)
class Heard:
    """A status with the unit's claims heard: where it comes from, and what does not agree."""

    status: Status
    basis: Basis
    contradiction: str | None = None


def claims_about(criterion: str, regulation: str, unit: UnitFile | None, today: date) -> tuple[Claim, ...]:
    """The unit's answers about a criterion, then the rows of its action plan."""
    if unit is None:
        return ()
    return (*_answers(criterion, regulation, unit), *_actions(criterion, unit, today))


def _answers(criterion: str, regulation: str, file: UnitFile) -> Iterator[Claim]:
    for one in file.unit.answers:
        if one.criterion == criterion and one.reply is not None and one.regulation in (None, regulation):
            when = one.when.value if one.when is not None else None
            status = _STATUS[one.reply]
            yield Claim(status, one.text, file.path, one.cell, one.document, when, one.owner, one.comment)


def _actions(criterion: str, file: UnitFile, today: date) -> Iterator[Claim]:
    for one in file.unit.actions:
        if one.criterion == criterion:
            status = Status.OPEN if one.done else Status.FAILS
            when = one.due.value if one.due is not None else None
            answer = _told(one, today)
            claim = Claim(status, answer, file.path, one.cell, None, when, one.responsible, one.status, from_plan=True)
            yield replace(claim, done=one.done)


def _told(action: Action, today: date) -> str:
    if action.done:
        return DONE_ACTION.format(what=_what(action))
    if action.due is not None and is_overdue(action, today):
        due = action.due.value
        return OVERDUE_ACTION.format(due=due.end if due.is_day else f"senast {due.end}", what=_what(action))
    return OPEN_ACTION.format(what=_what(action))


def is_overdue(action: Action, today: date) -> bool:
    """Whether a row of the plan is open though all of the time for it has passed."""
    return not action.done and action.due is not None and action.due.value.end < today


def _what(action: Action) -> str:
    text = " ".join((action.action or action.problem or "").split())
    return f"”{text.rstrip('.')}”" if text else "utan beskrivning"


def heard(verdict: Verdict, claims: Sequence[Claim], judged_from: JudgedFrom) -> Heard:
    """The status with the claims; the files' own verdict stands wherever they have one from the IUPs."""
    answers = [one for one in claims if not one.from_plan]
    said = {one.status for one in answers}
    has_open_row = any(one.from_plan and not one.done for one in claims)
    basis = _basis(verdict, judged_from)
    if len(said) > 1:
        told = ANSWERS_DISAGREE.format(answers=", ".join(f"”{one.answer}” ({one.cell})" for one in answers))
        status = Status.FAILS if verdict.status is Status.FAILS else Status.OPEN
        return Heard(status, basis, told)
    answer = answers[0] if answers else None
    if verdict.status is Status.FAILS:
        is_denied = answer is not None and answer.status is Status.FULFILLED
        return Heard(Status.FAILS, basis, FILES_FAIL if is_denied else None)
    if verdict.status is Status.FULFILLED:
        return _against_the_files(answer, basis, has_open_row=has_open_row, from_unit=verdict.from_unit)
    return _where_files_are_silent(verdict, answer, basis, has_open_row=has_open_row)


def _basis(verdict: Verdict, judged_from: JudgedFrom) -> Basis:
    if verdict.status is Status.OPEN:
        return _FROM[judged_from]
    return Basis.UNIT if verdict.from_unit else Basis.IUP


def _against_the_files(answer: Claim | None, basis: Basis, *, has_open_row: bool, from_unit: bool) -> Heard:
    """Where the files show that a criterion is fulfilled: what the unit itself admits goes before its register."""
    if answer is not None and answer.status is not Status.FULFILLED:
        word = "nej" if answer.status is Status.FAILS else "delvis"
        return Heard(answer.status, Basis.CLAIMED, FILES_FULFIL.format(answer=word))
    if has_open_row and from_unit:
        return Heard(Status.FAILS, Basis.CLAIMED, PLAN_OPEN)
    return Heard(Status.FULFILLED, basis, PLAN_OPEN if has_open_row else None)


def _where_files_are_silent(verdict: Verdict, answer: Claim | None, basis: Basis, *, has_open_row: bool) -> Heard:
    is_yes = answer is not None and answer.status is Status.FULFILLED
    if has_open_row:
        return Heard(Status.FAILS, Basis.CLAIMED, PLAN_DISAGREES if is_yes else None)
    if answer is None:
        return Heard(Status.OPEN, basis)
    contradiction = FILES_AGAINST if is_yes and verdict.against else None
    return Heard(answer.status, basis if answer.status is Status.OPEN else Basis.CLAIMED, contradiction)


def told_with(verdict: Verdict, claims: Sequence[Claim]) -> str:
    """The counted sentence, then what the unit says itself."""
    answers = list(dict.fromkeys(CLAIMED[one.status] for one in claims if not one.from_plan))
    plans = list(dict.fromkeys(one.answer for one in claims if one.from_plan))
    return " ".join((verdict.told, *answers, *plans))
