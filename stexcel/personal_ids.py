"""Numbers that point out a patient in free text: recognised as they are written, and never repeated anywhere.

Personnummer and samordningsnummer are known by their date and check digit, with or without century and separator.
Reserve numbers (reservnummer), which stand in for them, differ between regions: Stockholm's and Inera's have only
digits and a check digit, the national ones and those of the other regions have letters among the last four characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

HIDDEN = "[personnummer visas inte]"
"""What stands in the place of a number."""
SHORTEST = 10
"""Characters of the shortest number."""

_DASH = r"[-+\u2010-\u2015\u2212\u00ad]"
_GAP = r"[ \u00a0\u202f]"
_NUMBER = re.compile(
    rf"(?<!\d)(?P<cc>18|19|20)?(?P<yy>\d\d)(?P<sep>[-./ ]?)(?P<mm>\d\d)(?P=sep)(?P<dd>\d\d)"
    rf"(?P<tail>{_GAP}?{_DASH}{_GAP}?|{_GAP})?(?P<last>\d{{4}})(?![-./]?\d)"
)
_STOCKHOLM = re.compile(r"(?<!\d)99(?:19|2[0-2])\d\d-?\d{6}(?!\d)")
_LETTERS = re.compile(
    rf"(?<![0-9A-Za-z])(?:(?P<cc>\d\d)(?P<date>\d{{6}}){_DASH}?|(?P<short>\d{{6}}){_DASH})"
    r"(?P<last>(?=[0-9A-ZÅÄÖ]*\d)(?=[0-9A-ZÅÄÖ]*[A-ZÅÄÖ])[0-9A-ZÅÄÖ]{4})(?![0-9A-Za-zÅÄÖåäö])"
)
_LIKELY = re.compile(rf"\d\d(?:\d{{4}}|([-./ ])\d\d\1\d\d{_GAP}?{_DASH})")
"""What every form begins with or has near its beginning; soon looked for in a long text."""
_BEFORE, _AFTER = 2, 24
_TERM = re.compile(r"[VH]T\d\d")
_TOKEN = re.compile(r"[0-9A-Za-z]+")
_DIGEST = 32
"""So many letters and digits in a row are a check sum or the like, in which any digits may follow each other."""
_COORDINATION = 60
"""Added to the day in a coordination number (samordningsnummer)."""
_INERA_DAYS = range(32, 60)
"""Stand for the day in Inera's own reserve numbers."""
_UNKNOWN_MONTHS, _UNKNOWN_DAYS = range(20, 100), range(40, 60)
"""Stand for month and day in a national reserve number of somebody whose birthday is not known."""


@lru_cache(maxsize=8192)
def has_personal_id(text: str) -> bool:
    """Whether the text holds a Swedish personal, coordination or reserve number."""
    return next(_places(text), None) is not None


def hide(text: str) -> str:
    """The text with such numbers replaced by :data:`HIDDEN`; the same object where there are none."""
    places = sorted(_places(text))
    if not places:
        return text
    pieces: list[str] = []
    at = 0
    for start, end in places:
        if start >= at:
            pieces += (text[at:start], HIDDEN)
        at = max(at, end)
    return "".join((*pieces, text[at:]))


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers begin and end, in no particular order and perhaps several times."""
    if len(text) < SHORTEST:
        return
    for likely in _LIKELY.finditer(text):
        first, last = max(0, likely.start() - _BEFORE), likely.end() + _AFTER
        for form, is_number in _FORMS:
            for match in form.finditer(text, first, last):
                if is_number(match) and not _is_in_digest(match):
                    yield match.span()


def _is_number(match: re.Match[str]) -> bool:
    tail = match["tail"] or ""
    if match["sep"] and (not tail.strip() or tail != tail.strip()):
        return False  # a day, and then a time, a year or another day
    if not match["sep"] and not tail and _is_fraction(match):
        return False
    day = int(match["dd"])
    if not (_is_date(match["cc"], match["yy"] + match["mm"] + match["dd"]) or (match["cc"] and day in _INERA_DAYS)):
        return False
    return _has_check_digit(match["yy"] + match["mm"] + match["dd"] + match["last"])


def _is_of_stockholm(match: re.Match[str]) -> bool:
    return _has_check_digit(match.group().replace("-", "")[4:])


def _is_reserve(match: re.Match[str]) -> bool:
    if _TERM.fullmatch(match["last"]):
        return False
    six = match["date"] or match["short"]
    is_unknown = match["cc"] == "00" and int(six[2:4]) in _UNKNOWN_MONTHS and int(six[4:]) in _UNKNOWN_DAYS
    return is_unknown or _is_date(None, six)


def _is_date(century: str | None, six: str) -> bool:
    """Whether six digits are a day, as it is or with what a coordination number adds to it."""
    day = int(six[4:])
    try:
        date(int((century or "20") + six[:2]), int(six[2:4]), day - _COORDINATION if day > _COORDINATION else day)
    except ValueError:
        return False
    return True


def _has_check_digit(digits: str) -> bool:
    """Whether the last digit is the one that the others lead to (Luhn)."""
    doubled = (int(digit) * (1 + index % 2) for index, digit in enumerate(reversed(digits)))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _is_fraction(match: re.Match[str]) -> bool:
    """Whether the digits are the decimals of a number."""
    before = match.string[max(0, match.start() - 2) : match.start()]
    return len(before) == 2 and before[0].isdigit() and before[1] in ".,"


def _is_in_digest(match: re.Match[str]) -> bool:
    """Whether the digits are a part of a long row of letters and digits."""
    first, last = match.start(), match.end()
    around = match.string[max(0, first - _DIGEST) : last + _DIGEST]
    at = min(first, _DIGEST)
    return any(one.start() <= at < one.end() and len(one.group()) >= _DIGEST for one in _TOKEN.finditer(around))


_FORMS = ((_NUMBER, _is_number), (_STOCKHOLM, _is_of_stockholm), (_LETTERS, _is_reserve))
