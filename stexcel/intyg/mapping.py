"""What is known of forms: the words of the bundled data file, and mappings of exact fields that users have made."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from stexcel.codes import REGULATIONS
from stexcel.intyg.facts import Fact
from stexcel.intyg.model import Kind
from stexcel.system_errors import reason

_DATA = Path(__file__).parent / "data" / "blanketter.toml"
_KEYS = ("slag", "foreskrift", "namn", "kanns_igen", "falt", "tomma")
FORMS, FIELDS, EMPTY, MARKS = "blankett", "falt", "tomma", "kanns_igen"
"""Keys of a mapping."""


class MappingError(Exception):
    """A mapping cannot be used; the text is a Swedish sentence that says where, why and what to do."""


@dataclass(frozen=True)
class Words:
    """The bundled words; see the data file for what they mean."""

    regulations: Mapping[str, Sequence[str]]
    kinds: Mapping[Kind, Sequence[str]]
    others: Mapping[str, Sequence[str]]
    names: Mapping[tuple[str, Kind], str]
    needed: Mapping[Kind, tuple[Fact, ...]]
    fields: Mapping[Fact, Sequence[str]]


@dataclass(frozen=True)
class Mapped:
    """A form whose fields a user has named: ``fields`` by the whole name of each, ``None`` for one to leave empty.

    ``marks`` are phrases that all stand in the form's text, which tell forms with the same fields apart.
    """

    kind: Kind
    regulation: str
    name: str
    fields: Mapping[str, Fact | None]
    marks: tuple[str, ...]


@cache
def bundled() -> Words:
    """The words that come with the program."""
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return Words(
        data["foreskrift"],
        {Kind(key): words for key, words in data["slag"].items()},
        data["annat"],
        {(regulation, Kind(key)): name for regulation, some in data["namn"].items() for key, name in some.items()},
        {Kind(key): tuple(map(Fact, facts)) for key, facts in data["kravs"].items()},
        {Fact(key): phrases for key, phrases in data[FIELDS].items()},
    )


def load_mapping(path: Path) -> tuple[Mapped, ...]:
    """The forms of a user's mapping; raises :class:`MappingError` for the first thing that is wrong in it."""
    where = path.as_posix()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise MappingError(f"{where} går inte att läsa ({reason(error)}).") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise MappingError(f"{where} är ingen giltig TOML-fil: {error}. Rätta filen.") from error
    forms = data.get(FORMS)
    if not isinstance(forms, list) or set(data) != {FORMS} or not all(isinstance(one, dict) for one in forms):
        raise MappingError(f"{where}: filen ska bestå av ett eller flera avsnitt [[{FORMS}]] och inget annat.")
    return tuple(_mapped(f"{where}, blankett {number}", one) for number, one in enumerate(forms, 1))


def _mapped(where: str, data: Mapping[str, Any]) -> Mapped:
    unknown = sorted(set(data) - set(_KEYS))
    if unknown:
        raise MappingError(f"{where}: nyckeln ”{unknown[0]}” finns inte. Nycklarna är {', '.join(_KEYS)}.")
    kind = _one_of(where, "slag", data.get("slag"), [one.value for one in Kind])
    regulation = _one_of(where, "foreskrift", data.get("foreskrift"), REGULATIONS)
    given = data.get(FIELDS, {})
    if not isinstance(given, dict) or not given:
        raise MappingError(f"{where}: [{FORMS}.{FIELDS}] saknas. Där står vilket fält som har varje uppgift.")
    fields: dict[str, Fact | None] = dict.fromkeys(_texts(where, EMPTY, data.get(EMPTY, [])))
    for key, value in given.items():
        fact = Fact(_one_of(where, FIELDS, key, [one.value for one in Fact]))
        for name in _texts(where, key, [value] if isinstance(value, str) else value):
            if name in fields:
                raise MappingError(f"{where}: fältet ”{name}” står två gånger. Behåll det på ett ställe.")
            fields[name] = fact
    marks = _texts(where, MARKS, data.get(MARKS, []))
    name = data.get("namn") or bundled().names[regulation, Kind(kind)]
    return Mapped(Kind(kind), regulation, str(name), fields, tuple(marks))


def _one_of(where: str, key: str, value: object, known: Sequence[str]) -> str:
    if not isinstance(value, str) or value not in known:
        shown = f"”{value}” går inte att använda" if value is not None else "saknas"
        raise MappingError(f"{where}: {key} {shown}. Välj något av: {', '.join(known)}.")
    return value


def _texts(where: str, key: str, value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise MappingError(f"{where}: {key} ska vara en text eller en lista av texter.")
    return value


def dump_mapping(forms: Sequence[tuple[str, str | None, str | None, Mapping[str, Fact | None], Sequence[str]]]) -> str:
    """The text of a mapping to correct by hand; of each form its file, kind, regulation, fields and marks."""
    lines = [
        "# Hur stexcel förstår blanketterna. Rätta det som är fel, och lägg filen i samma mapp som blanketterna.",
        f"# slag: {', '.join(kind.value for kind in Kind)}",
        f"# uppgifter under [{FORMS}.{FIELDS}]: {', '.join(fact.value for fact in Fact)}",
        f"# {MARKS}: ord som alla står i blankettens text, för blanketter med likadana fält",
    ]
    for path, kind, regulation, fields, marks in forms:
        lines += ["", f"# {path}", f"[[{FORMS}]]", *_dumped(kind, regulation, fields, marks)]
    return "\n".join(lines) + "\n"


def _dumped(
    kind: str | None, regulation: str | None, fields: Mapping[str, Fact | None], marks: Sequence[str]
) -> Iterator[str]:
    yield f"slag = {_quoted(kind or '')}"
    yield f"foreskrift = {_quoted(regulation or '')}"
    yield f"{MARKS} = [{', '.join(map(_quoted, marks))}]"
    yield f"{EMPTY} = ["
    yield from (f"    {_quoted(name)}," for name, fact in fields.items() if fact is None)
    yield "]"
    yield f"[{FORMS}.{FIELDS}]"
    by_fact: dict[Fact, list[str]] = {}
    for name, fact in fields.items():
        if fact is not None:
            by_fact.setdefault(fact, []).append(name)
    yield from (f"{fact.value} = [{', '.join(map(_quoted, names))}]" for fact, names in by_fact.items())


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    plain = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in escaped)
    return f'"{plain}"'
