"""Links and pictures of the documentation lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.blocks import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
MOST = 1_500_000
_LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
_HEADING = re.compile(r"^#+ (?P<text>.+)$", re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """What the headings of a page are linked to by."""
    headings = (found["text"].lower() for found in _HEADING.finditer(page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w -]", "", heading).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for found in _LINK.finditer(page.read_text(encoding="utf-8")):
        file, _, anchor = found["target"].partition("#")
        assert not file.startswith(("http:", "https:")), found[0]
        target = page.parent / file if file else page
        assert target.exists(), found[0]
        assert not anchor or anchor in anchors(target), found[0]


def test_pictures_are_small_and_all_are_shown() -> None:
    pictures = list((ROOT / "docs" / "bilder").iterdir())
    assert sum(picture.stat().st_size for picture in pictures) < MOST
    shown = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [picture.name for picture in pictures if f"bilder/{picture.name}" not in shown] == []
