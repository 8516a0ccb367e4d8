"""The zip archive of a workbook, entry by entry: what is not replaced is copied as the raw bytes it was.

Sizes are taken from the directory, since a header in front of an entry may leave them to a descriptor behind it;
written headers carry them, so the flag for a descriptor is cleared. Nothing else of an entry changes.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from stexcel.ooxml.errors import damaged_part
from stexcel.workbook.limits import DEFAULTS

_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_END = struct.Struct("<4s4H2LH")
_WIDE_END = struct.Struct("<4sQ2H2L4Q")
_EXTRA = struct.Struct("<2H")
_ENTRY_MARK, _LOCAL_MARK, _END_MARK, _WIDE_END_MARK = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x06"
_LOCATOR_MARK, _LOCATOR_SIZE = b"PK\x06\x07", 20
_WIDE = 2**32 - 1
_WIDE_FIELD = 1
STORED, DEFLATED = 0, 8
_LOCKED, _DESCRIPTOR, _UNICODE = 0x1, 0x8, 0x800
_DEFLATE_HINTS = 0x6
_EARLIEST = 0x21
"""The first of January 1980, the earliest day that an archive can hold: a new entry has no day of its own."""
_VERSION = 20
_LEVEL = 4
"""As tight as Excel packs, and nearly twice as fast as the usual level, which saves five per cent more."""

_MAX_COMMENT = 2**16


def part_key(name: str) -> str:
    """What two names of one part have in common: neither case, kind of slash nor a leading slash count."""
    return name.replace("\\", "/").lstrip("/").casefold()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; ``raw`` is its content as it lies in the archive, ``offset`` where it lies among the others.

    ``key`` is :func:`part_key` of its name.

    ``made_by`` to ``external`` are the fields of the archive's directory; ``extra`` and ``local_extra`` lack
    the field for 64-bit sizes, which no entry of a workbook needs.
    """

    name: str
    key: str
    raw_name: bytes
    raw: bytes | memoryview
    offset: int
    size: int
    crc: int
    method: int = DEFLATED
    flags: int = 0
    made_by: int = _VERSION
    needed: int = _VERSION
    time: int = 0
    date: int = _EARLIEST
    extra: bytes = b""
    local_extra: bytes = b""
    comment: bytes = b""
    internal: int = 0
    external: int = 0


@dataclass(frozen=True, slots=True)
class Archive:
    """The entries in the order of the directory, and the archive's comment."""

    entries: tuple[Entry, ...]
    comment: bytes = b""


def read_archive(data: bytes) -> Archive:
    """The entries of an archive that :func:`stexcel.workbook.zipguard.check_archive` has found sound.

    Raises ``ValueError`` or ``struct.error`` where the archive contradicts itself.
    """
    end = data.rfind(_END_MARK, max(0, len(data) - _MAX_COMMENT - _END.size))
    *_, count, size, start, length = _END.unpack_from(data, end)
    comment = data[end + _END.size : end + _END.size + length]
    if data[max(0, end - _LOCATOR_SIZE) : end].startswith(_LOCATOR_MARK):
        # Programs that stream write the wide end in every file, whether its numbers are needed or not.
        end = data.rfind(_WIDE_END_MARK, 0, end)
        *_, count, size, start = _WIDE_END.unpack_from(data, max(0, end))
    return Archive(tuple(_entries(memoryview(data), end - size, count, end - size - start)), comment)


def inflate_entry(entry: Entry) -> bytes:
    """The content of an entry; :class:`RefusedFile` if it is broken or packed in a way nobody uses here."""
    if entry.flags & _LOCKED or entry.method not in (STORED, DEFLATED):
        raise damaged_part(entry.name)
    try:
        raw = bytes(entry.raw)
        data = raw if entry.method == STORED else zlib.decompressobj(-15).decompress(raw, DEFAULTS.unpacked_bytes)
    except zlib.error as error:
        raise damaged_part(entry.name) from error
    if zlib.crc32(data) != entry.crc:
        raise damaged_part(entry.name)
    return data


def new_entry(name: str, data: bytes, offset: int, method: int = DEFLATED) -> Entry:
    """An entry that was not there before; ``name`` has forward slashes."""
    flags = 0 if name.isascii() else _UNICODE
    return _filled(Entry(name, part_key(name), name.encode(), b"", offset, 0, 0, method=method, flags=flags), data)


def refilled(entry: Entry, data: bytes) -> Entry:
    """The entry with new content, packed as the old was."""
    return _filled(replace(entry, flags=entry.flags & ~_DEFLATE_HINTS), data)


