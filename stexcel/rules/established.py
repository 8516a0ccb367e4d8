"""Rules 2xx about how the programme came to be: in time, and signed by those concerned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stexcel.findings import Level
from stexcel.model import SignatureRole, Value
from stexcel.rules.context import Context
from stexcel.rules.months import add_months
from stexcel.rules.rule import REGULATION, ROUTINE, Hit, RuleInfo, rule
from stexcel.rules.words import listing


@rule(
    RuleInfo(
        "STX201",
        Level.KRAV,
        "IUP inte upprättat i tid",
        f"{REGULATION}; {ROUTINE}",
        "Kan IUP visas ha funnits tidigare: skriv det datumet. Upprätta annars nästa IUP när ST börjar.",
        why=(
            "Utbildningsprogrammet styr vad som görs från början. Upprättas det sent har tid redan gått utan att någon "
            "vet vilka delmål den leder till."
        ),
        spur=("D5",),
        thresholds=("iup_months",),
    )
)
def established_late(context: Context) -> Iterator[Hit]:
    """The earliest evidence of the programme is later than the limit after the start.

    Without any evidence nothing is claimed; :mod:`stexcel.rules.limits` says that it is not checked.
    """
    start, evidence = context.iup.person.start, earliest_evidence(context)
    months = context.thresholds.iup_months
    if start is not None and evidence is not None and add_months(start.value, months) < evidence.value:
        yield Hit(
            f"IUP upprättades {evidence.value}, mer än {months} månader efter att ST började {start.value}.",
            cell=evidence.cell,
        )


def earliest_evidence(context: Context) -> Value[date] | None:
    """The day on which the programme is said to be drawn up, else its first dated signature.

    A revision proves that the programme existed then, but not when it came to be: it only counts where it is earlier.
    """
    iup = context.iup
    signed = [Value(one.date, "", one.cell) for one in iup.signatures if one.signed and one.date is not None]
    told = [iup.person.established] if iup.person.established is not None else signed
    return min([*told, *iup.revisions], key=lambda one: one.value) if told else None


_ROLES = {
    SignatureRole.ST: ("ST-läkarens underskrift", "ST-läkaren har inte skrivit under"),
    SignatureRole.SUPERVISOR: (
        "huvudansvarig handledares underskrift",
        "den huvudansvariga handledaren har inte skrivit under",
    ),
    SignatureRole.APPROVER: (
        "godkännande av verksamhetschef eller studierektor",
        "varken verksamhetschef eller studierektor har godkänt",
    ),
}


@rule(
    RuleInfo(
        "STX202",
        Level.LOKAL,
        "underskrift eller godkännande saknas",
        ROUTINE,
        "Låt den som saknas skriva under, och skriv namn och datum i arbetsboken.",
        why=(
            "Underskrifterna visar att ST-läkare och handledare är överens om programmet, och att verksamheten har "
            "godkänt det och ger tid till det."
        ),
    )
)
def not_signed(context: Context) -> Iterator[Hit]:
    """Nobody has signed in one of the roles: the place for it is empty, or the workbook has none."""
    missing: list[str] = []
    for role, (what, who) in _ROLES.items():
        places = [one for one in context.iup.signatures if one.role is role]
        if any(one.signed for one in places):
            continue
        empty = min((one.cell for one in places), default=None)
        if empty is not None:
            yield Hit(f"IUP är inte undertecknat: {who}.", cell=empty, summary=f"{what} saknas")
        else:
            missing.append(what)
    if missing:
        yield Hit(
            f"Arbetsboken har ingen plats för {listing(missing)}, så det framgår inte om IUP är undertecknat.",
            summary="plats för underskrift saknas",
            action="Lägg till rader för underskrifterna i arbetsboken, med namn och datum.",
        )
