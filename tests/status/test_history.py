"""The history file: what it keeps, what it tells, and that nothing wrong with it ever stops a run."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from stexcel.api import Setup
from stexcel.findings import Level
from stexcel.status.compose import NoSnapshot, Wishes, compose
from stexcel.status.history import History, Store, recall, remember, store_of
from stexcel.status.history_file import FILE_NAME
from stexcel.status.keys import keys_of
from stexcel.status.model import Link, Survey
from stexcel.status.pseudonyms import numbers_of
from stexcel.status.snapshot import DoctorShot, Snapshot
from stexcel.status.status import Light, MethodCount, OverviewRow, Sheet, TermStanding
from stexcel.status.trend import Arrow
from stexcel.status.trends import arrow, trend_of
from stexcel.survey import survey

EXAMPLES = Path(__file__).parents[1] / "exempel"
SPRING, AUTUMN = date(2026, 3, 1), date(2026, 11, 1)
TERM = TermStanding("HT26", date(2026, 7, 1), date(2026, 12, 31), 2, 4, True, (MethodCount("CBD", 2),))
NORA = DoctorShot(
    "nora",
    Light.RED,
    regulation="SOSFS 2015:8",
    start=date(2024, 2, 29),
    percent=80,
    served=1 / 3,
    linked=50.0,
    done=10.0,
    last_supervision=date(2026, 1, 2),
    silenced=1,
    not_checked=2,
    delmal={"a1": Link.DONE, "c10": Link.MISSING},
    findings={("STX102", Level.KRAV): 3, ("STX301", Level.LOKAL): 1},
    term=TERM,
)
ALMA = DoctorShot("alma", Light.GREY)
KEYS = ("nora", "alma")


def shot(day: date, *doctors: DoctorShot) -> Snapshot:
    return Snapshot(day, "1.0", "grund", doctors, {("STX102", Level.KRAV): 3, ("STX001", Level.KRAV): 1}, 1)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / FILE_NAME, "allt")


@pytest.fixture(scope="module")
def surveys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Survey, Survey]:
    """The same three files on two days."""
    folder = tmp_path_factory.mktemp("klinik")
    for file in (EXAMPLES / "L01").glob("*.xlsx"):
        shutil.copy(file, folder)
    first, second = (survey([folder], Setup(day)) for day in (SPRING, AUTUMN))
    return first, second


def test_a_snapshot_comes_back_as_it_was(store: Store) -> None:
    remember(store, shot(SPRING, NORA, ALMA))
    assert recall(store, KEYS, until=SPRING) == History((shot(SPRING, NORA, ALMA),))


def test_the_same_day_is_replaced_and_other_scopes_are_left_alone(store: Store) -> None:
    other = replace(store, scope="en annan mapp")
    remember(other, shot(SPRING, ALMA))
    remember(store, shot(SPRING, NORA))
    assert remember(store, shot(SPRING, ALMA, NORA)).remarks == ()
    assert [one.doctors for one in recall(store, KEYS, until=AUTUMN).snapshots] == [(ALMA, NORA)]
    assert [one.doctors for one in recall(other, KEYS, until=AUTUMN).snapshots] == [(ALMA,)]


def test_a_fuller_run_of_the_same_day_stays_and_is_told(store: Store) -> None:
    remember(store, shot(SPRING, NORA, ALMA))
    half = remember(store, shot(SPRING, NORA))
    assert half.snapshots == (shot(SPRING, NORA),)  # what is drawn is still the run itself
    assert "hade fler ST-läkare, 2 mot 1 nu" in half.remarks[0]
    assert recall(store, KEYS, until=SPRING).snapshots == (shot(SPRING, NORA, ALMA),)
    changed = replace(NORA, done=60.0)
    assert remember(store, shot(SPRING, changed, ALMA)).remarks == ()
    assert recall(store, KEYS, until=SPRING).snapshots == (shot(SPRING, changed, ALMA),)


def test_a_day_that_others_have_followed_is_not_written_anew(store: Store) -> None:
    remember(store, shot(SPRING, NORA))
    remember(store, shot(AUTUMN, NORA, ALMA))
    again = remember(store, shot(SPRING, NORA, ALMA))
    assert "senare dagar efter det" in again.remarks[0]
    assert recall(store, KEYS, until=AUTUMN).snapshots == (shot(SPRING, NORA), shot(AUTUMN, NORA, ALMA))
    between = SPRING + timedelta(days=1)
    assert remember(store, shot(between, NORA)).remarks == ()  # a day that has none yet can be filled in
    assert [one.day for one in recall(store, KEYS, until=AUTUMN).snapshots] == [SPRING, between, AUTUMN]


def test_no_digest_of_a_name_alone_stands_in_the_file(surveys: tuple[Survey, Survey], tmp_path: Path) -> None:
    """The name leads to nobody without the secret of the file; two files tell the same in two ways."""
    keys = list(keys_of(surveys[1].residents.values()).values())
    stored = []
    for name in ("a", "b"):
        store = Store(tmp_path / name, "allt")
        compose(surveys[1], Wishes(store, is_anonymous=True))
        content = store.path.read_bytes().decode("latin-1")
        assert len(keys) == 3 and [key for key in keys if key in content] == []
        assert "allt" not in content
        with sqlite3.connect(store.path) as database:
            doctors = [key for (key,) in database.execute("SELECT key FROM doctor")]
            numbered = {key for (key,) in database.execute("SELECT key FROM pseudonym")}
        database.close()
        assert (len(doctors), numbered) == (3, set(doctors))
        stored.append(doctors)
        again = recall(store, keys, until=AUTUMN).snapshots[-1]
        assert sorted(one.key for one in again.doctors) == sorted(keys)
    assert not set(stored[0]) & set(stored[1])


def test_later_days_are_not_told(store: Store) -> None:
    remember(store, shot(AUTUMN, NORA))
    assert [one.day for one in remember(store, shot(SPRING, NORA)).snapshots] == [SPRING]


def test_facts_that_do_not_change_are_kept_once(store: Store) -> None:
    for number in range(30):
        remember(store, shot(SPRING + timedelta(days=number), NORA, ALMA))
    with sqlite3.connect(store.path) as database:
        assert database.execute("SELECT count(*) FROM fact").fetchone() == (3,)  # Alma's are empty
        assert database.execute("SELECT count(*) FROM doctor").fetchone() == (60,)
        assert database.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    database.close()


def test_a_long_history_is_told_by_month_and_the_last_days_in_full(store: Store) -> None:
    days = [SPRING + timedelta(days=number) for number in range(100)]
    for day in days:
        remember(store, Snapshot(day, "1.0", "grund"))
    told = [one.day for one in recall(store, KEYS, until=days[-1]).snapshots]
    assert told == [date(2026, 3, 31), *days[-60:]]
    assert recall(store, KEYS, until=days[3]).snapshots[-1].day == days[3]  # whichever day is asked for is there


def test_the_file_has_no_names_and_no_paths(surveys: tuple[Survey, Survey], store: Store) -> None:
    compose(surveys[1], Wishes(store))
    content = store.path.read_bytes().decode("utf-8", "replace").casefold()
    words = {"wiklander", "nora", "xlsx", "klinik", store.path.parent.name.casefold()}
    words |= {part.casefold() for one in surveys[1].residents.values() for part in (one.name or "").split()}
    words |= {one.supervisor.casefold() for one in surveys[1].residents.values() if one.supervisor}
    assert len(words) > 8
    assert [word for word in words if word in content] == []


def test_two_runs_give_trends_and_arrows(surveys: tuple[Survey, Survey], store: Store) -> None:
    first = compose(surveys[0], Wishes(store))
    assert {row.arrow for row in first.overview} == {Arrow.UNKNOWN}
    assert "ingen tidigare körning" in " ".join(first.remarks)
    second = compose(surveys[1], Wishes(store))
    assert (second.trends.since, second.trends.days) == (SPRING, (SPRING, AUTUMN))
    assert Arrow.UNKNOWN not in {row.arrow for row in second.overview}
    now = {point.key: point for point in second.trends.points if point.day == AUTUMN}
    for row in second.overview:
        assert (now[row.doctor.key].done, now[row.doctor.key].linked) == (row.done, row.linked)
    counted = sum(one.count for one in second.trends.findings if one.day == AUTUMN)
    assert counted == sum(row.level is not Level.INFO for row in second.findings if row.excepted is None)


def _numbers(row: OverviewRow) -> dict[str, object]:
    told = {field.name: getattr(row, field.name) for field in fields(row)}
    return {**told, "judgement": row.judgement.light, "not_checked": bool(row.not_checked), "supervisor": None}


def test_an_earlier_day_is_redrawn_with_the_numbers_that_it_had(surveys: tuple[Survey, Survey], store: Store) -> None:
    then = compose(surveys[0], Wishes(store))
    compose(surveys[1], Wishes(store))
    again = compose(surveys[1], Wishes(store, as_of=SPRING))
    assert again.day == SPRING
    numbers = [[_numbers(row) for row in status.overview] for status in (then, again)]
    assert numbers[0] == numbers[1]
    links = [
        [[cell.link if cell else None for cell in row.cells] for group in status.matrix.groups for row in group.rows]
        for status in (then, again)
    ]
    assert links[0] == links[1]


def test_what_a_redrawn_day_cannot_show_is_said(surveys: tuple[Survey, Survey], store: Store) -> None:
    compose(surveys[0], Wishes(store))
    again = compose(surveys[1], Wishes(store, as_of=SPRING))
    assert again.timeline is None
    for sheet in Sheet:
        assert sheet in again.withheld
        assert sheet.value in " ".join(again.remarks)


def test_the_nearest_day_before_is_shown_and_told(surveys: tuple[Survey, Survey], store: Store) -> None:
    compose(surveys[0], Wishes(store))
    again = compose(surveys[1], Wishes(store, as_of=date(2026, 4, 1)))
    assert again.day == SPRING
    assert "2026-04-01" in again.remarks[0]


def test_a_day_before_the_first_names_those_there_are(surveys: tuple[Survey, Survey], store: Store) -> None:
    compose(surveys[0], Wishes(store))
    with pytest.raises(NoSnapshot, match="Sparade dagar: 2026-03-01"):
        compose(surveys[1], Wishes(store, as_of=date(2026, 2, 1)))


def test_a_doctor_who_has_left_is_shown_without_name(surveys: tuple[Survey, Survey], store: Store) -> None:
    compose(surveys[0], Wishes(store))
    path, kept = next(iter(surveys[1].residents.items()))
    files = tuple(file for file in surveys[1].report.files if file.document.path == path)
    fewer = replace(surveys[1], residents={path: kept}, report=replace(surveys[1].report, files=files))
    again = compose(fewer, Wishes(store, as_of=SPRING))
    names = [row.doctor.name for row in again.overview]
    assert sorted(name.startswith("ST-läkare utan fil") for name in names) == [False, True, True]
    assert "2 av ST-läkarna den dagen finns inte" in " ".join(again.remarks)


def test_looking_back_keeps_nothing(surveys: tuple[Survey, Survey], store: Store) -> None:
    compose(surveys[0], Wishes(store))
    before = store.path.read_bytes()
    compose(surveys[1], Wishes(store, as_of=SPRING))
    assert store.path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"inte en databas alls, men lang nog for att se ut som en fil" * 40, b"SQLite format 3\0"]
)
def test_a_broken_file_is_a_remark_and_is_left_as_it_is(store: Store, content: bytes) -> None:
    store.path.write_bytes(content)
    history = remember(store, shot(SPRING, NORA))
    assert history.snapshots == (shot(SPRING, NORA),)
    assert "skadad" in history.remarks[0]
    assert store.path.read_bytes() == content
    assert "skadad" in recall(store, KEYS, until=SPRING).remarks[0]


def test_a_file_that_ends_in_the_middle_is_a_remark(store: Store) -> None:
    for number in range(40):
        remember(store, shot(SPRING + timedelta(days=number), NORA))
    store.path.write_bytes(store.path.read_bytes()[:9000])
    history = remember(store, shot(AUTUMN, NORA))
    assert history.snapshots == (shot(AUTUMN, NORA),)
    assert "skadad" in history.remarks[0]


def test_rows_that_make_no_sense_are_a_remark(store: Store) -> None:
    remember(store, shot(SPRING, NORA))
    with sqlite3.connect(store.path) as database:
        database.execute('UPDATE doctor SET numbers = \'{"light": "lila"}\'')
    database.close()
    history = remember(store, shot(AUTUMN, NORA))
    assert history.snapshots == (shot(AUTUMN, NORA),)
    assert "skadad" in " ".join(history.remarks)


def test_a_file_of_a_later_version_is_not_touched(store: Store) -> None:
    remember(store, shot(SPRING, NORA))
    with sqlite3.connect(store.path) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    before = store.path.read_bytes()
    assert "nyare version" in remember(store, shot(AUTUMN, NORA)).remarks[0]
    assert store.path.read_bytes() == before


def test_another_database_is_not_touched(store: Store) -> None:
    with sqlite3.connect(store.path) as database:
        database.execute("CREATE TABLE patient (namn TEXT)")
    database.close()
    before = store.path.read_bytes()
    assert "inte en historik från stexcel" in remember(store, shot(AUTUMN, NORA)).remarks[0]
    assert store.path.read_bytes() == before


def test_an_empty_file_begins_anew(store: Store) -> None:
    store.path.touch()
    assert remember(store, shot(SPRING, NORA)).remarks == ()
    assert len(recall(store, KEYS, until=SPRING).snapshots) == 1


def test_a_locked_file_is_a_remark_and_earlier_runs_are_shown(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stexcel.status.history_file._WAIT", 0.1)
    remember(store, shot(SPRING, NORA))
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    history = remember(store, shot(AUTUMN, NORA))
    other.execute("ROLLBACK")
    other.close()
    assert [one.day for one in history.snapshots] == [SPRING, AUTUMN]
    assert "annan körning" in history.remarks[0]
    assert [one.day for one in recall(store, KEYS, until=AUTUMN).snapshots] == [SPRING]


def test_a_folder_that_is_not_there_is_a_remark(tmp_path: Path) -> None:
    history = remember(Store(tmp_path / "borta" / FILE_NAME, "allt"), shot(SPRING, NORA))
    assert history.snapshots == (shot(SPRING, NORA),)
    assert "går inte att öppna" in history.remarks[0]


def test_a_folder_in_the_place_of_the_file_is_a_remark(store: Store) -> None:
    store.path.mkdir()
    assert remember(store, shot(SPRING, NORA)).remarks
    assert recall(store, KEYS, until=SPRING).remarks


def test_a_run_by_other_limits_is_told() -> None:
    before = replace(shot(SPRING, NORA), basis="andra gränser")
    assert "andra gränser" in trend_of([before, shot(AUTUMN, NORA)]).remarks[0]
    assert trend_of([shot(SPRING, NORA), shot(AUTUMN, NORA)]).remarks == ()


def test_arrows_compare_with_a_run_a_month_old() -> None:
    days = [date(2026, 9, 1), date(2026, 9, 20), date(2026, 10, 15), AUTUMN]
    assert trend_of([shot(day, NORA) for day in days]).since == date(2026, 9, 20)
    assert trend_of([shot(day, NORA) for day in days[2:]]).since == date(2026, 10, 15)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, Arrow.SAME),
        ({"light": Light.YELLOW}, Arrow.UP),
        ({"light": Light.YELLOW, "done": 0.0}, Arrow.UP),
        ({"light": Light.GREY}, Arrow.SAME),
        ({"done": 20.0}, Arrow.UP),
        ({"done": 0.0}, Arrow.DOWN),
        ({"done": None}, Arrow.SAME),
        ({"done": 10.01}, Arrow.SAME),
        ({"findings": {("STX102", Level.KRAV): 2}}, Arrow.UP),
        ({"findings": {("STX102", Level.KRAV): 9}}, Arrow.DOWN),
        ({"findings": {("STX102", Level.KRAV): 4, ("STX008", Level.INFO): 50}}, Arrow.SAME),
    ],
)
def test_which_way_a_doctor_goes(change: dict[str, object], expected: Arrow) -> None:
    assert arrow(NORA, replace(NORA, **change)) is expected  # type: ignore[arg-type]


def test_numbers_stay_the_same_and_newcomers_get_the_next(store: Store) -> None:
    first = numbers_of(store, ["a", "b", "c"], "frö").by_key
    assert sorted(first.values()) == [1, 2, 3]
    second = numbers_of(store, ["x", "c", "a"], "ett annat frö").by_key
    assert (second["a"], second["c"], second["x"]) == (first["a"], first["c"], 4)


def test_numbers_do_not_follow_the_order_of_the_keys() -> None:
    keys = [f"{number:02d}" for number in range(20)]
    orders = {tuple(numbers_of(None, keys, seed).by_key[key] for key in keys) for seed in ("1", "2", "3")}
    assert len(orders) == 3


def test_numbers_without_a_history_are_told_to_be_of_the_day(store: Store) -> None:
    store.path.write_bytes(b"skadad" * 200)
    for place in (None, store):
        numbers = numbers_of(place, ["a", "b"], "frö")
        assert sorted(numbers.by_key.values()) == [1, 2]
        assert "kan bli andra nästa gång" in numbers.remarks[0]


def test_the_history_lies_beside_the_settings_else_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    config = tmp_path / "stexcel.toml"
    both = [tmp_path / "a", tmp_path / "b"]
    assert store_of(both, None) is None
    alone, above, beside = store_of(both[:1], None), store_of([tmp_path, both[0]], None), store_of(both, config)
    assert alone is not None and alone.path == tmp_path / "a" / FILE_NAME
    assert above is not None and above.path == tmp_path / FILE_NAME
    assert beside is not None and beside.path == tmp_path / FILE_NAME
    part = store_of(both[:1], config)
    assert part is not None and part.scope != beside.scope
