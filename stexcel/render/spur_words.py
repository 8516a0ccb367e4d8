"""What every drawing of an inspection says in the same words, so that the files of a package never differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum

from stexcel.codes import REGULATIONS
from stexcel.model import Period
from stexcel.regelverk import Criterion, CriterionKind, Grade, load_spur
from stexcel.spur.model import (
    Basis,
    Claim,
    CriterionResult,
    FileKind,
    FileRead,
    Inspection,
    PlanRow,
    Point,
    RegulationResult,
    SectionResult,
    Status,
    Step,
    year_of,
)
from stexcel.spur.together import said_together

TITLE = "Underlag inför SPUR-inspektion"
UNNAMED = "enheten (namnet är inte känt)"
UNKNOWN = "okänt"
WHAT_IT_IS = (
    "Bedömningen gäller vad filerna visar och vad enheten själv uppger. Inspektörerna sätter graden. "
    "Det som inte går att se i filerna är ej bedömt och räknas inte som uppfyllt."
)
PLAN_TITLE = "Handlingsplan"
PLAN_LEAD = (
    "Ett förslag utifrån de kriterier som brister i underlaget. Enheten prövar, ändrar och beslutar åtgärder, datum "
    "och ansvariga."
)
NO_PLAN = "Inget kriterium brister i det som kunde bedömas, så det finns inget förslag till åtgärder."
GRADES = {
    Grade.A: "Föreskrift och allmänna råd följs, och kvalitetsindikatorerna är uppfyllda med enstaka undantag.",
    Grade.B: "Föreskrift och allmänna råd följs.",
    Grade.C: "Föreskriften följs men något allmänt råd brister, eller en handlingsplan är inlämnad för det som brister "
    "mot föreskriften. Avsnitt A och C har inte graden C.",
    Grade.D: "Minst ett kriterium som bygger på föreskriften brister.",
}
"""How a section is graded, in the model's own order."""
RANGES = (
    "Två grader med streck mellan, som C–D, är det bästa och det sämsta utfallet av det som är ej bedömt. "
    "”Utan enhetens uppgifter” räknar bara det som programmet har sett i filerna och registret."
)
BASES = {
    Basis.IUP: "Programmet har läst det i ST-läkarnas IUP-filer.",
    Basis.UNIT: "Programmet har läst det i enhetens register. Dokumentens innehåll är inte läst.",
    Basis.CLAIMED: "Enheten uppger det i sin arbetsbok. Programmet har inte kontrollerat uppgiften.",
    Basis.MANUAL: "Går inte att se i filerna. Människor bedömer det på plats.",
}
"""What it means that a status comes from there."""

SOUGHT = {
    Basis.IUP: "söks i IUP-filerna",
    Basis.UNIT: "söks i enhetens register",
    Basis.CLAIMED: "väntar på enhetens svar",
    Basis.MANUAL: "bedöms av människor",
}
"""Where the evidence of an open criterion would be found."""


class Standing(Enum):
    """How it stands with a section in a few words, the worst first; ``mark`` is the name of a colour."""

    REGULATION = ("föreskrift brister", "red")
    PLANNED = ("föreskrift brister, handlingsplan finns", "orange")
    ADVICE = ("allmänt råd brister", "yellow")
    OPEN = ("avgörs av det ej bedömda", "grey")
    NOTHING = ("inget har bedömts brista mot föreskrift eller råd", "green")

    def __init__(self, words: str, mark: str) -> None:
        self.words = words
        self.mark = mark


STATUS_MARKS = {Status.FULFILLED: "green", Status.FAILS: "red", Status.OPEN: "grey"}


def standing(section: SectionResult) -> Standing:
    """The standing by what fails and what is open."""
    failing = {one.kind for one in section.criteria if one.status is Status.FAILS}
    if CriterionKind.REGULATION in failing:
        return Standing.PLANNED if section.with_plan else Standing.REGULATION
    if CriterionKind.ADVICE in failing:
        return Standing.ADVICE
    return Standing.NOTHING if section.grade.worst in (Grade.A, Grade.B) else Standing.OPEN


def unit_name(inspection: Inspection) -> str:
    """The unit, also where its name is not known."""
    return inspection.unit_name or UNNAMED


def counted(section: Iterable[CriterionResult]) -> dict[Status, int]:
    """How many criteria there are of each status."""
    counts = Counter(one.status for one in section)
    return {status: counts[status] for status in Status}


def checked(part: RegulationResult) -> list[tuple[str, str]]:
    """From where the criteria have their status, and how many are open: each with what that means."""
    counts = Counter(one.basis for one in part.results.values() if one.status is not Status.OPEN)
    told = [(f"{part.regulation}: {of.words}", f"{_criteria(counts[of])}. {BASES[of]}") for of in Basis if counts[of]]
    still_open = counted(part.results.values())[Status.OPEN]
    return [*told, (f"{part.regulation}: {Status.OPEN.word}", f"{_criteria(still_open)}. Se Frågor.")]


def _criteria(number: int) -> str:
    return f"{number} {'kriterium' if number == 1 else 'kriterier'}"


def settings(inspection: Inspection) -> list[tuple[str, str]]:
    """What the run assumed, changed and left out, each with its name."""
    told = [
        ("Våra antaganden", " ".join(inspection.assumptions)),
        ("Ändrade gränser", ", ".join(inspection.thresholds)),
        ("Avstängda regler, inte kontrollerade", ", ".join(inspection.switched_off)),
    ]
    for one in inspection.exemptions:
        until = f"till och med {one.until}" if one.until else "utan slutdatum"
        told.append((f"Undantag för {one.code} i {one.file}", f"{one.reason} ({until})"))
    return [(name, text) for name, text in told if text]


