"""The same register, moved about on its sheet: nothing of what it says may change."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from stexcel.layout.unit import read_unit
from stexcel.regelverk import load
from stexcel.workbook import Cell, Grid
from tests.grids import Place, sheet_of
from tests.layout.unit.words import told

SUPERVISORS: tuple[tuple[tuple[str, ...], Sequence[Cell]], ...] = (
    (("Namn", "Handledare", "Huvudhandledare", "Läkare"), ("Eva Ek", "Per Lund", "Bo Alm")),
    (("Specialitet", "Specialistkompetens", "Spec."), ("Kirurgi", "Kirurgi", "Urologi")),
    (("Handledarutbildning", "Handledarutb. (år)", "Genomgått handledarutbildning"), (2014, "Saknas", "VT19")),
    (("Senaste uppdatering", "Fortbildning", "Senast fortbildad"), ("2026-02-01", None, "2025-12-01")),
    (("Huvudhandledare för", "Handleder", "Handledare för"), ("Nils Berg, Sara Öst", "Ali Omar", None)),
)
OTHER = (("Telefon", "Kommentar", "HSA-id"), ("123", "vik", "x"))
EXPECTED = [
    "H | Eva Ek | Kirurgi | 2014-01--2014-12 | 2026-02-01 | Nils Berg, Sara Öst",
    "H | Per Lund | Kirurgi | nej | nej | Ali Omar",
    "H | Bo Alm | Urologi | 2019-01--2019-06 | 2025-12-01 | -",
]


@given(st.integers(0, 10_000))
def test_order_place_and_words_do_not_matter(seed: int) -> None:
    chance = random.Random(seed)
    columns = [(chance.choice(words), list(cells)) for words, cells in (*SUPERVISORS, OTHER)]
    chance.shuffle(columns)
    down, right = chance.randint(0, 4), chance.randint(0, 3)
    cells: dict[Place, Cell] = {}
    for column, (heading, values) in enumerate(columns):
        row = down
        cells[row, right + column] = heading
        gap = random.Random(seed + 1)
        for value in values:
            row += 1 + gap.randint(0, 1)
            cells[row, right + column] = value
    assert _read(cells, chance) == EXPECTED


@given(st.integers(0, 10_000))
def test_supervisors_may_stand_beside_each_other(seed: int) -> None:
    chance = random.Random(seed)
    down, right = chance.randint(0, 3), chance.randint(0, 2)
    rows = [(chance.choice(words), list(values)) for words, values in SUPERVISORS]
    chance.shuffle(rows)
    cells: dict[Place, Cell] = {}
    for row, (heading, values) in enumerate(rows):
        for column, value in enumerate((heading, *values)):
            cells[down + row, right + column] = value
    assert _read(cells, chance) == EXPECTED


def _read(cells: dict[Place, Cell], chance: random.Random) -> list[str]:
    unit = read_unit(Grid((sheet_of(chance.choice(["Handledare", "Blad1", "Register"]), cells),)), load())
    assert unit is not None
    return told(unit)


WORDS: tuple[Cell, ...] = (
    "Namn", "Handledare", "Handledarutbildning", "Senaste uppdatering", "ST-läkare", "Specialitet", "ST-start",
    "Dokument", "Fastställt", "Kriterium", "Åtgärd", "Klart senast", "Granskning", "Datum", "Studierektor",
    "Verksamhetschef", "Enhet", "Eva Ek", "Nils Berg, Sara Öst", "Saknas", "D6", 2014, 43000, "VT25", True, "?",
    "Riktlinje för hur ST genomförs", "Handlingsplan", "Exempel: Eva Ek", "SPUR 2024", "19121212-1212", None, None,
    None, None,
)  # fmt: skip


@given(st.integers(0, 1_000_000))
def test_any_jumble_of_cells_is_read_without_failing(seed: int) -> None:
    chance = random.Random(seed)
    cells = {(row, column): chance.choice(WORDS) for row in range(9) for column in range(6)}
    unit = read_unit(Grid((sheet_of("Blad1", cells),)), load(), expected=True)
    assert unit is None or unit.sections
    assert "1212-1212" not in repr(unit)
