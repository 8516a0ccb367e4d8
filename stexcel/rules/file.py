"""Rules 0xx: the file itself, how it was read, and what must not stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stexcel.document import ProblemKind
from stexcel.findings import CRASH_CODE, Level
from stexcel.model import NoteKind, Person
from stexcel.names import person_key
from stexcel.personal_ids import has_personal_id
from stexcel.rules.context import Context
from stexcel.rules.mistyped import is_mistyped_row
from stexcel.rules.rule import REGULATION, TOOL, Hit, RuleInfo, rule, run_rule
from stexcel.rules.run_context import RunContext
from stexcel.rules.words import listing

CRASH = RuleInfo(
    CRASH_CODE,
    Level.KRAV,
    "programfel i en kontroll",
    TOOL,
    "Filen är inte färdigkontrollerad. Skicka loggen till den som sköter stexcel, och "
    "kontrollera filen för hand så länge.",
    why=(
        "En fil som programmet inte klarade av får aldrig se godkänd ut. "
        "Därför går fyndet inte att tysta, och körningen ger slutkod 2."
    ),
)


def _problem(context: Context, kind: ProblemKind) -> Iterator[Hit]:
    problem = context.document.problem
    if problem is not None and problem.kind is kind:
        yield Hit(problem.text, action=problem.action)


def _notes(context: Context, kind: NoteKind) -> Iterator[Hit]:
    notes = context.document.unit.notes if context.document.unit else context.iup.notes
    for note in notes:
        if note.kind is kind:
            yield Hit(note.text, cell=note.cell)


@rule(CRASH)
def reading_crashed(context: Context) -> Iterator[Hit]:
    """The program failed while it read the file."""
    yield from _problem(context, ProblemKind.CRASH)


@rule(
    RuleInfo(
        "STX001",
        Level.KRAV,
        "filen går inte att läsa",
        TOOL,
        "Öppna filen i Excel och spara den på nytt som .xlsx, eller be om en ny kopia.",
        why=(
            "Ingenting i en fil som inte går att läsa är kontrollerat. "
            "Det ska synas, och inte se ut som att allt är bra."
        ),
    )
)
def unreadable(context: Context) -> Iterator[Hit]:
    """The file is broken, empty or not a workbook."""
    yield from _problem(context, ProblemKind.UNREADABLE)


@rule(
    RuleInfo(
        "STX002",
        Level.KRAV,
        "filen är lösenordsskyddad",
        TOOL,
        "Ta bort lösenordet i Excel (Arkiv, Information, Skydda arbetsbok, Kryptera med lösenord) och kör igen.",
        why="Innehållet bakom lösenordet går inte att läsa, och är därför inte kontrollerat.",
    )
)
def encrypted(context: Context) -> Iterator[Hit]:
    """The file is protected by a password."""
    yield from _problem(context, ProblemKind.ENCRYPTED)


@rule(
    RuleInfo(
        "STX003",
        Level.KRAV,
        "ingen IUP-struktur hittades",
        REGULATION,
        "Kontrollera att det är rätt fil. Är det ett IUP: skriv delmålens koder (till exempel "
        "a1, b2, c3) i arbetsboken, "
        "eller beskriv mallen i en mallprofil.",
        why=(
            "Varje ST-läkare ska ha ett IUP. Syns inget i filen är den fel fil, eller skriven så att programmet "
            "inte förstår den, och då är ingenting kontrollerat."
        ),
    )
)
def no_iup(context: Context) -> Iterator[Hit]:
    """The workbook holds nothing that looks like an IUP."""
    yield from _problem(context, ProblemKind.NO_IUP)


@rule(
    RuleInfo(
        "STX004",
        Level.INFO,
        "tolkad med låg säkerhet",
        TOOL,
        "Kontrollera att tolkningen stämmer; skriv annars tydligare i arbetsboken eller ange en mallprofil.",
        why=(
            "Alla kliniker ritar sina IUP olika. "
            "Där läsningen är osäker kan både fynd och frånvaron av fynd bero på tolkningen."
        ),
    )
)
def uncertain(context: Context) -> Iterator[Hit]:
    """A heading, a column or a field was read with doubt, or the regulation was derived from the codes."""
    yield from _notes(context, NoteKind.UNCERTAIN)
    if context.iup.person.regulation is None and context.regulation is not None:
        yield Hit(
            f"Föreskriften står inte i arbetsboken. Den är härledd ur hur delmålen är numrerade: {context.regulation}.",
            sheet=context.sheet_of_group(""),
            summary="föreskriften är härledd ur delmålskoderna",
            action="Skriv föreskriften (SOSFS 2015:8 eller HSLF-FS 2021:8) bland grunduppgifterna.",
        )


@rule(
    RuleInfo(
        "STX005",
        Level.KRAV,
        "möjlig patientuppgift",
        "sekretess och dataskydd",
        "Ta bort uppgiften ur cellen, och även ur kommentarer och äldre kopior av filen.",
        why="IUP läses av handledare, studierektor, chef och granskare. En patients personnummer ska inte stå där.",
    )
)
def personal_id(context: Context) -> Iterator[Hit]:
    """Something that looks like a patient's personal number stands in free text, or in the name of the file."""
    if has_personal_id(context.document.path):
        yield Hit(
            "Filens eller mappens namn kan innehålla ett personnummer.",
            action="Byt namn på filen eller mappen, och ta bort äldre kopior med det gamla namnet.",
        )
    yield from _notes(context, NoteKind.PERSONAL_ID)


