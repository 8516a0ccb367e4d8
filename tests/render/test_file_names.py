"""File names as they may be on a disk, in every renderer."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from stexcel.cli.output import write
from stexcel.document import Document
from stexcel.findings import FileReport, Report
from stexcel.render.excel import render_excel
from stexcel.render.html import render_html
from stexcel.render.json import render_json
from stexcel.render.sarif import render_sarif
from stexcel.render.text import render_text
from tests.build import TODAY
from tests.render.sample import RULES, finding

NOT_TEXT = b"st/\xe5sa.xlsx".decode("utf-8", "surrogateescape")
RENDERERS: dict[str, Callable[[Report], str | bytes]] = {
    "ut.txt": render_text,
    "ut.json": render_json,
    "ut.sarif": lambda report: render_sarif(report, RULES),
    "ut.xlsx": lambda report: render_excel(report, Path()),
    "ut.html": lambda report: render_html(report, Path()),
}


@pytest.mark.parametrize("name", RENDERERS)
def test_name_in_another_encoding_is_written_as_well_as_it_can_be(name: str, tmp_path: Path) -> None:
    findings = (finding("STX401", f"Finns även i {NOT_TEXT}."),)
    report = Report((FileReport(Document(NOT_TEXT, None), findings),), TODAY, "0.1.0")
    write(RENDERERS[name](report), tmp_path / name, never=[])
    data = (tmp_path / name).read_bytes()
    if name != "ut.xlsx":
        assert "st/?sa.xlsx" in data.decode("utf-8")
    if name in {"ut.json", "ut.sarif"}:
        json.loads(data)
    if name in {"ut.sarif", "ut.html"}:
        assert b"st/%E5sa.xlsx" in data
