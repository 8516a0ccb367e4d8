from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stexcel.document import Problem
from stexcel.model import Iup, Placement
from stexcel.status.status import BarKind, Timeline
from stexcel.status.views import places
from stexcel.status.views.places import Site, clusters, is_same_place
from stexcel.unit import Unit
from tests.build import person, value
from tests.status.build import named, placement, status


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Neurologkliniken", "Neurologi"),
        ("Neurologen, SUS", "Neurologi"),
        ("Sidotjänstgöring medicinkliniken 3 mån", "Medicin"),
        ("Onkolgi", "Onkologi"),
        ("Kirrurgi", "Kirurgi"),
        ("Patalogi", "Patologi"),
        ("BARNKLINIKEN", "barnkliniken"),
    ],
)
def test_spelling_variants_are_one_place(one: str, other: str) -> None:
    assert is_same_place(Site(one), Site(other))
    assert is_same_place(Site(other), Site(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nefrologi", "Neurologi"),
        ("Hematologi", "Hepatologi"),
        ("Medicin", "Akutmedicin"),
        ("Urologi", "Neurologi"),
        ("Barnkliniken", "Kvinnokliniken"),
        ("Sidotjänstgöring", "Klinisk tjänstgöring"),
    ],
)
def test_other_subjects_are_other_places(one: str, other: str) -> None:
    assert not is_same_place(Site(one), Site(other))


def test_sites_speak_against_and_between_units_they_have_to_speak_for_it() -> None:
    assert not is_same_place(Site("Kirurgi", "Växjö"), Site("Kirurgi", "Kalmar"))
    assert is_same_place(Site("Kirurgi", "Växjö lasarett"), Site("Kirurgen", "Lasarettet, Växjö"))
    assert is_same_place(Site("Kirurgi", "Växjö", 1), Site("Kirurgi", None, 1))
    assert not is_same_place(Site("Kirurgi", None, 1), Site("Kirurgi", None, 2))
    assert is_same_place(Site("Kirurgi", "Växjö", 1), Site("Kirurgi", "Växjö", 2))


def test_clusters_join_over_a_third_spelling() -> None:
    assert clusters([Site("Neurologi SUS"), Site("Onkologi"), Site("Neurologi"), Site("Neurologi SUS")]) == [
        [0, 2, 3],
        [1],
    ]


NAMES = ("Neurologi", "Neurologen SUS", "Nefrologi", "Kirurgi", "Kirrurgi", "Medicin kirurgi", "Sidotjänstgöring", "")
SITES = st.builds(
    Site,
    st.sampled_from(NAMES),
    st.sampled_from([None, "", "i", "SUS", "Växjö", "Växjö lasarett"]),
    st.sampled_from([None, 1, 2]),
)


@given(st.lists(SITES, max_size=12))
def test_clusters_are_what_is_joined_pair_by_pair(sites: list[Site]) -> None:
    found = clusters(sites)
    assert sorted(index for place in found for index in place) == list(range(len(sites)))
    assert found == sorted([sorted(place) for place in found])
    place_of = {index: number for number, place in enumerate(found) for index in place}
    alike = {
        (one, other)
        for one, other in combinations(range(len(sites)), 2)
        if sites[one] == sites[other] or is_same_place(sites[one], sites[other])
    }
    assert all(place_of[one] == place_of[other] for one, other in alike)
    for place in found:
        reached, before = {place[0]}, 0
        while len(reached) > before:
            before = len(reached)
            reached |= {end for pair in alike if reached & set(pair) for end in pair}
        assert reached == set(place)


def test_many_units_are_not_compared_with_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[Site] = []

    def counted(one: Site, other: Site) -> bool:
        compared.append(one)
        return is_same_place(one, other)

    monkeypatch.setattr(places, "is_same_place", counted)
    names = [name for name in NAMES if name]
    assert (
        len(clusters([Site(name, site, home) for home in range(300) for name in names for site in (None, "SUS")])) > 1
    )
    assert len(compared) < 300 * (2 * len(names)) ** 2


def drawn(**plans: tuple[Placement, ...]) -> Timeline:
    contents = {f"st/{name}.xlsx": named(name.title(), person(), placements=plan) for name, plan in plans.items()}
    found = status(contents).timeline
    assert found is not None
    return found


def side(name: str, start: date, end: date, **told: Any) -> Placement:
    return placement(name, start, end, side=True, supervisor="Lars Lo", **told)


