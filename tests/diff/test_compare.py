"""Two versions of real workbooks: which belong together, and exactly what has happened."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from stexcel import api
from stexcel.diff import Change, Comparison, DoctorDiff, Subject, compare
from stexcel.diff.findings import finding_changes
from stexcel.document import Document
from stexcel.findings import FileReport, Finding, Level, Silenced
from stexcel.render.diff_json import render_diff_json
from stexcel.render.diff_text import render_diff_text
from tests.conftest import EXAMPLES
from tests.grids import grid, save

TODAY = date(2026, 11, 1)
SETUP = api.Setup(TODAY)
NORA = EXAMPLES / "L01" / "L01-psyk-luckor.xlsx"


def compared(old: Path, new: Path, days: int = 60) -> Comparison:
    before, after = (api.validate([path], SETUP) for path in (old, new))
    return compare(before, after, (old.as_posix(), new.as_posix()), backdated_days=days)


def edited(source: Path, target: Path, edit: Callable[[Workbook], None]) -> Path:
    """A copy in which something has been written, as by hand in Excel."""
    book = load_workbook(source)
    edit(book)
    book.save(target)
    return target


def only(comparison: Comparison) -> DoctorDiff:
    (doctor,) = comparison.doctors
    return doctor


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("L*/*.xls*")), ids=lambda path: path.stem)
def test_file_compared_with_itself_has_not_changed(path: Path) -> None:
    doctor = only(compared(path, path))
    assert doctor.is_empty
    assert doctor.backdated == ()


def _between_two_meetings(book: Workbook) -> None:
    book["Delmål B"]["D7"] = "CBD"  # b2 had no assessment
    book["Delmål A"]["F9"] = "Intyg 2026-10-20"
    book["Handledarsamtal"]["A23"] = "2024-03-04"
    book["Handledarsamtal"]["B23"] = "Rasmus Backstrand"
    book["Tjänstgöringsplan"]["D8"] = "2026-12-31"
    book["Kurser"]["A15"] = None
    for column in "BCDE":
        book["Kurser"][f"{column}15"] = None
    book["Delmål C"]["D16"] = None


def test_exactly_what_was_written_is_told(tmp_path: Path) -> None:
    doctor = only(compared(NORA, edited(NORA, tmp_path / "nora.xlsx", _between_two_meetings)))
    assert [(change.subject, change.name, change.before, change.after) for change in doctor.changes] == [
        (Subject.DONE, "a4", None, "2026-10-20, intyg"),
        (Subject.MEETING, "handledarsamtal", None, "2024-03-04, med Rasmus Backstrand"),
        (Subject.METHOD, "b2", None, "CBD"),
        (Subject.PLACEMENT, "Barn- och ungdomspsykiatri", "2026-08-01–2026-11-30", "2026-08-01–2026-12-31"),
        (Subject.COURSE, "Etik, mångfald och jämlikhet", "2029-10-15, a2", None),
    ]
    solved = {(finding.code, finding.delmal) for finding in doctor.solved}
    appeared = {(finding.code, finding.delmal) for finding in doctor.appeared}
    assert ("STX103", "b2") in solved
    assert not solved & appeared
    assert [(one.text, one.date, str(one.cell)) for one in doctor.backdated] == [
        ("handledarsamtal", date(2024, 3, 4), "Handledarsamtal!A23")
    ]


def test_turned_around_the_solved_findings_appear(tmp_path: Path) -> None:
    new = edited(NORA, tmp_path / "nora.xlsx", _between_two_meetings)
    there, back = only(compared(NORA, new)), only(compared(new, NORA))
    assert [one.code for one in there.solved] == [one.code for one in back.appeared]
    assert [one.code for one in there.appeared] == [one.code for one in back.solved]
    assert there.fulfilled == back.fulfilled[::-1]


def _rearranged(book: Workbook) -> None:
    book["Delmål C"].insert_rows(1, 3)
    book["Handledarsamtal"].insert_cols(1)
    book.move_sheet("Kurser", -3)
    book["Delmål B"].title = "Gemensamma mål"
    book["Personuppgifter"]["C11"] = "Dr Backstrand, Rasmus"


def test_moved_rows_columns_and_sheets_are_no_change(tmp_path: Path) -> None:
    doctor = only(compared(NORA, edited(NORA, tmp_path / "nora.xlsx", _rearranged)))
    assert doctor.is_empty


TABLE = """== IUP ==
ST-läkare | Nora Wiklander
Specialitet | Onkologi
Föreskrift | SOSFS 2015:8
ST påbörjad | 2024-02-01

