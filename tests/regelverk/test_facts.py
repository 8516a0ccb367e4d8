"""The rule data holds the facts it was made from: counts and a digest of every field, committed here."""

import hashlib
from collections import Counter
from collections.abc import Mapping

import pytest

from stexcel import codes
from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.model import ActivityType
from stexcel.regelverk import Regelverk, Requirement, SpecialtyKind, Verification, load_spur
from stexcel.regelverk.tables import read_table

DIGESTS = {
    "delmal.csv": "5735d2c4f243d33af4a153320f853ccc86c79d94869255eabcdc93ce244209fd",
    "specialiteter.csv": "978fa68d04f41ad5ceb4aa9568f0e19647cc046be90514bc2bd19d122ca00b2e",
    "spur_avsnitt.csv": "b279b7c96e3b6eb17fa49de97769162ec1eb16f81ac1d6ecfc83d74544df6e6c",
    "spur_kriterier.csv": "ed117abeeb434c1a2910d350b1f967732adeca90139721655112c2ca7beaee07",
}


@pytest.mark.parametrize("name", DIGESTS)
def test_every_field_is_as_it_was_taken_down(name: str) -> None:
    """The digest is of the sorted rows, so it does not depend on their order or on how the CSV is written."""
    rows = sorted("\x1f".join(row) for row in read_table(name))
    assert hashlib.sha256("\x1e".join(rows).encode()).hexdigest() == DIGESTS[name]


def test_rows_per_regulation_and_verification(regelverk: Regelverk) -> None:
    counts = Counter(
        (regulation, requirement.verification)
        for regulation in codes.REGULATIONS
        for specialty in regelverk.specialties
        for requirement in malbeskrivning_of(regelverk, regulation, specialty).values()
    )
    assert counts == {
        (SOSFS_2015, Verification.OFFICIAL): 621,
        (SOSFS_2015, Verification.TRANSCRIBED): 738,
        (SOSFS_2015, Verification.UNVERIFIED): 153,
        (HSLF_2021, Verification.OFFICIAL): 14,
        (HSLF_2021, Verification.TRANSCRIBED): 1377,
        (HSLF_2021, Verification.UNVERIFIED): 164,
    }


def malbeskrivning_of(regelverk: Regelverk, regulation: str, specialty: str) -> Mapping[str, Requirement]:
    found = regelverk.malbeskrivning(regulation, specialty)
    assert found is not None
    return found.requirements


def test_specialties_by_kind(regelverk: Regelverk) -> None:
    kinds = Counter(specialty.kind for specialty in regelverk.specialties.values())
    assert kinds == {SpecialtyKind.BASE: 44, SpecialtyKind.BRANCH: 9, SpecialtyKind.ADDITIONAL: 10}


def test_the_number_of_c_delmal_agrees_with_the_rows(regelverk: Regelverk) -> None:
    for name, specialty in regelverk.specialties.items():
        for regulation, count in ((SOSFS_2015, specialty.c_count_2015), (HSLF_2021, specialty.c_count_2021)):
            found = regelverk.malbeskrivning(regulation, name)
            assert found is not None
            assert len(found.codes_in("c")) == count


def test_one_malbeskrivning_in_full(regelverk: Regelverk) -> None:
    onkologi = regelverk.malbeskrivning(SOSFS_2015, "Onkologi")
    assert onkologi is not None
    assert list(onkologi.requirements) == [
        *(f"a{number}" for number in range(1, 7)),
        *(f"b{number}" for number in range(1, 6)),
        *(f"c{number}" for number in range(1, 14)),
    ]
    a1 = onkologi.requirements["a1"]
    assert a1.title == "Medarbetarskap, ledarskap och pedagogik"
    assert a1.required == (frozenset({ActivityType.KLINISK}), frozenset({ActivityType.KURS}))
    assert ActivityType.HANDLEDA in frozenset().union(*a1.recommended)
    assert a1.certified_by == "handledare;kursledare|handledare"
    assert not a1.is_unverified


def test_either_or_is_one_set(regelverk: Regelverk) -> None:
    either = frozenset({ActivityType.KLINISK, ActivityType.AUSKULTATION})
    requirements = [
        requirement
        for regulation in codes.REGULATIONS
        for specialty in regelverk.specialties
        for requirement in malbeskrivning_of(regelverk, regulation, specialty).values()
    ]
    assert sum(either in requirement.required for requirement in requirements) == 198


def test_what_is_not_verified_shows(regelverk: Regelverk) -> None:
    rattsmedicin = regelverk.malbeskrivning(SOSFS_2015, "Rättsmedicin")
    assert rattsmedicin is not None
    assert rattsmedicin.verification is Verification.UNVERIFIED
    assert rattsmedicin.group_verification("b") is Verification.UNVERIFIED
    assert rattsmedicin.requirements["b1"].is_unverified
    assert "b-delmål" in regelverk.specialties["Rättsmedicin"].remark


def test_what_is_unknown_is_not_made_up(regelverk: Regelverk) -> None:
    assert regelverk.malbeskrivning(SOSFS_2015, "Trollkonst") is None
    assert regelverk.malbeskrivning("SOSFS 2008:17", "Onkologi") is None


def test_spur_sections_and_criteria() -> None:
    spur = load_spur()
    assert "".join(spur.sections) == "ABCDEFGH"
    sizes = Counter(criterion.section for criterion in spur.criteria.values())
    assert sizes == {"A": 4, "B": 10, "C": 4, "D": 13, "E": 14, "F": 6, "G": 11, "H": 13}
    assert "".join(spur.sections["A"].grades) == "ABD"
    assert spur.criteria_of_rule("STX103") == ("D6", "E7")
    assert set(spur.criteria["G11"].kinds) == {HSLF_2021}
    assert spur.criteria["E7"].kinds[SOSFS_2015] == "allmänt råd"
    assert spur.criteria["E7"].kinds[HSLF_2021] == "föreskrift"
