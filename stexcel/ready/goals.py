"""The delmål of the målbeskrivning and the activities that it demands, each with its own standing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from stexcel.codes import sort_key
from stexcel.intyg.model import Dossier, Kind, State, Work
from stexcel.model import ActivityType, Delmal, NoteKind
from stexcel.ready.model import Item, Section, Standing
from stexcel.regelverk import Requirement
from stexcel.rules.context import Context, is_unverified
from stexcel.rules.delmal import meets
from stexcel.rules.rule import GOALS
from stexcel.rules.unearned import unearned
from stexcel.rules.words import any_of
from stexcel.status.model import DelmalStatus, Link, Resident

_KINDS: Mapping[ActivityType, Kind] = {
    ActivityType.KLINISK: Kind.PLACEMENT,
    ActivityType.AUSKULTATION: Kind.AUSCULTATION,
    ActivityType.KURS: Kind.COURSE,
    ActivityType.KVALITETSARBETE: Kind.QUALITY,
    ActivityType.UTVECKLINGSARBETE: Kind.QUALITY,
    ActivityType.SKRIFTLIGT: Kind.WRITTEN,
}
"""The certificate of each type of activity that has one."""
_NO_ACTIVITY, _WRONG_ACTIVITY = "STX102", "STX104"
Told = tuple[Standing, str]


def goals(context: Context, resident: Resident, dossier: Dossier) -> Iterator[Item]:
    """Every delmål with the activities that are demanded for it; one item that says why, where they are not known."""
    needs = context.malbeskrivning.requirements if context.malbeskrivning else {}
    if not needs:
        why = "målbeskrivningen är inte känd, eftersom specialitet eller föreskrift saknas eller inte känns igen"
        yield Item(Section.GOALS, "Specialitetens delmål", Standing.UNCHECKED, GOALS, why)
    states = {one.code: one for one in resident.delmal}
    for code in sorted(needs, key=sort_key):
        yield _goal(context, needs[code], states[code])
        yield from (_activity(context, needs[code], kinds, dossier) for kinds in needs[code].required)


def _goal(context: Context, need: Requirement, state: DelmalStatus) -> Item:
    standing, detail = _standing(context, state)
    done = context.own_delmal[need.code].done if need.code in context.own_delmal else None
    certificate = ""
    if standing is Standing.DONE and done is not None:
        certificate = "intyg finns enligt IUP" if done.certificate else "intyg är inte noterat"
    return Item(
        Section.GOALS,
        " ".join(filter(None, (need.code, need.title))),
        standing,
        _source(context),
        detail,
        state.cell,
        need.code,
        certificate,
        is_unverified(need),
    )


def _source(context: Context) -> str:
    goals = context.malbeskrivning
    return f"{goals.regulation}, målbeskrivning för {goals.specialty}" if goals else GOALS


def _standing(context: Context, state: DelmalStatus) -> Told:
    if state.link is Link.DONE:
        done = context.own_delmal[state.code].done
        if done is not None and not done.has_evidence:
            return Standing.MISSING, "markerat som klart, men datum, signatur eller intyg saknas"
        return Standing.DONE, f"klart {state.done_on}" if state.done_on else "klart, utan datum"
    if state.link is Link.MISSING:
        return _absent(context, state.code)
    if state.active:
        return Standing.PLANNED, state.link.value
    note = unearned(context).get(_NO_ACTIVITY)
    if note is not None:
        return Standing.UNCHECKED, note.text
    return Standing.MISSING, "ingen utbildningsaktivitet är kopplad"


def _absent(context: Context, code: str) -> Told:
    """A delmål that is not in the IUP; it may be there under a code that could not be read."""
    slip = next((one for one in context.mistyped if one.meant == code), None)
    if slip is not None:
        return Standing.UNCHECKED, f"raden ”{slip.written}” ({slip.cell}) är troligen delmålets"
    unread = next((note for note in context.iup.notes if _may_be_goal(note.kind, note.about)), None)
    if unread is not None:
        return Standing.UNCHECKED, f"finns inte bland det som lästes, men en cell kunde inte läsas ({unread.cell})"
    return Standing.MISSING, "finns inte i IUP"


def _may_be_goal(kind: NoteKind, about: str | None) -> bool:
    return kind is NoteKind.UNPARSED and about in ("delmal", "delmal_row")


def _activity(context: Context, need: Requirement, kinds: frozenset[ActivityType], dossier: Dossier) -> Item:
    wanted = {_KINDS[one] for one in kinds if one in _KINDS}
    works = [one for one in dossier.works if one.kind in wanted and need.code in one.delmal]
    standing, detail = _of_works(works) or _of_goal(context, need.code, kinds)
    best = _best(works)
    certificate = ""
    if best is not None and standing is Standing.DONE:
        certificate = f"intyg enligt IUP: {best.certificate}" if best.certificate else "intyg är inte noterat"
    delmal = context.own_delmal.get(need.code)
    return Item(
        Section.GOALS,
        f"{need.code}: {any_of(kinds)}",
        standing,
        _source(context),
        detail,
        best.cell if best else delmal.cells[0] if delmal else None,
        need.code,
        certificate,
        is_unverified(need),
    )


def _best(works: Sequence[Work]) -> Work | None:
    """The one that has come furthest."""
    order = (State.FINISHED, State.COMING, State.UNSURE)
    return min(works, key=lambda one: (order.index(one.state), not one.certificate), default=None)


def _of_works(works: Sequence[Work]) -> Told | None:
    """What the listed activities tell; ``None`` where there is none."""
    best = _best(works)
    if best is None:
        return None
    if best.state is State.FINISHED:
        return Standing.DONE, best.title
    if best.state is State.COMING:
        return Standing.PLANNED, best.title
    return Standing.UNCHECKED, f"{best.title}: {best.why or 'det framgår inte om den är avslutad'}"


def _of_goal(context: Context, code: str, kinds: frozenset[ActivityType]) -> Told:
    """What the delmål's own activities tell, where no list has any of the kind."""
    delmal = context.own_delmal.get(code)
    if delmal is not None and meets([one.types for one in delmal.activities], kinds):
        done = delmal.done
        finished = done is not None and done.fulfilled and done.has_evidence
        texts = " och ".join(dict.fromkeys(_texts(delmal, kinds)))
        return (Standing.DONE, f"{texts}; delmålet är klart") if finished else (Standing.PLANNED, texts)
    found = unearned(context)
    note = found.get(_WRONG_ACTIVITY) or found.get(_NO_ACTIVITY)
    if note is not None:
        return Standing.UNCHECKED, note.text
    if delmal is not None and any(one.types <= {ActivityType.ANNAN} for one in delmal.activities):
        return Standing.UNCHECKED, "en aktivitet kunde inte hänföras till någon typ och kan vara den"
    if delmal is None and (told := _absent(context, code))[0] is Standing.UNCHECKED:
        return told
    return Standing.MISSING, "finns inte bland delmålets aktiviteter"


def _texts(delmal: Delmal, kinds: Iterable[ActivityType]) -> Iterator[str]:
    wanted = frozenset(kinds)
    yield from (one.text for one in delmal.activities if meets([one.types], wanted))