== Delmål ==
Delmål | Utbildningsaktiviteter | Bedömning | Planerat | Klart
a1 | Kurs i ledarskap | 360-grader | VT26 | 2026-03-04
a2 | Kurs i etik | Medsittning | HT26 |
c1 | Kurs i tumörbiologi | CBD | VT27 |
"""
OTHER_TEMPLATE = """== Plan för Nora ==
Föreskrift | | SOSFS 2015:8
Namn | | Nora Wiklander
Startdatum | | 2024-02-01
ST-specialitet | | Onkologi

Delmål | Uppnått | Planerad tid | Bedömningsmetod | Aktivitet
c1 | | vt 2027 | CBD | Kurs i tumörbiologi
a2 | | ht 2026 | Medsittning | Kurs i etik
a1 | 2026-03-04 | vt 2026 | 360-grader | Kurs i ledarskap
"""


def drawn(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        save(grid(text), folder / f"{name}.xlsx")
    return folder


def test_same_content_in_another_template_is_no_change(tmp_path: Path) -> None:
    comparison = compared(drawn(tmp_path / "a", nora=TABLE), drawn(tmp_path / "b", wiklander=OTHER_TEMPLATE))
    assert only(comparison).changes == ()


def _named(text: str, name: str) -> str:
    return text.replace("Nora Wiklander", name)


def test_doctors_are_paired_by_name_and_the_others_are_listed(tmp_path: Path) -> None:
    old = drawn(tmp_path / "a", one=TABLE, two=_named(TABLE, "Isak Stenmark"), gone=_named(TABLE, "Tove Ek"))
    new = drawn(tmp_path / "b", x=_named(TABLE, "Stenmark, Isak"), y=TABLE, z=_named(TABLE, "Åsa Björk"))
    comparison = compared(old, new)
    pairs = {(Path(one.old_path).stem, Path(one.new_path).stem) for one in comparison.doctors}
    assert pairs == {("one", "y"), ("two", "x")}
    assert [(one.name, Path(one.path).stem) for one in comparison.only_old] == [("Tove Ek", "gone")]
    assert [(one.name, Path(one.path).stem) for one in comparison.only_new] == [("Åsa Björk", "z")]


def test_name_that_has_changed_is_the_same_doctor_in_a_file_of_the_same_name_only(tmp_path: Path) -> None:
    old = drawn(tmp_path / "a", nora=TABLE, isak=_named(TABLE, "Isak Stenmark"))
    new = drawn(tmp_path / "b", nora=_named(TABLE, "Nora Björk"), isak=_named(TABLE, "Tove Ek"))
    comparison = compared(old, new)
    assert [(one.before, one.after) for one in only(comparison).changes] == [("Nora Wiklander", "Nora Björk")]
    assert [one.name for one in comparison.only_old] == ["Isak Stenmark"]
    assert [one.name for one in comparison.only_new] == ["Tove Ek"]


def test_two_specialties_or_two_files_of_one_doctor_are_never_mixed_up(tmp_path: Path) -> None:
    surgeon = TABLE.replace("Onkologi", "Kirurgi")
    old = drawn(tmp_path / "a", one=TABLE, two=surgeon)
    comparison = compared(old, drawn(tmp_path / "b", p=surgeon, q=TABLE))
    assert [(Path(one.old_path).stem, Path(one.new_path).stem) for one in comparison.doctors] == [
        ("two", "p"),
        ("one", "q"),
    ]
    twice = compared(drawn(tmp_path / "c", nora=TABLE, kopia=TABLE), drawn(tmp_path / "d", nora=TABLE, annan=TABLE))
    assert [Path(one.new_path).stem for one in twice.doctors] == ["nora"]
    assert [Path(one.path).stem for one in (*twice.only_old, *twice.only_new)] == ["kopia", "annan"]


def test_file_that_cannot_be_read_is_told_and_hides_nobody(tmp_path: Path) -> None:
    old = drawn(tmp_path / "a", nora=TABLE, isak=_named(TABLE, "Isak Stenmark"))
    new = drawn(tmp_path / "b", isak=_named(TABLE, "Isak Stenmark"))
    (new / "nora.xlsx").write_bytes(b"trasig")
    comparison = compared(old, new)
    assert only(comparison).name == "Isak Stenmark"
    assert comparison.only_old == comparison.only_new == ()
    (unread,) = comparison.uncompared
    assert (Path(unread.path).parent.name, Path(unread.other or "").parent.name) == ("b", "a")
    assert f"Därför är inte heller {unread.other} jämförd." in " ".join(render_diff_text(comparison).split())


def test_two_files_given_by_name_are_compared_when_the_name_may_have_changed(tmp_path: Path) -> None:
    folder = drawn(tmp_path, nora=TABLE, gift=_named(TABLE, "Nora Stenmark").replace("2025-05-02", ""))
    comparison = compared(folder / "nora.xlsx", folder / "gift.xlsx")
    assert only(comparison).other_name == "Nora Wiklander"
    text = render_diff_text(comparison)
    assert text.startswith("Obs: den äldre filen gäller Nora Wiklander.")
    assert "förut" not in text


def test_two_files_about_two_people_are_not_compared(tmp_path: Path) -> None:
    folder = drawn(tmp_path, nora=TABLE, isak=_named(TABLE, "Isak Stenmark"))
    comparison = compared(folder / "nora.xlsx", folder / "isak.xlsx")
    assert not comparison.is_about_something
    (told,) = comparison.uncompared
    assert told.why.startswith("Filen gäller Isak Stenmark, men den äldre filen gäller Nora Wiklander: det är två")
    assert told.other == (folder / "nora.xlsx").as_posix()


def _finding(code: str, text: str, delmal: str | None = None) -> Finding:
    return Finding(code, Level.KRAV, "rubrik", text, "gör", "källa", delmal)


def test_finding_whose_words_have_changed_is_still_the_same() -> None:
    document = Document("x.xlsx", None)
    old = FileReport(
        document, (_finding("STX111", "6 av 24"), _finding("STX303", "rad 3"), _finding("STX303", "rad 4"))
    )
    new = FileReport(document, (_finding("STX111", "7 av 24"), _finding("STX303", "rad 4")))
    assert finding_changes(old, new) == ((_finding("STX303", "rad 3"),), ())
    silenced = replace(new, findings=new.findings[1:], silenced=(Silenced(new.findings[0], "skäl"),))
    assert finding_changes(old, silenced) == finding_changes(old, new)


def test_finding_that_is_no_longer_checked_is_not_called_solved_in_silence(tmp_path: Path) -> None:
    without = TABLE.replace("Specialitet | Onkologi\n", "")
    comparison = compared(drawn(tmp_path / "a", n=TABLE), drawn(tmp_path / "b", n=without))
    assert any("STX101" in limit for limit in only(comparison).unchecked)
    text = " ".join(render_diff_text(comparison).split())
    assert len(only(comparison).unchecked) > 1
    assert text.count("Fynd som inte längre kan kontrolleras ser ut att vara lösta.") == 1


def test_what_is_gone_is_told_with_what_kind_of_thing_it_was(tmp_path: Path) -> None:
    doctor = only(compared(NORA, NORA))
    gone = (
        Change(Subject.REVISION, "revision", "2025-12-13", None),
        Change(Subject.MEETING, "handledarsamtal", "2026-01-01", None),
    )
    comparison = replace(compared(NORA, NORA), doctors=(replace(doctor, changes=gone),))
    assert "Borttaget: revision 2025-12-13; handledarsamtal 2026-01-01" in render_diff_text(comparison)


def test_text_for_a_meeting_tells_progress_first(tmp_path: Path) -> None:
    new = edited(NORA, tmp_path / "nora.xlsx", _between_two_meetings)
    text = render_diff_text(compared(NORA, new))
    parts = [
        "Framsteg",
        "1 delmål klart sedan sist: a4 (2026-10-20, intyg)",
        "1 nytt samtal: handledarsamtal 2024-03-04",
        "STX103 krav, bedömningsmetod saknas: b2",
        "Ändrat i planen",
        "b2: bedömning + CBD",
        "Placering Barn- och ungdomspsykiatri: 2026-08-01–2026-11-30 → 2026-08-01–2026-12-31",
        "Att fråga om: nyss inskrivet med tidigt datum",
        "handledarsamtal 2024-03-04 (Handledarsamtal!A23)",
        "Det är inte fel i sig",
    ]
    told = " ".join(text.split())
    places = [told.index(part) for part in parts]
    assert places == sorted(places)
    assert max(map(len, text.splitlines())) <= 100


def test_text_tells_what_is_gone_and_what_is_new_to_do(tmp_path: Path) -> None:
    new = edited(NORA, tmp_path / "nora.xlsx", _between_two_meetings)
    told = " ".join(render_diff_text(compared(new, NORA)).split())
    assert "5 av 24 delmål klara, förut 6" in told
    assert "Nytt att göra Inte längre klart: a4 (2026-10-20, intyg)" in told
    assert "Borttaget: handledarsamtal 2024-03-04, med Rasmus Backstrand" in told
    assert "Nytt fynd: STX103 krav, bedömningsmetod saknas: b2 (Delmål B!" in told
    assert "b2: bedömning − CBD" in told
    assert "+ Kurs Etik, mångfald och jämlikhet: 2029-10-15, a2" in told
    assert "Att fråga om" not in told


def test_unreadable_value_is_told_under_the_reading_and_not_as_something_to_do(tmp_path: Path) -> None:
    new = TABLE.replace("2024-02-01", "efter semestern")
    told = render_diff_text(compared(drawn(tmp_path / "a", n=TABLE), drawn(tmp_path / "b", n=new)))
    assert "  Om läsningen\n    STX006 " in told
    assert "− Startdatum: 2024-02-01" in told


def test_json_is_the_same_every_time_and_holds_the_changes(tmp_path: Path) -> None:
    new = edited(NORA, tmp_path / "nora.xlsx", _between_two_meetings)
    one, other = (render_diff_json(compared(NORA, new)) for _ in range(2))
    assert one == other
    (doctor,) = json.loads(one)["st_lakare"]
    assert doctor["inskrivet_i_efterhand"][0]["cell"] == "Handledarsamtal!A23"
    assert {"vad": "bedömningsmetod", "namn": "b2", "fore": None, "efter": "CBD", "cell": "Delmål B!D7"} in doctor[
        "andringar"
    ]


def test_unchanged_doctors_share_a_line(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        shutil.copytree(EXAMPLES / "L01", tmp_path / folder)
    text = render_diff_text(compared(tmp_path / "a", tmp_path / "b"))
    assert text.startswith("Ingenting har ändrats för ")
    assert "3 ST-läkare jämförda" in text


UNIT = EXAMPLES / "varnamo" / "enhet.xlsx"


def _between_two_meetings_of_the_unit(book: Workbook) -> None:
    book["Handlingsplan"]["F2"] = "Genomförd"
    book["Handledare"]["C9"] = date(2020, 1, 1)


def test_unit_workbook_is_compared_register_by_register(tmp_path: Path) -> None:
    comparison = compared(UNIT, edited(UNIT, tmp_path / "enhet.xlsx", _between_two_meetings_of_the_unit))
    (unit,) = comparison.units
    assert comparison.uncompared == ()
    assert [(change.subject, change.after) for change in unit.changes] == [
        (Subject.PLAN_ACTION, "avslutad"),
        (Subject.SUPERVISOR, "handledarutbildning 2020-01-01"),
    ]
    text = render_diff_text(comparison)
    assert "Ny IUP-mall inom sex månader: öppen → avslutad" in text
    assert "Nora Isaksson: ingen handledarutbildning → handledarutbildning 2020-01-01" in text
    (told,) = json.loads(render_diff_json(comparison))["enheter"]
    assert [change["vad"] for change in told["andringar"]] == ["åtgärd", "handledare"]


def test_unit_workbook_compared_with_itself_has_not_changed() -> None:
    (unit,) = compared(UNIT, UNIT).units
    assert unit.is_empty


def test_units_are_paired_and_a_new_one_is_told(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        shutil.copy(UNIT, tmp_path / name / "enhet.xlsx")
    shutil.copy(EXAMPLES / "borasonkologi" / "enhet.xlsx", tmp_path / "b" / "annan.xlsx")
    comparison = compared(tmp_path / "a", tmp_path / "b")
    assert [Path(unit.new_path).name for unit in comparison.units] == ["enhet.xlsx"]
    assert [Path(one.path).name for one in comparison.uncompared] == ["annan.xlsx"]
