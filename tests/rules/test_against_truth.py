"""Every rule against every example's ground truth: exactly the expected findings, nothing more or less."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from stexcel import regelverk
from stexcel.rules import check_document
from stexcel.rules.months import Span, full_time_months
from tests import truth as facit

EXAMPLES = Path(__file__).parents[1] / "exempel"
TRUTHS = facit.truth_files(EXAMPLES)
JUDGED = (
    {f"STX1{number:02d}" for number in range(1, 11)}
    | {"STX203", "STX204", "STX205"}
    | {f"STX40{number}" for number in range(1, 6)}
) - facit.NOT_IN_TRUTH


def test_there_are_examples() -> None:
    assert len(TRUTHS) >= 30


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.name.split(".")[0])
def test_findings_are_exactly_the_expected(path: Path) -> None:
    truth = facit.read_truth(path)
    report = check_document(facit.document(truth), regelverk.load(), today=date.fromisoformat(truth["today"]))
    open_questions = {(item["kod"], item["delmal"]) for item in truth["undantag"]}

    def judged(pairs: set[tuple[str, str | None]]) -> set[tuple[str, str | None]]:
        return {
            (code, delmal)
            for code, delmal in pairs
            if code in JUDGED and not {(code, delmal), (code, "*")} & open_questions
        }

    found = judged({(finding.code, finding.delmal) for finding in report.findings})
    expected = judged({(item["kod"], item["delmal"]) for item in truth["forvantade_fynd"]})
    assert found == expected
    assert not report.crashed


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.name.split(".")[0])
def test_full_time_months_are_those_of_the_truth(path: Path) -> None:
    truth = facit.read_truth(path)
    spans = [
        Span(place.start, place.end, place.percent)
        for place in facit.iup(truth).placements
        if place.start and place.end and place.percent is not None
    ]
    if spans and truth["heltidsmanader"] is not None:
        assert round(full_time_months(spans), 1) == truth["heltidsmanader"]
