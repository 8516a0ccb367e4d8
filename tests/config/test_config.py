from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from stexcel.config import Config, ConfigError, bundled_profiles, find_config, read_config
from stexcel.config.profiles import MOST
from stexcel.days import FIRST, LAST
from stexcel.findings import Exemption
from stexcel.rules import all_rules
from stexcel.rules.registry import NOT_READ
from stexcel.rules.thresholds import all_thresholds
from stexcel.settings import known
from tests.config.folders import read, write


def test_nearest_file_above_the_checked_folder_is_used(tmp_path: Path) -> None:
    write(tmp_path, "")
    near = write(tmp_path / "klinik", 'regelverk = "egen.csv"\n[[mall]]\nprofil = "mall.toml"\n')
    (near / "egen.csv").touch()
    (near / "mall.toml").touch()
    (near / "st" / "2026").mkdir(parents=True)
    config = find_config([near / "st" / "2026"], known())
    assert config == Config(near / "stexcel.toml", (near / "mall.toml",), near / "egen.csv")


def test_file_beside_the_checked_file_is_used(tmp_path: Path) -> None:
    write(tmp_path, "")
    assert find_config([tmp_path / "iup.xlsx"], known()).path == tmp_path / "stexcel.toml"


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert find_config([tmp_path], known()) == Config()
    assert find_config([], known()) == Config()


def test_file_is_named_beside_the_path_that_the_user_wrote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "klinik", "")
    (tmp_path / "klinik" / "st").mkdir()
    monkeypatch.chdir(tmp_path / "klinik")
    assert find_config([Path("st")], known()).path == Path("stexcel.toml")
    monkeypatch.chdir(tmp_path / "klinik" / "st")
    assert find_config([Path()], known()).path == Path(os.pardir, "stexcel.toml")


def test_paths_with_different_files_above_them_are_refused_in_any_order(tmp_path: Path) -> None:
    one, other, none = write(tmp_path / "a", ""), write(tmp_path / "b", ""), tmp_path / "c"
    for paths in ([one, other], [other, one]):
        with pytest.raises(ConfigError) as error:
            find_config(paths, known())
        assert str(error.value).startswith(
            f"Sökvägarna har inte samma stexcel.toml: {one.as_posix()} går efter {one.as_posix()}/stexcel.toml; "
            f"{other.as_posix()} går efter {other.as_posix()}/stexcel.toml."
        )
    with pytest.raises(ConfigError, match="c har ingen"):
        find_config([one, none], known())


def test_paths_with_the_same_file_above_them_share_it(tmp_path: Path) -> None:
    write(tmp_path, "")
    assert find_config([tmp_path / "a", tmp_path / "b.xlsx"], known()).path == tmp_path / "stexcel.toml"


def test_files_below_the_checked_folder_are_told_but_not_used(tmp_path: Path) -> None:
    write(tmp_path / "b" / "c", "trasig = ")
    write(tmp_path / "a", "trasig = ")
    write(tmp_path / ".dold", "trasig = ")
    below = (tmp_path / "a" / "stexcel.toml", tmp_path / "b" / "c" / "stexcel.toml")
    assert find_config([tmp_path], known()) == Config(unused=below)
    write(tmp_path, "idag = 2026-11-01")
    config = find_config([tmp_path, tmp_path], known())
    assert config.today == date(2026, 11, 1)
    assert config.unused == below


def test_exemption_has_its_line_and_a_delmal_in_normal_form(tmp_path: Path) -> None:
    text = '# STX\n[[ignore]]\nfil = " anna*.xlsx "\nkod = "STX302"\nskal = "Ledig"\n\n[[ignore]]\n'
    text += 'fil = "b.xlsx"\nkod = "STX102"\ndelmal = "Delmål STb 2"\nskal = "Väntar"\ntill = 2027-01-31\n'
    assert read(tmp_path, text).exemptions == (
        Exemption("anna*.xlsx", "STX302", "Ledig", 2),
        Exemption("b.xlsx", "STX102", "Väntar", 7, "STb2", date(2027, 1, 31)),
    )


def test_chosen_rules_keep_those_that_say_that_a_file_was_not_read(tmp_path: Path) -> None:
    off = read(tmp_path, '[regler]\nendast = ["STX101"]').off
    assert {info.code for info in all_rules()} - off == {"STX000", "STX001", "STX002", "STX003", "STX101"}


def test_rules_are_switched_off_by_name(tmp_path: Path) -> None:
    assert read(tmp_path, '[regler]\nutom = ["STX101", "STX005"]').off == {"STX101", "STX005"}


