"""What the status rests on, as tables."""

from __future__ import annotations

from stexcel.render.html_tables import Cell, Href, Table, columns
from stexcel.render.status_html.cells import LIGHTS
from stexcel.render.words import shown_path
from stexcel.status.status import About, Status

_SHOWN_DIGITS = 12
"""Enough of a digest to tell two files from each other; the workbook has all of it."""


def about_tables(status: Status, href: Href) -> tuple[Table, ...]:
    """In the order in which they are shown."""
    about = status.about
    return (_lights(about), _files(about, href), _rule_data(about), _limits(about), _exceptions(status))


def _lights(about: About) -> Table:
    rows = tuple((Cell(f"{one.value} – {one.word}", mark=LIGHTS[one]), Cell(text)) for one, text in about.light_rules)
    return Table("Så sätts ljuset", columns("Ljus", "När"), rows, "Reglerna är inte angivna.")


def _files(about: About, href: Href) -> Table:
    rows = tuple(
        (
            Cell(shown_path(file.place.path) or file.who, href(file.place)),
            Cell(file.kind),
            Cell(file.who),
            Cell(file.state, mark="green" if file.state == "läst" else "grey", below=" ".join(file.limits)),
            Cell(file.sha256[:_SHOWN_DIGITS] if file.sha256 else "ingen"),
        )
        for file in about.files
    )
    heads = columns("Fil", "Slag", "Gäller", "Läsning", "Kontrollsumma (början)")
    return Table("Filer", heads, rows, "Inga filer.")


def _rule_data(about: About) -> Table:
    rows = tuple(
        (
            Cell(one.regulation),
            Cell(one.specialty),
            Cell(str(one.delmal)),
            Cell(one.verification),
            Cell(str(one.doctors)),
        )
        for one in about.rule_data
    )
    heads = columns("Föreskrift", "Specialitet", "Delmål", "Kontroll", "ST-läkare", numbers=("Delmål", "ST-läkare"))
    return Table("Målbeskrivningar", heads, rows, "Ingen målbeskrivning är jämförd.")


def _limits(about: About) -> Table:
    rows = tuple(
        (
            Cell(one.key),
            Cell(one.meaning),
            Cell(str(one.value), below="" if one.value == one.default else "ändrad"),
            Cell(str(one.default)),
        )
        for one in about.limits
    )
    heads = columns("Gräns", "Betydelse", "Värde", "Förval", numbers=("Värde", "Förval"))
    profile = f", profilen ”{about.profile}”" if about.profile else ""
    return Table(f"Gränser{profile}", heads, rows, "Inga gränser är angivna.")


def _exceptions(status: Status) -> Table:
    rows = tuple(
        (
            Cell(one.code),
            Cell(one.file),
            Cell(one.delmal or "alla"),
            Cell(one.reason),
            Cell(str(one.until) if one.until else "utan slutdatum", below="har gått ut" * one.is_expired(status.day)),
            Cell(str(one.silenced)),
        )
        for one in status.about.exceptions
    )
    heads = columns("Regel", "Filer", "Delmål", "Skäl", "Till och med", "Tystade fynd", numbers=("Tystade fynd",))
    return Table("Undantag i stexcel.toml", heads, rows, "Inga undantag.")
