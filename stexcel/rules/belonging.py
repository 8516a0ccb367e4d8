"""Which unit's own workbook an IUP of a run belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from stexcel.document import Document


@dataclass(frozen=True)
class Belonging:
    """The units of a run by the indexes of their documents.

    ``members`` has every unit with the IUPs that belong to it. ``rivals`` are several units in one folder, between
    which nothing is guessed. ``homeless`` are the IUPs that belong to no unit although there are some.
    """

    members: Mapping[int, tuple[int, ...]]
    rivals: tuple[tuple[int, ...], ...] = ()
    homeless: tuple[int, ...] = ()


def belonging(documents: Sequence[Document]) -> Belonging:
    """An IUP belongs to the unit in its own folder or the nearest one above, else to the only unit of the run."""
    units = [index for index, document in enumerate(documents) if document.unit is not None]
    by_folder: dict[PurePosixPath, list[int]] = defaultdict(list)
    for index in units:
        by_folder[PurePosixPath(documents[index].path).parent].append(index)
    members: dict[int, list[int]] = {index: [] for index in units}
    homeless: list[int] = []
    for index, document in enumerate(documents):
        if document.iup is not None and units:
            unit = _unit_of(PurePosixPath(document.path), by_folder, units)
            (homeless if unit is None else members[unit]).append(index)
    rivals = tuple(tuple(found) for found in by_folder.values() if len(found) > 1)
    return Belonging({unit: tuple(iups) for unit, iups in members.items()}, rivals, tuple(homeless))


def _unit_of(path: PurePosixPath, by_folder: Mapping[PurePosixPath, Sequence[int]], units: Sequence[int]) -> int | None:
    for folder in path.parents:
        near = by_folder.get(folder)
        if near:
            return near[0] if len(near) == 1 else None
    return units[0] if len(units) == 1 else None
