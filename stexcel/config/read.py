"""``stexcel.toml``: what a clinic has settled once for a folder of IUPs. The keys are explained in the handbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from stexcel.config.ignore import EXEMPTION_KEYS, read_exemptions
from stexcel.config.known import Known
from stexcel.config.profiles import PROFILE_KEYS, thresholds_of
from stexcel.config.reading import read_limits
from stexcel.config.rule_codes import RULE_KEYS, read_off
from stexcel.config.source import read_source
from stexcel.config.table import Table
from stexcel.findings import Exemption
from stexcel.workbook.limits import DEFAULTS, TABLE, Limits, all_limits

KEYS = (
    "profil",
    "idag",
    "filer",
    "utom",
    "enhet",
    "regelverk",
    TABLE,
    "troskel",
    "profiler",
    "regler",
    "mall",
    "ignore",
)
"""What may stand at the top of the file."""


@dataclass(frozen=True)
class Config:
    """The settings of a folder; ``path`` is the file they came from, if any.

    ``thresholds`` are by their Swedish key. ``files`` and ``left_out`` are patterns of paths from the file's own
    folder; no ``files`` at all stands for every workbook. ``off`` are the codes of rules that do not apply.
    ``unused`` are other files below the checked folders, which the run does not go by. ``profile`` is the name of the
    profile that ``thresholds`` come from. ``limits`` are what one file may take of the computer.
    """

    path: Path | None = None
    templates: tuple[Path, ...] = ()
    regelverk: Path | None = None
    unit: Path | None = None
    today: date | None = None
    files: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    thresholds: Mapping[str, int] = field(default_factory=dict)
    off: frozenset[str] = frozenset()
    exemptions: tuple[Exemption, ...] = ()
    unused: tuple[Path, ...] = ()
    profile: str | None = None
    limits: Limits = DEFAULTS


def read_config(path: Path, known: Known) -> Config:
    """The settings of one file; raises :class:`stexcel.config.source.ConfigError` for the first fault."""
    source = read_source(path, _all_keys(known))
    root = Table(source, (), source.data)
    root.only(KEYS)
    return Config(
        path,
        templates=tuple(_template(table) for table in root.tables("mall")),
        regelverk=root.file("regelverk"),
        unit=root.file("enhet"),
        today=root.day("idag"),
        files=_patterns(root, "filer"),
        left_out=_patterns(root, "utom"),
        thresholds=thresholds_of(root, known),
        off=read_off(root.table("regler"), known),
        exemptions=read_exemptions(root, known),
        profile=root.text("profil"),
        limits=read_limits(root.table(TABLE)),
    )


def _all_keys(known: Known) -> tuple[str, ...]:
    limits = [limit.key for limit in all_limits()]
    return tuple(dict.fromkeys((*KEYS, *EXEMPTION_KEYS, *RULE_KEYS, *PROFILE_KEYS, *known.thresholds, *limits)))


def _template(table: Table) -> Path:
    table.only(("profil",))
    return table.existing(table.required("profil", '"mall.toml"'), "profil")


def _patterns(root: Table, name: str) -> tuple[str, ...]:
    """Patterns with the slashes of every system alike."""
    patterns = tuple(pattern.replace("\\", "/") for pattern in root.texts(name))
    if name in root.data and not patterns:
        raise root.error(name, f"”{name}” är en tom lista. Ta bort raden, eller skriv minst ett mönster.")
    return patterns
