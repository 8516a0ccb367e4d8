"""The traffic light: when a resident is red, yellow, green or grey. All its rules stand here, also as sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from stexcel.findings import CRASH_CODE, FileReport, Finding, Level
from stexcel.rules import Thresholds
from stexcel.rules.words import listing, whole
from stexcel.status.model import Resident
from stexcel.status.status import Judgement, Light

LAG, SUPERVISION, MISSING_FACTS = "STX111", "STX301", "STX204"
_URGENT = frozenset({"STX005", "STX007"})
_PROGRAMME = "STX2"
_TWICE = 2
_JUDGED = (Level.KRAV, Level.RAD, Level.LOKAL)
_WORDS = {
    Level.KRAV: ("annan brist mot krav", "andra brister mot krav"),
    Level.RAD: ("råd", "råd"),
    Level.LOKAL: ("lokalt mål är inte nått", "lokala mål är inte nådda"),
}


def light_rules(thresholds: Thresholds) -> tuple[tuple[Light, str], ...]:
    """The rules as sentences, in the order in which they are tried."""
    return (
        (
            Light.GREY,
            "Filen kunde inte läsas eller färdigkontrolleras, eller så är specialitet, föreskrift eller startdatum "
            "okänt och inget annat gör ljuset rött. Också när allt annat är i fas, men en regel som kan göra ljuset "
            "rött är avstängd eller undantagen, eller det inte går att räkna ut hur stor del av tiden som har gått.",
        ),
        (
            Light.RED,
            "En brist mot krav som gäller programmet som helhet (STX201–STX203, STX205, STX206, STX208), samma "
            "ST-läkare i flera filer (STX007) eller en möjlig patientuppgift (STX005). Uppfyllda delmål mer än "
            f"{thresholds.lag_points} procentenheter efter gången tid (STX111). Inget dokumenterat handledarsamtal på "
            f"mer än {_TWICE * thresholds.meeting_days} dagar, ledighet oräknad.",
        ),
        (Light.YELLOW, "Något annat fynd: en brist mot krav, ett råd eller ett lokalt mål som inte är nått."),
        (Light.GREEN, "Inget av detta: det som har kontrollerats är i fas."),
    )


def judge_unread(file: FileReport) -> Judgement:
    """The light of a file that is nobody's IUP as far as could be read."""
    problem = file.document.problem
    return Judgement(Light.GREY, (problem.text if problem else "Filen är inte färdigkontrollerad.",))


def judge(resident: Resident, file: FileReport, thresholds: Thresholds, off: Collection[str], today: date) -> Judgement:
    """The light of a resident; ``off`` are the codes of rules that are not run."""
    red = [*_red(resident, file, thresholds, off)]
    rest = [*_rest(file.findings)]
    unsettled = [*_unsettled(resident, file)]
    quiet, notes = [*_not_judged(resident, file, off)], [*_notes(resident, file, off, today)]
    if red:
        return Judgement(Light.RED, (*red, *unsettled, *rest, *quiet, *notes))
    if unsettled:
        return Judgement(Light.GREY, (*unsettled, *rest, *quiet, *notes))
    if rest:
        return Judgement(Light.YELLOW, (*rest, *quiet, *notes))
    return Judgement(Light.GREY if quiet else Light.GREEN, (*quiet, *notes))


def is_red(finding: Finding) -> bool:
    """Whether the finding alone makes the light red."""
    if finding.code == LAG:
        return True
    programme = finding.code.startswith(_PROGRAMME) and finding.code != MISSING_FACTS
    return finding.level is Level.KRAV and (programme or finding.code in _URGENT)


def is_without_supervision(resident: Resident, thresholds: Thresholds) -> bool:
    """Whether more than twice the days allowed have gone without a documented meeting."""
    since = resident.since_supervision
    return since is not None and since > _TWICE * thresholds.meeting_days


