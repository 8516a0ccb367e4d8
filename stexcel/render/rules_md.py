"""Rule pages as Markdown: the page of one rule, and the handbook's chapter with all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

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

_INTRODUCTION = """\
# Reglerna

Sidan är gjord av programmet självt: `stexcel rule --all --format md -o docs/regler.md`. Ändra den inte för hand.

Varje fynd har en kod som aldrig byter betydelse. Nivån säger varifrån kravet kommer:

| nivå | betyder |
| --- | --- |
| krav | föreskriften (SOSFS 2015:8 eller HSLF-FS 2021:8), eller något som gör att filen inte kan kontrolleras |
| råd | allmänt råd i samma författningar |
| lokal | regional ST-rutin eller kvalitetsindikator; gränsen ställs i `stexcel.toml` |
| info | upplysning om läsningen eller inställningarna, ingen brist |

Paragrafer anges inte, eftersom de inte är fastställda i underlaget. För en del delmål är underlaget inte heller
kontrollerat mot den tryckta målbeskrivningen: då sänks krav till råd, och fyndet säger att målbeskrivningen ska läsas.
Alla personer och uppgifter i exemplen är påhittade. Exemplen är ritade med den 1 november 2026 som dagens datum.
"""


def render_rule_chapter(pages: Sequence[RulePage]) -> str:
    """The chapter: what the levels mean, a table of contents, and the pages in their groups."""
    parts = [_INTRODUCTION, "## Innehåll\n\n" + _contents(pages)]
    for group, members in groupby(pages, key=lambda page: page.group):
        parts.append(f"## {group}\n")
        parts += [render_rule_page(page) for page in members]
    return "\n".join(parts)


def render_rule_page(page: RulePage) -> str:
    """The page of one rule, under a heading of the third level."""
    return "\n\n".join(_blocks(page)) + "\n"


def _contents(pages: Sequence[RulePage]) -> str:
    rows = [f"| [{page.code}](#{page.code.lower()}) | {page.level.value} | {_escaped(page.title)} |" for page in pages]
    return "\n".join(["| kod | nivå | fynd |", "| --- | --- | --- |", *rows]) + "\n"


def _blocks(page: RulePage) -> Iterator[str]:
    yield f"### {page.code}"
    yield f"**{_escaped(page.title[:1].upper() + page.title[1:])}** ({page.level.value} – {page.level_means})"
    yield _escaped(page.why)
    yield f"**Gör så här:** {_escaped(page.action)}"
    yield f"**Källa:** {_escaped(' '.join([page.source + '.', *page.remarks]))}"
    if page.spur:
        criteria = [f"- {criterion.id} {_escaped(criterion.title)}" for criterion in page.spur]
        yield "**SPUR-kriterier som fyndet talar om:**"
        yield "\n".join(criteria)
    if not page.can_be_switched_off:
        yield NOT_DRAWN
    for heading, drawing in headed_drawings(page):
        yield f"**{heading}:** {_escaped(drawing.caption)}"
        for file in drawing.files:
            yield from _file(file, page, drawing)
    yield from _settings(page)
    yield from _silence(page)


def _file(file: DrawnFile, page: RulePage, drawing: Drawing) -> Iterator[str]:
    if file.state is not None:
        yield f"`{file.name}` ({file.state})"
    elif file.text is not None:
        yield f"`{file.name}`"
        yield _code(file.text)
    for sheet in file.sheets:
        known = is_above(file, sheet, page, drawing)
        yield f"*{_escaped(sheet_title(file, sheet))}*" + (f": {SAME}" if known else "")
        if not known:
            yield _table(sheet)


def _table(sheet: DrawnSheet) -> str:
    """The sheet with the letters and numbers that Excel shows around it."""
    columns = range(len(sheet.rows[0]) if sheet.rows else 0)
    lines = [_row("", *(column_letters(column + 1) for column in columns)), _row("---:", *("---" for _ in columns))]
    lines += [_row(str(number), *map(_escaped, row)) for number, row in enumerate(sheet.rows, start=1)]
    return "\n".join(lines)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _settings(page: RulePage) -> Iterator[str]:
    if page.settings:
        yield "**Gräns** i `stexcel.toml`, med det förvalda värdet:"
        yield _code(settings_toml(page), "toml")
        yield "\n".join(
            f"- `{setting.key}`: {_escaped(setting.text)}. Minst {setting.least}." for setting in page.settings
        )


def _silence(page: RulePage) -> Iterator[str]:
    if page.can_be_excepted:
        yield f"**Undantag** i `stexcel.toml`. {SILENCE}"
        yield _code(exception_toml(page), "toml")
    if page.can_be_switched_off:
        yield SWITCH_OFF
        yield _code(switch_off_toml(page), "toml")
    else:
        yield NEVER_SILENCED


def _code(text: str, language: str = "") -> str:
    return f"```{language}\n{text}\n```"


def _escaped(text: str) -> str:
    """The text as Markdown shows it: no mark of its own, and on one line."""
    for mark in "\\`*_|<[":
        text = text.replace(mark, "\\" + mark)
    return text.replace("\n", "<br>")
