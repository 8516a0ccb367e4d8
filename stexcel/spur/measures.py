"""Numbers of the unit that belong to a criterion, as sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median

from stexcel.spur.case import DoctorFile
from stexcel.status.model import Recurring

Measure = Callable[[Sequence[DoctorFile]], str | None]


def measured(name: str | None, files: Sequence[DoctorFile]) -> str | None:
    """The sentence of a name that the guide uses; ``None`` where the files give no number."""
    measure = MEASURES.get(name or "")
    return measure(files) if measure is not None and files else None


def _linked(files: Sequence[DoctorFile]) -> str | None:
    known = [one.resident.linked_share for one in files]
    whole = sum(share == 100 for share in known)
    return f"{whole} av {len(files)} IUP kopplar varje delmål som programmet känner till aktivitet och bedömning."


def _per_term(files: Sequence[DoctorFile]) -> str | None:
    counts = [term.made for one in files for term in one.resident.terms[:-1]]
    if not counts:
        return None
    return f"Medianen är {_number(median(counts))} dokumenterade bedömningar per avslutad termin."


def _meetings(files: Sequence[DoctorFile]) -> str | None:
    held = [one.resident.due_of(Recurring.SUPERVISION) for one in files]
    known = sum(one is not None and one.last is not None for one in held)
    return f"{known} av {len(files)} IUP har minst ett daterat handledarsamtal."


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")


MEASURES: Mapping[str, Measure] = {
    "kopplade_delmal": _linked,
    "bedomningar_per_termin": _per_term,
    "handledarsamtal": _meetings,
}
"""By the names that the guide uses."""
