from __future__ import annotations

from pathlib import Path

import pytest

from stexcel.render.text import render_text
from tests.render.sample import clean_report, crashed_report, sample_report

GOLDEN = Path(__file__).with_name("sample.txt")


def test_sample_report_reads_as_agreed() -> None:
    assert render_text(sample_report()) == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [60, 100, 200])
def test_no_line_is_wider_than_asked_for(width: int) -> None:
    assert max(map(len, render_text(sample_report(), width=width).splitlines())) <= width


def test_colours_only_when_asked_for_and_never_alone() -> None:
    assert "\x1b" not in render_text(sample_report())
    coloured = render_text(sample_report(), color=True)
    assert "\x1b[" in coloured
    assert "STX102 krav" in coloured


def test_verdicts() -> None:
    assert "Inga brister i det som kontrollerades" in render_text(clean_report())
    assert "inga brister." in render_text(clean_report())
    crashed = render_text(crashed_report())
    assert "Inte färdigkontrollerad: fel i programmet" in crashed
    assert "STX000 krav" in crashed
