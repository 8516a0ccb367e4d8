"""The container of .xls files: a small file system of sectors, read just far enough to be trusted.

A damaged chain of sectors can lead round in a circle, and a damaged size can ask for more memory than there
is; either would take the whole process down in a parser that believes them. Here they are a ``ValueError``.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = struct.Struct("<24x3H2H6x10L")
_HEADER_SIZE = 512
_LISTED_FATS = 109
_ENTRY_SIZE = 128
_MAX_REGULAR = 0xFFFFFFFA
_END_OF_CHAIN = 0xFFFFFFFE
_STREAM, _ROOT = 2, 5
_VERSION_3 = 3


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


@dataclass(frozen=True, slots=True)
class _Sectors:
    """Equally large pieces of ``data``, and for each the number of the one that follows it."""

    data: bytes
    shift: int
    first: int
    following: tuple[int, ...]

    def chain(self, start: int) -> Iterator[bytes]:
        """The sectors from ``start`` to the end of the chain; ``ValueError`` if it goes round or astray."""
        size, number, left = 1 << self.shift, start, len(self.following)
        while number != _END_OF_CHAIN:
            if number >= len(self.following) or not left:
                raise ValueError("a chain of sectors leads nowhere")
            left -= 1
            at = (number + self.first) * size
            yield self.data[at : at + size]
            number = self.following[number]

    def read(self, start: int, size: int) -> bytes:
        """The stream of ``size`` bytes that begins in sector ``start``."""
        return b"".join(self.chain(start))[:size]


def read_streams(data: bytes) -> Mapping[str, bytes]:
    """All streams by lower-case name, whichever folder they lie in; ``ValueError`` if any is broken."""
    fields = _HEADER.unpack_from(data)
    version, shift, mini_shift = fields[1], fields[3], fields[4]
    fat_count, directory, _, cutoff, mini_start, mini_count, more_fats, more_count = fields[6:14]
    if shift not in (9, 12) or mini_shift != 6:
        raise ValueError("unknown size of sectors")
    numbers = _fat_numbers(data, shift, fat_count, more_fats, more_count)
    fat = b"".join(_sector(data, number, shift) for number in numbers)
    sectors = _Sectors(data, shift, 1, _numbers(fat))
    entries = [entry for entry in _entries(b"".join(sectors.chain(directory)), version) if entry.size]
    if any(entry.size > len(data) for entry in entries):
        raise ValueError("a stream is larger than the file")
    root = next((entry for entry in entries if entry.kind == _ROOT), None)
    mini_fat = b"".join(sectors.chain(mini_start)) if mini_count else b""
    mini_data = sectors.read(root.start, root.size) if root else b""
    mini = _Sectors(mini_data, mini_shift, 0, _numbers(mini_fat))
    return {
        entry.name.lower(): (sectors if entry.size >= cutoff else mini).read(entry.start, entry.size)
        for entry in entries
        if entry.kind == _STREAM
    }


def _fat_numbers(data: bytes, shift: int, count: int, more: int, more_count: int) -> list[int]:
    """The numbers of the sectors that hold the allocation table: some in the header, the rest in a list."""
    numbers = list(struct.unpack_from(f"<{_LISTED_FATS}L", data, _HEADER_SIZE - 4 * _LISTED_FATS))
    for _ in range(min(more_count, len(data) >> shift)):
        *listed, more = _numbers(_sector(data, more, shift))
        numbers += listed
    return [number for number in islice(numbers, count) if number < _MAX_REGULAR]


def _sector(data: bytes, number: int, shift: int) -> bytes:
    at = (number + 1) << shift
    if at >= len(data):
        raise ValueError("a sector lies outside the file")
    return data[at : at + (1 << shift)]


def _numbers(table: bytes) -> tuple[int, ...]:
    count = len(table) // 4
    return struct.unpack_from(f"<{count}L", table)


def _entries(directory: bytes, version: int) -> Iterator[_Entry]:
    for at in range(0, len(directory) - _ENTRY_SIZE + 1, _ENTRY_SIZE):
        name_size, kind = struct.unpack_from("<HB", directory, at + 64)
        start, size = struct.unpack_from("<LQ", directory, at + 116)
        name = directory[at : at + max(0, min(name_size, 64) - 2)].decode("utf-16-le", "replace")
        yield _Entry(name, kind, start, size & 0xFFFFFFFF if version == _VERSION_3 else size)
