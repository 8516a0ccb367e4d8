from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stexcel.model import CellRef
from stexcel.render.links import anchor, relative_path, web_link
from tests.render.sample import finding

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1)


@pytest.mark.parametrize(
    ("path", "folder", "seen"),
    [
        ("st/a.xlsx", "", "st/a.xlsx"),
        ("st/a.xlsx", "ut", "../st/a.xlsx"),
        ("st/a.xlsx", "st", "a.xlsx"),
        ("./st/b/../a.xlsx", "st/b", "../a.xlsx"),
    ],
)
def test_path_as_seen_from_the_folder_of_the_result(path: str, folder: str, seen: str) -> None:
    assert relative_path(path, Path(folder)) == seen


def test_folder_that_is_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "st").mkdir()
    (tmp_path / "ut" / "djupt").mkdir(parents=True)
    link = tmp_path / "genväg"
    link.symlink_to(tmp_path / "ut" / "djupt")
    seen = relative_path((tmp_path / "st" / "a.xlsx").as_posix(), link)
    assert seen == "../../st/a.xlsx"
    assert (link / seen).resolve() == tmp_path / "st" / "a.xlsx"


def test_anchor_quotes_the_sheet() -> None:
    assert anchor(finding("STX102", "…", cell=CellRef("Nora's mål", 7, 28))) == "'Nora''s mål'!AB7"
    assert anchor(finding("STX102", "…", sheet="Mål")) == "'Mål'!A1"
    assert anchor(finding("STX102", "…")) == ""


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("st/a b#1.xlsx", "./st/a%20b%231.xlsx#'M%C3%A5l'!A1"),
        ("../å.xlsx", "../%C3%A5.xlsx#'M%C3%A5l'!A1"),
        ("javascript:alert(1).xlsx", "./javascript:alert(1).xlsx#'M%C3%A5l'!A1"),
        ("C:/st/a.xlsx", "file:///C:/st/a.xlsx#'M%C3%A5l'!A1"),
    ],
)
def test_links_in_html(path: str, link: str) -> None:
    assert web_link(path, "'Mål'!A1") == link


def test_name_that_is_not_utf8_keeps_its_bytes() -> None:
    assert web_link(b"st/\xe5sa.xlsx".decode("utf-8", "surrogateescape")) == "./st/%E5sa.xlsx"


@settings(deadline=None, max_examples=100)
@given(NAMES, NAMES)
def test_link_in_html_leads_back_to_file_and_place(name: str, place: str) -> None:
    parts = urlsplit(web_link(f"st/{name}", place))
    assert (parts.scheme, parts.netloc, parts.query) == ("", "", "")
    assert unquote(parts.path) == f"./st/{name}"
    assert unquote(parts.fragment) == place
