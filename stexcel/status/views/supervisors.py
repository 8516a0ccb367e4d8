"""The supervisors: how many residents they have, and their training as the unit's register tells it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from stexcel.findings import Finding, Level
from stexcel.names import person_key
from stexcel.rules.roster import Roster, rosters_of
from stexcel.status.model import Resident
from stexcel.status.status import Judgement, Light, SupervisorRow
from stexcel.status.views.subjects import Subjects, place_of
from stexcel.unit import Attested, Supervisor


def supervisors(subjects: Subjects) -> tuple[SupervisorRow, ...]:
    """Those with most residents first; at the end those whom only the IUPs name, then those who have nobody."""
    rosters = [*rosters_of(subjects.documents, subjects.belonging, subjects.today)]
    rows = [row for roster in rosters for row in _registered(subjects, roster)]
    rows += _others(subjects, rosters)
    return tuple(sorted(rows, key=lambda row: (-row.load, not row.registered, row.name.casefold(), row.unit or "")))


def _registered(subjects: Subjects, roster: Roster) -> Iterator[SupervisorRow]:
    """Every person of the register once, without those who have left and have nobody."""
    path = subjects.documents[roster.index].path
    seen: set[tuple[str, ...]] = set()
    for supervisor in roster.unit.supervisors:
        key = person_key(supervisor.name.value)
        residents = roster.residents(supervisor)
        if key in seen or (supervisor.left and not residents):
            continue
        seen.add(key)
        rows = roster.same(supervisor)
        yield SupervisorRow(
            supervisor.name.value,
            roster.unit.name.value if roster.unit.name else None,
            _judged(subjects, path, rows, len(residents)),
            tuple(pairing.doctor for pairing in residents),
            subjects.survey.thresholds.supervisor_load,
            True,
            next((row.specialty.value for row in rows if row.specialty and row.specialty.value), None),
            _told([row.training for row in rows]),
            _told([row.updated for row in rows]),
            place_of(path, supervisor.name.cell),
        )


def _told(attested: Sequence[Attested | None]) -> str | None:
    """What the register says, the best first; ``None`` where it has no place for it."""
    known = [one for one in attested if one is not None]
    if not known:
        return None
    best = max(known, key=lambda one: (one.has, one.when is not None))
    if best.when is not None and best.has:
        return str(best.when.end) if best.when.is_day else best.text or str(best.when.end)
    return best.text or ("ja" if best.has else "inte ifyllt")


def _judged(subjects: Subjects, path: str, rows: Sequence[Supervisor], load: int) -> Judgement:
    """From the findings at the cells of the person's rows; what the register has no column for is not judged."""
    cells = {one.cell for row in rows for one in (row.name, row.specialty, row.training, row.updated) if one}
    found = [one for one in subjects.survey.reports[path].findings if one.cell in cells]
    told = tuple(_sentence(one) for one in found)
    if any(one.level is Level.KRAV for one in found):
        return Judgement(Light.RED, told)
    if found:
        return Judgement(Light.YELLOW, told)
    if not load:
        return Judgement(Light.GREY, ("Har ingen ST-läkare i körningen, och bedöms därför inte.",))
    if all(row.training is None for row in rows):
        return Judgement(Light.GREY, ("Registret har ingen uppgift om handledarutbildning.",))
    return Judgement(Light.GREEN)


def _sentence(finding: Finding) -> str:
    return f"{finding.text} ({finding.code})"


def _others(subjects: Subjects, rosters: Sequence[Roster]) -> Iterator[SupervisorRow]:
    """The main supervisors whom IUPs name and no register surely has."""
    certain = {
        pairing.document for roster in rosters for pairing in roster.of_iups if roster.meant(pairing) is not None
    }
    known = {subjects.documents[index].path for index in certain}
    found: dict[tuple[str, ...], list[Resident]] = defaultdict(list)
    for one in subjects.residents:
        if one.supervisor is not None and one.path not in known:
            found[person_key(one.supervisor) or (one.supervisor.casefold(),)].append(one)
    for residents in found.values():
        yield _unregistered(subjects, residents)


def _unregistered(subjects: Subjects, residents: Sequence[Resident]) -> SupervisorRow:
    names = Counter(one.supervisor for one in residents if one.supervisor is not None)
    limit, load = subjects.survey.thresholds.supervisor_load, len({subjects.doctor(one).name for one in residents})
    reasons = ("Finns inte i något register i körningen: utbildning och specialistkompetens är inte bedömda.",)
    many = (f"Huvudansvarig för {load} ST-läkare; gränsen är {limit}.",) if load > limit else ()
    units = {subjects.units.get(one.path) for one in residents}
    return SupervisorRow(
        min(names, key=lambda name: (-names[name], name)),
        next(iter(units)) if len(units) == 1 else None,
        Judgement(Light.YELLOW if many else Light.GREY, many + reasons),
        tuple(dict.fromkeys(subjects.doctor(one).name for one in residents)),
        limit,
        False,
        None,
        None,
        None,
        place_of(residents[0].path, residents[0].cell),
    )
