"""How much time a text sets aside: ``2–4 tim/vecka``, ``en halv dag i veckan``, ``10 v``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_NUMBERS = {
    "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10,
    "elva": 11, "tolv": 12, "femton": 15, "tjugo": 20,
}  # fmt: skip
_NUMBER = rf"\d+(?:[.,]\d+)?|{'|'.join(_NUMBERS)}"
_AMOUNT = re.compile(
    rf"(?<![\w.,:])(?:(?:(?P<low>{_NUMBER})\s*(?:[-–—]|till|à|eller)\s*)?(?P<number>{_NUMBER})\s*)?(?P<half>(?:halv\w*|1/2|½)\s*)?"
    r"(?P<unit>min(?:uter)?|tim(?:me|mar|mars)?|h|dag(?:ar|ars|s)?|v(?:eck(?:a|or|ors))?|mån(?:ad(?:er|ers)?)?)"
    r"(?=[\s./,;()]|$)",
    re.IGNORECASE,
)
_PER = re.compile(
    r"[\s.]*(?:självstudie\w*|studietid|studier|inläsning\w*|schemalagd\w*|avsatt\w*|egen|läsning)?[\s.]*"
    r"(?:per|/|i|om|en gång (?:per|i)|varje|(?P<every>var\s?annan|var tredje|var fjärde))\s*"
    r"(?P<unit>dag\w*|v(?:eck\w*)?|mån\w*|termin\w*|år\w*)\b",
    re.IGNORECASE,
)
_EVERY = {"annan": 2, "tredje": 3, "fjärde": 4}
_SHARE = re.compile(r"(\d{1,3})\s*%")
_HOURS = {"m": 1 / 60, "t": 1.0, "h": 1.0, "d": 8.0, "v": 40.0, "å": 40.0 * 52}
_HOURS_OF_MONTH = 40.0 * 52 / 12
_WEEKS = {"d": 1 / 5, "v": 1.0, "t": 26.0, "å": 52.0}
_WEEKS_OF_MONTH = 52 / 12
_MONTH = "mån"


@lru_cache(maxsize=1024)
def hours_per_week(text: str) -> float | None:
    """The most hours a week that the text sets aside; ``None`` where it tells no amount for a time.

    The upper end of a range counts, since only what is surely less than a limit is a fault. A day has 8 hours and a
    week 40.
    """
    found: list[float] = []
    for amount in _AMOUNT.finditer(text):
        every = _PER.match(text, amount.end())
        if every is not None:
            apart = _unit_weeks(every["unit"]) * _times(every["every"])
            found.append(_number(amount) * _unit_hours(amount["unit"]) / apart)
    return max(found, default=None)


@lru_cache(maxsize=1024)
def weeks(text: str) -> float | None:
    """The most weeks of work that the text sets aside in all; ``None`` where it tells no amount."""
    share = _SHARE.search(text)
    part = int(share[1]) / 100 if share else 1.0
    found = [
        part * _number(amount) * _unit_hours(amount["unit"]) / _HOURS["v"]
        for amount in _AMOUNT.finditer(text)
        if (amount["number"] or amount["half"]) and _PER.match(text, amount.end()) is None
    ]
    return max(found, default=None)


def most(amounts: Iterable[float | None]) -> float | None:
    """The largest of the known amounts."""
    return max((amount for amount in amounts if amount is not None), default=None)


def _number(amount: re.Match[str]) -> float:
    """The number before the unit; a unit without one, as in ``halvdag i veckan``, is one."""
    text = (amount["number"] or "1").casefold()
    number = float(_NUMBERS.get(text) or text.replace(",", "."))
    return number / 2 if amount["half"] else number


def _times(every: str | None) -> int:
    """How many weeks or months apart: two in ``varannan``."""
    return next((times for word, times in _EVERY.items() if every and every.casefold().endswith(word)), 1)


def _unit_hours(unit: str) -> float:
    folded = unit.casefold()
    return _HOURS_OF_MONTH if folded.startswith(_MONTH) else _HOURS[folded[0]]


def _unit_weeks(unit: str) -> float:
    folded = unit.casefold()
    return _WEEKS_OF_MONTH if folded.startswith(_MONTH) else _WEEKS[folded[0]]
