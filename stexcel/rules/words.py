"""The Swedish words in which rules speak of activities and lists."""

from collections.abc import Iterable, Sequence
from math import floor

from stexcel.model import ActivityType

ACTIVITY_WORDS = {
    ActivityType.AUSKULTATION: "auskultation",
    ActivityType.HANDLEDA: "handleda under handledning",
    ActivityType.KLINISK: "klinisk tjänstgöring under handledning",
    ActivityType.KONFERENS: "konferens",
    ActivityType.KURS: "kurs",
    ActivityType.KVALITETSARBETE: "kvalitetsarbete",
    ActivityType.MEDSITTNING: "medsittning",
    ActivityType.REFLEKTION: "reflektion i grupp",
    ActivityType.SAMMANKOMST: "sammankomst",
    ActivityType.SEMINARIUM: "seminarium",
    ActivityType.SIMULERING: "simulering",
    ActivityType.SKRIFTLIGT: "skriftligt individuellt arbete",
    ActivityType.TEORI: "teoretiska studier",
    ActivityType.UNDERVISA: "undervisa under handledning",
    ActivityType.UTVECKLINGSARBETE: "utvecklingsarbete",
    ActivityType.VARDTEAM: "vårdteamarbete",
    ActivityType.ANNAN: "annan aktivitet",
}


def listing(words: Sequence[str], last: str = "och") -> str:
    """``a``, ``a och b``, ``a, b och c``."""
    return f" {last} ".join([*([", ".join(words[:-1])] if words[1:] else []), *words[-1:]])


def any_of(types: Iterable[ActivityType]) -> str:
    """Alternatives in plain Swedish, in the order of the enumeration."""
    wanted = frozenset(types)
    return listing([ACTIVITY_WORDS[kind] for kind in ActivityType if kind in wanted], "eller")


def whole(number: float) -> int:
    """The nearest whole number; halves go up, as people round them."""
    return floor(number + 0.5)
