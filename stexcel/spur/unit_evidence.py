"""What the unit's own workbook says of a criterion: its registers, by the rules' findings and cell by cell.

A register states that something exists; nothing here has read the document or the certificate itself, and every
sentence says no more than that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from stexcel.findings import Finding, Silenced
from stexcel.model import CellRef
from stexcel.regelverk import Guide
from stexcel.rules.words import listing
from stexcel.spur.case import Case, UnitFile
from stexcel.spur.doctors import found, what_found, why_excepted
from stexcel.spur.model import Bearing, Evidence, Status
from stexcel.spur.verdict import Verdict
from stexcel.unit import Attested, DocumentKind, GoverningDocument, Section, Studierektor, Supervisor

NO_UNIT = "Ingen arbetsbok för enheten är läst."
SEVERAL_UNITS = "Flera arbetsböcker för enheten finns bland filerna, så ingen av dem är använd."
NO_REGISTER = "Enhetens arbetsbok har inget ifyllt register över {what}."
LISTED = "”{title}” finns i enhetens register, daterat {when}. Innehållet är inte läst."
LISTED_UNDATED = "”{title}” finns i enhetens register. Datum framgår inte, och innehållet är inte läst."
NOT_LISTED = "Enhetens register över styrdokument har ingen {what}."
NOT_CLEAR = (
    "Enhetens register över styrdokument har ingen {what}, men dokument vars slag inte framgår, till exempel ”{title}”."
)
SAID_MISSING = "”{title}” är inte färdigt enligt enhetens register: där står ”{text}”."
NO_DATE = "”{title}” har inget datum i enhetens register: det styrker inte att dokumentet är fastställt."
COMING = "”{title}” är daterat {when} i enhetens register, som inte har varit än."
NOBODY = "Enhetens arbetsbok namnger ingen studierektor."
NAMED = (
    "Enhetens arbetsbok namnger {name} som studierektor, med specialistkompetens och handledarutbildning. Intygen är "
    "inte lästa."
)
NOT_TOLD = (
    "Enhetens arbetsbok namnger {name} som studierektor, men säger inte både vilken specialistkompetens och vilken "
    "handledarutbildning studierektorn har."
)
KNOWN_AND_USED = "Om dokumentet är känt och används framgår inte av filerna."

_WORDS = {
    DocumentKind.TRAINING: "riktlinje för hur ST genomförs",
    DocumentKind.ASSESSMENT: "riktlinje för bedömning av ST-läkarnas kompetens",
    DocumentKind.INTERPRETATION: "riktlinje för tolkning av målbeskrivningen",
    DocumentKind.STUDIEREKTOR: "uppdragsbeskrivning för studierektorn",
    DocumentKind.SUPERVISION: "instruktion för handledningen",
}


@dataclass(frozen=True)
class View:
    """What an evaluation of the unit's workbook is told."""

    guide: Guide
    case: Case
    file: UnitFile
    regulation: str

    def findings(self, *codes: str) -> tuple[Finding, ...]:
        """The findings of the rules in the unit's workbook."""
        return tuple(one for one in self.file.report.findings if one.code in codes)

    def silenced(self, *codes: str) -> tuple[Silenced, ...]:
        """The excepted findings of the rules in the unit's workbook."""
        return tuple(one for one in self.file.report.silenced if one.finding.code in codes)

    @property
    def unchecked(self) -> tuple[str, ...]:
        """The rules that the criterion needs and that could not be checked."""
        blocked = self.file.report.unchecked | {*self.case.survey.report.switched_off}
        return tuple(sorted({*self.guide.needed} & blocked))

    def evidence(self, claim: str, bearing: Bearing, cell: CellRef | None, value: str | None = None) -> Evidence:
        """A statement about a cell of the unit's workbook."""
        return Evidence(claim, bearing, self.file.path, cell.sheet if cell else None, cell, value)

    def found(self, finding: Finding, bearing: Bearing = Bearing.AGAINST) -> Evidence:
        """A finding in the unit's workbook as evidence."""
        return found(finding, None, bearing, self.file.path)


@dataclass(frozen=True)
class Judged:
    """What an evaluation says: the status, one or two sentences, and what they rest on."""

    status: Status
    told: str
    evidence: tuple[Evidence, ...] = ()
    codes: tuple[str, ...] = ()
    against: bool = field(default=False)


Evaluation = Callable[[View], Judged]


