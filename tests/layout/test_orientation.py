"""A form is not read as a table on its side."""

from __future__ import annotations

from stexcel import regelverk
from stexcel.layout import read_iup
from tests.grids import grid


def test_form_in_two_columns_is_no_table_of_placements() -> None:
    person = read_iup(
        grid("""\
== Personuppgifter ==
 | Klinik | Medicinkliniken Varberg | | Specialitet | Onkologi
 | Tjänstgöringsgrad (%) | 50 | | Verksamhetschef: | Anna Ek
 | Start av ST | 2025-01-13 | | Huvudhandledare | Ali Hassan
 | Namn | Per Lind | | Studierektor: | Sara Öst

== IUP ==
Delmål | Aktivitet | Bedömning
a1 | Seminarium i etik | CBD
b1 | Kurs i juridik | Tentamen
c1 | Onkologavdelningen | Mini-CEX
"""),
        regelverk.load(),
    ).person
    facts = (person.name, person.specialty, person.start, person.fte, person.supervisor, person.unit)
    assert [str(fact.value) if fact else None for fact in facts] == [
        "Per Lind",
        "Onkologi",
        "2025-01-13",
        "50",
        "Ali Hassan",
        "Medicinkliniken Varberg",
    ]
