"""One row of a register: its cells by what they answer, as typed values."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from stexcel.layout.answers import is_answer, is_example
from stexcel.layout.times import days_in, is_undated_time
from stexcel.layout.unit.content import doubtful, unread
from stexcel.layout.unit.people import one_name
from stexcel.layout.unit.tables import Register
from stexcel.layout.unit.values import Placed, attested, is_blank, specialties_in, time_in
from stexcel.layout.unit.words import Fact
from stexcel.model import CellRef, Note, Period, Value
from stexcel.unit import SPECIALTY_SEPARATOR, Attested


@dataclass(frozen=True)
class Row:
    """A row of a register; ``notes`` collects what could not be read while the row is asked for its values.

    ``is_past`` tells that it stands under a title for those who have left.
    """

    register: Register
    index: int
    notes: list[Note]
    is_past: bool = False

    def cells(self, *facts: Fact) -> list[Placed]:
        """The cells under headings for the first of the facts that has any."""
        return [self._placed(column) for column in self.register.columns(*facts)]

    def every(self, *facts: Fact) -> list[Placed]:
        """The cells under headings for any of the facts, from left to right."""
        return [self._placed(column) for column in self.register.all_columns(*facts)]

    def _placed(self, column: int) -> Placed:
        return self.register.value(self.index, column), self.register.view.ref(self.index, column)

    @property
    def cell(self) -> CellRef:
        """The first filled cell."""
        return self.register.view.ref(self.index, self.register.filled(self.index)[0])

    @property
    def has_left(self) -> bool:
        """Whether the row says that the person is no longer at the unit."""
        remarks = self.every(Fact.STATUS, Fact.OTHER, Fact.ROLE, Fact.END, Fact.PERIOD) + [
            self._placed(heading.column) for heading in self.register.headings if not heading.facts
        ]
        return self.is_past or any(isinstance(value, str) and says_left(value) for value, _ in remarks)

    @property
    def is_example(self) -> bool:
        """Whether the row is the template's own example."""
        value = self.register.value(self.index, self.register.filled(self.index)[0])
        return isinstance(value, str) and is_example(value)

    def text(self, *facts: Fact) -> str | None:
        """What stands under the facts as text; several cells one after the other."""
        filled = [_written(value) for value, _ in self.cells(*facts) if value is not None and _speaks(value)]
        return "; ".join(dict.fromkeys(filled)) or None

    def written(self, *facts: Fact) -> str | None:
        """What stands under the facts, also where it says no or nothing."""
        return "; ".join(_written(value) for value, _ in self.cells(*facts) if value is not None) or None

    def name(self, *facts: Fact) -> Value[str] | None:
        """The one person that the row names under the facts.

        Given and family name in columns of their own are the name of whom the row is about.
        """
        given, family = self.cells(Fact.GIVEN), self.cells(Fact.FAMILY)
        if Fact.NAME in facts and given and family and isinstance(given[0][0], str) and isinstance(family[0][0], str):
            whole = f"{given[0][0]} {family[0][0]}"
            return Value(whole, whole, min(given[0][1], family[0][1]))
        for value, ref in self.cells(*facts):
            name = one_name(value)
            if name is not None:
                return Value(name, str(value), ref)
        return None

    def attested(self, what: str, *facts: Fact) -> Attested | None:
        """Whether the fact is so; a doubtful answer is noted with ``what`` (a Swedish word for it)."""
        answer, doubt = attested(self.every(*facts))
        if answer is not None and doubt:
            self.notes.append(doubtful(f"”{answer.text}” lästes som att {what} finns", answer.cell))
        return answer

    def time(self, what: str, *facts: Fact) -> Value[Period] | None:
        """The time under the facts; one that cannot be read is noted."""
        for value, ref in self.cells(*facts):
            if is_blank(value) or (isinstance(value, str) and not is_answer(value)):
                continue
            found = time_in(value)
            if found is not None:
                return Value(found, _written(value), ref)
            if isinstance(value, str) and is_undated_time(value):
                continue
            self.notes.append(unread(f"{what} ”{_written(value)}” kan inte läsas som en tid", ref))
        return None

    def quiet_time(self, *facts: Fact) -> Value[Period] | None:
        """The time under the facts, where nothing needs to be said of one that cannot be read."""
        for value, ref in self.cells(*facts):
            found = None if is_blank(value) else time_in(value)
            if found is not None:
                return Value(found, _written(value), ref)
        return None

    def day(self, what: str, *facts: Fact) -> Value[date] | None:
        """The first day of the time under the facts."""
        found = self.time(what, *facts)
        return None if found is None else Value(found.value.start, found.text, found.cell)

    def specialty(self, names: Collection[str], *facts: Fact) -> Value[str] | None:
        """The specialty; an empty text where the place for it is empty, as written where it is unknown."""
        cells = self.cells(*facts)
        return specialty_value(cells, names, self.notes) if cells else None


