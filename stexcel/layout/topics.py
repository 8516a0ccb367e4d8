"""What a title or a sheet name says the tables below it are about."""

import re
from functools import lru_cache

from stexcel.layout.delmal_text import group_heading
from stexcel.layout.labels import part_of
from stexcel.layout.reading import Kind
from stexcel.model import Part

_TOPICS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (Kind.ACTION_PLAN, r"åtgärdsplan|handlingsplan"),
        (Kind.REVISIONS, r"\brevi(?:sion|dering|derad)|ändringslogg|uppdateringar"),
        (
            Kind.MEETINGS,
            r"handled\w*samtal|handledning\b|handledarträff|handledarmöte|supervision|utvecklingssamtal|medarbetarsamtal|"
            r"trepart|studierektors?(?:samtal|möte)|avstämnings?(?:samtal|möte)|avstämning(?:ar)? med|halvtidsavstäm|"
            r"^\W*(?:\d+\W+)?(?:planerade |års|termins)?avstämning(?:ar)?\W*$|"
            r"^\W*(?:\d+\W+)?(?:samtal|möten|samtalslogg|samtal och möten|möten och samtal)\W*$",
        ),
        (Kind.ASSESSMENTS, r"bedömning|assessment|medsittning|mini-?cex|återkoppling"),
        (Kind.COURSES, r"\bkurs|\bcourse|sk-kurs|externa? utbildning"),
        (
            Kind.PLACEMENTS,
            r"placering|tjänstgöring|tids?plan|tidslinje|randning|\brotation|schema för st|placement",
        ),
        (Kind.ACTIVITIES, r"aktivitet|activit"),
        (Kind.DELMAL, r"delmål|\bmål\b|\w-mål\b|målbeskrivning"),
    )
)
_OUTSIDE = re.compile(
    r"läs mig|readme|^om (?:mallen|filen|dokumentet|iup)|manual|hjälp|\blathund|instruktion|innehållsförteckning|"
    r"ordlista|telefon|kontakt|semester|(?:jour|arbets|läkar|vecko|bemannings)schema|^schema(?! (?:för )?st)\b|"
    r"frånvaro|lönestege|dropdown|\bval\b|\blistor\b|\blista\b|rullist",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def topic_of(text: str) -> Kind | None:
    """The kind of table that a title announces; ``None`` where it announces none."""
    if len(text) > 90:
        return None
    if part_of(text) not in (None, Part.ACTION_PLAN):
        return Kind.PART
    found = [
        (match.start(), index, kind) for index, (kind, pattern) in enumerate(_TOPICS) if (match := pattern.search(text))
    ]
    if found:
        return min(found)[2]
    return Kind.DELMAL if group_heading(text) else None


@lru_cache(maxsize=1024)
def speaks_of(text: str, kind: Kind) -> bool:
    """Whether a title mentions a kind at all, as ``Mål x kurs`` does courses."""
    return len(text) <= 90 and any(one is kind and pattern.search(text) for one, pattern in _TOPICS)


@lru_cache(maxsize=1024)
def is_outside(sheet_name: str) -> bool:
    """Whether a sheet's name says that it is no part of the programme (lists for menus, phone numbers, schedules)."""
    return _OUTSIDE.search(sheet_name) is not None
