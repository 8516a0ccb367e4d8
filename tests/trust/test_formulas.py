"""Text of a foreign workbook that looks like a formula, a link or a script is text in every output."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.trust.formulas import MARK, alive, dangerous, links_out_of, live_in
from tools.trust.outputs import Text
from tools.trust.planting import FEW, every_example


def test_nothing_comes_alive(tmp_path: Path) -> None:
    found = alive(FEW, tmp_path)
    assert found.planted > 100
    assert found.shown > 300
    assert list(found.found) == []


@pytest.mark.slow
def test_nothing_comes_alive_of_any_layout(tmp_path: Path) -> None:
    assert list(alive(every_example(), tmp_path).found) == []


@pytest.mark.parametrize(
    ("file", "part", "content"),
    [
        ("a.csv", "", f"a;b\r\n1;=1+{MARK}1\r\n"),
        ("a.csv", "", f'a;b\r\n1;"\t={MARK}1"\r\n'),
        ("a.xlsx", "xl/worksheets/sheet1.xml", f'<c r="A1"><f>1+{MARK}1</f><v>2</v></c>'),
        ("a.xlsx", "xl/workbook.xml", f'<definedName name="x">{MARK}1</definedName>'),
        ("a.xlsx", "xl/worksheets/_rels/sheet1.xml.rels", f'<Relationship Target="http://{MARK}1.invalid"/>'),
        ("a.xlsx", "xl/vbaProject.bin", ""),
        ("a.xlsx", "xl/externalLinks/externalLink1.xml", ""),
        ("a.html", "", f"<script>{MARK}1</script>"),
        ("a.html", "", f"<img src=x onerror={MARK}1>"),
        ("a.html", "", f'<a href="javascript:{MARK}1">x</a>'),
        ("a.html", "", "<p>utan policy</p>"),
        ("a.txt", "", f"\x1b]8;;http://{MARK}1.invalid\x07"),
    ],
)
def test_what_is_alive_would_be_noticed(file: str, part: str, content: str) -> None:
    assert list(live_in(Text(Path(file), part, content)))


def test_links_are_seen() -> None:
    page = '<a href="#a">x</a> <a class="b" href="./in/a%20b.xlsx#\'A\'!B2">y</a>'
    assert list(links_out_of(Text(Path("a.html"), "", page))) == ["./in/a%20b.xlsx#'A'!B2"]
    rels = '<Relationship Target="styles.xml"/><Relationship Target="../in/a%20b.xlsx" TargetMode="External"/>'
    assert list(links_out_of(Text(Path("a.xlsx"), "xl/_rels/x.rels", rels))) == ["../in/a%20b.xlsx"]


def test_all_kinds_are_planted() -> None:
    starts = {dangerous(index)[0] for index in range(20)}
    assert starts >= set("=+-@\t\r<")
