"""Rules 4xx about science: that the scientific attitude is assessed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from stexcel.findings import Level
from stexcel.model import LoggedAssessment
from stexcel.rules.areas import fulfilled, science_delmal
from stexcel.rules.context import Context
from stexcel.rules.progress import log, progress
from stexcel.rules.rule import REGULATION, Hit, RuleInfo, rule
from stexcel.rules.words import listing

JOURNAL_CLUB = "Journal club"
_FIRST_YEAR = 12
"""Months from the start in which nobody is expected to have been assessed in science yet."""
_SCIENCE = re.compile(r"vetenskap|artikel|evidens|forskning", re.IGNORECASE)


@rule(
    RuleInfo(
        "STX407",
        Level.KRAV,
        "vetenskapligt förhållningssätt aldrig bedömt",
        REGULATION,
        "Låt ST-läkaren granska en artikel vid en journal club, bedöm med granskningsmall och skriv det i loggen.",
        why="Förmågan att granska och använda vetenskaplig information ska bedömas, inte bara övas på en kurs.",
        spur=("G1", "G2", "G10"),
    )
)
def science_not_assessed(context: Context) -> Iterator[Hit]:
    """After the first year neither a journal club nor another assessment of the science delmål, nor is it fulfilled."""
    if _is_due(context) and not is_untold(context):
        methods = listing(_planned(context))
        told = f"En bedömning är planerad ({methods}), men ingen är gjord." if methods else "Ingen är heller planerad."
        present = [code for code in science_delmal(context) if code in context.iup.delmal]
        yield Hit(
            "Arbetsboken visar ingen bedömning av vetenskapligt förhållningssätt (journal club eller motsvarande). "
            f"{told}",
            delmal=present[0] if present else None,
            cell=context.iup.delmal[present[0]].cells[0] if present else None,
        )


def is_untold(context: Context) -> bool:
    """Whether nobody can tell: an assessment is due and planned, but the workbook has no log of those made."""
    return _is_due(context) and not context.iup.assessments and bool(_planned(context))


def _is_due(context: Context) -> bool:
    """Whether the first year has gone, and nothing shows that science has been assessed."""
    codes = science_delmal(context)
    late = progress(context).is_longer_than(_FIRST_YEAR)
    return late and not fulfilled(context, codes) and not _is_assessed(context, codes)


def _planned(context: Context) -> list[str]:
    """The texts of the assessments planned for the delmål."""
    delmal = [context.iup.delmal[code] for code in science_delmal(context) if code in context.iup.delmal]
    return list(dict.fromkeys(one.text for found in delmal for one in found.assessments))


def _is_assessed(context: Context, codes: tuple[str, ...]) -> bool:
    """Whether the log has a journal club or its like, or an assessment of the delmål."""
    return any(is_about_science(one, codes) for one in log(context))


def is_about_science(one: LoggedAssessment, codes: Collection[str]) -> bool:
    """Whether an assessment is a journal club or its like, or of one of the delmål about science."""
    is_named = one.method == JOURNAL_CLUB or _SCIENCE.search(one.text) is not None
    return is_named or not set(codes).isdisjoint(one.delmal)
