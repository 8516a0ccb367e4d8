"""What the checks of a file could not settle, so that silence is never mistaken for approval."""

from __future__ import annotations

from collections.abc import Iterator

from stexcel.regelverk import SpecialtyKind
from stexcel.rules.context import Context, is_unverified
from stexcel.rules.programme import planned_spans
from stexcel.rules.words import listing


def limits(context: Context) -> tuple[str, ...]:
    """Swedish sentences about what could not be checked, or only with doubt."""
    if context.document.problem is not None:
        return ("Inget innehåll i filen är kontrollerat.",)
    return (*_goals(context), *_time(context), *_revision(context))


_NOT_COMPARED = (
    "Därför är det inte kontrollerat om delmål saknas (STX101, STX107), om krävda utbildningsaktiviteter "
    "saknas (STX104) eller om något delmål är okänt (STX105)."
)


def _goals(context: Context) -> Iterator[str]:
    goals = context.malbeskrivning
    if goals is None:
        yield f"{_why_no_goals(context)} {_NOT_COMPARED}"
    else:
        doubtful = [code for code, need in goals.requirements.items() if is_unverified(need)]
        if doubtful:
            yield (
                f"Underlaget är inte kontrollerat mot författningen för {listing(doubtful)}: läs "
                f"målbeskrivningen. "
                "Brister i dem räknas som råd."
            )


def _why_no_goals(context: Context) -> str:
    if context.specialty is None:
        return "Specialiteten är inte känd."
    if context.regulation is None:
        return "Föreskriften är inte känd."
    return f"Regelverket har ingen målbeskrivning för {context.specialty.name} enligt {context.regulation}."


def _time(context: Context) -> Iterator[str]:
    if context.specialty is not None and context.specialty.kind is SpecialtyKind.BASE and not planned_spans(context):
        yield "Planerad tid (STX205) är inte kontrollerad: datum för placeringar, start och slut saknas."


def _revision(context: Context) -> Iterator[str]:
    if not context.iup.revisions and context.iup.person.start is None:
        yield "Revisionerna (STX203) är inte kontrollerade: varken revisionsdatum eller startdatum finns."
