"""Hjälp/Om: which program this is, what it judges by, and where its log is."""

from __future__ import annotations

from collections import Counter

import stexcel
from stexcel import regelverk
from stexcel.addin.log import log_file
from stexcel.addin.outcome import Outcome, joined
from stexcel.codes import REGULATIONS
from stexcel.regelverk import Regelverk, Verification

_HELP = (
    "Kontrollera visar vad som saknas, i cellerna och på bladet Kontroll.",
    "Nästa brist går till nästa plats. Rensa markeringar tar bort det som stexcel har skrivit.",
    "Fyll i förslag skriver i tomma celler. Det som börjar med ”Förslag:” räknas inte förrän ordet tas bort.",
)


def om() -> Outcome:
    """The sentences of the box."""
    return Outcome(
        joined(
            f"stexcel {stexcel.__version__}",
            "",
            *_HELP,
            *(_rule_data(name, regelverk.load()) for name in REGULATIONS),
            f"Inget skickas över nätet. Logg över fel, utan personuppgifter: {log_file()}",
        )
    )


def _rule_data(regulation: str, rules: Regelverk) -> str:
    """How many målbeskrivningar there are under a regulation, and how many of them nobody has checked in full."""
    found = [rules.malbeskrivning(regulation, specialty) for specialty in rules.specialties]
    counts = Counter(one.verification for one in found if one is not None)
    unverified = counts[Verification.UNVERIFIED]
    return f"{regulation}: {counts.total()} målbeskrivningar, varav {unverified} inte är kontrollerade i sin helhet."
