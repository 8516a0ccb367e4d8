"""Whole runs over real workbooks in folders with settings."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click
import pytest

from stexcel import api, ooxml
from stexcel.cli.settings import load_setup
from stexcel.findings import FileReport, Report
from stexcel.render.annotation import annotation
from stexcel.workbook import WorkbookError
from tests.config.folders import write

EXAMPLES = Path(__file__).parents[1] / "exempel"
GAPS, COMPLETE, OLD = "L01-psyk-luckor.xlsx", "L01-onk-komplett.xlsx", "arkiv/2020/L01-med-2021.xlsx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A clinic's folder with three IUPs, one of them in an archive."""
    for name in (GAPS, COMPLETE, OLD):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(EXAMPLES / "L01" / Path(name).name, tmp_path / name)
    return tmp_path


def run(*paths: Path, day: date | None = date(2026, 11, 1)) -> Report:
    return api.validate(paths, load_setup(paths, day, (), None))


def settled(folder: Path, text: str, *paths: Path) -> Report:
    return run(*(paths or [write(folder, text)]))


def report_of(report: Report, name: str) -> FileReport:
    (found,) = [file for file in report.files if file.document.path.endswith(name)]
    return found


def names(report: Report) -> list[str]:
    return [Path(file.document.path).name for file in report.files]


def codes(report: Report) -> set[str]:
    return {finding.code for part in report.parts for finding in part.findings}


def told(report: Report) -> list[str]:
    """What is said about the settings."""
    config = report.config
    return [] if config is None else [*(finding.text for finding in config.findings), *config.limits]


def ignore(file: str, code: str, *lines: str) -> str:
    return "\n".join(["[[ignore]]", f'fil = "{file}"', f'kod = "{code}"', 'skal = "Avtalat"', *lines, ""])


def test_run_without_settings_says_nothing_of_them(folder: Path) -> None:
    report = run(folder)
    assert report.config is None
    assert report.switched_off == ()


def test_excepted_findings_are_set_aside_with_their_reason_and_nothing_else_changes(folder: Path) -> None:
    before = report_of(run(folder), GAPS)
    code, delmal = next((one.code, one.delmal) for one in before.findings if one.delmal and len(one.delmal) > 1)
    report = settled(folder, ignore("l01-psyk*.xlsx", code, f'delmal = "{delmal}"', "till = 2026-11-01"))
    after = report_of(report, GAPS)
    fits = [one for one in before.findings if (one.code, one.delmal) == (code, delmal)]
    assert fits
    assert [one.finding for one in after.silenced] == fits
    assert {(one.reason, one.until) for one in after.silenced} == {("Avtalat", date(2026, 11, 1))}
    assert list(after.findings) == [one for one in before.findings if one not in fits]
    assert sum(report.counts.values()) == sum(run_counts(folder)) - len(fits)
    assert told(report) == []


def run_counts(folder: Path) -> Iterable[int]:
    (folder / "stexcel.toml").unlink()
    return run(folder).counts.values()


def test_finding_of_the_whole_run_can_be_excepted(folder: Path) -> None:
    shutil.copy(folder / GAPS, folder / "kopia.xlsx")
    assert {"STX007"} <= codes(run(folder))
    report = settled(folder, ignore("*.xlsx", "STX007"))
    assert "STX007" not in codes(report)
    assert sum(one.finding.code == "STX007" for file in report.files for one in file.silenced) == 2


def test_exceptions_that_are_expired_or_unneeded_are_told_at_their_lines(folder: Path) -> None:
    text = (
        "# Undantag\n"
        + ignore(GAPS, "STX007")
        + ignore("borta.xlsx", "STX101")
        + ignore("*", "STX204", "till = 2026-10-31")
    )
    report = settled(folder, text)
    assert told(report) == [
        f"Rad 2: undantaget för STX007 i ”{GAPS}” behövs inte: kontrollen gav inget sådant fynd.",
        "Rad 6: undantaget för STX101 i ”borta.xlsx” gäller ingen av filerna som kontrollerades.",
        "Rad 10: undantaget för STX204 i ”*” gällde till och med 2026-10-31 och tystar inget längre.",
    ]
    assert report.config is not None
    assert report.config.document.path == (folder / "stexcel.toml").as_posix()
    assert "STX009" in codes(report)
    one_file = settled(folder, text, folder / COMPLETE)
    assert [line.split(":")[0] for line in told(one_file)] == ["Rad 10"]
    assert told(settled(folder, text + '[regler]\nutom = ["STX009"]\n')) == []


