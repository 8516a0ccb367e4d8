"""Guards against archives that are broken or grow out of all proportion, before a parser touches them.

A workbook is a zip archive. Only its directory is read here (a few microseconds), and parts that could
swell dangerously are inflated piece by piece to see whether they are as large as it says: a directory can lie.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stexcel.workbook.errors import UnreadableFile
from stexcel.workbook.limits import DEFAULTS, Limits, told

_MOST_PARTS = 300_000
"""A workbook with as many sheets as may be allowed has fewer."""
_SLACK = 32 * 2**20
"""Bytes that all parts which are believed together could be larger than they say."""
_SWELL = 1032
"""Bytes that a byte can become at the most: so tight is deflate."""
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
    "filen växer till orimlig storlek när den packas upp (mer än {} MB) och lästes därför inte. "
    "Öppna den i Excel, ta bort blad och bilder som inte hör till IUP:t och spara den igen. {}"
)
_LIES = (
    "en del av filen är större än filen själv uppger, och filen lästes därför inte. Så ser en skadad fil ut, eller en "
    "som är gjord för att göra skada. Öppna den inte om du inte vet varifrån den kommer; be om en ny kopia."
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the archive as its directory describes it; sizes in bytes."""

    name: str
    method: int
    compressed: int
    size: int
    offset: int


def check_archive(data: bytes, limits: Limits = DEFAULTS) -> tuple[Part, ...]:
    """The parts of the archive, or :class:`UnreadableFile` if it is broken or too large once inflated."""
    try:
        parts = tuple(_parts(data))
        _check_sizes(data, parts, limits)
    except (struct.error, zlib.error, ValueError) as error:
        raise UnreadableFile(_DAMAGED) from error
    return parts


def stated_size(data: bytes) -> int:
    """Bytes of all parts as the directory says; raises ``ValueError`` or ``struct.error`` if that is broken."""
    return sum(part.size for part in _parts(data))


def inflate(data: bytes, part: Part) -> bytes:
    """The content of a part of a checked archive, or :class:`UnreadableFile` if it is broken or larger than it says."""
    try:
        raw = _raw(data, part)
        if part.method != _DEFLATED:
            return raw
        content = zlib.decompressobj(-15).decompress(raw, part.size + 1)
    except (struct.error, zlib.error, ValueError) as error:
        raise UnreadableFile(_DAMAGED) from error
    if len(content) > part.size:
        raise UnreadableFile(_LIES)
    return content


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
    if count > _MOST_PARTS:
        raise ValueError("more parts than a workbook can have")
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


def _check_sizes(data: bytes, parts: Sequence[Part], limits: Limits) -> None:
    """Raises :class:`UnreadableFile` if the parts are too large together, or one is larger than it says.

    The largest are measured, until the others could not make much of a difference even if all of them lied.
    """
    total = sum(part.size for part in parts if part.size != _WIDE)
    unknown = sum(part.compressed for part in parts if part.method == _DEFLATED) * _SWELL
    for part in sorted(parts, key=lambda part: (part.size != _WIDE, -part.compressed)):
        if total > limits.unpacked_bytes:
            break
        if part.method != _DEFLATED:
            continue
        if part.size == _WIDE:
            total += _real_size(data, part, limits.unpacked_bytes - total)
        elif unknown <= _SLACK:
            break
        elif _real_size(data, part, part.size) > part.size:
            raise UnreadableFile(_LIES)
        unknown -= part.compressed * _SWELL
    if total > limits.unpacked_bytes:
        raise UnreadableFile(_BOMB.format(limits.unpacked_mb, told("unpacked_mb", limits.unpacked_mb)))


def _real_size(data: bytes, part: Part, limit: int) -> int:
    """How large a part is, measured and not believed; any number above ``limit`` if it is larger than that."""
    stream, total = zlib.decompressobj(-15), 0
    piece = stream.decompress(_raw(data, part), _STEP)
    while piece and total <= limit:
        total += len(piece)
        piece = stream.decompress(stream.unconsumed_tail, _STEP)
    return total
