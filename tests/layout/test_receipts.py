"""Certificates and follow-up of placements: columns, remarks and lists apart; missing ones are none."""

from __future__ import annotations

import pytest

from stexcel import regelverk
from stexcel.layout import read_iup
from stexcel.layout.receipts import certificate_in, follow_up_in, says_missing
from stexcel.model import Iup
from tests.grids import grid

PERSON = """
== IUP ==
ST-läkare | Nora Wiklander
Specialitet | Onkologi
Huvudhandledare | Ivar Torsell
"""


def read(sheets: str) -> Iup:
    """The IUP of a drawn workbook."""
    return read_iup(grid(PERSON + sheets), regelverk.load())


@pytest.mark.parametrize(
    "text",
    ["Begärt, ej fått", "Nej", "Saknas", "Inväntas", "Väntar på intyg", "efterfrågat 2024-03-01", "ska skrivas",
     "Intyg?", "Ej inlämnat", "Planeras i maj", "Finns ej", "Intyget ännu inte fått"],
)  # fmt: skip
def test_missing(text: str) -> None:
    assert says_missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ja",
        "Ja, men inte inskannat",
        "2024-05-03",
        "Finns i pärmen",
        "Begärt i mars, inkom 2024-05-03",
        "OK",
        "Klart",
        "Godkänd utan anmärkning",
        "Fungerade bra, inte många operationer",
        "Bra, ska fortsätta med ultraljud",
        "EE",
    ],
)
def test_come(text: str) -> None:
    assert not says_missing(text)


@pytest.mark.parametrize(
    ("remark", "certificate", "follow_up"),
    [
        ("sidotjänstgöring; intyg finns", "intyg finns", None),
        ("Intyg inlämnat, uppföljt med Runa", "Intyg inlämnat", "uppföljt med Runa"),
        ("Utvärdering 2024-05-03", None, "Utvärdering 2024-05-03"),
        ("Intyg 2024-05-03. Mycket bra", "Intyg 2024-05-03", None),
        ("Intyg saknas", None, None),
        ("Intyg begärt 2024-05-03", None, None),
        ("Be om intyg", None, None),
        ("Uppföljning av hudtumörer", None, None),
        ("Uppföljning planeras 2025-01-10", None, None),
        ("Trivdes mycket bra", None, None),
    ],
)
def test_remarks(remark: str, certificate: str | None, follow_up: str | None) -> None:
    assert (certificate_in(remark), follow_up_in(remark)) == (certificate, follow_up)
    iup = read(f"""
== Plan ==
Placering | Från | Till | Handledare | Anteckning
Onkologmottagningen | 2023-02-01 | 2023-12-31 | Ivar Torsell |
Hematologkliniken | 2024-01-01 | 2024-03-31 | Eva Ek | {remark}
""")
    assert [(one.certificate, one.follow_up) for one in iup.placements] == [(None, None), (certificate, follow_up)]


@pytest.mark.parametrize("answer", ["Begärt, ej fått", "Nej", "Saknas", "?"])
def test_certificates_that_have_not_come(answer: str) -> None:
    iup = read(f"""
== Plan ==
Placering | Från | Till | Intyg
Onkologmottagningen | 2023-02-01 | 2023-12-31 | Ja
Hematologkliniken | 2024-01-01 | 2024-03-31 | {answer}
""")
    assert [one.certificate for one in iup.placements] == ["Ja", None]


@pytest.mark.parametrize(
    "heading",
    ["Återkoppling från placeringen", "Intyg/återkoppling", "Intyg och uppföljning", "Uppföljning efter placering"],
)
def test_headings_of_follow_up(heading: str) -> None:
    iup = read(f"""
== Plan ==
Placering | Från | Till | {heading}
Hematologkliniken | 2024-01-01 | 2024-03-31 | Muntlig 2024-04-02, godkänd
Hudkliniken | 2024-04-01 | 2024-04-30 |
""")
    assert [one.follow_up for one in iup.placements] == ["Muntlig 2024-04-02, godkänd", None]


def test_follow_up_of_placements_is_no_assessment_of_their_delmal() -> None:
    iup = read("""
== Plan ==
Placering | Period | Handledare | Delmål | Uppföljning
Onkologmottagningen | 2023-02-01 – 2023-12-31 | Ivar Torsell | c1, c2 |
Strålbehandlingen | 2024-01-01 – 2024-06-30 | Ivar Torsell | c3 | Intyg 2024-07-04
Hematologkliniken | 2024-07-01 – 2024-09-30 | Eva Ek | c4 | Muntlig återkoppling 2024-10-03
""")
    assert [one.assessments for one in iup.delmal.values()] == [(), (), (), ()]
    assert [one.follow_up for one in iup.placements] == [None, "Intyg 2024-07-04", "Muntlig återkoppling 2024-10-03"]


def test_methods_under_follow_up_are_assessments_of_the_delmal() -> None:
    iup = read("""
== Plan ==
Placering | Period | Delmål | Uppföljning
Onkologmottagningen | 2023-02-01 – 2023-12-31 | c1 | Mini-CEX
Strålbehandlingen | 2024-01-01 – 2024-06-30 | c3 | DOPS, CBD
""")
    assert {one.method for one in iup.delmal["c3"].assessments} == {"DOPS", "CBD"}


@pytest.mark.parametrize(
    "heading", ["Intyg sidotjänstgöring", "Intyg från sidoplaceringar", "Tjänstgöringsintyg, randningar"]
)
def test_certificates_in_a_list_apart(heading: str) -> None:
    iup = read(f"""
== År 3 ==
Tjänstgöring | Från | Till | Omf. | Handledare | Mål
Onkologmottagningen | 2024-02-01 | 2024-09-30 | 100 | Ivar Torsell | c4
Hematologen (sidotjänstgöring) | 2024-10-01 | 2024-12-31 | 100 | Eva Ek | c9
Hudkliniken (sidotjänstgöring) | 2025-01-01 | 2025-01-31 | 100 | Per Ahl | c9

{heading} | Datum
Hematologen | 2025-01-08
Hudkliniken | Saknas
""")
    assert [(one.name, one.certificate) for one in iup.placements] == [
        ("Onkologmottagningen", None),
        ("Hematologen (sidotjänstgöring)", "2025-01-08"),
        ("Hudkliniken (sidotjänstgöring)", None),
    ]


def test_certificate_of_a_place_with_two_placements_belongs_to_the_last_one_before_it() -> None:
    iup = read("""
== Plan ==
Placering | Från | Till | Omf.
Hematologen | 2024-01-01 | 2024-03-31 | 100
Hematologen | 2025-01-01 | 2025-03-31 | 100

Återkoppling från placeringar | Datum
Hematologen | 2024-04-08
Medicinkliniken | 2024-05-08
""")
    assert [one.follow_up for one in iup.placements] == ["2024-04-08", None]
