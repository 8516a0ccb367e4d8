"""A form to what it is and what its fields ask for; one that is not surely understood is refused, not guessed at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from stexcel import codes
from stexcel.intyg.facts import BY_HAND, Fact
from stexcel.intyg.mapping import Mapped, bundled
from stexcel.intyg.model import Kind
from stexcel.intyg.pdf import Field, FieldType, Form
from stexcel.intyg.words import best, plain_words, position, running_text
from stexcel.layout.delmal_text import exact_codes

_TELLING = 15
"""Words; forms of different kinds differ in their titles."""
_SEVERAL = frozenset({Fact.DELMAL, *BY_HAND})
"""Facts that may have several fields."""


@dataclass(frozen=True)
class Understood:
    """What a form is, as far as it is known; ``faults`` are Swedish clauses on why it cannot be used.

    ``facts`` has every field by its whole name. ``codes`` are the delmål of boxes that stand for one each.
    ``by_hand`` tells that a user's mapping is what it rests on.
    """

    form: Form
    kind: Kind | None
    regulation: str | None
    facts: Mapping[str, Fact | None]
    codes: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    by_hand: bool = False
    name: str = ""

    @property
    def marks(self) -> tuple[str, ...]:
        """What tells the form from others with the same fields: how its printed text begins."""
        words = running_text(self.form.text).split()[:_TELLING]
        return (" ".join(words),) if words else ()

    @property
    def is_usable(self) -> bool:
        """Whether it can be filled in and read."""
        return not self.faults

    def of(self, fact: Fact) -> tuple[Field, ...]:
        """The fields that ask for the fact, in reading order."""
        return tuple(one for one in self.form.fields if self.facts[one.name] is fact)


def understand(form: Form, mappings: Sequence[Mapped] = ()) -> Understood:
    """What the form is: by a user's mapping of exactly its fields if there is one, else by its words."""
    text = running_text(form.text)
    names = {one.name for one in form.fields}
    fitting = [one for one in mappings if _has_fields(form, one) and _has_marks(text, one.marks)]
    if len(fitting) > 1:
        fault = "flera av dina fältlistor passar den. Skilj dem åt med kanns_igen"
        return Understood(form, None, None, dict.fromkeys(names), faults=(fault,), by_hand=True)
    if fitting:
        one = fitting[0]
        facts = {name: one.fields.get(name, Fact.SIGNATURE) for name in names}
        return Understood(form, one.kind, one.regulation, facts, _codes(form, facts), by_hand=True, name=one.name)
    return _by_words(form, text)


def _has_fields(form: Form, mapped: Mapped) -> bool:
    """Whether the form has exactly the fields; one for a digital signature is added when somebody signs."""
    signed = {one.name for one in form.fields if one.type is FieldType.SIGNATURE}
    return set(mapped.fields) - signed == {one.name for one in form.fields} - signed


def _has_marks(text: str, marks: Sequence[str]) -> bool:
    return all(running_text(mark) in text for mark in marks)


def _by_words(form: Form, text: str) -> Understood:
    names = " ".join(f"{one.name} {one.tip}" for one in form.fields)
    whole = running_text(form.title) + text + running_text(names)
    kind, other = _kind(whole)
    regulation = _regulation(whole)
    facts = _facts(form)
    doubled = _doubled(facts)
    kept = {name: None if fact in doubled else fact for name, fact in facts.items()}
    faults = tuple(_faults(kind, other, regulation, kept, doubled))
    name = bundled().names[regulation, kind] if kind and regulation else ""
    return Understood(form, kind, regulation, kept, _codes(form, kept), faults, name=name)


def _kind(text: str) -> tuple[Kind | None, str | None]:
    """The kind whose words come first, or the form of another sort whose words do."""
    words = bundled()
    found: list[tuple[int, Kind | None, str | None]] = []
    found += [(at, kind, None) for kind, some in words.kinds.items() if (at := position(text, some)) is not None]
    found += [(at, None, name) for name, some in words.others.items() if (at := position(text, some)) is not None]
    if not found:
        return None, None
    _, kind, other = min(found, key=lambda one: one[0])
    return kind, other


def _regulation(text: str) -> str | None:
    """The one regulation that the form names; a form may name the other only after its own."""
    places = {one: position(text, words) for one, words in bundled().regulations.items()}
    named = {one: at for one, at in places.items() if at is not None}
    return min(named, key=lambda one: named[one]) if named else None


def _facts(form: Form) -> dict[str, Fact | None]:
    """What each field most likely asks for: by its tooltip and name, else by its printed label."""
    phrases = bundled().fields
    found: dict[str, Fact | None] = {}
    for one in form.fields:
        own = best(plain_words(f"{one.tip} {one.name}"), phrases, frozenset(BY_HAND))
        fact = own or best(plain_words(one.label), phrases, frozenset(BY_HAND))
        found[one.name] = _fitting(one, fact)
    return found


def _fitting(one: Field, fact: Fact | None) -> Fact | None:
    """The fact, where a field of its sort can hold it: boxes hold nothing that is written, but delmål one by one."""
    if one.type is FieldType.SIGNATURE:
        return Fact.SIGNATURE
    if one.type is FieldType.BOX:
        return Fact.DELMAL if _code(one) else (fact if fact in BY_HAND else None)
    return fact if one.type in (FieldType.TEXT, FieldType.CHOICE) else None


def _doubled(facts: Mapping[str, Fact | None]) -> frozenset[Fact]:
    """Facts that several fields seem to ask for: nobody can tell which one is meant."""
    counts = Counter(fact for fact in facts.values() if fact is not None and fact not in _SEVERAL)
    return frozenset(fact for fact, count in counts.items() if count > 1)


def _faults(
    kind: Kind | None,
    other: str | None,
    regulation: str | None,
    facts: Mapping[str, Fact | None],
    doubled: frozenset[Fact],
) -> Iterator[str]:
    if other is not None:
        yield f"det är {other}, som inte fylls i här"
        return
    if kind is None:
        yield "det framgår inte vilket intyg den är"
    if regulation is None:
        yield f"det framgår inte om den hör till {' eller '.join(codes.REGULATIONS)}"
    if kind is not None:
        for fact in bundled().needed[kind]:
            if fact in doubled:
                yield f"flera fält kan vara ”{fact.value}”"
            elif fact not in facts.values() and not _in_parts(fact, facts):
                yield f"inget fält kan säkert sägas vara ”{fact.value}”"


def _in_parts(fact: Fact, facts: Mapping[str, Fact | None]) -> bool:
    """Whether the name has its given and family names in fields of their own."""
    return fact is Fact.NAME and {Fact.GIVEN_NAME, Fact.FAMILY_NAME} <= set(facts.values())


def _codes(form: Form, facts: Mapping[str, Fact | None]) -> dict[str, str]:
    boxes = (one for one in form.fields if one.type is FieldType.BOX and facts[one.name] is Fact.DELMAL)
    return {one.name: code for one in boxes if (code := _code(one)) is not None}


def _code(one: Field) -> str | None:
    """The delmål that a box stands for, by its tooltip, its name or the text beside it."""
    for text in (one.tip, one.name.rsplit(".", 1)[-1], one.label):
        found = exact_codes(text)
        if len(found) == 1:
            return found[0]
    return None
