"""The report as one HTML page that needs nothing else: it works offline, without scripts, and on paper."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stexcel.findings import FileReport, Finding, Level, Report
from stexcel.render.grouping import GROUP_NAMES, Kind, Section, excepted, sections
from stexcel.render.html_page import asset, environment, policy
from stexcel.render.links import anchor, relative_path, web_link
from stexcel.render.status import reservations, status
from stexcel.render.words import (
    facts,
    files_checked,
    limits_in_force,
    outcome,
    shown_count,
    shown_path,
    until,
    verdict,
    who,
    whole_run,
)

_MANY = 50
"""Above so many files the browser lays out only what is seen, or a region's page would be slow to open."""
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Item:
    """One place of a remark: a whole sentence, or the delmål that share the place, and where it stands."""

    texts: tuple[str, ...]
    place: str
    href: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A remark with all its places. ``lead`` is what they have in common, or empty."""

    code: str
    level: Level
    lead: str
    items: tuple[Item, ...]
    action: str
    source: str


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of one file with its remarks."""

    key: str
    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Exempted:
    """A remark that an exception takes out of the counts."""

    entry: Entry
    reason: str
    until: str


@dataclass(frozen=True, slots=True)
class Part:
    """One file on the page; ``id`` is its anchor."""

    id: str
    report: FileReport
    href: str
    groups: tuple[Group, ...]
    exempted: tuple[Exempted, ...]

    @property
    def path(self) -> str:
        """The file as it is shown."""
        return shown_path(self.report.document.path)

    @property
    def who(self) -> str:
        """Whom or what the file is about."""
        return who(self.report)

    @property
    def facts(self) -> list[str]:
        """What is known of the programme."""
        return facts(self.report)

    @property
    def verdict(self) -> str:
        """The answer in short."""
        return verdict(self.report)

    @property
    def status(self) -> str:
        """Whether the file was checked at all, apart from what was found."""
        return status(self.report)

    @property
    def reservations(self) -> str:
        """How much there is to say about what was not checked."""
        return reservations(self.report)

    def count(self, level: Level) -> str:
        """The number of findings at a level; a dash where nothing was found because nothing was checked."""
        number = shown_count(self.report, level)
        return "–" if number is None else str(number)


def render_html(report: Report, folder: Path) -> str:
    """The page as text, with links to the workbooks as seen from the folder where it will lie."""
    style, script = asset("base.css", "report.css"), asset("report.js")
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            parts=_parts(report, folder),
            levels=list(Level),
            groups=GROUP_NAMES,
            many=_MANY,
            outcome=outcome(report),
            sum_of=files_checked(report),
            limits=whole_run(report),
            in_force=limits_in_force(report.in_force),
            style=style,
            script=script,
            policy=policy(style, script),
        )
    )


def _parts(report: Report, folder: Path) -> list[Part]:
    taken: Counter[str] = Counter()
    return [_part(part, folder, taken) for part in report.parts]


def _part(report: FileReport, folder: Path, taken: Counter[str]) -> Part:
    path = relative_path(report.document.path, folder)
    return Part(
        id=_unique(_slug(report.document.path), taken),
        report=report,
        href=web_link(path),
        groups=tuple(_group(section, path) for section in sections(report)),
        exempted=tuple(
            Exempted(_entry(one.kind, path), one.why.reason.rstrip("."), until(one.why)) for one in excepted(report)
        ),
    )


def _slug(path: str) -> str:
    """An anchor that stays the same as long as the path does."""
    ascii_only = unicodedata.normalize("NFKD", path.lower()).encode("ascii", "ignore").decode()
    return f"fil-{_NOT_A_WORD.sub('-', ascii_only).strip('-')}"


def _unique(slug: str, taken: Counter[str]) -> str:
    taken[slug] += 1
    return slug if taken[slug] == 1 else f"{slug}--{taken[slug]}"


def _group(section: Section, path: str) -> Group:
    return Group(section.key, section.name, tuple(_entry(kind, path) for kind in section.kinds))


def _entry(kind: Kind, path: str) -> Entry:
    first = kind.first
    return Entry(
        code=first.code,
        level=first.level,
        lead=kind.lead,
        items=tuple(_items(kind, path)),
        action=first.action,
        source=kind.source,
    )


def _items(kind: Kind, path: str) -> Iterator[Item]:
    if kind.by_delmal:
        yield from (_item(place.finding, path, place.delmal) for place in kind.places)
    elif kind.subjects:
        yield from (_item(one, path, (name,)) for name, one in zip(kind.subjects, kind.findings, strict=True))
    else:
        yield from (_item(finding, path) for finding in kind.findings)


def _item(finding: Finding, path: str, named: tuple[str, ...] = ()) -> Item:
    """``named`` are the delmål or the name that stand for the whole sentence after what several have in common."""
    place = anchor(finding)
    return Item(named or (finding.text,), finding.place, web_link(path, place) if place else "")
