from __future__ import annotations

import pickle
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from stexcel import api
from stexcel.model import Iup
from stexcel.policy import Policy
from stexcel.status.make import make_status
from stexcel.status.sharing import Shared
from stexcel.status.status import Light
from stexcel.survey import FileSurvey, Found, Surveyed, survey
from stexcel.workbook import WorkbookError

EXAMPLES = Path(__file__).parents[1] / "exempel"
SETUP = api.Setup(date(2026, 11, 1))
ONE = EXAMPLES / "L01" / "L01-psyk-luckor.xlsx"


def test_finds_what_a_check_finds() -> None:
    checked = api.validate([EXAMPLES], SETUP, keep_content=False)
    assert survey([EXAMPLES], SETUP).report == checked


def test_content_is_dropped_and_results_can_be_sent_between_processes() -> None:
    one = FileSurvey(SETUP).run(ONE)
    kept = one.checked.report.document.iup
    assert kept is not None
    assert kept == Iup(kept.person, layouts=kept.layouts)
    assert one.resident is not None
    assert len(one.resident.delmal) == 24
    assert pickle.loads(pickle.dumps(one)) == one


def test_rule_data_is_told_for_what_was_compared() -> None:
    (data,) = survey([ONE], SETUP).rule_data
    assert (data.regulation, data.specialty, data.delmal) == ("SOSFS 2015:8", "Psykiatri", 24)
    assert data.verification == "officiell"


def test_folder_without_workbooks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="Inga arbetsböcker"):
        survey([tmp_path], SETUP)


def test_file_that_cannot_be_read_is_grey_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "trasig.xlsx").write_bytes(b"PK\x03\x04 detta ar ingen arbetsbok")
    (tmp_path / "nora.xlsx").write_bytes(ONE.read_bytes())
    status = make_status(survey([tmp_path], SETUP))
    assert {row.doctor.name for row in status.overview} == {"Nora Wiklander", "trasig.xlsx"}
    broken = next(row for row in status.overview if row.doctor.name == "trasig.xlsx")
    assert broken.judgement.light is Light.GREY
    assert broken.judgement.light.word == "ej bedömd"
    assert broken.done is None
    assert any("trasig.xlsx" in remark for remark in status.remarks)
    assert [file.kind for file in status.about.files] == ["IUP", "inte läst"]


def test_two_files_for_one_doctor_keep_keys_apart_and_are_red(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(ONE.read_bytes())
    (tmp_path / "b.xlsx").write_bytes(ONE.read_bytes())
    status = make_status(survey([tmp_path], SETUP))
    assert len({row.doctor.key for row in status.overview}) == 2
    assert {row.judgement.light for row in status.overview} == {Light.RED}
    assert all("(STX007)" in " ".join(row.judgement.reasons) for row in status.overview)


def test_keys_do_not_depend_on_where_the_file_lies(tmp_path: Path) -> None:
    (tmp_path / "annat namn.xlsx").write_bytes(ONE.read_bytes())
    moved = make_status(survey([tmp_path], SETUP)).overview[0].doctor
    assert moved.key == make_status(survey([ONE], SETUP)).overview[0].doctor.key


class Memory:
    """A cache that remembers the single files that it was given."""

    def __init__(self) -> None:
        self.kept: dict[Path, Surveyed] = {}

    @property
    def reader(self) -> api.Reader:
        return api.read_in_run

    def recall_all(self, files: Sequence[Path]) -> Found | None:
        return None

    def keep_all(self, files: Sequence[Path], found: Found) -> None:
        assert {one.path for one in found.residents} == {file.as_posix() for file in files}

    def knows(self, item: Path) -> bool:
        return item in self.kept

    def recall(self, item: Path) -> Surveyed | None:
        return self.kept.get(item)

    def keep(self, item: Path, result: Surveyed) -> None:
        self.kept[item] = result


def test_what_is_cached_is_not_read_again(tmp_path: Path) -> None:
    cache = Memory()
    file = tmp_path / "nora.xlsx"
    file.write_bytes(ONE.read_bytes())
    first = survey([tmp_path], SETUP, cache=cache)
    assert set(cache.kept) == {file}
    file.write_bytes(b"")
    assert survey([tmp_path], SETUP, cache=cache) == first


def test_rules_that_are_off_are_told(tmp_path: Path) -> None:
    setup = api.Setup(SETUP.today, policy=Policy(off=frozenset({"STX301"})))
    status = make_status(survey([ONE], setup))
    assert status.about.switched_off == ("STX301",)
    assert any("STX301" in remark for remark in status.remarks)
    assert any("STX301" in reason for reason in status.overview[0].judgement.reasons)


def test_same_input_gives_the_same_status() -> None:
    assert make_status(survey([EXAMPLES / "varnamo"], SETUP)) == make_status(survey([EXAMPLES / "varnamo"], SETUP))


def test_sharing_changes_nothing() -> None:
    one = pickle.loads(pickle.dumps(FileSurvey(SETUP).run(ONE)))
    again = pickle.loads(pickle.dumps(one))
    shared = Shared()
    first, second = shared.report(one.checked.report), shared.report(again.checked.report)
    assert (first, second) == (one.checked.report, again.checked.report)
    assert first.findings[0].action is second.findings[0].action
    assert again.checked.report.findings[0].action is not first.findings[0].action
    residents = shared.resident(one.resident), shared.resident(again.resident)
    assert residents == (one.resident, again.resident)
    assert all(mine is yours for mine, yours in zip(residents[0].delmal, residents[1].delmal, strict=True))
