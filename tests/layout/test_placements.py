"""What a workbook says of its placements beside name and time: site, side rotation, follow-up."""

from __future__ import annotations

import pytest

from stexcel import regelverk
from stexcel.layout import read_iup
from stexcel.model import Placement
from tests.grids import grid

PERSON = """
== IUP ==
ST-läkare | Nora Wiklander
Specialitet | Onkologi
Huvudhandledare | Ivar Torsell
"""


def placements(sheets: str) -> dict[str, Placement]:
    """The placements of a drawn workbook by name."""
    return {one.name: one for one in read_iup(grid(PERSON + sheets), regelverk.load()).placements}


def test_site_certificate_and_follow_up_are_read_from_their_columns() -> None:
    found = placements("""
== Plan ==
Placering | Sjukhus | Från | Till | % | Handledare | Intyg | Uppföljning
Onkologmottagningen | Ekholmen | 2023-02-01 | 2024-01-31 | 100 | Ivar Torsell | |
Hematologkliniken | Lundaberg | 2024-02-01 | 2024-04-30 | 100 | Eva Ek | Ja | 2024-05-03
Palliativa enheten | Ekholmen | 2024-05-01 | 2024-06-30 | 100 | Mia Mo | | Planeras
""")
    assert [(one.site, one.certificate, one.follow_up) for one in found.values()] == [
        ("Ekholmen", None, None),
        ("Lundaberg", "Ja", "2024-05-03"),
        ("Ekholmen", None, None),
    ]
    assert {one.side for one in found.values()} == {None}


@pytest.mark.parametrize(
    "heading",
    ["Uppföljning", "Uppföljning av placeringen", "Utvärdering", "Utvärdering med handledare", "Uppföljning (datum)"],
)
def test_headings_of_follow_up(heading: str) -> None:
    found = placements(f"""
== Plan ==
Placering | Från | Till | {heading}
Hematologkliniken | 2024-02-01 | 2024-04-30 | Genomförd
Kirurgkliniken | 2024-05-01 | 2024-06-30 | Nej
""")
    assert [one.follow_up for one in found.values()] == ["Genomförd", None]


@pytest.mark.parametrize("heading", ["Uppföljning av behandlingsresultat", "Kommentar", "Uppföljningsmottagning"])
def test_other_headings_are_no_follow_up(heading: str) -> None:
    found = placements(f"""
== Plan ==
Placering | Från | Till | {heading}
Hematologkliniken | 2024-02-01 | 2024-04-30 | Genomförd
""")
    assert found["Hematologkliniken"].follow_up is None


def test_signature_of_a_placement_is_its_follow_up() -> None:
    found = placements("""
== Plan ==
Placering | Från | Till | Handledare | Signatur
Hematologkliniken | 2024-02-01 | 2024-04-30 | Eva Ek | EE
Kirurgkliniken | 2024-05-01 | 2024-06-30 | Mia Mo |
""")
    assert [one.follow_up for one in found.values()] == ["EE", None]


def test_headings_between_the_rows_tell_home_from_side() -> None:
    found = placements("""
== Plan ==
Placering | Från | Till | %
Tjänstgöring på hemkliniken
Onkologmottagningen | 2023-02-01 | 2024-01-31 | 100

Sidotjänstgöring
Hematologkliniken | 2024-02-01 | 2024-04-30 | 100
Kirurgkliniken | 2024-05-01 | 2024-06-30 | 100
""")
    assert [one.side for one in found.values()] == [False, True, True]


@pytest.mark.parametrize("title", ["Sidotjänstgöring", "Sidoplaceringar", "Sidoutbildning/randning", "3. Randningar"])
def test_title_of_nothing_but_side_rotations_speaks_for_all_rows(title: str) -> None:
    found = placements(f"""
== Plan ==
{title}

Klinik | Från | Till | %
Hematologkliniken | 2024-02-01 | 2024-04-30 | 100
Kirurgkliniken | 2024-05-01 | 2024-06-30 | 100
""")
    assert [one.side for one in found.values()] == [True, True]


@pytest.mark.parametrize(
    "title",
    [
        "Klinisk tjänstgöring och sidotjänstgöring. Ange delmål.",
        "Sidotjänstgöring > 1 mån kräver lokal handledare",
        "Placeringar",
    ],
)
def test_other_titles_say_nothing(title: str) -> None:
    found = placements(f"""
== Plan ==
{title}

Klinik | Från | Till | %
Onkologkliniken | 2023-02-01 | 2024-01-31 | 100
Kirurgkliniken | 2024-05-01 | 2024-06-30 | 100
""")
    assert [one.side for one in found.values()] == [None, None]


