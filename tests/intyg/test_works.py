"""What of an IUP is finished and to be certified, what is still to come, and what nobody can tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from stexcel.codes import HSLF_2021, REGULATIONS, SOSFS_2015
from stexcel.intyg.facts import Fact, content
from stexcel.intyg.model import Dossier, Kind, State, Work
from tests.grids import grid, save
from tests.intyg.iup import SUPERVISOR, save_iup, text_of
from tests.intyg.judged import dossier_of


def drawn(text: str, folder: Path) -> Dossier:
    save(grid(text), folder / "iup.xlsx")
    return dossier_of(folder / "iup.xlsx")


def by_name(found: Dossier) -> dict[str, Work]:
    return {one.name: one for one in found.works}


@pytest.mark.parametrize("regulation", REGULATIONS)
def test_one_finished_activity_of_every_kind(regulation: str, tmp_path: Path) -> None:
    found = dossier_of(save_iup(tmp_path / "iup.xlsx", regulation, ready=True))
    assert [one.kind for one in found.finished] == list(Kind)
    assert found.doctor.regulation == regulation
    assert found.remaining == found.limits == ()
    prefix = "" if regulation == SOSFS_2015 else "ST"
    placement = by_name(found)["Hematologkliniken"]
    assert (placement.period, placement.percent, placement.delmal, placement.supervisor) == (
        "2024-01-01 – 2024-03-31",
        100,
        (f"{prefix}c1",),
        "Claes Wärn",
    )
    assert by_name(found)["ny rutin för provsvar"].kind is Kind.QUALITY


def test_what_has_not_ended_or_is_not_taken_is_still_to_come(tmp_path: Path) -> None:
    found = dossier_of(save_iup(tmp_path / "iup.xlsx", HSLF_2021))
    coming = {one.name: one.why for one in found.works if one.state is State.COMING}
    number = len(found.remaining)
    assert coming == {"Palliativa enheten": "", "Läkemedel hos äldre": "", "Onkologi": f"{number} delmål är inte klara"}
    assert {goal.code: str(goal.done_on) for goal in found.goals} == {"STa2": "2025-03-02", "STa3": "2025-06-01"}


HEAD = """== Person ==
Namn | Eva Ek
Specialitet | Onkologi
Föreskrift | SOSFS 2015:8
Huvudhandledare | Östen Ärlig

== Delmål ==
Delmål | Utbildningsaktivitet | Bedömningsmetod | Uppfyllt
a1 | Kurs: Ledarskap | CBD | 2025-03-02
a2 | Kurs: Etik | CBD |
b1 | Tjänstgöring på kliniken | CBD |
"""


def test_course_whose_day_has_passed_is_in_doubt_unless_its_delmal_was_fulfilled_afterwards(tmp_path: Path) -> None:
    found = drawn(
        f"""{HEAD}
== Kurser ==
Kurs | Datum | Delmål
Ledarskap | 2024-02-02 | a1
Etik | 2024-03-03 | a2
Sen kurs | 2026-02-02 | a1
""",
        tmp_path,
    )
    states = {one.name: one.state for one in found.works if one.kind is Kind.COURSE}
    assert states == {"Ledarskap": State.FINISHED, "Etik": State.UNSURE, "Sen kurs": State.UNSURE}
    assert all(one.why for one in found.works if one.state is State.UNSURE)


def test_course_that_only_a_fulfilled_delmal_names_is_finished_without_a_day(tmp_path: Path) -> None:
    found = drawn(HEAD, tmp_path)
    states = {one.name: (one.state, one.period) for one in found.works if one.kind is Kind.COURSE}
    assert states == {"Ledarskap": (State.FINISHED, ""), "Etik": (State.COMING, "")}


def test_leave_and_basic_training_have_no_certificates_and_open_ends_are_in_doubt(tmp_path: Path) -> None:
    found = drawn(
        f"""{HEAD}
== Placeringar ==
Placering | Start | Slut | Tjänstgöringsgrad | Handledare
Bastjänstgöring | 2022-01-01 | 2022-12-31 | 100 | A Ek
Föräldraledig | 2023-01-01 | 2023-12-31 | 0 |
Medicinkliniken | 2024-01-01 | 2024-12-31 | 100 | huvudhandledare
Onkologkliniken | 2025-01-01 | | 100 | B Ek
""",
        tmp_path,
    )
    placed = {one.name: (one.state, one.supervisor) for one in found.works if one.kind is Kind.PLACEMENT}
    assert placed == {"Medicinkliniken": (State.FINISHED, SUPERVISOR), "Onkologkliniken": (State.UNSURE, "B Ek")}


def test_personal_number_in_a_cell_of_the_iup_reaches_no_form(tmp_path: Path) -> None:
    found = drawn(text_of(SOSFS_2015).replace("Hematologkliniken", "Hematologkliniken 19900101-2385"), tmp_path)
    values = content(found.doctor, found.finished[0]).values
    assert values[Fact.PLACE] == "Hematologkliniken"
    assert not any("2385" in value or "personnummer" in value for value in values.values())


def test_what_could_not_be_read_is_told(tmp_path: Path) -> None:
    found = drawn(f'{HEAD}b2 | Kurs | CBD | "2025-13-45"\n', tmp_path)
    assert any("kunde inte läsas" in limit for limit in found.limits)
