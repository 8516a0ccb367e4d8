"""A small status that every writer is proven on, made by hand so that no rule and no reader changes it.

``sample_status()`` has three doctors, of whom one is red, one yellow and one green, and a file that could not be read.
``status_of(names)`` has as many doctors as there are names, who take turns to be like those three.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from stexcel.findings import Level, SetLimit
from stexcel.model import CellRef
from stexcel.status.model import Link
from stexcel.status.status import (
    About,
    Action,
    AssessmentCount,
    Assessments,
    Assessor,
    Bar,
    BarKind,
    Collision,
    CourseRow,
    CourseState,
    Coverage,
    CoverageRow,
    Doctor,
    DoctorTerms,
    ExceptionRow,
    FileRow,
    FindingRow,
    Gap,
    Judgement,
    Light,
    Matrix,
    MatrixCell,
    MatrixGroup,
    MatrixRow,
    MethodCount,
    OverviewRow,
    Place,
    Progress,
    ProgressLine,
    ProgressPoint,
    RuleDataRow,
    Status,
    SupervisionRow,
    SupervisorRow,
    TermStanding,
    Timeline,
)
from stexcel.status.trend import Arrow, Trend, TrendFindings, TrendPoint
from tests.build import TODAY

NAMES = ("Sanna Ek", "Måns Åkerlund", "Ylva Öberg")
REGULATION = "SOSFS 2015:8"
CODES = ("a1", "a2", "b1", "c1", "c2", "c10")
TERMS = ("VT25", "HT25", "VT26", "HT26")
METHODS = ("Mini-CEX", "CBD", "Medsittning")
LIMITS = "Bladet ”Kurser” kunde inte tolkas."
UNREAD = Doctor("0000000000000000", "trasig.xlsx", Place("st/trasig.xlsx"))
UNREAD_REASON = "Filen är skadad och går inte att öppna. Öppna den i Excel och spara om den."


@dataclass(frozen=True, slots=True)
class Kind:
    """What a doctor of the sample is like."""

    light: Light
    reasons: tuple[str, ...]
    done: float
    elapsed: float
    links: tuple[Link | None, ...]
    made: tuple[int, ...]
    supervised: date | None
    arrow: Arrow


KINDS = (
    Kind(
        Light.RED,
        ("Klara delmål ligger 37 procentenheter efter tiden.", "Handledarsamtal saknas sedan 2026-06-02."),
        16.7,
        53.3,
        (Link.DONE, Link.EMPTY, Link.ACTIVITY_ONLY, Link.ASSESSMENT_ONLY, Link.LINKED, Link.MISSING),
        (2, 3, 1, 1),
        date(2026, 6, 2),
        Arrow.DOWN,
    ),
    Kind(
        Light.YELLOW,
        ("För få bedömningar VT26.",),
        50.0,
        61.0,
        (Link.DONE, Link.DONE, Link.DONE, Link.PLANNED, Link.LINKED, Link.EMPTY),
        (4, 4, 2, 3),
        date(2026, 10, 5),
        Arrow.SAME,
    ),
    Kind(
        Light.GREEN,
        (),
        83.3,
        80.0,
        (Link.DONE, Link.DONE, Link.DONE, Link.DONE, Link.DONE, None),
        (5, 6, 4, 4),
        date(2026, 10, 20),
        Arrow.UP,
    ),
)
Person = tuple[Doctor, Kind]


def sample_status() -> Status:
    """Three doctors of all sorts, and everything else that can be shown."""
    return status_of(NAMES)


def empty_status() -> Status:
    """A folder in which nothing could be judged."""
    return Status(TODAY, "Tom klinik", about=About("0.1.0"), remarks=("Inga IUP hittades.",))


def status_of(names: Sequence[str]) -> Status:
    """The sample with these doctors instead; the unread file and the unit's own findings are always there."""
    people = [(_doctor(number, name), KINDS[number % len(KINDS)]) for number, name in enumerate(names)]
    return Status(
        TODAY,
        "Psykiatriska kliniken",
        overview=(*(_overview(one) for one in sorted(people, key=lambda one: one[1].light.rank)), _unread()),
        actions=tuple(_action(number, one) for number, one in enumerate(people[:10], start=1)),
        progress=Progress(tuple(_line(one) for one in people), 15, ("Nils Utan Start",)),
        matrix=Matrix(
            (MatrixGroup(REGULATION, CODES, tuple(map(_matrix_row, people))),), ("trasig.xlsx är inte läst.",)
        ),
        coverage=(_coverage(len(people)),),
        timeline=_timeline([doctor for doctor, _ in people]),
        assessments=_assessments(people),
        supervision=tuple(map(_supervision, people)),
        courses=tuple(course for doctor, _ in people for course in _courses(doctor)),
        supervisors=_supervisors([doctor.name for doctor, _ in people]),
        findings=(*(row for one in people for row in _findings(one)), *_others()),
        trends=_trend(people),
        about=_about([doctor for doctor, _ in people]),
        remarks=(f"trasig.xlsx är inte bedömd: {UNREAD_REASON}", "Avstängda regler i stexcel.toml: STX402."),
    )


