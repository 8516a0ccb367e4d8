"""Basic facts told in sentences: ``Eva Ek, ST-läkare i geriatrik sedan 1 juni 2022. Beräknas klar våren 2027.``"""

from __future__ import annotations

import re
from functools import lru_cache

from stexcel.layout.answers import is_answer
from stexcel.layout.labels import Field
from stexcel.layout.times import period

_Told = tuple[str, Field, str]
"""What was said, the fact, and its value as written."""
_MAX = 800
_FEWEST = 2
"""Facts in one text from which it is about the programme rather than about something that happened."""
_SENTENCE = re.compile(r"(?<=[^\W\d_]{2})\.\s+(?=[A-ZÅÄÖ])|(?<=[\d%)])\.\s+(?=[A-ZÅÄÖ])|\n")
_OF_ST = re.compile(r"\bst\b|\bst-|specialist|specialiser", re.IGNORECASE)
_BEGINS = re.compile(r"\W*(?:började|startade|påbörjade|anställdes)\b", re.IGNORECASE)
"""How a line about the programme begins that does not say so, but tells of its start and its end."""
_WORD = r"[A-ZÅÄÖ][\w'’-]+"
_NAME = re.compile(
    rf"(?P<value>{_WORD}(?:\s(?:von |af |de )?{_WORD}){{1,3}})\s*,?\s+(?:är\s+)?(?i:(?:leg\.? läkare\W+)?st-?läkare\b)"
)
_SPECIALTY = re.compile(
    r"(?:\bst(?:-läkare|-utbildning|-tjänst)?|specialistutbildning|specialiserar sig|specialist)\s+(?:i|inom)\s+"
    r"(?P<value>[^\W\d_][^.,;:()\d\n]*?)\s*(?=[.,;:()\n]|$|\s(?:enligt|sedan|den|från|på|vid|med|till|fr)\b)",
    re.IGNORECASE,
)
_TIME = (
    r"\s(?P<value>(?:den\s)?(?:\d|[vh]t|vår|höst|jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[^,;()]*?)"
    r"\s*(?=[,;()]|$|\s(?:på|vid|med|och|enligt)\b)"
)
_START = re.compile(
    r"\b(?:anställd|anställdes|började|börjat|börjar|påbörjad\w*|påbörjat|startade|startat|inled\w+|tillträd\w+|"
    r"st(?:-läkare)?)\b(?:[^\d,;()]*?\b(?:sedan|från(?: och med)?|fr\.?\s?o\.?\s?m\.?|st|specialistutbildning\w*)"
    r"(?:\s(?:i|inom)\s[^\W\d_]+)?)?" + _TIME,
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:klar|färdig(?: specialist)?|avsluta[sdt]*|slutför\w*|slutar|planerat slut)(?:\s(?:till|i|under|omkring))?"
    + _TIME,
    re.IGNORECASE,
)
_SHARE = re.compile(r"\b(?P<value>\d{2,3}\s?(?:%|procent)|heltid|halvtid)(?!\w)", re.IGNORECASE)
_REGULATION = re.compile(r"(?P<value>\b(?:SOSFS|HSLF-FS)\s20(?:15|21)\s?:\s?8)", re.IGNORECASE)
_TIMED = ((Field.START, _START), (Field.PLANNED_END, _END))
_PLAIN = ((Field.NAME, _NAME), (Field.SPECIALTY, _SPECIALTY), (Field.REGULATION, _REGULATION))


@lru_cache(maxsize=1024)
def told_fields(text: str) -> tuple[_Told, ...]:
    """The facts that a text tells in sentences; none for a text that only touches on one of them."""
    begins = _BEGINS.match(text) is not None
    if len(text) > _MAX or not is_answer(text) or not (begins or _OF_ST.search(text)):
        return ()
    found: dict[Field, _Told] = {}
    for sentence in _SENTENCE.split(text):
        for one in _in_sentence(sentence.strip().rstrip(".")):
            found.setdefault(one[1], one)
    if begins and not _OF_ST.search(text) and Field.PLANNED_END not in found:
        return ()
    return tuple(found.values()) if len(found) >= _FEWEST and found.keys() & {Field.START, Field.SPECIALTY} else ()


def _in_sentence(sentence: str) -> list[_Told]:
    found = [(sentence, field, match["value"]) for field, pattern in _PLAIN if (match := pattern.search(sentence))]
    timed = [(sentence, field, time) for field, pattern in _TIMED if (time := _time(pattern, sentence)) is not None]
    of_work = any(field is Field.START for _, field, _ in timed) or _OF_ST.search(sentence)
    share = _SHARE.search(sentence) if of_work else None
    return [*found, *timed, *([(sentence, Field.FTE, share["value"])] if share else [])]


def _time(pattern: re.Pattern[str], sentence: str) -> str | None:
    """The time that a sentence gives, where it is one."""
    match = pattern.search(sentence)
    words = match["value"].split() if match else []
    pieces = (" ".join(words[first:]) for first in range(len(words)))
    return next((piece for piece in pieces if period(piece) is not None), None)
