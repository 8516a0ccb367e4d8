"""Criteria about the supervisors: what the unit's register says of each doctor's main supervisor, and of the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from stexcel.findings import Finding
from stexcel.model import CellRef
from stexcel.regelverk import Guide
from stexcel.rules.words import listing
from stexcel.spur.case import Case, DoctorFile
from stexcel.spur.doctors import NOT_CHECKED, what_found, why_excepted
from stexcel.spur.model import Bearing, DoctorResult, Evidence, Status
from stexcel.spur.unit_evidence import NO_REGISTER, NO_UNIT, SEVERAL_UNITS, View, is_done
from stexcel.spur.verdict import Verdict, per_doctor
from stexcel.unit import Supervisor

UNKNOWN_SUPERVISOR = "Den huvudansvariga handledaren finns inte i enhetens register, eller framgår inte."
UNTOLD = "Enhetens register säger inte vilken {what} {name} har."
TRAINED = "{name} har handledarutbildning enligt enhetens register. Intyget är inte läst."
NOT_TRAINED = "{name} har ingen genomgången handledarutbildning enligt enhetens register."
SPECIALIST = "{name} har specialistkompetens i {specialty} enligt enhetens register. Beviset är inte läst."
OTHER_SPECIALIST = (
    "{name} har specialistkompetens i {specialty} enligt enhetens register, inte i ST-läkarens specialitet."
)
REGISTERED = "Registret har {supervisors} handledare för {doctors} ST-läkare. Om de räcker till framgår inte."
UPDATED = (
    "{number} av {all} handledare med ST-läkare har fortbildning i handledning inom gränsen enligt enhetens register."
)
ALL_TRAINED = "{number} av {all} handledare i enhetens register har handledarutbildning angiven."
OTHERS = (
    "{number} av {all} handledare i registret som inte är huvudansvariga har specialistkompetens angiven. Om den är "
    "relevant, och vilka som handleder på sidotjänstgöring, framgår inte."
)
ONLY_MAIN = "Registret har inga andra handledare än de huvudansvariga."
_REGISTER = NO_REGISTER.format(what="handledare")

Judge = Callable[[View, DoctorFile, Sequence[Supervisor]], DoctorResult]
Evaluation = Callable[[View], Verdict]


def by_register(guide: Guide, case: Case, regulation: str) -> Verdict:
    """A criterion that the register of supervisors may settle."""
    if case.unit is None:
        return Verdict(Status.OPEN, SEVERAL_UNITS if case.units else NO_UNIT, from_unit=True)
    if not case.unit.unit.supervisors:
        return Verdict(Status.OPEN, _REGISTER, from_unit=True)
    return EVALUATIONS[guide.evidence or ""](View(guide, case, case.unit, regulation))


def _each(code: str, judge: Judge) -> Evaluation:
    """An evaluation of each doctor's main supervisor; findings about others of the regulation count too."""

    def evaluate(view: View) -> Verdict:
        files = view.case.under(view.regulation)
        results = [judge(view, file, _rows_of(view, file)) for file in files]
        told = {one.cell for result in results for one in result.evidence if one.code == code}
        others = tuple(one for one in _concerning(view, code) if one.cell not in told)
        failing = others if code in {rule.code for rule in view.guide.decisive if rule.when is None} else ()
        verdict = per_doctor(view.guide, view.case, results, failed=bool(failing))
        texts = [one.text for one in failing]
        codes = {*verdict.codes, *(one.code for one in failing)}
        return Verdict(
            verdict.status,
            " ".join([verdict.told, *texts]),
            verdict.doctors,
            tuple(sorted(codes)),
            tuple(view.found(one) for one in failing),
            from_unit=True,
            against=bool(codes),
        )

    return evaluate


def _rows_of(view: View, file: DoctorFile) -> tuple[Supervisor, ...]:
    """What the register has of the main supervisor whom the IUP names, else of the one whom the register names."""
    roster, path = view.file.roster, file.doctor.path
    documents = view.case.survey.report.files
    own = [one for one in roster.pairings if documents[one.document].document.path == path]
    told = [one for one in roster.pairings if one.document == roster.index and file.doctor in view.case.whose(one)]
    for pairing in (*own, *(() if own else told)):
        meant = roster.meant(pairing)
        if meant is not None:
            return roster.same(view.file.unit.supervisors[meant])
    return ()


