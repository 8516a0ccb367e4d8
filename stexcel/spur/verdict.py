"""What the files say of one criterion under one regulation, before the unit's own claims are heard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stexcel.regelverk import Guide
from stexcel.rules.words import listing
from stexcel.spur.case import Case, DoctorFile
from stexcel.spur.doctors import doctor_result, title
from stexcel.spur.measures import measured
from stexcel.spur.model import Counts, DoctorResult, Evidence, Status

NO_DOCTORS = "Inget IUP enligt föreskriften finns bland filerna."
MANUAL = "Går inte att bedöma ur filerna."
FULFILLED = "Hos {number} av {all} ST-läkare {shows}."
FAILING = "Brister hos {number} av {all} ST-läkare: {what}."
SPEAKS_AGAINST = "Underlaget talar emot hos {number} av {all} ST-läkare: {what}."
UNDECIDED = "Ej bedömt hos {number} av {all} ST-läkare."
UNREAD = "{number} av filerna kunde inte läsas, så det kan finnas IUP som inte är bedömda."
UNASSIGNED = "{number} ST-läkare vars föreskrift inte är känd är inte medräknade."
MISSING_IUP = "IUP saknas bland filerna"


@dataclass(frozen=True)
class Verdict:
    """The status by the files alone, the counted sentence, and what it rests on."""

    status: Status
    told: str
    doctors: tuple[DoctorResult, ...] = ()
    codes: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    from_unit: bool = False
    against: bool = False
    """Whether anything speaks against the criterion."""

    @property
    def counts(self) -> Counts:
        """The doctors by status."""
        found = Counter(one.status for one in self.doctors)
        return Counts(found[Status.FULFILLED], found[Status.FAILS], found[Status.OPEN])


def by_iup(guide: Guide, case: Case, files: Sequence[DoctorFile], regulation: str) -> Verdict:
    """A criterion that is judged doctor by doctor; nothing that could not be judged is fulfilled."""
    off = case.survey.report.switched_off
    results = [doctor_result(guide, file, case.today, off=off) for file in files]
    results += _without_iup(guide, case, regulation)
    return per_doctor(guide, case, results, files)


def per_doctor(
    guide: Guide, case: Case, results: Sequence[DoctorResult], files: Sequence[DoctorFile] = (), *, failed: bool = False
) -> Verdict:
    """The verdict of the doctors' results; ``failed`` tells that the criterion fails for somebody else of the unit."""
    status = _status(results, is_whole=not case.unread and not case.unassigned)
    codes = tuple(sorted({code for one in results for code in one.codes}))
    told = " ".join(_told(guide, case, files, results, status))
    return Verdict(Status.FAILS if failed else status, told, tuple(results), codes, against=bool(codes))


def _without_iup(guide: Guide, case: Case, regulation: str) -> Iterator[DoctorResult]:
    """Residents of the unit without an IUP: failing the criterion that everyone has one.

    Not where a file could not be read, nor where the files hold no IUP at all: they are then kept elsewhere.
    """
    if guide.evidence != "iup_och_handledare":
        return
    for one in case.missing:
        if one.doctor.regulation in (None, regulation):
            status = Status.OPEN if case.unread or not case.files else Status.FAILS
            yield DoctorResult(one.doctor, status, one.evidence.claim, (), (one.evidence,))


def _status(results: Sequence[DoctorResult], *, is_whole: bool) -> Status:
    if any(one.status is Status.FAILS for one in results):
        return Status.FAILS
    if results and is_whole and all(one.status is Status.FULFILLED for one in results):
        return Status.FULFILLED
    return Status.OPEN


def _told(
    guide: Guide, case: Case, files: Sequence[DoctorFile], results: Sequence[DoctorResult], status: Status
) -> Iterator[str]:
    """The counted sentence: what fails, what was seen, what speaks against, and what is not known."""
    if not results:
        yield NO_DOCTORS
        return
    total = len(results)
    failing = [one for one in results if one.status is Status.FAILS]
    if failing:
        yield FAILING.format(number=len(failing), all=total, what=_what(failing, guide))
    fulfilled = sum(one.status is Status.FULFILLED for one in results)
    if guide.shows is not None and (fulfilled or status is Status.FULFILLED):
        yield FULFILLED.format(number=fulfilled, all=total, shows=guide.shows)
    against = [one for one in results if one.status is Status.OPEN and one.codes]
    if against:
        yield SPEAKS_AGAINST.format(number=len(against), all=total, what=_what(against, guide))
    if number := measured(guide.measure, files):
        yield number
    yield from _unsettled(guide, results, against)
    yield from blanks(case)


def _unsettled(guide: Guide, results: Sequence[DoctorResult], against: Sequence[DoctorResult]) -> Iterator[str]:
    """Who could not be judged, and why where there is one reason for all of them."""
    open_ = [one for one in results if one.status is Status.OPEN and one not in against]
    if not open_:
        return
    whys = list(dict.fromkeys(one.why for one in open_))
    yield UNDECIDED.format(number=len(open_), all=len(results))
    yield from whys if len(whys) == 1 or guide.shows is None else ()


def blanks(case: Case) -> Iterator[str]:
    """What keeps a criterion from being fulfilled for the whole unit."""
    if case.unread:
        yield UNREAD.format(number=len(case.unread))
    if case.unassigned:
        yield UNASSIGNED.format(number=len(case.unassigned))


def _what(results: Sequence[DoctorResult], guide: Guide) -> str:
    """The rules' titles, with the number of doctors where not all have the finding."""
    counted = Counter(f"{title(code, guide)} ({code})" for one in results for code in one.codes)
    counted[MISSING_IUP] = sum(not one.codes for one in results)
    told = ((what, number) for what, number in counted.items() if number)
    return listing([what if number == len(results) else f"{what} hos {number}" for what, number in told])
