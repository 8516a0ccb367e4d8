from __future__ import annotations

import os
import shutil
import stat
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from stexcel import cache as caches
from stexcel import survey as surveys
from stexcel import survey_cache
from stexcel.api import Setup, read_in_run
from stexcel.cache import Cache, CacheError, default_folder, key_of
from stexcel.document import Document
from stexcel.program import program_mark
from stexcel.rules import Thresholds
from stexcel.status.model import Survey
from stexcel.survey import FileSurvey, survey
from stexcel.survey_cache import SurveyMemory

EXAMPLES = Path(__file__).parent / "exempel"
SETUP = Setup(date(2026, 11, 1))
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such owners and modes")


@dataclass(frozen=True)
class Fact:
    name: str
    day: date
    days: tuple[int, ...] = ()


FACT = Fact("Åsa", date(2026, 11, 1), (1, 2))


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def entries(cache: Cache) -> list[Path]:
    return sorted(path for path in cache.folder.glob("*/*") if path.is_file())


def test_value_comes_back_as_it_was(cache: Cache) -> None:
    cache.put("aa1", FACT)
    assert cache.has("aa1")
    assert cache.get("aa1", Fact) == FACT
    assert Cache(cache.folder).get("aa1", Fact) == FACT
    assert cache.get("aa2", Fact) is None
    assert not cache.has("aa2")


def test_bytes_are_made_once(cache: Cache) -> None:
    assert cache.made("bb1", lambda: b"first") == b"first"
    assert cache.made("bb1", lambda: b"second") == b"first"


def test_key_tells_apart_what_differs_and_nothing_else() -> None:
    assert key_of(FACT, {"b", "a"}, Path("x")) == key_of(Fact("Åsa", date(2026, 11, 1), (1, 2)), {"a", "b"}, Path("x"))
    parts = [(FACT,), (replace(FACT, days=(2, 1)),), ("a", "b"), ("ab",), (("a", "b"),), (Path("x"),), (None,), ()]
    assert len({key_of(*one) for one in parts}) == len(parts)


def test_key_tells_programs_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key_of(FACT)
    monkeypatch.setattr(caches, "program_mark", lambda: f"{program_mark()} changed")
    assert key_of(FACT) != before


@pytest.mark.parametrize(
    "broken",
    [b"", b"rubbish", b"stexcel 1\n", b"stexcel 1\n" + bytes(200), b"\x80\x05cos\nsystem\n(S'echo'\ntR."],
    ids=["empty", "rubbish", "beginning", "zeros", "pickle"],
)
def test_broken_entry_is_a_miss_and_is_replaced(cache: Cache, broken: bytes) -> None:
    cache.put("cc1", FACT)
    entries(cache)[0].write_bytes(broken)
    assert cache.get("cc1", Fact) is None
    cache.put("cc1", FACT)
    assert cache.get("cc1", Fact) == FACT


def test_every_cut_and_every_changed_byte_is_a_miss(cache: Cache) -> None:
    cache.put("dd1", FACT)
    (place,) = entries(cache)
    whole = place.read_bytes()
    for index in range(len(whole)):
        place.write_bytes(whole[:index])
        assert cache.get("dd1", Fact) is None
        place.write_bytes(whole[:index] + bytes([whole[index] ^ 1]) + whole[index + 1 :])
        assert cache.get("dd1", Fact) is None
    place.write_bytes(whole)
    assert cache.get("dd1", Fact) == FACT


def test_entry_of_another_type_is_a_miss(cache: Cache) -> None:
    cache.put("ee1", {"name": 1, "day": "no day"})
    assert cache.get("ee1", Fact) is None


