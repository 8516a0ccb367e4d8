"""A filled form read back as what it certifies; a personal number in it is neither kept nor shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from stexcel import codes
from stexcel.intyg.facts import Fact
from stexcel.intyg.forms import Refused, pdfs_in, refusal, understood_in
from stexcel.intyg.mapping import Mapped
from stexcel.intyg.model import Kind
from stexcel.intyg.pdf import FieldType
from stexcel.intyg.understand import Understood
from stexcel.layout.delmal_text import named_codes, stated_codes
from stexcel.layout.personal_ids import hide
from stexcel.layout.times import days, period


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a filled form says; ``None`` for what it does not.

    ``unread`` are texts in fields for days or delmål that could not be read. ``signed`` tells that a digital signature
    or anything in the field for a signature is there.
    """

    path: str
    kind: Kind
    regulation: str
    name: str | None
    specialty: str | None = None
    delmal: tuple[str, ...] = ()
    title: str = ""
    start: date | None = None
    end: date | None = None
    supervisor: str | None = None
    signed_on: date | None = None
    signed: bool = False
    unread: tuple[str, ...] = ()

    @property
    def about(self) -> str:
        """What it is about, as it is told in lists."""
        days = " – ".join(one.isoformat() for one in dict.fromkeys((self.start, self.end)) if one is not None)
        title = self.title or self.kind.word
        return f"{title} ({days})" if days else title


def read_certificates(folder: Path, mappings: Sequence[Mapped]) -> tuple[tuple[Certificate, ...], tuple[Refused, ...]]:
    """The filled forms in a folder and below it, and the PDFs that could not be read as such."""
    found, failed = understood_in(pdfs_in(folder), mappings)
    read: list[Certificate] = []
    for one in found:
        certificate = read_certificate(one)
        if certificate is not None:
            read.append(certificate)
        else:
            failed.append(refusal(one) if one.faults else Refused(one.form.path, "blanketten är inte ifylld."))
    return tuple(read), tuple(sorted(failed, key=lambda one: one.path))


def read_certificate(form: Understood) -> Certificate | None:
    """What a filled form says; ``None`` for one that nobody has filled in, or that is not understood."""
    if not form.is_usable or form.kind is None or form.regulation is None:
        return None
    parts = (_text(form, Fact.GIVEN_NAME), _text(form, Fact.FAMILY_NAME))
    name = _text(form, Fact.NAME) or " ".join(filter(None, parts))
    goals, unread_goals = _goals(form)
    start, end, unread_days = _time(form)
    signed_on = next(iter(days(_text(form, Fact.SIGNED_ON))), None)
    title = _text(form, Fact.ACTIVITY) or _text(form, Fact.PLACE)
    if not name and not goals and not title:
        return None
    return Certificate(
        form.form.path,
        form.kind,
        form.regulation,
        name or None,
        _text(form, Fact.SPECIALTY) or None,
        goals,
        title,
        start,
        end,
        _text(form, Fact.SUPERVISOR) or None,
        signed_on,
        _is_signed(form),
        (*unread_goals, *unread_days),
    )


def _text(form: Understood, fact: Fact) -> str:
    """What the fields for a fact hold, on one line and without personal numbers."""
    texts = (one.value for one in form.of(fact) if one.type in (FieldType.TEXT, FieldType.CHOICE))
    return hide(" ".join(" ".join(texts).split()))


def _is_signed(form: Understood) -> bool:
    return any(one.value for one in form.of(Fact.SIGNATURE))


def _goals(form: Understood) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The delmål, written or ticked, and texts in their fields that are none."""
    ticked = [code for one in form.form.fields if (code := form.codes.get(one.name)) and one.value]
    written: list[str] = []
    unread: list[str] = []
    for one in form.of(Fact.DELMAL):
        text = hide(" ".join(one.value.split())) if one.name not in form.codes else ""
        found = stated_codes(text) or named_codes(text)
        written += found
        unread += [text] if text and not found else []
    known = {_own(code, form.regulation) for code in (*ticked, *written)}
    return tuple(sorted(known, key=codes.sort_key)), tuple(unread)


def _own(code: str, regulation: str | None) -> str:
    """The code as the form's regulation numbers it: ``a1`` on a form of the younger one is ``STa1``."""
    is_short = regulation == codes.HSLF_2021 and codes.regulation_of(code) == codes.SOSFS_2015
    return f"ST{code}" if is_short else code


def _time(form: Understood) -> tuple[date | None, date | None, tuple[str, ...]]:
    """First and last day, and the texts in their fields that are no days."""
    whole, first, last = (_text(form, fact) for fact in (Fact.PERIOD, Fact.FIRST_DAY, Fact.LAST_DAY))
    starts, ends, span = days(first), days(last), days(whole)
    read = period(whole) if whole and not span else None
    start = starts[0] if starts else span[0] if span else read.start if read else None
    end = ends[-1] if ends else span[-1] if span else read.end if read else None
    texts = ((first, starts), (last, ends), (whole, span or read))
    return start, end, tuple(text for text, found in texts if text and not found)
