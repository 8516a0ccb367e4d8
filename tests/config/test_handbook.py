"""The handbook's page about settings says what the program does: its example is read, and its tables are compared."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from stexcel.config import ThresholdProfile, bundled_profiles
from stexcel.config.read import KEYS
from stexcel.findings import Exemption
from stexcel.rules.thresholds import all_thresholds
from stexcel.settings import known
from stexcel.workbook.limits import all_limits
from tests.config.folders import read

PAGE = (Path(__file__).parents[2] / "docs" / "installningar.md").read_text(encoding="utf-8")


def test_the_whole_example_is_read_as_the_page_says(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.+?)```", PAGE, re.DOTALL)
    assert example is not None
    for name in ("enhet.xlsx", "egen.csv", "mall.toml"):
        (tmp_path / name).touch()
    config = read(tmp_path, example[1])
    assert config.today == date(2026, 11, 1)
    assert config.files == ("**/*.xlsx",)
    assert config.left_out == ("arkiv/**", "gamla/*")
    assert config.unit == tmp_path / "enhet.xlsx"
    assert config.regelverk == tmp_path / "egen.csv"
    assert config.templates == (tmp_path / "mall.toml",)
    halland = bundled_profiles()["region-halland"].values
    assert config.thresholds == {**halland, "samtal_dagar": 40, "revision_manader": 6}
    assert config.limits.seconds == 60
    assert config.off == {"STX309"} & set(known().codes)
    assert [one.code for one in config.exemptions] == ["STX302", "STX104"]
    assert config.exemptions[1] == Exemption("2026/berit.xlsx", "STX104", config.exemptions[1].reason, 31, "c3")
    assert set(KEYS) == {match for match in re.findall(r"^\[*(\w+)", example[1], re.MULTILINE) if match in KEYS}


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_explained(key: str) -> None:
    assert re.search(rf"^\| `\[*{key}(\.NAMN)?\]*` \|", PAGE, re.MULTILINE)


def test_every_threshold_is_listed_with_its_default_least_value_and_meaning() -> None:
    rows = [f"| `{one.key}` | {one.default} | {one.least} | {one.text} |" for one in all_thresholds()]
    assert rows_of("Trösklar") == rows


def test_every_limit_of_reading_is_listed_with_its_default_least_and_most_value_and_meaning() -> None:
    rows = [f"| `{one.key}` | {one.default} | {one.least} | {one.most} | {one.text} |" for one in all_limits()]
    assert rows_of("Läsning av filer") == rows


def rows_of(heading: str) -> list[str]:
    """The rows with numbers in a section of the page."""
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"^\| `\w+` \| \d+ .+", section, re.MULTILINE)


def listed(profile: ThresholdProfile) -> str:
    """The profile as the page has it."""
    extends = f" Utgår från `{profile.extends}`." if profile.extends else ""
    values = [f"  * `{key} = {value}`: {profile.sources[key]}" for key, value in profile.values.items()]
    return "\n".join([f"* **{profile.name}**: {profile.text}{extends}", *values])


def test_every_bundled_profile_is_listed_with_a_source_for_each_value() -> None:
    lists = "\n".join(map(listed, bundled_profiles().values()))
    assert f"\n\n{lists}\n\n" in PAGE
