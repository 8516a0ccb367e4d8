"""The forms in which a single time is written: a day, a month, a term, a quarter, a week or a year."""

import calendar
import re
from collections.abc import Callable
from datetime import date

from stexcel.model import Period

FIRST_YEAR, LAST_YEAR = 1990, 2069
"""The years that times are read of."""
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "januari", "january"), ("feb", "febr", "februari", "february"), ("mar", "mars", "march"),
            ("apr", "april"), ("maj", "may"), ("jun", "juni", "june"), ("jul", "juli", "july"),
            ("aug", "augusti", "august"), ("sep", "sept", "september"), ("okt", "oktober", "oct", "october"),
            ("nov", "november"), ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?P<y>(?:19|20)\d\d|['’]?\d\d)"
_LONG_YEAR = r"(?P<y>(?:19|20)\d\d)"
_WEEK_YEAR = r"(?:[\s\-.,/]*(?=\d{4})|\s+[\-–'’]?|['’])(?P<y>(?:19|20)\d\d|\d\d)"
"""``v 12-14`` is a span of weeks, ``v. 12 -25`` and ``v. 12-2025`` a week of a year."""
_GAP = r"[\s\-.,'’/]*"
SPRING = r"vår(?:en|terminen|termin)?|vt|spring(?: term)?"
AUTUMN = r"höst(?:en|terminen|termin)?|ht|autumn(?: term)?|fall"
_SUMMER = r"sommar(?:en)?|st"


def _year(text: str) -> int:
    digits = text.lstrip("'’")
    return int(digits) + (2000 if len(digits) == 2 else 0)


def day_of(year: int, month: int, day: int, *, sure: bool = False) -> Period | None:
    """A day; of another age only where ``sure``, so that what is clearly written can be told to be impossible."""
    try:
        single = date(year, month, day)
    except ValueError:
        return None
    return Period(single, single) if sure or FIRST_YEAR <= year <= LAST_YEAR else None


def months_of(year: int, first: int, last: int) -> Period | None:
    """The months of a year, ``first`` to ``last``."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= first <= last <= 12):
        return None
    return Period(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def term(year: int, *, autumn: bool) -> Period:
    """A Swedish term: spring January to June, autumn July to December, so that terms leave no gap."""
    return Period(date(year, 7, 1), date(year, 12, 31)) if autumn else Period(date(year, 1, 1), date(year, 6, 30))


def _week(year: int, first: int, last: int) -> Period | None:
    try:
        return Period(date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 7))
    except ValueError:
        return None


_Read = Callable[[re.Match[str]], Period | None]
ANY_YEAR = r"(?:1[5-9]|2\d|99)\d\d"
"""Years as slips of the pen make them, in dates that can be nothing else."""


def _rule(pattern: str, read: _Read) -> tuple[re.Pattern[str], _Read]:
    return re.compile(pattern, re.IGNORECASE), read


def _ymd(match: re.Match[str]) -> Period | None:
    return day_of(_year(match["y"]), int(match["m"]), int(match["d"]))


def _named_month_day(match: re.Match[str]) -> Period | None:
    return day_of(_year(match["y"]), MONTHS[match["mon"].casefold()], int(match["d"]))


def _named_month(match: re.Match[str]) -> Period | None:
    first = MONTHS[match["mon"].casefold()]
    last = MONTHS[match["mon2"].casefold()] if match["mon2"] else first
    return months_of(_year(match["y"]), first, last)


def _term(match: re.Match[str]) -> Period | None:
    year = _year(match["y"])
    return term(year, autumn=match["ht"] is not None) if FIRST_YEAR <= year <= LAST_YEAR else None


def _quarter(match: re.Match[str]) -> Period | None:
    quarter = int(match["q"])
    return months_of(_year(match["y"]), 3 * quarter - 2, 3 * quarter)


def _weeks(match: re.Match[str]) -> Period | None:
    return _week(_year(match["y"]), int(match["w"]), int(match["w2"] or match["w"]))


def _iso(match: re.Match[str]) -> Period | None:
    return day_of(int(match["y"]), int(match["m"]), int(match["d"]), sure=True)


_RULES: tuple[tuple[re.Pattern[str], _Read], ...] = (
    _rule(rf"(?P<y>{ANY_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?:[ T]\d\d:\d\d(?::\d\d)?)?", _iso),
    _rule(rf"{_LONG_YEAR}[-./](?P<m>\d{{1,2}})[-./](?P<d>\d{{1,2}})(?:[ T]\d\d:\d\d(?::\d\d)?)?", _ymd),
    _rule(rf"{_LONG_YEAR}(?P<m>\d\d)(?P<d>\d\d)", _ymd),
    _rule(r"(?P<y>\d\d)(?P<dash>-?)(?P<m>\d\d)(?P=dash)(?P<d>\d\d)", _ymd),
    _rule(rf"(?:den )?(?P<d>\d{{1,2}})\s?[/.]\s?(?P<m>\d{{1,2}})\s?[\s\-–./]\s?[\-–]?{_YEAR}", _ymd),
    _rule(rf"(?:den )?(?P<d>\d{{1,2}})(?::e|:a|\.)?\s?(?P<mon>{MONTH})\.?{_GAP}{_YEAR}", _named_month_day),
    _rule(rf"(?P<mon>{MONTH})\.?(?:\s?[-–]\s?(?P<mon2>{MONTH})\.?)?{_GAP}{_YEAR}", _named_month),
    _rule(rf"{_LONG_YEAR}\s(?P<mon>{MONTH})(?:\s?[-–]\s?(?P<mon2>{MONTH}))?", _named_month),
    _rule(rf"(?:(?P<vt>{SPRING})|(?P<ht>{AUTUMN})){_GAP}{_YEAR}", _term),
    _rule(rf"{_YEAR}{_GAP}(?:(?P<vt>{SPRING})|(?P<ht>{AUTUMN}))", _term),
    _rule(rf"(?:{_SUMMER}){_GAP}{_LONG_YEAR}", lambda match: months_of(_year(match["y"]), 6, 8)),
    _rule(rf"(?:q|kv\.?|kvartal)\s?(?P<q>[1-4]){_GAP}{_YEAR}", _quarter),
    _rule(rf"{_LONG_YEAR}{_GAP}(?:q|kv\.?|kvartal)\s?(?P<q>[1-4])", _quarter),
    _rule(rf"(?:v\.?|vecka|veckorna|w)\s?(?P<w>\d{{1,2}})(?:\s?[-–]\s?(?P<w2>\d{{1,2}}))?{_WEEK_YEAR}", _weeks),
    _rule(rf"{_LONG_YEAR}{_GAP}(?:v\.?|vecka|w)\s?(?P<w>\d{{1,2}})(?:\s?[-–]\s?(?P<w2>\d{{1,2}}))?", _weeks),
    _rule(
        rf"{_LONG_YEAR}-(?P<m>0[1-9]|1[0-2])",
        lambda match: months_of(_year(match["y"]), int(match["m"]), int(match["m"])),
    ),
    _rule(rf"(?:år(?:et)?\s)?{_LONG_YEAR}", lambda match: months_of(_year(match["y"]), 1, 12)),
)


def single_time(text: str) -> Period | None:
    """The time that the text is, as one of the forms; ``None`` for two times, and for anything else."""
    for pattern, read in _RULES:
        match = pattern.fullmatch(text)
        if match is not None:
            period = read(match)
            if period is not None:
                return period
    return None
