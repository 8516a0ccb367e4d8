"""How much of what looks like a formula, a link or a script in a foreign workbook comes alive in what is made of it."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from urllib.parse import unquote

from tools.trust.outputs import Text, texts_in
from tools.trust.planting import Clinic, Planter, work_through

MARK = "INJ"
_STARTS = (
    "=1+{0}",
    "+{0}",
    "-{0}",
    "@SUM({0})",
    "\t={0}",
    "\r={0}",
    '=HYPERLINK("http://{0}.invalid";"Klicka")',
    "=cmd|'/C calc'!{0}",
    "http://{0}.invalid/",
    "<script>{0}</script>",
    '"><img src=x onerror={0}>',
    "javascript:{0}",
    "_x001B_]8;;http://{0}.invalid_x0007_",
    "{{{{7*7}}}}{0}",
)
_LIVE_IN_CSV = re.compile(r"\s*[=+\-@\t\r]")
_FORMULA_PARTS = re.compile(
    r"<(?:\w+:)?(?:f|formula|formula1|formula2|definedName|calculatedColumnFormula|ddeLink)\b[^>]*>([^<]*)<"
)
_RELATION, _HREF = re.compile(r"<Relationship\b[^>]*>"), re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
_TARGET = re.compile(r'\bTarget="([^"]*)"')
_LINKS = ("http:", "https:", "ftp:", "javascript:", "data:", "mailto:", "file://evil")
_NEVER_PARTS = ("xl/vbaProject.bin", "xl/externalLinks/", "xl/connections.xml", "xl/queryTables/", "xl/webextensions/")
_SCRIPTS = {"fynd.html": 1}
"""The scripts of our own that a page has."""


def dangerous(index: int) -> str:
    """A text that some program would act on, with a mark by which it is found again."""
    return _STARTS[index % len(_STARTS)].format(f"{MARK}{index}")


@dataclass(frozen=True)
class Live:
    """How many texts were planted, how many texts of outputs were read, and each that came alive, with its place."""

    planted: int
    read: int
    shown: int
    found: Sequence[str]


def alive(books: Sequence[Path], folder: Path) -> Live:
    """Plants in every text of the workbooks, and reads everything that is made of them."""
    planter = Planter(dangerous, lambda text, plant: f"{plant} {text}")
    clinic = work_through(books, folder, planter, _name)
    found: list[str] = []
    read = shown = 0
    for text in _outputs(clinic):
        read += 1
        shown += text.content.count(MARK)
        found += (f"{text.file.name} {text.part}: {one}" for one in (*live_in(text), *_astray(text, clinic)))
    return Live(len(planter.planted), read, shown, found)


def _astray(text: Text, clinic: Clinic) -> Iterator[str]:
    """Links to anything but the workbooks of the run."""
    for link in links_out_of(text):
        path = unquote(link.partition("#")[0]).replace("\\", "/")  # as Excel writes them
        if (text.file.parent / path).resolve() not in clinic.sources:
            yield f"link to {path}"


def links_out_of(text: Text) -> Iterator[str]:
    """The links that lead out of an output."""
    if text.part.endswith(".rels"):
        relations = (one for one in _RELATION.findall(text.content) if 'TargetMode="External"' in one)
        yield from (html.unescape(target) for one in relations for target in _TARGET.findall(one))
    elif not text.part and text.file.suffix == ".html":
        yield from (one for one in map(html.unescape, _HREF.findall(text.content)) if not one.startswith("#"))


def _name(name: str, plant: str) -> str:
    """A name that begins as what is planted, without what no name of a file may have."""
    return re.sub(r'[<>:"/\\|?*\r\n\t]', "_", f"{plant} {name}")


def _outputs(clinic: Clinic) -> Iterator[Text]:
    yield from texts_in(clinic.results)
    for ran in clinic.runs:
        yield Text(Path("terminal"), "", ran.told)


def live_in(text: Text) -> Iterator[str]:
    """What an office program, a browser or a terminal would act on in a text."""
    suffix = text.file.suffix.lower()
    if text.part:
        yield from _in_package(text)
    elif suffix == ".csv":
        yield from _in_csv(text.content)
    elif suffix == ".html":
        yield from _in_page(text)
    if not text.part and suffix != ".csv" and "\x1b" in text.content:  # tables keep every sign, for other programs
        yield "a sign that steers a terminal"


def _in_package(text: Text) -> Iterator[str]:
    if text.part.startswith(_NEVER_PARTS):
        yield "a part that reaches outside"
    yield from (f"formula {one}" for one in _FORMULA_PARTS.findall(text.content) if MARK in one)
    if text.part.endswith(".rels"):
        yield from (f"link {one}" for one in _TARGET.findall(text.content) if one.lower().startswith(_LINKS))


def _in_csv(content: str) -> Iterator[str]:
    for row in csv.reader(StringIO(content.removeprefix("\ufeff"), newline=""), delimiter=";"):
        yield from (f"cell {one!r}" for one in row if MARK in one and _LIVE_IN_CSV.match(one))


class _Page(HTMLParser):
    """What a browser would fetch, follow or run."""

    def __init__(self) -> None:
        super().__init__()
        self.live: list[str] = []
        self.scripts = 0
        self.is_guarded = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        if ("http-equiv", "Content-Security-Policy") in attrs:
            told = dict(attrs).get("content") or ""
            self.is_guarded = told.startswith("default-src 'none'") and "http" not in told and "unsafe" not in told
        if tag in ("img", "iframe", "object", "embed", "link", "base"):
            self.live.append(f"<{tag}>")
        for name, value in attrs:
            if (
                name in ("action", "formaction")
                or name.startswith("on")
                or (name in ("href", "src") and (value or "").lower().startswith(_LINKS))
            ):
                self.live.append(f"{name}={value}")


def _in_page(text: Text) -> Iterator[str]:
    page = _Page()
    page.feed(text.content)
    yield from page.live
    if not page.is_guarded:
        yield "no policy that keeps the browser from fetching"
    if page.scripts != _SCRIPTS.get(text.file.name, 0):
        yield f"{page.scripts} scripts"
