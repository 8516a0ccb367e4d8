"""The regulation where the workbook does not state it: derived from the codes, shown, and told as derived."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from stexcel import api
from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.findings import Report
from stexcel.model import CellRef, Delmal, Iup
from stexcel.render.json import render_json
from tests.grids import grid, save

_CELL = CellRef("IUP", 1, 1)


def _validate(folder: Path, stated: str, prefix: str) -> Report:
    drawing = f"""\
== IUP ==
ST-läkare | Nora Wiklander
Specialitet | Onkologi
{stated}
Huvudhandledare | Ivar Torsell

Delmål | Aktivitet | Bedömning
{prefix}a1 | Kurs Ledarskap | 360-grader
{prefix}b1 | Kurs Svåra samtal | Medsittning
{prefix}c1 | Onkologavdelningen | Mini-CEX
"""
    save(grid(drawing), folder / "nora.xlsx")
    return api.validate([folder], api.Setup(date(2026, 11, 1)))


def _derived(report: Report) -> list[str]:
    return [one.text for one in report.files[0].findings if one.code == "STX004" and "härledd" in one.text]


@pytest.mark.parametrize(("prefix", "regulation"), [("", SOSFS_2015), ("ST", HSLF_2021)])
def test_derived_regulation_is_told_as_such_and_shown(prefix: str, regulation: str, tmp_path: Path) -> None:
    report = _validate(tmp_path, "", prefix)
    iup = report.files[0].document.iup
    assert iup is not None
    assert iup.person.regulation is None
    assert len(_derived(report)) == 1
    assert regulation in _derived(report)[0]
    assert json.loads(render_json(report))["filer"][0]["person"]["foreskrift"] == regulation


def test_stated_regulation_is_not_derived(tmp_path: Path) -> None:
    assert _derived(_validate(tmp_path, "Föreskrift | SOSFS 2015:8", "")) == []


@pytest.mark.parametrize(
    ("numbered", "regulation"),
    [
        (("a1", "b1", "STa1"), SOSFS_2015),
        (("a1", "STa1", "STb1", "BT1"), HSLF_2021),
        (("a1", "STa1"), None),
        (("BT1",), None),
        ((), None),
    ],
)
def test_regulation_of_most_codes(numbered: tuple[str, ...], regulation: str | None) -> None:
    assert Iup(delmal={code: Delmal(code, (), (), (), (_CELL,)) for code in numbered}).regulation == regulation
