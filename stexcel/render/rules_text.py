"""Rule pages as text for a terminal: a line per rule, or a page each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import groupby
from textwrap import indent, wrap

from rich.box import SQUARE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from stexcel.explain import Drawing, DrawnFile, DrawnSheet, RulePage
from stexcel.model import column_letters
from stexcel.render.rules_words import (
    NEVER_SILENCED,
    NOT_DRAWN,
    SAME,
    SILENCE,
    SWITCH_OFF,
    exception_toml,
    headed_drawings,
    is_above,
    settings_toml,
    sheet_title,
    switch_off_toml,
)

WIDTH = 100
_LABEL = 10
_MARGIN = "  "


def render_rule_list(pages: Sequence[RulePage], *, width: int = WIDTH) -> str:
    """One line per rule under the name of its group."""
    lines: list[str] = []
    for group, members in groupby(pages, key=lambda page: page.group):
        lines.append(group)
        for page in members:
            lines += _labelled(f"{_MARGIN}{page.code}  {page.level.value:<5}  ", page.title, width)
        lines.append("")
    lines += wrap("Mer om en regel: stexcel rule STX101. Allt om alla: stexcel rule --all.", width)
    return "\n".join(lines) + "\n"


def render_rule_pages(pages: Sequence[RulePage], *, width: int = WIDTH) -> str:
    """The pages one after the other, with a rule between them."""
    line = "\n" + "─" * width + "\n\n"
    return line.join("\n".join(_page(page, width)) + "\n" for page in pages)


def _page(page: RulePage, width: int) -> Iterator[str]:
    yield from wrap(f"{page.code} {page.title}", width)
    yield ""
    for label, text in _facts(page):
        yield from _labelled(f"{_MARGIN}{label:<{_LABEL}}", text, width)
    yield from _examples(page, width)
    yield from _settings(page, width)
    yield from _silence(page, width)


def _facts(page: RulePage) -> Iterator[tuple[str, str]]:
    yield "Nivå", f"{page.level.value} – {page.level_means}"
    yield "Varför", page.why
    yield "Gör så här", page.action
    yield "Källa", " ".join([page.source + ("." if page.remarks else ""), *page.remarks])
    for number, criterion in enumerate(page.spur):
        yield "" if number else "SPUR", f"{criterion.id} {criterion.title}"


def _labelled(label: str, text: str, width: int) -> list[str]:
    room = max(1, width - len(label) - 1)
    first, *others = wrap(text, room, break_on_hyphens=False) or [""]
    return [f"{label} {first}".rstrip(), *(" " * (len(label) + 1) + line for line in others)]


def _examples(page: RulePage, width: int) -> Iterator[str]:
    if not page.can_be_switched_off:
        yield ""
        yield from _paragraph(NOT_DRAWN, width)
    for heading, drawing in headed_drawings(page):
        yield ""
        yield from _paragraph(f"{heading}: {drawing.caption}", width)
        for file in drawing.files:
            yield from _file(file, page, drawing, width - 2 * len(_MARGIN))


def _file(file: DrawnFile, page: RulePage, drawing: Drawing, width: int) -> Iterator[str]:
    if file.state is not None:
        yield _MARGIN * 2 + f"{file.name} ({file.state})"
    elif file.text is not None:
        yield _MARGIN * 2 + file.name
        yield indent(file.text, _MARGIN * 3)
    for sheet in file.sheets:
        known = is_above(file, sheet, page, drawing)
        yield _MARGIN * 2 + sheet_title(file, sheet) + (f": {SAME}" if known else "")
        if not known:
            yield indent(_sheet(sheet, width), _MARGIN * 2)


def _sheet(sheet: DrawnSheet, width: int) -> str:
    """The sheet with the letters and numbers that Excel shows around it."""
    table = Table(box=SQUARE, show_lines=False)
    table.add_column("", justify="right")
    for column in range(len(sheet.rows[0]) if sheet.rows else 0):
        table.add_column(column_letters(column + 1), overflow="fold")
    for number, row in enumerate(sheet.rows, start=1):
        table.add_row(str(number), *map(Text, row))
    out = StringIO()
    Console(file=out, width=width, no_color=True, legacy_windows=False, force_terminal=False).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def _settings(page: RulePage, width: int) -> Iterator[str]:
    if not page.settings:
        return
    yield ""
    yield from _paragraph("Gränsen ställs i stexcel.toml bredvid filerna, här med det förvalda värdet:", width)
    yield indent(settings_toml(page), _MARGIN * 2)
    for setting in page.settings:
        meaning = f"{setting.text}. Minst {setting.least}."
        yield from _labelled(f"{_MARGIN * 2}{setting.key}:", meaning, width)


def _silence(page: RulePage, width: int) -> Iterator[str]:
    yield ""
    if page.can_be_excepted:
        yield from _paragraph(f"Undantag i stexcel.toml. {SILENCE}", width)
        yield indent(exception_toml(page), _MARGIN * 2)
    if page.can_be_switched_off:
        yield from _paragraph(SWITCH_OFF, width)
        yield indent(switch_off_toml(page), _MARGIN * 2)
    else:
        yield from _paragraph(NEVER_SILENCED, width)


def _paragraph(text: str, width: int) -> list[str]:
    return wrap(text, width, initial_indent=_MARGIN, subsequent_indent=_MARGIN, break_on_hyphens=False)
