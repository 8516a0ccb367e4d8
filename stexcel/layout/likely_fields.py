"""Labels of basic facts that no word list has, but that stand in a form and have an answer of the right sort."""

from __future__ import annotations

import re
from functools import lru_cache

from stexcel.layout.labels import Field
from stexcel.layout.person_values import percent, person_name, regulation
from stexcel.layout.times import days, period
from stexcel.workbook import Cell

WEIGHT = 0.6
FULL_TIME = 100
_LONGEST = 45
PEOPLE = (Field.NAME, Field.SUPERVISOR, Field.STUDIEREKTOR, Field.HEAD)
_OTHERS = re.compile(r"\blokal|\bklinisk|på plats|biträdande|\bbitr\b|\biup\b.*\bst\b", re.IGNORECASE)
"""Words of labels that ask for someone or something else, and of titles."""
_WORDS: tuple[tuple[Field, re.Pattern[str]], ...] = tuple(
    (field, re.compile(pattern, re.IGNORECASE))
    for field, pattern in (
        (Field.REVISED, r"revider|\brev\b|uppdatera|genomgång"),
        (Field.STUDIEREKTOR, r"studierekt"),
        (Field.HEAD, r"chef|^(?:min |vår )?vc\W*$"),
        (Field.SUPERVISOR, r"handl|\bhl\b"),
        (Field.REGULATION, r"föreskr|målbeskr|\benl\b|enligt|\bförf|\bfs\b|regel"),
        (Field.PLANNED_END, r"slut|klar\b|t\.?\s?o\.?\s?m\b"),
        (Field.FTE, r"grad|omfattn|sysselsätt|\btjg\b|heltid|jobbar"),
        (Field.START, r"start|börja|fr\.?\s?o\.?\s?m\b|\bfrom\b|\banst"),
        (Field.SPECIALTY, r"specialit|inriktning|\bst i$"),
        (Field.UNIT, r"^(?:min )?klin\w*\.?$|arbetsplats|enhet|tjänstgör (?:vid|på)|^vid$|arbetar|anställd"),
        (Field.NAME, r"\bnamn|läkare|\bläk\b|\bheter\b|\bst för$|\bvem\b"),
    )
)


@lru_cache(maxsize=4096)
def likely_field(text: str) -> Field | None:
    """The field that a short text may ask for by a part of a word."""
    if len(text) > _LONGEST or any(character.isdigit() for character in text) or _OTHERS.search(text):
        return None
    return next((field for field, pattern in _WORDS if pattern.search(text)), None)


def is_label_for_another(field: Field, text: str) -> bool:
    """Whether a text after the label for a field may be a label itself, so that the field has no answer there."""
    return likely_field(text) not in (None, field)


def is_own_name(text: str) -> bool:
    """Whether a text is a name written as such: in small letters throughout, or with a capital after the first word."""
    words = (person_name(text) or "").split()
    capitals = [word[0].isupper() for word in words]
    return bool(words) and (not any(capitals) or any(capitals[1:]))


def answers(field: Field, value: Cell) -> bool:
    """Whether a value is of the sort that a field asks for."""
    if field in (Field.START, Field.PLANNED_END):
        return period(value) is not None
    if field is Field.REVISED:
        return bool(days(value))
    if field is Field.FTE:
        share = percent(value)
        return share is not None and 0 <= share <= FULL_TIME
    if not isinstance(value, str):
        return False
    if field is Field.REGULATION:
        return regulation(value) is not None
    if field in PEOPLE:
        return person_name(value) is not None and likely_field(value) is None
    return any(map(str.isalpha, value)) and period(value) is None and not is_label_for_another(field, value)
