"""One page per rule, gathered from the rule's metadata, its examples, its limits and the SPUR model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stexcel.codes import REGULATIONS
from stexcel.explain.drawings import DrawnFile, drawn_file
from stexcel.findings import Level
from stexcel.regelverk import load_spur
from stexcel.rules import all_rules
from stexcel.rules.examples import Example, examples_of
from stexcel.rules.exceptions import UNNEEDED
from stexcel.rules.registry import NOT_READ
from stexcel.rules.rule import GOALS, RuleInfo
from stexcel.rules.thresholds import all_thresholds

_GROUPS = {
    "0": "Filen",
    "1": "Delmålen",
    "2": "Programmet",
    "3": "Handledning och bedömning",
    "4": "Teori, vetenskap och kvalitet",
    "5": "Enheten",
}
_LEVELS = {
    Level.KRAV: "ska rättas",
    Level.RAD: "bör rättas: allmänt råd, eller något som gör planen svår att följa",
    Level.LOKAL: "regional rutin eller kvalitetsindikator: vad som gäller bestäms där ST görs",
    Level.INFO: "upplysning om läsningen eller inställningarna, ingen brist",
}
_DEMANDED = "ska rättas: föreskriften kräver det"
_NO_PARAGRAPH = "Paragrafen anges inte: den är inte fastställd i underlaget."
_MAY_BE_LOWERED = (
    "För en del delmål är underlaget inte kontrollerat mot den tryckta målbeskrivningen. "
    "Ett fynd som vilar på det blir ett råd, och texten säger att målbeskrivningen ska läsas."
)


@dataclass(frozen=True, slots=True)
class Setting:
    """A limit that the rule uses: its key under ``[troskel]``, its meaning, and its default and least values."""

    key: str
    text: str
    default: int
    least: int


@dataclass(frozen=True, slots=True)
class SpurLine:
    """A SPUR criterion that the rule speaks to."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One example: what it shows, and its files."""

    caption: str
    files: tuple[DrawnFile, ...]


@dataclass(frozen=True, slots=True)
class RulePage:
    """All that is said of a rule; every text is Swedish.

    ``level_means`` explains the level, ``remarks`` say what is not known or not verified about the source.
    ``failing`` and ``passing`` are one example each where the rule can be drawn. ``can_be_excepted`` tells whether
    single files may be let off, ``can_be_switched_off`` whether all may; neither holds where nothing was checked.
    """

    code: str
    group: str
    title: str
    why: str
    level: Level
    level_means: str
    source: str
    remarks: tuple[str, ...]
    action: str
    spur: tuple[SpurLine, ...]
    settings: tuple[Setting, ...]
    failing: Drawing | None
    passing: Drawing | None
    can_be_excepted: bool
    can_be_switched_off: bool


def all_pages() -> tuple[RulePage, ...]:
    """The pages of all rules, in the order of the codes."""
    return tuple(map(_page, all_rules()))


def _page(info: RuleInfo) -> RulePage:
    examples = examples_of(info.code)
    criteria = load_spur().criteria
    return RulePage(
        code=info.code,
        group=_GROUPS[info.code[len("STX")]],
        title=info.title,
        why=info.why,
        level=info.level,
        level_means=_level_means(info),
        source=info.source,
        remarks=tuple(_remarks(info)),
        action=info.action,
        spur=tuple(SpurLine(criterion, criteria[criterion].title) for criterion in info.spur),
        settings=tuple(_settings(info)),
        failing=_first(examples.failing),
        passing=_first(examples.passing),
        can_be_excepted=info.code not in (*NOT_READ, UNNEEDED.code),
        can_be_switched_off=info.code not in NOT_READ,
    )


def _level_means(info: RuleInfo) -> str:
    return _DEMANDED if info.level is Level.KRAV and _is_law(info) else _LEVELS[info.level]


def _is_law(info: RuleInfo) -> bool:
    """Whether the source is one of the regulations, whatever part of it."""
    return any(regulation in info.source for regulation in REGULATIONS)


def _remarks(info: RuleInfo) -> Iterator[str]:
    if _is_law(info):
        yield _NO_PARAGRAPH
    if info.source == GOALS and info.level is Level.KRAV:
        yield _MAY_BE_LOWERED


def _settings(info: RuleInfo) -> Iterator[Setting]:
    for limit in all_thresholds():
        if limit.name in info.thresholds:
            yield Setting(limit.key, limit.text, limit.default, limit.least)


def _first(examples: tuple[Example, ...]) -> Drawing | None:
    for example in examples:
        return Drawing(example.caption, tuple(drawn_file(name, text) for name, text in example.files.items()))
    return None
