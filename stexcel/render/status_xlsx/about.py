"""What the workbook rests on: version, files with hashes, rule data, limits, exceptions and what is unchecked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stexcel.render.status_xlsx.desk import Desk
from stexcel.render.status_xlsx.styles import LIGHTS, STATES, light_word
from stexcel.render.words import shown_path
from stexcel.render.xlsx.styles import NO_COLOURS, Kind
from stexcel.render.xlsx.table import Cell, Column, Row, Table
from stexcel.status.status import About, ExceptionRow, FileRow

NAME = "Om"
_WIDTHS = (34.0, 26.0, 20.0, 12.0, 70.0, 36.0)
_FILES = tuple(
    Column(heading, width, palette=STATES if heading == "Läge" else NO_COLOURS)
    for heading, width in zip(("Fil", "Gäller", "Slag", "Läge", "Ej kontrollerat", "SHA-256"), _WIDTHS, strict=True)
)
_RULE_DATA = (
    Column("Specialitet", _WIDTHS[0]),
    Column("Föreskrift", _WIDTHS[1]),
    Column("Delmål", _WIDTHS[2], Kind.NUMBER),
    Column("Läkare", _WIDTHS[3], Kind.NUMBER),
    Column("Underlagets status", _WIDTHS[4]),
)
_LIMITS = (
    Column("Gräns", _WIDTHS[0]),
    Column("Ändrad", _WIDTHS[1]),
    Column("Värde", _WIDTHS[2], Kind.NUMBER),
    Column("Förval", _WIDTHS[3], Kind.NUMBER),
    Column("Betydelse", _WIDTHS[4]),
)
_EXCEPTIONS = (
    Column("Fil", _WIDTHS[0]),
    Column("Gäller", _WIDTHS[1]),
    Column("Till och med", _WIDTHS[2], Kind.DATE),
    Column("Antal fynd", _WIDTHS[3], Kind.NUMBER, "sum"),
    Column("Skäl", _WIDTHS[4]),
    Column("Läge", _WIDTHS[5]),
)


def draw_about(desk: Desk) -> None:
    """Draws the sheet."""
    about, day = desk.status.about, desk.status.day
    lead = f"stexcel {about.version}, läget {day}."
    page = desk.page(NAME, "Om statusarbetsboken", lead, _WIDTHS)
    unchecked = list(_unchecked(about))
    if unchecked:
        page.section("Vad som inte kontrollerades")
        page.remarks(unchecked)
    page.section("När ljuset är rött, gult, grönt och grått")
    first = page.row
    for light, rule in sorted(about.light_rules, key=lambda told: told[0].rank):
        page.write(page.row, 0, light_word(light), Kind.TEXT)
        page.sheet.merge_range(page.row, 1, page.row, len(_WIDTHS) - 1, "", page.styles.cells[Kind.TEXT])
        page.write(page.row, 1, rule, Kind.TEXT)
        page.fit(page.row, rule, 1, len(_WIDTHS))
        page.row += 1
    if page.row > first:
        page.colour((first, 0, page.row - 1, 0), LIGHTS)
    page.section("Regelunderlag")
    page.table(Table("Regelunderlag", _RULE_DATA, _rule_data(about), "Ingen målbeskrivning är använd."))
    page.section(f"Gränser{f' (profilen ”{about.profile}”)' if about.profile else ''}")
    page.table(Table("Granser", _LIMITS, _limits(about), "Alla gränser är de förvalda."))
    page.section("Undantag i stexcel.toml")
    page.table(Table("Undantag", _EXCEPTIONS, (_exception(one, day) for one in about.exceptions), "Inga undantag."))
    page.section("Filer")
    files = page.table(Table("Filer", _FILES, (_file(desk, one) for one in about.files), "Inga filer lästa."))
    page.set_up(frozen=(1, 1), heading=files.top)


def _unchecked(about: About) -> Iterator[str]:
    yield from about.not_checked
    if about.switched_off:
        yield f"Avstängda regler i stexcel.toml, alltså inte kontrollerade: {', '.join(about.switched_off)}."


def _file(desk: Desk, one: FileRow) -> Row:
    path = shown_path(one.place.path)
    who = one.who or path.rsplit("/", 1)[-1]
    return [path, Cell(who, desk.link(one.place)), one.kind, one.state, " ".join(one.limits) or None, one.sha256]


def _rule_data(about: About) -> Iterator[Row]:
    for one in about.rule_data:
        yield [one.specialty, one.regulation, one.delmal, one.doctors, one.verification]


def _limits(about: About) -> Iterator[Row]:
    for one in about.limits:
        yield [one.key, "ändrad" if one.value != one.default else "förvald", one.value, one.default, one.meaning]


def _exception(one: ExceptionRow, day: date) -> Row:
    what = f"{one.code} {one.delmal}" if one.delmal else one.code
    state = "har gått ut" if one.is_expired(day) else "gäller" if one.silenced else "gäller, men inget fynd berörs"
    return [one.file, what, one.until, one.silenced, one.reason, state]
