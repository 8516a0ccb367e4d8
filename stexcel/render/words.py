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
    return [*report.left_out, *report.limits, *([off] if off else [])]


def limits_in_force(told: LimitsInForce) -> str:
    """The profile and every limit that is not the default; the empty string when all are."""
    profile = f"Profilen ”{told.profile}” gäller. " if told.profile else ""
    if not told.changed:
        return f"{profile}Alla gränser är de förvalda." if told else ""
    changed = ", ".join(f"{one.key} = {one.value} (förval {one.default})" for one in told.changed)
    return f"{profile}Ändrade från förvalet: {changed}."


def files(report: Report) -> str:
    """``1 fil`` or ``12 filer``."""
    return "1 fil" if len(report.files) == 1 else f"{len(report.files)} filer"


def total(report: Report) -> str:
    """What was found in the whole run."""
    return counted(report.counts) or "inga brister"
