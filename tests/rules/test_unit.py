"""Rules 5xx over real folders: a unit's own workbook beside IUPs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from stexcel import api
from stexcel.findings import Finding, Report
from tests.build import TODAY
from tests.grids import grid, save

UNITS = ["borasonkologi", "varnamo"]
IUP = """== IUP ==
ST-läkare | {name}
Specialitet | {specialty}
Föreskrift | SOSFS 2015:8
ST påbörjad | 2023-02-01
Huvudhandledare | {supervisor}

== Delmål ==
Delmål | Aktivitet | Bedömning
a1 | Kurs | CBD
a2 | Kurs | CBD
b1 | Auskultation | Medsittning
"""
REGISTER = """== Handledare ==
Namn | Specialistkompetens | Handledarutbildning | Senaste uppdatering | Huvudhandledare för
Eva Ek | Kirurgi | 2014-05-05 | 2026-02-02 | Nils Berg
Per Lund | Kirurgi | 2019-05-05 | 2026-02-02 |
"""


def iup(name: str = "Nils Berg", supervisor: str = "Eva Ek", specialty: str = "Kirurgi") -> str:
    return IUP.format(name=name, supervisor=supervisor, specialty=specialty)


def run(folder: Path, files: Mapping[str, str], unit: Path | None = None) -> Report:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        save(grid(text), folder / name)
    return api.validate([folder], api.Setup(TODAY, unit=unit), keep_content=False)


def found(report: Report, code: str) -> list[Finding]:
    return [finding for file in report.files for finding in file.findings if finding.code == code]


def texts(report: Report, code: str) -> list[str]:
    return [finding.text for finding in found(report, code)]


@pytest.mark.parametrize("name", UNITS)
def test_findings_about_the_example_units_are_the_expected_ones(name: str, examples: Path) -> None:
    truth = json.loads((examples / name / "SPUR.truth.json").read_text(encoding="utf-8"))
    report = api.validate([examples / name], api.Setup(TODAY), keep_content=False)
    (unit,) = [file for file in report.files if file.document.unit]
    told = [finding for finding in unit.findings if finding.code in {"STX501", "STX506", "STX507", "STX508"}]
    expected = truth["forvantade_enhetsfynd"]
    assert len(told) == len(expected)
    for one in expected:
        words = [value for key, value in one.items() if key != "kod"]
        assert [finding for finding in told if finding.code == one["kod"] and all(w in finding.text for w in words)]
    assert all(finding.cell for finding in told)
    assert unit.limits == report.limits == ()


@pytest.mark.parametrize("name", UNITS)
def test_example_units_have_no_other_findings_about_people(name: str, examples: Path) -> None:
    report = api.validate([examples / name], api.Setup(TODAY), keep_content=False)
    assert (
        texts(report, "STX502") == texts(report, "STX503") == texts(report, "STX504") == texts(report, "STX505") == []
    )


def test_unit_is_judged_by_its_own_rules_only(tmp_path: Path) -> None:
    report = run(tmp_path, {"enhet.xlsx": REGISTER})
    (unit,) = report.files
    assert unit.document.problem is None
    assert unit.total == 0
    assert {finding.code[:4] for finding in unit.findings} <= {"STX5", "STX0"}


def test_finding_points_at_the_cell_in_the_register(tmp_path: Path) -> None:
    report = run(tmp_path, {"enhet.xlsx": REGISTER.replace("2014-05-05", "Nej")})
    (finding,) = found(report, "STX501")
    assert finding.place == "Handledare!C2"


def test_supervisor_named_only_in_an_iup_is_main_supervisor_too(tmp_path: Path) -> None:
    register = REGISTER.replace("2019-05-05", "Saknas")
    assert texts(run(tmp_path / "a", {"enhet.xlsx": register}), "STX501") == []
    (text,) = texts(run(tmp_path / "b", {"enhet.xlsx": register, "x.xlsx": iup("Sara Öst", "Dr Per Lund")}), "STX501")
    assert "Per Lund är huvudansvarig handledare för Sara Öst" in text


def test_training_that_lies_ahead_is_no_training(tmp_path: Path) -> None:
    (text,) = texts(run(tmp_path, {"enhet.xlsx": REGISTER.replace("2014-05-05", "2027-05-05")}), "STX501")
    assert "2027-05-05, som inte har varit än" in text


def test_recent_first_training_counts_as_training_in_the_last_year(tmp_path: Path) -> None:
    register = REGISTER.replace("2014-05-05 | 2026-02-02", "2026-05-05 |")
    assert texts(run(tmp_path, {"enhet.xlsx": register}), "STX506") == []


def test_specialty_of_the_resident_comes_from_the_iup(tmp_path: Path) -> None:
    (text,) = texts(run(tmp_path, {"enhet.xlsx": REGISTER, "x.xlsx": iup(specialty="Urologi")}), "STX502")
    assert "specialistkompetens i kirurgi" in text
    assert "Nils Berg, som gör ST i urologi" in text


def test_unknown_specialty_is_not_called_another(tmp_path: Path) -> None:
    register = REGISTER.replace("Eva Ek | Kirurgi", "Eva Ek | Trolleri")
    report = run(tmp_path, {"enhet.xlsx": register, "x.xlsx": iup(specialty="Urologi")})
    assert texts(report, "STX502") == []
    assert any("Trolleri" in text for text in texts(report, "STX004"))


@pytest.mark.parametrize("supervisor", ["Eva Ek", "Ek, Eva", "Dr Eva Ek", "EVA EK, överläkare"])
def test_same_person_written_in_another_way(supervisor: str, tmp_path: Path) -> None:
    assert texts(run(tmp_path, {"enhet.xlsx": REGISTER, "x.xlsx": iup(supervisor=supervisor)}), "STX503") == []


@pytest.mark.parametrize("supervisor", ["Eva Eck", "E. Ek"])
def test_doubtful_name_is_said_with_both_names_at_the_cell_of_the_iup(supervisor: str, tmp_path: Path) -> None:
    report = run(tmp_path, {"enhet.xlsx": REGISTER, "x.xlsx": iup(supervisor=supervisor)})
    (finding,) = found(report, "STX503")
    assert supervisor in finding.text
    assert "Där finns Eva Ek" in finding.text
    assert finding.place == "IUP!B5"


def test_name_that_may_be_several_is_said_with_all(tmp_path: Path) -> None:
    register = REGISTER + "Erik Ek | Kirurgi | 2019-05-05 | 2026-02-02 |\n"
    report = run(tmp_path, {"enhet.xlsx": register, "x.xlsx": iup("Sara Öst", "E. Ek")})
    assert any("Där finns Eva Ek och Erik Ek" in text for text in texts(report, "STX503"))


def test_supervisor_who_is_not_registered(tmp_path: Path) -> None:
    report = run(tmp_path, {"enhet.xlsx": REGISTER, "x.xlsx": iup("Sara Öst", "Ivar Torsell")})
    texts_about = [text for text in texts(report, "STX503") if "Ivar Torsell" in text]
    assert texts_about == [
        "Huvudhandledaren Ivar Torsell (för Sara Öst) finns inte i enhetens register över handledare."
    ]


def test_residents_are_counted_once_over_register_list_and_iup(tmp_path: Path) -> None:
    register = REGISTER.replace("| Nils Berg", "| Nils Berg, Sara Öst, A. Omar")
    listed = "== ST-läkare ==\nNamn | ST-start | Huvudhandledare\nBerg, Nils | 2023-02-01 | Eva Ek\n"
    files = {"enhet.xlsx": register + listed, "x.xlsx": iup("Ali Omar", "Eva Ek")}
    assert not any("Gränsen är" in text for text in texts(run(tmp_path, files), "STX503"))


def test_contradictions_inside_the_registers(tmp_path: Path) -> None:
    register = REGISTER + "Ek, Eva | Urologi | Nej | 2026-02-02 |\n"
    listed = "== ST-läkare ==\nNamn | ST-start | Huvudhandledare\nNils Berg | 2023-02-01 | Per Lund\n"
    told = found(run(tmp_path, {"enhet.xlsx": register + listed}), "STX503")
    assert [finding.place for finding in told] == ["Handledare!A4", "ST-läkare!C2"]
    assert "specialistkompetens och handledarutbildning" in told[0].text
    assert "Nils Berg har Per Lund som huvudansvarig handledare här, men Eva Ek enligt enhetens" in told[1].text


def test_training_in_one_of_two_rows_about_a_person_counts(tmp_path: Path) -> None:
    register = REGISTER + "Ek, Eva | Kirurgi | Nej | 2026-02-02 |\n"
    assert texts(run(tmp_path, {"enhet.xlsx": register}), "STX501") == []


def test_iup_and_register_name_different_supervisors(tmp_path: Path) -> None:
    report = run(tmp_path, {"enhet.xlsx": REGISTER, "x.xlsx": iup(supervisor="Per Lund")})
    (finding,) = found(report, "STX503")
    assert finding.place == "IUP!B5"
    assert "Eva Ek enligt enhetens arbetsbok (Handledare!E2)" in finding.text


def test_residents_without_iup_are_told_once_and_only_beside_other_iups(tmp_path: Path) -> None:
    register = REGISTER.replace("| Nils Berg", "| Nils Berg, Sara Öst, Ali Omar")
    assert texts(run(tmp_path / "a", {"enhet.xlsx": register}), "STX503") == []
    (finding,) = found(run(tmp_path / "b", {"enhet.xlsx": register, "x.xlsx": iup()}), "STX503")
    assert finding.level.value == "info"
    assert "Sara Öst och Ali Omar" in finding.text


def test_studierektor_may_be_known_from_the_register_of_supervisors(tmp_path: Path) -> None:
    own = "== Ledning ==\nStudierektor | Ek, Eva\nSpecialistkompetens |\nHandledarutbildning |\n"
    assert texts(run(tmp_path, {"enhet.xlsx": own + REGISTER}), "STX504") == []


def test_studierektor_without_what_is_needed(tmp_path: Path) -> None:
    own = "== Ledning ==\nStudierektor | Ada By\nSpecialistkompetens |\nHandledarutbildning | Nej\n"
    told = found(run(tmp_path, {"enhet.xlsx": own + REGISTER}), "STX504")
    assert [finding.place for finding in told] == ["Ledning!B2", "Ledning!B3"]


def test_planned_and_undated_reviews_do_not_count(tmp_path: Path) -> None:
    for value, words in (("2027-02-01", "inte gjord än"), ("", "inget datum")):
        own = f"== Extern granskning ==\nGranskning | Datum\nSPUR | {value}\n"
        (text,) = texts(run(tmp_path / (value or "x"), {"enhet.xlsx": own + REGISTER}), "STX505")
        assert words in text


def test_document_without_a_date_is_advice_and_one_that_is_missing_a_demand(tmp_path: Path) -> None:
    own = """== Styrdokument ==
