"""What a cell or a remark says of a certificate or a follow-up: whether it has come, or is missing or awaited."""

from __future__ import annotations

import re
from functools import lru_cache

from stexcel.layout.answers import is_answer
from stexcel.layout.marks import mark
from stexcel.layout.times import days
from stexcel.workbook import Cell

_YES = re.compile(r"\W*(?:ja|ok|yes)\b", re.IGNORECASE)
_RECEIPT = (
    r"(?:finns|fått|kom|kommit|erhåll\w*|inkom\w*|mottag\w*|inlämna\w*|lämna[dt]s?|skicka[dt]s?|gjor[dt]\w*|genomför[dt]s?|klart?|ok|"
    r"godkän[dt]s?|utfärda\w*|skriv\w*|påskriv\w*|uppföl(?:jt|jts|jd)|återkoppla[dt]s?|utvärdera[dt]s?|avslutad)"
)
_NO = r"(?:ej|inte|icke|ännu inte)"
_COME = re.compile(rf"\b{_RECEIPT}\b", re.IGNORECASE)
_NOT = re.compile(
    rf"^\W*(?:{_NO}|nej|ännu)\b|\b{_NO} (?:\w+ )?{_RECEIPT}\b|\b{_RECEIPT} {_NO}\b|\bsaknas?\b", re.IGNORECASE
)
_AWAITED = (
    r"(?:(?:in)?vänta[rs]?|begär[dt]?|begärs|efterfråga\w*|efterlys\w*|påmin\w*|ska(?:ll)?|kommer|planera\w*|beställ\w*|"
    r"återstår|kvarstår|behövs|boka\w*)"
)
_WAITS = re.compile(
    rf"^\W*{_AWAITED}\b|\b(?:intyg|uppföljning|återkoppling|utvärdering)\w*(?: \w+)? {_AWAITED}\b|\?\s*$", re.IGNORECASE
)
"""What is still to come: said of the whole, or of the certificate; not ``Bra, ska fortsätta med ultraljud``."""
_CLAUSE = re.compile(r"[;,\n]|\.\s|\s[–—]\s")
_CERTIFICATE = re.compile(r"\b(?:tjänstgörings|placerings)?intyg(?:et|at|ad)?\b", re.IGNORECASE)
_FOLLOW_UP = re.compile(
    r"\b(?:slut|placerings)?(?:uppföl(?:jning\w*|jts?|jd)|återkoppl(?:ing\w*|a[dt]s?)|utvärder(?:ing\w*|a[dt]s?))\b|"
    r"\b(?:slutsamtal|avslutande samtal|avslutningssamtal)\w*",
    re.IGNORECASE,
)


@lru_cache(maxsize=2048)
def says_missing(text: str) -> bool:
    """Whether an answer says that the thing asked for has not come: ``Begärt, ej fått``, ``Nej``, ``Saknas``."""
    if _YES.match(text) is not None:
        return False
    clauses = _CLAUSE.split(text)
    if any(_COME.search(clause) and not _NOT.search(clause) and not _WAITS.search(clause) for clause in clauses):
        return False
    return _NOT.search(text) is not None or _WAITS.search(text) is not None


def is_received(value: Cell) -> bool:
    """Whether a cell under a heading for certificates or follow-up says that there is one."""
    if value is None or mark(value) is False:
        return False
    return not isinstance(value, str) or mark(value) is True or (is_answer(value) and not says_missing(value))


def certificate_in(remark: str) -> str | None:
    """What a remark says of a certificate that has come: ``intyg finns`` of ``sidotjänstgöring; intyg finns``."""
    return _told(remark, _CERTIFICATE)


def follow_up_in(remark: str) -> str | None:
    """What a remark says of a follow-up that has been made: ``uppföljt med Runa``, ``Utvärdering 2024-03-04``."""
    return _told(remark, _FOLLOW_UP)


def _told(remark: str, subject: re.Pattern[str]) -> str | None:
    clauses = (clause.strip() for clause in _CLAUSE.split(remark))
    return next(
        (
            clause
            for clause in clauses
            if subject.search(clause) and (_COME.search(clause) or days(clause)) and not says_missing(clause)
        ),
        None,
    )
