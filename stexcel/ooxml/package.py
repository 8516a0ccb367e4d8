"""A workbook as parts with names. A package never changes: replacing a part gives a new package."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from stexcel.ooxml.archive import (
    Archive,
    Entry,
    archive_bytes,
    inflate_entry,
    new_entry,
    part_key,
    read_archive,
    refilled,
)
from stexcel.ooxml.errors import RefusedFile, damaged_part
from stexcel.workbook import EncryptedFile, compound
from stexcel.workbook.sniff import ZIP_MARK, explain
from stexcel.workbook.zipguard import check_archive

_OLD_FORMAT = (
    "filen är sparad i det äldre formatet .xls, som inte går att skriva i utan förlust. Öppna den i Excel, spara "
    "den som Excel-arbetsbok (.xlsx) och försök igen."
)
_TORN = (
    "arkivet är trasigt eller bara delvis kopierat. Hämta en ny kopia, eller öppna filen i Excel, låt Excel "
    "reparera den och spara den igen."
)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a workbook. Names are looked up by :func:`part_key`.

    Where the archive holds a name twice, the last one is read, as most programs do, and both are replaced, so
    that whichever a program takes it sees the same.
    """

    archive: Archive
    _by_key: Mapping[str, Entry] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_key", {entry.key: entry for entry in self.archive.entries})

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts in order, without the archive's folders."""
        return tuple(entry.name for entry in self.archive.entries if not entry.name.endswith(("/", "\\")))

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return self._entry(name) is not None

    def read(self, name: str) -> bytes:
        """The content of a part; :class:`RefusedFile` if it is missing or broken."""
        entry = self._entry(name)
        if entry is None:
            raise damaged_part(name)
        return inflate_entry(entry)

    def holds_the_same(self, other: "Package", name: str) -> bool:
        """Whether both have the part, packed as the very same bytes."""
        own, its = self._entry(name), other._entry(name)
        if own is None or its is None:
            return False
        return (own.method, own.crc, own.size) == (its.method, its.crc, its.size) and own.raw == its.raw

    def holds_raw(self, name: str, raw: bytes, method: int, crc: int) -> bool:
        """Whether the part is packed as these bytes, in this way and with this checksum."""
        own = self._entry(name)
        return own is not None and (own.method, own.crc) == (method, crc) and own.raw == raw

    def with_part(self, name: str, data: bytes) -> "Package":
        """The package with the part's content replaced, or with the part added last."""
        if not self.has(name):
            offset = max((entry.offset for entry in self.archive.entries), default=0) + 1
            added = (*self.archive.entries, new_entry(name.replace("\\", "/").lstrip("/"), data, offset))
            return self._with(added)
        key = part_key(name)
        return self._with(tuple(refilled(entry, data) if entry.key == key else entry for entry in self.archive.entries))

    def without(self, name: str) -> "Package":
        """The package without the part."""
        key = part_key(name)
        return self._with(tuple(entry for entry in self.archive.entries if entry.key != key))

    def to_bytes(self) -> bytes:
        """The package as a file."""
        return archive_bytes(self.archive)

    def _with(self, entries: tuple[Entry, ...]) -> "Package":
        return Package(replace(self.archive, entries=entries))

    def _entry(self, name: str) -> Entry | None:
        return self._by_key.get(part_key(name))


def open_package(data: bytes) -> Package:
    """The package in a file's bytes.

    Raises :class:`stexcel.workbook.UnreadableFile` for what is no sound archive, ``EncryptedFile`` for a file
    locked with a password, and :class:`RefusedFile` for the old binary format.
    """
    if not data.startswith(ZIP_MARK):
        reason = explain(data, ())
        if data.startswith(compound.MARK) and not isinstance(reason, EncryptedFile):
            raise RefusedFile(_OLD_FORMAT)
        raise reason
    check_archive(data)
    try:
        return Package(read_archive(data))
    except (struct.error, ValueError) as error:
        raise RefusedFile(_TORN) from error
