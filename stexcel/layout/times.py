"""Dates and terms as people write them: ``2025-03-12``, ``12/3 -25``, ``240504``, ``mars 2025``, ``VT25``,
``hösten 2026``, ``v. 12 2025``, ``Q1 2026``, ``2025-09-01 – 2026-08-31``."""

import math
import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from stexcel.layout.time_forms import (
    ANY_YEAR,
    AUTUMN,
    FIRST_YEAR,
    LAST_YEAR,
    MONTH,
    MONTHS,
    SPRING,
    day_of,
    months_of,
    single_time,
)
from stexcel.model import Period

EXCEL_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 32874, 62091
"""The serial numbers of the years that times are read of, for dates that lost their format."""
_CACHE = 16384
_LEADING = re.compile(
    r"^(?:ca|c:a|cirka|omkring|prel\.?|preliminärt|planerat|planeras|under|i|klart|före|senast|från|fr\.?\s?o\.?\s?m\.?|start)[\s:]+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:\s*\((?:prel\.?|preliminärt|planerat|\d+\s?(?:mån|v|veckor|månader)\.?)\)|\s*\?|\s+prel\.?)$",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s+(?:–|-|—|--|till|t\.?\s?o\.?\s?m\.?|to)\s+|\s*(?:–|—|--)\s*|(?<=\d)\s*-\s*(?=[vh]t|20\d\d-|20\d\d$|\d{1,2}/)|(?<=^\d{6})-(?=\d{6}$)|(?<=^\d{8})-(?=\d{8}$)|(?<=\d)/(?=[vh]t|20\d\d)",
    re.IGNORECASE,
)
_TO = r"(?:\s?[-–]\s?"
_UNDATED = re.compile(
    rf"(?:v\.?|vecka|veckor)\s?\d{{1,2}}{_TO}\d{{1,2}})?|{SPRING}|{AUTUMN}|(?:{MONTH}){_TO}(?:{MONTH}))?|"
    rf"(?:st-?)?\s?år\s?\d{_TO}\d)?|(?:st-?)?termin\s?\d{{1,2}}{_TO}\d{{1,2}})?|mån(?:ad)?\.?\s?\d{{1,2}}{_TO}\d{{1,2}})?|"
    r"(?:första|andra|tredje|fjärde|femte|sista|hela) (?:st-?)?(?:året|terminen|st|tiden|tjänstgöringen)|"
    r"(?:q|kv\.?|kvartal)\s?[1-4]|(?:löpande|kontinuerligt|fortlöpande).*|"
    r"(?:under )?hela (?:st|tiden|utbildningen).*|t\d{1,2}",
    re.IGNORECASE,
)


@lru_cache(maxsize=_CACHE)
def _parse(text: str) -> Period | None:
    single = single_time(text)
    if single is not None:
        return single
    parts = [part.strip() for part in _SPLIT.split(text) if part.strip()]
    if len(parts) != 2:
        return None
    last = single_time(parts[1])
    first = single_time(parts[0]) or (last and single_time(f"{parts[0]} {last.start.year}"))
    if first is None or last is None or first.start > last.end:
        return None
    return Period(first.start, last.end)


@lru_cache(maxsize=_CACHE)
def parse_text(text: str) -> Period | None:
    """The time that a whole text states; ``None`` where it states something else or no year."""
    if len(text) > 60 or not any(character.isdigit() for character in text):
        return None
    stripped = text.strip().rstrip(".,;")
    return _parse(stripped) or _parse(_TRAILING.sub("", _LEADING.sub("", stripped)).strip())


def period(value: object, *, serial: bool = False) -> Period | None:
    """The time that a cell states. ``serial`` also reads Excel's day numbers (for cells under a date heading)."""
    if isinstance(value, str):
        return parse_text(value)
    if isinstance(value, datetime):
        return Period(value.date(), value.date())
    if isinstance(value, date):
        return Period(value, value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, serial=serial)
    return None


