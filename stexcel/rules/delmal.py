"""Rules 1xx on what is planned: each delmål with its activities and its assessment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stexcel import codes
from stexcel.findings import Level
from stexcel.model import ActivityType, Delmal
from stexcel.regelverk import Requirement
from stexcel.rules.context import Context, is_unverified
from stexcel.rules.contradictions import contradiction
from stexcel.rules.rule import GOALS, REGULATION, Hit, RuleInfo, rule
from stexcel.rules.words import any_of, listing

_QUALITY = frozenset({ActivityType.KVALITETSARBETE, ActivityType.UTVECKLINGSARBETE})


def _named(need: Requirement) -> str:
    return f"{need.code} ({need.title})" if need.title else need.code


@rule(
    RuleInfo(
        "STX101",
        Level.KRAV,
        "delmål saknas",
        GOALS,
        "Lägg till delmålet med utbildningsaktiviteter och bedömningsmetod.",
        why=(
            "Målbeskrivningen räknar upp vad specialisten ska kunna. "
            "Ett delmål som inte står i IUP blir varken planerat eller uppföljt."
        ),
        spur=("D6",),
    )
)
def missing_delmal(context: Context) -> Iterator[Hit]:
    """A delmål of the målbeskrivning is not in the IUP, although others of its group are.

    One that only courses or placements name is missing too where its own row most likely has a mistyped code.
    """
    mistyped = {one.meant: one for one in context.mistyped if one.meant is not None}
    for group, needs in context.groups.items():
        for need in needs if group not in context.missing_groups else ():
            slip = mistyped.get(need.code)
            if slip is not None:
                yield Hit(
                    f"Delmål {_named(need)} har ingen egen rad i IUP. Raden ”{slip.written}” ({slip.cell}) är "
                    "troligen delmålets.",
                    delmal=need.code,
                    cell=slip.cell,
                    unverified=is_unverified(need),
                    action=f"Rätta koden i {slip.cell} om det är delmålets rad. Lägg annars till en.",
                )
            elif need.code not in context.iup.delmal:
                yield Hit(
                    f"Delmål {_named(need)} finns i målbeskrivningen men inte i IUP.",
                    delmal=need.code,
                    sheet=context.sheet_of_group(group),
                    unverified=is_unverified(need),
                )


@rule(
    RuleInfo(
        "STX102",
        Level.KRAV,
        "utbildningsaktivitet saknas",
        GOALS,
        "Skriv vilken tjänstgöring, kurs eller annan utbildningsaktivitet som leder till delmålet.",
        why="IUP ska visa hur varje delmål uppnås. Utan utbildningsaktivitet är delmålet bara en rubrik.",
        spur=("D6",),
    )
)
def no_activity(context: Context) -> Iterator[Hit]:
    """Nothing tells which training leads to the delmål."""
    for code, delmal in context.known_delmal.items():
        if not delmal.activities:
            yield _hit(context, delmal, f"Delmål {code} har ingen kopplad utbildningsaktivitet.")


@rule(
    RuleInfo(
        "STX103",
        Level.KRAV,
        "bedömningsmetod saknas",
        GOALS,
        "Skriv hur kompetensen ska bedömas, till exempel medsittning, Mini-CEX, CBD eller specialistkollegium.",
        why="Varje delmål ska bedömas innan det kan intygas. Är metoden inte bestämd blir bedömningen lätt inte av.",
        spur=("D6", "E7"),
    )
)
def no_assessment(context: Context) -> Iterator[Hit]:
    """Nothing tells how the competence is assessed."""
    for code, delmal in context.known_delmal.items():
        if not delmal.assessments:
            yield _hit(context, delmal, f"Delmål {code} har ingen kopplad bedömningsmetod.")


def _hit(context: Context, delmal: Delmal, text: str, summary: str | None = None) -> Hit:
    return Hit(
        text,
        delmal=delmal.code,
        cell=delmal.cells[0],
        summary=summary,
        unverified=is_unverified(context.requirement(delmal.code)),
    )


@rule(
    RuleInfo(
        "STX104",
        Level.KRAV,
        "krävd utbildningsaktivitet saknas",
        GOALS,
        "Planera den aktivitet som målbeskrivningen kräver, eller skriv tydligt att en "
        "befintlig aktivitet är just den.",
        why=(
            "För en del delmål kräver målbeskrivningen en viss sorts aktivitet, till exempel kurs. "
            "Annat kan komplettera den men inte ersätta den."
        ),
        spur=("D6", "F1", "H3"),
    )
)
def required_activity_missing(context: Context) -> Iterator[Hit]:
    """There are activities, but none of a kind that the målbeskrivning requires for the delmål."""
    for code, delmal in context.known_delmal.items():
        need = context.requirement(code)
        done = [activity.types for activity in delmal.activities]
        missing = [any_of(kinds) for kinds in need.required if not meets(done, kinds)] if need else []
        if delmal.activities and missing:
            what = listing(missing)
            text = f"Målbeskrivningen kräver {what} för delmål {code}, men det finns inte bland aktiviteterna."
            yield _hit(context, delmal, text + _unrecognised(delmal), summary=f"krävd aktivitet saknas ({what})")


def meets(done: Iterable[frozenset[ActivityType]], kinds: frozenset[ActivityType]) -> bool:
    """Whether any of the activities is of a required kind; work for quality and for development count as one."""
    accepted = kinds | _QUALITY if kinds & _QUALITY else kinds
    return any(types & accepted for types in done)


def _unrecognised(delmal: Delmal) -> str:
    """A reservation for activities whose kind is not evident from their text."""
    count = sum(activity.types <= {ActivityType.ANNAN} for activity in delmal.activities)
    if not count:
        return ""
    which = "En av aktiviteterna" if count == 1 else f"{count} av aktiviteterna"
    return f" {which} kunde inte hänföras till någon typ och kan vara det som söks."


@rule(
    RuleInfo(
        "STX105",
        Level.KRAV,
        "okänt delmål",
        GOALS,
        "Rätta koden, eller kontrollera att specialitet och föreskrift är rätt angivna.",
        why=(
            "En kod som målbeskrivningen inte har är oftast felskriven, eller hör till en annan specialitet eller "
            "föreskrift. Det riktiga delmålet kan då saknas."
        ),
        spur=("D6",),
    )
)
def unknown_delmal(context: Context) -> Iterator[Hit]:
    """The målbeskrivning has no such delmål, or no målbeskrivning can have it."""
    for slip in context.mistyped:
        hint = f" Menas {slip.meant}?" if slip.meant else ""
        yield Hit(
            f"”{slip.written}” är inget delmål som finns.{hint}",
            cell=slip.cell,
            action="Rätta koden. Tills dess är resten av raden inte kontrollerad.",
        )
    for code, delmal in context.own_delmal.items():
        if context.malbeskrivning is not None and context.requirement(code) is None:
            yield Hit(
                f"Delmål {code} finns inte i målbeskrivningen för {context.malbeskrivning.specialty} "
                f"enligt {context.malbeskrivning.regulation}.",
                delmal=code,
                cell=delmal.cells[0],
                unverified=is_unverified(*context.groups.get(codes.group_of(code), ())),
            )


@rule(
    RuleInfo(
        "STX106",
        Level.RAD,
        "står flera gånger med motstridigt innehåll",
        REGULATION,
        "Behåll den uppgift som gäller och ta bort eller rätta den andra.",
        why=(
            "När två uppgifter om samma delmål inte går ihop vet ingen vilken som gäller, varken vid nästa samtal "
            "eller vid en granskning."
        ),
    )
)
def contradictory_rows(context: Context) -> Iterator[Hit]:
    """The same delmål stands in several places that do not agree on its fulfilment."""
    for code, delmal in context.own_delmal.items():
        found = contradiction(delmal.rows)
        if found is not None:
            yield Hit(
                f"Delmål {code} står både i {found.first} och i {found.second}: {found.difference}.",
                delmal=code,
                cell=found.second,
            )


@rule(
    RuleInfo(
        "STX107",
        Level.KRAV,
        "hel delmålsgrupp saknas",
        GOALS,
        "Lägg till gruppens delmål med utbildningsaktiviteter och bedömningsmetod.",
        why=(
            "En grupp som saknas helt är ofta bortglömd i mallen eller står i en annan fil. "
            "Ingen del av den blir planerad eller uppföljd."
        ),
        spur=("D6",),
    )
)
def missing_group(context: Context) -> Iterator[Hit]:
    """None of the delmål of a whole group is in the IUP."""
    for group in context.missing_groups:
        needs = context.groups[group]
        yield Hit(
            f"Inget {group}-delmål finns i IUP. Målbeskrivningen har {len(needs)}: "
            f"{listing([need.code for need in needs])}.",
            delmal=group,
            sheet=context.sheet_of_group(group),
            unverified=is_unverified(*needs),
        )


@rule(
    RuleInfo(
        "STX108",
        Level.RAD,
        "aktiviteten har ingen tid",
        REGULATION,
        "Skriv när aktiviteten är planerad: datum, termin (till exempel VT27) eller år.",
        why="En aktivitet utan tid går inte att följa upp, och skjuts lätt på framtiden.",
    )
)
def no_time(context: Context) -> Iterator[Hit]:
    """The delmål has activities, but no time is planned for them and none is done."""
    for code, delmal in context.known_delmal.items():
        finished = delmal.done is not None and delmal.done.date is not None
        if delmal.activities and not has_time(delmal) and not finished:
            text = f"Delmål {code} har aktivitet men varken planerad tid eller daterad placering eller kurs."
            yield Hit(text, delmal=code, cell=delmal.cells[0])


def has_time(delmal: Delmal) -> bool:
    """Whether a time is planned for the delmål, or any of its activities has one."""
    return bool(delmal.planned) or any(activity.when for activity in delmal.activities)


@rule(
    RuleInfo(
        "STX110",
        Level.KRAV,
        "delmål ur båda föreskrifterna",
        REGULATION,
        "Använd bara den föreskrift som ST genomförs enligt, och flytta innehållet till dess delmål.",
        why=(
            "De två föreskrifterna har olika delmål, och en ST genomförs enligt en av dem. "
            "Blandas koderna syns det inte vad som återstår."
        ),
        spur=("D6",),
    )
)
def mixed_regulations(context: Context) -> Iterator[Hit]:
    """Codes of the other regulation stand among those of the one that applies."""
    foreign = sorted(set(context.iup.specialty_delmal) - set(context.own_delmal), key=codes.sort_key)
    if foreign and context.regulation is not None:
        places = [f"{code} ({context.iup.delmal[code].cells[0]})" for code in foreign]
        yield Hit(
            f"IUP följer {context.regulation}, men har också delmål ur den andra föreskriften: {listing(places)}.",
            cell=context.iup.delmal[foreign[0]].cells[0],
        )
