"""STX008: values that cannot be right, as the schemas of the tables see them over a whole run."""

from __future__ import annotations

from collections.abc import Iterator

from stexcel.findings import Level
from stexcel.rules.rule import TOOL, Hit, RuleInfo, run_rule
from stexcel.rules.run_context import RunContext


@run_rule(
    RuleInfo(
        "STX008",
        Level.RAD,
        "uppgift som inte kan stämma",
        TOOL,
        "Rätta uppgiften i cellen.",
        why=(
            "En omöjlig uppgift, som ett slutdatum före startdatum eller 250 % tjänstgöring, är nästan alltid ett "
            "skrivfel. Den gör att det andra som räknas ur arbetsboken blir fel."
        ),
    )
)
def impossible_values(context: RunContext) -> Iterator[tuple[int, Hit]]:
    """A value breaks the schema of its table: a share above full time, a documented day in the future."""
    faults = context.faults
    for fault in faults.found:
        yield fault.file, Hit(fault.text, delmal=fault.delmal, cell=fault.cell, action=fault.action)
    if faults.failure is not None:
        raise faults.failure