def _number(value: int | float, *, serial: bool) -> Period | None:
    if not math.isfinite(value) or value != (whole := int(value)):
        return None
    if FIRST_YEAR <= whole <= LAST_YEAR:
        return months_of(whole, 1, 12)
    if serial and _FIRST_SERIAL <= whole <= _LAST_SERIAL:
        day = EXCEL_EPOCH + timedelta(days=whole)
        return Period(day, day)
    return single_time(str(whole)) if whole > 100_000 else None


@lru_cache(maxsize=_CACHE)
def is_undated_time(text: str) -> bool:
    """Whether a text states a time that no calendar year can be read from: ``v. 12``, ``ST-år 2``, ``löpande``."""
    return len(text) <= 40 and _UNDATED.fullmatch(text.strip().rstrip(".")) is not None


_BETWEEN_TIMES = re.compile(r"\s*[,;+\n]\s*|\s+(?:och|samt|&)\s+", re.IGNORECASE)


@lru_cache(maxsize=_CACHE)
def times_in(text: str) -> tuple[Period | None, ...]:
    """Every time of a text that is nothing but several times, ``VT25, HT26``; ``None`` for one without a year.

    Empty for all other texts, also for one that as a whole is one time.
    """
    pieces = _BETWEEN_TIMES.split(text.strip())
    if len(pieces) < 2 or parse_text(text) is not None:
        return ()
    found = tuple(parse_text(piece) for piece in pieces)
    whole = all(time is not None or is_undated_time(piece) for time, piece in zip(found, pieces, strict=True))
    return found if whole and any(time is not None for time in found) else ()


_DAY_IN_TEXT = re.compile(
    rf"(?<!\d)(?<!\d[-/])(?:{ANY_YEAR}-\d\d-\d\d|(?:19|20)\d\d-\d{{1,2}}-\d{{1,2}}|"
    r"(?:19|20)\d\d[./]\d{1,2}[./]\d{1,2}|(?:19|20)\d{6}|\d{6}|\d\d-\d\d-\d\d|"
    r"\d{1,2}\s?/\s?\d{1,2}\s?[\s\-–/]\s?[\-–]?(?:20)?\d\d|\d{1,2}\.\d{1,2}\.(?:20)?\d\d|"
    rf"\d{{1,2}}(?::e|:a|\.)?\s?(?:{MONTH})\.?[\s\-.,'’]*(?:(?:19|20)\d\d|\d\d))(?![^\S\n]?(?!(?<=\s)(?:\d{{4}}-\d\d-\d\d|\d\d:\d\d))\d|[^\S\n]?/\s?\d)",
    re.IGNORECASE,
)


_BETWEEN = re.compile(r"\s*(?:från|fr\.?\s?o\.?\s?m\.?)?\s*(?:[-–—]{1,2}|till|t\.?\s?o\.?\s?m\.?|to)\s*", re.IGNORECASE)


@lru_cache(maxsize=_CACHE)
def days_in(text: str) -> tuple[date, ...]:
    """Every single day that is written anywhere in a text, in order: ``12/8 -26 PU``, ``2025-02-02, 2025-08-07``."""
    if not any(character.isdigit() for character in text):
        return ()
    periods = (single_time(match.group().strip()) for match in _DAY_IN_TEXT.finditer(text))
    return tuple(found.start for found in periods if found is not None and found.is_day)


def days(value: object) -> tuple[date, ...]:
    """Every single day that a cell states."""
    if isinstance(value, str):
        return days_in(value)
    found = period(value, serial=True)
    return (found.start,) if found is not None and found.is_day else ()


_WEEK_IN_TEXT = re.compile(r"(?<!\w)(?:v\.?|vecka)\s?\d{1,2}[\s,]+(?:19|20)\d\d(?!\d)", re.IGNORECASE)


@lru_cache(maxsize=_CACHE)
def weeks_in(text: str) -> tuple[date, ...]:
    """The first day of every single week of a year that is written in a text: ``v. 50 2024, v. 24 2026``."""
    found = (single_time(match.group()) for match in _WEEK_IN_TEXT.finditer(text))
    return tuple(week.start for week in found if week is not None)


