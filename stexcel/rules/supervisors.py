"""Rules 501-503 and 506: the unit's supervisors, from its register and the IUPs that belong to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from stexcel.findings import Level
from stexcel.regelverk import Regelverk
from stexcel.rules.months import add_months
from stexcel.rules.register_conflicts import conflicts
from stexcel.rules.roster import Pairing, Roster, rosters
from stexcel.rules.rule import REGULATION, ROUTINE, Hit, RuleInfo, run_rule
from stexcel.rules.run_context import RunContext
from stexcel.rules.words import listing
from stexcel.unit import Attested, Supervisor

_MOST_NAMED = 4


@run_rule(
    RuleInfo(
        "STX501",
        Level.KRAV,
        "huvudansvarig handledare utan handledarutbildning",
        REGULATION,
        "Anmäl handledaren till handledarutbildning, eller utse en huvudansvarig handledare som har den. Finns "
        "utbildningen: skriv datumet i registret.",
        why="Den som har huvudansvaret för en ST-läkares handledning ska ha gått en handledarutbildning. Granskare "
        "går igenom registret handledare för handledare.",
        spur=("B2", "E11"),
    )
)
def untrained_supervisor(context: RunContext) -> Iterator[tuple[int, Hit]]:
    """A main supervisor of whom the register says that there is no training, or says nothing."""
    for roster in rosters(context):
        for supervisor, residents in roster.main_supervisors:
            told = [one.training for one in roster.same(supervisor) if one.training is not None]
            if told and not any(_is_trained(training, context.today) for training in told):
                text = (
                    f"{supervisor.name.value} är huvudansvarig handledare för {_named(residents)}, men "
                    f"{_lacks(told[0], context.today, 'handledarutbildning')}."
                )
                yield roster.index, Hit(text, cell=told[0].cell)


def _is_trained(training: Attested, today: date) -> bool:
    return training.has and (training.when is None or training.when.start <= today)


def _lacks(attested: Attested, today: date, what: str) -> str:
    """How the register says that something is not there."""
    if attested.has and attested.when is not None and attested.when.start > today:
        return f"{what}en är daterad {attested.when.start}, som inte har varit än"
    if not attested.text:
        return f"rutan för {what} är tom"
    return f"för {what} står ”{attested.text}” i registret"


def _named(residents: Sequence[Pairing]) -> str:
    names = [pairing.doctor for pairing in residents]
    more = len(names) - _MOST_NAMED
    return listing(names) if more <= 0 else listing([*names[:_MOST_NAMED], f"{more} till"])


@run_rule(
    RuleInfo(
        "STX502",
        Level.KRAV,
        "handledarens specialistkompetens saknas eller avser annan specialitet",
        REGULATION,
        "Skriv handledarens specialistkompetens i registret. Är den en annan än ST-läkarens: utse en huvudansvarig "
        "handledare med specialistkompetens i den avsedda specialiteten.",
        why="Den huvudansvariga handledaren ska ha specialistkompetens i den specialitet som ST-läkaren utbildas i, "
        "och övriga handledare i en relevant specialitet.",
        spur=("B1", "B3"),
    )
)
def wrong_specialty(context: RunContext) -> Iterator[tuple[int, Hit]]:
    """A supervisor without a stated specialty, or with another than that of somebody they mainly supervise."""
    for roster in rosters(context):
        for supervisor in roster.unit.supervisors:
            if supervisor.specialty is not None and not supervisor.specialties and not supervisor.left:
                text = f"Registret säger inte vilken specialistkompetens {supervisor.name.value} har."
                yield roster.index, Hit(text, cell=supervisor.specialty.cell)
        for supervisor, residents in roster.main_supervisors:
            own = [one for row in roster.same(supervisor) for one in row.specialties]
            for pairing in residents:
                if pairing.specialty is not None and own and _is_other(pairing.specialty, own, context.regelverk):
                    yield roster.index, _other_specialty(supervisor, own, pairing)


def _is_other(specialty: str, own: Sequence[str], regelverk: Regelverk) -> bool:
    """Whether a specialty is surely none of the supervisor's: names that nobody knows cannot be compared."""
    if not all(one in regelverk.specialties for one in (specialty, *own)):
        return False
    return specialty not in own


def _other_specialty(supervisor: Supervisor, own: Sequence[str], pairing: Pairing) -> Hit:
    text = (
        f"{supervisor.name.value} har specialistkompetens i {listing([one.lower() for one in dict.fromkeys(own)])}, "
        f"men är huvudansvarig handledare för {pairing.doctor}, som gör ST i {(pairing.specialty or '').lower()}."
    )
    return Hit(text, cell=supervisor.specialty.cell if supervisor.specialty else supervisor.name.cell)