def _concerning(view: View, code: str) -> Iterator[Finding]:
    """The findings about main supervisors of doctors under the regulation, or of doctors of whom it is not known."""
    for finding in view.findings(code):
        for supervisor, pairings in view.file.roster.main_supervisors:
            rows = view.file.roster.same(supervisor)
            if finding.cell not in {cell for row in rows for cell in _cells(row)}:
                continue
            known = [doctor.regulation for pairing in pairings for doctor in view.case.whose(pairing)]
            if not known or view.regulation in known or None in known:
                yield finding


def _cells(row: Supervisor) -> Iterator[CellRef]:
    yield row.name.cell
    if row.training is not None:
        yield row.training.cell
    if row.specialty is not None:
        yield row.specialty.cell
    if row.updated is not None:
        yield row.updated.cell


def _training(view: View, file: DoctorFile, rows: Sequence[Supervisor]) -> DoctorResult:
    """Whether the main supervisor of a doctor is trained."""
    told = [row for row in rows if row.training is not None]
    done = next((row for row in told if row.training and is_done(row.training, view.case.today)), None)
    if done is not None and done.training is not None:
        claim = TRAINED.format(name=done.name.value)
        evidence = _of(view, file, claim, Bearing.FOR, done.training.cell, done.training.text)
        return _fulfilled(view, file, claim, evidence)
    if not told:
        return _open(file, rows, "handledarutbildning")
    claim = NOT_TRAINED.format(name=rows[0].name.value)
    return _unfulfilled(view, file, claim, "STX501", told[0].training.cell if told[0].training else None)


def _specialty(view: View, file: DoctorFile, rows: Sequence[Supervisor]) -> DoctorResult:
    """Whether the main supervisor of a doctor is a specialist in what the doctor trains in."""
    stated = [row for row in rows if row.specialties and row.specialty is not None]
    for row in stated:
        if file.doctor.specialty in row.specialties and row.specialty is not None:
            claim = SPECIALIST.format(name=row.name.value, specialty=listing([one.lower() for one in row.specialties]))
            evidence = _of(view, file, claim, Bearing.FOR, row.specialty.cell, row.specialty.value)
            return _fulfilled(view, file, claim, evidence)
    if not stated or file.doctor.specialty is None:
        return _open(file, rows, "specialistkompetens")
    own = listing([one.lower() for one in stated[0].specialties])
    claim = OTHER_SPECIALIST.format(name=stated[0].name.value, specialty=own)
    return _unfulfilled(view, file, claim, "STX502", stated[0].specialty.cell if stated[0].specialty else None)


def _open(file: DoctorFile, rows: Sequence[Supervisor], what: str) -> DoctorResult:
    why = UNTOLD.format(what=what, name=rows[0].name.value) if rows else UNKNOWN_SUPERVISOR
    return DoctorResult(file.doctor, Status.OPEN, why)


def _fulfilled(view: View, file: DoctorFile, claim: str, evidence: Evidence) -> DoctorResult:
    """Fulfilled unless the rule that would have said otherwise was not run."""
    off = sorted({*view.guide.needed} & {*view.case.survey.report.switched_off})
    if off:
        return DoctorResult(file.doctor, Status.OPEN, NOT_CHECKED.format(codes=listing(off)), (), (evidence,))
    return DoctorResult(file.doctor, Status.FULFILLED, claim, (), (evidence,))


def _unfulfilled(view: View, file: DoctorFile, claim: str, code: str, cell: CellRef | None) -> DoctorResult:
    """Failing where the rule says so; open where it was excepted or not run, or cannot tell."""
    if any(one.cell == cell for one in view.findings(code)):
        evidence = _of(view, file, claim, Bearing.AGAINST, cell, None, code)
        return DoctorResult(file.doctor, Status.FAILS, claim, (code,), (evidence,))
    silenced = [one for one in view.silenced(code) if one.finding.cell == cell]
    why = why_excepted(silenced) if silenced else NOT_CHECKED.format(codes=code)
    return DoctorResult(file.doctor, Status.OPEN, why, (), (_of(view, file, claim, Bearing.AGAINST, cell, None),))


def _of(
    view: View,
    file: DoctorFile,
    claim: str,
    bearing: Bearing,
    cell: CellRef | None,
    value: str | None,
    code: str | None = None,
) -> Evidence:
    sheet = cell.sheet if cell else None
    return Evidence(claim, bearing, view.file.path, sheet, cell, value or None, code, file.doctor.path)


