"""The list of what an application needs, as text."""

from __future__ import annotations

from collections.abc import Iterator

from stexcel.ready.model import Item, Readiness, Section, Standing
from stexcel.render.paragraphs import WIDTH, Line, as_text
from stexcel.render.words import shown_path


def render_ready(one: Readiness, *, width: int = WIDTH) -> str:
    """The list in at most ``width`` columns."""
    return as_text(_lines(one), width)


def _lines(one: Readiness) -> Iterator[Line]:
    yield 0, f"{one.name or 'Namn saknas'} ({shown_path(one.path)}) per {one.today}"
    facts = [fact for fact in (one.specialty, one.regulation) if fact]
    if facts:
        yield 1, ", ".join(facts)
    counts = one.counts
    yield 1, ", ".join(f"{number} {standing.value}" for standing, number in counts.items() if number)
    for section in Section:
        items = [item for item in one.items if item.section is section]
        if items:
            yield 0, ""
            yield 0, f"{section.value} ({', '.join(dict.fromkeys(item.source for item in items))})"
            yield from ((1, _item(item)) for item in items)
    if any(item.unverified for item in one.items):
        yield 0, ""
        yield 0, "* Underlaget är inte kontrollerat mot författningen: läs målbeskrivningen."
    if one.limits:
        yield 0, ""
        yield 0, "Ej kontrollerat i granskningen av filen:"
        yield from ((1, limit) for limit in one.limits)
    yield 0, ""
    yield 0, _closing(one)


def _item(item: Item) -> str:
    mark = "*" if item.unverified else ""
    told = "; ".join(filter(None, (item.detail, item.certificate)))
    place = f" [{item.cell}]" if item.cell else ""
    return f"{item.standing.value}: {item.what}{mark}{f': {told}' if told else ''}{place}"


def _closing(one: Readiness) -> str:
    if one.is_ready:
        return "Allt som IUP kan visa är klart. Kontrollera det som inte står i IUP innan ansökan skickas."
    counts = {
        standing: sum(item.standing is standing for item in one.items if item.section is not Section.OUTSIDE)
        for standing in (Standing.MISSING, Standing.PLANNED, Standing.UNCHECKED)
    }
    left = ", ".join(f"{number} {standing.value}" for standing, number in counts.items() if number)
    return f"Inte redo för ansökan: {left}."
