"""A key for each resident that stays the same from run to run, wherever the file lies and whatever it is called."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from stexcel.names import person_key
from stexcel.status.model import Resident

LENGTH = 16
"""Characters of a key."""


def keys_of(residents: Iterable[Resident]) -> Mapping[str, str]:
    """The key of each resident by the path of the file; several files for one doctor are told apart by order."""
    keys: dict[str, str] = {}
    used: dict[str, int] = {}
    for resident in residents:
        key = doctor_key(resident)
        used[key] = used.get(key, 0) + 1
        keys[resident.path] = key if used[key] == 1 else f"{key}-{used[key]}"
    return keys


def doctor_key(resident: Resident) -> str:
    """A digest of the name without titles and of the specialty; of the file's name where there is no name."""
    words = person_key(resident.name) if resident.name else ()
    who = " ".join(words) or PurePosixPath(resident.path).name
    return hashlib.sha256(f"{who}|{(resident.specialty or '').casefold()}".encode()).hexdigest()[:LENGTH]
