"""Labels with their answers in one and the same cell: ``Namn: Eva Ek``, ``IUP upprättat 2023-05-01``."""

from __future__ import annotations

import re
from functools import lru_cache

from stexcel.layout.labels import SIGNING_FIELDS, Field, field_of
from stexcel.layout.person_values import person_name
from stexcel.layout.prose_fields import told_fields
from stexcel.layout.times import days, without_days

Inline = tuple[tuple[str, str], tuple[Field, float]]
"""The label and its answer, and the field with its weight."""
_INLINE = re.compile(
    r"(?:^|\n|\s{2,}|[;|\t])\s*(?P<label>[^:;|\n\t]{2,45}):[ \t]*(?P<answer>(?:[^\n;|\t]|;(?=\s*\d))*?)"
    r"(?=\s{2,}|[\n|\t]|;(?!\s*\d)|$)"
)
"""Labels with their answers on one line: ``Namn: Eva Ek     Specialitet: Kirurgi``; a list of dates is one answer."""
_SENTENCE = re.compile(r"(?<=\d)[.;]\s+(?=[^\W\d])")
"""Where one date ends and the next label begins: ``IUP upprättat 2021-11-09. Reviderat 2022-09-05``."""
_ANSWER_BELOW = re.compile(r"\s*(?P<label>[^:\n]{2,45}):\s*\n\s*(?P<answer>[^\n]+?)\s*")
"""A label and its answer on two lines of one cell."""
_NEXT_LABEL = re.compile(r"\.\s+(?=[A-ZÅÄÖ][^:.\n]{1,40}:\s)")
"""Where one sentence ends and the label of the next answer begins: ``Studierektor: Bo Ek. Chef: Eva Alm``."""
_PACKED = re.compile(r"\s+[·•|/–]\s+|\s{3,}|\n|\.\s+(?=[A-ZÅÄÖ])")
_REGULATION = re.compile(r"(?:SOSFS|HSLF-FS)\s?20(?:15|21)\s?:\s?8", re.IGNORECASE)
_FEWEST = 3
"""Pieces of a line that packs several facts: ``ST-start 1/9 2022 · Studierektor Bo Ek · VC Eva Alm``."""
_PEOPLE = (Field.NAME, Field.SUPERVISOR, Field.STUDIEREKTOR, Field.HEAD)
_DATED = (Field.ESTABLISHED, Field.REVISED, Field.START, Field.PLANNED_END)
_OF_TRAINING = (Field.START, Field.PLANNED_END)
_PARTICLES = ("von", "af", "av", "de", "van", "der")
_LIKELY = 0.7
_SURE = 0.9
_LONGEST = 90
_MOST_WORDS = 5
"""Words of a label that its answer follows without a colon."""


@lru_cache(maxsize=2048)
def inline_fields(text: str) -> tuple[Inline, ...]:
    """The labels of known fields in a text, each with its answer, and the facts that its sentences tell."""
    labelled = _labelled(text)
    asked = {field for _, (field, _) in labelled}
    told = (((said, value), (field, _LIKELY)) for said, field, value in told_fields(text) if field not in asked)
    return (*labelled, *told)


def _labelled(text: str) -> tuple[Inline, ...]:
    packed = tuple(found for piece in _PACKED.split(text) for found in _piece(piece))
    return packed if _is_packed(text) and len(packed) > 1 else _line(_NEXT_LABEL.sub("\n", text))


def _is_packed(text: str) -> bool:
    return len(_PACKED.split(text)) >= _FEWEST


def _piece(text: str) -> tuple[Inline, ...]:
    """The label and its answer in one piece of a line, with or without a colon between them."""
    if _REGULATION.fullmatch(text.strip()):
        return (((text.strip(), text.strip()), (Field.REGULATION, 1.0)),)
    named = None if ":" in text else _person(text)
    return (named,) if named is not None else _line(text)


def _person(text: str) -> Inline | None:
    """A sure label of a person, and the name after it: ``Studierektor Vendela Krook``."""
    words = text.split()
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        label, answer = " ".join(words[:count]), " ".join(words[count:])
        asked = field_of(label)
        if asked is None or asked[1] < _SURE:
            continue
        if asked[0] in _PEOPLE and person_name(answer) is not None:
            return ((label, answer), asked) if _is_signer(answer) else None
        if asked[0] is Field.SPECIALTY:
            return (label, answer), asked
    return None


def _line(text: str) -> tuple[Inline, ...]:
    if ":" not in text:
        sentences = _SENTENCE.split(text)
        return tuple(found for one in sentences if (found := _without_colon(one)) is not None)
    two_lines = _ANSWER_BELOW.fullmatch(text)
    if two_lines is not None and (asked := field_of(two_lines["label"])) is not None and asked[1] >= _LIKELY:
        return (((two_lines["label"].strip(), two_lines["answer"]), asked),)
    pairs = ((match["label"].strip(), match["answer"].strip()) for match in _INLINE.finditer(text))
    return tuple((pair, asked) for pair in pairs if (asked := field_of(pair[0])) is not None and asked[1] >= _LIKELY)


def _without_colon(text: str) -> Inline | None:
    """A sure label of a date or a signature, and after it nothing but a name and a date."""
    if len(text) > _LONGEST or "\n" in text or not days(text):
        return None
    words = text.split()
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        label, answer = " ".join(words[:count]), " ".join(words[count:])
        asked = None if days(label) or not days(answer) else field_of(label)
        if asked is None or asked[1] < _SURE or (asked[0] in _OF_TRAINING and count == 1 and "-" not in label):
            continue
        name = without_days(answer).strip(" ,./–-")
        if (asked[0] in _DATED and not name) or (asked[0] in SIGNING_FIELDS and _is_signer(name)):
            return (label, answer), asked
    return None


def _is_signer(name: str) -> bool:
    """Whether what stands beside a date is nothing, or the name or initials of the one who signs."""
    return (
        not name
        or len(name) <= 3
        or (person_name(name) is not None and all(word[0].isupper() or word in _PARTICLES for word in name.split()))
    )
