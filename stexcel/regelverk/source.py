"""Where a row of the rule data was read: the official document, its page, its digest and the day, with a seal.

The seal covers all of a row. A row that somebody has changed since is thereby known, and is no longer verified.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

SOURCE_FIELDS = ("kompetenskrav", "fil", "sidor", "sha256", "inlast", "kontrollsumma")
"""The columns of an imported row besides those of every row."""
SEAL = "kontrollsumma"

_NEEDED = ("fil", "sidor", "sha256", "inlast")
_SEAL_DIGITS = 20


@dataclass(frozen=True, slots=True)
class Source:
    """The official document that a row was read from; ``pages`` count from 1 in the file."""

    document: str
    pages: tuple[int, ...]
    file: str
    sha256: str
    read_on: date

    def __str__(self) -> str:
        """``Målbeskrivning psykiatri, s. 7``."""
        return f"{self.document}, {pages_told(self.pages)}"


def document_name(specialty: str) -> str:
    """What the målbeskrivning of a specialty is called in a sentence."""
    return f"Målbeskrivning {specialty[:1].lower()}{specialty[1:]}"


def pages_told(pages: Iterable[int]) -> str:
    """``s. 7``, ``s. 7–9`` or ``s. 7, 9 och 11–12``."""
    spans: list[list[int]] = []
    for page in sorted(set(pages)):
        if spans and page == spans[-1][1] + 1:
            spans[-1][1] = page
        else:
            spans.append([page, page])
    told = [str(first) if first == last else f"{first}–{last}" for first, last in spans]
    return "s. " + " och ".join(filter(None, (", ".join(told[:-1]), *told[-1:])))


def told_together(sources: Sequence[Source]) -> str:
    """Several sources in one phrase, the pages of a document together."""
    pages: dict[str, set[int]] = {}
    for source in sources:
        pages.setdefault(source.document, set()).update(source.pages)
    return "; ".join(f"{document}, {pages_told(found)}" for document, found in pages.items())


def seal_of(fields: Mapping[str, str]) -> str:
    """The seal of a row: the same for the same values, however blanks and line breaks are saved."""
    values = (f"{name}={' '.join(value.split())}" for name, value in sorted(fields.items()) if name != SEAL)
    return "v1-" + sha256("\x1f".join(values).encode()).hexdigest()[:_SEAL_DIGITS]


def is_imported(fields: Mapping[str, str]) -> bool:
    """Whether the row claims to be read from an official document."""
    return any(fields.get(name) for name in (*_NEEDED, SEAL))


def source_of(fields: Mapping[str, str]) -> Source | None:
    """The source of a row whose seal is whole; ``None`` for any other row."""
    if not fields.get(SEAL) or fields[SEAL] != seal_of(fields) or not all(fields.get(name) for name in _NEEDED):
        return None
    try:
        day = date.fromisoformat(fields["inlast"])
    except ValueError:
        return None
    pages = tuple(map(int, re.findall(r"\d+", fields["sidor"])))
    return Source(document_name(fields["specialitet"]), pages, fields["fil"], fields["sha256"], day) if pages else None
