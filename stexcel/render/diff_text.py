"""A comparison as text to have at hand in a meeting: per doctor, progress first, then what is missing since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import wrap

from stexcel.diff import Change, Comparison, DoctorDiff, Subject, UnitDiff
from stexcel.diff.backdated import is_redated
from stexcel.findings import Finding, Level
from stexcel.personal_ids import hide
from stexcel.render.words import limits_in_force

WIDTH = 100
_STEP = 2
_DOCUMENTED = {
    Subject.MEETING: "samtal",
    Subject.LOGGED: "dokumenterade bedömningar",
    Subject.REVISION: "revisioner",
    Subject.SIGNATURE: "underskrifter",
}
_OF_DELMAL = (Subject.ACTIVITY, Subject.METHOD, Subject.PLANNED)
_WORD = {Subject.ACTIVITY: "", Subject.METHOD: "bedömning ", Subject.PLANNED: "planerat "}
_THINGS = (Subject.PLACEMENT, Subject.COURSE, Subject.PART, Subject.FACT)

Line = tuple[int, str]
"""How deep a paragraph is indented, and its text."""


def render_diff_text(comparison: Comparison, *, width: int = WIDTH) -> str:
    """The comparison in at most ``width`` columns."""
    lines: list[str] = []
    for depth, text in _lines(comparison):
        margin = " " * _STEP * depth
        hanging = margin + " " * _STEP if depth > 1 else margin
        lines += wrap(hide(text), width, initial_indent=margin, subsequent_indent=hanging, break_on_hyphens=False) or [
            ""
        ]
    return "\n".join(lines) + "\n"


def _lines(comparison: Comparison) -> Iterator[Line]:
    for doctor in comparison.doctors:
        if not doctor.is_empty:
            yield from _doctor(doctor)
            yield 0, ""
    for unit in comparison.units:
        yield from _unit(unit)
        yield 0, ""
    yield from _unchanged(comparison)
    for heading, lone in (
        ("Finns bara i den äldre versionen:", comparison.only_old),
        ("Finns bara i den nyare versionen:", comparison.only_new),
    ):
        if lone:
            yield 0, heading
            yield from ((1, f"{one.name} ({one.path})") for one in lone)
            yield 0, ""
    yield from _uncompared(comparison)
    if any(doctor.backdated for doctor in comparison.doctors):
        yield 0, _why_backdated(comparison.backdated_days)
    yield 0, _closing(comparison)
    if told := limits_in_force(comparison.in_force):
        yield 0, f"Gränser: {told}"


def _doctor(doctor: DoctorDiff) -> Iterator[Line]:
    if doctor.other_name is not None:
        yield 0, f"Obs: den äldre filen gäller {doctor.other_name}. Kontrollera att det är rätt två filer."
    yield 0, f"{doctor.name}{_score(doctor)}"
    same = doctor.old_path == doctor.new_path
    yield 0, doctor.new_path if same else f"{doctor.old_path} → {doctor.new_path}"
    yield from ((1, f"Obs: {limit}") for limit in doctor.unchecked)
    if doctor.unchecked:
        yield 1, "Fynd som inte längre kan kontrolleras ser ut att vara lösta."
    yield from _headed("Framsteg", _progress(doctor))
    yield from _headed("Nytt att göra", _setbacks(doctor))
    yield from _headed("Ändrat i planen", _plan(doctor))
    yield from _headed("Om läsningen", _reading(doctor))
    yield from _headed(_asking(doctor), _backdated(doctor))


_REGISTERS = (
    (Subject.PLAN_ACTION, "Handlingsplanen"),
    (Subject.SUPERVISOR, "Handledare"),
    (Subject.REGISTERED, "ST-läkare i registret"),
    (Subject.DOCUMENT, "Styrdokument"),
    (Subject.REVIEW, "Extern granskning"),
    (Subject.LEADER, "Ledning"),
)


def _unit(unit: UnitDiff) -> Iterator[Line]:
    """What has happened in the unit's own workbook."""
    yield 0, f"{unit.name} · enhetens arbetsbok"
    same = unit.old_path == unit.new_path
    yield 0, unit.new_path if same else f"{unit.old_path} → {unit.new_path}"
    if unit.is_empty:
        yield 1, "Ingenting har ändrats."
    for subject, heading in _REGISTERS:
        left = f" ({unit.open_actions} öppna nu)" if subject is Subject.PLAN_ACTION else ""
        yield from _headed(f"{heading}{left}", (_registered(change) for change in unit.about(subject)))
    yield from _headed("Lösta fynd", _grouped(unit.solved))
    yield from _headed("Nya fynd", _grouped(unit.appeared, places=True))


