"""The few Swedish words and sentences that several renderers need."""

from stexcel.findings import Counts, FileReport, Level, LimitsInForce, Report, Silenced, TrainingTime
from stexcel.model import Iup
from stexcel.unit import Unit

_ONE_AND_MANY = {
    Level.KRAV: ("brist mot krav", "brister mot krav"),
    Level.RAD: ("råd", "råd"),
    Level.LOKAL: ("lokalt mål", "lokala mål"),
    Level.INFO: ("upplysning", "upplysningar"),
}
_PICTURES, _FIRST_SEEN = 0x2400, 0x20
"""Unicode has a picture for each of its control characters."""
UNIT_WORKBOOK = "enhetens arbetsbok"


def counted(counts: Counts) -> str:
    """``3 brister mot krav, 1 råd``; the empty string when there is nothing to count."""
    return ", ".join(f"{counts[level]} {_ONE_AND_MANY[level][counts[level] != 1]}" for level in Level if counts[level])


def verdict(report: FileReport) -> str:
    """The shortest true answer about one file."""
    if report.crashed:
        return "Inte färdigkontrollerad: fel i programmet"
    if report.document.problem is not None:
        return "Kunde inte kontrolleras"
    if not any(report.counts[level] for level in Level if level is not Level.INFO):
        return "Inga brister i det som kontrollerades"
    return counted({**report.counts, Level.INFO: 0})


def who(report: FileReport) -> str:
    """The doctor's or the unit's name, else the name of the file."""
    document = report.document
    name = document.iup.person.name if document.iup else document.unit.name if document.unit else None
    return name.value if name is not None else shown_path(document.path).rsplit("/", 1)[-1]


def shown_path(path: str) -> str:
    """The path on one line: what cannot be seen in a name has a sign of its own."""
    return "".join("␤" if one == "\n" else chr(_PICTURES + ord(one)) if ord(one) < _FIRST_SEEN else one for one in path)


def facts(report: FileReport) -> list[str]:
    """Specialty, regulation, fulfilled delmål and time, as far as they are known."""
    document = report.document
    specialty = document.iup.person.specialty if document.iup else None
    told = [specialty.value] if specialty is not None else []
    told += [shown_regulation(document.iup)] if document.iup and document.iup.regulation else []
    if document.unit is not None:
        told += [UNIT_WORKBOOK, *registers(document.unit)]
    if report.total:
        told.append(f"{report.fulfilled} av {report.total} delmål klara")
    if report.time.planned is not None:
        told.append(planned_time(report.time))
    return told


def shown_regulation(iup: Iup) -> str:
    """The regulation, and that it is derived where the workbook does not state it."""
    derived = iup.person.regulation is None and iup.regulation is not None
    return f"{iup.regulation or ''}{' (av delmålens numrering)' if derived else ''}"


def registers(unit: Unit) -> list[str]:
    """How much was read of every register: ``7 handledare``, ``5 styrdokument``."""
    counts = (
        (len(unit.supervisors), "handledare", "handledare"),
        (len(unit.doctors), "ST-läkare", "ST-läkare"),
        (len(unit.documents), "styrdokument", "styrdokument"),
        (len(unit.reviews), "extern granskning", "externa granskningar"),
        (len(unit.actions), "åtgärd", "åtgärder"),
        (sum(answer.reply is not None for answer in unit.answers), "eget svar om SPUR", "egna svar om SPUR"),
    )
    return [f"{count} {one if count == 1 else many}" for count, one, many in counts if count]


def planned_time(time: TrainingTime) -> str:
    """``58,5 månader planerade (minst 60), 12 gjorda``; what is not known is left out."""
    least = f" (minst {time.required})" if time.required is not None else ""
    served = f", {number(time.served)} gjorda" if time.served is not None else ""
    return f"{number(time.planned or 0)} månader planerade{least}{served}"


def number(value: float) -> str:
    """With at most one decimal, after a comma."""
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")


def until(silenced: Silenced) -> str:
    """The last day of an exception, as part of a sentence."""
    return f"till och med {silenced.until}" if silenced.until else "utan slutdatum"


def switched_off(report: Report) -> str:
    """Which rules the configuration leaves out; the empty string when all apply."""
    if not report.switched_off:
        return ""
    one = len(report.switched_off) == 1
    what = "Regeln är avstängd" if one else "Reglerna är avstängda"
    return f"{what} i stexcel.toml och inte kontrollerad{'' if one else 'e'}: {', '.join(report.switched_off)}."


def whole_run(report: Report) -> list[str]:
    """What was not checked in any file, or only in part of the run."""
    off = switched_off(report)
    return [*report.left_out, *report.limits, *about_settings(report), *([off] if off else [])]


def about_settings(report: Report) -> tuple[str, ...]:
    """What the settings leave out, where they have no findings and therefore no place of their own."""
    config = report.config
    return config.limits if config is not None and not config.findings else ()


def limits_in_force(told: LimitsInForce) -> str:
    """The profile and every limit that is not the default; the empty string when all are."""
    profile = f"Profilen ”{told.profile}” gäller. " if told.profile else ""
    if not told.changed:
        return f"{profile}Alla gränser är de förvalda." if told else ""
    changed = ", ".join(f"{one.key} = {one.value} (förval {one.default})" for one in told.changed)
    return f"{profile}Ändrade från förvalet: {changed}."


def files(report: Report) -> str:
    """``1 fil`` or ``12 filer``."""
    return _of_files(len(report.files))


def _of_files(count: int) -> str:
    return "1 fil" if count == 1 else f"{count} filer"


def files_checked(report: Report) -> str:
    """The number of files, and how many of them were not checked."""
    if not report.unread:
        return files(report)
    if report.unread == len(report.files):
        return f"{files(report)}, inte kontrollerad{'' if report.unread == 1 else 'e'}"
    return f"{files(report)}, varav {report.unread} inte kontrollerad{'' if report.unread == 1 else 'e'}"


def unread(report: Report) -> str:
    """How many files could not be checked; the empty string when all were."""
    return f"{_of_files(report.unread)} kunde inte kontrolleras" if report.unread else ""


def total(report: Report) -> str:
    """What was found in the whole run; what was not checked is told first, and never passes for faultless."""
    told = unread(report)
    found = counted(report.counts)
    if not told:
        return found or "inga brister"
    if not found and report.unread < len(report.files):
        found = "inga brister i de övriga"
    return f"{told}; {found}" if found else told


def outcome(report: Report) -> str:
    """The whole run in one sentence."""
    return f"{files(report)} per {report.today}: {total(report)}{_put_aside(report)}."


def _put_aside(report: Report) -> str:
    """How many findings exceptions have taken out of the counts."""
    number = sum(len(part.silenced) for part in report.parts)
    return f"; {number} undantag räknas inte" if number else ""


def shown_count(report: FileReport, level: Level) -> int | None:
    """The number of findings at a level; ``None`` where nothing was found because nothing was checked."""
    return report.counts[level] or (0 if report.was_read else None)
