"""The report as text for a terminal or a file: a verdict per doctor, what to fix, and a table of the unit."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from textwrap import wrap
from typing import NamedTuple

from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from stexcel.findings import FileReport, Finding, Level, Report
from stexcel.personal_ids import hide
from stexcel.render.grouping import Excepted, Kind, Section, excepted, sections
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

WIDTH = 100
_WIDEST = 10_000
_PLAIN, _BOLD, _DIM, _UNDERLINED = Style(), Style(bold=True), Style(dim=True), Style(underline=True)
_GOOD = Style(color="green", bold=True)
_STYLES = {
    Level.KRAV: Style(color="red", bold=True),
    Level.RAD: Style(color="yellow"),
    Level.LOKAL: Style(color="cyan"),
    Level.INFO: _DIM,
}


class Line(NamedTuple):
    """A paragraph: a label in a style of its own and the text after it, indented, and wrapped unless it is whole."""

    label: str
    label_style: Style = _PLAIN
    text: str = ""
    indent: int = 0
    is_whole: bool = False


def render_text(report: Report, *, width: int = WIDTH, color: bool = False, on_screen: bool = False) -> str:
    """The report in at most ``width`` columns; the level always stands as a word, colours only repeat it.

    Paths that do not fit are broken only ``on_screen``: in a file they are to be found and copied.
    """
    lines: list[str] = []
    for part in report.parts:
        for line in _file(part):
            lines += _drawn(line._replace(is_whole=line.is_whole and not on_screen), width, color)
        lines.append("")
    lines += _drawn_table(_summary(report), width if on_screen else None, color)
    lines += _drawn(Line(outcome(report)), width, color)
    if told := limits_in_force(report.in_force):
        lines += _drawn(Line("Gränser:", _BOLD, told), width, color)
    for limit in whole_run(report):
        lines += _drawn(Line("Obs:", _BOLD, limit), width, color)
    return "\n".join(lines) + "\n"


def _drawn(line: Line, width: int, color: bool) -> Iterator[str]:
    """The lines of a paragraph; rich only gives the styles, since it draws too slowly for a whole region."""
    whole = f"{line.label} {line.text}" if line.text else line.label
    room = max(1, width - line.indent)
    wrapped = [whole] if line.is_whole or len(whole) <= room else wrap(hide(whole), room, break_on_hyphens=False)
    left = len(line.label)
    for piece in wrapped:
        styled, plain = piece[:left], piece[left:]
        left = max(0, left - len(piece) - 1)
        system = ColorSystem.STANDARD if color else None
        yield " " * line.indent + line.label_style.render(styled, color_system=system) + plain


def _drawn_table(table: Table, width: int | None, color: bool) -> list[str]:
    """The lines of the table, as wide as it needs to be where no width is given."""
    out = StringIO()
    console = Console(file=out, width=width or _WIDEST, force_terminal=color, no_color=not color, legacy_windows=False)
    console.print(table)
    return [line.rstrip() for line in out.getvalue().splitlines()]


def _file(report: FileReport) -> Iterator[Line]:
    yield Line(who(report), _BOLD, " ".join(f"· {fact}" for fact in facts(report)))
    yield Line(shown_path(report.document.path), _DIM, is_whole=True)
    yield Line(verdict(report), _verdict_style(report))
    for limit in report.limits:
        yield Line("Obs:", _BOLD, limit, indent=2)
    told: set[str] = set()
    for section in sections(report):
        yield from _section(section, told)
    if report.silenced:
        yield Line("Undantag i stexcel.toml, räknas inte", _UNDERLINED, indent=2)
        for one in excepted(report):
            yield from _excepted(one)


def _verdict_style(report: FileReport) -> Style:
    worst = next((level for level in Level if report.counts[level]), Level.INFO)
    return _GOOD if worst is Level.INFO else _STYLES[worst]


def _section(section: Section, told: set[str]) -> Iterator[Line]:
    """A heading, and one entry for each kind of remark with all its places.

    ``told`` holds the actions that stand further up for the same doctor; they are not repeated.
    """
    yield Line(section.name, _UNDERLINED, indent=2)
    for kind in section.kinds:
        first = kind.first
        yield Line(f"{first.code} {first.level.value}", _STYLES[first.level], _entry(kind), indent=4)
        if first.action not in told:
            told.add(first.action)
            yield Line(f"→ {first.action}", _DIM, indent=6)
        if kind.verified:
            yield Line(f"Kontrollerat mot {kind.verified}.", _DIM, indent=6)


def _entry(kind: Kind) -> str:
    """The one remark in full, or what all have in common and where each of them stands."""
    if kind.by_delmal:
        return f"{kind.first.summary}: {', '.join(place.label + _where(place.finding) for place in kind.places)}"
    if kind.subjects:
        named = zip(kind.subjects, kind.findings, strict=True)
        return f"{kind.lead}: {', '.join(name + _where(finding) for name, finding in named)}"
    return "; ".join(finding.text + _where(finding) for finding in kind.findings)


def _where(finding: Finding) -> str:
    return f" ({finding.place})" if finding.place else ""


def _excepted(one: Excepted) -> Iterator[Line]:
    first = one.kind.first
    yield Line(f"{first.code} {first.level.value}", _DIM, _entry(one.kind), indent=4)
    yield Line(f"Undantag {until(one.why)}: {one.why.reason}", _DIM, indent=6)


def _summary(report: Report) -> Table:
    """One row per file, and one for the configuration if it has findings; the columns are the levels."""
    table = Table(title="Sammanställning", title_justify="left", title_style="bold", box=None, pad_edge=False)
    for heading in ("ST-läkare", "Fil"):
        table.add_column(heading, overflow="fold")
    for heading in ("Klara delmål", *(level.value.capitalize() for level in Level)):
        table.add_column(heading, justify="right")
    for part in report.parts:
        done = f"{part.fulfilled}/{part.total}" if part.total else "–" if part.was_read else "ej kontrollerad"
        counts = ["–" if (count := shown_count(part, level)) is None else str(count) for level in Level]
        table.add_row(Text(who(part)), Text(shown_path(part.document.path)), done, *counts)
    table.add_row("Summa", files_checked(report), "", *(str(report.counts[level]) for level in Level))
    return table
