"""A file that somebody saves anew while it is read: the result is of one of the two, never of both."""

from __future__ import annotations

import hashlib
import os
from itertools import cycle
from pathlib import Path
from threading import Event, Thread

import pytest

from stexcel import api
from tests.grids import grid, save

NAMES = ("Nora Wiklander", "Ivar Torsell")
PLAN = """== Delmål ==
Delmål | Aktivitet | Bedömning
STa1 | Kurs i ledarskap | Medsittning
STb1 | Onkologmottagningen | Mini-CEX
STc1 | Onkologmottagningen | CBD"""


@pytest.fixture
def versions(tmp_path: Path) -> dict[str, bytes]:
    """The content of two workbooks, by the resident's name."""
    made = {}
    for name in NAMES:
        path = tmp_path / f"{name}.xlsx"
        save(grid(f"== IUP ==\nST-läkare | {name}\nSpecialitet | Onkologi\n\n{PLAN}"), path)
        made[name] = path.read_bytes()
    return made


def swap(path: Path, contents: list[bytes], enough: Event) -> None:
    """Puts one content after the other in the file's place, as programs do when they save."""
    new = path.with_name("ny.tmp")
    for content in cycle(contents):
        new.write_bytes(content)
        new.replace(path)
        if enough.is_set():
            return


@pytest.mark.skipif(os.name == "nt", reason="there a file that is open cannot be replaced")
def test_what_is_read_is_one_version_and_its_own_check_sum(tmp_path: Path, versions: dict[str, bytes]) -> None:
    path = tmp_path / "iup.xlsx"
    path.write_bytes(versions[NAMES[0]])
    enough = Event()
    swapping = Thread(target=swap, args=(path, list(versions.values()), enough))
    swapping.start()
    try:
        read = [api.read_document(path) for _ in range(60)]
    finally:
        enough.set()
        swapping.join()
    sums = {hashlib.sha256(content).hexdigest(): name for name, content in versions.items()}
    seen = [
        (sums[one.sha256 or ""], one.iup.person.name.value if one.iup and one.iup.person.name else "") for one in read
    ]
    assert [one for one in seen if one[0] != one[1]] == []
    assert {name for name, _ in seen} == set(NAMES)
