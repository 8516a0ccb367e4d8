"""What could not be checked of a unit, so that silence is never mistaken for approval."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from stexcel.document import Document
from stexcel.names import Certainty, match_name
from stexcel.rules.belonging import belonging
from stexcel.rules.limit import Limit, limit
from stexcel.rules.roster import has_left
from stexcel.rules.words import listing
from stexcel.unit import Section, Supervisor, Unit

CODES = tuple(f"STX50{number}" for number in range(1, 9))
_OF_SUPERVISORS = ("STX501", "STX502", "STX503", "STX506")
_FACTS = (
    ("handledarutbildning", "STX501", "training"),
    ("specialistkompetens", "STX502", "specialty"),
    ("fortbildning", "STX506", "updated"),
)


def unit_limits(unit: Unit, today: date) -> tuple[Limit, ...]:
    """What a unit's workbook leaves open on a day."""
    return (*_limits(unit), *_people_limits(unit, today))


def _people_limits(unit: Unit, today: date) -> Iterator[Limit]:
    """Who is left out, and who is taken for whom."""
    gone = [doctor.name.value for doctor in unit.doctors if has_left(doctor, today)]
    if gone:
        yield limit(
            f"{listing(gone)} har slutat eller passerat sitt slutdatum enligt listan över ST-läkare, och räknas inte "
            "med i STX501, STX502, STX503 och STX506."
        )
    names = [one.name.value for one in unit.supervisors]
    told = dict.fromkeys(doctor.supervisor.value for doctor in unit.doctors if doctor.supervisor is not None)
    short = [(name, match) for name in told if (match := match_name(name, names)).certainty is Certainty.SHORTENED]
    if short:
        pairs = [f"{name} som {names[match.indexes[0]]}" for name, match in short]
        yield limit(f"Förkortade namn i enhetens arbetsbok lästes så här: {listing(pairs)}.")


def _limits(unit: Unit) -> Iterator[Limit]:
    if not unit.supervisors:
        empty = Section.SUPERVISORS in unit.sections
        what = "Registret över handledare är tomt" if empty else "Arbetsboken har inget register över handledare"
        yield limit(f"{what}: STX501, STX502, STX503 och STX506 är inte kontrollerade.", *_OF_SUPERVISORS)
    else:
        for words, code, fact in _FACTS:
            if all(getattr(one, fact) is None for one in unit.supervisors):
                yield limit(
                    f"Registret över handledare har ingen kolumn för {words}: {code} är inte kontrollerad.", code
                )
        undated = [one.name.value for one in unit.supervisors if _is_undated(one)]
        if undated:
            yield limit(
                f"Fortbildningen har inget datum för {listing(undated)}: dess ålder (STX506) är inte kontrollerad.",
                "STX506",
            )
        if not _names_residents(unit):
            yield limit(
                "Arbetsboken säger inte vem som är huvudansvarig handledare för vem: STX501, STX502, STX503 och STX506 "
                "är bara kontrollerade för handledare som namnges i IUP.",
                *_OF_SUPERVISORS,
            )
    if not unit.actions:
        what = "Handlingsplanen är tom" if Section.ACTIONS in unit.sections else "Arbetsboken har ingen handlingsplan"
        yield limit(f"{what}: STX508 är inte kontrollerad.", "STX508")
    if unit.documents and all(document.decided is None for document in unit.documents):
        yield limit(
            "Styrdokumenten är uppräknade utan datum: STX507 ser vilka som finns med, men inte om de är fastställda.",
            "STX507",
        )
    yield from _studierektor(unit)


def _is_undated(supervisor: Supervisor) -> bool:
    updated = supervisor.updated
    current = bool(supervisor.doctors) and not supervisor.left
    return current and updated is not None and updated.has and updated.when is None


def _names_residents(unit: Unit) -> bool:
    return any(one.doctors for one in unit.supervisors) or any(doctor.supervisor for doctor in unit.doctors)


def _studierektor(unit: Unit) -> Iterator[Limit]:
    chosen = unit.studierektor
    if chosen is None or chosen.name is None:
        return
    asked = (("specialistkompetens", chosen.specialty), ("handledarutbildning", chosen.supervisor_training))
    untold = [words for words, fact in asked if fact is None]
    if untold:
        yield limit(
            f"Arbetsboken har ingen plats för studierektorns {listing(untold)}: STX504 är inte helt kontrollerad.",
            "STX504",
        )


def units_not_checked(documents: Sequence[Document], off: Collection[str] = ()) -> tuple[str, ...]:
    """Swedish sentences about units of the run as a whole: none at all, or which IUPs belong to none.

    Nothing is said where all the rules about units are in ``off``, or where there is no IUP.
    """
    if set(CODES) <= set(off) or not any(document.iup for document in documents):
        return ()
    return tuple(_run(documents))


def _run(documents: Sequence[Document]) -> Iterator[str]:
    found = belonging(documents)
    if not found.members:
        yield (
            "Ingen arbetsbok för enheten finns bland filerna: handledare, studierektor, styrdokument, extern "
            "granskning och handlingsplan (STX501–STX508) är inte kontrollerade. Lägg enhet.xlsx i mappen, eller "
            "ange --enhet."
        )
    for rivals in found.rivals:
        yield (
            f"{listing([documents[index].path for index in rivals])} är arbetsböcker för enheten i samma mapp. Vilken "
            "mappens IUP hör till framgår inte, så deras handledare är inte jämförda med registren. Behåll en av dem."
        )
    if found.homeless and not found.rivals:
        yield (
            f"{len(found.homeless)} IUP hör inte till någon av enheterna i körningen, så deras handledare är inte "
            "jämförda med något register. Lägg enhetens arbetsbok i samma mapp eller i en mapp ovanför."
        )
