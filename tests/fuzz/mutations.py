"""Sound workbooks, and what damage or malice makes of them: the same for the same seed, on every machine."""

from __future__ import annotations

import random
import re
import zipfile
from functools import cache
from pathlib import Path

from tests.hostile import archives as a
from tests.workbook.files import archive, ods, unpacked

_TESTS = Path(__file__).parents[1]
_SOUND = (
    "exempel/L01/L01-psyk-luckor.xlsx",
    "exempel/L13/L13-*.xlsx",
    "enheter/u03_enhet.xlsx",
    "workbook/data/gammal.xls",
)
_TABLE = (
    '<table:table table:name="Blad1"><table:table-row table:number-rows-repeated="3"><table:table-cell '
    'office:value-type="string" table:number-columns-spanned="2"><text:p>Delmål a1</text:p></table:table-cell>'
    "<table:covered-table-cell/></table:table-row></table:table>"
)
_VALUE = re.compile(rb'(?<==")[^"]*(?=")')
_TEXT = re.compile(rb"(?<=>)[^<>]+(?=<)")
_STRANGE = (
    b"", b"-1", b"0", b"x", b"A0", b"XFD1048576", b"A1:XFD1048576", b"99999999999", b"18446744073709551616", b"nan",
    b"1e999", b"../../x", b"&#0;", b"&amp;", b"\xff\xfe", "å".encode("latin-1"), b"2958466", b"-693594", b"0.5e-320",
    b"a1, " * 9000, b"1/" * 9000, b"(" * 9000, "Delmål: ".encode() * 4000, b"2026-01-" * 4000, b"\n" * 9000,
)  # fmt: skip
"""Values of attributes and texts that hurt."""


@cache
def sound() -> tuple[bytes, ...]:
    """The workbooks that damage is done to."""
    files = [next(iter(sorted(_TESTS.glob(name)))) for name in _SOUND]
    return (*(file.read_bytes() for file in files), a.plain(), ods(_TABLE))


def damaged(seed: int) -> bytes:
    """A sound workbook with some damage: in its bytes, or in a part of it that is packed again as if all were well."""
    chance = random.Random(seed)
    data = chance.choice(sound())
    if data.startswith(b"PK") and chance.random() < 0.75:
        return _with_damaged_parts(data, chance)
    return _with_damaged_bytes(data, chance)


def _with_damaged_bytes(data: bytes, chance: random.Random) -> bytes:
    content = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    if chance.random() < 0.3:
        del content[chance.randrange(len(content)) :]
    return bytes(content)


def _with_damaged_parts(data: bytes, chance: random.Random) -> bytes:
    parts = unpacked(data)
    for _ in range(chance.randint(1, 4)):
        name = chance.choice(list(parts))
        parts[name] = _damaged_part(parts[name], chance)
    if chance.random() < 0.1:
        del parts[chance.choice(list(parts))]
    return archive(parts) if chance.random() < 0.9 else a.archive(parts, zipfile.ZIP_STORED)


def _damaged_part(part: bytes, chance: random.Random) -> bytes:
    places = [match.span() for match in chance.choice((_VALUE, _TEXT)).finditer(part)]
    way = chance.random()
    if places and way < 0.75:
        first, last = chance.choice(places)
        return part[:first] + chance.choice(_STRANGE) + part[last:]
    if not part or way < 0.85:
        return part[: chance.randint(0, len(part))]
    first, last = sorted((chance.randrange(len(part)), chance.randrange(len(part))))
    return part[:last] + part[first:last] * chance.randint(0, 3) + part[last:]
