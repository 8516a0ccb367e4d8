"""What an application needs: done, planned, missing, or not checked, which is never the same as missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from stexcel.codes import HSLF_2021, REGULATIONS, SOSFS_2015
from stexcel.ready.make import readiness
from stexcel.ready.model import Item, Readiness, Section, Standing
from stexcel.rules.engine import check_context
from tests.grids import grid, save
from tests.intyg.iup import goals, save_iup, text_of
from tests.intyg.judged import context_of


def listed(path: Path) -> Readiness:
    context = context_of(path)
    return readiness(check_context(context), context, "0")


def from_text(text: str, folder: Path) -> Readiness:
    save(grid(text), folder / "iup.xlsx")
    return listed(folder / "iup.xlsx")


def of(found: Readiness, what: str) -> Item:
    (one,) = [item for item in found.items if item.what == what]
    return one


@pytest.mark.parametrize("regulation", REGULATIONS)
def test_every_delmal_and_every_demanded_activity_is_listed_once(regulation: str, tmp_path: Path) -> None:
    path = save_iup(tmp_path / "iup.xlsx", regulation)
    needed = context_of(path).malbeskrivning
    assert needed is not None
    found = [one for one in listed(path).items if one.section is Section.GOALS]
    assert len(found) == sum(1 + len(need.required) for need in needed.requirements.values())
    assert all(regulation in one.source for one in found)
    assert [one.unverified for one in found if one.delmal == "a1"] == [False] * 3 * (regulation == SOSFS_2015)


def test_standings(tmp_path: Path) -> None:
    found = listed(save_iup(tmp_path / "iup.xlsx", SOSFS_2015))
    expected = {
        "Namn": Standing.DONE,
        "Minst 60 månader på heltid": Standing.MISSING,
        "a4 Systematiskt kvalitets- och patientsäkerhetsarbete": Standing.DONE,
        "a4: kvalitetsarbete": Standing.DONE,
        "a6: kurs": Standing.MISSING,
        "b1: kurs": Standing.DONE,
        "b2: kurs": Standing.PLANNED,
        "c1: klinisk tjänstgöring under handledning": Standing.DONE,
        "c2: klinisk tjänstgöring under handledning": Standing.PLANNED,
        "Läkarlegitimation": Standing.UNCHECKED,
    }
    assert {what: of(found, what).standing for what in expected} == expected
    assert of(found, "b1: kurs").detail == "Palliativ vård (2024-05-06)"
    assert str(of(found, "b1: kurs").cell) == "Kurser!A2"
    assert not found.is_ready


def test_delmal_claimed_without_evidence_is_not_done(tmp_path: Path) -> None:
    text = text_of(SOSFS_2015).replace("| CBD | 2025-03-02", "| CBD | uppfyllt")
    item = of(from_text(text, tmp_path), "a4 Systematiskt kvalitets- och patientsäkerhetsarbete")
    assert (item.standing, item.certificate) == (Standing.MISSING, "")


def test_certificate_that_the_iup_tells_of(tmp_path: Path) -> None:
    text = text_of(SOSFS_2015).replace("Claes Wärn | c1 |", "Claes Wärn | c1 | Intyg finns")
    found = from_text(text, tmp_path)
    assert of(found, "c1: klinisk tjänstgöring under handledning").certificate == "intyg enligt IUP: Intyg finns"
    assert of(found, "b1: kurs").certificate == "intyg är inte noterat"


def test_everything_done_but_what_no_iup_tells(tmp_path: Path) -> None:
    text = text_of(SOSFS_2015, ready=True)
    rows = "\n".join(f"Kurs om {code} | 2023-05-06 | ja | {code}" for code in _codes_with_course(tmp_path))
    served = text.replace(
        "Palliativa enheten | 2026-09-01 | 2027-02-28 | 80", "Onkologen | 2021-01-01 | 2026-09-30 | 100"
    )
    found = from_text(f"{served}{rows}\n".replace("Runa Lind | c2", "Runa Lind | c2, a4, a5"), tmp_path)
    assert {one.what for one in found.items if one.standing is not Standing.DONE} == {
        one.what for one in found.items if one.section is Section.OUTSIDE
    }
    assert all(one.standing is Standing.UNCHECKED for one in found.items if one.section is Section.OUTSIDE)
    assert found.is_ready


def _codes_with_course(folder: Path) -> list[str]:
    needed = context_of(save_iup(folder / "x.xlsx", SOSFS_2015)).malbeskrivning
    assert needed is not None
    return [code for code, need in needed.requirements.items() if any("kurs" in kinds for kinds in need.required)]


def test_unknown_specialty_leaves_the_delmal_unchecked(tmp_path: Path) -> None:
    found = from_text(text_of(SOSFS_2015).replace("Onkologi", "Trollformler"), tmp_path)
    unknown = [one for one in found.items if one.section is Section.GOALS]
    assert [(one.what, one.standing) for one in unknown] == [("Specialitetens delmål", Standing.UNCHECKED)]
    assert of(found, "Specialitet").standing is Standing.UNCHECKED


def test_mistyped_row_is_not_said_to_be_missing(tmp_path: Path) -> None:
    found = from_text(text_of(SOSFS_2015).replace("\nb3 |", "\nb33 |"), tmp_path)
    items = [one for one in found.items if one.delmal == "b3"]
    assert {one.standing for one in items} == {Standing.UNCHECKED}
    assert all("b33" in one.detail for one in items)


def test_what_an_unread_cell_speaks_of_is_not_said_to_be_missing(tmp_path: Path) -> None:
    codes = goals(SOSFS_2015)
    rows = "\n".join(f"{code} | Mål | | | qwxz fjärilar | qwxz humlor" for code in codes)
    table = f"Delmål | Rubrik | Aktivitet | Bedömning | Xyz | Zyx\n{rows}"
    found = from_text(f"{text_of(SOSFS_2015).partition('== Delmål ==')[0]}== Delmål ==\n{table}\n", tmp_path)
    standings = {one.standing for one in found.items if one.section is Section.GOALS}
    assert standings == {Standing.UNCHECKED}


def test_delmal_that_is_not_there_is_missing(tmp_path: Path) -> None:
    text = "\n".join(line for line in text_of(SOSFS_2015).splitlines() if not line.startswith("b3 |"))
    item = of(from_text(text, tmp_path), "b3 Läkemedel")
    assert (item.standing, item.cell) == (Standing.MISSING, None)


EXAMPLES = sorted((Path(__file__).parents[1] / "exempel").glob("*/L*.xlsx"))


@pytest.mark.parametrize("path", EXAMPLES[::3], ids=lambda path: path.stem)
def test_delmal_that_are_missing_are_those_of_the_findings(path: Path) -> None:
    context = context_of(path)
    report = check_context(context)
    codes = {one.delmal for one in report.findings if one.code in ("STX101", "STX102", "STX109")}
    codes |= {need.code for group in context.missing_groups for need in context.groups[group]}
    found = readiness(report, context, "0")
    rows = [one for one in found.items if one.delmal and one.what.split(" ")[0] == one.delmal]
    assert {one.delmal for one in rows if one.standing is Standing.MISSING} == codes & {one.delmal for one in rows}


@pytest.mark.parametrize(("regulation", "expected"), [(SOSFS_2015, 0), (HSLF_2021, 1)])
def test_basic_training_belongs_to_the_younger_regulation(regulation: str, expected: int, tmp_path: Path) -> None:
    found = listed(save_iup(tmp_path / "iup.xlsx", regulation))
    assert sum("bastjänstgöring" in one.what for one in found.items) == expected


def test_branch_specialty_needs_its_base(tmp_path: Path) -> None:
    found = from_text(text_of(SOSFS_2015).replace("Specialitet | Onkologi", "Specialitet | Handkirurgi"), tmp_path)
    other = from_text(text_of(SOSFS_2015).replace("Specialitet | Onkologi", "Specialitet | Allergologi"), tmp_path)
    assert not any("basspecialitet" in one.what for one in found.items)
    assert any("basspecialitet" in one.what for one in other.items)
    assert of(other, "Kortaste tid").standing is Standing.UNCHECKED
