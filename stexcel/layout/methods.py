"""Methods of assessment: the listed ones under their normal names, anything else as ``Annan``."""

import re
from functools import lru_cache

from stexcel.model import OTHER_METHOD

_METHODS: tuple[tuple[str, str], ...] = (
    ("Mini-CEX", r"mini\W?\s?-?cex|miniclinical|mini-clinical|\bcex\b"),
    ("CBD", r"\bcb-?d\b|case\W?\s?based|fallbaserad|fall-?diskussion"),
    ("DOPS", r"\bdops?\b|\bosats\b|direct observation|procedurbedömning"),
    ("360-grader", r"\b360\b|\b360[- ]?gr|360°|\bmsf\b|multi-?source"),
    ("Medsittning", r"med\W?\s?sitt|\bsit\W?\s?-?in"),
    ("Specialistkollegium", r"koll?egi(?:um|et|er|e\b)|\bspec(?:ialist)?\W{0,2}koll\b"),
    ("EPA", r"\bepa\b|\bepas?\b|entrustable"),
    (
        "Journal club",
        r"journal\W?\s?-?club|journalklubb|\bjc (?:m\b\.?|med|enl\w*|artikel\w*|gransk\w*)|"
        r"artikelgransk|granskning av (?:vetenskaplig )?artik",
    ),
    ("ST-tentamen", r"(?<!kompe)tent(?:a|amen)\b|st-?tent|specialistexamen|diagnostiskt prov|kunskapsskrivning"),
    (
        "Bedömningsmall undervisning",
        r"bed(?:öm\w*)?\.? (?:av |för |vid )?(?:undervisning|föreläsning)|bed\.?\s?mall\w* (?:för )?undervis|"
        r"\bmall(?:en)?:? (?:för |vid |av )?undervisning\b|teaching (?:assessment|evaluation)|"
        r"(?:assessment|evaluation) of teaching|"
        r"undervisnings(?:mall|bedömning)|^undervisning",
    ),
    (
        "Bedömningsmall handledning",
        r"bed(?:öm\w*)?\.? (?:av |för |vid )?handledning|bed\.?\s?mall\w* (?:för )?handled|"
        r"\bmall(?:en)?:? (?:för |vid |av )?handledning\b|supervision (?:assessment|evaluation)|"
        r"(?:assessment|evaluation) of supervision|"
        r"handlednings(?:mall|bedömning)|^handledning$|"
        r"handledning\w* enligt mall",
    ),
)
_ABBREVIATIONS = {
    "mc": "Mini-CEX",
    "ms": "Medsittning",
    "sk": "Specialistkollegium",
    "jc": "Journal club",
    "bu": "Bedömningsmall undervisning",
    "bh": "Bedömningsmall handledning",
}
"""What clinics write where the heading already says that it is a method."""
_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _METHODS)
_ASSESSMENT_WORDS = re.compile(
    r"bedöm|prov\b|kunskapsprov|förhör|examination|muntlig|redovis|utvärder|observation|återkoppling|feedback|"
    r"självskattning|portfölj|portfolio|loggbok|quiz|test\b|skriftligt prov",
    re.IGNORECASE,
)
_PARENTHESES = re.compile(r"\([^)]*\)")
_SEPARATOR = re.compile(r"[\n;,+•]|\s/\s|(?<=[A-Za-zåäö])/(?=[A-ZÅÄÖ])|\s(?:och|samt|&|and|eller)\s", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[\s\-–•*·]+|\d{1,2}[.)]\s+)*")
_LETTER = re.compile(r"[^\W\d_]")
_CACHE = 8192


@lru_cache(maxsize=_CACHE)
def known_method(text: str) -> str | None:
    """The normal name of the listed method that the text names; ``None`` where it names none."""
    for name, pattern in _PATTERNS:
        if pattern.search(text):
            return name
    return None


@lru_cache(maxsize=_CACHE)
def methods_in(text: str) -> tuple[tuple[str, str], ...]:
    """Every method named in a cell of assessments, as (normal name, text), each once and in order.

    A piece that is no listed method counts as :data:`OTHER_METHOD`, unless it only explains a listed one.
    """
    found: dict[str, str] = {}
    others: dict[str, None] = {}
    for piece in _SEPARATOR.split(_PARENTHESES.sub(" ", text)):
        cleaned = _BULLET.sub("", piece).strip()
        name = known_method(cleaned) or _ABBREVIATIONS.get(cleaned.casefold())
        if name is not None:
            found.setdefault(name, cleaned)
        elif _LETTER.search(cleaned):
            others[cleaned] = None
    for name, pattern in _PATTERNS:
        if name not in found and pattern.search(text) and not name.startswith("Bedömningsmall"):
            found[name] = text.strip()
    if found:
        return tuple(found.items())
    return ((OTHER_METHOD, text.strip()),) if others else ()


@lru_cache(maxsize=_CACHE)
def looks_like_method(text: str) -> bool:
    """Whether a cell rather names an assessment than anything else (a witness for columns and rows)."""
    return len(text) < 160 and (known_method(text) is not None or _ASSESSMENT_WORDS.search(text) is not None)


@lru_cache(maxsize=_CACHE)
def names_method(heading: str) -> bool:
    """Whether a heading over ticks names an assessment rather than an activity."""
    return known_method(heading) is not None or (looks_like_method(heading) and _COURSE.match(heading) is None)


_COURSE = re.compile(r"\s*(?:sk-|st-)?kurs", re.IGNORECASE)