def _doctor(number: int, name: str) -> Doctor:
    path = f"st/Nr {number + 1} & co.xlsx"
    return Doctor(f"{number + 1:016x}", name, Place(path, "IUP", CellRef("IUP", 3, 2)))


def _place(doctor: Doctor, sheet: str, row: int, column: int = 1) -> Place:
    return Place(doctor.place.path, sheet, CellRef(sheet, row, column))


def _overview(person: Person) -> OverviewRow:
    doctor, kind = person
    linked = sum(link in (Link.LINKED, Link.PLANNED, Link.DONE) for link in kind.links)
    known = sum(link is not None for link in kind.links)
    return OverviewRow(
        doctor,
        Judgement(kind.light, kind.reasons),
        unit="Psykiatriska kliniken",
        regulation=REGULATION,
        specialty="Psykiatri",
        supervisor="Hans Hult",
        start=date(2024, 3, 1),
        planned_end=date(2029, 2, 28),
        end_at_fte=date(2029, 8, 31),
        percent=80,
        served=kind.elapsed - 5,
        linked=100 * linked / known,
        assessed=kind.done,
        done=kind.done,
        expected=kind.elapsed,
        delmal=known,
        last_supervision=kind.supervised,
        last_revision=date(2026, 1, 15),
        term=_standings(kind)[-1],
        findings=_counts(kind),
        silenced=1 if kind.light is Light.YELLOW else 0,
        arrow=kind.arrow,
        not_checked=(LIMITS,) if kind.light is Light.YELLOW else (),
    )


def _counts(kind: Kind) -> dict[Level, int]:
    krav = 1 if kind.light is Light.RED else 0
    return {Level.KRAV: krav, Level.RAD: 0, Level.LOKAL: int(kind.light is Light.YELLOW), Level.INFO: 0}


def _unread() -> OverviewRow:
    return OverviewRow(UNREAD, Judgement(Light.GREY, (UNREAD_REASON,)))


def _action(number: int, person: Person) -> Action:
    doctor, kind = person
    late = kind.light is Light.RED
    return Action(
        number,
        doctor.name,
        "boka handledarsamtal" if late else "planera bedömningar",
        "Inget handledarsamtal på 152 dagar." if late else "Få bedömningar i förhållande till tiden.",
        date(2026, 7, 17) if late else date(2026, 11, 30) if kind.light is Light.YELLOW else None,
        107 if late else 0,
        Level.LOKAL,
        "STX301" if late else "STX401",
        _place(doctor, "Handledning", 4),
        (doctor.name,),
        2 if late else 0,
    )


def _line(person: Person) -> ProgressLine:
    doctor, kind = person
    points = (
        ProgressPoint(date(2024, 3, 1), 0.0, 0.0),
        ProgressPoint(date(2025, 6, 1), kind.elapsed / 2, kind.done / 2),
        ProgressPoint(TODAY, kind.elapsed, kind.done),
    )
    return ProgressLine(doctor, points, 1 if kind.light is Light.YELLOW else 0)


def _matrix_row(person: Person) -> MatrixRow:
    doctor, kind = person
    return MatrixRow(
        doctor,
        tuple(
            None if link is None else MatrixCell(link, _place(doctor, "Delmål", 2 + index), f"{code}: {link.value}.")
            for index, (code, link) in enumerate(zip(CODES, kind.links, strict=True))
        ),
    )


def _coverage(of: int) -> Coverage:
    return Coverage(
        REGULATION,
        METHODS,
        (
            CoverageRow("a1", "klinisk tjänstgöring", of, of, (of, 1, 0), (of, 0, 0)),
            CoverageRow("a1", "kurs", 1, of, (1, 0, 0), (1, 0, 0)),
            CoverageRow("a2", "kurs", 1, of, (0, 0, 0), (0, 0, 0), Gap.NEVER_PLANNED),
            CoverageRow("c1", "ingen aktivitet", 1, of, (0, 1, 0), (0, 0, 0), Gap.NO_ACTIVITY),
            CoverageRow("c10", "ingen aktivitet", 0, of, (0, 0, 0), (0, 0, 0), Gap.NOTHING),
        ),
    )


