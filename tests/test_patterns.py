from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stexcel.patterns import matches, relative_name


@pytest.mark.parametrize(
    ("pattern", "name", "fits"),
    [
        ("anna*.xlsx", "anna berg.xlsx", True),
        ("anna*.xlsx", "2026/Anna Berg.XLSX", True),
        ("anna*.xlsx", "joanna.xlsx", False),
        ("anna*", "anna/iup.xlsx", False),
        ("*.xlsx", "st/2026/iup.xlsx", True),
        ("**/*.xlsx", "iup.xlsx", True),
        ("**/*.xlsx", "st/2026/iup.xlsx", True),
        ("**/*.xlsx", "iup.xlsm", False),
        ("arkiv/**", "arkiv/iup.xlsx", True),
        ("arkiv/**", "arkiv/2020/iup.xlsx", True),
        ("arkiv/**", "st/arkiv/iup.xlsx", False),
        ("arkiv/**", "arkiv", False),
        ("arkiv/", "arkiv/2020/iup.xlsx", True),
        ("./arkiv/*", "arkiv/iup.xlsx", True),
        ("gamla/*", "gamla/iup.xlsx", True),
        ("gamla/*", "gamla/2020/iup.xlsx", False),
        ("**/gamla/**", "st/gamla/2020/iup.xlsx", True),
        ("**/gamla/**", "gamla/iup.xlsx", True),
        ("st/**/iup.xlsx", "st/iup.xlsx", True),
        ("st/**/iup.xlsx", "st/a/b/iup.xlsx", True),
        ("st/**/iup.xlsx", "sta/iup.xlsx", False),
        ("iup?.xlsx", "iup1.xlsx", True),
        ("iup[12].xlsx", "iup3.xlsx", False),
        ("**", "a/b.xlsx", True),
    ],
)
def test_pattern(pattern: str, name: str, fits: bool) -> None:
    assert matches(name, [pattern]) is fits
    assert matches(name, ["finns/inte", pattern]) is fits
    assert not matches(name, [])


def test_swedish_letters_fit_however_they_are_stored() -> None:
    name = unicodedata.normalize("NFD", "Åsa Öberg.xlsx")
    assert matches(name, ["åsa*.xlsx"])
    assert matches("Åsa.xlsx", [unicodedata.normalize("NFD", "å*")])


PARTS = st.lists(st.text(alphabet="abå. ", min_size=1, max_size=4), min_size=1, max_size=4)


@settings(deadline=None, derandomize=True)
@given(PARTS)
def test_every_path_fits_itself_its_folders_and_every_folder(parts: list[str]) -> None:
    name = "/".join(["st", *parts])
    assert matches(name, [name])
    assert matches(name, ["st/**"])
    assert matches(name, ["**"])
    assert matches(name, ["**/*"])
    assert matches(name, [f"**/{parts[-1]}"])
    assert not matches(name, ["annan/**"])


def test_name_is_from_the_folder_also_through_links(tmp_path: Path) -> None:
    klinik = tmp_path / "klinik"
    (klinik / "st").mkdir(parents=True)
    (tmp_path / "genväg").symlink_to(klinik)
    (klinik / "st" / "länk.xlsx").symlink_to(tmp_path / "annan.xlsx")
    assert relative_name(klinik / "st" / "iup.xlsx", klinik) == "st/iup.xlsx"
    assert relative_name(tmp_path / "genväg" / "st" / "iup.xlsx", klinik) == "st/iup.xlsx"
    assert relative_name(klinik / "st" / "länk.xlsx", tmp_path / "genväg") == "st/länk.xlsx"
    assert relative_name(tmp_path / "iup.xlsx", klinik) is None


def test_name_with_brackets_fits_itself_and_brackets_are_one_of_some_characters() -> None:
    assert matches("IUP [kopia].xlsx", ["IUP [kopia].xlsx"])
    assert matches("mapp [1]/anna.xlsx", ["mapp [1]/*.xlsx"])
    assert matches("anna.xlsx", ["[ab]nna.xlsx"])
    assert not matches("cnna.xlsx", ["[ab]nna.xlsx"])