def doctors(part: RegulationResult) -> str:
    """``1 ST-läkare``."""
    return f"{len(part.doctors)} ST-läkare"


def people(inspection: Inspection) -> str:
    """``7 ST-läkare: 4 enligt SOSFS 2015:8 och 3 enligt HSLF-FS 2021:8``."""
    told = [f"{len(part.doctors)} enligt {part.regulation}" for part in inspection.regulations]
    if inspection.unassigned:
        told.append(f"{len(inspection.unassigned)} utan känd föreskrift eller specialitet, inte bedömda")
    return f"{len(inspection.doctors)} ST-läkare{': ' if told else ''}{_listing(told)}"


def files_read(inspection: Inspection) -> str:
    """``8 filer: 7 IUP och 1 enhetens arbetsbok; 1 kunde inte läsas``."""
    counts = Counter(file.kind for file in inspection.files if file.problem is None)
    told = [f"{counts[kind]} {kind.value}" for kind in FileKind if counts[kind]]
    unread = sum(file.problem is not None for file in inspection.files)
    total = len(inspection.files)
    return (
        f"{total} {'fil' if total == 1 else 'filer'}{': ' if told else ''}{_listing(told)}"
        f"{f'; {unread} kunde inte läsas' if unread else ''}"
    )


def file_state(file: FileRead) -> str:
    """Whether a file was read."""
    if file.problem is not None:
        return "inte läst"
    return "läst, delvis kontrollerad" if file.limits else "läst"


def file_note(file: FileRead) -> str:
    """What was not checked in the file."""
    return file.problem or " ".join(file.limits)


def plan_status(row: PlanRow) -> str:
    """How far a row of the plan has come as the unit says, and whether its date has passed."""
    return ". ".join(filter(None, [row.status, "Datumet har passerat" if row.overdue else ""]))


def names(regulations: Sequence[str]) -> str:
    """``SOSFS 2015:8``, or ``2015 och 2021`` of both, which are named in full wherever they have their own heading."""
    if len(regulations) < len(REGULATIONS):
        return ", ".join(regulations)
    return " och ".join(year_of(one) for one in regulations)


def kinds(criterion: Criterion, regulations: Sequence[str]) -> str:
    """``SOSFS 2015:8, HSLF-FS 2021:8 (föreskrift)``; each with its own where the weight differs."""
    told = {of: criterion.kinds[of].value for of in regulations if of in criterion.kinds}
    if len(set(told.values())) == 1:
        return f"{', '.join(regulations)} ({next(iter(told.values()))})"
    return ", ".join(f"{of} ({told[of]})" if of in told else of for of in regulations)


def day_or_period(when: Period) -> str:
    """``2026-11-01``, or the first and the last day of a longer time."""
    return str(when.start) if when.is_day else f"{when.start}–{when.end}"


def claim(one: Claim) -> str:
    """The unit's own words, with document, time and owner."""
    parts = (
        one.answer,
        f"Dokument: {one.document}" if one.document else "",
        f"Datum: {day_or_period(one.when)}" if one.when else "",
        f"Ansvarig: {one.owner}" if one.owner else "",
        f"Kommentar: {one.comment}" if one.comment else "",
    )
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def claims(one: CriterionResult) -> str:
    """All that the unit says about a criterion, and how it goes against the files or itself."""
    told = [claim(found) for found in one.claims]
    return " ".join([*told, *([f"Motsägelse: {one.contradiction}"] if one.contradiction else [])])


def source(one: CriterionResult) -> str:
    """Where the status comes from; of an open one, where it is looked for."""
    words = SOUGHT[one.basis] if one.status is Status.OPEN else one.basis.words
    return f"{words}; regelunderlaget är inte kontrollerat mot föreskriften" if one.unverified_data else words


def step_kind(step: Step) -> str:
    """Whether a step is to show something or to mend it."""
    return "styrka" if step.open else "åtgärda"


def moves(section: SectionResult, most: int = 2) -> str:
    """What would move the grade, at most so many sentences of it."""
    more = len(section.moves) - most
    return " ".join([*section.moves[:most], *([f"Och {more} till."] if more > 0 else [])])


def path_to_b(section: SectionResult) -> str:
    """The steps on the way to B in brief: ``3 kriterier: D6, D7, D1``."""
    ids = [step.criterion for step in section.path_to_b]
    if not ids:
        return ""
    return f"{_criteria(len(ids))}: {', '.join(ids)}"


def merged(points: Iterable[Point]) -> list[tuple[Point, tuple[str, ...]]]:
    """The points section by section, each criterion once with the regulations under which something is said of it."""
    found: dict[str, dict[str, Point]] = {}
    for one in points:
        found.setdefault(one.criterion, {})[one.regulation] = one
    criteria = load_spur().criteria
    return [
        (_merged(criteria[identity], found[identity]), tuple(found[identity]))
        for identity in criteria
        if identity in found
    ]


def _merged(criterion: Criterion, points: Mapping[str, Point]) -> Point:
    """What the points say of a criterion, its title first and once."""
    title = f"{criterion.title}: "
    told = said_together({regulation: one.sentence.removeprefix(title) for regulation, one in points.items()})
    return replace(next(iter(points.values())), sentence=f"{title}{told}")


def hash_words(sha256: str | None) -> str:
    """The hash; files that could not be read have none, and an anonymous assessment shows none."""
    return sha256 or "visas inte"


def _listing(told: Sequence[str]) -> str:
    return " och ".join(filter(None, (", ".join(told[:-1]), told[-1]))) if told else ""
