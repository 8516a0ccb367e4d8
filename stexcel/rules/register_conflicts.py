"""Where a unit's registers and the IUPs contradict each other about who supervises whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stexcel.findings import Level
from stexcel.names import Certainty, Likeness, Match, compare, match_name, person_key
from stexcel.rules.roster import Pairing, Roster
from stexcel.rules.rule import Hit
from stexcel.rules.words import listing
from stexcel.unit import Attested, Section, Supervisor

Found = Iterator[tuple[int, Hit]]


def conflicts(roster: Roster) -> Found:
    """Every contradiction, at the cell that is the last to tell."""
    yield from _twice(roster)
    yield from _two_supervisors(roster)
    yield from _not_in_the_list(roster)
    yield from _without_iup(roster)


def _twice(roster: Roster) -> Found:
    """A supervisor who stands twice in the register with different facts."""
    first: dict[tuple[str, ...], Supervisor] = {}
    for supervisor in roster.unit.supervisors:
        known = first.setdefault(person_key(supervisor.name.value), supervisor)
        if known is supervisor:
            continue
        different = _differences(known, supervisor)
        if different:
            text = (
                f"{supervisor.name.value} står två gånger i registret (även i {known.name.cell}), med olika uppgifter "
                f"om {listing(different)}."
            )
            summary = "samma handledare med olika uppgifter"
            action = "Behåll en rad per handledare, med de uppgifter som stämmer."
            yield roster.index, Hit(text, cell=supervisor.name.cell, summary=summary, action=action)


def _differences(one: Supervisor, other: Supervisor) -> list[str]:
    pairs = (("specialistkompetens", one.specialties, other.specialties),)
    different = [what for what, left, right in pairs if left and right and not set(left) & set(right)]
    attested = (("handledarutbildning", one.training, other.training), ("fortbildning", one.updated, other.updated))
    return different + [what for what, left, right in attested if left and right and _contradict(left, right)]


def _contradict(one: Attested, other: Attested) -> bool:
    """Whether one says yes and the other no, or they name times that cannot be the same: ``Ja`` and ``2020`` may."""
    if one.has is not other.has:
        return True
    if one.when is None or other.when is None:
        return False
    return one.when.end < other.when.start or other.when.end < one.when.start


def _two_supervisors(roster: Roster) -> Found:
    """A resident for whom different places name different people; each such place after the first is told."""
    first: list[Pairing] = []
    for pairing in roster.pairings:
        if not pairing.doctor:
            continue
        known = next((one for one in first if compare(one.doctor, pairing.doctor) is Likeness.SAME), None)
        if known is None:
            first.append(pairing)
        elif compare(known.supervisor, pairing.supervisor) is Likeness.OTHER:
            text = (
                f"{pairing.doctor} har {pairing.supervisor} som huvudansvarig handledare här, men "
                f"{known.supervisor} enligt {_place(roster, known)}."
            )
            action = "Ta reda på vem som är huvudansvarig handledare, och rätta det ställe som är gammalt."
            summary = "olika huvudhandledare för samma ST-läkare"
            yield pairing.document, Hit(text, cell=pairing.cell, summary=summary, action=action)


def _place(roster: Roster, pairing: Pairing) -> str:
    if pairing.document == roster.index:
        return f"enhetens arbetsbok ({pairing.cell})"
    return f"sitt IUP ({pairing.cell})"


def _registered(roster: Roster) -> list[str]:
    """The residents whom the unit's workbook names anywhere."""
    return [doctor.name.value for doctor in roster.unit.doctors] + [
        doctor.value for supervisor in roster.unit.supervisors for doctor in supervisor.doctors
    ]


def _not_in_the_list(roster: Roster) -> Found:
    """A resident with an IUP whom the unit's list does not have."""
    if not roster.unit.doctors:
        return
    names = _registered(roster)
    for index, person in roster.people:
        if person.name is None:
            continue
        match = match_name(person.name.value, names)
        if match.certainty is not Certainty.CERTAIN:
            text = (
                f"{person.name.value} finns inte bland enhetens ST-läkare i enhetens arbetsbok.{_alike(match, names)}"
            )
            action = "Skriv in ST-läkaren i enhetens arbetsbok, eller skriv namnet likadant på båda ställena."
            summary = "ST-läkaren finns inte i registret"
            yield index, Hit(text, cell=person.name.cell, summary=summary, action=action)


def _alike(match: Match, names: Sequence[str]) -> str:
    if not match.indexes:
        return ""
    return (
        f" Där finns {listing([names[index] for index in match.indexes])}: är det samma person är namnen skrivna olika."
    )


def _without_iup(roster: Roster) -> Found:
    """Registered residents without an IUP among the files, said once; nothing when no IUP was checked at all."""
    names = [person.name.value for _, person in roster.people if person.name is not None]
    cell = roster.unit.sections.get(Section.DOCTORS) or roster.unit.sections.get(Section.SUPERVISORS)
    missing = [
        name
        for name in dict.fromkeys(_registered(roster))
        if not roster.has_left(name) and match_name(name, names).certainty is Certainty.NONE
    ]
    if names and missing and cell is not None:
        text = f"Inget IUP för {listing(missing)} finns bland de kontrollerade filerna."
        action = "Lägg IUP i mappen som kontrolleras, eller ta bort ST-läkaren ur registret om tjänsten är avslutad."
        summary = "ST-läkare i registret utan IUP i körningen"
        yield roster.index, Hit(text, cell=cell, summary=summary, level=Level.INFO, action=action)