def test_sheet_name_speaks_only_of_sido_and_where_no_title_does() -> None:
    rows = "Klinik | Från | Till | %\nKirurgkliniken | 2024-05-01 | 2024-06-30 | 100\n"
    assert placements(f"== Sidotjänstgöring ==\n{rows}")["Kirurgkliniken"].side is True
    assert placements(f"== Randningar ==\n{rows}")["Kirurgkliniken"].side is None
    assert placements(f"== Sidoplaceringar ==\nTjänstgöring\n\n{rows}")["Kirurgkliniken"].side is None


def test_column_of_types_and_column_to_tick() -> None:
    typed = placements("""
== Plan ==
Placering | Typ | Från | Till
Onkologmottagningen | Hemma | 2023-02-01 | 2024-01-31
Hematologkliniken | Sido | 2024-02-01 | 2024-04-30
Kirurgkliniken | Randning | 2024-05-01 | 2024-06-30
""")
    assert [one.side for one in typed.values()] == [False, True, True]
    ticked = placements("""
== Plan ==
Placering | Från | Till | Sidotjänstgöring
Onkologmottagningen | 2023-02-01 | 2024-01-31 | Nej
Hematologkliniken | 2024-02-01 | 2024-04-30 | Ja
Kirurgkliniken | 2024-05-01 | 2024-06-30 |
""")
    assert [one.side for one in ticked.values()] == [False, True, None]


def test_name_that_says_side_rotation() -> None:
    found = placements("""
== Plan ==
Placering | Från | Till
Kirurgkliniken (sido) | 2024-02-01 | 2024-04-30
Sidotjänstgöring hematologi | 2024-05-01 | 2024-06-30
Sidensvansens vårdcentral | 2024-07-01 | 2024-08-31
""")
    assert [one.side for one in found.values()] == [True, True, None]


def test_placement_heading_above_its_delmal_tells_its_sort() -> None:
    found = placements("""
== Plan ==
Sidotjänstgöring 2: Anestesikliniken
2024-02-01 – 2024-04-30
Delmål | Aktivitet | Bedömning
c1 | Handlägga luftväg | DOPS
c2 | Handlägga cirkulation | CBD
""")
    assert found["Anestesikliniken"].side is True


def test_the_same_placement_told_twice_keeps_what_either_says() -> None:
    found = placements("""
== Plan ==
Placering | Från | Till | %
Hematologkliniken | 2024-02-01 | 2024-04-30 | 100

== Sidotjänstgöring ==
Klinik | Från | Till | Handledare | Intyg
Hematologkliniken | 2024-02-01 | 2024-04-30 | Eva Ek | Ja
""")
    one = found["Hematologkliniken"]
    assert (one.percent, one.supervisor, one.certificate, one.side) == (100, "Eva Ek", "Ja", True)


def test_remarks_and_methods_in_a_list_are_no_placements() -> None:
    found = placements("""
== VT 2024 ==
Placering | Från | Till | %
(fortsätter sedan tidigare) | | |
Hematologkliniken | 2024-02-01 | 2024-04-30 | 100
""")
    assert list(found) == ["Hematologkliniken"]


def test_impossible_values_are_kept_as_they_stand() -> None:
    found = placements("""
== Plan ==
Placering | Från | Till | Tjänstgöringsgrad
Onkologmottagningen | 2024-02-01 | 2023-08-31 | 80 %
Hematologkliniken | 2024-09-01 | 2024-12-31 | 250 %
""")
    first, second = found.values()
    assert (str(first.start), str(first.end), first.percent) == ("2024-02-01", "2023-08-31", 80)
    assert (str(second.start), str(second.end), second.percent) == ("2024-09-01", "2024-12-31", 250)


def test_time_written_backwards_in_one_cell_is_kept_as_it_stands() -> None:
    found = placements("""
== Plan ==
Placering | Period | Handledare
Onkologmottagningen | 2024-02-01 – 2023-08-31 | Ivar Torsell
Hematologkliniken | 2024-09-01 – 2024-12-31 | Ivar Torsell
""")
    assert [(str(one.start), str(one.end)) for one in found.values()] == [
        ("2024-02-01", "2023-08-31"),
        ("2024-09-01", "2024-12-31"),
    ]


def test_time_that_counts_from_before_the_training_is_told_by_its_row_or_the_title() -> None:
    found = placements("""
== Plan ==
Placering | Från | Till | % | Kommentar
Medicinkliniken | 2020-02-01 | 2021-01-31 | 100 | Tillgodoräknas
BT på vårdcentral | 2022-02-01 | 2022-12-31 | 100 |
Vikariat | 2023-02-01 | 2023-12-31 | 100 | Före ST

== Tillgodoräknad tjänstgöring ==
Placering | Från | Till | %
Kirurgkliniken | 2019-02-01 | 2019-12-31 | 100
""")
    assert [name for name, one in found.items() if one.credited] == [
        "Medicinkliniken",
        "BT på vårdcentral",
        "Kirurgkliniken",
    ]