def _registered(change: Change) -> str:
    if change.is_added:
        return f"+ {_thing(change)}"
    return f"− {_thing(change)}" if change.is_removed else f"{change.name}: {change.before} → {change.after}"


def _headed(heading: str, texts: Iterable[str]) -> Iterator[Line]:
    told = list(texts)
    if told:
        yield 1, heading
        yield from ((2, text) for text in told)


def _score(doctor: DoctorDiff) -> str:
    (was, now), (_, total) = doctor.fulfilled, doctor.total
    if not total:
        return ""
    return f" · {now} av {total} delmål klara" + ("" if was == now or doctor.other_name else f", förut {was}")


def _progress(doctor: DoctorDiff) -> Iterator[str]:
    done = [change for change in doctor.about(Subject.DONE) if change.is_added]
    if done:
        yield f"{len(done)} delmål {_is_are(done)} sedan sist: {_named(done)}"
    for subject, plural in _DOCUMENTED.items():
        added = [change for change in doctor.about(subject) if change.is_added]
        if added:
            yield f"{len(added)} {_kind(subject, len(added), plural)}: {_listed(added)}"
    solved = [finding for finding in doctor.solved if finding.level is not Level.INFO]
    if solved:
        yield f"{len(solved)} fynd {'löst' if len(solved) == 1 else 'lösta'}: {'; '.join(_grouped(solved))}"


def _is_are(done: Sequence[Change]) -> str:
    return "klart" if len(done) == 1 else "klara"


def _kind(subject: Subject, count: int, plural: str) -> str:
    if count > 1:
        return f"nya {plural}"
    return {
        Subject.MEETING: "nytt samtal",
        Subject.LOGGED: "ny dokumenterad bedömning",
        Subject.REVISION: "ny revision",
        Subject.SIGNATURE: "ny underskrift",
    }[subject]


def _named(done: Iterable[Change]) -> str:
    return ", ".join(f"{change.name} ({change.after or change.before})" for change in done)


def _listed(changes: Iterable[Change]) -> str:
    return "; ".join(_thing(change) for change in changes)


def _thing(change: Change) -> str:
    """The thing with its facts; a revision is told by its date alone."""
    text = change.after or change.before or ""
    return text if change.subject is Subject.REVISION or text == change.name else f"{change.name} {text}"


def _with_kind(change: Change) -> str:
    """The thing with what kind of thing it is, unless its name says so."""
    text, kind = _thing(change), change.subject.value
    return text if kind in text.casefold() else f"{kind} {text}"


def _setbacks(doctor: DoctorDiff) -> Iterator[str]:
    withdrawn = [change for change in doctor.about(Subject.DONE) if change.is_removed]
    if withdrawn:
        yield f"Inte längre {_is_are(withdrawn)}: {_named(withdrawn)}"
    gone = [change for change in doctor.about(*_DOCUMENTED) if change.is_removed]
    if gone:
        yield f"Borttaget: {'; '.join(map(_with_kind, gone))}"
    appeared = [finding for finding in doctor.appeared if finding.level is not Level.INFO]
    yield from (f"Nytt fynd: {text}" for text in _grouped(appeared, places=True))


def _reading(doctor: DoctorDiff) -> Iterator[str]:
    """New remarks about the reading: what they are about may look removed without being so."""
    about = [finding for finding in doctor.appeared if finding.level is Level.INFO]
    return (f"{finding.code} {finding.text} ({finding.place})" for finding in about)


def _grouped(findings: Sequence[Finding], *, places: bool = False) -> Iterator[str]:
    """One phrase per kind of finding, with its delmål or its sentence."""
    for (code, level, summary), alike in groupby(findings, key=lambda one: (one.code, one.level, one.summary)):
        told = list(alike)
        if all(finding.delmal for finding in told):
            yield f"{code} {level.value}, {summary}: {', '.join(_place(finding, places) for finding in told)}"
        else:
            yield f"{code} {level.value}, " + (" ".join(one.text for one in told) if places else summary)