@pytest.mark.parametrize("code", ["STX001", "STX002", "STX003"])
def test_that_a_file_was_not_read_cannot_be_silenced(code: str, tmp_path: Path) -> None:
    for line, text in ((2, f'[regler]\nutom = ["{code}"]'), (3, f'[[ignore]]\nfil = "*"\nkod = "{code}"\nskal = "x"')):
        with pytest.raises(ConfigError) as error:
            read(tmp_path, text)
        assert str(error.value).startswith(f"{(tmp_path / 'stexcel.toml').as_posix()}, rad {line}: {code} kan inte")
        assert "Ska filen inte kontrolleras: skriv den i ”utom” högst upp i filen" in str(error.value)


def test_profile_extends_others_and_the_folders_own_limits_win(tmp_path: Path) -> None:
    text = """
        profil = "klinik"
        [troskel]
        kollegium_manader = 3
        [profiler.klinik]
        utgar_fran = "avdelning"
        samtal_dagar = 14
        kollegium_manader = 4
        [profiler.avdelning]
        beskrivning = "Avdelningens gränser"
        utgar_fran = "spur-2"
        samtal_dagar = 20
        avstamning_manader = 6
        [profiler.annan]
        samtal_dagar = 1
    """
    assert read(tmp_path, text).thresholds == {
        "revision_manader": 6,
        "samtal_dagar": 14,
        "avstamning_manader": 6,
        "kollegium_manader": 3,
    }


@pytest.mark.parametrize("name", bundled_profiles())
def test_bundled_profile_is_valid_explained_and_has_a_source_for_every_value(name: str, tmp_path: Path) -> None:
    profile = bundled_profiles()[name]
    limits = {threshold.key: threshold.least for threshold in all_thresholds()}
    assert profile.text.endswith(".")
    assert profile.extends is None or profile.extends in bundled_profiles()
    assert profile.values.keys() <= limits.keys()
    assert profile.sources.keys() == profile.values.keys()
    assert all(profile.sources.values())
    assert all(limits[key] <= value <= MOST for key, value in profile.values.items())
    assert read(tmp_path, f'profil = "{name}"').thresholds == profile.values


LIMITS = st.fixed_dictionaries(
    {}, optional={threshold.key: st.integers(threshold.least, MOST) for threshold in all_thresholds()}
)
CODES = st.sets(st.sampled_from([info.code for info in all_rules() if info.code not in NOT_READ]), min_size=1)
TEXT = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=12)
DAYS = st.dates(FIRST, LAST)
SETTINGS = st.fixed_dictionaries(
    {},
    optional={
        "idag": DAYS,
        "filer": st.lists(TEXT, min_size=1, max_size=3),
        "utom": st.lists(TEXT, min_size=1, max_size=3),
        "troskel": LIMITS,
        "regler": CODES.map(lambda codes: {"utom": sorted(codes)}),
        "ignore": st.lists(
            st.fixed_dictionaries(
                {"fil": TEXT, "kod": st.sampled_from(["STX101", "STX203"]), "skal": TEXT},
                optional={"delmal": st.sampled_from(["a1", "STc3", "b"]), "till": DAYS},
            ),
            max_size=3,
            unique_by=lambda one: (one["fil"], one["kod"], one.get("delmal")),
        ),
    },
)


def toml(value: object) -> str:
    """A value on one line of TOML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)


@trials(deadline=None, derandomize=True)
@given(settings=SETTINGS)
def test_any_valid_settings_are_read_as_they_are_written(
    settings: Mapping[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("folder") / "stexcel.toml"
    path.write_text("\n".join(f"{key} = {toml(value)}" for key, value in settings.items()), encoding="utf-8")
    config = read_config(path, known())
    wanted: Mapping[str, Any] = {
        "troskel": {},
        "regler": {"utom": []},
        "ignore": [],
        "filer": [],
        "utom": [],
        **settings,
    }
    assert config.today == settings.get("idag")
    assert list(config.files) == [pattern.replace("\\", "/") for pattern in wanted["filer"]]
    assert list(config.left_out) == [pattern.replace("\\", "/") for pattern in wanted["utom"]]
    assert config.thresholds == wanted["troskel"]
    assert config.off == set(wanted["regler"]["utom"])
    assert [
        {"fil": one.file, "kod": one.code, "skal": one.reason}
        | ({"delmal": one.delmal} if one.delmal else {})
        | ({"till": one.until} if one.until else {})
        for one in config.exemptions
    ] == wanted["ignore"]