def archive_bytes(archive: Archive) -> bytes:
    """The archive as a file: entries in the order they lay in, listed in the order they were listed in."""
    pieces: list[bytes | memoryview] = []
    places: dict[int, int] = {}
    at = 0
    for index, entry in sorted(enumerate(archive.entries), key=lambda item: item[1].offset):
        header = _local_header(entry)
        places[index] = at
        pieces += (header, entry.raw)
        at += len(header) + len(entry.raw)
    listed = [_listing(entry, places[index]) for index, entry in enumerate(archive.entries)]
    size, count = sum(map(len, listed)), len(listed)
    end = _END.pack(_END_MARK, 0, 0, count, count, size, at, len(archive.comment))
    return b"".join((*pieces, *listed, end, archive.comment))


def _filled(entry: Entry, data: bytes) -> Entry:
    raw = data
    if entry.method == DEFLATED:
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
        raw = packer.compress(data) + packer.flush()
    return replace(entry, raw=raw, size=len(data), crc=zlib.crc32(data))


def _entries(data: memoryview, at: int, count: int, shift: int) -> Iterator[Entry]:
    for _ in range(count):
        fields = _ENTRY.unpack_from(data, at)
        mark, made_by, needed, flags, method, time, date, crc, packed, size = fields[:10]
        name_length, extra_length, comment_length, _, internal, external, offset = fields[10:]
        if mark != _ENTRY_MARK:
            raise ValueError("the directory is not where it should be")
        name_at = at + _ENTRY.size
        extra_at = name_at + name_length
        at = extra_at + extra_length + comment_length
        raw_name, extra = bytes(data[name_at:extra_at]), bytes(data[extra_at : extra_at + extra_length])
        size, packed, offset = _wide_sizes(extra, size, packed, offset)
        local_extra, raw = _local(data, offset + shift, packed)
        name = raw_name.decode("utf-8" if flags & _UNICODE else "cp437", "replace")
        yield Entry(
            name=name,
            key=part_key(name),
            raw_name=raw_name,
            raw=raw,
            offset=offset,
            size=size,
            crc=crc,
            method=method,
            flags=flags & ~_DESCRIPTOR,
            made_by=made_by,
            needed=needed,
            time=time,
            date=date,
            extra=_without_wide_field(extra),
            local_extra=_without_wide_field(local_extra),
            comment=bytes(data[at - comment_length : at]),
            internal=internal,
            external=external,
        )


def _local(data: memoryview, at: int, packed: int) -> tuple[bytes, memoryview]:
    """The extra fields in front of the content, and the content."""
    mark, *_, name_length, extra_length = _LOCAL.unpack_from(data, at)
    extra_at = at + _LOCAL.size + name_length
    start = extra_at + extra_length
    if mark != _LOCAL_MARK or start + packed > len(data):
        raise ValueError("an entry is not where the directory says")
    return bytes(data[extra_at:start]), data[start : start + packed]


def _fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and whole bytes, header included, of each extra field; what is cut short comes as kind -1."""
    at = 0
    while at < len(extra):
        if at + _EXTRA.size > len(extra):
            yield -1, extra[at:]
            return
        kind, size = _EXTRA.unpack_from(extra, at)
        yield kind, extra[at : at + _EXTRA.size + size]
        at += _EXTRA.size + size


def _wide_sizes(extra: bytes, *sizes: int) -> list[int]:
    """The sizes, each that does not fit 32 bits taken from the field for 64-bit sizes, where they stand in order."""
    wide = next((field[_EXTRA.size :] for kind, field in _fields(extra) if kind == _WIDE_FIELD), b"")
    numbers = iter(struct.unpack_from(f"<{len(wide) // 8}Q", wide))
    return [next(numbers, size) if size == _WIDE else size for size in sizes]


def _without_wide_field(extra: bytes) -> bytes:
    return b"".join(field for kind, field in _fields(extra) if kind != _WIDE_FIELD)


def _local_header(entry: Entry) -> bytes:
    header = _LOCAL.pack(
        _LOCAL_MARK,
        entry.needed,
        entry.flags,
        entry.method,
        entry.time,
        entry.date,
        entry.crc,
        len(entry.raw),
        entry.size,
        len(entry.raw_name),
        len(entry.local_extra),
    )
    return header + entry.raw_name + entry.local_extra


def _listing(entry: Entry, offset: int) -> bytes:
    header = _ENTRY.pack(
        _ENTRY_MARK,
        entry.made_by,
        entry.needed,
        entry.flags,
        entry.method,
        entry.time,
        entry.date,
        entry.crc,
        len(entry.raw),
        entry.size,
        len(entry.raw_name),
        len(entry.extra),
        len(entry.comment),
        0,
        entry.internal,
        entry.external,
        offset,
    )
    return header + entry.raw_name + entry.extra + entry.comment
