"""Every rule's own examples, run as real files in a real folder with a real configuration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import pytest

from stexcel import api
from stexcel.cli.settings import load_setup
from stexcel.rules import Thresholds, all_rules
from stexcel.rules.examples import TODAY, Border, Example, examples_of
from stexcel.rules.rule import RuleInfo
from stexcel.rules.thresholds import all_thresholds
from tests.grids import grid, save
from tests.workbook.files import compound_file

NOT_DRAWABLE = {"STX000"}
"""A failure of the program itself: proven where the engine is."""

CODES = [info.code for info in all_rules() if info.code not in NOT_DRAWABLE]
FAILING = [(code, example) for code in CODES for example in examples_of(code).failing]
PASSING = [(code, example) for code in CODES for example in examples_of(code).passing]
BORDERS = [(code, border) for code in CODES for border in examples_of(code).borders]


def _codes(folder: Path, files: Mapping[str, str], settings: str = "") -> set[str]:
    """The codes that a run over the drawn files gives."""
    for name, text in files.items():
        _write(folder / name, text)
    if settings:
        config = folder / "stexcel.toml"
        config.write_text((config.read_text("utf-8") if config.exists() else "") + settings, encoding="utf-8")
    report = api.validate([folder], load_setup([folder], TODAY, (), None))
    assert not report.crashed
    return {finding.code for part in report.parts for finding in part.findings}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if text == "(lösenordsskyddad)":
        path.write_bytes(compound_file({"EncryptionInfo": b"", "EncryptedPackage": b""}))
    elif text == "(trasig)" or path.suffix != ".xlsx":
        path.write_text(text, encoding="utf-8")
    else:
        save(grid(text), path)


def _name(case: tuple[str, Example | Border]) -> str:
    code, example = case
    return f"{code}-{example.caption if isinstance(example, Example) else example.key}"


@pytest.mark.parametrize("case", FAILING, ids=_name)
def test_failing_example_gives_the_finding(case: tuple[str, Example], tmp_path: Path) -> None:
    code, example = case
    assert code in _codes(tmp_path, example.files)


@pytest.mark.parametrize("case", PASSING, ids=_name)
def test_passing_example_gives_no_such_finding(case: tuple[str, Example], tmp_path: Path) -> None:
    code, example = case
    assert code not in _codes(tmp_path, example.files)


@pytest.mark.parametrize("case", BORDERS, ids=_name)
def test_threshold_decides_exactly_at_its_border(case: tuple[str, Border], tmp_path: Path) -> None:
    code, border = case
    assert abs(border.passes - border.fails) == 1
    assert code not in _codes(tmp_path / "passes", border.files, f"[troskel]\n{border.key} = {border.passes}\n")
    assert code in _codes(tmp_path / "fails", border.files, f"[troskel]\n{border.key} = {border.fails}\n")


@pytest.mark.parametrize("info", [info for info in all_rules() if info.code in CODES], ids=lambda info: info.code)
def test_every_rule_has_examples_and_every_threshold_of_it_a_border(info: RuleInfo) -> None:
    examples = examples_of(info.code)
    assert examples.failing
    assert examples.passing
    keys = {threshold.name: threshold.key for threshold in all_thresholds()}
    assert {keys[name] for name in info.thresholds} <= {border.key for border in examples.borders}


def test_every_threshold_belongs_to_a_rule() -> None:
    used = {name for info in all_rules() for name in info.thresholds}
    assert used == {one.name for one in fields(Thresholds)}