@pytest.mark.parametrize(("written", "percent"), [("-50%", -50), ("100000000000000000000", 10**20), ("12000 %", 12000)])
def test_degree_far_from_any_degree_is_kept_so_that_it_can_be_told(written: str, percent: int) -> None:
    found = placements(f"""
== Plan ==
Placering | Från | Till | Procent
Hematologkliniken | 2024-02-01 | 2024-04-30 | {written}
Kirurgkliniken | 2024-05-01 | 2024-06-30 | 100 %
""")
    assert found["Hematologkliniken"].percent == percent


def test_title_with_a_dash_above_placements_is_none_of_them() -> None:
    found = placements("""
== Plan ==
Tjänstgöring – egen klinik och randningar
När | Var | Delmål
2024-02-01 – 2024-04-30 | Hematologkliniken | c1
2024-05-01 – 2024-06-30 | Kirurgkliniken | c2
""")
    assert list(found) == ["Hematologkliniken", "Kirurgkliniken"]


def test_bars_over_the_letters_of_months_with_a_list_of_details_beside() -> None:
    found = placements("""
== Tidslinje ==
 | 2024 | < | < | < | < | < | < | < | < | < | < | < | 2025 | < | <
Placering | J | F | M | A | M | J | J | A | S | O | N | D | J | F | M
Onkologmottagningen | 80 % | < | < | < | < | < | | | | | | | | |
Föräldraledig | | | | | | | ledig | < | < | | | | | |
Hematologkliniken | | | | | | | | | | 80 % | < | < | < | < | <

== Om placeringarna ==
Placering | Sort | Delmål | Handledare | Intyg
Onkologmottagningen | hemma | c1 | Ivar Torsell |
Hematologkliniken | sidotjg | c2 | Eva Ek | Klart 2/4-25
""")
    assert {name: (f"{one.start}", f"{one.end}", one.percent) for name, one in found.items()} == {
        "Onkologmottagningen": ("2024-01-01", "2024-06-30", 80),
        "Föräldraledig": ("2024-07-01", "2024-09-30", 0),
        "Hematologkliniken": ("2024-10-01", "2025-03-31", 80),
    }
    told = found["Hematologkliniken"]
    assert (told.side, told.delmal, told.supervisor, told.certificate) == (True, ("c2",), "Eva Ek", "Klart 2/4-25")


def test_two_dated_placements_at_one_place_stay_apart_from_an_undated_one() -> None:
    found = read_iup(
        grid(
            PERSON
            + """
== Plan ==
Placering | Från | Till
Hematologkliniken | 2024-02-01 | 2024-04-30
Hematologkliniken | 2025-02-01 | 2025-04-30

== Intyg ==
Placering | Delmål | Intyg
Hematologkliniken | c1 | Ja
"""
        ),
        regelverk.load(),
    ).placements
    assert [one.certificate for one in found] == [None, None, "Ja"]


@pytest.mark.parametrize("time", ["2024-02-01 – 2024-04-30 (80 %)", "2024-02-01--2024-04-30, 80%"])
def test_degree_beside_the_time(time: str) -> None:
    (found,) = placements(f"\n== Plan ==\nPlacering | Period | Delmål\nHematologkliniken | {time} | c1\n").values()
    assert (f"{found.start}", f"{found.end}", found.percent) == ("2024-02-01", "2024-04-30", 80)


@pytest.mark.parametrize("heading", ["Intygat/uppföljt", "Intygad och uppföljd", "Intyg/utvärdering"])
def test_headings_of_certificate_and_follow_up_in_one(heading: str) -> None:
    found = placements(f"""
== Plan ==
Placering | Från | Till | Grad | Handledare | {heading}
Hematologkliniken | 2024-02-01 | 2024-04-30 | 100 % | Eva Ek | Intyg klart 6/5-24
Kirurgkliniken | 2024-05-01 | 2024-06-30 | 100 % | Eva Ek |
""")
    assert [bool(one.follow_up or one.certificate) for one in found.values()] == [True, False]


def test_placement_with_both_its_days_is_one_though_its_name_holds_that_of_a_method() -> None:
    found = read_iup(
        grid(f"""{PERSON}
== Plan ==
Placering | Från | Till | Delmål
Onkologen | 2024-02-01 | 2024-04-30 | c1
Klinik Epa | 2024-05-01 | 2024-06-30 | c2
DOPS | | | c3
"""),
        regelverk.load(),
    )
    assert [one.name for one in found.placements] == ["Onkologen", "Klinik Epa"]
    assert [one.text for one in found.delmal["c2"].activities] == ["Klinik Epa"]
    assert not found.delmal["c2"].assessments
    assert [one.method for one in found.delmal["c3"].assessments] == ["DOPS"]
