"""Values of the basic facts as people write them: degrees, regulations, names, specialties."""

from __future__ import annotations

import re
from functools import lru_cache

from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.workbook import Cell

_LENGTH = re.compile(r"\d\s*(?:år|mån|veck|dag|tim)")
"""A number with a unit of time is a length, not a share."""
_NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)\s*(%)?")
_WORDS = {
    "heltid": 100,
    "full": 100,
    "full time": 100,
    "fulltime": 100,
    "halvtid": 50,
    "deltid": None,
    "trekvartstid": 75,
}
_TITLES = re.compile(
    r"^(?:dr|doktor|leg\.?\s*läk(?:are)?|st-?läkare|överläkare|öl|specialistläkare|spec\.?\s*läk\.?|docent|professor|prof|med\.?\s*dr)\.?\s+",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w'’.\-]*(?:,?\s+[^\W\d_][\w'’.\-]*){1,4}")


def percent(value: Cell) -> int | None:
    """Whole percent of full time: ``0.8``, ``80 %``, ``80``, ``Heltid``; ``None`` for all else or outside 0–100."""
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
    return _scaled(float(match[1].replace(",", ".")), sign=bool(match[2]))


def _scaled(number: float, *, sign: bool) -> int | None:
    share = number * 100 if number <= 1 and not sign else number
    return round(share) if 0 <= share <= 100 else None


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
    return cleaned if _NAME.fullmatch(cleaned) and len(cleaned) <= 60 else None
