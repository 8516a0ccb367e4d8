"""Who a cell names: one person, several, or nobody yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stexcel.layout.answers import is_answer
from stexcel.layout.person_values import person_name
from stexcel.layout.unit.values import is_blank
from stexcel.layout.unit.words import facts_of
from stexcel.names import person_key, without_titles
from stexcel.workbook import Cell

_SPLIT = re.compile(r"\s*(?:\n|;|\||\s\+\s|\s&\s|\boch\b|\bsamt\b)\s*|\s+/\s+|/(?=\s*[A-ZÅÄÖ])")
_COMMA = re.compile(r"\s*,\s*")
_BULLET = re.compile(r"^\W*(?:\d{1,2}[.)]\s+)?[-•*–]?\s*")
_DETAIL = re.compile(r"\s*(?:\(|:|\bfr\.?o\.?m\b|\bfrån\b|\bt\.?o\.?m\b|\btill\b|\bstart\w*\b|\d).*$", re.DOTALL)
_SUPERVISES = re.compile(
    r"^\W*(?i:(?:är )?(?:huvudansvarig )?(?:huvud)?(?:handleder|handledare (?:för|åt|till)|ansvar(?:ar|ig) för))\s+"
    r"(?=[A-ZÅÄÖ])"
)
_ONE_NAME = re.compile(r"[^\W\d_][\w'’\-]{1,20}")
_NOBODY = re.compile(
    r"\W*(?i:vakan\w*|tillsätt\w*|tillsatt|utses?|utsedd|rekryter\w*|obesatt|ledig|söks?|sökes|okänd|oklar\w*|ny|nytt|externt?|"
    r"saknas?|under|kommer|beslutas|avvaktar|bestäms|diskuteras|n\.?\s?n|tbd|tba|hyrläkare|stafett\w*|bemanning\w*|"
    r"alla|ingen|inga|annan|annat|respektive|resp|se|ej|inte|inget|tjänstledig|föräldraledig|pensionerad|slutat)(?:\W*$|\W+[a-zåäö\d])",
)
"""How a text begins that stands where a name should but names nobody: such words alone, or with others but names."""


def people(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names in a cell, and the pieces of it that could not be read as names."""
    names: list[str] = []
    rest: list[str] = []
    if not is_answer(text):
        return (), ()
    for piece in _pieces(_SUPERVISES.sub("", text)):
        bare = without_titles(_DETAIL.sub("", _BULLET.sub("", piece)).strip(" ,.-–/"))
        if _NOBODY.match(bare):
            continue
        name = person_name(bare) or (bare if _ONE_NAME.fullmatch(bare) and bare[0].isupper() else None)
        if name is not None and name.split()[-1][0].isupper() and person_key(name) and not facts_of(name):
            names.append(name)
        elif bare and is_answer(bare):
            rest.append(bare)
    return tuple(names), tuple(rest)


def _pieces(text: str) -> Iterator[str]:
    for line in _SPLIT.split(re.sub(r"\([^)]*\)", " ", text)):
        parts = [part for part in _COMMA.split(line) if part]
        if _is_turned(parts):
            yield from (f"{given} {family}" for family, given in zip(parts[::2], parts[1::2], strict=True))
        else:
            yield from parts


def _is_turned(parts: Sequence[str]) -> bool:
    """Whether commas stand inside the names (``Ek, Eva``) rather than between them: no part is a whole name."""
    return len(parts) >= 2 and len(parts) % 2 == 0 and all(" " not in part.strip() for part in parts)


def one_name(value: Cell) -> str | None:
    """The person that a cell names; ``None`` for all else."""
    if not isinstance(value, str) or is_blank(value) or not is_answer(value) or _NOBODY.match(value):
        return None
    names, _ = people(value)
    name = names[0] if len(names) == 1 else None if names else person_name(value)
    words = name.split() if name else []
    return name if len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper() and person_key(value) else None