JAN, FEB, MAR = date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1)


def test_window_is_24_months_from_the_first_of_the_month() -> None:
    shown = drawn(
        anna=(
            placement("Hemma", date(2025, 1, 1), date(2026, 10, 31), 2),
            placement("Avdelning 1", date(2026, 10, 1), date(2026, 11, 30), 3),
            placement("Föräldraledig", date(2028, 10, 31), date(2029, 5, 1), 4, percent=0),
            placement("Långt fram", date(2028, 11, 1), date(2029, 5, 1), 5),
        )
    )
    assert (shown.first, shown.last, len(shown.months)) == (date(2026, 11, 1), date(2028, 10, 31), 24)
    assert [(bar.name, bar.kind, bar.start) for bar in shown.bars] == [
        ("Avdelning 1", BarKind.PLACEMENT, date(2026, 10, 1)),
        ("Föräldraledig", BarKind.LEAVE, date(2028, 10, 31)),
    ]


def test_two_at_the_same_side_rotation_are_marked_with_their_common_days() -> None:
    shown = drawn(
        anna=(side("Neurologkliniken", JAN, date(2027, 2, 28)),),
        bo=(side("Neurologi", FEB, date(2027, 4, 30)),),
        cia=(side("Onkologi", FEB, date(2027, 4, 30)),),
    )
    (one,) = shown.collisions
    assert (one.start, one.end, one.doctors) == (FEB, date(2027, 2, 28), ("Anna", "Bo"))
    assert [bar.collisions for bar in shown.bars] == [(1,), (1,), ()]


def test_three_in_a_row_are_one_collision() -> None:
    shown = drawn(
        anna=(side("Neurologi", JAN, date(2027, 4, 30)),),
        bo=(side("Neurologi", FEB, MAR),),
        cia=(side("Neurologi", date(2027, 2, 20), date(2027, 6, 30)),),
    )
    (one,) = shown.collisions
    assert (one.start, one.end, one.doctors) == (FEB, date(2027, 4, 30), ("Anna", "Bo", "Cia"))


def test_handing_over_on_one_day_is_no_collision() -> None:
    assert not drawn(anna=(side("Neurologi", JAN, FEB),), bo=(side("Neurologi", FEB, MAR),)).collisions


def test_own_placements_and_ones_in_the_past_do_not_collide() -> None:
    home = (placement("Onkologkliniken", JAN, MAR, supervisor="Ivar Torsell"),)
    assert not drawn(anna=home, bo=home).collisions
    past = (side("Neurologi", date(2026, 1, 1), date(2026, 3, 1)),)
    assert not drawn(anna=past, bo=past).collisions
    same_time = (
        side(
            "Neurologi",
            JAN,
            MAR,
        ),
        side("Neurologi", JAN, MAR),
    )
    assert not drawn(anna=same_time).collisions


def test_two_files_of_one_doctor_do_not_collide() -> None:
    plan = (side("Neurologi", JAN, MAR),)
    found = status(
        {"a.xlsx": named("Eva Ek", person(), placements=plan), "b.xlsx": named("Eva Ek", person(), placements=plan)}
    )
    assert found.timeline is not None
    assert not found.timeline.collisions


def test_units_of_a_region_do_not_collide_by_a_general_name() -> None:
    plan = (side("Medicinkliniken", JAN, MAR),)
    contents: dict[str, Iup | Unit | Problem] = {
        "a/anna.xlsx": named("Anna", person(), placements=plan),
        "a/enhet.xlsx": Unit(name=value("Vårdcentralen A")),
        "b/bo.xlsx": named("Bo", person(), placements=plan),
        "b/cia.xlsx": named("Cia", person(), placements=plan),
        "b/enhet.xlsx": Unit(name=value("Vårdcentralen B")),
    }
    found = status(contents).timeline
    assert found is not None
    assert [one.doctors for one in found.collisions] == [("Bo", "Cia")]


def test_what_is_not_drawn_is_told() -> None:
    shown = drawn(anna=(Placement("Kirurgi", placement("x", JAN, FEB).cell, JAN),), bo=())
    assert [text.split(":")[0] for text in shown.undated] == ["Anna", "Bo"]
    assert "”Kirurgi”" in shown.undated[0]
    assert shown.undated[1] == "Bo: inga placeringar i arbetsboken."
