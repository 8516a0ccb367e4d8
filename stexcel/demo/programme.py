"""What stands in one resident's workbook: days and texts that follow from how the training goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice

from stexcel.codes import group_of
from stexcel.demo.clinic import Clinic, Resident
from stexcel.demo.forms import Line, Said
from stexcel.model import ActivityType
from stexcel.regelverk import Malbeskrivning, Requirement
from stexcel.rules.months import add_months
from stexcel.rules.words import ACTIVITY_WORDS

_METHODS = ("Medsittning", "CBD", "Mini-CEX")
_OBSERVED = (
    "Medsittning",
    "CBD",
    "Bedömningsmall undervisning",
    "Mini-CEX",
    "Bedömningsmall handledning",
    "360-grader",
)


@dataclass(frozen=True, slots=True)
class Training:
    """The training of a resident as it has gone until today."""

    clinic: Clinic
    resident: Resident
    goals: Malbeskrivning

    def until(self, what: str) -> date:
        """The last day on which something of that kind may have been written down."""
        return min(self.clinic.today, self.resident.until.get(what, self.clinic.today))

    def days(self, what: str, months: int, first: int) -> Iterator[date]:
        """A day every so many months, from the first month on, as long as it is written down."""
        for number in range(first, 12 * 10, months):
            day = _weekday(add_months(self.resident.start, number))
            if day > self.until(what):
                return
            if not any(one.start <= day <= one.end for one in self.resident.leave):
                yield day


def goal_lines(training: Training) -> Iterator[tuple[str, Line]]:
    """For each delmål with a plan its code and what stands in its row."""
    goals = tuple(training.goals.requirements.values())
    planned = round(len(goals) * training.resident.planned / 100)
    whole = (training.resident.end - training.resident.start).days
    methods, places = cycle(_METHODS), cycle(training.clinic.placements)
    for number, goal in enumerate(goals[:planned], start=1):
        due = training.resident.start + timedelta(days=whole * number // (len(goals) + 1))
        line: dict[str, str | date] = {
            "Utbildningsaktiviteter": _activities(goal, str(next(places)["namn"])),
            "Bedömningsmetoder": f"{next(methods)}, specialistkollegium",
            "Planerat": _term(due),
        }
        yield goal.code, line | _outcome(training, number, due)


def _outcome(training: Training, number: int, due: date) -> dict[str, str | date]:
    """How far a delmål has come: at a slower pace every so many remain open."""
    pace = training.resident.pace
    is_done = due < training.clinic.today and number * pace // 100 > (number - 1) * pace // 100
    if is_done:
        return {"Status": "Klart", "Klart datum": _weekday(due), "Signatur": _initials(training.resident.supervisor)}
    return {"Status": "Pågår" if due < training.clinic.today else "Ej påbörjat"}


def _activities(goal: Requirement, place: str) -> str:
    """An activity for each that is required, else service at the clinic."""
    kinds = [min(group, key=list(ActivityType).index) for group in goal.required] or [ActivityType.KLINISK]
    words = [f"{ACTIVITY_WORDS[kind]}{f', {place}' if kind is ActivityType.KLINISK else ''}" for kind in kinds]
    return "\n".join(f"{word[:1].upper()}{word[1:]}" for word in words)


def placement_lines(training: Training) -> tuple[list[Line], list[Line]]:
    """The placements at the clinic with the leaves, and those at other clinics."""
    home: list[Line] = []
    away: list[Line] = []
    clinical = [code for code in training.goals.requirements if group_of(code) == "c"]
    share = training.resident.percent / 100
    for number, (name, start, end, is_away) in enumerate(_spans(training)):
        goals = ", ".join(islice(cycle(clinical), 2 * number, 2 * number + 2))
        line: dict[str, Said] = {"Plats": "Hemkliniken", "Från": start, "Till": end, "Grad": share, "Delmål": goals}
        if not is_away:
            home.append({"Placering": name, **line, "Handledare": training.resident.supervisor})
            continue
        line |= {"Plats": "Ekdalens sjukhus", "Handledare": "Sofia Wrede"}
        done: dict[str, Said] = {"Uppföljd": end, "Intyg": end} if end < training.clinic.today else {}
        away.append({"Sidotjänstgöring": name, **line, **done})
    leaves: list[Line] = [
        {"Placering": one.kind, "Från": one.start, "Till": one.end, "Grad": 0} for one in training.resident.leave
    ]
    return sorted([*home, *leaves], key=lambda line: str(line["Från"])), away


def _spans(training: Training) -> Iterator[tuple[str, date, date, bool]]:
    """The placements one after the other, parted where there is leave."""
    resident = training.resident
    whole = (resident.end - resident.start).days + 1 - sum((one.end - one.start).days + 1 for one in resident.leave)
    shares = [int(str(one["andel"])) for one in training.clinic.placements]
    start, used = resident.start, 0
    for number, placement in enumerate(training.clinic.placements, start=1):
        left = whole * sum(shares[:number]) // sum(shares) - used
        used += left
        for one in resident.leave:
            if start <= one.start < start + timedelta(days=left):
                before = (one.start - start).days
                if before:
                    yield str(placement["namn"]), start, one.start - timedelta(days=1), bool(placement.get("sido"))
                start, left = one.end + timedelta(days=1), left - before
        yield str(placement["namn"]), start, start + timedelta(days=left - 1), bool(placement.get("sido"))
        start += timedelta(days=left)


def course_lines(training: Training) -> Iterator[Line]:
    """A course for each delmål that requires one, half a year apart."""
    goals = [goal for goal in training.goals.requirements.values() if _needs_course(goal)]
    step = max(1, ((training.resident.end - training.resident.start).days - 200) // max(1, len(goals)))
    for number, goal in enumerate(goals):
        day = _weekday(training.resident.start + timedelta(days=120 + step * number))
        line: dict[str, str | date] = {
            "Kurs": _course_name(goal),
            "Anordnare": "Regionen",
            "Datum": day,
            "Delmål": goal.code,
        }
        yield line | ({"Status": "Genomförd", "Intyg": day} if day < training.clinic.today else {"Status": "Planerad"})


def _needs_course(goal: Requirement) -> bool:
    return any(ActivityType.KURS in group for group in goal.required)


def _course_name(goal: Requirement) -> str:
    return goal.title or f"Kurs i psykiatri för {goal.code}"


def assessment_lines(training: Training) -> Iterator[Line]:
    """A documented assessment every month, of the delmål in turn."""
    goals, methods = cycle(training.goals.requirements), cycle(_OBSERVED)
    for day in training.days("bedomning", 1, 1):
        yield {
            "Datum": day,
            "Metod": next(methods),
            "Delmål": next(goals),
            "Bedömare": training.resident.supervisor,
            "Kommentar": "Återkoppling given muntligt och skriftligt.",
        }


def talk_lines(training: Training) -> Iterator[Line]:
    """A talk with the supervisor every month."""
    texts = cycle(("Patientfall och bedömningar", "Kommunikation och ledarskap", "Planering av kurser och placeringar"))
    for number, day in enumerate(training.days("samtal", 1, 1)):
        yield {
            "Datum": day,
            "Handledare": training.resident.supervisor,
            "Innehåll": next(texts),
            "Avstämt mot IUP": "Nej" if number % 4 else "Ja",
        }


def meeting_lines(training: Training) -> Iterator[Line]:
    """The yearly meetings, in the order of their days."""
    kinds = (
        ("Avstämning med studierektor", "avstamning", 5, "Målen gicks igenom. Planen följs."),
        ("Utvecklingssamtal", "utveckling", 7, ""),
        ("Specialistkollegium", "kollegium", 9, "Kollegiet bedömer att målen nås i den takt som är planerad."),
    )
    found: list[Line] = [
        {
            "Datum": day,
            "Typ av möte": kind,
            "Deltagare": training.resident.supervisor,
            **({"Innehåll": text} if text else {}),
        }
        for kind, what, first, text in kinds
        for day in training.days(what, 11, first)
    ]
    yield from sorted(found, key=lambda line: str(line["Datum"]))


def revision_lines(training: Training) -> Iterator[Line]:
    """A revision every eleventh month."""
    who = _initials(training.resident.supervisor)
    for day in training.days("revision", 11, 10):
        yield {"Datum": day, "Vad ändrades": "Placeringar och kurser", "Vem": who, "Sign": who}


def _term(day: date) -> str:
    return f"{'VT' if day.month < 7 else 'HT'}{day.year % 100:02}"


def _weekday(day: date) -> date:
    """The day, or the Monday after a weekend."""
    return day + timedelta(days=(7 - day.weekday()) if day.weekday() > 4 else 0)


def _initials(name: str) -> str:
    return "".join(part[0] for part in name.split())
