"""The limits that a region may set for itself. The defaults are the common ones; 0 turns an optional limit off."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache
from typing import NamedTuple

from stexcel.findings import SetLimit

_KEY, _TEXT, _LEAST = "key", "text", "least"


def _limit(default: int, key: str, text: str, least: int = 0) -> int:
    """A limit with its name in ``stexcel.toml``, its meaning in Swedish and the least value that makes sense."""
    value: int = field(default=default, metadata={_KEY: key, _TEXT: text, _LEAST: least})
    return value


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Limits of rules; the rules' metadata name them as here."""

    iup_months: int = _limit(6, "iup_klart_manader", "månader från start inom vilka IUP ska vara upprättat")
    revision_months: int = _limit(12, "revision_manader", "månader som får gå mellan två revisioner av IUP", 1)
    lag_points: int = _limit(
        20, "efterslapning_procent", "procentenheter som uppfyllda delmål får ligga efter gången tid"
    )
    lag_grace_months: int = _limit(12, "efterslapning_fran_manad", "månader från start innan släpande delmål anmärks")
    gap_days: int = _limit(14, "lucka_dagar", "dagar utan placering som inte räknas som en lucka")
    side_months: int = _limit(
        1, "sidotjanstgoring_manader", "månader av sidotjänstgöring som klarar sig utan handledare"
    )
    meeting_days: int = _limit(
        45, "samtal_dagar", "dagar som får gå mellan två dokumenterade handledarsamtal, ledighet oräknad", 1
    )
    assessments_per_term: int = _limit(4, "bedomningar_per_termin", "dokumenterade bedömningar per termin")
    assessments_per_year: int = _limit(
        0, "bedomningar_per_ar", "dokumenterade bedömningar de senaste tolv månaderna; 0 prövar det inte"
    )
    kollegium_months: int = _limit(12, "kollegium_manader", "månader som får gå mellan två specialistkollegier", 1)
    reconciliation_months: int = _limit(
        12, "avstamning_manader", "månader som får gå mellan två avstämningar med studierektorn", 1
    )
    development_months: int = _limit(
        12, "utvecklingssamtal_manader", "månader som får gå mellan två utvecklingssamtal med chefen", 1
    )
    iup_check_months: int = _limit(
        12, "samtal_mot_iup_manader", "månader som får gå mellan två handledarsamtal med avstämning mot IUP", 1
    )
    areas_months: int = _limit(
        12,
        "omraden_manader",
        "månader inom vilka ledarskap, kommunikation, undervisning och handledning ska ha bedömts",
        1,
    )
    supervising_per_term: int = _limit(
        0, "bedomd_handledning_per_termin", "bedömda tillfällen av handledning per termin; 0 prövar det inte"
    )
    self_study_hours: int = _limit(
        0, "sjalvstudier_timmar", "timmar självstudier per vecka som ska vara planerade; 0 prövar bara att tid finns"
    )
    science_weeks: int = _limit(
        0, "vetenskap_veckor", "veckor som ska vara planerade för vetenskapligt arbete; 0 prövar bara att det finns"
    )
    quality_weeks: int = _limit(
        0, "kvalitet_veckor", "veckor som ska vara planerade för kvalitetsarbete; 0 prövar bara att det finns"
    )
    supervisor_load: int = _limit(3, "st_per_handledare", "ST-läkare som en huvudansvarig handledare får ha", 1)
    review_years: int = _limit(5, "granskning_ar", "år som får gå mellan två externa granskningar", 1)
    new_unit_years: int = _limit(2, "ny_enhet_ar", "år inom vilka en ny enhet ska ha granskats", 1)
    training_months: int = _limit(
        12, "fortbildning_manader", "månader som får gå mellan två fortbildningar för en handledare", 1
    )


class Threshold(NamedTuple):
    """What is to be known of one limit; ``name`` is its attribute in :class:`Thresholds`, ``key`` its Swedish name."""

    name: str
    key: str
    text: str
    least: int
    default: int


@cache
def all_thresholds() -> tuple[Threshold, ...]:
    """Every limit, in the order of the class."""
    return tuple(
        Threshold(one.name, one.metadata[_KEY], one.metadata[_TEXT], one.metadata[_LEAST], default)
        for one in fields(Thresholds)
        if isinstance(default := one.default, int)
    )


def changed_limits(thresholds: Thresholds) -> tuple[SetLimit, ...]:
    """The limits that differ from their defaults, in the order of the class."""
    values = ((one, getattr(thresholds, one.name)) for one in all_thresholds())
    return tuple(SetLimit(one.key, one.text, value, one.default) for one, value in values if value != one.default)
