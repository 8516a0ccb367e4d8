"""Results of earlier runs, kept in the user's own cache folder, so that unchanged files need not be read again.

An entry is plain data (MessagePack) that cannot run code, and is checked against its type when it is read. Anything
that is wrong with an entry makes it a miss, and nothing that goes wrong with the cache stops a run.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path, PurePath
from time import time
from types import TracebackType
from typing import Any, Generic, NamedTuple, Self, TypeVar

import msgspec
from platformdirs import user_cache_path

from stexcel.program import program_mark
from stexcel.system_errors import reason

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S")

MOST = 512 * 2**20
"""Bytes that a cache holds at the most."""
OLDEST = timedelta(days=60)
"""An entry that nobody has asked for since then is removed: it holds names and findings."""
_LEFT_AFTER_TRIM = 0.8
_TOUCHED_AGAIN = timedelta(days=1)
_TRIMMED, _TRIMMED_AGAIN = "rensad", timedelta(days=1)
_LARGEST = 256 * 2**20
"""Bytes of a single entry, unpacked."""
_MAGIC = b"stexcel 1\n"
_DIGEST = hashlib.sha256().digest_size
_NEW = ".ny"


class CacheError(Exception):
    """The cache cannot be used; the message is a Swedish sentence. A run goes on without it."""


def default_folder() -> Path:
    """Where the results are kept: the user's folder for such things, by the custom of the operating system."""
    return user_cache_path("stexcel", appauthor=False) / "resultat"


