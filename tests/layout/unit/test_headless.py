"""Registers that no headings name: who supervises, and which documents there are."""

from __future__ import annotations

import pytest

from stexcel import regelverk
from stexcel.layout.unit import read_unit
from stexcel.unit import Unit
from tests.grids import grid


def read(text: str) -> Unit:
    found = read_unit(grid(text), regelverk.load(), expected=True)
    assert found is not None
    return found


def test_supervisors_below_a_title_tell_by_themselves_what_they_are() -> None:
    unit = read("""
== Personal ==
Våra handledare
Karin Lod | Specialist i psykiatri | handledarkurs 2018 | handleder Nora Berg och Ida Ek
Pär Hall | Specialist i geriatrik | har inte gått handledarkurs | handleder Bo Ström

Studierektor | Vera Lind
""")
    first, second = unit.supervisors
    assert (first.name.value, second.name.value) == ("Karin Lod", "Pär Hall")
    assert (first.specialties, second.specialties) == (("Psykiatri",), ("Geriatrik",))
    assert first.training is not None
    assert second.training is not None
    assert (first.training.has, second.training.has) == (True, False)
    assert first.training.when is not None
    assert first.training.when.end.year == 2018
    assert [one.value for one in first.doctors] == ["Nora Berg", "Ida Ek"]
    assert [one.value for one in second.doctors] == ["Bo Ström"]
    assert unit.studierektor is not None


@pytest.mark.parametrize(
    "rows",
    [
        "Karin Lod | 08-123 45 | rum 4\nPär Hall | 08-123 46 | rum 5",
        "Karin Lod\nPär Hall",
        "Möteslokal | handledarkurs 2018\nProjektor 3 | handledarkurs 2019",
    ],
)
def test_names_of_which_nothing_is_told_are_no_register(rows: str) -> None:
    unit = read(f"""
== Personal ==
Handledare
{rows}

Studierektor | Vera Lind
""")
    assert unit.supervisors == ()


def test_document_of_an_unusual_name_among_the_others_is_not_left_out() -> None:
    unit = read("""
== Rutiner ==
Riktlinje för hur ST genomförs | 2024-02-01
Så bedömer vi våra ST-läkare | 2024-02-01
Det där andra papperet | 2024-03-01
Telefonlista | alla
Uppdragsbeskrivning för studierektorn | 2024-02-01

Studierektor | Vera Lind
""")
    assert [one.title.value for one in unit.documents] == [
        "Riktlinje för hur ST genomförs",
        "Så bedömer vi våra ST-läkare",
        "Det där andra papperet",
        "Uppdragsbeskrivning för studierektorn",
    ]
