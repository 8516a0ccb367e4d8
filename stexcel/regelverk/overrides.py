"""A clinic's own rows for the målbeskrivningar: a CSV with the columns of the bundled ``delmal.csv``.

The file may come from Swedish Excel (semicolons, Windows-1252) or from anywhere else (commas, UTF-8).
"""

import csv
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from io import StringIO
from pathlib import Path

from stexcel import codes
from stexcel.model import ActivityType
from stexcel.regelverk.errors import RegelverkError
from stexcel.regelverk.model import FIELDS, Line, Verification
from stexcel.regelverk.source import SOURCE_FIELDS
from stexcel.system_errors import reason

OWN_FIELDS = (*FIELDS, *SOURCE_FIELDS)
"""The columns that a clinic's own rows may have."""
REMOVED = "utgår"
"""What ``kontroll`` says of a delmål that does not apply, although our data has it."""

_NEEDED = ("foreskrift", "specialitet", "delmal", "krav_aktiviteter")
_MAX_LISTED = 20

Fields = Mapping[str, str]


def read_overrides(path: Path, specialties: Collection[str]) -> tuple[Line, ...]:
    """The clinic's rows, each checked and complete. A missing ``kontroll`` means ``transkriberad``.

    Raises :class:`RegelverkError` with every problem in the file, each with its line.
    """
    lines: dict[tuple[str, ...], Line] = {}
    problems: list[str] = []
    for number, fields in _records(path):
        found = list(_problems(fields, specialties))
        line = _line(fields)
        if not found and line[:3] in lines:
            found.append(f"{line[2]} för {line[1]} ({line[0]}) står redan tidigare i filen. Ta bort en av dem.")
        lines[line[:3]] = line
        problems += [f"{path.as_posix()} rad {number}: {problem}" for problem in found]
    if problems:
        raise RegelverkError("\n".join(_shortened(problems)))
    return tuple(lines.values())


def _records(path: Path) -> Iterator[tuple[int, Fields]]:
    text = _text(path)
    header_line = text.partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=";" if ";" in header_line else ",")
    header = [name.strip().casefold() for name in next(reader, [])]
    _check_header(path, header)
    for row in reader:
        if any(field.strip() for field in row):
            yield reader.line_num, dict(zip(header, (field.strip() for field in row), strict=False))


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RegelverkError(
            f"{path.as_posix()}: filen går inte att läsa ({reason(error)}). Kontrollera sökvägen."
        ) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _check_header(path: Path, header: list[str]) -> None:
    unknown = [name for name in header if name not in OWN_FIELDS]
    missing = [name for name in _NEEDED if name not in header]
    if unknown:
        raise RegelverkError(
            f"{path.as_posix()} rad 1: okänd kolumn ”{unknown[0]}”.{_suggestion(unknown[0], OWN_FIELDS)} "
            f"Kolumnerna är: {', '.join(FIELDS)}."
        )
    if missing:
        raise RegelverkError(f"{path.as_posix()} rad 1: kolumnen ”{missing[0]}” saknas. Lägg till den.")


def _problems(fields: Fields, specialties: Collection[str]) -> Iterator[str]:
    yield from _unknown("föreskrift", fields.get("foreskrift", ""), codes.REGULATIONS)
    yield from _unknown("specialitet", fields.get("specialitet", ""), specialties)
    yield from _code_problems(fields)
    for column in ("krav_aktiviteter", "rad_aktiviteter"):
        names = fields.get(column, "").replace("|", ";").split(";")
        for name in filter(None, map(str.strip, names)):
            yield from _unknown("aktivitet", name, tuple(ActivityType))
    if fields.get("kontroll"):
        yield from _unknown("kontroll", fields["kontroll"], (*Verification, REMOVED))


def _unknown(what: str, value: str, known: Collection[str]) -> Iterator[str]:
    if value not in known:
        choices = _suggestion(value, known) or (f" Välj bland: {', '.join(known)}." if len(known) < 5 else "")
        yield f"okänd {what} ”{value}”.{choices}"


def _code_problems(fields: Fields) -> Iterator[str]:
    code, regulation = fields.get("delmal", ""), fields.get("foreskrift", "")
    try:
        codes.sort_key(code)
    except ValueError:
        yield f"”{code}” är inte en delmålskod. Skriv till exempel a1, c12 eller STb3."
        return
    if codes.is_bt(code):
        yield f"”{code}” hör till bastjänstgöringen, som inte har rader här. Ta bort raden."
    elif regulation in codes.REGULATIONS and codes.regulation_of(code) != regulation:
        yield f"”{code}” hör inte till {regulation}. Koderna där skrivs a1 (2015:8) eller STa1 (2021:8)."


def _suggestion(value: str, known: Collection[str]) -> str:
    close = get_close_matches(value, known, n=1, cutoff=0.6)
    return f" Menas ”{close[0]}”?" if close else ""


def _line(fields: Fields) -> Line:
    own = {name: fields.get(name, "") for name in OWN_FIELDS}
    own["kontroll"] = own["kontroll"] or Verification.TRANSCRIBED
    return tuple(str(own[name]) for name in OWN_FIELDS)


def _shortened(problems: list[str]) -> list[str]:
    rest = len(problems) - _MAX_LISTED
    return [*problems[:_MAX_LISTED], f"… och {rest} fel till."] if rest > 0 else problems
