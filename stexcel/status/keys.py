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
    name = resident.name if resident.name and person_key(resident.name) else None
    return key_of(name or PurePosixPath(resident.path).name, resident.specialty or "", is_name=name is not None)


def key_of(who: str, specialty: str, *, is_name: bool = True) -> str:
    """The key of somebody of that name, or of the file of that name."""
    told = " ".join(person_key(who)) if is_name else who
    return hashlib.sha256(f"{told}|{specialty.casefold()}".encode()).hexdigest()[:LENGTH]
