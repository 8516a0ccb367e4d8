"""Programmes in thirty-two more layouts, drawn to fail the rules 2xx to 4xx: each gives its findings, and no others.

What a truth lists under ``missas`` is not read yet; once it is, the list has to be shortened.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from stexcel import api
from stexcel.findings import FileReport
from tests.truth import read_truth, truth_files

FOLDER = Path(__file__).parent / "regler"
_OF_PROGRAMME = re.compile(r"STX[234]\d\d")


@cache
def _reports() -> Mapping[str, FileReport]:
    """Every report of the folder by the name of its file."""
    report = api.validate([FOLDER], api.Setup(date(2026, 11, 1)))
    return {Path(file.document.path).name: file for file in report.files}


@pytest.mark.parametrize("path", truth_files(FOLDER), ids=lambda path: path.name.removesuffix(".truth.json"))
def test_programme_gives_its_findings_and_no_others(path: Path) -> None:
    truth = read_truth(path)
    report = _reports()[f"{truth['fil']}.xlsx"]
    found = {finding.code for finding in report.findings if _OF_PROGRAMME.fullmatch(finding.code)}
    missed = set(truth.get("missas", ()))
    assert found - set(truth["diskutabla"]) == set(truth["forvantade"]) - set(truth["diskutabla"]) - missed
    assert set(truth["forvantade"]) - found == missed
    assert report.document.iup is not None
    name = report.document.iup.person.name
    assert (name.value if name else None) == truth["namn"]