@run_rule(
    RuleInfo(
        "STX503",
        Level.LOKAL,
        "handledare med för många ST-läkare, eller som inte stämmer med registret",
        ROUTINE,
        "Fördela ST-läkarna på fler handledare, eller rätta registret eller IUP så att de säger samma sak.",
        why="Handledarna ska räcka till för behovet. Det går bara att se om registret och programmen är överens om "
        "vem som är huvudansvarig handledare för vem.",
        spur=("B5",),
        thresholds=("supervisor_load",),
    )
)
def supervisor_load(context: RunContext) -> Iterator[tuple[int, Hit]]:
    """Too many residents, names that the register does not have, and registers that contradict each other."""
    limit = context.thresholds.supervisor_load
    for roster in rosters(context):
        for supervisor, residents in roster.main_supervisors:
            if len(residents) > limit:
                text = (
                    f"{supervisor.name.value} är huvudansvarig handledare för {len(residents)} ST-läkare "
                    f"({_named(residents)}). Gränsen är {limit}."
                )
                summary = "handledare med för många ST-läkare"
                yield roster.index, Hit(text, cell=supervisor.name.cell, summary=summary)
        yield from conflicts(roster)
        yield from _unknown_supervisors(roster)


def _unknown_supervisors(roster: Roster) -> Iterator[tuple[int, Hit]]:
    """Supervisors of IUPs and of the list of residents whom the register does not certainly have."""
    if not roster.unit.supervisors:
        return
    told: set[tuple[str, int]] = set()
    for pairing in roster.pairings:
        if (pairing.supervisor, pairing.document) in told:
            continue
        if roster.meant(pairing) is not None:
            continue
        match = roster.find(pairing.supervisor)
        told.add((pairing.supervisor, pairing.document))
        yield pairing.document, _unknown(roster, pairing, [roster.names[index] for index in match.indexes])


def _unknown(roster: Roster, pairing: Pairing, alike: Sequence[str]) -> Hit:
    whose = f" (för {pairing.doctor})" if pairing.doctor else ""
    text = f"Huvudhandledaren {pairing.supervisor}{whose} finns inte i enhetens register över handledare."
    if not alike:
        action = "Lägg till handledaren i enhetens register med specialistkompetens och handledarutbildning."
        return Hit(text, cell=pairing.cell, summary="handledaren finns inte i registret", action=action)
    text += f" Där finns {listing(alike)}: om det är samma person är namnen skrivna olika."
    action = "Är det samma person: skriv namnet likadant på båda ställena. Annars: lägg till handledaren i registret."
    return Hit(text, cell=pairing.cell, summary="handledarens namn stämmer inte med registret", action=action)


@run_rule(
    RuleInfo(
        "STX506",
        Level.LOKAL,
        "handledare utan fortbildning",
        ROUTINE,
        "Erbjud handledaren en handledarträff eller annan fortbildning i handledning, och skriv datumet i registret.",
        why="Handledare bör få fortbildning i handledning minst en gång om året. Det räknas för dem som har ST-läkare.",
        spur=("B9",),
        thresholds=("training_months",),
    )
)
def no_recent_training(context: RunContext) -> Iterator[tuple[int, Hit]]:
    """A supervisor with residents whose last training in supervision, of any kind, is too long ago or not told."""
    months = context.thresholds.training_months
    oldest = add_months(context.today, -months)
    for roster in rosters(context):
        for supervisor, _ in roster.main_supervisors:
            rows = roster.same(supervisor)
            updated = [row.updated for row in rows if row.updated is not None]
            taken = [row.training for row in rows if row.training is not None] + updated
            if updated and not any(_counts(one, oldest, context.today) for one in taken if one in updated or one.when):
                yield roster.index, Hit(_stale(supervisor, updated[0], months, context.today), cell=updated[0].cell)


def _counts(attested: Attested, oldest: date, today: date) -> bool:
    """Whether the training is recent; one that is not dated is given the benefit of the doubt, and told as a limit."""
    if not attested.has:
        return False
    return attested.when is None or (attested.when.end >= oldest and attested.when.start <= today)


def _stale(supervisor: Supervisor, updated: Attested, months: int, today: date) -> str:
    if updated.has and updated.when is not None and updated.when.start <= today:
        last = f"{updated.when.end}" if updated.when.is_day else updated.text
        name = supervisor.name.value
        return f"{name} hade sin senaste fortbildning i handledning {last}, för mer än {months} månader sedan."
    return (
        f"{supervisor.name.value} har ST-läkare, men {_lacks(updated, today, 'fortbildning')}: ingen fortbildning i "
        f"handledning de senaste {months} månaderna."
    )
