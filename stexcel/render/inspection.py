"""How a workbook was read, as aligned text to look through: sheet by sheet, then what was found in all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import shorten, wrap
from typing import NamedTuple

from rich.color import ColorSystem
from rich.style import Style

from stexcel.layout.inspection import Block, Inspection, ReadField, ReadSheet, ReadTable, is_unsure
from stexcel.layout.reading import Column, Table, Unread
from stexcel.layout.roles import Role
from stexcel.layout.unit.inspection import UnitInspection
from stexcel.model import PartStatement, column_letters
from stexcel.personal_ids import hide
from stexcel.render.inspection_totals import totals_lines
from stexcel.render.inspection_unit import UNKNOWN, unit_lines
from stexcel.subjects import PART_NAMES

WIDTH = 100
UNSURE_WORD = "osäkert"
_MOST_UNREAD = 8
_UNREAD_TEXT = 40
_HEADING = 38
_LABEL = 30
_ANSWER = 40
_COLUMN = 42
_TOTAL = 30
_NARROW = 20
_RUN = 3
"""Columns of the same sort beside each other (ticks under delmål, terms) are told as one from this number."""
_PLAIN, _BOLD, _DIM = Style(), Style(bold=True), Style(dim=True)
_WARNING = Style(color="yellow", bold=True)


class Line(NamedTuple):
    """One line of the text; one that is too long goes on below, indented ``hang`` further."""

    text: str
    indent: int = 0
    style: Style = _PLAIN
    hang: int = 0


def render_inspection(inspection: Inspection, *, width: int = WIDTH, color: bool = False) -> str:
    """The inspection in at most ``width`` columns; colours only repeat what the words say."""
    if inspection.unit is not None:
        return _drawn_lines(_unit(inspection.path, inspection.unit), width, color)
    lines = [*_head(inspection)]
    for sheet in inspection.sheets:
        lines += [Line(""), *_sheet(sheet)]
    lines += [Line(""), *_totals(inspection), Line(""), *_closing(inspection)]
    return _drawn_lines(lines, width, color)


def _drawn_lines(lines: Iterable[Line], width: int, color: bool) -> str:
    return "\n".join(piece for line in lines for piece in _drawn(line, width, color)) + "\n"


def _unit(path: str, read: UnitInspection) -> Iterator[Line]:
    yield Line(path, style=_BOLD)
    yield Line("Läst som enhetens egen arbetsbok, inte som ett IUP.")
    yield Line("")
    for indent, text in unit_lines(read):
        style = _WARNING if text.endswith(UNKNOWN) else _PLAIN if indent else _BOLD
        yield Line(text, indent, style, 6)


def _drawn(line: Line, width: int, color: bool) -> Iterator[str]:
    """The line as text, broken where it is too long."""
    system = ColorSystem.STANDARD if color else None
    room = max(_NARROW, width - line.indent)
    hang = " " * min(line.hang, room // 2)
    pieces = [line.text] if len(line.text) <= room else wrap(hide(line.text), room, subsequent_indent=hang)
    for piece in pieces:
        yield " " * line.indent + line.style.render(piece, color_system=system) if piece else ""


def _head(inspection: Inspection) -> Iterator[Line]:
    yield Line(inspection.path, style=_BOLD)
    profile = inspection.profile
    how = f"Läst med profilen ”{profile.name}”." if profile else "Läst utan profil."
    yield Line(f"{how} Mallens fingeravtryck: {inspection.fingerprint}")
    for name in inspection.unfit:
        yield Line(f"Profilen ”{name}” används inte: filen saknar dess blad.", style=_WARNING)
    for name in inspection.missing:
        yield Line(f"Profilens blad ”{name}” finns inte i filen.", style=_WARNING)


def _sheet(sheet: ReadSheet) -> Iterator[Line]:
    hidden = "" if sheet.visibility == "synligt" else f" ({sheet.visibility})"
    title = f"Bladet {sheet.name}{hidden}"
    if sheet.skipped or sheet.is_empty:
        yield Line(f"{title} – {sheet.skipped or 'tomt'}", style=_DIM)
        return
    yield Line(title, style=_BOLD)
    if sheet.fields:
        yield Line("Uppgifter", 2)
        yield from _aligned(map(_field, sheet.fields), 4)
    for table in sheet.tables:
        yield from _table(table)
    if sheet.blocks:
        yield Line(f"Delmål utanför tabeller: {len(sheet.blocks)}", 2)
        yield from _aligned(map(_block, sheet.blocks), 4)
    if sheet.parts:
        yield Line("Övriga delar av utbildningen", 2)
        yield from _aligned(map(_part, sheet.parts), 4)
    for reason, cells in groupby(sheet.unread, key=lambda one: one.reason):
        yield from _unread(reason, list(cells))


def _aligned(rows: Iterable[tuple[str, ...]], indent: int, widest: int = _COLUMN) -> Iterator[Line]:
    """The rows with their cells in columns; those that are unsure stand out.

    A cell that is wider than ``widest`` pushes only its own row aside.
    """
    kept = list(rows)
    widths = [min(max(map(len, column)), widest) for column in zip(*kept, strict=True)]
    hang = sum(width + 2 for width in widths[:2] if width)
    for row in kept:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True) if width]
        yield Line("  ".join(cells).rstrip(), indent, _WARNING if UNSURE_WORD in row else _PLAIN, hang)


def _field(field: ReadField) -> tuple[str, ...]:
    """What it is, the label with its cell, what was read in which cell, and what is odd with it."""
    label = f"{_short(field.label, _LABEL)} ({field.label_cell.a1})" if field.label else field.label_cell.a1
    where = f" ({field.cell.a1})" if field.cell != field.label_cell else ""
    answer = field.read or ("–" if field.text else "tomt")
    unsure = UNSURE_WORD if field.is_unsure and field.read is not None else ""
    return field.field.value, label, f"→ {_short(answer, _ANSWER)}{where}{_remark(field)}", unsure


def _remark(field: ReadField) -> str:
    """Why an answer was not used, or how it is written where it is read as something else."""
    if field.unused:
        return f", används inte: {field.unused}"
    told = field.read is None or " ".join(field.text.split()) in field.read
    return "" if told else f", står ”{_short(field.text, _ANSWER)}”"


def _table(read: ReadTable) -> Iterator[Line]:
    table = read.table
    what = f"Tabell: {table.kind.value}" if read.is_used else "Tabell som inte läses"
    about = f" ”{_short(table.title, _HEADING)}”" if table.title else ""
    yield Line(f"{what}{about}", 2)
    facts = [_rows(table), f"{read.filled} ifyllda" if read.filled else "inga ifyllda"]
    facts += ["vänd: en post per kolumn"] if table.transposed else []
    facts += [f"gäller {', '.join(table.scope)}"] if table.scope else []
    facts += [f"skäl: {', '.join(table.reasons)}", f"poäng {_number(table.score, 0)}"]
    yield Line(" · ".join(facts), 4, _DIM)
    yield from _aligned((_column_row(table, run) for run in _runs(table.columns)), 4)


def _rows(table: Table) -> str:
    """The rows of headings and of content as Excel counts them; letters where the table is turned."""
    header = _span("rubriker i", table.header, table) if table.header[1] >= table.header[0] else "utan rubriker"
    return f"{header}, {_span('innehåll i', table.body, table)}" if table.body[1] >= table.body[0] else header


def _span(what: str, rows: tuple[int, int], table: Table) -> str:
    first, last = (column_letters(row + 1) if table.transposed else str(row + 1) for row in rows)
    line = "kolumn" if table.transposed else "rad"
    return f"{what} {line} {first}" if first == last else f"{what} {line} {first}–{last}"


def _runs(columns: Sequence[Column]) -> Iterator[Sequence[Column]]:
    """The columns one by one, but long runs of ticks under delmål and of terms together."""
    for (role, unsure), group in groupby(columns, key=lambda column: (column.role, is_unsure(column))):
        run = list(group)
        if role in (Role.CODE_MARKS, Role.TERM) and not unsure and len(run) >= _RUN:
            yield run
        else:
            yield from ([column] for column in run)


def _column_row(table: Table, run: Sequence[Column]) -> tuple[str, ...]:
    first, last = run[0], run[-1]
    letters = [str(one.index + 1) if table.transposed else column_letters(one.index + 1) for one in (first, last)]
    place, heading = letters[0], _short(first.header, _HEADING) or "(ingen rubrik)"
    if first is not last:
        place, heading = "–".join(letters), f"{first.header} … {last.header} ({len(run)} st)"
    role = f"{first.role.value} (bedömning)" if first.method else first.role.value
    score = "" if first.role is Role.IGNORED else _number(first.score, 2)
    return place, heading, f"→ {role}", score, first.reason, UNSURE_WORD if is_unsure(first) else ""


def _block(block: Block) -> tuple[str, ...]:
    return (
        block.code,
        block.cell.a1,
        _counted(block.activities, "aktivitet", "aktiviteter"),
        _counted(block.assessments, "bedömning", "bedömningar"),
    )


def _counted(number: int, one: str, many: str) -> str:
    return f"{number or 'ingen'} {one if number <= 1 else many}"


def _part(one: PartStatement) -> tuple[str, ...]:
    planned = "→ planerat" if one.planned else "→ inte planerat"
    text = f"”{_short(one.text, _HEADING)}”" if one.text else ""
    return PART_NAMES[one.part], one.cell.a1, planned, text


def _unread(reason: str, cells: Sequence[Unread]) -> Iterator[Line]:
    told = [f"{one.cell.a1} ”{_short(one.text, _UNREAD_TEXT)}”" for one in cells[:_MOST_UNREAD]]
    if len(cells) > _MOST_UNREAD:
        told.append(f"och {len(cells) - _MOST_UNREAD} till")
    yield Line(f"Inte läst ({reason}): {_counted(len(cells), 'cell', 'celler')}", 2, _DIM)
    yield Line(", ".join(told), 4, _DIM)


def _totals(inspection: Inspection) -> Iterator[Line]:
    yield Line("Läst ur hela filen", style=_BOLD)
    if not inspection.iup.layouts and not inspection.iup.delmal:
        yield Line("Inget IUP hittades: varken delmål eller någon annan tabell som hör dit.", 2, _WARNING)
    yield from _aligned(totals_lines(inspection.iup), 2, _TOTAL)
    if inspection.iup.notes:
        yield Line("")
        yield Line("Att titta närmare på", style=_BOLD)
        yield from (Line(f"{note.cell}: {note.text}", 2) for note in inspection.iup.notes)


def _closing(inspection: Inspection) -> Iterator[Line]:
    yield Line(
        "Talet vid en kolumn är hur säker läsningen är, från 0 till 1; under 0,55 står det osäkert. Tabellens "
        "poäng växer med antalet celler som kolumnerna förklarar.",
        style=_DIM,
    )
    if inspection.profile is None:
        yield Line(
            "Är något fel läst? Spara läsningen med --save-profile mall.toml, rätta den filen, och visa "
            "läsningen igen med --profile mall.toml.",
            style=_DIM,
        )
    else:
        yield Line("Är något fel läst? Rätta profilen och visa läsningen igen.", style=_DIM)


def _number(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace(".", ",")


def _short(text: str, width: int) -> str:
    """The text on one line, cut at a word where there is one."""
    plain = " ".join(text.split())
    if len(plain) <= width:
        return plain
    cut = shorten(plain, width, placeholder=" …")
    return cut if len(cut) > width // 2 else f"{plain[: width - 1]}…"
