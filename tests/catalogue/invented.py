"""Målbeskrivningar with invented words, and strategies that draw them."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from hypothesis import strategies as st

from stexcel.catalogue.model import Official, OfficialDelmal
from stexcel.codes import HSLF_2021, SOSFS_2015, group_of
from stexcel.model import ActivityType
from tests.catalogue.print import PHRASES, Look

INTRO = "Den specialistkompetenta läkaren ska"
_PHRASES = (
    "identifiera flera påhittade besvär",
    "barn- och ungdomsfrågor",
    "samt ST-läkare",
    "handläggning av uppfinningsrikedom",
    "i 24-timmarsvård",
    "med eftertanke, till exempel fiffig specialflygning",
    "icke-Newtonska såser (till husbehov)",
    "läkemedelsliknande kolor",
    "njur- respektive leverpastej",
    "där öronbedövande skratt",
    "eller",
    "påhitt",
)
_TITLES = ("Etik, mångfald och fika", "Kvalitets- och säkerhetsarbete", "Läkekonst i flera led", "Palliativ flykt")


def official(
    specialty: str = "Psykiatri",
    regulation: str = SOSFS_2015,
    codes: Sequence[str] = ("a1", "a2", "b1", "c1", "c2"),
    *,
    is_listed: bool = True,
    required: Sequence[frozenset[ActivityType]] = (frozenset({ActivityType.KLINISK}), frozenset({ActivityType.KURS})),
) -> Official:
    """A small målbeskrivning in which every delmål has a demand of its own."""
    delmal = {
        code: OfficialDelmal(
            code,
            "" if group_of(code) == "c" else f"Påhittad rubrik {code}",
            tuple(required),
            (frozenset({ActivityType.SEMINARIUM}),),
            certified_by(required),
            f"{INTRO}\n– kunna påhitta {code} på egen hand",
            (),
        )
        for code in codes
    }
    return Official(regulation, specialty, tuple(codes) if is_listed else (), MappingProxyType(delmal))


def certified_by(required: Sequence[frozenset[ActivityType]]) -> str:
    """Who certifies the activities, as the målbeskrivningar have it."""
    people = ("kursledare|handledare" if ActivityType.KURS in one else "handledare" for one in required)
    return ";".join(dict.fromkeys(people)) or "handledare"


_sentences = st.lists(st.sampled_from(_PHRASES), min_size=1, max_size=8).map(" ".join)
_groups = st.lists(
    st.frozensets(st.sampled_from(sorted(PHRASES)), min_size=1, max_size=2), max_size=4, unique=True
).map(tuple)
_titles = st.sampled_from(_TITLES)


@st.composite
def _delmal(draw: st.DrawFn, code: str) -> OfficialDelmal:
    required = draw(_groups)
    return OfficialDelmal(
        code,
        "" if group_of(code) == "c" else draw(_titles),
        required,
        draw(_groups),
        certified_by(required),
        "\n".join([INTRO, *(f"– kunna {text}" for text in draw(st.lists(_sentences, min_size=1, max_size=5)))]),
        (),
    )


@st.composite
def officials(draw: st.DrawFn, specialties: Sequence[str]) -> tuple[Official, ...]:
    """One or two målbeskrivningar of the same regulation."""
    regulation = draw(st.sampled_from((SOSFS_2015, HSLF_2021)))
    prefix = "ST" if regulation == HSLF_2021 else ""
    names = draw(st.lists(st.sampled_from(sorted(specialties)), min_size=1, max_size=2, unique=True))
    found = []
    for name in names:
        counts = {
            group: draw(st.integers(least, most)) for group, least, most in (("a", 1, 2), ("b", 0, 2), ("c", 1, 3))
        }
        codes = [f"{prefix}{group}{number}" for group, most in counts.items() for number in range(1, most + 1)]
        delmal = {code: draw(_delmal(code)) for code in codes}
        found.append(Official(regulation, name, tuple(codes), MappingProxyType(delmal)))
    return tuple(found)


looks = st.builds(
    Look,
    form=st.sampled_from((2015, 2021)),
    is_drawn=st.booleans(),
    has_head_again=st.booleans(),
    has_running_lines=st.booleans(),
    is_mirrored=st.booleans(),
    has_ligatures=st.booleans(),
    size=st.sampled_from((7.0, 8.0, 9.5)),
    widths=st.sampled_from(((145.0, 89.0, 90.0), (120.0, 120.0, 120.0), (170.0, 100.0, 110.0))),
    height=st.sampled_from((420.0, 560.0, 842.0)),
    seed=st.integers(0, 2**16),
)
