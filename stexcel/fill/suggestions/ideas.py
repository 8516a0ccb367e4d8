"""What could lead to a delmål and how it could be assessed: the clinic's own ways first, then the målbeskrivning's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from stexcel.fill.idea_library.read import Entry, Library
from stexcel.layout.activities import activity_types, as_course, split_activities
from stexcel.layout.methods import known_method
from stexcel.layout.reading import Kind
from stexcel.layout.text import fold
from stexcel.model import ActivityType, Delmal
from stexcel.regelverk import Malbeskrivning, Requirement
from stexcel.rules.delmal import meets
from stexcel.rules.words import ACTIVITY_WORDS, listing

MOST = 4
"""Ideas in one cell, unless the målbeskrivning requires more."""
_MOST_OWN = 3
"""Ideas from the library, so that there is room for something else."""

Types = frozenset[ActivityType]

_ASSESSING = {
    ActivityType.MEDSITTNING: "Medsittning",
    ActivityType.HANDLEDA: "Bedömningsmall handledning",
    ActivityType.UNDERVISA: "Bedömningsmall undervisning",
}
"""The methods that are made for what a målbeskrivning wants done."""
_WORDS = {**ACTIVITY_WORDS, ActivityType.SKRIFTLIGT: "skriftligt arbete"}
"""What is written in a cell, so that it is read back as the activity that it stands for."""


@dataclass(frozen=True, slots=True)
class Idea:
    """One thing to suggest. ``name`` is how it is called, ``text`` how it is written among activities of all kinds.

    ``types`` are what it is as an activity (none for a way of assessing), ``origin`` where it comes from, in Swedish.
    """

    name: str
    text: str
    origin: str
    types: Types = frozenset()


@dataclass(frozen=True, slots=True)
class Programme:
    """What a programme is judged by, and the library that goes with it, as far as they are known."""

    goals: Malbeskrivning | None
    library: Library | None
    specialty: str | None
    regulation: str | None

    def requirement(self, code: str) -> Requirement | None:
        """What the målbeskrivning says of the delmål."""
        return self.goals.requirements.get(code) if self.goals is not None else None

    def entries(self, code: str) -> tuple[Entry, ...]:
        """What the library has for the delmål."""
        return self.library.serving(code, self.specialty, self.regulation) if self.library is not None else ()


def activity_ideas(programme: Programme, delmal: Delmal) -> tuple[Idea, ...]:
    """Activities for a delmål; where it has some, only those of the kinds that are required and still missing."""
    need = programme.requirement(delmal.code)
    done = [activity.types for activity in delmal.activities]
    missing = [kinds for kinds in need.required if not meets(done, kinds)] if need is not None else []
    own = [_own(programme, entry) for entry in programme.entries(delmal.code) if entry.kind is not Kind.ASSESSMENTS]
    if done:
        own = [idea for idea in own if any(meets([idea.types], kinds) for kinds in missing)]
    own = _telling(own, missing)
    still = [kinds for kinds in missing if not meets([idea.types for idea in own], kinds)]
    required = [_of_goals(programme, need, kinds, "krävs enligt") for kinds in still if need is not None]
    more = [] if done or need is None else list(_recommended(programme, need, [*own, *required]))
    return _unique([*own, *required, *more[: max(0, MOST - len(own) - len(required))]])


def assessment_ideas(programme: Programme, delmal: Delmal) -> tuple[Idea, ...]:
    """Ways to assess a delmål that has none."""
    if delmal.assessments:
        return ()
    own = [_own(programme, entry) for entry in programme.entries(delmal.code) if entry.kind is Kind.ASSESSMENTS]
    need = programme.requirement(delmal.code)
    return _unique([*own, *(_methods(programme, need) if need is not None else ())])[:MOST]


def lacks(programme: Programme, delmal: Delmal) -> bool:
    """Whether a delmål has no activity, or none of a kind that is required."""
    need = programme.requirement(delmal.code)
    done = [activity.types for activity in delmal.activities]
    return not done or (need is not None and any(not meets(done, kinds) for kinds in need.required))


def words_for(kinds: Types) -> str:
    """How alternatives of a målbeskrivning are written in a cell: ``Auskultation eller klinisk tjänstgöring …``."""
    words = listing([_WORDS[kind] for kind in ActivityType if kind in kinds], "eller")
    return words[:1].upper() + words[1:]


def _own(programme: Programme, entry: Entry) -> Idea:
    """An entry of the library, written so that the reader takes it for what it is."""
    name = " – ".join(split_activities(entry.name)) or entry.name
    library = programme.library.name if programme.library is not None else ""
    origin = f"ur {library}, bladet {entry.cell.sheet}, rad {entry.cell.row}"
    if entry.kind is Kind.ASSESSMENTS:
        return Idea(name, name, origin)
    types = activity_types(name)
    if entry.kind is Kind.COURSES:
        text = name if ActivityType.KURS in types else f"Kurs: {name}"
        return Idea(name, text, origin, as_course(types))
    if entry.kind is Kind.PLACEMENTS:
        text = name if ActivityType.KLINISK in types else f"Tjänstgöring: {name}"
        return Idea(name, text, origin, types | {ActivityType.KLINISK})
    return Idea(name, name, origin, types)


def _telling(own: Sequence[Idea], missing: Sequence[Types]) -> list[Idea]:
    """The first few, with one for each missing kind before others, in the order of the library."""
    first = [next((idea for idea in own if meets([idea.types], kinds)), None) for kinds in missing]
    ranked = dict.fromkeys([*(idea for idea in first if idea is not None), *own])
    kept = list(ranked)[:_MOST_OWN]
    return [idea for idea in own if idea in kept]


def _recommended(programme: Programme, need: Requirement, have: Sequence[Idea]) -> Iterator[Idea]:
    """What is recommended and not there yet; what only assesses is no activity."""
    for kinds in need.recommended:
        plain = kinds - {ActivityType.MEDSITTNING}
        if plain and not meets([idea.types for idea in have], plain):
            yield _of_goals(programme, need, plain, "rekommenderas i")


def _of_goals(programme: Programme, need: Requirement, kinds: Types, how: str) -> Idea:
    text = words_for(kinds)
    return Idea(text, text, _by_goals(programme, need, how), kinds)


def _methods(programme: Programme, need: Requirement) -> Iterator[Idea]:
    wanted = frozenset[ActivityType]().union(*need.required, *need.recommended)
    for kind, method in _ASSESSING.items():
        if kind in wanted:
            how = "rekommenderas i" if kind is ActivityType.MEDSITTNING else f"prövar ”{ACTIVITY_WORDS[kind]}” i"
            yield Idea(method, method, _by_goals(programme, need, how))


def _by_goals(programme: Programme, need: Requirement, how: str) -> str:
    goals = programme.goals
    of = f" för {goals.specialty}, {goals.regulation}" if goals is not None else ""
    doubt = " (underlaget är inte kontrollerat mot författningen)" if need.is_unverified else ""
    return f"{how} målbeskrivningen{of}, delmål {need.code}{doubt}"


def _unique(ideas: Iterable[Idea]) -> tuple[Idea, ...]:
    """In order, each once: by name, or by method where it is a known one."""
    found: dict[str, Idea] = {}
    for idea in ideas:
        key = (known_method(idea.name) if not idea.types else None) or fold(idea.text)
        found.setdefault(key, idea)
    return tuple(found.values())
