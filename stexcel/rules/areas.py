"""The abilities that are to be assessed continually, and what in an assessment tells that it was about one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from stexcel.model import LoggedAssessment
from stexcel.regelverk import Malbeskrivning
from stexcel.rules.context import Context
from stexcel.rules.terms import Days


class Area(StrEnum):
    """The abilities in the words of the findings."""

    LEADERSHIP = "ledarskap"
    COMMUNICATION = "kommunikation"
    TEACHING = "undervisning"
    SUPERVISING = "handledning"

    __hash__ = str.__hash__


Areas = frozenset[Area]
_NONE: Areas = frozenset()

_OF_METHOD: Mapping[str, Areas] = {
    "Bedömningsmall undervisning": frozenset({Area.TEACHING}),
    "Bedömningsmall handledning": frozenset({Area.SUPERVISING}),
    "360-grader": frozenset({Area.LEADERSHIP, Area.COMMUNICATION}),
    "Medsittning": frozenset({Area.COMMUNICATION}),
    "Mini-CEX": frozenset({Area.COMMUNICATION}),
}
"""Methods that by themselves say what they assess; a CBD may be about anything."""
_OF_WORDS = (
    (Area.LEADERSHIP, re.compile(r"ledarskap|\bled(?:er|a|ning)\b|teamled|rondled|jourled|leadership", re.IGNORECASE)),
    (Area.COMMUNICATION, re.compile(r"kommunik|samtalsteknik|konsultationsteknik|communication", re.IGNORECASE)),
    (Area.TEACHING, re.compile(r"undervis|föreläs|pedagog|teaching", re.IGNORECASE)),
    (Area.SUPERVISING, re.compile(r"handled(?:ning|a|er|ande)\b|supervis", re.IGNORECASE)),
)
_OF_TITLE = (
    (re.compile(r"ledarskap", re.IGNORECASE), frozenset({Area.LEADERSHIP})),
    (re.compile(r"kommunikation", re.IGNORECASE), frozenset({Area.COMMUNICATION})),
    (re.compile(r"pedagogik|lärande", re.IGNORECASE), frozenset({Area.TEACHING, Area.SUPERVISING})),
)
"""What the titles of delmål say: under the older regulation one delmål holds three of the abilities."""
_SCIENCE = re.compile(r"vetenskap", re.IGNORECASE)


def areas_named(one: LoggedAssessment) -> Areas:
    """What an assessment's method and own words say that it was about."""
    words = frozenset(area for area, pattern in _OF_WORDS if pattern.search(one.text))
    return words | _OF_METHOD.get(one.method, _NONE)


def areas_of(one: LoggedAssessment, of_delmal: Mapping[str, Areas]) -> Areas:
    """What an assessment was about, by its own words and by its delmål.

    A delmål that holds several abilities stands for all of them, unless the words tell which one was meant.
    """
    named = areas_named(one)
    linked = _NONE.union(*(of_delmal.get(code, _NONE) for code in one.delmal))
    return named if named & linked else named | linked


def areas_of_delmal(context: Context) -> Mapping[str, Areas]:
    """The abilities that each delmål of the regulation stands for, by its title."""
    return {
        code: areas
        for code, title in _titles(context).items()
        if (areas := _NONE.union(*(areas for pattern, areas in _OF_TITLE if pattern.search(title))))
    }


def science_delmal(context: Context) -> tuple[str, ...]:
    """The delmål about medical science."""
    return tuple(code for code, title in _titles(context).items() if _SCIENCE.search(title))


def fulfilled(context: Context, codes: Iterable[str]) -> tuple[str, ...]:
    """Those of the delmål that are fulfilled with evidence: the supervisor has then assessed them as a whole."""
    done = {code: context.iup.delmal[code].done for code in codes if code in context.iup.delmal}
    return tuple(code for code, one in done.items() if one is not None and one.fulfilled and one.has_evidence)


def fulfilled_in(context: Context, codes: Iterable[str], span: Days) -> tuple[str, ...]:
    """Those of the delmål that were fulfilled in a stretch of time; a fulfilment without a date belongs to none."""
    done = {code: context.iup.delmal[code].done for code in codes if code in context.iup.delmal}
    return tuple(
        code
        for code, one in done.items()
        if one is not None and one.fulfilled and one.date is not None and span.first <= one.date <= span.last
    )


def _titles(context: Context) -> Mapping[str, str]:
    """The titles of the a- and b-goals. All specialties share them, so that an unknown one does not matter."""
    goals = context.malbeskrivning or _any_goals(context)
    return {code: need.title for code, need in goals.requirements.items()} if goals else {}


def _any_goals(context: Context) -> Malbeskrivning | None:
    if context.regulation is None:
        return None
    found = (context.regelverk.malbeskrivning(context.regulation, name) for name in context.regelverk.specialties)
    return next((goals for goals in found if goals is not None), None)
