"""Verified rows in the clinic's own file: what they replace, what keeps them verified, and what they mark."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from stexcel.catalogue.compare import Kind, compare
from stexcel.catalogue.errors import CatalogueError
from stexcel.catalogue.model import Official, OfficialText
from stexcel.catalogue.status import Standing, rows_of
from stexcel.catalogue.store import Place, place_for, save
from stexcel.codes import SOSFS_2015
from stexcel.model import ActivityType
from stexcel.regelverk import Malbeskrivning, Origin, Regelverk, Verification, load, pages_told
from tests.catalogue.invented import official

TODAY = date(2026, 11, 23)


def text(*found: Official, name: str = "mal.pdf", sha256: str = "ab" * 32) -> OfficialText:
    return OfficialText(name, sha256, found)


def with_pages(one: Official) -> Official:
    delmal = {code: replace(delmal, pages=(7, 8)) for code, delmal in one.delmal.items()}
    return replace(one, delmal=delmal)


def saved(folder: Path, *found: Official) -> Path:
    place = Place(folder / "egna.csv", None)
    save(place, [with_pages(one) for one in found], text(*found), TODAY)
    return place.rows


def goals_in(rows: Path) -> Malbeskrivning:
    goals = load(rows).malbeskrivning(SOSFS_2015, "Psykiatri")
    assert goals is not None
    return goals


def test_the_rows_are_verified_and_know_their_page(tmp_path: Path) -> None:
    goals = goals_in(saved(tmp_path, official()))
    row = goals.requirements["c1"]
    assert (row.verification, row.origin) == (Verification.OFFICIAL, Origin.IMPORTED)
    assert row.source is not None
    assert str(row.source) == "Målbeskrivning psykiatri, s. 7–8"
    assert (row.source.file, row.source.sha256, row.source.read_on) == ("mal.pdf", "ab" * 32, TODAY)
    assert row.competence.endswith("kunna påhitta c1 på egen hand")
    assert rows_of(goals).count(Standing.VERIFIED) == len(goals.requirements)


def test_what_does_not_apply_is_taken_away(tmp_path: Path) -> None:
    assert list(goals_in(saved(tmp_path, official())).requirements) == ["a1", "a2", "b1", "c1", "c2"]


def test_a_document_without_a_list_takes_nothing_away(tmp_path: Path, regelverk: Regelverk) -> None:
    before = regelverk.malbeskrivning(SOSFS_2015, "Psykiatri")
    assert before is not None
    goals = goals_in(saved(tmp_path, official(codes=("c1", "c2"), is_listed=False)))
    assert list(goals.requirements) == list(before.requirements)
    assert rows_of(goals).codes[Standing.VERIFIED] == ("c1", "c2")


def test_a_second_import_takes_the_place_of_the_first(tmp_path: Path) -> None:
    saved(tmp_path, official())
    rows = saved(tmp_path, official(codes=("a1", "c1", "c2", "c3")))
    assert list(goals_in(rows).requirements) == ["a1", "c1", "c2", "c3"]
    again = rows.read_bytes()
    assert saved(tmp_path, official(codes=("a1", "c1", "c2", "c3"))).read_bytes() == again


def test_a_second_extract_keeps_what_the_first_had(tmp_path: Path) -> None:
    saved(tmp_path, official(codes=("a1", "a2"), is_listed=False))
    rows = saved(tmp_path, official(codes=("c1",), is_listed=False))
    assert rows_of(goals_in(rows)).codes[Standing.VERIFIED] == ("a1", "a2", "c1")


def test_the_clinics_own_rows_for_others_are_kept(tmp_path: Path) -> None:
    rows = tmp_path / "egna.csv"
    rows.write_text(
        f"foreskrift;specialitet;delmal;krav_aktiviteter\n{SOSFS_2015};Onkologi;c1;medsittning\n", encoding="cp1252"
    )
    saved(tmp_path, official())
    own = load(rows).malbeskrivning(SOSFS_2015, "Onkologi")
    assert own is not None
    assert own.requirements["c1"].required == (frozenset({ActivityType.MEDSITTNING}),)
    assert own.requirements["c1"].origin is Origin.OWN
    assert rows_of(own).count(Standing.OWN) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kunna påhitta c1", "kunna strunta i c1"),
        ("klinisk_tjanstgoring;kurs", "kurs"),
        ("s. 7–8", "s. 9"),
        ("2026-11-23", "2026-11-24"),
        ("ab" * 32, "cd" * 32),
    ],
)
def test_a_row_that_somebody_changes_is_no_longer_verified(tmp_path: Path, old: str, new: str) -> None:
    rows = saved(tmp_path, official())
    rows.write_text(rows.read_text(encoding="utf-8-sig").replace(old, new), encoding="utf-8")
    goals = goals_in(rows)
    row = goals.requirements["c1"]
    assert (row.source, row.origin, row.verification) == (None, Origin.ALTERED, Verification.TRANSCRIBED)
    assert "c1" in rows_of(goals).codes[Standing.ALTERED]


def test_saved_anew_by_excel_it_is_still_verified(tmp_path: Path) -> None:
    rows = saved(tmp_path, official())
    rows.write_bytes(rows.read_bytes().decode("utf-8-sig").encode("cp1252"))
    assert rows_of(goals_in(rows)).count(Standing.VERIFIED) == 5


def test_an_own_row_that_says_officiell_is_not_verified(tmp_path: Path) -> None:
    rows = tmp_path / "egna.csv"
    header = "foreskrift;specialitet;delmal;krav_aktiviteter;kontroll;sidor"
    rows.write_text(f"{header}\n{SOSFS_2015};Psykiatri;c1;kurs;officiell;s. 7\n", encoding="utf-8")
    row = goals_in(rows).requirements["c1"]
    assert (row.source, row.origin) == (None, Origin.ALTERED)


def test_differences_are_told_by_what_differs(regelverk: Regelverk) -> None:
    changed = official(codes=("a1", "c1", "c14"), required=(frozenset({ActivityType.AUSKULTATION}),))
    changes = {change.code: change for change in compare(changed, regelverk)}
    assert changes["c14"].kind is Kind.NEW
    assert changes["b1"].kind is Kind.GONE
    assert changes["c1"].kind is Kind.CHANGED
    told = {one.what: (one.before, one.after) for one in changes["c1"].differences}
    assert told["krav"] == ("klinisk tjänstgöring under handledning och kurs", "auskultation")
    assert told["intyg av"] == ("handledare och kursledare eller handledare", "handledare")


def test_the_order_of_activities_is_no_difference(regelverk: Regelverk) -> None:
    goals = regelverk.malbeskrivning(SOSFS_2015, "Psykiatri")
    assert goals is not None
    row = goals.requirements["c13"]
    one = official(codes=("c13",), is_listed=False, required=row.required[::-1])
    delmal = {"c13": replace(one.delmal["c13"], recommended=row.recommended, certified_by=row.certified_by)}
    (change,) = compare(replace(one, delmal=delmal), regelverk)
    assert change.kind is Kind.SAME


def test_the_rows_lie_beside_the_settings(tmp_path: Path) -> None:
    config = tmp_path / "stexcel.toml"
    assert place_for(tmp_path, None, None) == Place(tmp_path / "malbeskrivningar.csv", config)
    assert place_for(tmp_path / "under", config, None) == Place(tmp_path / "malbeskrivningar.csv", config)
    assert place_for(tmp_path, config, tmp_path / "egna.csv") == Place(tmp_path / "egna.csv", None)


@pytest.mark.parametrize("text_before", ["", "idag = 2026-11-01\n\n[troskel]\nmote = 3\n", "# ö\r\n[regler]\r\n"])
def test_the_settings_name_the_rows_and_keep_all_else(tmp_path: Path, text_before: str) -> None:
    config = tmp_path / "stexcel.toml"
    config.write_bytes(text_before.encode())
    one = with_pages(official())
    save(place_for(tmp_path, config, None), [one], text(one), TODAY)
    after = config.read_bytes().decode()
    assert after.startswith('regelverk = "malbeskrivningar.csv"')
    assert after.endswith(text_before)


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    one = with_pages(official())
    with pytest.raises(CatalogueError, match="mappen finns inte"):
        save(place_for(tmp_path / "saknas", None, None), [one], text(one), TODAY)


@pytest.mark.parametrize(
    ("pages", "told"), [((7,), "s. 7"), ((8, 7), "s. 7–8"), ((1, 2, 3, 5, 9, 10), "s. 1–3, 5 och 9–10")]
)
def test_pages_in_words(pages: tuple[int, ...], told: str) -> None:
    assert pages_told(pages) == told
