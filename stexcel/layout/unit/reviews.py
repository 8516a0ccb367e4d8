"""External reviews as they are written: in a table, beside a label, in running text, in the title of a plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from stexcel.layout.times import period
from stexcel.layout.unit.values import times_in
from stexcel.model import CellRef, Period
from stexcel.unit import Review

REVIEW_WORDS = re.compile(
    r"\bspur\b|\blipus\b|\b(?:extern|kollegial)\w*\s+(?:\w+\s+)?(?:gransk|inspek|utvärder|revision)\w*|\bst\W?granskning"
    r"|\bkvalitetsgranskning|(?:^|\b(?:senaste|föregående|genomförd)\s+)granskning(?:en|ar)?\b(?!\s+av\s+(?!st\b|utbild|klinik|enhet))|\b(?:st\W?)?inspektion",
    re.IGNORECASE,
)
_INTERNAL = re.compile(
    r"\bintern|enkät|\begen\b|\begna\b|\bsjälv(?:värder|skatt|gransk)\w*|medarbetar|kompetensinvent|årsberättelse",
    re.IGNORECASE,
)
_EXTERNAL = re.compile(r"extern|\bspur\b|\blipus\b|kollegial", re.IGNORECASE)
_AHEAD = re.compile(
    r"\bnästa\b|planera|\bbokad|\bkommande|\binför\b|\bska\b|\bskall\b|preliminärt|önskas|anmäl[dt]|beställ[dt]|"
    r"\b(?:ej|inte|aldrig|ännu)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"kriteri|checklist|\bmall|version|enligt|manual|föreskrift|\bkurs|utbildning|handbok", re.IGNORECASE
)
"""What names a review without being one."""
_AFTERWARDS = re.compile(
    r"^\W*(?:rapport|åtgärd|uppfölj|svar|handlingsplan|besked|redovis|återkoppl|presentation|upprätt)", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[\w)]{2})\.\s+(?=[A-ZÅÄÖ])|\s*[;\n]\s*")
_CLAUSE = re.compile(r"\s*[,(]\s*")
_AFTER = re.compile(
    r"(?:\bspur\b|\w*granskning\w*|inspektion\w*)(?:\W{0,3}(?:granskning\w*|inspektion\w*|den|i|från|av))*\W{0,4}"
    r"(?P<when>\d.*|[a-zåäö]{3,9}\.? \d{4}.*)",
    re.IGNORECASE,
)


def is_external(text: str) -> bool:
    """Whether a row of the register of reviews is about one that others have made: an own survey is not."""
    return _INTERNAL.search(text) is None or _EXTERNAL.search(text) is not None


def reviews_told(text: str, cell: CellRef, *, known: bool = False) -> Iterator[Review]:
    """The reviews that a text says have been made, with their times.

    ``known`` tells that a label or a title has already said that the text is about reviews. What is planned is left
    out, and so are the days of reports and plans that came of a review.
    """
    for sentence in _SENTENCE.split(text):
        named = known or (REVIEW_WORDS.search(sentence) is not None and _ABOUT.search(sentence) is None)
        if not named or _AHEAD.search(sentence) or not is_external(sentence):
            continue
        for clause in _CLAUSE.split(sentence):
            if _AFTERWARDS.match(clause) and not REVIEW_WORDS.search(clause):
                continue
            whole = period(clause.strip())
            for when in (whole,) if whole is not None else times_in(clause):
                yield Review(_named(sentence), cell, when)


def is_made(text: str) -> bool:
    """Whether a label for a review is not about one that lies ahead, nor about something else of that name."""
    return _AHEAD.search(text) is None and _ABOUT.search(text) is None and is_external(text)


def review_of_plan(title: str, cell: CellRef) -> Iterator[Review]:
    """The review that the title of an action plan dates: ``Handlingsplan efter SPUR 2025-02-04``."""
    match = _AFTER.search(title)
    if match is not None and not _AHEAD.search(title) and is_external(title):
        times = times_in(match["when"])
        yield from (Review(_named(title), cell, when) for when in times[:1])


def _named(sentence: str) -> str:
    return " ".join(sentence.split()).rstrip(" :")


def with_told(listed: Sequence[Review], told: Iterable[Review]) -> tuple[Review, ...]:
    """The reviews of registers with those that texts tell of besides: not the same once more, nor more roughly."""
    texts = tuple(told)
    kept = [one for index, one in enumerate(texts) if not _is_known(one, (*listed, *texts[:index]), (*listed, *texts))]
    return (*listed, *kept)


def _is_known(one: Review, before: Iterable[Review], everywhere: Iterable[Review]) -> bool:
    if one.when is None:
        return False
    return any(other.when == one.when for other in before) or any(
        other.when is not None and other.when != one.when and _covers(one.when, other.when) for other in everywhere
    )


def _covers(wide: Period, narrow: Period) -> bool:
    return wide.start <= narrow.start and narrow.end <= wide.end
