"""What cells say of fulfilment: dates, signatures, certificates, ticks, or just the word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from stexcel.layout.answers import is_answer
from stexcel.layout.marks import boxed, mark
from stexcel.layout.roles import Role
from stexcel.layout.times import days, period, weeks_in, without_days
from stexcel.model import CellRef, Done
from stexcel.workbook import Cell

_NOT_YET = re.compile(r"\b(?:ej|inte|icke|not)\b|\bkvarstår|\båterstår|ouppfyll|underkän|\bnej\b", re.IGNORECASE)
_UNDER_WAY = re.compile(r"pågå|delvis|påbörja|planera|under arbete|kommande|\bdel\b|ongoing|started", re.IGNORECASE)
_CLAIMED = re.compile(
    r"\b(?:klar|klart|uppnå|nådd|nått|uppfyll|godkän|genomför|avklara|fullgjor|avsluta|utför|ja\b|ok\b|done|completed|achieved|gått|intyg)",
    re.IGNORECASE,
)
_CERTIFICATE = re.compile(r"intyg|certif|diplom", re.IGNORECASE)
_INITIALS = re.compile(
    r"^(?:/|sign\.?:?\s*)?[A-ZÅÄÖ]{2,4}\.?$|^(?:/|sign\.?:?\s*)?[A-ZÅÄÖ][a-zåäö-]+(?:\s[A-ZÅÄÖ][a-zåäö-]+){1,2}$|\bsign\b"
)


@dataclass(frozen=True, slots=True)
class DoneCell:
    """A cell with a role that speaks of fulfilment."""

    role: Role
    value: Cell
    cell: CellRef


def read_done(cells: Sequence[DoneCell]) -> Done | None:
    """What the cells say together; ``None`` where they say nothing of fulfilment.

    An explicit "not yet" in the main column outweighs everything else; evidence in any column is kept.
    """
    statements = [done for cell in cells if (done := _statement(cell)) is not None]
    if not statements:
        return None
    fulfilled = [done for done in statements if done.fulfilled]
    if not fulfilled or (
        not statements[0].fulfilled and statements[0].cell != fulfilled[0].cell and cells[0].role is Role.DONE
    ):
        return statements[0]
    main = fulfilled[0]
    dates = [done.date for done in fulfilled if done.date is not None]
    return replace(
        main,
        text=" ".join(dict.fromkeys(done.text for done in fulfilled)),
        date=dates[0] if dates else None,
        signed=any(done.signed for done in fulfilled),
        certificate=any(done.certificate for done in fulfilled),
    )


def _statement(cell: DoneCell) -> Done | None:
    value = cell.value
    if value is None:
        return None
    ticked = mark(value)
    if cell.role is Role.NOT_DONE:
        return Done(False, str(value), cell.cell) if ticked else None
    if ticked is not None:
        return _ticked(cell, ticked)
    found = days(value) or (weeks_in(value) if isinstance(value, str) else ())
    if not isinstance(value, str):
        return _number(cell) if not found else Done(True, found[0].isoformat(), cell.cell, found[0])
    return _written(cell, value, found)


def _ticked(cell: DoneCell, ticked: bool) -> Done | None:
    if not ticked:
        said_no = isinstance(cell.value, str) and cell.value.strip().casefold() == "nej"
        return Done(False, str(cell.value), cell.cell) if said_no and cell.role is Role.DONE else None
    return Done(
        True,
        str(cell.value),
        cell.cell,
        signed=cell.role is Role.SIGNATURE,
        certificate=cell.role is Role.CERTIFICATE,
    )


def _number(cell: DoneCell) -> Done | None:
    """A share of fulfilment: 1 or 100 is all of it."""
    return Done(True, str(cell.value), cell.cell) if cell.value in (1.0, 100) and cell.role is Role.DONE else None


def _written(cell: DoneCell, text: str, found: tuple[date, ...]) -> Done | None:
    box = boxed(text)
    if box is not None and not box[0]:
        return None
    rest = without_days(text) if found else text
    verdict = _verdict(rest)
    if verdict is False:
        return Done(False, text, cell.cell)
    if verdict is None or not is_answer(text):
        return None
    when = found[0] if found else None
    time = period(text)
    certificate = cell.role is Role.CERTIFICATE or _CERTIFICATE.search(text) is not None
    signed = bool(rest) and (cell.role is Role.SIGNATURE or _INITIALS.search(rest) is not None)
    claimed = bool(when or certificate or signed or _CLAIMED.search(rest))
    if not claimed:
        return Done(True, text, cell.cell, date=time.end) if time is not None else None
    return Done(
        True,
        text,
        cell.cell,
        date=when or (time.end if time else None),
        signed=signed,
        certificate=certificate,
    )


@lru_cache(maxsize=4096)
def _verdict(text: str) -> bool | None:
    """``False`` for an explicit no, ``None`` for under way, else ``True``."""
    if _NOT_YET.search(text):
        return False
    return None if _UNDER_WAY.search(text) else True