def by_unit(guide: Guide, case: Case, regulation: str) -> Verdict:
    """A criterion that the unit's workbook may settle."""
    evaluate = EVALUATIONS[guide.evidence or ""]
    if case.unit is None:
        return Verdict(Status.OPEN, SEVERAL_UNITS if case.units else NO_UNIT, from_unit=True)
    view = View(guide, case, case.unit, regulation)
    judged = evaluate(view)
    notes = tuple(view.found(one, Bearing.NOTE) for one in view.findings(*guide.notes) if one.code not in judged.codes)
    return Verdict(
        judged.status,
        judged.told,
        codes=judged.codes,
        evidence=(*judged.evidence, *notes),
        from_unit=True,
        against=judged.against or bool(judged.codes),
    )


def against_only(guide: Guide, case: Case, verdict: Verdict) -> Verdict:
    """A verdict with what rules about the unit have found against the criterion, where no register settles it."""
    if case.unit is None:
        return verdict
    view = View(guide, case, case.unit, "")
    findings = view.findings(*guide.against)
    if not findings:
        return verdict
    return Verdict(
        verdict.status,
        f"{verdict.told} Underlaget talar emot: {what_found(findings)}.",
        codes=tuple(sorted({one.code for one in findings})),
        evidence=tuple(view.found(one) for one in findings),
        against=True,
    )


def _document(kind: DocumentKind) -> Evaluation:
    def evaluate(view: View) -> Judged:
        unit = view.file.unit
        listed = [one for one in unit.documents if kind in one.kinds]
        if not unit.documents:
            return Judged(Status.OPEN, NO_REGISTER.format(what="styrdokument"))
        cell = unit.sections.get(Section.DOCUMENTS)
        unclear = [one for one in unit.documents if not one.kinds]
        if not listed and unclear:
            claim = NOT_CLEAR.format(what=_WORDS[kind], title=unclear[0].title.value)
            judged = Judged(Status.OPEN, claim, (view.evidence(claim, Bearing.AGAINST, cell),), ("STX507",))
        elif not listed:
            claim = NOT_LISTED.format(what=_WORDS[kind])
            judged = Judged(Status.FAILS, claim, (view.evidence(claim, Bearing.AGAINST, cell),), ("STX507",))
        else:
            judged = max((_listed(view, one) for one in listed), key=lambda one: _ORDER[one.status])
        cells = {one.cell for one in judged.evidence}
        return _unless_excepted(view, judged, [one for one in view.silenced("STX507") if one.finding.cell in cells])

    return evaluate


_ORDER = {Status.FAILS: 0, Status.OPEN: 1, Status.FULFILLED: 2}


def _listed(view: View, one: GoverningDocument) -> Judged:
    """What the register says of one document."""
    title, decided = one.title.value, one.decided
    if decided is None:
        claim = LISTED_UNDATED.format(title=title)
        return Judged(Status.OPEN, claim, (view.evidence(claim, Bearing.FOR, one.title.cell, title),))
    if not decided.has:
        claim = SAID_MISSING.format(title=title, text=decided.text) if decided.text else NO_DATE.format(title=title)
        evidence = view.evidence(claim, Bearing.AGAINST, decided.cell, decided.text)
        return Judged(Status.FAILS, claim, (evidence,), ("STX507",))
    if decided.when is None:
        claim = LISTED_UNDATED.format(title=title)
        return Judged(Status.OPEN, claim, (view.evidence(claim, Bearing.FOR, decided.cell, decided.text or None),))
    when = _when(decided)
    if decided.when.start > view.case.today:
        claim = COMING.format(title=title, when=when)
        return Judged(Status.OPEN, claim, (view.evidence(claim, Bearing.AGAINST, decided.cell, when),), against=True)
    claim = LISTED.format(title=title, when=when)
    return Judged(Status.FULFILLED, claim, (view.evidence(claim, Bearing.FOR, decided.cell, when),))


def _when(attested: Attested) -> str:
    """The time as it is told: the day where it is one, else the text of the register."""
    if attested.when is None:
        return "utan datum"
    return str(attested.when.start) if attested.when.is_day else attested.text or f"{attested.when.end:%Y}"


def _unless_excepted(view: View, judged: Judged, silenced: Sequence[Silenced]) -> Judged:
    """A failure that somebody has excepted is no failure here, and never approval: it is left open with the reason."""
    if judged.status is not Status.FAILS or not silenced:
        return judged
    told = f"{judged.told} {why_excepted(silenced)}"
    return Judged(Status.OPEN, told, judged.evidence, judged.codes, against=True)


def _interpretation(view: View) -> Judged:
    """The register can show that the document exists, not that it is known and used."""
    judged = _document(DocumentKind.INTERPRETATION)(view)
    if judged.status is not Status.FULFILLED:
        return judged
    return Judged(Status.OPEN, f"{judged.told} {KNOWN_AND_USED}", judged.evidence)


