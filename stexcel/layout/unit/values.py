"""Values as a unit writes them: whether something is done and when, criteria, kinds of documents, specialties."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from stexcel.layout.answers import is_answer, is_example, is_template_text
from stexcel.layout.marks import boxed, mark
from stexcel.layout.times import days_in, period, without_days
from stexcel.model import CellRef, Period
from stexcel.regelverk import load_spur, match_specialty
from stexcel.unit import Attested, DocumentKind
from stexcel.workbook import Cell

Placed = tuple[Cell, CellRef]
"""A cell's value and where it stands."""

_NO = re.compile(
    r"\W*(?:nej|ej|inte|inget|ingen|inga|saknas?|saknar|utan|okän[dt]|oklart|vet ej|aldrig|missing|none)\b",
    re.IGNORECASE,
)
_NO_INSIDE = re.compile(
    r"\W*(?:har|hade|är|blev|gick|gått|gjort|fick|finns|kunde|hann)\s+(?:ännu\s+|dock\s+)?(?:ej|inte|aldrig|ingen|inget)\b"
    r"(?!\W+(?:intyg|bevis|diplom))"
    r"|(?!.*\b(?:intyg|bevis|diplom|datum|årtal|men)\b)[^,;.\d]*\bsaknas\W*$",
    re.IGNORECASE,
)
"""A no that does not stand first: ”har inte gått”, ”handledarutbildning saknas”; that proof is missing is no such."""
_NOT_YET = re.compile(
    r"anmäl|planer|\bbok(?:ad|at|as|a)\b|\bska\b|\bskall\b|\bgår\b|pågå|påbörja|kommer|utkast"
    r"|under (?:arbete|revidering|framtag)"
    r"|\bkö\b|väntar|önskar|ansökt|delvis|ej (?:klar|genomförd|utförd|påbörja)|ofullständig|försena",
    re.IGNORECASE,
)
_YES = re.compile(
    r"\W*(?:(?:ja|yes|har|gått|ok|done)\b|(?:finns|klart?\b|genomför[dt]|genomgå|godkän[dt]|utför[dt]|avsluta|avslut\b|åtgärda[dt]"
    r"|fastställ|reviderad|uppfyll[dt]|giltig|gäller|gällande|färdig|stäng[dt]|slutför[dt]|verkställ|införd|infört|inför[dt]\b|gjor[dt]"
    r"|lös[dt]\b|avklara|avbocka|implementera[dt]|fixa[dt]|uppnå|hantera[dt]|completed?\b|closed\b|beslutad|antagen|antaget)\w*)",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|febr?|mars?|apr|maj|juni?|juli?|aug|sept?|okt|nov|dec)[a-zåäö]*\.?"
_TIME = re.compile(
    rf"(?<!\d)(?:19|20)\d\d-\d\d(?!-?\d)|\b{_MONTH}\W{{0,2}}(?:19|20)\d\d(?!\d)"
    r"|\b(?:vt|ht|vår(?:en|terminen)?|höst(?:en|terminen)?)\W{0,2}(?:20)?\d\d(?!\d)"
    r"|(?<![\d:/-])(?:19|20)\d\d(?![\d:]|[-/–]\d)",
    re.IGNORECASE,
)
_CARRIED = re.compile(
    r"\W*(?:genomför[dt]|utför[dt]|åtgärda[dt]|avsluta[dt]|stäng[dt]|slutför[dt]|gjor[dt]|införd|infört|färdig\w*|klart?|ja|ok)\b",
    re.IGNORECASE,
)
_BARE_DONE = re.compile(r"\W*(?:klart?|färdig\w*|ja|ok)\W*(?:\([^)]*\)\W*)?", re.IGNORECASE)
_CRITERION = re.compile(r"(?<![A-Za-zÅÄÖåäö])([A-Ha-h])\s?[.\-]?\s?(\d{1,2})(?!\d)")
_KINDS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            DocumentKind.STUDIEREKTOR,
            r"(?=.*(?:studierektor|\bsr\b))(?=.*(?:uppdrag|befattning|beskr|ansvar|mandat|instruktion|arbetsordning))",
        ),
        (
            DocumentKind.INTERPRETATION,
            r"(?=.*tolk)(?=.*(?:mål|föreskrift|sosfs|hslf))"
            r"|(?=.*målbeskrivning)(?=.*(?:riktlinje|rutin|tillämp|lokal))",
        ),
        (DocumentKind.ASSESSMENT, r"bedöm"),
        (DocumentKind.SUPERVISION, r"handled(?!ning av utrustning)"),
        (
            DocumentKind.TRAINING,
            r"^(?!.*(?:introduktion|rekryter|anställning|löne|semester|\bjour|schemal|checklist|mall\b|forskning|vikari))"
            r"(?=.*(?:riktlinje|rutin|program|dokument|policy|plan|hur|genomför|pm|regler|styr|handbok))"
            r"(?=.*(?:\bst\b|\bst-?(?:tjänstgöring|utbildning|handbok|rutin|riktlinje|policy|läkar)|specialiseringstjänst))",
        ),
    )
)
"""The order is that in which a title is asked."""
_OF_UNITS = frozenset({DocumentKind.TRAINING, DocumentKind.INTERPRETATION, DocumentKind.STUDIEREKTOR})
_SEVERAL = 2
_CARRIED_OUT = re.compile(r"genomför|lägg\w* upp|upplägg", re.IGNORECASE)