def _red(resident: Resident, file: FileReport, thresholds: Thresholds, off: Collection[str]) -> Iterator[str]:
    for finding in file.findings:
        if is_red(finding):
            yield _lag(resident, finding) if finding.code == LAG else _sentence(finding)
    if is_without_supervision(resident, thresholds) and SUPERVISION not in {*off, *_excepted(file)}:
        yield _supervision(resident, thresholds)


def _lag(resident: Resident, finding: Finding) -> str:
    done = resident.done_share
    if resident.expected is None or done is None:
        return _sentence(finding)
    points = whole(resident.expected) - whole(done)
    return f"Uppfyllda delmål ligger {points} procentenheter efter gången tid ({LAG})."


def _supervision(resident: Resident, thresholds: Thresholds) -> str:
    since, limit = resident.since_supervision, thresholds.meeting_days
    if resident.last_supervision is None:
        return f"Inget handledarsamtal är dokumenterat på {since} dagar (gräns {limit}, {SUPERVISION})."
    return (
        f"Senaste dokumenterade handledarsamtalet hölls {resident.last_supervision}, för {since} dagar sedan "
        f"(gräns {limit}, {SUPERVISION})."
    )


def _sentence(finding: Finding) -> str:
    return f"{finding.summary[:1].upper()}{finding.summary[1:]} ({finding.code})."


def _rest(findings: Collection[Finding]) -> Iterator[str]:
    """How many findings there are beside those that make the light red."""
    for level in _JUDGED:
        found = [one for one in findings if one.level is level and not is_red(one) and one.code != CRASH_CODE]
        if found:
            codes = listing(sorted({one.code for one in found}))
            yield f"{len(found)} {_WORDS[level][len(found) != 1]} ({codes})."


def _unsettled(resident: Resident, file: FileReport) -> Iterator[str]:
    """What makes a judgement impossible."""
    if file.crashed:
        yield "Filen är inte färdigkontrollerad: fel i programmet (STX000)."
    if resident.unknown:
        yield f"Ej bedömd fullt ut: {listing(resident.unknown)} är inte {_known(len(resident.unknown))}."
    elif not resident.delmal:
        yield "Ej bedömd fullt ut: inga delmål hittades."


def _known(number: int) -> str:
    return "känt" if number == 1 else "kända"


def _not_judged(resident: Resident, file: FileReport, off: Collection[str]) -> Iterator[str]:
    """What could have made the light red, but was not judged."""
    decisive = sorted(code for code in off if _can_be_red(code))
    if decisive:
        yield (
            f"Ej bedömt: {listing(decisive)} är avstängda i stexcel.toml."
            if len(decisive) > 1
            else (f"Ej bedömt: {decisive[0]} är avstängd i stexcel.toml.")
        )
    excepted = sorted(code for code in _excepted(file) if _can_be_red(code))
    if excepted:
        yield f"Undantaget i stexcel.toml: {listing(excepted)}."
    if resident.expected is None and not resident.unknown:
        yield "Ej bedömt: om delmålen ligger efter gången tid (STX111), eftersom start eller slut inte går att använda."


def _notes(resident: Resident, file: FileReport, off: Collection[str], today: date) -> Iterator[str]:
    """What else was left out, which does not change the light but has to be seen."""
    if resident.planned_end is not None and resident.planned_end < today:
        yield f"Planerat slut {resident.planned_end} har passerat."
    others = sorted(code for code in off if not _can_be_red(code))
    if others:
        yield f"Avstängda regler: {listing(others)}."
    excepted = sorted(code for code in _excepted(file) if not _can_be_red(code))
    if excepted:
        yield f"Undantag i stexcel.toml: {listing(excepted)}."
    if file.limits:
        number = len(file.limits)
        yield "En sak är inte kontrollerad, se Om." if number == 1 else f"{number} saker är inte kontrollerade, se Om."


def _can_be_red(code: str) -> bool:
    programme = code.startswith(_PROGRAMME) and code != MISSING_FACTS
    return programme or code in _URGENT or code in (LAG, SUPERVISION)


def _excepted(file: FileReport) -> frozenset[str]:
    return frozenset(one.finding.code for one in file.silenced)