def _head(view: View) -> Judged:
    head = view.file.unit.head
    if head is None:
        return Judged(Status.OPEN, "Enhetens arbetsbok namnger ingen verksamhetschef.")
    claim = f"Enhetens arbetsbok namnger {head.value} som verksamhetschef. Hur ansvaret utövas framgår inte."
    return Judged(Status.OPEN, claim, (view.evidence(claim, Bearing.FOR, head.cell, head.value),))


def _studierektor(view: View) -> Judged:
    """Fulfilled where the workbook names one, with a specialty and a training in supervision."""
    failing = view.findings("STX504")
    if failing:
        return _failing(view, failing)
    if silenced := view.silenced("STX504"):
        return Judged(Status.OPEN, why_excepted(silenced), against=True)
    if view.unchecked:
        return _unchecked(view)
    chosen = view.file.unit.studierektor
    if chosen is None or chosen.name is None:
        return Judged(Status.OPEN, NOBODY)
    specialties, trainings = tuple(_specialties(view, chosen)), tuple(_trainings(view, chosen))
    if not specialties or not trainings:
        return Judged(Status.OPEN, NOT_TOLD.format(name=chosen.name.value), (*specialties, *trainings))
    name = chosen.name
    named = view.evidence(
        f"Studierektor är {name.value} enligt enhetens arbetsbok.", Bearing.FOR, name.cell, name.value
    )
    return Judged(Status.FULFILLED, NAMED.format(name=name.value), (named, *specialties, *trainings))


def _rows_of(view: View, chosen: Studierektor) -> tuple[Supervisor, ...]:
    """What the register of supervisors has of the studierektor."""
    roster = view.file.roster
    index = roster.find(chosen.name.value).certain if chosen.name is not None else None
    return () if index is None else roster.same(view.file.unit.supervisors[index])


def _specialties(view: View, chosen: Studierektor) -> Iterator[Evidence]:
    told = [chosen.specialty, *(row.specialty for row in _rows_of(view, chosen))]
    for one in told:
        if one is not None and one.value:
            claim = f"Studierektorns specialistkompetens är {one.value} enligt enhetens arbetsbok."
            yield view.evidence(claim, Bearing.FOR, one.cell, one.value)


def _trainings(view: View, chosen: Studierektor) -> Iterator[Evidence]:
    told = [chosen.supervisor_training, *(row.training for row in _rows_of(view, chosen))]
    for one in told:
        if one is not None and is_done(one, view.case.today):
            claim = f"Studierektorns handledarutbildning står i enhetens arbetsbok: {_when(one)}."
            yield view.evidence(claim, Bearing.FOR, one.cell, one.text or None)


def _studierektors_specialty(view: View) -> Judged:
    """Fulfilled where the studierektor is a specialist in what at least one of the doctors trains in."""
    chosen = view.file.unit.studierektor
    if chosen is None or chosen.name is None:
        failing = view.findings("STX504")
        return _failing(view, failing) if failing else Judged(Status.OPEN, NOBODY)
    cell = chosen.specialty.cell if chosen.specialty is not None else None
    failing = tuple(one for one in view.findings("STX504") if cell is not None and one.cell == cell)
    if failing:
        return _failing(view, failing)
    told = tuple(_specialties(view, chosen))
    if not told:
        return Judged(Status.OPEN, "Enhetens arbetsbok säger inte vilken specialistkompetens studierektorn har.")
    trained = {one.doctor.specialty for one in view.case.under(view.regulation)}
    own = {one.value for one in told}
    if not own & trained:
        return Judged(Status.OPEN, f"{told[0].claim} Om den är relevant för ST-läkarna framgår inte.", told)
    return Judged(Status.FULFILLED, f"{told[0].claim} Minst en ST-läkare utbildas i samma specialitet.", told)


def is_done(attested: Attested, today: date) -> bool:
    """Whether the register says that it has been done, and not at a time that is still to come."""
    return attested.has and (attested.when is None or attested.when.start <= today)


def _failing(view: View, failing: Sequence[Finding]) -> Judged:
    told = " ".join(one.text for one in failing)
    codes = tuple(sorted({one.code for one in failing}))
    return Judged(Status.FAILS, told, tuple(view.found(one) for one in failing), codes)


def _unchecked(view: View) -> Judged:
    return Judged(Status.OPEN, f"{listing(view.unchecked)} kunde inte kontrolleras, eller bara delvis.")


EVALUATIONS: Mapping[str, Evaluation] = {
    **{kind.value: _document(kind) for kind in DocumentKind},
    DocumentKind.INTERPRETATION.value: _interpretation,
    "verksamhetschef": _head,
    "studierektor": _studierektor,
    "studierektorns_specialitet": _studierektors_specialty,
}
"""By the names that the guide uses."""
