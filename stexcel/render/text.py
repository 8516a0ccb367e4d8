"""The report as text for a terminal or a file: a verdict per doctor, what to fix, and a table of the unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import groupby
from textwrap import wrap
from typing import NamedTuple

from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from rich.table import Table

from stexcel.findings import FileReport, Finding, Level, Report
from stexcel.render.words import counted, verdict, who

WIDTH = 100
_PLAIN, _BOLD, _DIM, _UNDERLINED = Style(), Style(bold=True), Style(dim=True), Style(underline=True)
_GOOD = Style(color="green", bold=True)
_STYLES = {
    Level.KRAV: Style(color="red", bold=True),
    Level.RAD: Style(color="yellow"),
    Level.LOKAL: Style(color="cyan"),
    Level.INFO: _DIM,
}
_GROUP_NAMES = {"": "Hela programmet", "a": "a-delmål", "b": "b-delmål", "c": "c-delmål"}


class Line(NamedTuple):
    """A paragraph: a label in a style of its own and the text after it, wrapped at an indentation."""

    label: str
    label_style: Style = _PLAIN
    text: str = ""
    indent: int = 0


def render_text(report: Report, *, width: int = WIDTH, color: bool = False) -> str:
    """The report in at most ``width`` columns; the level always stands as a word, colours only repeat it."""
    lines: list[str] = []
    for file in report.files:
        for line in _file(file):
            lines += _drawn(line, width, color)
        lines.append("")
    lines += _drawn_table(_summary(report), width, color)
    lines += _drawn(Line(_closing(report)), width, color)
    return "\n".join(lines) + "\n"


def _drawn(line: Line, width: int, color: bool) -> Iterator[str]:
    """The lines of a paragraph; rich only gives the styles, since it draws too slowly for a whole region."""
    whole = f"{line.label} {line.text}" if line.text else line.label
    room = max(1, width - line.indent)
    wrapped = [whole] if len(whole) <= room else wrap(whole, room, break_on_hyphens=False)
    left = len(line.label)
    for piece in wrapped:
        styled, plain = piece[:left], piece[left:]
        left = max(0, left - len(piece) - 1)
        system = ColorSystem.STANDARD if color else None
        yield " " * line.indent + line.label_style.render(styled, color_system=system) + plain


def _drawn_table(table: Table, width: int, color: bool) -> list[str]:
    out = StringIO()
    console = Console(file=out, width=width, force_terminal=color, no_color=not color, legacy_windows=False)
    console.print(table)
    return [line.rstrip() for line in out.getvalue().splitlines()]


def _file(report: FileReport) -> Iterator[Line]:
    yield Line(who(report), _BOLD, _facts(report))
    yield Line(report.document.path, _DIM)
    yield Line(verdict(report), _verdict_style(report))
    for limit in report.limits:
        yield Line("Obs:", _BOLD, limit, indent=2)
    about_reading = [finding for finding in report.findings if finding.level is Level.INFO]
    demands = [finding for finding in report.findings if finding.level is not Level.INFO]
    told: set[str] = set()
    for group, findings in groupby(demands, key=lambda finding: finding.group):
        yield from _section(_GROUP_NAMES[group], list(findings), told)
    if about_reading:
        yield from _section("Om läsningen", about_reading, told)


def _facts(report: FileReport) -> str:
    """Specialty, regulation and number of fulfilled delmål, as far as they are known."""
    person = report.document.iup.person if report.document.iup else None
    values = [person.specialty, person.regulation] if person else []
    facts = [value.value for value in values if value is not None]
    if report.total:
        facts.append(f"{report.fulfilled} av {report.total} delmål klara")
    return " ".join(f"· {fact}" for fact in facts)


def _verdict_style(report: FileReport) -> Style:
    worst = next((level for level in Level if report.counts[level]), Level.INFO)
    return _GOOD if worst is Level.INFO else _STYLES[worst]


def _section(name: str, findings: Sequence[Finding], told: set[str]) -> Iterator[Line]:
    """A heading, and one entry for each kind of remark with all its places.

    ``told`` holds the actions that stand further up for the same doctor; they are not repeated.
    """
    yield Line(name, _UNDERLINED, indent=2)
    kinds: dict[tuple[str, Level, str, str], list[Finding]] = {}
    for finding in sorted(findings, key=lambda finding: (finding.level.rank, finding.code)):
        kinds.setdefault((finding.code, finding.level, finding.summary, finding.action), []).append(finding)
    for (code, level, summary, action), alike in kinds.items():
        yield Line(f"{code} {level.value}", _STYLES[level], _entry(summary, alike), indent=4)
        if action not in told:
            told.add(action)
            yield Line(f"→ {action}", _DIM, indent=6)


def _entry(summary: str, findings: Sequence[Finding]) -> str:
    """The one remark in full, or what all have in common and where each of them stands."""
    if findings[0].delmal is not None and len(findings[0].delmal) > 1:
        return f"{summary}: {_places(findings)}"
    return "; ".join(finding.text + _where(finding) for finding in findings)


def _places(findings: Iterable[Finding]) -> str:
    """The delmål with their cells; those without a cell together under their sheet."""
    parts = []
    for sheet, alike in groupby(findings, key=lambda finding: finding.sheet if finding.cell is None else ""):
        if sheet:
            parts.append(f"{', '.join(str(finding.delmal) for finding in alike)} ({sheet})")
        else:
            parts += [f"{finding.delmal}{_where(finding)}" for finding in alike]
    return ", ".join(parts)


def _where(finding: Finding) -> str:
    return f" ({finding.place})" if finding.place else ""


def _summary(report: Report) -> Table:
    """One row per file; the columns are the levels."""
    table = Table(title="Sammanställning", title_justify="left", title_style="bold", box=None, pad_edge=False)
    for heading in ("ST-läkare", "Fil"):
        table.add_column(heading, overflow="fold")
    for heading in ("Klara delmål", *(level.value.capitalize() for level in Level)):
        table.add_column(heading, justify="right")
    for file in report.files:
        done = f"{file.fulfilled}/{file.total}" if file.total else "–"
        counts = [str(file.counts[level]) for level in Level]
        table.add_row(who(file), file.document.path, done, *counts)
    table.add_row("Summa", _files(report), "", *(str(report.counts[level]) for level in Level))
    return table


def _closing(report: Report) -> str:
    return f"{_files(report)} per {report.today}: {counted(report.counts) or 'inga brister'}."


def _files(report: Report) -> str:
    return "1 fil" if len(report.files) == 1 else f"{len(report.files)} filer"
