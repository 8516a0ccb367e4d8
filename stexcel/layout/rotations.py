"""What a workbook says of where a placement is done and how it ended: side rotation or home, and its follow-up."""

from __future__ import annotations

import re
from functools import lru_cache

from stexcel.layout.cells import Row
from stexcel.layout.marks import mark
from stexcel.layout.reading import Table
from stexcel.layout.receipts import certificate_in, follow_up_in, is_received
from stexcel.layout.roles import Role
from stexcel.workbook import Cell

_SIDE_WORD = (
    r"sido\W?(?:tjänstg\w*|placering\w*|utbildning\w*|tjg\w*|randning\w*)|"
    r"extern\w* (?:placering|tjänstgöring|randning)\w*"
)
_SIDE = re.compile(rf"\b(?:{_SIDE_WORD})|\(\s*sido\s*\)|^sido\b", re.IGNORECASE)
_SIDE_TITLE = re.compile(
    rf"\W*(?:\d+\W*)?(?:(?:planerade?|genomförda?|mina|övriga)\s+)?(?:{_SIDE_WORD}|randning\w*)"
    rf"(?:\s*(?:/|,|&|och|samt)\s*(?:{_SIDE_WORD}|randning\w*|auskultation\w*))*"
    r"(?:\s+(?:på|vid|utanför)\s+(?:andra?|hem\w*|egna?|den egna)\s?\w*)?\W*(?:\([^)]*\))?\W*",
    re.IGNORECASE,
)
"""Nothing but side rotations: not ``Klinisk tjänstgöring och sidotjänstgöring``, nor what a template instructs."""
_HOME = (
    r"hem(?:ma)?\W?(?:klinik\w*|enhet\w*|vårdcentral\w*|sjukhus\w*)?|"
    r"(?:egen|egna|den egna)\s+(?:klinik\w*|enhet\w*|vårdcentral\w*)"
)
_HOME_TITLE = re.compile(
    rf"\W*(?:(?:klinisk\w* )?(?:tjänstgöring\w*|placering\w*)\s+(?:på|vid|inom|i)\s+)?(?:{_HOME})\W*", re.IGNORECASE
)
_SIDE_KIND = re.compile(r"(?:sido|randning|extern)\w*", re.IGNORECASE)
_SIDE_ONLY = re.compile(rf"\W*(?:sido|{_SIDE_WORD})\W*", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:ej|inte|nej|ingen|inget)\b|\?", re.IGNORECASE)
_MAX_REMARK = 40
_FOLLOW_UP = re.compile(
    r"(?:(?:intyg(?:at|ad)?|omdöme)\W+(?:och\W+|eller\W+)?)?"
    r"(?:uppföljning|uppföljd|uppföljt|utvärdering|utvärderad|återkoppling|återkopplat|slutsamtal|avslutande samtal|"
    r"avslutningssamtal)"
    r"(?:\W+(?:av|efter|från|på|vid|datum|gjord|klar|genomförd|ja|nej|sign\w*|med|placering\w*|sidotjänstgöring\w*|sidoplacering\w*|"
    r"tjänstgöring\w*|randning\w*|handledar\w*|huvudhandledar\w*))*\W*",
    re.IGNORECASE,
)
"""Headings under which it stands how a placement was followed up; not ``Uppföljning av behandlingsresultat``."""
_WORKPLACE = (
    r"(?:\w*klinik(?:en)?|\w*sjukhus(?:et)?|\w*enhet(?:en)?|arbetsplats(?:en)?|verksamhet(?:en)?|ort(?:en)?|vårdgivare|"
    r"placering|tjänstgöring)"
)
_ELSEWHERE = re.compile(
    rf"\W*(?:(?:görs )?(?:på|vid) )?(?:(?:annan|annat) {_WORKPLACE}|extern\w*(?: {_WORKPLACE})?|"
    rf"utanför(?: den)?(?: egna?| egen)? {_WORKPLACE})\W*",
    re.IGNORECASE,
)
"""Headings that ask whether a placement is done away from home: ``Annan klinik?``, ``Utanför hemkliniken``."""
_REMARK = re.compile(r"[;,\n]|\.\s")


@lru_cache(maxsize=4096)
def side_of_title(text: str) -> bool | None:
    """Whether a title or a heading between rows says that what follows is side rotations; ``None`` for neither."""
    if _SIDE_TITLE.fullmatch(text):
        return True
    return False if _HOME_TITLE.fullmatch(text) else None


def side_of_table(table: Table) -> bool | None:
    """What a table's title says, else its sheet's name.

    A sheet that is called ``Randningar`` often holds the whole plan, so there only words with ``sido`` count, and only
    where no title of the table's own says what its rows are.
    """
    if table.title:
        return side_of_title(table.title)
    return side_of_title(table.sheet) if _SIDE.search(table.sheet) else None


def side_of_name(name: str) -> bool | None:
    """Whether a placement's name says that it is a side rotation."""
    return True if _SIDE.search(name) else None


def side_of_row(row: Row, name: str) -> bool | None:
    """What the row itself says: its name, a column of types, or a column to tick for side rotations."""
    if side_of_name(name):
        return True
    for entry in row.filled:
        asks = _SIDE.match(entry.column.header) or _ELSEWHERE.fullmatch(entry.column.header)
        ticked = mark(entry.value) if asks else None
        if ticked is not None:
            return ticked
    kind = row.text(Role.KIND)
    if kind is not None:
        return True if _SIDE_KIND.match(kind) else side_of_title(kind)
    remarks = [*_remarks(row), *(entry.text for entry in row.answers(Role.CERTIFICATE))]
    said = (_side_of_remark(piece.strip()) for remark in remarks for piece in _REMARK.split(remark))
    return next((side for side in said if side is not None), None)


def _side_of_remark(piece: str) -> bool | None:
    """What a piece of a remark says: ``sido``, ``sidotjg intyg ok``; not ``sidotjänstgöring ej aktuell``."""
    if _SIDE_KIND.match(piece) and not _DENIED.search(piece) and len(piece) <= _MAX_REMARK:
        return True
    return side_of_title(piece)


def without_side(remark: str) -> str:
    """What a remark says beside that the placement is a side rotation."""
    pieces = [piece for piece in _REMARK.split(remark) if not _SIDE_ONLY.fullmatch(piece)]
    return "; ".join(pieces).strip()


def _remarks(row: Row) -> list[str]:
    """What is written freely about the placement."""
    return [entry.value for entry in row.answers(Role.COMMENT, Role.CONTENT) if isinstance(entry.value, str)]


def asks_follow_up(heading: str) -> bool:
    """Whether a heading asks how a placement was followed up."""
    return _FOLLOW_UP.fullmatch(heading) is not None


def certificate(row: Row) -> str | None:
    """The certificate that is said to have come, under a heading for it or in a remark."""
    asked = (entry.text for entry in row.entries(Role.CERTIFICATE) if _has_come(entry.value))
    return next(asked, None) or next((told for one in _remarks(row) if (told := certificate_in(one))), None)


def _has_come(value: Cell) -> bool:
    """Whether a cell for the certificate says that there is one, and not just which sort of placement it is."""
    return is_received(value) and not (isinstance(value, str) and not without_side(value))


def follow_up(row: Row) -> str | None:
    """The answer under a heading for follow-up or in a remark, or the signature that attests the placement."""
    asked = (entry.text for entry in row.filled if asks_follow_up(entry.column.header) and is_received(entry.value))
    told = (told for one in _remarks(row) if (told := follow_up_in(one)))
    return next(asked, None) or next(told, None) or row.text(Role.SIGNATURE)
