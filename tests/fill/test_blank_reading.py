"""What is read from templates that nobody has filled in: no person, and no workplace but one that the title names."""

from __future__ import annotations

from pathlib import Path

import pytest

from stexcel import regelverk
from stexcel.layout import read_iup
from stexcel.workbook import read_grid_bytes
from tests.fill.blank_layouts import blank

EXAMPLES = Path(__file__).parents[1] / "exempel"


@pytest.mark.parametrize(
    "name",
    [
        "L01/L01-med-2021",
        "L01/L01-psyk-luckor",
        "L02/L02-kir-2021",
        "L03/L03-inf-2021",
        "L05/L05-ger-block",
        "L11/L11-vc-2021",
        "L13/L13-vc-kryss",
        "borasonkologi/borasonkologi-st1",
        "varnamo/varnamo-st5",
    ],
)
def test_blank_template_names_nobody(name: str) -> None:
    rules = regelverk.load()
    data = blank(EXAMPLES / f"{name}.xlsx", rules)
    person = read_iup(read_grid_bytes(data, ".xlsx"), rules).person
    assert (person.name, person.supervisor, person.studierektor, person.head, person.unit) == (None,) * 5
