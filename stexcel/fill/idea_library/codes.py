"""The delmål that a row of a clinic's library names, checked against the rule data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from stexcel.codes import GROUPS, HSLF_2021, is_bt, regulation_of
from stexcel.layout.answers import is_answer
from stexcel.layout.delmal_text import exact_codes, group_heading, leading_code, named_codes
from stexcel.layout.text import fold, shown
from stexcel.layout.unknown_codes import codes_unknown
from stexcel.regelverk import Regelverk

_EVERY = re.compile(r"(?:alla?|samtliga)(?: (?:st\s?)?(?P<group>[abc])(?: (?:del)?mål(?:en)?)?| (?:del)?mål(?:en)?)?")
"""``Alla``, ``alla c``, ``samtliga delmål``, ``alla STc-mål``, folded."""


@dataclass(frozen=True)
class Known:
    """What the rule data has: the specialties by official name, and every delmål."""

    specialties: tuple[str, ...]
    of_specialty: Mapping[str, frozenset[str]]
    codes: frozenset[str]


def known_in(regelverk: Regelverk) -> Known:
    """What there is to name, under both regulations."""
    of_specialty: dict[str, set[str]] = {}
    for (_, specialty), lines in regelverk.lines.items():
        of_specialty.setdefault(specialty, set()).update(line[2] for line in lines)
    every = frozenset(code for codes in of_specialty.values() for code in codes)
    return Known(tuple(regelverk.specialties), {name: frozenset(codes) for name, codes in of_specialty.items()}, every)


@dataclass(frozen=True, slots=True)
class Stated:
    """What a cell says about delmål, under the regulation that its column or its row names."""

    text: str
    regulation: str | None

    @property
    def means_all(self) -> bool:
        """Whether the cell says that all delmål are meant, of a group or of every one."""
        return _EVERY.fullmatch(fold(self.text)) is not None

    @property
    def groups(self) -> frozenset[str]:
        """The groups that the cell names as wholes."""
        every = _EVERY.fullmatch(fold(self.text))
        if every is not None:
            return frozenset((every["group"],)) if every["group"] else frozenset(GROUPS)
        numbered = any(character.isdigit() for character in self.text)
        group = None if numbered else group_heading(self.text)
        return frozenset((group,)) if group else frozenset()

    def codes(self, specialties: frozenset[str], known: Known) -> tuple[tuple[str, ...], list[str]]:
        """The codes that there are, and Swedish sentences about what is none."""
        if self.groups or not is_answer(self.text):
            return (), []
        written, faults = self._written()
        codes = [self._under(code) for code in written]
        there = frozenset[str]().union(*(known.of_specialty.get(one, frozenset()) for one in specialties))
        wrong = [
            code for code in codes if not is_bt(code) and (code not in (there or known.codes) or self._other(code))
        ]
        faults += [f"{code} är inget delmål {self._where(specialties)}. Rätta koden." for code in wrong]
        return tuple(code for code in codes if code not in wrong), faults

    def _written(self) -> tuple[tuple[str, ...], list[str]]:
        """The codes as they are written, and what could not be read."""
        exact = exact_codes(self.text)
        if exact:
            return exact, []
        unknown = codes_unknown(self.text)
        if unknown:
            rest = self.text
            for code in unknown:
                rest = re.sub(rf"(?<!\w){re.escape(code)}(?!\w)", " ", rest)
            faults = [f"{code} är inget delmål. Rätta koden." for code in unknown]
            return exact_codes(" ".join(rest.strip(" ,;/+&").split())) or named_codes(rest), faults
        leading = leading_code(self.text)
        found = (leading[0],) if leading else named_codes(self.text)
        if leading and not _lists_more(leading[1]):
            return found, []
        return found, [f"”{shown(self.text)}” går inte att läsa som delmål. Skriv till exempel a1, b2–b4."]

    def _under(self, code: str) -> str:
        """The code in normal form: those of the new regulation are often written without their prefix."""
        bare = self.regulation == HSLF_2021 and not is_bt(code) and not code.startswith("ST")
        return f"ST{code}" if bare else code

    def _other(self, code: str) -> bool:
        """Whether the code is of another regulation than the row."""
        return self.regulation is not None and regulation_of(code) != self.regulation

    def _where(self, specialties: frozenset[str]) -> str:
        of = f"i {', '.join(sorted(specialties))}" if specialties else "i någon målbeskrivning"
        return f"{of} enligt {self.regulation}" if self.regulation else of


def _lists_more(title: str) -> bool:
    """Whether what follows a code is no title but more of a list: ``samt kurs``, ``b``."""
    return len(title) < len("etik") or fold(title).startswith(("samt ", "och "))
