"""Residents in a table saved as CSV: by a person, by Excel or by another system."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stexcel.config.nearest import nearest
from stexcel.fill.errors import FillError
from stexcel.fill.people.model import (
    END,
    HEAD,
    KEYS,
    NAME,
    PERCENT,
    REGULATION,
    SPECIALTY,
    START,
    STUDIEREKTOR,
    SUPERVISOR,
    UNIT,
    Record,
    Records,
)
from stexcel.layout.labels import Field, field_of
from stexcel.layout.personal_ids import has_personal_id
from stexcel.layout.unit.words import Fact, facts_of
from stexcel.system_errors import reason

_KEY_OF = {
    Field.NAME: NAME,
    Field.SPECIALTY: SPECIALTY,
    Field.REGULATION: REGULATION,
    Field.START: START,
    Field.PLANNED_END: END,
    Field.FTE: PERCENT,
    Field.SUPERVISOR: SUPERVISOR,
    Field.STUDIEREKTOR: STUDIEREKTOR,
    Field.HEAD: HEAD,
    Field.UNIT: UNIT,
}
_GIVEN, _FAMILY = "förnamn", "efternamn"
_NAME_PARTS = {Fact.GIVEN: _GIVEN, Fact.FAMILY: _FAMILY}
_DELIMITERS = ";,\t"
_FEWEST = 2
"""Known headings that make a row the heading of the table."""
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

_Line = tuple[int, list[str]]


@dataclass(frozen=True)
class _Heading:
    """What the columns of a table are: the key of each, or ``None`` for one that is not used."""

    keys: tuple[str | None, ...]
    remarks: tuple[str, ...]
    faults: tuple[str, ...]


def read_csv(path: Path) -> Records:
    """What the table says of each resident, with every fault in it.

    The fields are parted by semicolons, commas or tabs, the text is UTF-8 or as Excel for Windows saves it (cp1252).
    Headings are understood as in the workbooks. Columns with personal numbers are left out. Raises :class:`FillError`
    for a file that cannot be read or has no row of headings.
    """
    name = path.as_posix()
    lines = _table(name, _text(path))
    (at, headings), *body = lines
    heading = _heading(headings)
    faults = [f"{name}, rad {at}: {fault}" for fault in heading.faults]
    records: list[Record] = []
    for line, cells in body:
        extra = [cell for cell in cells[len(headings) :] if cell.strip()]
        if extra:
            faults.append(f"{name}, rad {line}: raden har fler fält än rubrikraden. Kontrollera skiljetecknen.")
            continue
        records.append(Record(f"rad {line}", _values(heading.keys, cells)))
    return Records(tuple(records), heading.remarks, tuple(faults))


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FillError(f"{path.as_posix()}: filen går inte att läsa ({reason(error)}).") from error
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    for encoding in (*marked, "utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FillError(f"{path.as_posix()}: filen är ingen text. Spara om den som ”CSV UTF-8” i Excel.")


def _table(name: str, text: str) -> list[_Line]:
    """The lines from the heading on, with their numbers, parted in the way that gives most known headings."""
    tables = [_from_heading(list(_lines(name, text, delimiter))) for delimiter in _DELIMITERS]
    best = max(tables, key=lambda lines: _known(lines[0][1]) if lines else 0)
    if not best:
        raise FillError(
            f"{name}: filen har ingen rubrikrad med namn. Skriv en rad med till exempel Namn;Specialitet;Föreskrift "
            "överst."
        )
    return best


def _lines(name: str, text: str, delimiter: str) -> Iterator[_Line]:
    """The lines that are not blank, each with its number in the file."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield before + 1, cells
            before = reader.line_num
    except csv.Error as error:
        raise FillError(f"{name}, rad {before + 1}: raden går inte att läsa. Kontrollera citattecknen.") from error


def _from_heading(lines: list[_Line]) -> list[_Line]:
    """The lines from the first that looks like a heading."""
    first = next((index for index, (_, cells) in enumerate(lines) if _known(cells) >= _FEWEST), len(lines))
    return lines[first:]


def _known(headings: Sequence[str]) -> int:
    """How many headings are understood; none where no column has the residents' names."""
    keys = [_key(text) for text in headings]
    return len(keys) - keys.count(None) if {NAME, _FAMILY} & set(keys) else 0


def _key(heading: str) -> str | None:
    """What a column is: a key, a part of the name, or ``None``; by the clinics' words, else by the keys' own."""
    found = field_of(heading)
    if found is not None:
        return _KEY_OF.get(found[0])
    part = next((_NAME_PARTS[fact] for fact in facts_of(heading) if fact in _NAME_PARTS), None)
    own = heading.strip().casefold()
    return part or (own if own in KEYS else PERCENT if own == "%" else None)


def _heading(headings: Sequence[str]) -> _Heading:
    keys = tuple(map(_key, headings))
    faults = [
        f"kolumnerna ”{headings[keys.index(key)]}” och ”{headings[index]}” betyder båda {key}. Ta bort den ena."
        for index, key in enumerate(keys)
        if key is not None and key in keys[:index]
    ]
    unused = [heading.strip() for heading, key in zip(headings, keys, strict=True) if key is None and heading.strip()]
    personal = [heading for heading in unused if _asks_personal_id(heading)]
    near = {heading: meant for heading in unused if heading not in personal and (meant := _slip(heading))}
    faults += [f"kolumnen ”{heading}” finns inte. Menade du ”{meant}”?" for heading, meant in near.items()]
    rest = [heading for heading in unused if heading not in personal and heading not in near]
    remarks = [f"Kolumnen ”{heading}” har personuppgifter som aldrig förs över till ett IUP." for heading in personal]
    remarks += [f"Kolumnen ”{heading}” används inte." for heading in rest]
    return _Heading(keys, tuple(remarks), tuple(faults))


def _asks_personal_id(heading: str) -> bool:
    found = field_of(heading)
    return (found is not None and found[0] is Field.PERSONAL_ID) or has_personal_id(heading)


def _slip(heading: str) -> str | None:
    """The key that a heading is a slip of the pen for; one that means something else is none."""
    return None if field_of(heading) or facts_of(heading) else nearest(heading, KEYS)


def _values(keys: Sequence[str | None], cells: Sequence[str]) -> dict[str, str]:
    stated = {key: cell.strip() for key, cell in zip(keys, cells, strict=False) if key and cell.strip()}
    whole = " ".join(part for key in (_GIVEN, _FAMILY) if (part := stated.pop(key, "")))
    return {NAME: whole, **stated} if whole else stated
