"""What each section of the page shows as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from stexcel.findings import Level
from stexcel.render.html_tables import UNKNOWN, Cell, Column, Href, Table, columns, day
from stexcel.render.status_html.cells import ARROWS, COURSES, GAPS, LEVELS, amount, light, methods, percent, term
from stexcel.render.words import shown_path
from stexcel.status.status import (
    Assessments,
    CourseRow,
    Coverage,
    CoverageRow,
    FindingRow,
    Gap,
    OverviewRow,
    SupervisionRow,
    SupervisorRow,
)
from stexcel.status.trend import Trend

_MOST_NAMES = 12
_LAST_RUNS = 6
"""Of a long history the table shows so many runs."""

Cards = Mapping[str, str]
"""The link to what is told of a doctor, by the doctor's key."""


def overview(rows: Sequence[OverviewRow], cards: Cards) -> Table:
    """A row for each doctor, with what decides where to look."""
    heads = columns(
        "ST-läkare",
        "Läge",
        "Klart",
        "Väntat",
        "Tid gjord",
        "Denna termin",
        "Senaste handledning",
        "Fynd",
        "Trend",
        numbers=("Klart", "Väntat", "Tid gjord"),
    )
    return Table("ST-läkarna", heads, tuple(_overview(row, cards) for row in rows), "Inga ST-läkare.")


def _overview(row: OverviewRow, cards: Cards) -> tuple[Cell, ...]:
    programme = ", ".join(filter(None, (row.specialty, row.regulation)))
    return (
        Cell(row.doctor.name, cards[row.doctor.key], below=programme),
        light(row.judgement.light),
        Cell(percent(row.done)),
        Cell(percent(row.expected)),
        Cell(percent(row.served)),
        term(row.term) if row.term else Cell(UNKNOWN),
        Cell(day(row.last_supervision)),
        Cell(level_words(row.findings), mark="red" if row.findings.get(Level.KRAV) else ""),
        Cell(f"{row.arrow.sign} {row.arrow.value}", mark=ARROWS[row.arrow]),
    )


def level_words(counts: Mapping[Level, int]) -> str:
    """``1 krav, 2 råd``."""
    if not counts:
        return "inte räknade"
    return ", ".join(f"{counts[level]} {level.value}" for level in Level if counts.get(level)) or "inga"


def coverage(unit: Coverage) -> Table:
    """Delmål by type of activity and method over the whole unit."""
    heads = (
        *columns("Delmål", "Aktivitet", "Läkare", "Brist", numbers=("Läkare",)),
        *(Column(method, True) for method in unit.methods),
    )
    rows = tuple(
        (
            Cell(", ".join(codes)),
            Cell(row.activity),
            Cell(f"{row.doctors} av {row.of}"),
            Cell(row.gap.value or "ingen", mark=GAPS[row.gap]),
            *(
                Cell(f"{made} av {planned}" if planned else "–", mark="blue" if made else "yellow" if planned else "")
                for made, planned in zip(row.made, row.planned, strict=True)
            ),
        )
        for codes, row in _alike(unit.rows)
    )
    return Table(f"Delmål i enheten, {unit.regulation}", heads, rows, "Inga delmål.", wide=True)


def _alike(rows: Sequence[CoverageRow]) -> list[tuple[list[str], CoverageRow]]:
    """The rows with their delmål; those for which nobody has anything linked share a row where they are alike."""
    found: dict[CoverageRow, tuple[list[str], CoverageRow]] = {}
    for row in rows:
        key = replace(row, code="") if row.gap is Gap.NOTHING else row
        found.setdefault(key, ([], row))[0].append(row.code)
    return list(found.values())


def terms(counted: Assessments, cards: Cards) -> Table:
    """Doctors by term against the threshold."""
    rows = tuple(
        (Cell(one.doctor.name, cards.get(one.doctor.key, "")), *(term(standing) for standing in one.terms))
        for one in counted.doctors
    )
    heads = columns("ST-läkare", *counted.terms)
    return Table(f"Bedömningar per ST-läkare och termin, minst {counted.per_term}", heads, rows, "Inga ST-läkare.")


def assessors(counted: Assessments) -> Table:
    """Who assesses."""
    heads = columns("Bedömare", "Antal", "Senast", "ST-läkare", "Metoder", numbers=("Antal",))
    rows = tuple(
        (
            Cell(one.name),
            Cell(str(one.count)),
            Cell(day(one.last)),
            Cell(", ".join(one.doctors)),
            Cell(methods(one.methods)),
        )
        for one in counted.assessors
    )
    return Table("Vem som bedömer", heads, rows, "Ingen bedömare är känd.")


