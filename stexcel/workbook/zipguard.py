"""Guards against archives that are broken or grow out of all proportion, before a parser touches them.

A workbook is a zip archive. Only its directory is read here (a few microseconds), and parts that could
swell dangerously are inflated piece by piece to see how large they really are: a directory can lie.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from stexcel.workbook.errors import UnreadableFile

MAX_INFLATED = 512 * 2**20
"""Bytes that the parts of one workbook may take together once inflated."""

MAX_CELLS = 20_000_000
"""Cells from A1 to the last cell with content in one sheet; a parser sets memory aside for all of them."""

_SUSPECT = 2**19
_STEP = 2**20
_DEFLATED = 8
_WIDE = 2**32 - 1
_END = struct.Struct("<4s4H2LH")
_WIDE_END = struct.Struct("<4sQ2H2L4Q")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_END_MARK, _WIDE_END_MARK = b"PK\x05\x06", b"PK\x06\x06"
_ENTRY_MARK, _LOCAL_MARK = b"PK\x01\x02", b"PK\x03\x04"
_LOCATOR_MARK, _LOCATOR_SIZE = b"PK\x06\x07", 20
_MAX_COMMENT = 2**16

_DAMAGED = (
    "arkivet är trasigt eller bara delvis kopierat. Hämta en ny kopia, eller öppna filen i Excel, låt Excel "
    "reparera den och spara den igen."
)
_BOMB = (
    "filen växer till orimlig storlek när den packas upp (mer än 512 MB) och lästes därför inte. "
    "Öppna den i Excel, ta bort blad och bilder som inte hör till IUP:t och spara den igen."
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the archive as its directory describes it; sizes in bytes."""

    name: str
    method: int
    compressed: int
    size: int
    offset: int


def check_archive(data: bytes) -> tuple[Part, ...]:
    """The parts of the archive, or :class:`UnreadableFile` if it is broken or too large once inflated."""
    try:
        parts = tuple(_parts(data))
        if sum(_real_size(data, part) for part in parts) > MAX_INFLATED:
            raise UnreadableFile(_BOMB)
    except (struct.error, zlib.error, ValueError) as error:
        raise UnreadableFile(_DAMAGED) from error
    return parts


def inflate(data: bytes, part: Part, limit: int = MAX_INFLATED) -> bytes:
    """The first ``limit`` bytes of a part, or :class:`UnreadableFile` if it is broken."""
    try:
        raw = _raw(data, part)
        return raw[:limit] if part.method != _DEFLATED else zlib.decompressobj(-15).decompress(raw, limit)
    except (struct.error, zlib.error, ValueError) as error:
        raise UnreadableFile(_DAMAGED) from error


def _parts(data: bytes) -> Iterator[Part]:
    end = data.rfind(_END_MARK, max(0, len(data) - _MAX_COMMENT - _END.size))
    if end < 0:
        raise ValueError("no end of the directory")
    _, _, _, _, count, size, start, _ = _END.unpack_from(data, end)
    if data[max(0, end - _LOCATOR_SIZE) : end].startswith(_LOCATOR_MARK):
        # Programs that stream write the wide end in every file, whether its numbers are needed or not.
        end = data.rfind(_WIDE_END_MARK, 0, end)
        *_, count, size, start = _WIDE_END.unpack_from(data, max(0, end))
    # Whatever stands before the archive shifts every offset in it by the same number of bytes.
    shift = end - size - start
    at = start + shift
    for _ in range(count):
        fields = _ENTRY.unpack_from(data, at)
        if fields[0] != _ENTRY_MARK:
            raise ValueError("the directory is not where it should be")
        name_length, extra, comment = fields[10:13]
        name_at = at + _ENTRY.size
        name = data[name_at : name_at + name_length].decode("utf-8", "replace")
        yield Part(name, fields[4], fields[8], fields[9], fields[16] + shift)
        at = name_at + name_length + extra + comment


def _raw(data: bytes, part: Part) -> bytes:
    fields = _LOCAL.unpack_from(data, part.offset)
    if fields[0] != _LOCAL_MARK:
        raise ValueError("a part is not where the directory says")
    start = part.offset + _LOCAL.size + fields[9] + fields[10]
    return data[start : start + part.compressed]


def _real_size(data: bytes, part: Part) -> int:
    """The part's size; measured, not believed, where the compressed data could hide more than is bearable."""
    if part.method != _DEFLATED or (part.size != _WIDE and not _is_suspect(part)):
        return part.size
    stream, total = zlib.decompressobj(-15), 0
    piece = stream.decompress(_raw(data, part), _STEP)
    while piece and total <= MAX_INFLATED:
        total += len(piece)
        piece = stream.decompress(stream.unconsumed_tail, _STEP)
    return total


def _is_suspect(part: Part) -> bool:
    return part.compressed >= _SUSPECT and part.name.endswith((".xml", ".bin"))
