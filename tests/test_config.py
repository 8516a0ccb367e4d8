from __future__ import annotations

from pathlib import Path

import pytest

from stexcel.config import Config, ConfigError, find_config


def write(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "stexcel.toml").write_text(text, encoding="utf-8")
    return folder


def test_nearest_file_above_the_checked_folder_is_used(tmp_path: Path) -> None:
    write(tmp_path, "")
    near = write(tmp_path / "klinik", 'regelverk = "egen.csv"\n[[mall]]\nprofil = "mall.toml"\n')
    (near / "egen.csv").touch()
    (near / "mall.toml").touch()
    (near / "st" / "2026").mkdir(parents=True)
    assert find_config([near / "st" / "2026"]) == Config(
        near / "stexcel.toml", (near / "mall.toml",), near / "egen.csv"
    )
    assert find_config([tmp_path]) == Config(tmp_path / "stexcel.toml")


def test_file_beside_the_checked_file_is_used(tmp_path: Path) -> None:
    write(tmp_path, "")
    assert find_config([tmp_path / "iup.xlsx"]).path == tmp_path / "stexcel.toml"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('regelvrk = "x"', "nyckeln ”regelvrk” finns inte. Menade du ”regelverk”?"),
        ('[[mall]]\nprofl = "x"', "nyckeln ”mall.profl” finns inte. Menade du ”mall.profil”?"),
        ("regelverk = 3", "”regelverk” ska vara en sökväg"),
        ('regelverk = "borta.csv"', "pekar på borta.csv, som inte finns"),
        ('mall = "x"', "[[mall]]"),
        ("[[mall]]", "”mall.profil” ska vara en sökväg"),
        ("regelverk = ", "inte giltig TOML"),
    ],
)
def test_faulty_file_is_told_with_file_and_key(text: str, message: str, tmp_path: Path) -> None:
    folder = write(tmp_path, text)
    with pytest.raises(ConfigError) as told:
        find_config([folder])
    assert message in str(told.value)
    assert "stexcel.toml" in str(told.value)