def is_blank(value: Cell) -> bool:
    """Whether a cell holds nothing that anybody wrote: empty, or the template's own words."""
    return value is None or (isinstance(value, str) and (is_template_text(value) or is_example(value)))


def time_in(value: Cell) -> Period | None:
    """The time that a cell states, also inside a longer text; the last one of several."""
    whole = period(value, serial=True)
    if whole is not None or not isinstance(value, str):
        return whole
    return max(times_in(value), key=lambda one: one.end, default=None)


def times_in(text: str) -> tuple[Period, ...]:
    """Every time that a longer text states: its days, then its months, terms and years outside the days."""
    found = [Period(day, day) for day in days_in(text)]
    rest = without_days(text) if found else text
    found += [time for match in _TIME.finditer(rest) if (time := period(match.group())) is not None]
    return tuple(found)


def says_carried_out(value: Cell) -> bool:
    """Whether a cell for when something will be done says that it has been: a word for it, with a time or alone.

    ``Klart ht 26`` is when it is to be done, and ``Genomfört sept 2025`` that it was.
    """
    if not isinstance(value, str) or _NO.match(value) or _NOT_YET.search(value) or not _CARRIED.match(value):
        return False
    if re.match(r"\W*(?:klart?|färdig\w*|ja|ok)\b", value, re.IGNORECASE):
        return _BARE_DONE.fullmatch(value) is not None
    return re.search(r"\b(?:senast|till|före|innan)\b", value, re.IGNORECASE) is None


def says_done(value: Cell) -> bool | None:
    """Whether a cell says that something is done (or not); ``None`` where it cannot be told."""
    ticked = mark(value)
    if ticked is not None:
        return ticked
    if not isinstance(value, str):
        return True if value == _ALL or period(value, serial=True) is not None else None
    if _NO.match(value) or _NO_INSIDE.match(value) or not (is_answer(value) or _YES.match(value)):
        return False
    if _NOT_YET.search(value):
        return False
    if value.replace(" ", "") == "100%" or _YES.match(value) or time_in(value) is not None:
        return True
    return None


_ALL = 100


def attested(placed: Sequence[Placed]) -> tuple[Attested | None, bool]:
    """What the cells for one fact say together, and whether that is doubtful; ``None`` without cells.

    A no wins over a date, and a date over a bare yes.
    """
    if not placed:
        return None, False
    filled = [(value, ref) for value, ref in placed if not is_blank(value)]
    if not filled:
        return Attested(False, placed[0][1]), False
    answers = [says_done(value) for value, _ in filled]
    times = [time for value, _ in filled if (time := time_in(value)) is not None]
    text = ", ".join(_shown(value) for value, _ in filled)
    ref = next((ref for (_, ref), answer in zip(filled, answers, strict=True) if answer is False), filled[0][1])
    if False in answers:
        return Attested(False, ref, text=text), False
    when = max(times, key=lambda one: one.end, default=None)
    return Attested(True, ref, when, text), True not in answers


def _shown(value: Cell) -> str:
    found = period(value)
    return found.start.isoformat() if found is not None and found.is_day else str(value)


