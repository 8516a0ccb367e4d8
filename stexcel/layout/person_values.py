"""Values of the basic facts as people write them: degrees, regulations, names, specialties."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.workbook import Cell

_LENGTH = re.compile(r"\d\s*(?:år|mån|veck|dag|tim)")
"""A number with a unit of time is a length, not a share."""
_NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)\s*(%)?")
_NEGATIVE = re.compile(r"[-−–](?=\d)")
"""A sign of minus; a dash between two numbers is none."""
_FAR = re.compile(r"\s*([-−]?\d[\d ]{3,20})\s*(?:%|procent)\s*")
_PARTS = 10
"""Below this a number with decimals is a part of one, for nobody works 2.5 %."""
_TOO_MUCH = 1000
"""From here on a number is a year, a day or something else, and no share."""
_WORDS = {
    "heltid": 100,
    "full": 100,
    "full time": 100,
    "fulltime": 100,
    "halvtid": 50,
    "deltid": None,
    "trekvartstid": 75,
}
_SHARE = re.compile(
    r"\s*(?:(?:ca\.?\s)?\d{1,3}(?:[.,]\d+)?\s?(?:%|procent)(?:\s(?:av\s)?heltid)?|"
    r"(?:heltid|halvtid|deltid|trekvartstid)(?:\s*\(?\d{1,3}\s?%\)?)?)\s*",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"^(?:dr|doktor|leg\.?\s*läk(?:are)?|st-?läkare|överläkare|öl|specialistläkare|spec\.?\s*läk\.?|docent|professor|prof|med\.?\s*dr)\.?\s+",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w'’.\-]*(?:,?\s+[^\W\d_][\w'’.\-]*){1,4}")

_NO_NAME = re.compile(
    r"\b(?:och|eller|samt|datum|ort|underskrift|signatur|namnförtydligande|mall|version|utgåva|blankett|formulär|"
    r"dokument|ifylls|fylls|tillsammans|\w*utbildningsprogram(?:met)?|\w*utbildningsplan(?:en)?)\b",
    re.IGNORECASE,
)
"""Words of headings, lists, titles and instructions, which no one is called."""
_LAST_FIRST = re.compile(
    r"^(?P<last>(?:(?:von|af|de|van|der)\s+)*[^\W\d_][\w'’\-]*),\s+"
    r"(?P<first>[^\W\d_][\w'’.\-]*(?:\s[^\W\d_][\w'’.\-]*)?)$"
)
"""``Ek, Eva Maria``; what follows a whole name after a comma is no first name."""


def percent(value: Cell) -> int | None:
    """Whole percent of full time: ``0.8``, ``80 %``, ``80``, ``Heltid``; ``None`` for all else.

    A share that nobody can have, such as ``250 %``, is returned as it stands, so that it can be told.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _scaled(float(value), sign=False)
    return _text_percent(value) if isinstance(value, str) else None


@lru_cache(maxsize=2048)
def _text_percent(text: str) -> int | None:
    folded = " ".join(text.casefold().split())
    for word, share in _WORDS.items():
        if folded == word or (folded.startswith(word) and share is not None and not any(map(str.isdigit, folded))):
            return share
    match = _NUMBER.search(folded)
    if match is None or len(folded) > 40 or _LENGTH.search(folded):
        return None
    number = float(match[1].replace(",", "."))
    return _scaled(-number if _NEGATIVE.match(folded) else number, sign=bool(match[2]))


def stated_share(value: Cell) -> int | None:
    """The degree in a cell that asks for one: as :func:`percent`, and a number that is far from any degree as it is."""
    found = percent(value)
    if found is not None or isinstance(value, bool):
        return found
    if isinstance(value, int | float):
        return round(value) if math.isfinite(value) else None
    far = _FAR.fullmatch(value) if isinstance(value, str) else None
    return int(far[1].replace(" ", "")) if far else None


def _scaled(number: float, *, sign: bool) -> int | None:
    """Percent of a number: ``0.8`` and ``2.5`` are what a cell with the format of percent holds for 80 and 250 %."""
    is_part = abs(number) <= 1 or (number < _PARTS and not number.is_integer())
    share = number * 100 if is_part and not sign else number
    return round(share) if -_TOO_MUCH < share < _TOO_MUCH else None


@lru_cache(maxsize=2048)
def is_share(text: str) -> bool:
    """Whether a text is nothing but a degree: ``100 %``, ``heltid``, ``Halvtid (50%)``; not a bare number."""
    return _SHARE.fullmatch(text) is not None


@lru_cache(maxsize=1024)
def regulation(text: str) -> str | None:
    """The regulation that a text names; ``None`` where it names none or both."""
    old = re.search(r"2015\s?:\s?8|sosfs|\b2015\b", text, re.IGNORECASE) is not None
    new = re.search(r"2021\s?:\s?8|hslf|\b2021\b", text, re.IGNORECASE) is not None
    if old == new:
        return None
    return SOSFS_2015 if old else HSLF_2021


@lru_cache(maxsize=4096)
def person_name(text: str) -> str | None:
    """A person's name without title and appended details; ``None`` where the text is none."""
    cleaned = _TITLES.sub(
        "",
        re.split(r"\s*(?:\(|\d|;|\bsign\b|,\s*(?:specialist|överläkare|leg|st-läkare|öl\b|dr\b))", text, maxsplit=1)[0],
    ).strip(" ,.-–/")
    if not _NAME.fullmatch(cleaned) or len(cleaned) > 60 or _NO_NAME.search(cleaned):
        return None
    return _LAST_FIRST.sub(r"\g<first> \g<last>", cleaned)
