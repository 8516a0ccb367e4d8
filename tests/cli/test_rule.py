"""``stexcel rule`` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.program import stexcel


def test_without_a_code_all_rules_are_listed() -> None:
    result = stexcel("rule")
    assert result.returncode == 0
    assert "  STX101  krav    delmål saknas\n" in result.stdout


@pytest.mark.parametrize(("written", "code"), [("6", "STX006"), ("stx7", "STX007"), ("07", "STX007")])
def test_code_may_lack_its_zeros(written: str, code: str) -> None:
    assert stexcel("rule", written).stdout.startswith(f"{code} ")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("kanin",), "Fel: Regeln ”kanin” finns inte. Alla regler visas med: stexcel rule"),
        (("--all", "302"), "Fel: Ange antingen --all eller en eller flera koder."),
        (("--all", "-o", "x.pdf"), "Fel: Av filnamnet x.pdf framgår inte vilket format som ska skrivas."),
    ],
)
def test_what_cannot_be_shown_is_an_error(args: tuple[str, ...], message: str, tmp_path: Path) -> None:
    result = stexcel("rule", *args, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(message)


@pytest.mark.parametrize("code", ["STX203", "stx203", "203"])
def test_one_rule_is_explained(code: str) -> None:
    result = stexcel("rule", code)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("STX203 ")
    for part in ("Varför", "Gör så här", "Källa", "Ger fyndet:", "Ger inte fyndet:", "revision_manader = 12"):
        assert part in result.stdout


def test_several_rules_in_the_order_in_which_they_are_asked_for() -> None:
    told = stexcel("rule", "111", "101", "111", "--format", "json").stdout
    assert [rule["kod"] for rule in json.loads(told)["regler"]] == ["STX111", "STX101"]


def test_all_rules_as_the_chapter_of_the_handbook(tmp_path: Path) -> None:
    result = stexcel("rule", "--all", "--format", "md", "-o", tmp_path / "regler.md")
    assert (result.returncode, result.stdout) == (0, "")
    handbook = Path(__file__).parents[2] / "docs" / "regler.md"
    assert (tmp_path / "regler.md").read_bytes() == handbook.read_bytes()


def test_unknown_rule_is_an_error_with_the_nearest() -> None:
    result = stexcel("rule", "STX1O1")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("Fel: Regeln ”STX1O1” finns inte. Menade du STX101?")
