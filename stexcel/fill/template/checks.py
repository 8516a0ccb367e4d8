"""What the sheet Översikt tells to see to, with the limits that the rules have.

The functions in the formulas are those that every version of Excel and LibreOffice have, and dates are counted in ways
that a text among them does not upset. No label is one that a reader of workbooks could take for a heading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stexcel.fill.template.choices import CANCELLED, DEVELOPMENT, DONE, KOLLEGIUM, RECONCILIATION, SUGGESTED, TAKEN
from stexcel.fill.template.content import Content
from stexcel.fill.template.goals import c_codes
from stexcel.fill.template.start import C_COUNT, REVISED, SIGNED, SIGNERS
from stexcel.rules.thresholds import Thresholds


@dataclass(frozen=True)
class Check:
    """A line to see to: what is counted and how, when that is late, and what to do then.

    ``late`` is a condition in which ``#`` stands for the counted cell. ``at_first`` is the count in a new workbook;
    a count that is text means that nothing could be counted.
    """

    what: str
    count: str
    late: str
    action: str
    at_first: int | str = 0
    is_late_at_first: bool = True


def all_checks(content: Content) -> tuple[Check, ...]:
    """The lines in the order in which they are shown."""
    return (*_of_goals(content), *_of_meetings(Thresholds()), *_of_plan(content, Thresholds()), *_of_deadlines())


def _of_goals(content: Content) -> Iterator[Check]:
    if content.specialty is None:
        missing = f"IF(ISNUMBER({C_COUNT}),{C_COUNT}-COUNTA({c_codes(content)}),0)"
        yield Check("Koder som fattas i grupp c (minus: för många)", missing, "#<>0",
                    "Skriv de koder som fattas på fliken Delmål, eller ta bort de som är för många.",
                    is_late_at_first=False)  # fmt: skip
    coded = sum(goal.code != "" for goal in content.goals)
    for what, name, action in (
        ("Rader utan aktivitet", "Delmal_aktivitet", "Skriv på fliken Delmål vad som leder dit."),
        ("Rader utan metod", "Delmal_metod", "Skriv på fliken Delmål hur det ska bedömas."),
        ("Rader utan tid", "Delmal_tid", "Skriv termin eller datum på fliken Delmål."),
    ):
        yield Check(what, _undecided(name), "#>0", action, coded)
    undated = f'SUMPRODUCT((Delmal_status="{DONE}")*(Delmal_klart=""))'
    yield Check("Markerade som klara, men utan dag", undated, "#>0", "Skriv datum och signatur på fliken Delmål.",
                is_late_at_first=False)  # fmt: skip


def _undecided(name: str) -> str:
    """How many delmål have nothing in the column, or a suggestion that nobody has decided on."""
    waiting = f'LEFT({name},{len(SUGGESTED)})="{SUGGESTED}"'
    return f'SUMPRODUCT((Delmal_kod<>"")*((({name}="")+({waiting}))>0))'


def _of_meetings(limits: Thresholds) -> Iterator[Check]:
    yield Check(
        f"Samtal med handledaren, senaste {limits.meeting_days} dagarna",
        f'COUNTIFS(Samtal_datum,">="&TODAY()-{limits.meeting_days},Samtal_datum,"<="&TODAY())',
        "#<1",
        "Boka fasta tider, och skriv datum på fliken Handledarsamtal.",
    )
    for kind, months in (
        (RECONCILIATION, limits.reconciliation_months),
        (DEVELOPMENT, limits.development_months),
        (KOLLEGIUM, limits.kollegium_months),
    ):
        count = f'COUNTIFS(Moten_typ,"{kind}",{_within("Moten_datum", months)})'
        yield Check(
            f"{kind}, senaste {months} månaderna", count, "#<1", "Boka, och skriv datum på fliken Avstämningar."
        )
    yield Check(
        "Genomförda bedömningar, senaste 6 månaderna",
        f"COUNTIFS({_within('Bedomningar_datum', 6)})",
        f"#<{limits.assessments_per_term}",
        f"Minst {limits.assessments_per_term} per termin. Skriv dem på fliken Bedömningar.",
    )


def _of_plan(content: Content, limits: Thresholds) -> Iterator[Check]:
    months = limits.revision_months
    yield Check(
        f"Genomgångar av planen, senaste {months} månaderna",
        f"COUNTIFS({_within(REVISED, months)})",
        "#<1",
        "Gå igenom planen med handledaren, och skriv datum och ändring på fliken Start.",
    )
    yield Check("Namnteckningar som fattas under planen", f"{len(SIGNERS)}-COUNT({SIGNED})", "#>0",
                "Skriv under på fliken Start, med datum.", len(SIGNERS))  # fmt: skip
    yield Check("Månader som fattas i planen", 'IF(ISNUMBER(Tid_saknas),ROUND(Tid_saknas,1),"")', "#>0",
                "Planera resten av tiden på flikarna Tjänstgöringsplan och Sidotjänstgöring.",
                content.months or "")  # fmt: skip


def _of_deadlines() -> Iterator[Check]:
    passed = f'Kurser_datum,"<"&TODAY(),Kurser_status,"<>{TAKEN}",Kurser_status,"<>{CANCELLED}"'
    yield Check("Kurser vars dag har passerat utan att de står som genomförda", f"COUNTIFS({passed})", "#>0",
                "Ändra status på fliken Kurser, eller boka en ny plats.", is_late_at_first=False)  # fmt: skip
    ended = 'Sido_till,"<"&TODAY(),Sido_uppfoljning,""'
    yield Check("Avslutade sidotjänstgöringar utan uppföljning", f"COUNTIFS({ended})", "#>0",
                "Följ upp, och skriv datum på fliken Sidotjänstgöring.", is_late_at_first=False)  # fmt: skip
    late = f'Atgarder_senast,"<"&TODAY(),Atgarder_status,"<>{TAKEN}"'
    yield Check("Åtgärder vars dag har passerat utan att de står som genomförda", f"COUNTIFS({late})", "#>0",
                "Följ upp på fliken Åtgärdsplan.", is_late_at_first=False)  # fmt: skip


def _within(cells: str, months: int) -> str:
    """Conditions for days in the last months, today included."""
    return f'{cells},">"&EDATE(TODAY(),-{months}),{cells},"<="&TODAY()'
