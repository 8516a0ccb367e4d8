from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stexcel.document import Document
from stexcel.findings import FileReport, LimitsInForce, SetLimit
from stexcel.render.text import render_text
from tests.render.sample import clean_report, crashed_report, sample_report

GOLDEN = Path(__file__).with_name("sample.txt")


def test_sample_report_reads_as_agreed() -> None:
    assert render_text(sample_report()) == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [60, 100, 200])
def test_no_line_is_wider_than_asked_for(width: int) -> None:
    assert max(map(len, render_text(sample_report(), width=width, on_screen=True).splitlines())) <= width


def test_colours_only_when_asked_for_and_never_alone() -> None:
    assert "\x1b" not in render_text(sample_report())
    coloured = render_text(sample_report(), color=True)
    assert "\x1b[" in coloured
    assert "STX102 krav" in coloured


def test_what_is_excepted_or_switched_off_is_told_and_not_counted() -> None:
    text = render_text(sample_report(), width=200)
    assert "STX103 krav a6 har ingen bedömningsmetod. (Delmål!A2) Undantag till och med 2026-11-01: Bedöms i" in text
    assert "Undantag utan slutdatum: =SUMMA(1) är inget skäl <b>" in text
    assert "4 filer per 2026-11-01: 10 brister mot krav, 1 råd, 1 lokalt mål, 2 upplysningar; 2 undantag räknas" in text
    assert "Regeln är avstängd i stexcel.toml och inte kontrollerad: STX205." in text
    assert "räknas inte" not in render_text(clean_report())


def test_names_with_brackets_stand_as_they_are() -> None:
    table = render_text(sample_report()).split("Sammanställning")[1]
    assert "Nora #1 100% [gammal].xls" in table


def test_verdicts() -> None:
    assert "Inga brister i det som kontrollerades" in render_text(clean_report())
    assert "inga brister." in render_text(clean_report())
    crashed = render_text(crashed_report())
    assert "Inte färdigkontrollerad: fel i programmet" in crashed
    assert "STX000 krav" in crashed


def test_paths_are_never_broken_in_a_file() -> None:
    path = f"mapp med långt namn/{'en mapp till/' * 12}iup.xlsx"
    report = replace(clean_report(), files=(FileReport(Document(path, None)),))
    text = render_text(report, width=60)
    assert text.count(path) == 2
    assert path not in render_text(report, width=60, on_screen=True)


def test_line_break_in_a_name_is_shown_as_a_sign() -> None:
    report = replace(clean_report(), files=(FileReport(Document("mapp/ny\nrad.xlsx", None)),))
    assert "ny␤rad.xlsx\nmapp/ny␤rad.xlsx\n" in render_text(report)


def test_limits_that_are_not_the_defaults_are_told_with_both_values() -> None:
    in_force = LimitsInForce("spur-2", (SetLimit("samtal_dagar", "dagar mellan samtal", 900, 45),))
    assert "Gränser: " not in render_text(sample_report())
    text = render_text(replace(sample_report(), in_force=in_force), width=200)
    assert "Gränser: Profilen ”spur-2” gäller. Ändrade från förvalet: samtal_dagar = 900 (förval 45).\n" in text
    named = render_text(replace(sample_report(), in_force=LimitsInForce("standard")), width=200)
    assert "Gränser: Profilen ”standard” gäller. Alla gränser är de förvalda.\n" in named