def key_of(*parts: object) -> str:
    """A hash of plain data and dataclasses, the same for equal parts; the program itself is always among them."""
    packed = msgspec.msgpack.encode((program_mark(), parts), enc_hook=_plain, order="deterministic")
    return hashlib.sha256(packed).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, PurePath):
        return os.fsencode(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(type(value).__name__)


class Cache:
    """Entries by key in a folder of their own, which nobody but the user can write to.

    Several runs may use the folder at the same time. Used as a context, it removes what is old or too much at the end.
    Raises :class:`CacheError` if the folder cannot be made, or belongs to somebody else.
    """

    def __init__(self, folder: Path | None = None, *, most: int = MOST) -> None:
        self.folder = folder or default_folder()
        self._most = most
        self._is_changed = False
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _refuse_others(self.folder)
        except OSError as error:
            raise CacheError(f"Mellanlagret {self.folder} kan inte användas: {reason(error)}.") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._is_changed or self._is_untidy():
            self.trim()

    def _is_untidy(self) -> bool:
        """Whether it is long since somebody removed what is old."""
        try:
            return time() - (self.folder / _TRIMMED).stat().st_mtime > _TRIMMED_AGAIN.total_seconds()
        except OSError:
            return True

    def has(self, key: str) -> bool:
        """Whether there is an entry; it may still turn out to be broken."""
        return self._place(key).is_file()

    def get(self, key: str, kind: type[T]) -> T | None:
        """The value of a key; ``None`` if there is none that can be read as ``kind``."""
        data = self.get_bytes(key)
        if data is None:
            return None
        try:
            return msgspec.msgpack.decode(data, type=kind)
        except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError):
            return None

    def put(self, key: str, value: object) -> None:
        """Keeps a value of dataclasses and plain data; one that cannot be written as such is not kept."""
        with suppress(msgspec.MsgspecError, TypeError, ValueError, OverflowError, RecursionError):
            self.put_bytes(key, msgspec.msgpack.encode(value))

    def get_bytes(self, key: str) -> bytes | None:
        """The bytes of a key; ``None`` if there are none, or they are not as they were written."""
        place = self._place(key)
        try:
            with place.open("rb") as file:
                data = file.read(_LARGEST)
                if time() - os.fstat(file.fileno()).st_mtime > _TOUCHED_AGAIN.total_seconds():
                    os.utime(place)
        except OSError:
            return None
        return _unpacked(data)

    def put_bytes(self, key: str, data: bytes) -> None:
        """Keeps bytes, in one step: nobody ever sees half an entry."""
        place = self._place(key)
        if len(data) > _LARGEST:
            return
        with suppress(OSError):
            place.parent.mkdir(mode=0o700, exist_ok=True)
            handle, name = tempfile.mkstemp(_NEW, dir=place.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.writelines(_packed(data))
                Path(name).replace(place)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise
            self._is_changed = True

    def made(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The bytes of a key; they are made, and kept, where there are none."""
        data = self.get_bytes(key)
        if data is None:
            data = make()
            self.put_bytes(key, data)
        return data

    def trim(self) -> None:
        """Removes what nobody has asked for in a long time, then the oldest until there is room again."""
        with suppress(OSError):
            (self.folder / _TRIMMED).touch(mode=0o600)
        entries = sorted(_entries(self.folder))
        too_old = time() - OLDEST.total_seconds()
        size = sum(entry.size for entry in entries)
        room = self._most if size <= self._most else self._most * _LEFT_AFTER_TRIM
        for entry in entries:
            if entry.used >= too_old and size <= room:
                return
            with suppress(OSError):
                os.unlink(entry.path)  # noqa: PTH108 - thousands of paths
                size -= entry.size

    def _place(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


def _refuse_others(folder: Path) -> None:
    """Raises :class:`CacheError` for a folder that others have made or may write to; Windows guards its own."""
    if not hasattr(os, "geteuid"):
        return
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode):
        raise CacheError(f"Mellanlagret {folder} används inte: det är en länk till en annan plats.")
    if status.st_uid != os.geteuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise CacheError(
            f"Mellanlagret {folder} används inte: någon annan äger mappen eller kan skriva i den. Ta bort mappen."
        )


def _packed(data: bytes) -> tuple[bytes, ...]:
    """The parts of an entry; a large one need not be in memory once more as a whole."""
    body = zlib.compress(data, 1)
    return _MAGIC, hashlib.sha256(body).digest(), body


def _unpacked(data: bytes) -> bytes | None:
    """What was packed; ``None`` if the bytes are not whole, of another form or larger than anything that is kept."""
    start = len(_MAGIC) + _DIGEST
    if data[: len(_MAGIC)] != _MAGIC or data[len(_MAGIC) : start] != hashlib.sha256(data[start:]).digest():
        return None
    stream = zlib.decompressobj()
    try:
        body = stream.decompress(data[start:], _LARGEST)
    except zlib.error:
        return None
    return body if stream.eof else None


class _Entry(NamedTuple):
    """A file of the cache; the one that was used longest ago is first."""

    used: float
    size: int
    path: str


def _entries(folder: Path) -> Iterator[_Entry]:
    """The entries that are there; another run may remove some at the same time."""
    for shelf in _listed(folder):
        if shelf.is_dir(follow_symlinks=False):
            for file in _listed(shelf.path):
                with suppress(OSError):
                    status = file.stat(follow_symlinks=False)
                    yield _Entry(status.st_mtime, status.st_size, file.path)


def _listed(folder: str | Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


@dataclass(frozen=True, slots=True)
class Form(Generic[R, S]):
    """How results are kept: ``pack`` gives what is written, which is read as ``kind``, and ``unpack`` the result again.

    Both are plain data and dataclasses; ``unpack`` may raise :class:`ValueError` or :class:`KeyError`. ``sha256`` is
    the hash of the file that a result comes from; ``None`` for one that is not to be kept.
    """

    kind: type[S]
    pack: Callable[[R], object]
    unpack: Callable[[S], R]
    sha256: Callable[[R], str | None]


class FileMemory(Generic[R, S]):
    """The results of single files as :class:`stexcel.batch.Memory`, by the file's name and content.

    ``setup`` is everything else that a result depends on. A file is hashed once; one that changes while it is worked
    with gives a result of another hash, which is not kept.
    """

    def __init__(self, cache: Cache, setup: Sequence[Any], form: Form[R, S]) -> None:
        self._cache = cache
        self._setup = key_of(*setup)
        self._form = form
        self._hashes: dict[Path, str | None] = {}

    def knows(self, item: Path) -> bool:
        """Whether there is likely a result for the file."""
        key = self.key(item)
        return key is not None and self._cache.has(key)

    def recall(self, item: Path) -> R | None:
        """The result for the file as it is now."""
        key = self.key(item)
        found = self._cache.get(key, self._form.kind) if key is not None else None
        try:
            return self._form.unpack(found) if found is not None else None
        except (ValueError, KeyError):
            return None

    def keep(self, item: Path, result: R) -> None:
        """Remembers a result."""
        key = self.key(item)
        if key is not None and self.is_of(item, self._form.sha256(result)):
            self._cache.put(key, self._form.pack(result))

    def key(self, item: Path) -> str | None:
        """The key of the file's result; ``None`` if the file cannot be read."""
        if item not in self._hashes:
            self._hashes[item] = sha256_of(item)
        digest = self._hashes[item]
        return None if digest is None else key_of(self._setup, item, digest)

    def is_of(self, item: Path, sha256: str | None) -> bool:
        """Whether a hash is that of the file as it was when it was asked for first."""
        return sha256 is not None and self._hashes.get(item) == sha256

    def key_of_all(self, items: Iterable[Path]) -> str | None:
        """The key of what is found in all of the files together; ``None`` if any of them cannot be read."""
        keys = [self.key(item) for item in items]
        return None if None in keys else key_of(self._setup, keys)


def sha256_of(path: Path) -> str | None:
    """The hash of a file; ``None`` if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