def _timeline(doctors: Sequence[Doctor]) -> Timeline:
    months = tuple(date(2026 + (10 + index) // 12, (10 + index) % 12 + 1, 1) for index in range(24))
    bars = tuple(bar for number, doctor in enumerate(doctors) for bar in _bars(number, doctor))
    colliding = tuple(doctor.name for number, doctor in enumerate(doctors) if number % len(KINDS) != 1)
    return Timeline(
        months[0],
        date(2028, 10, 31),
        months,
        bars,
        (Collision(1, "Neurologi", date(2027, 5, 1), date(2027, 8, 31), colliding),) if len(colliding) > 1 else (),
        ("Måns Åkerlund: placeringen ”Beroende” saknar datum.",),
    )


def _bars(number: int, doctor: Doctor) -> tuple[Bar, ...]:
    own, site, place = date(2026, 9, 1), "Hus 12", _place(doctor, "Placeringar", 5)
    main = Bar(doctor, "Allmänpsykiatri", BarKind.PLACEMENT, own, date(2027, 4, 30), 80, site, "Hans Hult", place)
    if number % len(KINDS) == 1:
        leave = Bar(doctor, "Föräldraledig", BarKind.LEAVE, date(2027, 3, 1), date(2028, 1, 9), 0, None, None, place)
        return (main, leave)
    side = (date(2027, 5, 1), date(2027, 8, 31))
    return (main, Bar(doctor, "Neurologi", BarKind.SIDE, *side, 100, "NUS", None, place, (1,)))


def _standings(kind: Kind) -> tuple[TermStanding, ...]:
    days = tuple(
        (date(year, 1, 1), date(year, 6, 30)) if term.startswith("VT") else (date(year, 7, 1), date(year, 12, 31))
        for term in TERMS
        for year in (2000 + int(term[2:]),)
    )
    return tuple(
        TermStanding(term, *days[index], made, 4, term == TERMS[-1], _methods(made))
        for index, (term, made) in enumerate(zip(TERMS, kind.made, strict=True))
    )


def _methods(made: int) -> tuple[MethodCount, ...]:
    shares = ((made + 2) // 3, (made + 1) // 3, made // 3)
    return tuple(MethodCount(method, count) for method, count in zip(METHODS, shares, strict=True) if count)


def _assessments(people: Sequence[Person]) -> Assessments:
    doctors = tuple(DoctorTerms(doctor, _standings(kind)) for doctor, kind in people)
    counts = tuple(
        AssessmentCount(one.doctor, term.name, method.method, method.count)
        for one in doctors
        for term in one.terms
        if term is not None
        for method in term.methods
    )
    totals = tuple(
        tuple(sum(one.count for one in counts if (one.term, one.method) == (term, method)) for method in METHODS)
        for term in TERMS
    )
    names = tuple(doctor.name for doctor, _ in people)
    everything = tuple(MethodCount(method, sum(total[at] for total in totals)) for at, method in enumerate(METHODS))
    hans = Assessor("Hans Hult", sum(map(sum, totals)), names, everything, date(2026, 10, 20))
    return Assessments(TERMS, METHODS, counts, totals, doctors, (hans,), 4, 2, 3)


def _supervision(person: Person) -> SupervisionRow:
    doctor, kind = person
    since = (TODAY - kind.supervised).days if kind.supervised else None
    return SupervisionRow(
        doctor,
        "Hans Hult",
        Judgement(kind.light, kind.reasons[-1:]),
        12,
        kind.supervised,
        since,
        61,
        date(2026, 11, 16) if kind.light is Light.GREEN else None,
        date(2026, 1, 15),
        date(2026, 2, 1),
        None,
        date(2026, 5, 4),
        _place(doctor, "Handledning", 4),
    )


def _courses(doctor: Doctor) -> tuple[CourseRow, ...]:
    place = _place(doctor, "Kurser", 3)
    march, next_year = (date(2026, 3, 2), date(2026, 3, 6)), (date(2027, 3, 1), date(2027, 3, 5))
    return (
        CourseRow(doctor, "Medicinsk vetenskap", *march, ("a5",), CourseState.OVERDUE, place),
        CourseRow(doctor, "Psykofarmakologi", *next_year, ("c1", "c2"), CourseState.COMING, place),
        CourseRow(doctor, "Ledarskap", None, None, (), CourseState.UNDATED, place),
    )


def _supervisors(names: Sequence[str]) -> tuple[SupervisorRow, ...]:
    place = Place("enhet.xlsx", "Handledare", CellRef("Handledare", 2, 1))
    load = Judgement(Light.YELLOW, ("Fler ST-läkare än 2.",)) if len(names) > 2 else Judgement(Light.GREEN)
    unknown = Judgement(Light.GREY, ("Finns inte i enhetens register.",))
    nowhere = Place("st/Nr 1 & co.xlsx")
    return (
        SupervisorRow("Hans Hult", "Psyk", load, tuple(names), 2, True, "Psykiatri", "2019-04-02", "2024-05-01", place),
        SupervisorRow("Okänd Handledare", None, unknown, tuple(names[:1]), 2, False, None, None, None, nowhere),
    )


def _findings(person: Person) -> tuple[FindingRow, ...]:
    doctor, kind = person
    if kind.light is Light.RED:
        return (_finding(doctor, "STX101", Level.KRAV, "delmål", "a2 saknar utbildningsaktivitet.", "a2"),)
    if kind.light is Light.YELLOW:
        local = _finding(doctor, "STX401", Level.LOKAL, "handledning", "För få bedömningar VT26.", None)
        except_ = _finding(doctor, "STX102", Level.KRAV, "delmål", "c10 saknar metod.", "c10", "Bedöms i nästa version")
        return (local, except_)
    return ()


def _finding(
    doctor: Doctor, code: str, level: Level, group: str, text: str, delmal: str | None, excepted: str | None = None
) -> FindingRow:
    place = _place(doctor, "Delmål", 3, 4)
    summary, action = text.rstrip(".").split(" ", 1)[1], "Komplettera i IUP."
    source = "HSLF-FS 2015:8"
    return FindingRow(
        doctor.name, doctor.key, code, level, summary, text, action, source, group, delmal, place, excepted
    )


def _others() -> tuple[FindingRow, ...]:
    unit, broken = Place("enhet.xlsx", "Handledare", CellRef("Handledare", 4, 3)), UNREAD.place
    register = "Hans Hult saknar handledarutbildning."
    return (
        FindingRow("Psykiatriska kliniken", None, "STX501", Level.RAD, "saknar handledarutbildning", register,
                   "Anmäl till kurs.", "allmänna råd", "enheten", None, unit),
        FindingRow("trasig.xlsx", UNREAD.key, "STX001", Level.INFO, "filen kan inte läsas", UNREAD_REASON,
                   "Spara om filen.", "programmet", "filen och läsningen", None, broken),
    )  # fmt: skip


def _trend(people: Sequence[Person]) -> Trend:
    days = (date(2026, 3, 1), date(2026, 9, 1), TODAY)
    points = tuple(
        TrendPoint(day, doctor.key, None, None, kind.done * (at + 1) / 3, kind.elapsed, kind.elapsed - 5, 3 - at)
        for at, day in enumerate(days)
        for doctor, kind in people
    )
    counts = tuple(
        TrendFindings(day, group, number + 2 - at)
        for at, day in enumerate(days)
        for number, group in enumerate(("delmål", "handledning", "enheten"))
    )
    arrows = {doctor.key: kind.arrow for doctor, kind in people}
    return Trend(points, counts, arrows, date(2026, 9, 1), ("Historiken börjar 2026-03-01.",))


def _about(doctors: Sequence[Doctor]) -> About:
    sha = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    read = tuple(FileRow(doctor.place, sha, "IUP", doctor.name, "läst") for doctor in doctors)
    return About(
        "0.1.0",
        (*read, FileRow(UNREAD.place, None, "okänd", UNREAD.name, UNREAD_REASON, (LIMITS,))),
        (RuleDataRow(REGULATION, "Psykiatri", len(CODES), "okontrollerad", len(doctors)),),
        (
            SetLimit("samtal_dagar", "dagar mellan handledarsamtal", 45, 45),
            SetLimit("eftersläpning", "enheter", 15, 20),
        ),
        "egen",
        (
            ExceptionRow("*.xlsx", "STX102", "c10", "Bedöms i nästa version", date(2026, 12, 31), 1),
            ExceptionRow("*.xlsx", "STX401", None, "Gammalt undantag", date(2026, 1, 31), 0),
        ),
        ("STX402",),
        ("Mappen ”gammalt” är inte läst.",),
        tuple((light, f"Ljuset är {light.value} när läget är: {light.word}.") for light in Light),
    )
