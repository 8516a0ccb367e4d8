"""A folder on the network that goes away while it is read: what could be read is shown, and nothing better is lost."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from stexcel.api import Setup
from stexcel.status.compose import Wishes, compose
from stexcel.status.history import Store, recall, recorded_days
from stexcel.status.history_file import FILE_NAME
from stexcel.status.make import make_status
from stexcel.status.status import Light
from stexcel.survey import survey
from tests.build import person
from tests.status.build import named
from tests.status.build import survey as made

EXAMPLES = Path(__file__).parents[1] / "exempel"
DAY = date(2026, 11, 1)


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A folder with one file in it and two in a folder below."""
    folder = tmp_path / "klinik"
    (folder / "nätet").mkdir(parents=True)
    first, *others = sorted((EXAMPLES / "L01").glob("*.xlsx"))
    shutil.copy(first, folder / "a.xlsx")
    for file in others:
        shutil.copy(file, folder / "nätet")
    return folder


def test_a_part_that_goes_away_is_grey_and_the_fuller_run_of_the_day_stays(clinic: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / FILE_NAME, "allt")
    whole = compose(survey([clinic], Setup(DAY)), Wishes(store))
    assert len(whole.supervision) == 3

    def vanish(_files: int) -> None:
        shutil.rmtree(clinic / "nätet", ignore_errors=True)

    half = compose(survey([clinic], Setup(DAY), progress=vanish), Wishes(store))
    lights = {row.doctor.name: row.judgement.light for row in half.overview}
    assert len(lights) == 3 and len(half.supervision) == 1
    assert list(lights.values()).count(Light.GREY) == 2
    told = " ".join(half.remarks)
    for name in ("L01-onk-komplett.xlsx", "L01-psyk-luckor.xlsx"):
        assert lights[name] is Light.GREY
        assert f"{name} är inte bedömd: " in told
    assert "hade fler ST-läkare, 3 mot 1 nu" in told
    (kept,) = recall(store, (), until=DAY).snapshots
    assert (len(kept.doctors), kept.unread) == (3, 0)


def test_many_files_that_are_gone_are_named_three_and_counted(tmp_path: Path) -> None:
    source = next((EXAMPLES / "L01").glob("*.xlsx"))
    for number in range(9):
        shutil.copy(source, tmp_path / f"{number}.xlsx")

    def vanish(_files: int) -> None:
        for path in tmp_path.glob("[2-8].xlsx"):
            path.unlink(missing_ok=True)

    status = make_status(survey([tmp_path], Setup(DAY), progress=vanish))
    unread = [remark for remark in status.remarks if "bedömd" in remark]
    assert [remark.split(" ")[0] for remark in unread] == ["2.xlsx", "3.xlsx", "4.xlsx", "Ytterligare"]
    assert unread[-1].startswith("Ytterligare 4 filer är inte bedömda")
    assert sum(row.judgement.light is Light.GREY for row in status.overview) == 7  # and each has its row


@pytest.mark.parametrize(("doctors", "told"), [(3, 3), (5, 4)])
def test_many_doctors_with_several_files_are_named_three_and_counted(doctors: int, told: int) -> None:
    names = ("Ann Ek", "Bo Alm", "Cia Lind", "Dag Berg", "Eva Falk")[:doctors]
    content = {f"{name} {number}.xlsx": named(name, person()) for name in names for number in range(5)}
    remarks = [one for one in make_status(made(content)).remarks if "flera filer" in one]
    assert remarks[0].startswith("Ann Ek har flera filer (Ann Ek 0.xlsx, Ann Ek 1.xlsx, Ann Ek 2.xlsx och 2 till)")
    assert len(remarks) == told
    assert remarks[-1].startswith("Ytterligare 2 ST-läkare har flera filer") is (doctors == 5)


def test_a_folder_that_goes_away_with_its_history_stops_nothing(clinic: Path) -> None:
    store = Store(clinic / FILE_NAME, "allt")

    def vanish(_files: int) -> None:
        shutil.rmtree(clinic, ignore_errors=True)

    status = compose(survey([clinic], Setup(DAY), progress=vanish), Wishes(store))
    assert (len(status.supervision), len(status.overview)) == (1, 3)
    assert "inte sparad i historiken" in " ".join(status.remarks)
    assert recorded_days(store) == ()