def test_exceptions_hold_only_in_their_own_folder(folder: Path) -> None:
    write(folder / "arkiv", ignore("*.xlsx", "STX101"))
    assert all(not file.silenced for file in run(folder).files)


def test_settings_below_the_checked_folder_are_not_used_and_that_is_told(folder: Path) -> None:
    write(folder / "arkiv", "[troskel]\nrevision_manader = 1")
    place = (folder / "arkiv").as_posix()
    remedy = "inte med mappens egen stexcel.toml. Kontrollera mappen för sig om dess egna inställningar ska gälla."
    assert told(run(folder)) == [f"Filerna i {place} är kontrollerade med de förvalda inställningarna, {remedy}"]
    used = (folder / "stexcel.toml").as_posix()
    assert told(settled(folder, "")) == [f"Filerna i {place} är kontrollerade med inställningarna i {used}, {remedy}"]
    assert told(run(folder / "arkiv")) == []
    write(folder / "mallar", "")
    assert len(told(run(folder))) == 1


def test_rules_that_are_switched_off_are_not_run_and_that_is_told(folder: Path) -> None:
    every = codes(run(folder))
    assert {"STX101", "STX203"} <= every
    report = settled(folder, '[regler]\nutom = ["STX203", "STX101"]')
    assert codes(report) == every - {"STX101", "STX203"}
    assert report.switched_off == ("STX101", "STX203")
    (folder / "trasig.xlsx").write_text("hej")
    assert codes(settled(folder, '[regler]\nendast = ["STX101"]')) == {"STX001", "STX101"}


def test_patterns_choose_among_the_files_of_folders_and_tell_how_many_they_leave_out(folder: Path) -> None:
    report = settled(folder, 'utom = ["arkiv/**"]')
    assert names(report) == [COMPLETE, GAPS]
    assert told(report) == ["En arbetsbok är inte kontrollerad, eftersom ”filer” och ”utom” i filen väljer bort den."]
    report = settled(folder, 'filer = ["**/*-psyk-*"]')
    assert names(report) == [GAPS]
    assert told(report) == [
        "2 arbetsböcker är inte kontrollerade, eftersom ”filer” och ”utom” i filen väljer bort dem."
    ]
    assert names(run(folder / OLD)) == [Path(OLD).name]
    assert told(run(folder / OLD)) == []


def test_patterns_that_leave_nothing_are_blamed(folder: Path) -> None:
    with pytest.raises(WorkbookError, match=r"”filer” och ”utom” i stexcel\.toml kan ha valt bort dem"):
        settled(folder, 'filer = ["*.ods"]')


def test_day_is_the_settings_unless_the_option_is_given(folder: Path) -> None:
    write(folder, "idag = 2020-02-29")
    assert run(folder, day=None).today == date(2020, 2, 29)
    assert run(folder, day=date(2021, 1, 1)).today == date(2021, 1, 1)


def test_profile_of_thresholds_decides_what_is_found(folder: Path) -> None:
    def revision_findings(text: str) -> int:
        return sum(one.code == "STX203" for file in settled(folder, text).files for one in file.findings)

    loose = revision_findings("[troskel]\nrevision_manader = 1000")
    strict = revision_findings('profil = "egen"\n[profiler.egen]\nutgar_fran = "spur-2"\nrevision_manader = 1')
    assert loose == 0
    assert strict > revision_findings('profil = "spur-2"\n[troskel]\nrevision_manader = 1000')
    assert strict >= revision_findings('profil = "spur-2"') >= revision_findings("")


def test_faulty_settings_stop_the_command_with_file_and_line(folder: Path) -> None:
    write(folder, "[troskel]\nrevision_manader = 0\n")
    with pytest.raises(click.ClickException) as error:
        run(folder)
    place = (folder / "stexcel.toml").as_posix()
    assert error.value.message == f"{place}, rad 2: ”troskel.revision_manader” är 0, men ska vara mellan 1 och 1000."