@lru_cache(maxsize=_CACHE)
def backward_days(text: str) -> tuple[date, date] | None:
    """First and last day of a time that is written with its end before its start; ``None`` for all else."""
    found = days_in(text)
    if len(found) != 2 or found[0] <= found[1] or len(text) > 60:
        return None
    return (found[0], found[1]) if _BETWEEN.fullmatch(_DAY_IN_TEXT.sub("", text)) else None


_NO_DAY = re.compile(
    r"(?<!\d)(?<!\d[-/])(?:\d{4}-\d\d-\d\d|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}|(?:19|20)\d{6}|"
    r"\d{1,2}\s?/\s?\d{1,2}\s?[\s\-–/]\s?[\-–]?(?:(?:19|20)\d\d|\d\d)|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d|"
    rf"\d{{1,2}}(?::e|:a|\.)?\s?(?:{MONTH})\.?[\s\-.,'’]*(?:19|20)\d\d)(?!\s?\d|\s?/\s?\d|-\d)",
    re.IGNORECASE,
)
"""What is written as a day of a year, whether or not the calendar has it."""
_RELATIVE = re.compile(
    r"\W*(?:i\s?(?:går|dag|morgon|övermorgon|förrgår|fjol)|häromdagen|(?:ny|nu)ss|nyligen|snart|sen|"
    r"(?:förra|nästa|denna|den här) (?:veckan?|månad(?:en)?|året|år|termin(?:en)?)|"
    r"för (?:en|ett|två|tre|fyra|några|\d+) (?:dag(?:ar)?|veck(?:a|or)|månad(?:er)?|år) sedan)\W*",
    re.IGNORECASE,
)


@lru_cache(maxsize=_CACHE)
def no_day_in(text: str) -> bool:
    """Whether a text holds what is written as a day but is none: ``2026-09-31``, ``klar 31/9-26``."""
    if len(text) > 200 or not any(character.isdigit() for character in text):
        return False
    return any(single_time(match.group().strip()) is None for match in _NO_DAY.finditer(text))


@lru_cache(maxsize=_CACHE)
def is_relative_time(text: str) -> bool:
    """Whether a text states a time that depends on the day when it was written: ``igår``, ``nästa vecka``."""
    return len(text) <= 40 and _RELATIVE.fullmatch(text) is not None


_ISO_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d(?!\d)")
_DAY_OF_YEAR = re.compile(
    rf"(?:den )?(\d{{1,2}})(?:\s?/\s?(\d{{1,2}})|(?::e|\.)?\s?({MONTH})\.?)"
    r"(?![\w/]|\s?[-–/]\s?\d|\s?(?:\d\d|\d{4})(?!\d)|\s?\d{1,2}\s?/)",
    re.IGNORECASE,
)
"""No year stands after the day, nor another day; ``14/4 360-grader`` and ``14/4 2 DOPS`` go on with something else."""


@lru_cache(maxsize=_CACHE)
def leading_day(text: str, year: int | None = None) -> tuple[date, str] | None:
    """The day that a line begins with and what it says after that; ``year`` is that of days written without one."""
    text = text.lstrip(" -–—•*·")
    match = _ISO_DAY.match(text) or _DAY_IN_TEXT.match(text)
    found = single_time(match.group().strip()) if match else None
    if match is None and year is not None and (match := _DAY_OF_YEAR.match(text)) is not None:
        month = int(match[2]) if match[2] else MONTHS[match[3].casefold()]
        found = day_of(year, month, int(match[1]))
    if match is None or found is None or not found.is_day:
        return None
    return found.start, text[match.end() :].lstrip(" ,;:.–—-").rstrip()


@lru_cache(maxsize=64)
def month_of(text: str) -> int | None:
    """The month that a text is the name of: ``Januari``, ``sept.``; ``None`` for all else."""
    return MONTHS.get(text.strip().rstrip(".").casefold())


def without_days(text: str) -> str:
    """What a text says beside its dates, such as the initials of the one who signed."""
    return _DAY_IN_TEXT.sub(" ", text).strip(" ,;:/-–")
