"""A template profile as a TOML file that a person can read and edit.

Rows and columns are written as in Excel; in a turned table the roles stand by row number instead of by column
letter, and the rows of headings are columns counted from A = 1.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from stexcel.layout.labels import Field
from stexcel.layout.profile import Profile, ProfileError, ProfileField, ProfileTable, heading_texts
from stexcel.layout.reading import Kind
from stexcel.layout.roles import Role
from stexcel.model import CellRef, Part, column_letters
from stexcel.system_errors import reason
from stexcel.workbook import Grid

_VERSION = 1
_KEYS = ("version", "namn", "fingeravtryck", "ignorera_blad", "tabell", "falt")
_TABLE_KEYS = ("blad", "typ", "vand", "rubrikrader", "rubriktexter", "sista_rad", "rubrik", "del", "roller")
_FIELD_KEYS = ("falt", "blad", "cell")
_MOST_LETTERS = 3
_LETTERS = 26
E = TypeVar("E", bound=StrEnum)


def dump_profile(profile: Profile, grid: Grid) -> str:
    """The profile as TOML, with explanations and the headings of ``grid`` for the person who edits it."""
    lines = [
        "# Mallprofil för stexcel: så läses klinikens mall. Filen får ändras för hand.",
        "# Visa hur en fil läses med den: stexcel inspect FIL --profile PROFIL",
        "#",
        *_listed("Roller", Role),
        *_listed("Typer", Kind),
        *_listed("Fält", Field),
        *_listed("Delar", Part),
        "# rubrikrader: första och sista raden med rubriker. sista_rad behövs bara där tabellen slutar för sent.",
        "# rubriktexter: här letas tabellen upp om rader har lagts till ovanför den.",
        "# vand = true: rubrikerna står i kolumner, och rollerna anges för radnummer.",
        "",
        f"version = {_VERSION}",
        f"namn = {_quoted(profile.name)}",
        f"fingeravtryck = {_quoted(profile.fingerprint)}",
        f"ignorera_blad = [{', '.join(map(_quoted, profile.ignored))}]",
    ]
    for table in profile.tables:
        lines += ["", *_table_lines(table, heading_texts(table, grid))]
    for one in profile.fields:
        lines += ["", *_field_lines(one)]
    return "\n".join(lines) + "\n"


def _listed(name: str, kind: type[StrEnum]) -> list[str]:
    """The words to choose among, as a comment."""
    return [f"# {name}: {', '.join(member.value for member in kind)}."]


def _table_lines(table: ProfileTable, headings: Mapping[int, str]) -> list[str]:
    lines = [
        "[[tabell]]",
        f"blad = {_quoted(table.sheet)}",
        f"typ = {_quoted(table.kind.value)}",
        f"vand = {str(table.transposed).lower()}",
        f"rubrikrader = [{table.header[0]}, {table.header[1]}]",
    ]
    lines += [f"rubriktexter = [{', '.join(map(_quoted, table.texts))}]"] if table.texts else []
    lines += [] if table.last is None else [f"sista_rad = {table.last}"]
    lines += [f"rubrik = {_quoted(table.title)}"] if table.title else []
    lines += [f"del = {_quoted(table.part.value)}"] if table.part else []
    lines.append("[tabell.roller]")
    return lines + [
        f"{_key(number, turned=table.transposed)} = {_quoted(role.value)}{_comment(headings.get(number, ''))}"
        for number, role in sorted(table.roles.items())
    ]


def _field_lines(one: ProfileField) -> list[str]:
    return [
        "[[falt]]",
        f"falt = {_quoted(one.field.value)}",
        f"blad = {_quoted(one.cell.sheet)}",
        f"cell = {_quoted(one.cell.a1)}",
    ]


def _key(number: int, *, turned: bool) -> str:
    return str(number) if turned else column_letters(number)


def _comment(text: str) -> str:
    """The text after a line, without what TOML forbids in a comment."""
    printable = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    return f"  # {printable}" if printable else ""


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's too, but TOML forbids one more bare character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def load_profile(path: Path) -> Profile:
    """Reads a profile; raises :class:`ProfileError`."""
    place = path.as_posix()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ProfileError(f"{place}: filen går inte att läsa ({reason(error)}).") from error
    except ValueError as error:
        raise ProfileError(f"{place}: filen är inte giltig TOML ({error}). Rätta raden.") from error
    if data.get("version") != _VERSION:
        raise ProfileError(
            f"{place}: ”version” ska vara {_VERSION}. Spara om profilen med stexcel inspect --save-profile."
        )
    _check_keys(place, data, _KEYS)
    return Profile(
        _text(place, data, "namn", default=path.stem),
        _text(place, data, "fingeravtryck", default=""),
        tuple(_read_table(f"{place}: tabell {number}", one) for number, one in _list(place, data, "tabell")),
        tuple(_read_field(f"{place}: fält {number}", one) for number, one in _list(place, data, "falt")),
        _texts(place, data, "ignorera_blad"),
    )


def _list(place: str, data: Mapping[str, object], key: str) -> list[tuple[int, Mapping[str, object]]]:
    """The entries under a key, numbered from 1 as a person counts them."""
    found = data.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise ProfileError(f"{place}: ”{key}” ska skrivas som en tabell: [[{key}]].")
    return list(enumerate(found, start=1))


def _check_keys(where: str, data: Mapping[str, object], known: tuple[str, ...]) -> None:
    for key in data:
        if key not in known:
            near = get_close_matches(key, known, n=1, cutoff=0.0)
            raise ProfileError(f"{where}: nyckeln ”{key}” finns inte. Menade du ”{near[0]}”?")


def _read_table(where: str, data: Mapping[str, object]) -> ProfileTable:
    sheet = _text(where, data, "blad")
    where = f"{where} (bladet ”{sheet}”)"
    _check_keys(where, data, _TABLE_KEYS)
    turned = data.get("vand", False)
    roles = data.get("roller")
    if not isinstance(turned, bool):
        raise ProfileError(f"{where}: ”vand” ska vara true eller false.")
    if not isinstance(roles, dict) or not roles:
        raise ProfileError(f"{where}: kolumnernas roller saknas. Skriv dem under [tabell.roller].")
    header = _rows(where, data.get("rubrikrader"))
    return ProfileTable(
        sheet,
        _member(where, "typ", data.get("typ"), Kind),
        turned,
        header,
        _last(where, data.get("sista_rad"), header),
        {
            _number(where, key, turned=turned): _member(where, f"roller.{key}", value, Role)
            for key, value in roles.items()
        },
        _text(where, data, "rubrik", default=""),
        _member(where, "del", data["del"], Part) if "del" in data else None,
        _texts(where, data, "rubriktexter"),
    )


def _rows(where: str, value: object) -> tuple[int, int]:
    """First and last row of headings; a table without headings has its last one before its first."""
    if isinstance(value, list) and len(value) == 2 and all(type(one) is int for one in value):
        first, last = value
        if first >= 1 and last >= first - 1:
            return first, last
    raise ProfileError(f"{where}: ”rubrikrader” ska vara första och sista raden med rubriker, till exempel [4, 5].")


def _last(where: str, value: object, header: tuple[int, int]) -> int | None:
    if value is None or (type(value) is int and value >= header[1]):
        return value
    raise ProfileError(f"{where}: ”sista_rad” ska vara ett radnummer som inte ligger före rubrikerna.")


def _read_field(where: str, data: Mapping[str, object]) -> ProfileField:
    _check_keys(where, data, _FIELD_KEYS)
    field = _member(where, "falt", data.get("falt"), Field)
    where = f"{where} (”{field.value}”)"
    return ProfileField(field, _cell(where, _text(where, data, "blad"), _text(where, data, "cell")))


def _text(where: str, data: Mapping[str, object], key: str, *, default: str | None = None) -> str:
    """A text; one without ``default`` must be there and hold something."""
    value = data.get(key, default)
    if not isinstance(value, str) or (not value and default is None):
        raise ProfileError(f"{where}: ”{key}” ska vara en text inom citattecken.")
    return value


def _texts(where: str, data: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ProfileError(f'{where}: ”{key}” ska vara en lista med texter inom citattecken, som ["A", "B"].')
    return tuple(value)


def _member(where: str, key: str, value: object, kind: type[E]) -> E:
    member = next((member for member in kind if member.value == value), None)
    if member is None:
        told = f"”{key}” saknas" if value is None else f"”{key}” är ”{value}”, som inte finns"
        raise ProfileError(f"{where}: {told}. Välj bland: {', '.join(one.value for one in kind)}.")
    return member


def _number(where: str, key: str, *, turned: bool) -> int:
    number = column_number(key) if not turned else int(key) if key.isascii() and key.isdigit() else 0
    if number < 1:
        wanted = "ett radnummer, eftersom vand = true" if turned else "en kolumnbokstav som C"
        raise ProfileError(f"{where}: ”{key}” under [tabell.roller] ska vara {wanted}.")
    return number


def column_number(letters: str) -> int:
    """The column (A = 1) that letters name; 0 for anything else."""
    if not (letters.isascii() and letters.isalpha() and letters.isupper() and len(letters) <= _MOST_LETTERS):
        return 0
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def _cell(where: str, sheet: str, a1: str) -> CellRef:
    letters = a1.rstrip("0123456789")
    digits = a1[len(letters) :]
    column = column_number(letters)
    if column == 0 or not digits or int(digits) == 0:
        raise ProfileError(f"{where}: ”cell” är ”{a1}”, men ska vara en celladress som B7.")
    return CellRef(sheet, int(digits), column)