def test_what_unpacks_to_too_much_is_a_miss(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.put_bytes("ff1", bytes(100_000))
    monkeypatch.setattr(caches, "_LARGEST", 10_000)
    assert cache.get_bytes("ff1") is None
    cache.put_bytes("ff2", bytes(100_000))
    assert not cache.has("ff2")


def test_value_that_cannot_be_written_is_not_kept(cache: Cache) -> None:
    cache.put("gg1", object())
    cache.put("gg2", {"name": "\udcff"})
    assert entries(cache) == []


def test_folder_is_the_users_own(cache: Cache, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    assert "stexcel" in default_folder().parts
    if sys.platform == "linux":
        assert default_folder().is_relative_to(tmp_path / "home")


@posix
def test_nobody_else_can_read_the_entries(cache: Cache) -> None:
    cache.put("hh1", FACT)
    for path in [cache.folder, *cache.folder.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


@posix
def test_folder_that_others_can_write_to_is_refused(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    with pytest.raises(CacheError, match="kan skriva i den"):
        Cache(tmp_path / "open")


@posix
def test_folder_of_somebody_else_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Cache(tmp_path / "mine").folder
    me = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: me + 1)
    with pytest.raises(CacheError, match="någon annan äger"):
        Cache(folder)


@posix
def test_link_instead_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CacheError, match="en länk"):
        Cache(tmp_path / "link")


def test_file_instead_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CacheError, match="kan inte användas"):
        Cache(tmp_path / "file")


def test_cache_that_has_gone_stops_nothing(cache: Cache) -> None:
    shutil.rmtree(cache.folder)
    with cache:
        cache.put("ii1", FACT)
        assert cache.get("ii1", Fact) is None


def test_oldest_entries_are_removed_when_there_is_too_much(tmp_path: Path) -> None:
    with Cache(tmp_path / "cache", most=10_000) as cache:
        for number in range(40):
            cache.put_bytes(f"{number:02}x", os.urandom(1000))
            os.utime(cache.folder / f"{number:02}" / "x", (time.time() + number - 1000,) * 2)
    size = sum(path.stat().st_size for path in entries(cache))
    assert 5_000 < size <= 10_000
    assert not cache.has("00x")
    assert cache.has("39x")


def test_entries_that_nobody_asks_for_are_removed(tmp_path: Path) -> None:
    old = time.time() - (caches.OLDEST + timedelta(days=1)).total_seconds()
    with Cache(tmp_path / "cache") as cache:
        for key in ("aaold", "aaused", "aanew"):
            cache.put(key, FACT)
        for key in ("old", "used"):
            os.utime(cache.folder / "aa" / key, (old, old))
        assert cache.get("aaused", Fact) == FACT
    assert [path.name for path in entries(cache)] == ["new", "used"]


def test_many_may_write_and_read_the_same_entries(cache: Cache) -> None:
    data = [os.urandom(50_000) for _ in range(4)]

    def use(number: int) -> bytes | None:
        mine = Cache(cache.folder, most=120_000)
        with mine:
            mine.put_bytes(f"kk{number % 2}", data[number % 4])
            return mine.get_bytes(f"kk{number % 2}")

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(use, range(200)))
    assert all(one is None or one in data for one in found)
    assert sum(one is not None for one in found) > 100
    assert not list(cache.folder.glob("*/*.ny"))


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All examples with a broken workbook among them."""
    folder = tmp_path_factory.mktemp("files")
    shutil.copytree(EXAMPLES, folder, dirs_exist_ok=True)
    (folder / "L01" / "trasig.xlsx").write_bytes(b"PK no workbook")
    return folder


@pytest.fixture(scope="module")
def fresh(sources: Path) -> Survey:
    return survey([sources], SETUP)


@pytest.fixture
def files(sources: Path, tmp_path: Path) -> Path:
    shutil.copytree(sources, tmp_path / "files")
    return tmp_path / "files"


class Counted:
    """Counts the files that are really read."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read: list[Path] = []
        run = FileSurvey.run

        def counted(work: FileSurvey, path: Path) -> surveys.Surveyed:
            self.read.append(path)
            return run(work, path)

        monkeypatch.setattr(FileSurvey, "run", counted)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    return Counted(monkeypatch)


def remembered(cache: Cache, paths: list[Path], setup: Setup = SETUP) -> Survey:
    return survey(paths, setup, cache=SurveyMemory(cache, setup))


def test_second_run_reads_nothing_and_finds_the_same(
    cache: Cache, sources: Path, fresh: Survey, counted: Counted
) -> None:
    ticks: list[int] = []
    assert remembered(cache, [sources]) == fresh
    assert len(counted.read) == len(fresh.report.files)
    again = survey([sources], SETUP, cache=SurveyMemory(cache, SETUP), progress=ticks.append)
    assert again == fresh
    assert len(counted.read) == len(fresh.report.files)
    assert sum(ticks) == len(fresh.report.files)


def test_only_a_changed_file_is_read_again(cache: Cache, files: Path, counted: Counted) -> None:
    remembered(cache, [files])
    counted.read.clear()
    changed = files / "L01" / "L01-med-2021.xlsx"
    shutil.copyfile(files / "L05" / "L05-hud-2021.xlsx", changed)
    assert remembered(cache, [files]) == survey([files], SETUP)
    assert counted.read[0] == changed
    assert counted.read.count(changed) == 2
    assert len(counted.read) == 1 + len(list(files.glob("*/*.xls*")))