def _place(finding: Finding, places: bool) -> str:
    return f"{finding.delmal} ({finding.place})" if places and finding.place else str(finding.delmal)


def _plan(doctor: DoctorDiff) -> Iterator[str]:
    moved = [change for change in doctor.about(Subject.DONE) if not (change.is_added or change.is_removed)]
    yield from (
        f"{change.name} klart{', ändrat datum' if is_redated(change) else ''}: {change.before} → {change.after}"
        for change in moved
    )
    changed = [change for change in doctor.about(*_DOCUMENTED) if not (change.is_added or change.is_removed)]
    for change in changed:
        yield f"{change.name}{', ändrat datum' if is_redated(change) else ''}: {change.before} → {change.after}"
    for added, word in ((True, "Nya delmål"), (False, "Borttagna delmål")):
        goals = [change for change in doctor.about(Subject.DELMAL) if change.is_added is added]
        if goals:
            yield f"{word}: {', '.join(f'{change.name} ({_thing_of(change)})' for change in goals)}"
    yield from _of_delmal(doctor)
    yield from map(_about_thing, doctor.about(*_THINGS))


def _thing_of(change: Change) -> str:
    return change.after or change.before or ""


def _of_delmal(doctor: DoctorDiff) -> Iterator[str]:
    """One line per delmål with all that changed about it."""
    told: dict[str, list[str]] = {}
    for change in sorted(doctor.about(*_OF_DELMAL), key=lambda change: _OF_DELMAL.index(change.subject)):
        told.setdefault(change.name, []).append(_WORD[change.subject] + _signed(change))
    return (f"{code}: {'; '.join(texts)}" for code, texts in told.items())


def _signed(change: Change) -> str:
    if change.is_added:
        return f"+ {change.after}"
    return f"− {change.before}" if change.is_removed else f"{change.before} → {change.after}"


def _about_thing(change: Change) -> str:
    label = f"{change.subject.value.capitalize()} {change.name}"
    if change.subject in (Subject.FACT, Subject.PART):
        label = change.name[:1].upper() + change.name[1:]
    if change.is_added:
        return f"+ {label}: {change.after}"
    return f"− {label}: {change.before}" if change.is_removed else f"{label}: {change.before} → {change.after}"


def _asking(doctor: DoctorDiff) -> str:
    known = f", fast den äldre versionen redan gick fram till {doctor.latest}" if doctor.latest else ""
    return f"Att fråga om: nyss inskrivet med tidigt datum{known}"


def _backdated(doctor: DoctorDiff) -> Iterator[str]:
    for one in doctor.backdated:
        yield f"{one.text} {one.date} ({one.cell})"
    dated = doctor.about(Subject.DONE, *_DOCUMENTED)
    if doctor.latest is None and any(not change.is_removed for change in dated):
        yield "Går inte att bedöma: den äldre versionen har inget daterat att jämföra med."


def _unchanged(comparison: Comparison) -> Iterator[Line]:
    names = [doctor.name for doctor in comparison.doctors if doctor.is_empty]
    if names:
        yield 0, f"Ingenting har ändrats för {', '.join(names)}."
        yield 0, ""


def _uncompared(comparison: Comparison) -> Iterator[Line]:
    if comparison.uncompared:
        yield 0, "Inte jämfört:"
        for one in comparison.uncompared:
            counterpart = f" Därför är inte heller {one.other} jämförd." if one.other else ""
            yield 1, f"{one.path}: {one.why}{counterpart}"
        yield 0, ""


def _why_backdated(days: int) -> str:
    return (
        f"Nyss inskrivet med tidigt datum: uppgiften saknas i den äldre versionen men är daterad mer än {days} dagar "
        "före det sista som stod där. Det är inte fel i sig, men fråga varför den kom in i efterhand."
    )


def _closing(comparison: Comparison) -> str:
    doctors = comparison.doctors
    done = sum(change.is_added for doctor in doctors for change in doctor.about(Subject.DONE))
    solved = sum(len(doctor.solved) for doctor in doctors)
    appeared = sum(len(doctor.appeared) for doctor in doctors)
    compared = f"{len(doctors)} ST-läkare jämförd{'' if len(doctors) == 1 else 'a'}"
    return (
        f"{compared}, båda versionerna bedömda per {comparison.today}. "
        f"Klara delmål sedan sist: {done}. Lösta fynd: {solved}. Nya fynd: {appeared}."
    )