def supervision(rows: Sequence[SupervisionRow], href: Href) -> Table:
    """The meetings of each resident."""
    heads = columns(
        "ST-läkare",
        "Läge",
        "Handledare",
        "Samtal",
        "Senaste",
        "Dagar sedan",
        "Längsta uppehåll",
        "Nästa",
        "Mot IUP",
        "Avstämning",
        "Utvecklings\u00adsamtal",
        "Kollegium",
        numbers=("Samtal", "Dagar sedan", "Längsta uppehåll"),
    )
    cells = tuple(
        (
            Cell(row.doctor.name, href(row.place)),
            Cell(
                light(row.judgement.light).text,
                mark=light(row.judgement.light).mark,
                below=reasons(row.judgement.reasons),
            ),
            Cell(row.supervisor or UNKNOWN),
            Cell(str(row.meetings)),
            Cell(day(row.last, "inget känt")),
            Cell(amount(row.since)),
            Cell(UNKNOWN if row.longest is None else f"{row.longest} dagar"),
            Cell(day(row.next, "inte bokat")),
            *(
                Cell(day(one, "inget känt"))
                for one in (row.last_against_iup, row.last_reconciliation, row.last_development, row.last_kollegium)
            ),
        )
        for row in rows
    )
    return Table("Handledning", heads, cells, "Inga ST-läkare.")


def reasons(sentences: Sequence[str]) -> str:
    """Sentences one after the other."""
    return " ".join(sentences)


def courses(rows: Sequence[CourseRow], href: Href) -> Table:
    """The courses of all residents."""
    cells = tuple(
        (
            Cell(row.doctor.name),
            Cell(row.name, href(row.place)),
            Cell(row.state.value, mark=COURSES[row.state]),
            Cell(day(row.start, "utan datum")),
            Cell(day(row.end, "utan datum")),
            Cell(", ".join(row.delmal) or "inga angivna"),
        )
        for row in rows
    )
    return Table("Kurser", columns("ST-läkare", "Kurs", "Läge", "Från", "Till", "Delmål"), cells, "Inga kurser.")


def supervisors(rows: Sequence[SupervisorRow], href: Href) -> Table:
    """The supervisors with their load and training."""
    heads = columns("Handledare", "Läge", "Antal", "ST-läkare", "Enhet", "Specialitet", "Utbildning", "Uppdaterad")
    cells = tuple(
        (
            Cell(row.name, href(row.place), below="" if row.registered else "finns inte i enhetens register"),
            Cell(
                light(row.judgement.light).text,
                mark=light(row.judgement.light).mark,
                below=reasons(row.judgement.reasons),
            ),
            Cell(f"{row.load} av högst {row.limit}"),
            Cell(", ".join(row.residents) or "ingen"),
            *(Cell(told or UNKNOWN) for told in (row.unit, row.specialty, row.training, row.updated)),
        )
        for row in rows
    )
    return Table("Handledare", heads, cells, "Inga handledare är kända.")


def kinds_of_findings(rows: Sequence[FindingRow]) -> Table:
    """How often each kind of finding occurs, exceptions aside."""
    counted = Counter((row.level, row.code, row.summary, row.group) for row in rows if row.excepted is None)
    who: dict[tuple[Level, str, str, str], dict[str, None]] = {}
    for row in rows:
        who.setdefault((row.level, row.code, row.summary, row.group), {})[row.who] = None
    ranked = sorted(counted.items(), key=lambda one: (one[0][0].rank, -one[1], one[0][1:]))
    cells = tuple(
        (
            Cell(code, below=group),
            Cell(level.value, mark=LEVELS[level]),
            Cell(summary[:1].upper() + summary[1:]),
            Cell(str(count)),
            Cell(some(list(who[level, code, summary, group]))),
        )
        for (level, code, summary, group), count in ranked
    )
    heads = columns("Regel", "Nivå", "Vad", "Antal", "Gäller", numbers=("Antal",))
    return Table("Fynd efter slag", heads, cells, "Inga fynd.")


def some(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    rest = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" och {rest} till" if rest > 0 else "")


def findings(name: str, rows: Sequence[FindingRow], href: Href, with_who: bool) -> Table:
    """Findings one by one, each with the place that it opens; those that are excepted tell so."""
    heads = columns(*(["Gäller"] if with_who else []), "Regel", "Nivå", "Fynd", "Åtgärd", "Plats")
    cells = tuple(
        (
            *([Cell(row.who)] if with_who else []),
            Cell(row.code),
            Cell(row.level.value, mark=LEVELS[row.level]),
            Cell(row.text, below=f"Undantag, räknas inte: {row.excepted}" if row.excepted else ""),
            Cell(row.action, below=f"Källa: {row.source}"),
            Cell(row.place.text or shown_path(row.place.path), href(row.place)),
        )
        for row in rows
    )
    return Table(name, heads, cells, "Inga fynd.")


def trends(trend: Trend, rows: Sequence[OverviewRow], cards: Cards) -> Table:
    """The share of delmål that each doctor had done at the last runs."""
    days = trend.days[-_LAST_RUNS:]
    done = {(point.key, point.day): point.done for point in trend.points}
    cells = tuple(
        (
            Cell(row.doctor.name, cards[row.doctor.key]),
            *(Cell(percent(done.get((row.doctor.key, one)))) for one in days),
            Cell(f"{row.arrow.sign} {row.arrow.value}", mark=ARROWS[row.arrow]),
        )
        for row in rows
    )
    heads = columns("ST-läkare", *map(str, days), "Trend", numbers=tuple(map(str, days)))
    return Table(
        "Klara delmål, körning för körning", heads, cells if days else (), "Ingen tidigare körning.", wide=True
    )