@rule(
    RuleInfo(
        "STX006",
        Level.INFO,
        "värde som inte kunde tolkas",
        TOOL,
        "Skriv om värdet: datum som 2026-03-12 eller VT26, procent som 80 %, delmål som c4.",
        why="Ett värde som inte går att tolka räknas inte med. Något som är planerat kan då se ut att saknas.",
    )
)
def unparsed(context: Context) -> Iterator[Hit]:
    """A date, a percentage or a delmål code could not be read; a whole row of such a delmål is told by STX105."""
    notes = context.document.unit.notes if context.document.unit else context.iup.notes
    for note in notes:
        if note.kind is NoteKind.UNPARSED and not is_mistyped_row(note):
            yield Hit(note.text, cell=note.cell, action="Rätta delmålets kod." if note.about == "delmal" else None)


_MOST_NAMED = 3


@run_rule(
    RuleInfo(
        "STX007",
        Level.KRAV,
        "samma ST-läkare finns i flera filer",
        REGULATION,
        "Behåll ett gällande IUP per ST-läkare, och lägg äldre versioner utanför mappen som kontrolleras.",
        why=(
            "Med flera IUP för samma person vet ingen vilket som gäller, och det gamla kan dölja vad som fattas i "
            "det nya."
        ),
    )
)
def same_doctor(context: RunContext) -> Iterator[tuple[int, Hit]]:
    """The same doctor, with the same or an unstated specialty, has several files in the run."""
    documents = context.documents
    people = [document.iup.person if document.iup else Person() for document in documents]
    named: dict[tuple[str, ...], list[int]] = {}
    for index, person in enumerate(people):
        if person.name is not None and (key := person_key(person.name.value)):
            named.setdefault(key, []).append(index)
    for indexes in named.values():
        for index in indexes:
            others = [
                documents[other].path
                for other in indexes
                if other != index and _same_specialty(people[index], people[other])
            ]
            if others and (name := people[index].name) is not None:
                text = f"{name.value} har IUP även i {_few(others)}. Det framgår inte vilket som gäller."
                yield index, Hit(text, cell=name.cell)


def _few(paths: Sequence[str]) -> str:
    """The paths, or the first of them and how many more there are."""
    more = len(paths) - _MOST_NAMED
    return listing(paths) if more <= 0 else listing([*paths[:_MOST_NAMED], f"{more} till"])


def _same_specialty(one: Person, other: Person) -> bool:
    if one.specialty is None or other.specialty is None:
        return True
    return one.specialty.value.casefold() == other.specialty.value.casefold()
