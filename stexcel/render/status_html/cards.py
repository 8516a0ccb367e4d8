"""All that is told of one doctor, collected from the parts of the status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from stexcel.render.html_tables import UNKNOWN, Cell, Href, Table, day
from stexcel.render.status_html.cells import LINKS, light, percent, term
from stexcel.render.status_html.progress_lines import LineChart, own_chart
from stexcel.render.status_html.tables import findings, level_words
from stexcel.status.status import FindingRow, MatrixCell, OverviewRow, Status


@dataclass(frozen=True, slots=True)
class Stage:
    """The delmål that have come equally far; a cell opens the delmål in the doctor's file."""

    word: str
    mark: str
    delmal: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One doctor, or a file that could not be read."""

    id: str
    row: OverviewRow
    light: Cell
    href: str
    facts: tuple[tuple[str, str], ...]
    chart: LineChart | None
    undated: int
    stages: tuple[Stage, ...]
    findings: Table


def identities(rows: Iterable[OverviewRow]) -> Mapping[str, str]:
    """The anchor of each doctor by key: a number in the order of the overview, which tells nothing of who it is."""
    return {row.doctor.key: f"lakare-{number}" for number, row in enumerate(rows, start=1)}


def cards(status: Status, href: Href) -> tuple[Card, ...]:
    """In the order of the overview."""
    found: dict[str, list[FindingRow]] = {}
    for finding in status.findings:
        found.setdefault(finding.key or "", []).append(finding)
    lines = {line.doctor.key: line for line in status.progress.lines}
    delmal = _delmal(status)
    made = []
    for key, (row, identity) in _by_key(status).items():
        line = lines.get(key)
        made.append(
            Card(
                identity,
                row,
                light(row.judgement.light),
                href(row.doctor.place),
                facts(row),
                own_chart(line, status.progress.lag) if line else None,
                line.undated if line else 0,
                _stages(delmal.get(key, ()), href),
                findings(f"Fynd för {row.doctor.name}", found.get(key, ()), href, with_who=False),
            )
        )
    return tuple(made)


def _by_key(status: Status) -> Mapping[str, tuple[OverviewRow, str]]:
    ids = identities(status.overview)
    return {row.doctor.key: (row, ids[row.doctor.key]) for row in status.overview}


def other_findings(status: Status) -> tuple[FindingRow, ...]:
    """Those that are about nobody in the overview: the unit, the run, or its settings."""
    known = {row.doctor.key for row in status.overview}
    return tuple(row for row in status.findings if row.key not in known)


def facts(row: OverviewRow) -> tuple[tuple[str, str], ...]:
    """What is known of the doctor, by name."""
    return (
        ("Specialitet", row.specialty or UNKNOWN),
        ("Föreskrift", row.regulation or UNKNOWN),
        ("Enhet", row.unit or UNKNOWN),
        ("Handledare", row.supervisor or UNKNOWN),
        ("Start", day(row.start)),
        ("Planerat slut", day(row.planned_end)),
        ("Slut vid planerad grad", day(row.end_at_fte)),
        ("Tjänstgöringsgrad", percent(row.percent)),
        ("Tid gjord", percent(row.served)),
        ("Delmål", str(row.delmal) if row.delmal else UNKNOWN),
        ("Kopplade", percent(row.linked)),
        ("Bedömda", percent(row.assessed)),
        ("Klara", percent(row.done)),
        ("Väntat", percent(row.expected)),
        ("Bedömningar denna termin", _term(row)),
        ("Senaste handledning", day(row.last_supervision)),
        ("Senaste revision", day(row.last_revision)),
        ("Fynd", level_words(row.findings)),
        ("Undantagna fynd", str(row.silenced)),
        ("Trend", f"{row.arrow.sign} {row.arrow.value}"),
    )


def _term(row: OverviewRow) -> str:
    if row.term is None:
        return UNKNOWN
    cell = term(row.term)
    return f"{row.term.name}: {cell.text}" + (f" ({cell.below})" if cell.below else "")


def _delmal(status: Status) -> Mapping[str, Sequence[tuple[str, MatrixCell]]]:
    return {
        row.doctor.key: [(code, cell) for code, cell in zip(group.codes, row.cells, strict=True) if cell is not None]
        for group in status.matrix.groups
        for row in group.rows
    }


def _stages(delmal: Sequence[tuple[str, MatrixCell]], href: Href) -> tuple[Stage, ...]:
    """What is left to do comes first."""
    return tuple(
        Stage(
            link.value,
            mark,
            tuple(
                Cell(code, href(cell.place), below=cell.detail or f"{code}: {link.value}.")
                for code, cell in delmal
                if cell.link is link
            ),
        )
        for link, (_, mark) in reversed([*LINKS.items()])
        if any(cell.link is link for _, cell in delmal)
    )