_SAYS_WHEN = (
    r"fastställ\w*|reviderad|beslutad|antagen|upprättad|uppdaterad|gäll\w*|från|fr\.?\s?o\.?\s?m\.?|sedan|daterad|"
    r"rev\.?|version|v\.?\s?\d+[,.]?\d*,?"
)
_WHEN_SAID = re.compile(rf"\b(?:{_SAYS_WHEN})\s*(?:den\s+)?(?P<when>{_TIME.pattern})", re.IGNORECASE)
_NOT_THERE = re.compile(
    r"\b(?:utkast|saknas|finns (?:ej|inte)|under (?:arbete|framtagande)|ska (?:skrivas|tas fram)|(?:ännu )?(?:ej|inte) "
    r"(?:fastställ\w*|klar\w*|färdig\w*|upprätta\w*|framtag\w*|beslutad|skriven|påbörja\w*))\b",
    re.IGNORECASE,
)


def attested_in_title(title: str, ref: CellRef) -> Attested | None:
    """What the title of a document itself tells of when it was decided, or that there is none yet.

    A year counts only where words say that it is the document's own, unlike that of a regulation.
    """
    box = boxed(title)
    if box is not None and not box[0]:
        return Attested(False, ref, text=title[:1])
    missing = _NOT_THERE.search(title)
    if missing is not None:
        return Attested(False, ref, text=missing.group())
    found = list(days_in(title))
    times = [Period(max(found), max(found))] if found else []
    times += [time for match in _WHEN_SAID.finditer(title) if not found and (time := period(match["when"])) is not None]
    times += [time for time in times_in(title) if not times and not _is_year(time)]
    when = max(times, key=lambda one: one.end, default=None)
    return None if when is None and box is None else Attested(True, ref, when, title)


def _is_year(time: Period) -> bool:
    return (time.start.month, time.start.day, time.end.month, time.end.day) == (1, 1, 12, 31)


@lru_cache(maxsize=2048)
def criteria_in(text: str) -> tuple[str, ...]:
    """The SPUR criteria that a text names, in its order: ``D6``, ``Kriterium D 6, D7``."""
    known = load_spur().criteria
    found = (letter.upper() + str(int(number)) for letter, number in _CRITERION.findall(text))
    return tuple(dict.fromkeys(one for one in found if one in known))


@lru_cache(maxsize=1024)
def document_kinds(title: str) -> tuple[DocumentKind, ...]:
    """The governing documents that a title tells of; several for one that covers more than one subject."""
    found = tuple(kind for kind, pattern in _KINDS if pattern.search(title))
    if DocumentKind.STUDIEREKTOR in found:
        return (DocumentKind.STUDIEREKTOR,)
    # ”Riktlinje för bedömning av ST-läkare” is not the one for how ST is carried out, unless it says so as well.
    whole = len(found) == 1 or _CARRIED_OUT.search(title) is not None
    return tuple(kind for kind in found if kind is not DocumentKind.TRAINING or whole)


def are_governing(kinds: Collection[DocumentKind]) -> bool:
    """Whether documents of these kinds together are a unit's; assessment and supervision are in every programme."""
    return len(set(kinds)) >= _SEVERAL and not _OF_UNITS.isdisjoint(kinds)


def specialties_in(text: str, names: Collection[str]) -> tuple[str, ...]:
    """The official names of the specialties that a text lists; empty if any of it is unknown."""
    whole = match_specialty(text, names)
    if whole is not None:
        return (whole,)
    parts = [part for part in re.split(r"\s*[,;/+&\n]\s*", text) if part]
    found = [_one_or_two(part, names) for part in parts]
    if not all(found):
        return ()
    return tuple(dict.fromkeys(one for part in found for one in part))


def _one_or_two(text: str, names: Collection[str]) -> tuple[str, ...]:
    """The specialties in a text without other separators than ”och”, which some official names have themselves."""
    whole = match_specialty(text, names)
    if whole is not None:
        return (whole,)
    parts = [part for part in re.split(r"\s+(?:och|samt)\s+", text) if part]
    found = [match_specialty(part, names) for part in parts]
    return tuple(one for one in found if one is not None) if len(parts) > 1 and all(found) else ()