def test_changed_limits_and_the_profile_are_part_of_the_report(folder: Path) -> None:
    assert not settled(folder, "[troskel]\nsamtal_dagar = 45\n").in_force
    in_force = settled(folder, 'profil = "spur-2"\n[troskel]\nsamtal_dagar = 900\n').in_force
    assert in_force.profile == "spur-2"
    assert [(one.key, one.value, one.default) for one in in_force.changed] == [
        ("revision_manader", 6, 12),
        ("samtal_dagar", 900, 45),
    ]


def test_pattern_that_fits_no_file_is_told_when_the_whole_folder_is_checked(folder: Path) -> None:
    report = settled(folder, 'filer = ["L01*"]\nutom = ["arkiv/**", "arkv/**"]\n')
    assert report.config is not None
    assert report.config.limits[-1] == (
        "Mönstret ”arkv/**” i ”utom” passar ingen arbetsbok i mappen. Rätta eller ta bort det."
    )
    assert len(report.config.limits) == 2
    part = run(folder / GAPS)
    assert part.config is None or not any("Mönstret" in limit for limit in part.config.limits)


def test_exception_for_what_another_silences_already_is_not_needed(folder: Path) -> None:
    one = '[[ignore]]\nfil = "{}"\nkod = "stx103"\nskal = "väntar"\n'
    report = settled(folder, one.format(GAPS) + one.format("*psyk*"))
    assert report.config is not None
    assert [finding.text for finding in report.config.findings] == [
        "Rad 5: undantaget för STX103 i ”*psyk*” behövs inte: undantaget på rad 1 tystar redan samma fynd."
    ]


def test_annotated_copy_beside_its_original_is_left_out_and_told(folder: Path) -> None:
    copy = folder / "kopia.xlsx"
    (file,) = run(folder / GAPS).files
    source = (folder / GAPS).read_bytes()
    copy.write_bytes(ooxml.apply(source, annotation(file, run(folder / GAPS))).data)
    report = run(folder)
    assert len(report.files) == 3
    assert report.left_out == (
        f"En kopia med anmärkningar från stexcel är inte med: {copy.as_posix()}. "
        "Ange filen på kommandoraden om den ska läsas.",
    )
    assert not any(finding.code == "STX007" for file in report.files for finding in file.findings)
    named = run(folder, copy)
    assert len(named.files) == 4
    assert named.left_out == ()


def test_named_unit_counts_alone(folder: Path) -> None:
    for name in ("register.xlsx", "annat.xlsx"):
        shutil.copy(EXAMPLES / "varnamo" / "enhet.xlsx", folder / name)
    setup = load_setup([folder], date(2026, 11, 1), (), None, folder / "register.xlsx")
    report = api.validate([folder], setup)
    assert [file.document.path for file in report.files if file.document.unit] == [
        (folder / "register.xlsx").as_posix()
    ]
    (told,) = report.left_out
    assert told.startswith(f"{(folder / 'annat.xlsx').as_posix()} är också en enhets arbetsbok men inte med")
    assert api.export([folder], setup).left_out == report.left_out


@pytest.mark.parametrize("name", ["stexcel.toml.txt", "Stexcel.toml", "stexcel.tom", "stexel.toml", "stexcel.txt"])
def test_settings_with_nearly_the_right_name_are_an_error(name: str, folder: Path) -> None:
    (folder / name).write_text("[troskel]\nsamtal_dagar = 9\n", encoding="utf-8")
    with pytest.raises(click.ClickException, match=r"Byt namn på filen till stexcel\.toml"):
        run(folder / "arkiv")


@pytest.mark.parametrize("name", ["stexcel.toml~", "excel.toml", "pyproject.toml"])
def test_other_files_are_no_settings(name: str, folder: Path) -> None:
    (folder / name).write_text("x", encoding="utf-8")
    assert len(run(folder).files) == 3


def test_folder_that_is_called_as_the_settings_is_an_error(folder: Path) -> None:
    (folder / "stexcel.toml").mkdir()
    with pytest.raises(click.ClickException, match="är en mapp, men ska vara en textfil"):
        run(folder)
