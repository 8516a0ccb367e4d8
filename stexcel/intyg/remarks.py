"""What can be wrong between a certificate and an IUP, and of each matching pair what is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stexcel.intyg.certificate import Certificate
from stexcel.intyg.model import Doctor, Kind, State, Work
from stexcel.model import CellRef
from stexcel.names import Likeness, compare
from stexcel.rules.words import listing


class Remark(StrEnum):
    """What can be wrong; the values are the words that users read."""

    NO_CERTIFICATE = "rad utan intyg"
    GOAL_WITHOUT = "klart delmål utan intyg"
    NO_ROW = "intyg utan rad"
    NOBODY = "intyg utan IUP"
    DOUBTFUL_NAME = "osäkert namn"
    DUPLICATE = "två intyg om samma sak"
    NOT_FINISHED = "intyg om det som inte är avslutat"
    DATES = "datum skiljer"
    GOALS = "delmål skiljer"
    SUPERVISOR = "handledare skiljer"
    REGULATION = "annan föreskrift"
    SPECIALTY = "annan specialitet"
    EARLY = "undertecknat före slutet"
    LATE = "undertecknat i framtiden"
    UNSIGNED = "datum för underskrift saknas"
    UNREAD = "kunde inte läsas"


@dataclass(frozen=True, slots=True)
class Difference:
    """One remark: the sentence, and the row and the certificate that it is about where there are such."""

    remark: Remark
    text: str
    cell: CellRef | None = None
    certificate: str | None = None


def of_pair(work: Work, one: Certificate) -> Iterator[Difference]:
    """Where a row of the IUP and its certificate do not agree."""
    yield from _dates(work, one)
    missing = [code for code in work.delmal if code not in one.delmal]
    added = [code for code in one.delmal if code not in work.delmal]
    if (missing or added) and work.kind is not Kind.COMPETENCE:
        parts = [f"intyget saknar {listing(missing)}"] if missing else []
        parts += [f"i IUP är {listing(added)} inte kopplat till aktiviteten"] if added else []
        yield _about(Remark.GOALS, work, one, "; ".join(parts))
    if work.kind is Kind.PLACEMENT and _is_another(work.supervisor, one.supervisor):
        yield _about(Remark.SUPERVISOR, work, one, f"{work.supervisor} i IUP, {one.supervisor} på intyget")
    if work.state is not State.FINISHED:
        yield _about(Remark.NOT_FINISHED, work, one, work.why or f"den pågår eller är planerad ({work.period})")


def _is_another(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and compare(one, other) is Likeness.OTHER


def _dates(work: Work, one: Certificate) -> Iterator[Difference]:
    for what, own, other in (("börjar", work.start, one.start), ("slutar", work.end, one.end)):
        if own is not None and other is not None and own != other:
            yield _about(Remark.DATES, work, one, f"{what} {own} i IUP, {other} på intyget")


def of_certificate(one: Certificate, doctor: Doctor, ended: date | None, today: date) -> Iterator[Difference]:
    """What is wrong with a certificate beside its doctor; ``ended`` is when the IUP says that the activity did."""
    if doctor.regulation and one.regulation != doctor.regulation:
        yield _of(Remark.REGULATION, one, f"intyget är enligt {one.regulation}, men IUP enligt {doctor.regulation}")
    if one.specialty and doctor.specialty and not _is_same(one.specialty, doctor.specialty):
        yield _of(Remark.SPECIALTY, one, f"{one.specialty} på intyget, {doctor.specialty} i IUP")
    last = max((day for day in (ended, one.end) if day is not None), default=None)
    if one.signed_on is None:
        signed = "en underskrift finns, men inget datum" if one.signed else "fältet är tomt"
        yield _of(Remark.UNSIGNED, one, signed)
    elif last is not None and one.signed_on < last:
        yield _of(Remark.EARLY, one, f"undertecknat {one.signed_on}, men aktiviteten slutade {last}")
    if one.signed_on is not None and one.signed_on > today:
        yield _of(Remark.LATE, one, f"undertecknat {one.signed_on}, som är efter {today}")
    for text in one.unread:
        yield _of(Remark.UNREAD, one, f"”{text}” går inte att läsa som datum eller delmål")


def _is_same(one: str, other: str) -> bool:
    return one.casefold().strip() == other.casefold().strip()


def _of(remark: Remark, one: Certificate, text: str) -> Difference:
    return Difference(remark, f"{one.kind.word.capitalize()}, {one.about}: {text}.", certificate=one.path)


def _about(remark: Remark, work: Work, one: Certificate, text: str) -> Difference:
    return Difference(remark, f"{work.kind.word.capitalize()}, {work.name}: {text}.", work.cell, one.path)
