"""An old snapshot as a status: what was kept is drawn, and every sheet without it says so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from stexcel import codes
from stexcel.findings import Level
from stexcel.rules import all_rules
from stexcel.rules.words import listing
from stexcel.status.snapshot import Codes, DoctorShot, Snapshot
from stexcel.status.status import (
    About,
    Doctor,
    FindingRow,
    Judgement,
    Matrix,
    MatrixCell,
    MatrixGroup,
    MatrixRow,
    OverviewRow,
    Place,
    Progress,
    ProgressLine,
    ProgressPoint,
    Sheet,
    Status,
)
from stexcel.status.trend import Trend
from stexcel.status.views.findings import group_of
from stexcel.status.views.matrix import UNKNOWN_REGULATION

_NOT_KEPT = "Uppgifterna är inte sparade i historiken och kan inte visas för en tidigare dag."
_WITHHELD = (
    Sheet.ACTIONS,
    Sheet.COVERAGE,
    Sheet.TIMELINE,
    Sheet.ASSESSMENTS,
    Sheet.SUPERVISION,
    Sheet.COURSES,
    Sheet.SUPERVISORS,
)
_ABOUT = "Vilka filer, gränser, undantag och regeldata som gällde den dagen är inte sparat i historiken."
_WHOLE_RUN = "Filer utan IUP, enheten och inställningarna"
_NOWHERE = Place("")


def redrawn(snapshot: Snapshot, asked: date, now: Status, trend: Trend) -> Status:
    """The status on the day of the snapshot; names and specialties are those of the files as they are now."""
    known = {row.doctor.key: row for row in now.overview}
    people = {one.key: _doctor(one, known, number) for number, one in enumerate(snapshot.doctors, start=1)}
    return Status(
        snapshot.day,
        now.unit_name,
        overview=tuple(_overview(one, people[one.key], known.get(one.key), trend) for one in snapshot.doctors),
        progress=Progress(tuple(_lines(snapshot, people)), now.progress.lag, tuple(_without_line(snapshot, people))),
        matrix=_matrix(snapshot, people),
        findings=tuple(_findings(snapshot, people)),
        trends=trend,
        about=About(snapshot.version, not_checked=(_ABOUT,), light_rules=now.about.light_rules),
        remarks=(*_remarks(snapshot, asked, known), *trend.remarks),
        withheld=dict.fromkeys(_WITHHELD, _NOT_KEPT),
    )


def _remarks(snapshot: Snapshot, asked: date, known: Mapping[str, object]) -> Iterator[str]:
    if snapshot.day != asked:
        yield f"Ingen körning är sparad för {asked}; den närmast före, {snapshot.day}, visas."
    yield (
        f"Läget {snapshot.day} som det sparades i historiken. Namn, specialitet och enhet är från filerna som de är "
        f"nu. Det här sparas inte och visas därför inte: {listing([one.value for one in _WITHHELD])}."
    )
    gone = sum(one.key not in known for one in snapshot.doctors)
    if gone:
        yield f"{gone} av ST-läkarna den dagen finns inte bland filerna nu och visas utan namn."
    if snapshot.unread:
        yield f"{_files(snapshot.unread)} kunde inte bedömas den dagen och visas inte."


def _files(number: int) -> str:
    return "En fil" if number == 1 else f"{number} filer"


def _doctor(one: DoctorShot, known: Mapping[str, OverviewRow], number: int) -> Doctor:
    row = known.get(one.key)
    return row.doctor if row else Doctor(one.key, f"ST-läkare utan fil ({number})", _NOWHERE)


def _overview(one: DoctorShot, doctor: Doctor, now: OverviewRow | None, trend: Trend) -> OverviewRow:
    unchecked = (f"{one.not_checked} saker kontrollerades inte; vad är inte sparat.",) if one.not_checked else ()
    return OverviewRow(
        doctor,
        Judgement(one.light, tuple(_reasons(one.findings))),
        unit=now.unit if now else None,
        regulation=one.regulation,
        specialty=now.specialty if now else None,
        start=one.start,
        planned_end=one.planned_end,
        end_at_fte=one.end_at_fte,
        percent=one.percent,
        served=one.served,
        linked=one.linked,
        assessed=one.assessed,
        done=one.done,
        expected=one.expected,
        delmal=len(one.delmal),
        last_supervision=one.last_supervision,
        last_revision=one.last_revision,
        term=one.term,
        findings={level: one.count(level) for level in Level},
        silenced=one.silenced,
        arrow=trend.arrow(one.key),
        not_checked=unchecked,
    )


def _reasons(findings: Codes) -> Iterator[str]:
    """A sentence for each level that is judged, since only codes were kept."""
    for level in (Level.KRAV, Level.RAD, Level.LOKAL):
        found = {code: number for (code, at), number in findings.items() if at is level}
        if found:
            yield f"{sum(found.values())} fynd på nivån {level.value} ({listing(sorted(found))})."


def _lines(snapshot: Snapshot, people: Mapping[str, Doctor]) -> Iterator[ProgressLine]:
    for one in snapshot.doctors:
        if one.expected is not None and one.done is not None:
            yield ProgressLine(people[one.key], (ProgressPoint(snapshot.day, one.expected, one.done),))


def _without_line(snapshot: Snapshot, people: Mapping[str, Doctor]) -> Iterator[str]:
    return (people[one.key].name for one in snapshot.doctors if one.expected is None or one.done is None)


def _matrix(snapshot: Snapshot, people: Mapping[str, Doctor]) -> Matrix:
    groups: dict[str, list[DoctorShot]] = defaultdict(list)
    for one in sorted(snapshot.doctors, key=lambda one: people[one.key].name.casefold()):
        if one.delmal:
            groups[one.regulation or UNKNOWN_REGULATION].append(one)
    order = [*reversed(codes.REGULATIONS), *sorted(groups)]
    shown = sorted(groups.items(), key=lambda group: order.index(group[0]))
    left_out = [f"{people[one.key].name}: inga delmål är sparade." for one in snapshot.doctors if not one.delmal]
    return Matrix(tuple(_group(regulation, some, people) for regulation, some in shown), tuple(left_out))


def _group(regulation: str, some: list[DoctorShot], people: Mapping[str, Doctor]) -> MatrixGroup:
    shown = tuple(sorted({code for one in some for code in one.delmal}, key=codes.sort_key))
    rows = (
        MatrixRow(
            people[one.key],
            tuple(MatrixCell(one.delmal[code], _NOWHERE) if code in one.delmal else None for code in shown),
        )
        for one in some
    )
    return MatrixGroup(regulation, shown, tuple(rows))


def _findings(snapshot: Snapshot, people: Mapping[str, Doctor]) -> Iterator[FindingRow]:
    """A row for each code of everyone, and for what the rest of the run had."""
    rest = Counter(dict(snapshot.findings))
    for one in snapshot.doctors:
        rest.subtract(dict(one.findings))
        yield from (_row(people[one.key].name, one.key, code, level, n) for (code, level), n in one.findings.items())
    for (code, level), number in sorted(rest.items()):
        if number > 0:
            yield _row(_WHOLE_RUN, None, code, level, number)


def _row(who: str, key: str | None, code: str, level: Level, number: int) -> FindingRow:
    info = next((one for one in all_rules() if one.code == code), None)
    title, action, source = (info.title, info.action, info.source) if info else (code, "", "")
    text = f"{number} fynd av det här slaget den dagen. Texten och cellerna är inte sparade."
    return FindingRow(who, key, code, level, title, text, action, source, group_of(code), None, _NOWHERE)