def specialty_value(cells: list[Placed], names: Collection[str], notes: list[Note]) -> Value[str]:
    """The specialties that the cells state, by their official names where they are known."""
    written = [(value, ref) for value, ref in cells if isinstance(value, str) and _speaks(value)]
    if not written:
        return Value("", "", cells[0][1])
    text, ref = ", ".join(value for value, _ in written), written[0][1]
    found = specialties_in(text, names)
    if not found:
        notes.append(doubtful(f"Specialiteten ”{text}” känns inte igen", ref))
    return Value(SPECIALTY_SEPARATOR.join(found) or text, text, ref)


def rows_of(register: Register, notes: list[Note]) -> Iterator[Row]:
    """The rows of a register apart from its examples; titles inside it tell which are about the past."""
    past = is_past_title(register.caption)
    for index in register.rows:
        row = Row(register, index, notes, past)
        filled = register.filled(index)
        alone = register.value(index, filled[0]) if len(filled) == 1 else None
        if isinstance(alone, str) and is_past_title(alone):
            past = True
        elif isinstance(alone, str) and _PRESENT.fullmatch(alone):
            past = False
        elif not row.is_example:
            yield row


_PAST = re.compile(
    r"\W*(?:har slutat|slutat|slutade|avslutade?|tidigare|f\.? ?d|före detta|historik|historiskt?|arkiv\w*|inaktiva|"
    r"ej (?:längre )?aktiva|(?:färdiga|klara|nyblivna) (?:specialister|st\W?läkare|med st)|pensionerade)\b\.?"
    r"(?: [a-zåäö\-]+){0,3}\W*(?:\d{4}\W*){0,2}",
    re.IGNORECASE,
)
_PRESENT = re.compile(r"\W*(?:aktuella|nuvarande|aktiva|pågående|övriga)\b.{0,30}", re.IGNORECASE)
_LEFT = re.compile(
    r"\b(?:slutat|slutade|avslutat|avslutad|gått i pension|pensionerad(?:es)?|flyttat|bytt (?:klinik|enhet)|ej kvar|"
    r"avgått|avliden|lämnat|inaktiv|(?:färdig|klar) specialist|(?:ej|inte) (?:längre )?(?:aktiv|anställd))\b",
    re.IGNORECASE,
)
_NOT_LEFT = re.compile(r"\b(?:ej|inte|ännu|ska|kommer|planerar?) (?:ha )?(?:slutat|avslutad|avslutat)", re.IGNORECASE)


def is_past_title(text: str) -> bool:
    """Whether a title announces those who are no longer there: ``Avslutade:``, ``Tidigare handledare``."""
    return _PAST.fullmatch(text) is not None


def says_left(text: str) -> bool:
    """Whether a remark says that somebody has left: ``slutat 2024``, but not ``slutar i juni``."""
    return _LEFT.search(text) is not None and _NOT_LEFT.search(text) is None


def _speaks(value: object) -> bool:
    return not isinstance(value, str) or (not is_blank(value) and is_answer(value))


def _written(value: object) -> str:
    """A value as people read it."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    return str(value)


def is_dated(text: str) -> bool:
    """Whether a text holds a day, as a line about when the list was last changed does."""
    return bool(days_in(text))
