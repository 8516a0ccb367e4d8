from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stexcel.names import Certainty, Likeness, compare, match_name, person_key

FIRST = ["Eva", "Bo", "Anna-Karin", "Björn", "Åsa", "Karl Erik", "Aïcha", "Lennart", "Kristina"]
LAST = ["Ek", "Lund Berg", "von Essen", "Östlund", "Zettergren", "Müller", "Al-Hassan", "Lindqvist"]
TITLES = ["Dr", "dr.", "Överläkare", "leg. läk.", "Docent", "Prof.", "specialistläkare", "ÖL", "Med. dr", "ST-läkare"]
SUFFIXES = [", överläkare", ", PhD", " (öl)", ", specialist i onkologi", ", docent, Onkologkliniken", " – studierektor"]

names = st.tuples(st.sampled_from(FIRST), st.sampled_from(LAST))
texts = st.text(alphabet="abcdefåäö EKk.,-", max_size=24)


@given(names, st.lists(st.sampled_from(TITLES), max_size=2), st.sampled_from(["", *SUFFIXES]), st.booleans())
def test_titles_and_order_never_change_who_it_is(
    name: tuple[str, str], titles: list[str], suffix: str, turned: bool
) -> None:
    first, last = name
    written = f"{last}, {first}" if turned else f"{first} {last}"
    assert compare(" ".join([*titles, written]) + suffix, f"{first} {last}") is Likeness.SAME


@given(names, names)
def test_different_names_are_never_the_same(one: tuple[str, str], other: tuple[str, str]) -> None:
    same = compare(" ".join(one), " ".join(other)) is Likeness.SAME
    assert same == (one == other)


@given(texts, texts)
def test_comparison_is_symmetric(one: str, other: str) -> None:
    assert compare(one, other) is compare(other, one)


@given(texts)
def test_name_is_itself_unless_it_says_nobody(text: str) -> None:
    assert compare(text, text) is (Likeness.SAME if person_key(text) else Likeness.OTHER)


@given(names)
def test_slip_of_the_pen_is_doubtful_and_never_certain(name: tuple[str, str]) -> None:
    first, last = name
    letters = last + last[-1]
    assert compare(f"{first} {letters}", f"{first} {last}") is Likeness.LIKE


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Dr Eva Ek", "Eva Ek"),
        ("Ek, Eva", "Eva Ek"),
        ("EVA EK", "Eva Ek"),
        ("Ek Eva, överläkare", "Eva Ek"),
        ("Anna-Karin Lund-Berg", "Anna Karin Lund Berg"),
        ("Andre\u0301 Åberg", "Andre Åberg"),
        ("A\u030asa Björk", "Åsa Björk"),
        ("Eva Ek <eva.ek@region.se>", "Eva Ek"),
        ("Fil. dr Eva Ek", "Eva Ek"),
    ],
)
def test_ways_to_write_one_name(left: str, right: str) -> None:
    assert compare(left, right) is Likeness.SAME


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Eva Eck", "Eva Ek"),
        ("E. Ek", "Eva Ek"),
        ("E Ek", "Eva Maria Ek"),
        ("Eva Ek Lund", "Eva Ek"),
        ("Ek", "Eva Ek"),
        ("Katarina Lindkvist", "Catarina Lindqvist"),
        ("Asa Björk", "Åsa Björk"),
        ("Annakarin Lund", "Anna-Karin Lund"),
    ],
)
def test_alike_is_doubtful(left: str, right: str) -> None:
    assert compare(left, right) is Likeness.LIKE


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Eva Ek", "Bo Ek"),
        ("Eva Ek", "Eva El"),
        ("B. Ek", "Eva Ek"),
        ("E. E.", "Eva Ek"),
        ("E. Eck", "Eva Ek"),
        ("Viktor Forsmark", "Viktor Osterman"),
        ("Dr", "Eva Ek"),
        ("", "Eva Ek"),
    ],
)
def test_others_are_others(left: str, right: str) -> None:
    assert compare(left, right) is Likeness.OTHER


def test_lookup_in_a_register() -> None:
    register = ["Dr Eva Ek", "Lund, Bo", "Bosse Lund", "Ek, Eva"]
    assert match_name("Eva Ek", register).certain == 0
    assert match_name("Eva Eck", register).indexes == match_name("E. Ek", register).indexes == (0,)
    assert match_name("Eva Eck", register).certainty is Certainty.DOUBTFUL
    assert match_name("E. Ek", register).certainty is Certainty.SHORTENED
    assert match_name("E. Ek", register).certain is None
    assert match_name("B. Lund", register).certainty is Certainty.AMBIGUOUS
    assert match_name("B. Lund", register).indexes == (1, 2)
    assert match_name("Nils Berg", register).certainty is Certainty.NONE
    assert match_name("", register).certainty is Certainty.NONE


@pytest.mark.parametrize(
    ("name", "register", "near"),
    [
        ("E. Ek", ["Eva Ek", "Per Lund"], 0),
        ("Ek E", ["Per Lund", "Eva Ek"], 1),
        ("A-K von Essen", ["Anna-Karin von Essen"], 0),
        ("E Ek", ["Eva Ek", "Olle Ek"], None),
        ("E Ek", ["Eva Ek", "Ek, Eva"], 0),
        ("O. Ek", ["Eva Ek"], None),
        ("Ek", ["Eva Ek"], None),
        ("E. E.", ["Eva Ek"], None),
        ("E. Eck", ["Eva Ek"], None),
        ("E. Ek", ["Eva Ek Lund"], None),
    ],
)
def test_initials_with_a_family_name_that_one_person_has(name: str, register: list[str], near: int | None) -> None:
    assert match_name(name, register).near == near
