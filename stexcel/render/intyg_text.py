"""What was filled in, how forms are understood, and what differs, as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stexcel.intyg.fill import EmptyField, shown_name
from stexcel.intyg.forms import PUBLISHED, Refused, refusal
from stexcel.intyg.make import Made, MadeFor
from stexcel.intyg.model import Dossier
from stexcel.intyg.reconcile import Reconciled
from stexcel.intyg.result import About, CheckedRun, MadeRun
from stexcel.intyg.understand import Understood
from stexcel.render.paragraphs import WIDTH, Line, as_text
from stexcel.render.words import shown_path

UNVERIFIED = (
    "Hur fälten förstås är inte prövat på Socialstyrelsens egna blanketter. Läs igenom varje blankett innan den skrivs "
    "under, och se med --inspect hur den förstås."
)


def render_made(run: MadeRun, *, width: int = WIDTH) -> str:
    """The forms of every doctor, what is left before the application, and the blank forms."""
    return as_text(_made_run(run), width)


def _made_run(run: MadeRun) -> Iterator[Line]:
    for doctor in run.doctors:
        yield from _doctor(doctor)
        yield 0, ""
    yield from _about(run.about)
    yield from _empty(run.doctors)
    yield from _refused("PDF-filer som inte används som blankett:", run.forms.refused)
    if _lacks_form(run):
        yield 0, PUBLISHED
    yield 0, UNVERIFIED


def _doctor(doctor: MadeFor) -> Iterator[Line]:
    yield from _heading(doctor.dossier)
    saved = [one for one in doctor.made if one.path and not one.kept]
    yield 1, f"{_forms(len(saved))} i {_folder(saved)}:" if saved else "Inga blanketter ifyllda."
    yield from ((2, _saved(one)) for one in saved)
    yield from _listed("Finns redan och är inte rörda (--overwrite ersätter dem):", _kept(doctor))
    yield from _listed("Ingen blankett:", [f"{_what(one)}: {one.why}." for one in doctor.made if not one.path])
    yield from _listed("Kvar före ansökan:", list(_left(doctor)))
    unsure = [f"{one.kind.word}, {one.title}: {one.why or 'tiden framgår inte'}" for one in doctor.unsure]
    yield from _listed("Framgår inte om det är avslutat, därför ingen blankett:", unsure)
    yield from _listed("Ej kontrollerat:", doctor.dossier.limits)


def _heading(dossier: Dossier) -> Iterator[Line]:
    facts = [one for one in (dossier.doctor.specialty, dossier.doctor.regulation) if one]
    yield 0, f"{dossier.who} ({shown_path(dossier.path)})"
    if facts:
        yield 1, ", ".join(facts)


def _forms(number: int) -> str:
    return "1 blankett ifylld" if number == 1 else f"{number} blanketter ifyllda"


def _folder(saved: Sequence[Made]) -> str:
    return shown_path((saved[0].path or "").rpartition("/")[0]) or "."


def _file(one: Made) -> str:
    return (one.path or "").rpartition("/")[2]


def _what(one: Made) -> str:
    return f"{one.work.kind.word}, {one.work.title}"


def _saved(one: Made) -> str:
    told = " (intyg finns enligt IUP)" if one.work.certificate else ""
    why = f" ({one.work.why})" if one.work.why else ""
    tight = [field.shown for field in one.filled if field.tight]
    long = f". Texten kan vara för lång för: {', '.join(tight)}." if tight else ""
    lost = f". Blanketten har ingen plats för {', '.join(one.unplaced)}: skriv det för hand" if one.unplaced else ""
    return f"{_what(one)}{told}{why}: {_file(one)}{long}{lost}"


def _kept(doctor: MadeFor) -> list[str]:
    return [_file(one) for one in doctor.made if one.path and one.kept]


def _left(doctor: MadeFor) -> Iterator[str]:
    for goal in doctor.uncertified:
        when = f" {goal.done_on}" if goal.done_on else ""
        yield f"{goal.code} klart{when} men intyg saknas i IUP ({goal.cell})"
    if doctor.dossier.remaining:
        yield f"inte klara: {', '.join(doctor.dossier.remaining)}"


def _listed(heading: str, texts: Sequence[str]) -> Iterator[Line]:
    if texts:
        yield 1, heading
        yield from ((2, text) for text in texts)


def _about(about: About) -> Iterator[Line]:
    for one in about.unread:
        yield 0, f"{shown_path(one.path)} är inte läst: {one.why}"
    yield from ((0, text) for text in about.left_out)
    if about.unread or about.left_out:
        yield 0, ""


def _empty(doctors: Sequence[MadeFor]) -> Iterator[Line]:
    """Every field that was left empty in any form, by the blank forms, and the reason."""
    found: dict[tuple[str, str, str], None] = {}
    boxes: set[str] = set()
    for made in (one for doctor in doctors for one in doctor.made):
        for field in made.empty:
            if _is_goal_box(field):
                boxes.add(made.form)
            else:
                found[made.form, field.shown, field.why] = None
    forms = dict.fromkeys(form for form, _, _ in found)
    if forms:
        yield 0, "Fält som är lämnade tomma:"
    for form in forms:
        fields = [f"{shown} ({why})" for other, shown, why in found if other == form]
        more = ["kryss för delmål som inte är kopplade i IUP"] if form in boxes else []
        yield 1, f"{form}: {'; '.join([*fields, *more])}"
    if forms:
        yield 0, ""


def _is_goal_box(field: EmptyField) -> bool:
    return field.why.endswith("är inte kopplat till aktiviteten i IUP")


def _refused(heading: str, refused: Sequence[Refused]) -> Iterator[Line]:
    if not refused:
        return
    yield 0, heading
    for one in refused:
        yield 1, f"{shown_path(one.path)}: {one.why}"
        if one.fields:
            yield 2, f"Fält: {', '.join(field.name for field in one.fields)}"
    if any(one.fields for one in refused):
        yield 1, "Gör en fältlista med --inspect --save-mapping FIL.toml, rätta den och lägg den bland blanketterna."
    yield 0, ""


def _lacks_form(run: MadeRun) -> bool:
    return any("saknas" in one.why for doctor in run.doctors for one in doctor.made if not one.path)


def render_understood(forms: Sequence[Understood], refused: Sequence[Refused], *, width: int = WIDTH) -> str:
    """How every form is understood, field by field."""
    return as_text(_understood(forms, refused), width)


def _understood(forms: Sequence[Understood], refused: Sequence[Refused]) -> Iterator[Line]:
    for one in forms:
        yield 0, shown_path(one.form.path)
        source = ", enligt din fältlista" if one.by_hand else ""
        yield 1, f"{one.name}, {one.regulation}{source}" if one.is_usable else f"Används inte: {refusal(one).why}"
        for field in one.form.fields:
            fact = one.facts[field.name]
            meaning = one.codes.get(field.name) or (fact.value if fact else "okänt, lämnas tomt")
            beside = shown_name(field)
            shown = f"{field.name} (”{beside}”)" if beside != field.name else field.name
            yield 2, f"{shown}: {meaning}"
        yield 0, ""
    yield from _refused("PDF-filer som inte är blanketter:", refused)
    yield 0, UNVERIFIED


def render_check(run: CheckedRun, *, width: int = WIDTH) -> str:
    """What differs between the IUPs and the certificates, doctor by doctor."""
    return as_text(_check(run), width)


def _check(run: CheckedRun) -> Iterator[Line]:
    for doctor in run.comparison.doctors:
        yield from _reconciled(doctor)
        yield 0, ""
    others = run.comparison.others
    yield from ([(0, "Intyg som inte hör till något IUP:")] if others else [])
    for one in others:
        yield 1, f"{one.text} [{shown_path(one.certificate or '')}]"
    yield from ([(0, "")] if others else [])
    yield from _about(run.about)
    yield from _refused("PDF-filer som inte kunde läsas som intyg:", run.refused)
    yield 0, _closing(run)


def _reconciled(one: Reconciled) -> Iterator[Line]:
    yield from _heading(one.dossier)
    finished = [certificate for work, certificate in one.pairs if work in one.dossier.finished]
    signed = sum(certificate.signed_on is not None for certificate in finished)
    filled = f"{len(finished)} av {len(one.dossier.finished)} avslutade aktiviteter har ett ifyllt intyg"
    yield 1, f"{filled}; {signed} av dem har datum för underskrift."
    remarks = dict.fromkeys(difference.remark for difference in one.differences)
    for remark in remarks:
        yield 1, f"{remark.value.capitalize()}:"
        for difference in (found for found in one.differences if found.remark is remark):
            places = [str(difference.cell)] if difference.cell else []
            places += [shown_path(difference.certificate)] if difference.certificate else []
            yield 2, f"{difference.text} [{', '.join(places)}]"
    if not remarks:
        yield 1, "Intygen och IUP stämmer överens i det som kontrollerades."
    yield from _listed("Ej kontrollerat:", one.dossier.limits)


def _closing(run: CheckedRun) -> str:
    remarks = sum(len(one.differences) for one in run.comparison.doctors) + len(run.comparison.others)
    unread = len(run.refused) + len(run.about.unread)
    told = f", {unread} filer kunde inte läsas" if unread else ""
    paper = " Det som är undertecknat på papper går inte att se i filerna." if run.certificates else ""
    return f"{run.certificates} intyg per {run.about.today}: {remarks or 'inga'} anmärkningar{told}.{paper}"