def _others(view: View) -> Verdict:
    """What the register has of those who are not mainly responsible for anybody."""
    main = {row.name.cell for one, _ in view.file.roster.main_supervisors for row in view.file.roster.same(one)}
    rest = [one for one in _active(view) if one.name.cell not in main]
    if not rest:
        return Verdict(Status.OPEN, ONLY_MAIN, from_unit=True)
    told = [one for one in rest if one.specialties]
    bare = {one.specialty.cell for one in rest if one.specialty is not None and not one.specialties}
    findings = [one for one in view.findings("STX502") if one.cell in bare]
    sentence = OTHERS.format(number=len(told), all=len(rest))
    evidence = [_about(view, f"{one.name.value}: {one.specialty.value}.", one) for one in told if one.specialty]
    return _verdict(view, Status.OPEN, sentence, findings, evidence)


def _load(view: View) -> Verdict:
    """How many supervisors there are; whether they are enough, no file can tell."""
    doctors = len(view.case.files) + len(view.case.missing)
    files = view.case.survey.report.files
    found = [(file.document.path, one) for file in files for one in file.findings if one.code == "STX503"]
    sentence = REGISTERED.format(supervisors=len(_active(view)), doctors=doctors)
    against = f" Underlaget talar emot: {what_found(one for _, one in found)}." if found else ""
    evidence = tuple(
        Evidence(one.text, Bearing.AGAINST, path, one.sheet, one.cell, code=one.code) for path, one in found
    )
    codes = ("STX503",) if found else ()
    return Verdict(Status.OPEN, sentence + against, (), codes, evidence, from_unit=True, against=bool(found))


def _updated(view: View) -> Verdict:
    """Failing only where no supervisor with residents has been trained in time."""
    main = view.file.roster.main_supervisors
    findings = view.findings("STX506")
    sentence = UPDATED.format(number=len(main) - len(findings), all=len(main))
    excepted = view.silenced("STX506")
    if excepted:
        return _verdict(view, Status.OPEN, why_excepted(excepted), findings)
    if not main or view.unchecked:
        told = NOT_CHECKED.format(codes="STX506") if main else UNKNOWN_SUPERVISOR
        return _verdict(view, Status.OPEN, told, findings)
    if findings:
        return _verdict(view, Status.FAILS if len(findings) >= len(main) else Status.OPEN, sentence, findings)
    evidence = [_about(view, f"{one.name.value}: {one.updated.text}.", one) for one, _ in main if one.updated]
    return _verdict(view, Status.FULFILLED, sentence, (), evidence)


def _all_trained(view: View) -> Verdict:
    """Everyone in the register; those who are mainly responsible for somebody decide where they are not trained."""
    active = _active(view)
    trained = [one for one in active if one.training is not None and is_done(one.training, view.case.today)]
    sentence = ALL_TRAINED.format(number=len(trained), all=len(active))
    evidence = [_about(view, TRAINED.format(name=one.name.value), one) for one in trained]
    missing = [one for one in active if one not in trained]
    evidence += [_about(view, NOT_TRAINED.format(name=one.name.value), one, Bearing.AGAINST) for one in missing]
    findings = list(_concerning(view, "STX501"))
    if findings:
        return _verdict(view, Status.FAILS, sentence, findings, evidence)
    is_off = "STX501" in view.case.survey.report.switched_off
    if missing or is_off or view.silenced("STX501"):
        return _verdict(view, Status.OPEN, sentence, (), evidence, against=bool(missing))
    return _verdict(view, Status.FULFILLED, sentence, (), evidence)


def _active(view: View) -> list[Supervisor]:
    """The supervisors in the register who have not left, each row once."""
    return [one for one in view.file.unit.supervisors if not one.left]


def _about(view: View, claim: str, one: Supervisor, bearing: Bearing = Bearing.FOR) -> Evidence:
    return view.evidence(claim, bearing, one.name.cell, one.name.value)


def _verdict(
    view: View,
    status: Status,
    told: str,
    findings: Sequence[Finding] = (),
    evidence: Sequence[Evidence] = (),
    *,
    against: bool = False,
) -> Verdict:
    codes = tuple(sorted({one.code for one in findings}))
    found = tuple(view.found(one) for one in findings)
    return Verdict(status, told, (), codes, (*found, *evidence), from_unit=True, against=against or bool(findings))


EVALUATIONS: Mapping[str, Evaluation] = {
    "huvudhandledarnas_utbildning": _each("STX501", _training),
    "huvudhandledarnas_specialitet": _each("STX502", _specialty),
    "ovriga_handledares_specialitet": _others,
    "antal_handledare": _load,
    "handledarnas_fortbildning": _updated,
    "alla_handledares_utbildning": _all_trained,
}
"""By the names that the guide uses."""