Dokument | Fastställt
Riktlinje för hur ST genomförs |
Riktlinje för bedömning av kompetens | Saknas
Tolkning av målbeskrivningen | 2023-09-01
Uppdragsbeskrivning studierektor | Ja
Instruktion för handledning | Saknas
"""
    told = found(run(tmp_path, {"enhet.xlsx": own + REGISTER}), "STX507")
    assert [(finding.place, finding.level.value) for finding in told] == [
        ("Styrdokument!B2", "råd"),
        ("Styrdokument!B3", "krav"),
        ("Styrdokument!B6", "råd"),
    ]


def test_iup_belongs_to_the_unit_in_its_folder_or_the_nearest_above(tmp_path: Path) -> None:
    files = {
        "a/enhet.xlsx": REGISTER.replace("Eva Ek", "Ada By"),
        "enhet.xlsx": REGISTER,
        "a/b/x.xlsx": iup(supervisor="Ada By"),
        "c/y.xlsx": iup("Sara Öst", "Per Lund"),
    }
    report = run(tmp_path, files)
    assert not any("finns inte i enhetens register" in text for text in texts(report, "STX503"))
    assert report.limits == ()


def test_unit_elsewhere_is_given_and_read_once(tmp_path: Path) -> None:
    unit = tmp_path / "annat" / "register.xlsx"
    unit.parent.mkdir()
    save(grid(REGISTER.replace("2014-05-05", "Nej")), unit)
    report = run(tmp_path / "st", {"x.xlsx": iup()}, unit)
    assert [bool(file.document.unit) for file in report.files] == [True, False]
    assert len(texts(report, "STX501")) == 1
    again = api.validate([tmp_path], api.Setup(TODAY, unit=unit), keep_content=False)
    assert len(again.files) == 2


def test_run_without_a_unit_says_once_that_nothing_about_it_was_checked(tmp_path: Path) -> None:
    report = run(tmp_path, {"x.xlsx": iup(), "y.xlsx": iup("Sara Öst")})
    (limit,) = report.limits
    assert "STX501–STX508" in limit
    assert not any("STX50" in text for file in report.files for text in file.limits)


def test_two_units_in_one_folder_are_not_chosen_between(tmp_path: Path) -> None:
    report = run(tmp_path, {"e1.xlsx": REGISTER, "e2.xlsx": REGISTER, "x.xlsx": iup("Sara Öst", "Ivar Torsell")})
    (limit,) = report.limits
    assert "e1.xlsx" in limit
    assert "e2.xlsx" in limit
    assert texts(report, "STX503") == []


def test_iups_of_no_unit_are_told(tmp_path: Path) -> None:
    files = {"a/enhet.xlsx": REGISTER, "b/enhet.xlsx": REGISTER, "c/x.xlsx": iup()}
    (limit,) = run(tmp_path, files).limits
    assert "1 IUP hör inte till någon av enheterna" in limit


def test_unit_says_what_its_registers_leave_open(tmp_path: Path) -> None:
    report = run(tmp_path, {"enhet.xlsx": "== Handledare ==\nNamn | Handledarutbildning\nEva Ek | Ja"})
    limits = " ".join(report.files[0].limits)
    for code in ("STX502", "STX506", "STX508", "STX501"):
        assert code in limits


def test_personal_number_in_a_register_is_never_repeated(tmp_path: Path) -> None:
    report = run(tmp_path, {"enhet.xlsx": REGISTER.replace("| Nils Berg", "| Nils Berg 19121212-1212")})
    assert [finding.place for finding in found(report, "STX005")] == ["Handledare!E2"]
    assert "1212" not in repr(report)


def test_residents_who_have_left_count_for_nobody(tmp_path: Path) -> None:
    register = REGISTER.replace("2014-05-05", "Nej")
    for name, last, remark in (("a", "2026-06-30", ""), ("b", "", "slutat 2025")):
        listed = f"== ST-läkare ==\nNamn | Slut | Anm\nNils Berg | {last} | {remark}\n"
        report = run(tmp_path / name, {"enhet.xlsx": register + listed})
        assert texts(report, "STX501") == []
        assert any("Nils Berg har slutat" in limit for file in report.files for limit in file.limits)
    still = "== ST-läkare ==\nNamn | Slut | Anm\nNils Berg | 2027-06-30 | slutar 2027\n"
    assert len(texts(run(tmp_path / "c", {"enhet.xlsx": register + still}), "STX501")) == 1


def test_initials_are_enough_inside_the_unit_and_are_told_once(tmp_path: Path) -> None:
    register = REGISTER.replace("2014-05-05", "Nej").replace("| Nils Berg", "|")
    listed = "== ST-läkare ==\nNamn | ST-start | Handledare\nNils Berg | 2023 | E. Ek\nSara Öst | 2023 | E. Ek\n"
    report = run(tmp_path / "a", {"enhet.xlsx": register + listed})
    assert texts(report, "STX503") == []
    (text,) = texts(report, "STX501")
    assert "Eva Ek är huvudansvarig handledare för Nils Berg och Sara Öst" in text
    assert [limit for limit in report.files[0].limits if "E. Ek" in limit] == [
        "Förkortade namn i enhetens arbetsbok lästes så här: E. Ek som Eva Ek."
    ]
    several = register + "Olle Ek | Kirurgi | 2019-05-05 | 2026-02-02 |\n"
    told = texts(run(tmp_path / "b", {"enhet.xlsx": several + listed}), "STX503")
    assert all("E. Ek" in text and "Eva Ek" in text for text in told)
    assert len(told) == 1


def test_yes_and_a_year_about_the_same_person_do_not_contradict(tmp_path: Path) -> None:
    register = REGISTER + "Ek, Eva | | Ja | 2026 |\n"
    assert texts(run(tmp_path, {"enhet.xlsx": register}), "STX503") == []


def test_studierektor_whose_time_has_passed_is_told(tmp_path: Path) -> None:
    own = "== SR ==\nNamn | Uppdrag | Studierektorsutbildning | Period\nAda By | Studierektor ST | 2015 | {}\n"
    (text,) = texts(run(tmp_path / "a", {"enhet.xlsx": own.format("2015–2023") + REGISTER}), "STX504")
    assert "slutade 2023-12-31" in text
    assert texts(run(tmp_path / "b", {"enhet.xlsx": own.format("2015–") + REGISTER}), "STX504") == []


def test_unknown_column_of_a_register_is_told(tmp_path: Path) -> None:
    register = REGISTER.replace("Senaste uppdatering |", "Skonummer |")
    (finding,) = found(run(tmp_path, {"enhet.xlsx": register}), "STX004")
    assert "Kolumnen ”Skonummer” i registret över handledare känns inte igen" in finding.text
    assert finding.place == "Handledare!D1"


def test_documents_listed_without_any_dates_are_not_told_one_by_one(tmp_path: Path) -> None:
    own = """== Dokument ==
Riktlinje för hur ST genomförs
Riktlinje för bedömning av ST-läkare
Tolkning av målbeskrivningen
Uppdragsbeskrivning studierektor
"""
    report = run(tmp_path, {"enhet.xlsx": own + REGISTER})
    assert texts(report, "STX507") == []
    assert any("uppräknade utan datum" in limit for limit in report.files[0].limits)
