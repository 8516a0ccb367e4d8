"""What stands outside the registers: forms about the unit and its studierektor, and what is listed or told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date

from stexcel.layout.answers import is_answer
from stexcel.layout.unit.content import Content, doubtful, joined, unread
from stexcel.layout.unit.labels import Label, labels_of
from stexcel.layout.unit.outside import documents_outside, reviews_outside, unit_name
from stexcel.layout.unit.reviews import reviews_told
from stexcel.layout.unit.rows import specialty_value
from stexcel.layout.unit.staff import placed_names
from stexcel.layout.unit.values import attested, is_blank, says_done, time_in
from stexcel.layout.unit.words import Fact
from stexcel.layout.view import Place, View
from stexcel.model import CellRef, Note, Value
from stexcel.unit import Attested, Review, Section, Studierektor

_GAP = 2
"""Rows from one label to the next of the same form."""


def read_forms(view: View, taken: Set[Place], names: Collection[str]) -> Content:
    """Everything that a sheet tells outside its registers, whose places are ``taken``."""
    labels = labels_of(view, taken)
    notes: list[Note] = []
    parts = [_form(form, names, notes) for form in _forms(labels)]
    parts += [documents_outside(view, taken, notes), reviews_outside(view, taken, labels), unit_name(view, taken)]
    return joined([*parts, Content(notes=tuple(notes))])


def _forms(labels: Sequence[Label]) -> Iterator[list[Label]]:
    """Labels that stand close together and under one title."""
    form: list[Label] = []
    for label in labels:
        if form and (label.place[0] - form[-1].place[0] > _GAP or label.title is not form[-1].title):
            yield form
            form = []
        form.append(label)
    if form:
        yield form


def _form(form: Sequence[Label], names: Collection[str], notes: list[Note]) -> Content:
    asked = {label.fact: label for label in reversed(form)}
    since = _since(asked.get(Fact.SINCE), notes)
    review = asked.get(Fact.LAST_REVIEW)
    chosen = tuple(_studierektorer(form, asked, names, notes))
    sections: dict[Section, CellRef] = {}
    place = _place_of_studierektor(form, asked)
    if place is not None:
        sections[Section.STUDIEREKTOR] = place.answer[1]
    if review is not None:
        sections[Section.REVIEWS] = review.answer[1]
    sure = Fact.STUDIEREKTOR_TRAINING in asked or Fact.TRAINING in asked
    return Content(
        name=_text(asked.get(Fact.UNIT)),
        head=next(iter(placed_names(asked[Fact.HEAD].answer)), None) if Fact.HEAD in asked else None,
        studierektorer=chosen,
        told_reviews=tuple(_last_review(review, notes)) if review is not None else (),
        residents_since=since,
        sections=sections,
        sure=frozenset({Section.STUDIEREKTOR} if sure and any(one.name for one in chosen) else ()),
    )


def _place_of_studierektor(form: Sequence[Label], asked: Mapping[Fact, Label]) -> Label | None:
    """The label for the studierektor; in a form under that title the name may just be called name."""
    label = asked.get(Fact.STUDIEREKTOR)
    return asked.get(Fact.NAME) if label is None and form[0].title is Section.STUDIEREKTOR else label


def _studierektorer(
    form: Sequence[Label], asked: Mapping[Fact, Label], names: Collection[str], notes: list[Note]
) -> Iterator[Studierektor]:
    """Everybody that a form names as studierektor; its other facts are about the first of them."""
    label = _place_of_studierektor(form, asked)
    if label is not None:
        specialty = asked.get(Fact.SPECIALTY)
        found = placed_names(label.answer)
        facts = Studierektor(
            found[0] if found else None,
            specialty_value([specialty.answer], names, notes) if specialty else None,
            _attested(asked.get(Fact.TRAINING), "handledarutbildning", notes),
            _attested(asked.get(Fact.STUDIEREKTOR_TRAINING), "studierektorsutbildning", notes),
        )
        yield facts
        yield from (Studierektor(name) for name in found[1:])
    for other in form:
        if other.fact is Fact.DEPUTY:
            yield from (Studierektor(name, deputy=True) for name in placed_names(other.answer))
        elif other.fact is Fact.STUDIEREKTOR and other is not label:
            yield from (Studierektor(name) for name in placed_names(other.answer))


def _attested(label: Label | None, what: str, notes: list[Note]) -> Attested | None:
    if label is None:
        return None
    answer, doubt = attested([label.answer])
    if answer is not None and doubt:
        notes.append(doubtful(f"”{answer.text}” lästes som att {what} finns", answer.cell))
    return answer


def _text(label: Label | None) -> Value[str] | None:
    if label is None:
        return None
    value, ref = label.answer
    return Value(value, value, ref) if isinstance(value, str) and is_answer(value) else None


def _since(label: Label | None, notes: list[Note]) -> Value[date] | None:
    if label is None or is_blank(label.answer[0]):
        return None
    value, ref = label.answer
    found = time_in(value)
    if found is None:
        notes.append(unread(f"Tiden för den första ST-läkaren, ”{value}”, kan inte läsas", ref))
        return None
    return Value(found.start, str(value), ref)


def _last_review(label: Label, notes: list[Note]) -> Iterator[Review]:
    value, ref = label.answer
    if isinstance(value, str):
        found = list(reviews_told(value, ref, known=True))
        yield from (replace(one, title="Extern granskning") for one in found)
        if not found and not is_blank(value) and is_answer(value) and says_done(value) is not False:
            notes.append(unread(f"Granskningens datum ”{value}” kan inte läsas som en tid", ref))
    elif (when := time_in(value)) is not None:
        yield Review("Extern granskning", ref, when)
