"""What the metamorphic tests vary: a :class:`Content` says what a programme holds, a :class:`Design` how it looks.

No choice in the design may change what is read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from stexcel.model import Period
from stexcel.workbook import Cell

FIELDS = ("name", "specialty", "start", "fte", "supervisor", "studierektor", "head", "unit")
COLUMNS = ("delmal", "title", "activities", "methods", "planned", "done", "comment", "supervisor")
_OPTIONAL = frozenset({"title", "comment", "supervisor"})


@dataclass(frozen=True)
class Goal:
    """What is planned and done for one delmål."""

    code: str
    title: str
    activities: tuple[str, ...]
    methods: tuple[str, ...]
    planned: Period | None
    done: date | None


@dataclass(frozen=True)
class Content:
    """What an IUP says."""

    person: dict[str, Cell]
    goals: tuple[Goal, ...]


@dataclass(frozen=True)
class Design:
    """How it is laid out. The functions spell one value; ``spaces`` are the goals with a blank row above."""

    order: tuple[str, ...]
    headings: dict[str, str]
    labels: dict[str, str]
    field_order: tuple[str, ...]
    code: Callable[[str, str], str]
    method: dict[str, str]
    activity_separator: str
    method_separator: str
    term: Callable[[Period], str]
    day: Callable[[date], Cell]
    down: int
    right: int
    banner: str | None
    intro: bool
    bands: bool
    footnote: bool
    spaces: frozenset[int]
    row_per_activity: bool
    merged_goal: bool
    turned: bool
    split: str
    neighbour: str
    person_above: bool
    form: str


TITLES = (
    "Medarbetarskap och etik",
    "Ledarskap",
    "Vetenskap",
    "Hjärtsvikt",
    "Akut omhändertagande",
    "Smärta",
    "Palliativ vård",
    "Läkemedel",
)
ACTIVITIES = (
    "Medicinkliniken",
    "SK-kurs nutrition",
    "Auskultation på röntgen",
    "Seminarium i etik",
    "Ledarskapskurs",
    "Vårdcentral",
    "Självstudier",
    "Hudmottagningen",
    "Undervisa under handledning",
    "Kurs i EKG",
    "Jourtjänstgöring",
    "Reflektion i grupp",
    "Simuleringsövning",
    "Konferens",
    "Kvalitetsarbete",
)
METHODS = {
    "Mini-CEX": ("Mini-CEX", "MiniCEX", "mini-cex"),
    "CBD": ("CBD", "Case-based discussion", "CbD"),
    "DOPS": ("DOPS", "dops"),
    "Medsittning": ("Medsittning", "Sit-in", "sit-in"),
    "360-grader": ("360-grader", "360-gradersbedömning", "MSF"),
    "Specialistkollegium": ("Specialistkollegium", "specialistkollegium"),
    "Journal club": ("Journal club", "Journal club med mall"),
    "ST-tentamen": ("ST-tentamen", "Tentamen"),
}
HEADINGS = {
    "delmal": ("Delmål", "DELMÅL", "Delmål nr", "Mål", "Målnr", "Delmål:", "Delmål enl. målbeskrivningen"),
    "title": ("Kompetenskrav", "Rubrik", "Målformulering", "Beskrivning"),
    "activities": (
        "Utbildningsaktivitet",
        "Utbildningsaktiviteter",
        "Aktivitet",
        "Hur?",
        "Planerade aktiviteter",
        "Läraktivitet",
        "Utb.aktivitet",
        "Aktiviteter (placering, kurs m.m.)",
        "Så når jag målet",
        "Utbildnings-\naktiviteter",
    ),
    "methods": (
        "Bedömning",
        "Bedömningsmetod",
        "Bedömningsmetoder",
        "Bedöms med",
        "Hur bedöms det?",
        "Bedömningsinstrument",
        "Bedömningsmetod(er)",
        "Bedömning/uppföljning",
        "Metod för bedömning",
    ),
    "planned": (
        "Planerat",
        "När?",
        "Planerad tid",
        "Tidpunkt",
        "Termin",
        "Tidsplan",
        "Planerad tidpunkt",
        "Planerat (termin)",
        "Tid för genomförande",
    ),
    "done": (
        "Klart",
        "Uppnått",
        "Uppnått datum",
        "Klart (datum)",
        "Datum och signatur",
        "Uppfyllt",
        "Klart, datum",
        "Uppnått/sign",
        "Delmål uppnått (datum)",
    ),
    "comment": ("Kommentar", "Anteckningar", "Notering"),
    "supervisor": ("Handledare", "Ansvarig handledare", "Handledare på plats"),
}
LABELS = {
    "name": ("Namn", "ST-läkare", "ST-läkarens namn", "Namn:"),
    "specialty": ("Specialitet", "Specialitet:", "Blivande specialitet"),
    "start": ("Startdatum", "ST-start", "Start av ST", "Påbörjad ST"),
    "fte": ("Tjänstgöringsgrad", "Tjänstgöringsgrad (%)", "Sysselsättningsgrad"),
    "supervisor": ("Huvudhandledare", "Huvudansvarig handledare", "Handledare (huvudansvarig)"),
    "studierektor": ("Studierektor", "ST-studierektor", "Studierektor:"),
    "head": ("Verksamhetschef", "Verksamhetschef:", "Klinikchef"),
    "unit": ("Klinik", "Enhet", "Arbetsplats", "Tjänsteställe"),
}
BANNERS = (None, "Delmål", "Individuellt utbildningsprogram", "Plan för delmålen", "Mål och aktiviteter")
NAMES = ("Anna Ek", "Per Lind", "Eva Berg-Sjö", "Ola Dahl", "Sara Öst", "Ali Hassan", "Maja Ström")
SPECIALTIES = ("Onkologi", "Kardiologi", "Barn- och ungdomsmedicin", "Allmänmedicin", "Psykiatri")
UNITS = ("Medicinkliniken Varberg", "Sjöhaga vårdcentral", "Onkologiska kliniken")


def _codes(prefix: str) -> list[str]:
    return [
        f"{prefix}{group}{number}" for group, last in (("a", 6), ("b", 5), ("c", 12)) for number in range(1, last + 1)
    ]


def _sublist(values: Sequence[str], least: int, most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), min_size=least, max_size=most, unique=True).map(tuple)


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """Three to nine delmål, of which the first two have something planned; the rest may be empty."""
    every = _codes(draw(st.sampled_from(["", "ST"])))
    chosen = sorted(draw(st.lists(st.integers(0, len(every) - 1), min_size=3, max_size=9, unique=True)))
    goals = tuple(draw(_goals(every[number], least=1 if place < 2 else 0)) for place, number in enumerate(chosen))
    names = draw(st.permutations(NAMES))
    person: dict[str, Cell] = {
        "name": names[0],
        "specialty": draw(st.sampled_from(SPECIALTIES)),
        "start": draw(st.dates(date(2019, 1, 1), date(2026, 1, 1))),
        "fte": draw(st.sampled_from([50, 75, 80, 100])),
        "supervisor": names[1],
        "studierektor": names[2],
        "head": names[3],
        "unit": draw(st.sampled_from(UNITS)),
    }
    return Content(person, goals)


@st.composite
def _goals(draw: st.DrawFn, code: str, least: int) -> Goal:
    years = st.integers(2023, 2029)
    terms = st.builds(
        lambda year, autumn: Period(
            date(year, 7 if autumn else 1, 1), date(year, 12 if autumn else 6, 31 if autumn else 30)
        ),
        years,
        st.booleans(),
    )
    return Goal(
        code,
        draw(st.sampled_from(TITLES)),
        draw(_sublist(ACTIVITIES, least, 3)),
        draw(_sublist(tuple(METHODS), least, 3)),
        draw(st.none() | terms),
        draw(st.none() | st.dates(date(2023, 1, 1), date(2026, 10, 31))),
    )


CODE_STYLES: tuple[Callable[[str, str], str], ...] = (
    lambda code, title: code,
    lambda code, title: code.upper(),
    lambda code, title: f"Delmål {code}",
    lambda code, title: f"{code.rstrip('0123456789')} {code.lstrip('STabc')}",
    lambda code, title: f"{code} {title}",
    lambda code, title: f"{code}: {title}",
)
TERM_STYLES: tuple[Callable[[Period], str], ...] = (
    lambda term: f"{_season(term, 'VT', 'HT')}{term.start.year % 100}",
    lambda term: f"{_season(term, 'vt', 'ht')} {term.start.year}",
    lambda term: f"{_season(term, 'våren', 'hösten')} {term.start.year}",
    lambda term: f"{_season(term, 'VT', 'HT')}-{term.start.year % 100}",
)
DAY_STYLES: tuple[Callable[[date], Cell], ...] = (
    lambda day: day,
    lambda day: day.isoformat(),
    lambda day: f"{day.day}/{day.month} -{day.year % 100}",
    lambda day: f"{day.isoformat()} AE",
    lambda day: f"{day:%y%m%d}",
)


def _season(term: Period, spring: str, autumn: str) -> str:
    return autumn if term.start.month == 7 else spring


@st.composite
def designs(draw: st.DrawFn) -> Design:
    """Any combination of the choices that can stand together."""
    left_out = draw(st.sets(st.sampled_from(sorted(_OPTIONAL))))
    order = draw(st.permutations([name for name in COLUMNS if name not in left_out]))
    return Design(
        order=tuple(order),
        headings={name: draw(st.sampled_from(texts)) for name, texts in HEADINGS.items()},
        labels={name: draw(st.sampled_from(texts)) for name, texts in LABELS.items()},
        field_order=tuple(draw(st.permutations(FIELDS))),
        code=draw(st.sampled_from(CODE_STYLES)),
        method={name: draw(st.sampled_from(texts)) for name, texts in METHODS.items()},
        activity_separator=draw(st.sampled_from(["\n", "; ", ", ", "\n- "])),
        method_separator=draw(st.sampled_from([", ", "\n", "; ", " och ", " + "])),
        term=draw(st.sampled_from(TERM_STYLES)),
        day=draw(st.sampled_from(DAY_STYLES)),
        down=draw(st.integers(0, 6)),
        right=draw(st.integers(0, 3)),
        banner=draw(st.sampled_from(BANNERS)),
        intro=draw(st.booleans()),
        bands=draw(st.booleans()),
        footnote=draw(st.booleans()),
        spaces=frozenset(draw(st.sets(st.integers(1, 8), max_size=2))),
        row_per_activity=draw(st.booleans()),
        merged_goal=draw(st.booleans()),
        turned=draw(st.booleans()),
        split=draw(st.sampled_from(["one table", "side by side", "sheets"])),
        neighbour=draw(st.sampled_from(["", "phones", "meetings"])),
        person_above=draw(st.booleans()),
        form=draw(st.sampled_from(["beside", "apart", "in one cell", "two columns", "above"])),
    )