def test_removed_and_new_files_are_noticed(cache: Cache, files: Path, counted: Counted) -> None:
    remembered(cache, [files])
    (files / "L13" / "L13-vc-kryss.xlsx").rename(files / "L13" / "L13-annat-namn.xlsx")
    counted.read.clear()
    found = remembered(cache, [files])
    assert [path.name for path in counted.read] == ["L13-annat-namn.xlsx"]
    assert found == survey([files], SETUP)


def test_rows_of_a_file_come_back_as_they_were(cache: Cache, sources: Path) -> None:
    memory = SurveyMemory(cache, SETUP)
    for path in sorted(sources.glob("*/*.xls*")):
        made = FileSurvey(SETUP).run(path)
        memory.keep(path, made)
        assert memory.knows(path)
        assert memory.recall(path) == made


OTHERS = [
    replace(SETUP, today=date(2026, 11, 2)),
    replace(SETUP, thresholds=Thresholds(meeting_days=10)),
    replace(SETUP, policy=replace(SETUP.policy, off=frozenset({"STX301"}))),
    replace(SETUP, unit=EXAMPLES / "varnamo" / "enhet.xlsx"),
]


@pytest.mark.parametrize("other", OTHERS, ids=["day", "limits", "rules off", "unit"])
def test_another_setup_is_another_result(cache: Cache, files: Path, other: Setup, counted: Counted) -> None:
    paths = [files / "L05"]
    remembered(cache, paths)
    counted.read.clear()
    assert remembered(cache, paths, other) == survey(paths, other)
    assert len(counted.read) > len(list((files / "L05").glob("*.xlsx")))


def test_changed_rule_data_are_another_result(cache: Cache, files: Path, tmp_path: Path, counted: Counted) -> None:
    rows = Path(caches.__file__).parent / "regelverk" / "data" / "delmal.csv"
    own = tmp_path / "egen.csv"
    text = rows.read_text(encoding="utf-8").splitlines(keepends=True)
    own.write_text("".join(text[:2]), encoding="utf-8")
    setup = replace(SETUP, regelverk_csv=own)
    remembered(cache, [files / "L05"], setup)
    counted.read.clear()
    own.write_text("".join(text[:3]), encoding="utf-8")
    remembered(cache, [files / "L05"], setup)
    assert counted.read


def test_on_a_new_day_files_are_judged_anew_but_not_read_again(
    cache: Cache, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomorrow = replace(SETUP, today=date(2027, 3, 1))
    remembered(cache, [files])
    changed = files / "L01" / "L01-psyk-luckor.xlsx"
    changed.write_bytes(changed.read_bytes() + b" ")
    read: list[Path] = []

    def counted(path: Path, setup: Setup) -> Document:
        read.append(path)
        return read_in_run(path, setup)

    monkeypatch.setattr(survey_cache, "read_in_run", counted)
    assert remembered(cache, [files], tomorrow) == survey([files], tomorrow)
    assert read == [changed]
    own_unit = replace(tomorrow, unit=files / "varnamo" / "enhet.xlsx")
    remembered(cache, [files / "varnamo"], own_unit)
    assert set(read[1:]) == {path for path in (files / "varnamo").iterdir() if path.suffix == ".xlsx"}


def test_exceptions_are_not_part_of_what_is_kept(cache: Cache, files: Path, counted: Counted) -> None:
    """They only set findings aside, so a run that differs in them need not read anything again."""
    remembered(cache, [files / "L05"])
    counted.read.clear()
    other = replace(SETUP, policy=replace(SETUP.policy, profile="liten"))
    assert remembered(cache, [files / "L05"], other).report.in_force.profile == "liten"
    assert counted.read == []


def test_file_that_is_changed_while_it_is_read_is_not_kept(cache: Cache, files: Path) -> None:
    path = files / "L05" / "L05-hud-2021.xlsx"
    memory = SurveyMemory(cache, SETUP)
    assert not memory.knows(path)
    shutil.copyfile(files / "L05" / "L05-ger-block.xlsx", path)
    memory.keep(path, FileSurvey(SETUP).run(path))
    assert entries(cache) == []


def test_missing_file_and_lost_process_are_not_kept(cache: Cache, files: Path) -> None:
    memory, work = SurveyMemory(cache, SETUP), FileSurvey(SETUP)
    gone, lost = files / "borta.xlsx", files / "L05" / "L05-hud-2021.xlsx"
    memory.keep(gone, work.run(gone))
    memory.keep(lost, work.lost(lost))
    assert entries(cache) == []


def test_half_a_result_of_all_files_is_a_miss(cache: Cache, sources: Path, fresh: Survey) -> None:
    remembered(cache, [sources])
    for path in entries(cache):
        if path.stat().st_size > 50_000 or path.name[0] in "0123456":
            path.write_bytes(b"gone")
    assert remembered(cache, [sources]) == fresh
