"""Certificates compared with IUPs in both directions: what has no counterpart, and where the two do not agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from stexcel.intyg.certificate import Certificate
from stexcel.intyg.model import Dossier, Kind, Work
from stexcel.intyg.remarks import Difference, Remark, of_certificate, of_pair
from stexcel.names import Certainty, match_name, person_key
from stexcel.rules.naming import names

Pair = tuple[Work, Certificate]
_SAME_NAME, _SAME_TIME, _SAME_DAY, _SAME_GOAL = 4, 2, 1, 1
_ENOUGH = 3
"""The least that a row and a certificate must have in common: the name, or their time and a delmål."""


@dataclass(frozen=True)
class Reconciled:
    """One IUP beside its certificates; ``pairs`` are those that belong together."""

    dossier: Dossier
    pairs: tuple[Pair, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Comparison:
    """All IUPs beside all certificates; ``others`` are about certificates of nobody among them."""

    doctors: tuple[Reconciled, ...]
    others: tuple[Difference, ...]

    @property
    def agrees(self) -> bool:
        """Whether there is nothing to remark on."""
        return not self.others and not any(one.differences for one in self.doctors)


def reconcile(dossiers: Sequence[Dossier], certificates: Sequence[Certificate], *, today: date) -> Comparison:
    """Every IUP beside the certificates in its doctor's name."""
    owned: dict[int, list[Certificate]] = {index: [] for index in range(len(dossiers))}
    doubtful: dict[int, list[Difference]] = {index: [] for index in range(len(dossiers))}
    others: list[Difference] = []
    register = [one.doctor.name or "" for one in dossiers]
    for one in certificates:
        match = match_name(one.name or "", register)
        if len(match.indexes) != 1:
            others.append(_nobody(one, match.certainty))
            continue
        owner = _owner(one, dossiers, register, match.indexes[0])
        owned[owner].append(one)
        if match.certainty is Certainty.DOUBTFUL:
            doubtful[owner].append(_doubtful(one, register[owner]))
    doctors = (_reconciled(one, owned[index], doubtful[index], today) for index, one in enumerate(dossiers))
    return Comparison(tuple(doctors), tuple(others))


def _owner(one: Certificate, dossiers: Sequence[Dossier], register: Sequence[str], found: int) -> int:
    """Of several IUPs in the same name the one that the certificate has most in common with, else the first."""
    same = [index for index, name in enumerate(register) if person_key(name) == person_key(register[found])]
    return max(same, key=lambda index: (*_in_common(one, dossiers[index]), -index))


def _in_common(one: Certificate, dossier: Dossier) -> tuple[bool, bool, int]:
    doctor = dossier.doctor
    row = max((likeness(work, one) for work in dossier.works), default=0)
    return doctor.regulation == one.regulation, doctor.specialty == one.specialty, row


def _nobody(one: Certificate, certainty: Certainty) -> Difference:
    whose = f"{one.name} har inget IUP bland filerna" if one.name else "namnet är inte ifyllt"
    if certainty is Certainty.AMBIGUOUS:
        whose = f"flera ST-läkare kan vara {one.name}"
    return Difference(Remark.NOBODY, f"{one.kind.word.capitalize()}, {one.about}: {whose}.", certificate=one.path)


def _doubtful(one: Certificate, name: str) -> Difference:
    text = f"{one.kind.word.capitalize()}, {one.about}: intyget är för {one.name}, IUP för {name}. Är det samma person?"
    return Difference(Remark.DOUBTFUL_NAME, text, certificate=one.path)


def _reconciled(
    dossier: Dossier, certificates: Sequence[Certificate], doubtful: Sequence[Difference], today: date
) -> Reconciled:
    pairs, rest = _paired(dossier, certificates)
    ended = {one.path: work.end for work, one in pairs}
    found = [
        *doubtful,
        *_without_certificate(dossier, pairs),
        *_goals_without(dossier, certificates),
        *(difference for one in rest for difference in _without_row(one, dossier, pairs)),
        *(difference for work, one in pairs for difference in of_pair(work, one)),
        *(remark for one in certificates for remark in of_certificate(one, dossier.doctor, ended.get(one.path), today)),
    ]
    return Reconciled(dossier, pairs, tuple(found))


def _paired(dossier: Dossier, certificates: Sequence[Certificate]) -> tuple[tuple[Pair, ...], list[Certificate]]:
    """The rows and certificates that belong together, the surest first, and the certificates that are left."""
    weighed = [
        (weight, work, one)
        for one in certificates
        for work in dossier.works
        if (weight := likeness(work, one)) >= _ENOUGH
    ]
    pairs: list[Pair] = []
    for _, work, one in sorted(weighed, key=lambda found: -found[0]):
        if not any(work is other or one is another for other, another in pairs):
            pairs.append((work, one))
    order = {id(work): index for index, work in enumerate(dossier.works)}
    rest = [one for one in certificates if not any(one is other for _, other in pairs)]
    return tuple(sorted(pairs, key=lambda pair: order[id(pair[0])])), rest


def likeness(work: Work, one: Certificate) -> int:
    """How much a row and a certificate have in common; 0 for those of different kinds."""
    if work.kind is not one.kind:
        return 0
    if work.kind is Kind.COMPETENCE:
        return _ENOUGH
    total = _SAME_NAME if names(one.title, work.name) else 0
    total += _SAME_TIME if _overlap(work, one) else 0
    total += sum(_SAME_DAY for own, other in ((work.start, one.start), (work.end, one.end)) if own and own == other)
    return total + (_SAME_GOAL if set(work.delmal) & set(one.delmal) else 0)


def _overlap(work: Work, one: Certificate) -> bool:
    if work.start is None or one.start is None:
        return False
    return work.start <= (one.end or one.start) and one.start <= (work.end or work.start)


def _without_certificate(dossier: Dossier, pairs: Sequence[Pair]) -> Iterator[Difference]:
    for work in dossier.finished:
        if not any(work is other for other, _ in pairs):
            told = " IUP säger att intyg finns, men det är inte bland filerna." if work.certificate else ""
            text = f"{work.kind.word.capitalize()}, {work.title}: avslutad, men intyg saknas.{told}"
            yield Difference(Remark.NO_CERTIFICATE, text, work.cell)


def _goals_without(dossier: Dossier, certificates: Sequence[Certificate]) -> Iterator[Difference]:
    certified = {code for one in certificates for code in one.delmal}
    for goal in dossier.goals:
        if goal.code not in certified:
            when = f" {goal.done_on}" if goal.done_on else ""
            text = f"{goal.code} är klart{when} enligt IUP, men inget intyg nämner det."
            yield Difference(Remark.GOAL_WITHOUT, text, goal.cell)


def _without_row(one: Certificate, dossier: Dossier, pairs: Sequence[Pair]) -> Iterator[Difference]:
    """A certificate of nothing in the IUP, or of something that has one already."""
    what = f"{one.kind.word.capitalize()}, {one.about}"
    twin = next((other for work, other in pairs if likeness(work, one) >= _ENOUGH), None)
    if twin is not None:
        text = f"{what}: {twin.path} intygar troligen samma sak. Behåll det som gäller."
        yield Difference(Remark.DUPLICATE, text, certificate=one.path)
    else:
        unread = " Delar av IUP kunde inte läsas, så raden kan finnas där." if dossier.limits else ""
        yield Difference(Remark.NO_ROW, f"{what}: finns inte i IUP.{unread}", certificate=one.path)
