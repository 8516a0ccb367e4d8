"""What a rule is told: the file's content, the målbeskrivning that applies, the day and the limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from stexcel import codes
from stexcel.document import Document
from stexcel.model import Delmal, Iup
from stexcel.regelverk import Malbeskrivning, Regelverk, Requirement, Specialty
from stexcel.rules.mistyped import Mistyped, mistyped_rows
from stexcel.rules.possible import possible
from stexcel.rules.thresholds import Thresholds


@dataclass(frozen=True)
class Context:
    """One document with everything that its checks depend on; ``regulation`` is stated or derived."""

    document: Document
    regelverk: Regelverk
    today: date
    thresholds: Thresholds

    @cached_property
    def iup(self) -> Iup:
        """The content without what cannot be true; empty when the file could not be read."""
        return possible(self.document.iup, self.today) if self.document.iup else Iup()

    @cached_property
    def regulation(self) -> str | None:
        """The stated regulation, else the one that most of the codes belong to."""
        return self.iup.regulation

    @cached_property
    def specialty(self) -> Specialty | None:
        """The stated specialty, when it is one that exists."""
        stated = self.iup.person.specialty
        return self.regelverk.specialties.get(stated.value) if stated else None

    @cached_property
    def malbeskrivning(self) -> Malbeskrivning | None:
        """The målbeskrivning to compare with, when both regulation and specialty are known."""
        if self.regulation is None or self.specialty is None:
            return None
        return self.regelverk.malbeskrivning(self.regulation, self.specialty.name)

    @cached_property
    def own_delmal(self) -> Mapping[str, Delmal]:
        """Delmål of the regulation that applies, whether or not the målbeskrivning lists them."""
        return {
            code: delmal
            for code, delmal in self.iup.specialty_delmal.items()
            if codes.regulation_of(code) == self.regulation
        }

    @cached_property
    def known_delmal(self) -> Mapping[str, Delmal]:
        """The own delmål that the målbeskrivning lists; all of them when it is not known.

        One whose own row most likely stands under a mistyped code is not among them: nothing is known of its row.
        """
        if self.malbeskrivning is None:
            return self.own_delmal
        listed = self.malbeskrivning.requirements.keys() - {one.meant for one in self.mistyped}
        return {code: delmal for code, delmal in self.own_delmal.items() if code in listed}

    @cached_property
    def mistyped(self) -> tuple[Mistyped, ...]:
        """The rows of delmål under codes that no målbeskrivning can have."""
        return mistyped_rows(self.iup, self.malbeskrivning.requirements if self.malbeskrivning else ())

    def requirement(self, code: str) -> Requirement | None:
        """What the målbeskrivning says of the delmål."""
        return self.malbeskrivning.requirements.get(code) if self.malbeskrivning else None

    @cached_property
    def groups(self) -> Mapping[str, tuple[Requirement, ...]]:
        """The målbeskrivning's delmål by group; a group that it does not have is not there."""
        grouped: dict[str, tuple[Requirement, ...]] = {}
        for code, need in self.malbeskrivning.requirements.items() if self.malbeskrivning else ():
            group = codes.group_of(code)
            grouped[group] = (*grouped.get(group, ()), need)
        return grouped

    @cached_property
    def missing_groups(self) -> tuple[str, ...]:
        """Groups of the målbeskrivning of which the IUP has nothing at all."""
        present = {codes.group_of(code) for code in self.own_delmal}
        return tuple(group for group in self.groups if group not in present)

    def sheet_of_group(self, group: str) -> str | None:
        """The sheet where most of the group's delmål stand, else most of all delmål."""
        found = self.iup.specialty_delmal
        cells = [found[code].cells[0] for code in found if codes.group_of(code) == group]
        cells = cells or [delmal.cells[0] for delmal in found.values()]
        return Counter(cell.sheet for cell in cells).most_common(1)[0][0] if cells else None


def is_unverified(*requirements: Requirement | None) -> bool:
    """Whether any of the rows has not been compared with the printed målbeskrivning."""
    return any(need is not None and need.is_unverified for need in requirements)
